"""Opening and closing as a person does: backups come by themselves."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import (
    backups_of,
    check_diary,
    close_diary,
    create_diary,
    default_diary_path,
    open_diary,
    restore_backup,
)
from rehabdesk.services.pain_entries import record_pain

KNEE = SidedRegion("knee_inner", Side.LEFT)


def on(day: int) -> FixedClock:
    return FixedClock(dt.datetime(2026, 11, day, 20, 0, tzinfo=dt.UTC))


def test_closing_backs_up_once_there_is_something_new(tmp_path: Path) -> None:
    path = tmp_path / "d.rehab"
    assert close_diary(create_diary(path, on(1)).diary) is None  # nothing to lose yet
    opened = open_diary(path, on(2))
    assert opened.notices == ()
    record_pain(opened.diary, on(2), KNEE, 3)
    made = close_diary(opened.diary)
    assert made is not None
    assert made.name == "d 2026-11-02.rehab"
    assert close_diary(open_diary(path, on(3)).diary) is None
    assert [one.path for one in backups_of(path)] == [made]
    with pytest.raises(sqlite3.ProgrammingError):
        opened.diary.pain.days()  # it is closed


def test_what_a_crash_kept_out_is_in_the_next_backup(tmp_path: Path) -> None:
    path = tmp_path / "d.rehab"
    diary = create_diary(path, on(1)).diary
    record_pain(diary, on(1), KNEE, 3)
    diary.close()  # without the backup of an orderly closing
    made = close_diary(open_diary(path, on(2)).diary)
    assert made is not None
    with open_diary(made, on(2), read_only=True).diary as backup:
        assert [one.value for one in backup.pain.between(None, None)] == [3.0]


def test_the_last_fourteen_days_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "d.rehab"
    create_diary(path, on(1)).diary.close()
    for day in range(1, 18):
        diary = open_diary(path, on(day)).diary
        record_pain(diary, on(day), KNEE, 3)
        close_diary(diary)
    assert [one.day.day for one in backups_of(path)] == list(range(17, 3, -1))


def test_a_diary_that_cannot_be_backed_up_is_closed_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "d.rehab"
    diary = create_diary(path, on(1)).diary
    record_pain(diary, on(1), KNEE, 3)
    (tmp_path / "d backups").write_text("a file in the way")
    with pytest.raises(DiaryError, match="Nothing can be written"):
        close_diary(diary)
    with pytest.raises(sqlite3.ProgrammingError):
        diary.pain.days()


def test_restoring_opens_what_was_and_says_where_the_rest_is(tmp_path: Path) -> None:
    path = tmp_path / "d.rehab"
    diary = create_diary(path, on(1)).diary
    record_pain(diary, on(1), KNEE, 3)
    backup = close_diary(diary)
    assert backup is not None
    diary = open_diary(path, on(2)).diary
    record_pain(diary, on(2), KNEE, 4)
    close_diary(diary)
    opened = restore_backup(path, backup, on(3))
    with opened.diary as restored:
        assert [one.value for one in restored.pain.between(None, None)] == [3.0]
    (notice,) = opened.notices
    assert "d 2026-11-03 before restore.rehab" in str(notice.values["name"])


def test_the_default_diary_can_be_made_on_a_new_computer() -> None:
    path = default_diary_path()
    assert not path.parent.exists()
    create_diary(path, on(1)).diary.close()
    assert path.is_file()
    with pytest.raises(DiaryError, match="no folder"):
        create_diary(path.parent / "other" / "d.rehab", on(1))


def damage_index(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema WHERE name = 'pain_entry_of_day'")
    connection.commit()
    connection.close()


def loose_reference(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO session (id, created_at, changed_at, day, plan_version_id, routine, status)"
        " VALUES ('s', '', '', '2026-11-01', 'gone', 'hip', 'done')"
    )
    connection.commit()
    connection.close()


def no_such_day(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO pain_entry (id, created_at, changed_at, day, region, side, kind, value)"
        " VALUES ('p', '', '', '2026-13-45', 'groin', 'left', 'now', 3)"
    )
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (damage_index, "never used"),
        (loose_reference, "session refers to a row of plan_version that is missing"),
        (no_such_day, "cannot be understood"),
    ],
)
def test_checking_tells_what_is_wrong(tmp_path: Path, harm, says: str) -> None:
    path = tmp_path / "d.rehab"
    diary = create_diary(path, on(1)).diary
    record_pain(diary, on(1), KNEE, 3)
    diary.close()
    assert check_diary(path) == []
    harm(path)
    before = path.read_bytes()
    found = check_diary(path)
    assert any(says in one.text.format(**one.values) for one in found), found
    assert path.read_bytes() == before
    with pytest.raises(DiaryError):
        check_diary(tmp_path)
