"""Backups: whole, named by day, kept in number, and brought back without losing anything."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store import backups, migrations
from rehabdesk.store import diary as diary_module
from rehabdesk.store.backups import (
    Reason,
    backup_folder,
    backup_now,
    list_backups,
    newest_revision,
    restore,
    rotate,
)
from rehabdesk.store.diary import Diary
from rehabdesk.store.migrations import making

KNEE = SidedRegion("knee_inner", Side.LEFT)
LABEL = message("change", "Something done")


def on(day: int, month: int = 11) -> FixedClock:
    return FixedClock(dt.datetime(2026, month, day, 21, 0, tzinfo=dt.UTC))


def values(path: Path, clock: FixedClock) -> list[float]:
    with Diary.open(path, clock, read_only=True) as diary:
        return [one.value for one in diary.pain.between(None, None)]


def files(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_a_backup_holds_what_is_not_yet_in_the_main_file(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, clock, KNEE, 3.3)
    folder = backup_folder(diary.path)
    made = backup_now(diary.path, folder, clock)
    assert made == diary.path.parent / "knee backups" / "knee 2026-11-20.rehab"
    assert values(made, clock) == [3.3]
    assert files(folder) == {made.name}


def test_a_later_backup_of_the_day_takes_the_place_of_the_earlier(
    diary: Diary, clock: FixedClock
) -> None:
    folder = backup_folder(diary.path)
    record_pain(diary, clock, KNEE, 1)
    first = backup_now(diary.path, folder, clock)
    assert newest_revision(diary.path, folder) == 1
    record_pain(diary, clock, KNEE, 2)
    assert backup_now(diary.path, folder, clock) == first
    assert values(first, clock) == [1.0, 2.0]
    assert newest_revision(diary.path, folder) == 2
    assert files(folder) == {first.name}


def test_a_bad_copy_never_takes_the_place_of_a_good_one(
    diary: Diary, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backup_folder(diary.path)
    record_pain(diary, clock, KNEE, 1)
    good = backup_now(diary.path, folder, clock)
    record_pain(diary, clock, KNEE, 2)
    monkeypatch.setattr(backups, "problems", lambda _: ["row 1 missing from index"])
    with pytest.raises(DiaryError, match="not whole"):
        backup_now(diary.path, folder, clock)
    assert values(good, clock) == [1.0]
    assert files(folder) == {good.name}


def test_a_copy_that_lacks_rows_is_noticed(
    diary: Diary, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_pain(diary, clock, KNEE, 1)
    whole = backups._content
    answers = iter(range(9))

    def fewer(connection: sqlite3.Connection) -> dict[str, int]:
        # The third look is that at the copy.
        found = whole(connection)
        return found | {"pain_entry": 0} if next(answers) == 2 else found

    monkeypatch.setattr(backups, "_content", fewer)
    with pytest.raises(DiaryError, match="not whole"):
        backup_now(diary.path, backup_folder(diary.path), clock)
    assert files(backup_folder(diary.path)) == set()


def test_only_own_daily_backups_are_rotated_away(diary: Diary, clock: FixedClock) -> None:
    folder = backup_folder(diary.path)
    record_pain(diary, clock, KNEE, 1)
    for day in range(1, 18):
        backup_now(diary.path, folder, on(day))
    before_restore = backup_now(diary.path, folder, on(1), Reason.BEFORE_RESTORE)
    foreign = folder / "knee 2020-01-01.rehab"
    foreign.write_text("a file of the same name pattern that is no diary")
    (folder / "notes.txt").write_text("mine")
    written = folder / "knee 2026-11-02.rehab"
    with Diary.open(written, clock) as opened:  # opened for writing: no mere backup any more
        record_pain(opened, clock, KNEE, 9)
    gone = rotate(diary.path, folder, diary.id)
    assert {one.name for one in gone} == {"knee 2026-11-01.rehab", "knee 2026-11-03.rehab"}
    left = files(folder)
    assert {foreign.name, "notes.txt", written.name, before_restore.name} <= left
    assert len(left) == 14 + 4
    assert rotate(diary.path, folder, diary.id) == []
    # Another diary's rotation touches nothing here.
    assert rotate(diary.path, folder, "another id", keep=0) == []


def test_a_name_that_is_taken_by_another_file_is_left_alone(
    diary: Diary, clock: FixedClock
) -> None:
    folder = backup_folder(diary.path)
    folder.mkdir()
    taken = folder / "knee 2026-11-20.rehab"
    taken.write_text("mine")
    made = backup_now(diary.path, folder, clock)
    assert made.name == "knee 2026-11-20 2.rehab"
    assert taken.read_text() == "mine"
    assert made in [one.path for one in list_backups(diary.path)]


def test_where_no_folder_can_be_made_that_is_said(diary: Diary, clock: FixedClock) -> None:
    backup_folder(diary.path).write_text("a file in the way")
    with pytest.raises(DiaryError, match="Nothing can be written"):
        backup_now(diary.path, backup_folder(diary.path), clock)


def test_backups_are_listed_newest_first(diary: Diary) -> None:
    folder = backup_folder(diary.path)
    for day in (3, 1, 2):
        backup_now(diary.path, folder, on(day))
    backup_now(diary.path, folder, on(2), Reason.BEFORE_RESTORE)
    (folder / "knee 2026-13-45.rehab").write_text("no such day")
    (folder / "hip 2026-11-04.rehab").write_text("another diary's")
    found = [(one.day.day, one.reason) for one in list_backups(diary.path)]
    assert found == [
        (3, Reason.DAILY),
        (2, Reason.BEFORE_RESTORE),
        (2, Reason.DAILY),
        (1, Reason.DAILY),
    ]


def test_restoring_keeps_what_is_replaced(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "knee.rehab"
    with Diary.create(path, clock) as diary:
        record_pain(diary, clock, KNEE, 1)
        backup = backup_now(path, backup_folder(path), on(19))
        record_pain(diary, clock, KNEE, 2)
        number = diary.revision
        whose = diary.id
    kept = restore(path, backup, clock)
    assert kept == backup_folder(path) / "knee 2026-11-20 before restore.rehab"
    assert values(path, clock) == [1.0]
    assert values(kept, clock) == [1.0, 2.0]
    assert values(backup, clock) == [1.0]
    with Diary.open(path, clock) as diary:
        assert diary.id == whose
        assert diary.revision > number  # nobody takes it for a state seen before
        record_pain(diary, clock, KNEE, 5)
    # And back again, without losing either.
    again = restore(path, kept, clock)
    assert again is not None
    assert values(path, clock) == [1.0, 2.0]
    assert values(again, clock) == [1.0, 5.0]
    assert files(tmp_path) == {"knee.rehab", "knee backups"}


def test_a_diary_that_is_open_is_not_replaced(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, clock, KNEE, 1)
    backup = backup_now(diary.path, backup_folder(diary.path), clock)
    record_pain(diary, clock, KNEE, 2)
    with pytest.raises(DiaryError, match="open in another window"):
        restore(diary.path, backup, clock)
    assert [one.value for one in diary.pain.between(None, None)] == [1.0, 2.0]


def test_a_damaged_or_missing_diary_can_be_restored(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "knee.rehab"
    with Diary.create(path, clock) as diary:
        record_pain(diary, clock, KNEE, 1)
        backup = backup_now(path, backup_folder(path), clock)
    rubbish = b"\xff" * 9000
    path.write_bytes(rubbish)
    kept = restore(path, backup, clock)
    assert values(path, clock) == [1.0]
    assert kept is not None
    assert kept.read_bytes() == rubbish
    path.unlink()
    assert restore(path, backup, clock) is None
    assert values(path, clock) == [1.0]


def test_a_bad_backup_replaces_nothing(tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "knee.rehab"
    with Diary.create(path, clock) as diary:
        for value in range(11):
            record_pain(diary, clock, KNEE, value)
        backup = backup_now(path, backup_folder(path), clock)
    whole = backup.read_bytes()
    before = path.read_bytes()
    for bad in (b"", b"no diary", whole[:9000], whole[:4200] + b"\xff" * 9000 + whole[13200:]):
        backup.write_bytes(bad)
        with pytest.raises(DiaryError):
            restore(path, backup, clock)
        assert path.read_bytes() == before
    assert files(tmp_path) == {"knee.rehab", "knee backups"}


#: The format of a program that knows one step more.
NEXT = diary_module.FORMAT + 1


@pytest.fixture
def next_format(monkeypatch: pytest.MonkeyPatch) -> migrations.Migrations:
    """A program that knows one step more than this one."""
    steps = migrations.Migrations("rehabdesk")
    steps._migrations = list(migrations.STEPS._migrations)

    @steps(name="9998 a mood")
    def second(db: migrations.Database) -> None:
        db.conn.execute("ALTER TABLE check_in ADD COLUMN mood TEXT")
        making.set_format(db, NEXT)

    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(diary_module, "FORMAT", NEXT)
    return steps


def test_an_older_diary_is_updated_after_a_backup(
    diary: Diary, clock: FixedClock, request: pytest.FixtureRequest
) -> None:
    record_pain(diary, clock, KNEE, 1)
    diary.close()
    before = diary.path.read_bytes()
    request.getfixturevalue("next_format")
    with pytest.raises(DiaryError, match="older RehabDesk"):
        Diary.open(diary.path, clock, read_only=True)
    assert diary.path.read_bytes() == before
    with Diary.open(diary.path, clock) as updated:
        assert updated.update_backup is not None
        assert updated.update_backup.name == "knee 2026-11-20 before update.rehab"
        assert [one.value for one in updated.pain.between(None, None)] == [1.0]
        assert updated._connection.execute("SELECT mood FROM check_in").fetchall() == []
        assert updated._connection.execute("SELECT format FROM diary").fetchone() == (NEXT,)
    with Diary.open(diary.path, clock) as again:
        assert again.update_backup is None
    connection = sqlite3.connect(updated.update_backup)
    try:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
        assert connection.execute("SELECT value FROM pain_entry").fetchall() == [(1.0,)]
    finally:
        connection.close()


def test_a_step_that_fails_leaves_no_trace(
    diary: Diary, clock: FixedClock, next_format: migrations.Migrations
) -> None:
    diary.close()

    @next_format(name="9999 half a step")
    def third(db: migrations.Database) -> None:
        db.conn.execute("DROP TABLE setting")
        db.conn.execute("INSERT INTO check_in (id) VALUES (NULL)")

    with pytest.raises(DiaryError):
        Diary.open(diary.path, clock)
    connection = sqlite3.connect(diary.path)
    try:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
    finally:
        connection.close()


def test_nothing_is_updated_without_a_backup(
    diary: Diary, clock: FixedClock, next_format: migrations.Migrations
) -> None:
    assert len(next_format._migrations) == NEXT
    diary.close()
    before = diary.path.read_bytes()
    backup_folder(diary.path).write_text("a file in the way")
    with pytest.raises(DiaryError, match="Nothing can be written"):
        Diary.open(diary.path, clock)
    assert diary.path.read_bytes() == before


def test_the_format_is_the_number_of_the_steps() -> None:
    assert len(migrations.STEPS._migrations) == diary_module.FORMAT
