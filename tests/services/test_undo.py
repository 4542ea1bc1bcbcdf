"""The undo stack: what it remembers and what it lets go of."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import delete_pain, edit_pain, record_pain
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.connection import PlainConnections
from rehabdesk.store.diary import Diary

CLOCK = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))
DAY = dt.date(2026, 11, 20)
KNEE = SidedRegion("knee_inner", Side.LEFT)


@pytest.fixture
def diary(tmp_path: Path):
    with Diary.create(tmp_path / "d.rehab", CLOCK) as made:
        yield made


def test_labels_tell_what_comes_next(diary: Diary) -> None:
    stack = UndoStack()
    assert (stack.undo_label, stack.redo_label) == (None, None)
    assert stack.undo(diary) is None
    assert stack.redo(diary) is None
    stack.push(record_pain(diary, CLOCK, KNEE, 3))
    stack.push(delete_pain(diary, diary.pain.on_day(DAY)[0].id))
    assert stack.undo_label == message("change", "Pain entry deleted")
    stack.undo(diary)
    assert stack.undo_label == message("change", "Pain entry saved")
    assert stack.redo_label == message("change", "Pain entry deleted")


def test_a_new_change_ends_what_could_be_done_again(diary: Diary) -> None:
    stack = UndoStack()
    stack.push(record_pain(diary, CLOCK, KNEE, 3))
    stack.undo(diary)
    stack.push(record_pain(diary, CLOCK, KNEE, 4))
    assert stack.redo_label is None
    assert [one.value for one in diary.pain.on_day(DAY)] == [4.0]


def test_a_change_of_nothing_is_not_remembered(diary: Diary) -> None:
    stack = UndoStack()
    stack.push(record_pain(diary, CLOCK, KNEE, 3))
    stack.undo(diary)
    stack.redo(diary)
    stack.undo(diary)
    with diary.change(message("change", "Nothing")) as recorder:
        pass
    stack.push(recorder.changes)
    assert stack.redo_label is not None


def test_only_so_many_are_kept(diary: Diary) -> None:
    stack = UndoStack(capacity=2)
    for value in (1, 2, 3):
        stack.push(record_pain(diary, CLOCK, KNEE, value))
    assert stack.undo(diary)
    assert stack.undo(diary)
    assert stack.undo(diary) is None
    assert [one.value for one in diary.pain.on_day(DAY)] == [1.0]


def test_what_was_changed_elsewhere_is_refused_and_forgotten(diary: Diary) -> None:
    stack = UndoStack()
    stack.push(record_pain(diary, CLOCK, KNEE, 1))
    stack.push(record_pain(diary, CLOCK, KNEE, 2))
    second = diary.pain.on_day(DAY)[1]
    with Diary.open(diary.path, CLOCK) as other:
        edit_pain(other, dataclasses.replace(second, value=8.0))
    with pytest.raises(DiaryError, match="changed again"):
        stack.undo(diary)
    assert [one.value for one in diary.pain.on_day(DAY)] == [1.0, 8.0]
    stack.undo(diary)
    assert [one.value for one in diary.pain.on_day(DAY)] == [8.0]


def test_undo_can_be_tried_again_when_the_file_was_busy(tmp_path: Path) -> None:
    path = tmp_path / "busy.rehab"
    Diary.create(path, CLOCK).close()
    stack = UndoStack()
    with (
        Diary.open(path, CLOCK, PlainConnections(busy_timeout_ms=1)) as diary,
        Diary.open(path, CLOCK) as other,
    ):
        stack.push(record_pain(diary, CLOCK, KNEE, 1))
        with other.change(message("change", "Long")), pytest.raises(DiaryError, match="another"):
            stack.undo(diary)
        assert stack.undo_label is not None
        assert stack.undo(diary) is not None
        assert diary.pain.on_day(DAY) == []


def test_time_passing_does_not_stand_in_the_way(tmp_path: Path) -> None:
    class Ticking:
        """A clock that moves on with every look."""

        moment = CLOCK.moment

        def now(self) -> dt.datetime:
            self.moment += dt.timedelta(minutes=1)
            return self.moment

    clock = Ticking()
    with Diary.create(tmp_path / "ticking.rehab", clock) as ticking:
        stack = UndoStack()
        stack.push(record_pain(ticking, clock, KNEE, 1))
        entry = ticking.pain.on_day(DAY)[0]
        stack.push(edit_pain(ticking, dataclasses.replace(entry, value=2.0)))
        stack.push(delete_pain(ticking, entry.id))
        for _ in range(3):
            while stack.undo(ticking):
                pass
            assert stack.undo_label is None
            while stack.redo(ticking):
                pass
            assert ticking.pain.between(None, None, deleted=True)[0].value == 2.0
        assert ticking.pain.on_day(DAY) == []
