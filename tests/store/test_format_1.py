"""A diary of the first format, brought up to date: nothing lost, everything new works on it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import (
    Band,
    ExerciseSide,
    PainLimits,
    Pause,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
    SetUnit,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.store.diary import FORMAT, Diary

OLD = Path(__file__).parent / "data" / "format-1.rehab"
LABEL = message("change", "x")
WINTER = dt.timezone(dt.timedelta(hours=1))


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(OLD, tmp_path / "old.rehab"))


def test_everything_of_the_first_format_is_still_there(old: Path, clock: FixedClock) -> None:
    with Diary.open(old, clock) as diary:
        assert diary.update_backup is not None
        assert diary.problems() == []
        first, second = diary.plans.versions()
        assert [item.exercise for item in first.items] == ["clamshell", "bridge"]
        assert first.items == (
            PlanItem(
                uid(11), 0, "clamshell", "hip_strength", ExerciseSide.LEFT, 3, 12, 2, 45, 3, (),
                "Pelvis still.",
            ),
            PlanItem(
                uid(12), 1, "bridge", "hip_strength", ExerciseSide.NONE, 2, 10, None, 60, None,
                (1, 3, 5), "Squeeze first",
            ),
        )  # fmt: skip
        assert (second.number, second.note, second.limits) == (2, "It went well.", None)
        assert diary.sessions.between(None, None) == [
            Session(
                uid(30), dt.date(2026, 1, 5), dt.datetime(2026, 1, 5, 8, tzinfo=WINTER), uid(10),
                "hip_strength", SessionStatus.DONE,
            ),
            Session(
                uid(31), dt.date(2026, 1, 7), None, uid(10), "", SessionStatus.PARTIAL, "",
                "Very short on time", True,
            ),
            Session(
                uid(32), dt.date(2026, 2, 3), None, uid(20), "", SessionStatus.SKIPPED, "A cold"
            ),
        ]  # fmt: skip
        knee = SidedRegion("knee_inner", Side.LEFT)
        assert [one.value for one in diary.pain.between(None, None, knee)] == [5.0]
        assert diary.settings.get("primary_region") == "knee_inner:left"
        (past,) = diary.history.of(Kind.SESSION, uid(31))
        assert past.before["note"] == "Short on time"
        assert diary._connection.execute("PRAGMA user_version").fetchone() == (FORMAT,)


def test_the_new_columns_are_kept_as_they_were_before_a_change(
    old: Path, clock: FixedClock
) -> None:
    with Diary.open(old, clock) as diary:
        session = diary.sessions.get(uid(30))
        assert session is not None
        done = SetDone(uid(90), uid(30), uid(11), "clamshell", ExerciseSide.LEFT, 1,
                       SetUnit.REPS, 12, 8, pain=2.5, clean=True)  # fmt: skip
        with diary.change(LABEL):
            diary.sessions.update(_with(session, effort=6, pain_after=2.5))
            diary.sets.add([done])
            diary.plan_extras.save_pause(Pause(uid(91), dt.date(2026, 2, 9), None, "A trip"))
        with diary.change(LABEL):
            diary.sessions.update(_with(session, effort=7, pain_after=0.1 + 0.2))
            diary.sets.update(_with_set(done, 12))
        newest = diary.history.of(Kind.SESSION, uid(30))[-1]
        assert (newest.before["effort"], newest.before["pain_after"]) == (6, 2.5)
        (past,) = diary.history.of(Kind.SET_DONE, uid(90))
        assert past.before["done"] == 8
        assert diary.sets.of(uid(30))[0].share == 1.0


def test_a_new_version_keeps_limits_tempo_and_band(old: Path, clock: FixedClock) -> None:
    item = PlanItem(
        uid(61), 0, "clamshell", "hip_strength", ExerciseSide.BOTH, 2, 8, 2, 60, 3,
        lift_s=2, lower_s=3, load="1 kg", band=Band.LIGHT, note="Slowly", fixed=True,
    )  # fmt: skip
    version = PlanVersion(
        uid(60), 3, dt.date(2026, 3, 2), "Third", "", (item,), PainLimits(1, 4), "Ms Adler"
    )
    with Diary.open(old, clock) as diary:
        with diary.change(LABEL):
            diary.plans.add_version(version)
        assert diary.plans.versions()[-1] == version
        with diary.change(LABEL) as recorder:
            diary.plans.delete_version(uid(60))
        assert [one.number for one in diary.plans.versions()] == [1, 2]
        gone = [row for row in diary.whole_rows.all(Kind.PLAN_ITEM) if row["id"] == uid(61)]
        assert [row["deleted_at"] is not None for row in gone] == [True]
        diary.apply(LABEL, recorder.changes.rows, forward=False)
        assert diary.plans.versions()[-1] == version


def _with(session: Session, **changed: object) -> Session:
    return dataclasses.replace(session, **changed)  # type: ignore[arg-type]


def _with_set(one: SetDone, done: int) -> SetDone:
    return dataclasses.replace(one, done=done)
