"""Plans, sessions and whole rows: what goes in comes back, and a copy loses nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn, Sleep
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import (
    ExerciseSide,
    OwnExercise,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.store.diary import Diary

LABEL = message("change", "Something done")
DAY = dt.date(2026, 11, 20)
KNEE = SidedRegion("knee_inner", Side.LEFT)

TIMED = PlanItem(
    "i2", 1, "own:e", "hip", ExerciseSide.BOTH, 3, None, 20, 45, None, (1, 3, 7), "slow"
)
COUNTED = PlanItem("i1", 0, "clamshell", "hip", ExerciseSide.LEFT, 2, 12, None, None, 3)
VERSIONS = [
    PlanVersion("v2", 1, DAY, "First", "", (COUNTED, TIMED)),
    PlanVersion("v1", 2, DAY, "Second", "less", ()),
]
AT = dt.datetime(2026, 11, 20, 7, 0, tzinfo=dt.timezone(dt.timedelta(hours=13)))


def session(row_id: str, routine: str = "hip", **more: object) -> Session:
    made = Session(row_id, DAY, None, "v1", routine, SessionStatus.DONE)
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def test_plans_come_back_in_order(diary: Diary) -> None:
    own = OwnExercise("e", "Stairs at work", "work", counts_as_hip_strength=True)
    with diary.change(LABEL):
        diary.plans.add_own_exercise(own)
        for version in VERSIONS:
            diary.plans.add_version(
                dataclasses.replace(version, items=tuple(reversed(version.items)))
            )
    assert diary.plans.versions() == VERSIONS
    assert diary.plans.own_exercises() == [own]


def test_two_versions_cannot_have_one_number(diary: Diary) -> None:
    with diary.change(LABEL):
        diary.plans.add_version(VERSIONS[0])
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.plans.add_version(dataclasses.replace(VERSIONS[1], number=1))
    assert diary.plans.versions() == VERSIONS[:1]


def test_sessions_come_back_by_day_time_and_routine(diary: Diary) -> None:
    late = session("a", at=AT.replace(hour=9), skip_reason="tired", note="n", backfilled=True)
    early = session("b", at=AT)
    other = session("c", "work", status=SessionStatus.SKIPPED, day=DAY - dt.timedelta(days=1))
    with diary.change(LABEL):
        diary.plans.add_version(VERSIONS[1])
        for one in (late, early, other):
            diary.sessions.add(one)
    assert diary.sessions.between(None, None) == [other, early, late]
    assert diary.sessions.between(DAY, None, "hip") == [early, late]
    assert diary.sessions.between(None, DAY - dt.timedelta(days=1)) == [other]
    assert diary.pain.days() == [DAY - dt.timedelta(days=1), DAY]


def test_sessions_in_bulk_are_added_once(diary: Diary) -> None:
    row = ("2026-11-20", None, "v1", "walk", "not_done", "", "", 0, "loop:1")
    with diary.change(LABEL) as recorder:
        diary.plans.add_version(VERSIONS[1])
        assert diary.sessions.insert_many([row, row]) == 1
    assert recorder.changes.kinds == {Kind.PLAN_VERSION, Kind.SESSION}
    (found,) = diary.sessions.between(None, None)
    assert (found.routine, found.status) == ("walk", SessionStatus.NOT_DONE)


def fill(diary: Diary) -> None:
    entry = PainEntry("p", DAY, AT, KNEE, PainKind.NOW, 0.1 + 0.2, note="one\ntwo")
    with diary.change(LABEL):
        diary.pain.add(entry)
        diary.pain.insert_many([("2026-11-19", None, "groin", "left", "now", 1.0, "", 1, "k")])
        diary.check_ins.save(CheckIn("c", DAY, Sleep.GOOD))
        diary.settings.set_value_kind(KNEE, PainKind.WORST)
        diary.settings.set("a", "b")
        diary.plans.add_own_exercise(OwnExercise("e", "x", "y"))
        for version in VERSIONS:
            diary.plans.add_version(version)
        diary.sessions.add(session("s"))
    with diary.change(LABEL):
        diary.pain.update(dataclasses.replace(entry, value=7.0))
    with diary.change(LABEL):
        diary.pain.delete("p")


def everything(diary: Diary) -> object:
    return {kind: list(diary.whole_rows.all(kind)) for kind in Kind}, list(diary.whole_rows.past())


def carry(source: Diary, target: Diary) -> int:
    with target.change(LABEL, undoable=False):
        added = sum(target.whole_rows.insert(kind, source.whole_rows.all(kind)) for kind in Kind)
        return added + target.whole_rows.insert_past(source.whole_rows.past())


def test_a_copy_by_whole_rows_is_the_same_diary(
    diary: Diary, tmp_path: Path, clock: FixedClock
) -> None:
    fill(diary)
    with Diary.create(tmp_path / "copy.rehab", clock) as copy:
        assert carry(diary, copy) == 13
        assert everything(copy) == everything(diary)
        assert carry(diary, copy) == 0  # twice adds nothing
        assert everything(copy) == everything(diary)


def test_whole_rows_with_columns_missing_or_wrong_add_nothing(diary: Diary) -> None:
    fill(diary)
    before = everything(diary)
    (row, *_) = diary.whole_rows.all(Kind.PAIN_ENTRY)
    del row["note"]
    with pytest.raises(KeyError), diary.change(LABEL):
        diary.whole_rows.insert(Kind.PAIN_ENTRY, [row])
    wrong = [row | {"note": "", "id": "q", "value": 99.0}]
    with pytest.raises(sqlite3.IntegrityError), diary.change(LABEL):
        diary.whole_rows.insert(Kind.PAIN_ENTRY, wrong)
    assert everything(diary) == before
