"""Whatever is done, undoing all of it gives the start and doing all again gives the end."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
import uuid
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.check_in import CheckIn, Sleep
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
DAY = dt.date(2026, 11, 20)
WHERE = SidedRegion("groin", Side.RIGHT)
CLOCK = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))

values = st.floats(0, 10)
steps = st.one_of(
    st.tuples(st.just("add"), values),
    st.tuples(st.just("edit"), st.tuples(st.integers(0, 5), values)),
    st.tuples(st.just("delete"), st.integers(0, 5)),
    st.tuples(st.just("check in"), st.sampled_from(Sleep)),
    st.tuples(st.just("drop check-in"), st.none()),
    st.tuples(st.just("kind"), st.sampled_from(PainKind)),
)


def state(diary: Diary) -> object:
    entries = sorted(diary.pain.between(None, None), key=lambda one: one.id)
    return entries, diary.check_ins.between(None, None), diary.settings.value_kind(WHERE)


def do(diary: Diary, step: tuple[str, object]) -> None:
    what, how = step
    live = diary.pain.on_day(DAY)
    if what == "add":
        assert isinstance(how, float)
        diary.pain.add(PainEntry(str(uuid.uuid4()), DAY, None, WHERE, PainKind.NOW, how))
    elif what == "edit" and live:
        assert isinstance(how, tuple)
        diary.pain.update(dataclasses.replace(live[how[0] % len(live)], value=how[1]))
    elif what == "delete" and live:
        assert isinstance(how, int)
        diary.pain.delete(live[how % len(live)].id)
    elif what == "check in":
        assert isinstance(how, Sleep)
        diary.check_ins.save(CheckIn(str(uuid.uuid4()), DAY, how))
    elif what == "drop check-in":
        present = diary.check_ins.for_day(DAY)
        if present is not None:
            diary.check_ins.delete(present.id)
    elif what == "kind":
        assert isinstance(how, PainKind)
        diary.settings.set_value_kind(WHERE, how)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(steps, min_size=1, max_size=4), max_size=8), st.data())
def test_undo_all_then_redo_all(
    changes: list[list[tuple[str, object]]], data: st.DataObject
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Diary.create(Path(folder) / "d.rehab", CLOCK) as diary,
    ):
        stack = UndoStack()
        states = [state(diary)]
        for change in changes:
            with diary.change(LABEL) as recorder:
                for step in change:
                    do(diary, step)
            if recorder.changes.undoable:
                stack.push(recorder.changes)
                states.append(state(diary))
        place = len(states) - 1
        # There and back at random, then all the way down and up.
        for forward in data.draw(st.lists(st.booleans(), max_size=6)):
            done: Changes | None = stack.redo(diary) if forward else stack.undo(diary)
            place += 0 if done is None else 1 if forward else -1
            assert state(diary) == states[place]
        while stack.undo(diary) is not None:
            place -= 1
            assert state(diary) == states[place]
        assert place == 0
        while stack.redo(diary) is not None:
            place += 1
            assert state(diary) == states[place]
        assert place == len(states) - 1
