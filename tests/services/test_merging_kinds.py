"""Every kind of rows merges alike: a change here, a change there, a deletion, nothing lost."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide as Side
from rehabdesk.domain.plan import (
    OwnExercise,
    Pause,
    Reminder,
    Session,
    SessionStatus,
    SetDone,
    SetUnit,
)
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.interchange.importing import add_diary_file, read_diary_file
from rehabdesk.services.merging.merging import merge_diary, preview_merge
from rehabdesk.services.merging.rows import Keep
from rehabdesk.store.diary import Diary
from rehabdesk.store.rows import TABLES

from .merge_pair import DAY, KNEE, LABEL, Pair, at, content, pain, uid, version

FOLDER = Path(__file__).parent / "data" / "whole_diary"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary with a row of every kind."""
    path = tmp_path_factory.mktemp("whole") / "whole.rehab"
    with Diary.create(path, at(0)) as diary:
        for one in sorted(FOLDER.glob("*.json")):
            file = read_diary_file(one.read_bytes(), "d", load_regions(), dt.date(2026, 6, 17))
            add_diary_file(diary, file)
        with diary.change(LABEL):
            diary.pain.add(pain(1))
            diary.plans.add_own_exercise(OwnExercise(uid(2), "Boule", "boule"))
            diary.plans.add_version(version(7, 10, 11))
            diary.sessions.add(Session(uid(12), DAY, None, uid(10), "", SessionStatus.DONE))
            row = SetDone(
                uid(13), uid(12), uid(11), "clamshell", Side.LEFT, 1, SetUnit.REPS, 10, 10
            )
            diary.sets.add([row])
            diary.plan_extras.save_pause(Pause(uid(14), DAY, DAY))
            diary.plan_extras.save_reminder(Reminder(uid(15), dt.time(18)))
            diary.plan_extras.set_favourite("bridge", True)
            diary.settings.set("x", "1")
            diary.settings.set_value_kind(KNEE, pain(1).kind)
            if diary.check_ins.for_day(DAY) is None:
                diary.check_ins.save(CheckIn(uid(16), DAY))
    return path


def edit(path: Path, kind: Kind, what: str, minute: int) -> None:
    """Change every row of a kind in the file itself, as another program would."""
    moment = f"2026-06-02T10:{minute:02}:00.000Z"
    with closing(sqlite3.connect(path)) as connection, connection:
        table = TABLES[kind]
        connection.execute(f"UPDATE {table} SET {what}, changed_at = ?", [moment])  # noqa: S608


@pytest.mark.parametrize("kind", Kind)
def test_a_change_there_is_taken(kind: Kind, whole: Path, tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    for target in (pair.a, pair.b):
        shutil.copy(whole, target)
    edit(pair.b, kind, "created_at = '2020-01-01T00:00:00.000Z'", 1)
    with Diary.open(pair.a, at(60)) as diary:
        count = len(list(diary.whole_rows.all(kind)))
        assert count > 0
        preview = preview_merge(diary, pair.b, at(60))
        assert (preview.added, preview.updated) == ({}, {kind: count})
        assert preview.conflicts == ()
        merge_diary(diary, pair.b, at(60))
    assert content(pair.a) == content(pair.b)


@pytest.mark.parametrize("kind", Kind)
def test_changes_on_both_sides_are_a_conflict(kind: Kind, whole: Path, tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    for target in (pair.a, pair.b):
        shutil.copy(whole, target)
    edit(pair.a, kind, "created_at = '2020-01-01T00:00:00.000Z'", 1)
    edit(pair.b, kind, "created_at = '2021-01-01T00:00:00.000Z'", 2)
    with Diary.open(pair.a, at(60)) as diary:
        count = len(list(diary.whole_rows.all(kind)))
        conflicts = preview_merge(diary, pair.b, at(60)).conflicts
        assert [one.newest for one in conflicts] == [Keep.THEIRS] * count
        merge_diary(diary, pair.b, at(60), {one.key: Keep.OURS for one in conflicts})
        made = {str(row["created_at"])[:4] for row in diary.whole_rows.all(kind)}
        assert made == {"2020"}
        past = [one for one in diary.whole_rows.past() if one.kind is kind]
        assert {str(one.before["created_at"])[:4] for one in past} >= {"2021"}
    first = content(pair.a)
    # The other side hears of the choice, without being asked.
    with Diary.open(pair.b, at(61)) as diary:
        assert preview_merge(diary, pair.a, at(61)).conflicts == ()
        merge_diary(diary, pair.a, at(61))
    assert content(pair.b) == first


def test_the_whole_diary_is_whole(whole: Path) -> None:
    with Diary.open(whole, FixedClock(at(9).moment), read_only=True) as diary:
        assert diary.problems() == []
