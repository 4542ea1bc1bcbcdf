"""Habit Tracker files: backups and CSV exports."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.services.importing.adding import add_import
from rehabdesk.services.importing.batch import ImportPreview
from rehabdesk.services.importing.habits import times_a_week
from rehabdesk.services.importing.recognise import SourceKind, open_source
from rehabdesk.store import loop_backup
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
DAY_MS = 86_400_000
FIRST = dt.date(2025, 3, 1)
DONE, SKIPPED, NOT_DONE = SessionStatus.DONE, SessionStatus.SKIPPED, SessionStatus.NOT_DONE


def backup(path: Path, habits: Sequence[tuple[object, ...]], marks: Sequence[tuple[int, ...]]):
    """Write a backup: habits (id, name, num, den, type), marks (habit, day number, value)."""
    db = sqlite3.connect(path)
    db.execute(
        "CREATE TABLE Habits (id INTEGER PRIMARY KEY, name TEXT, freq_num INTEGER,"
        " freq_den INTEGER, type INTEGER NOT NULL DEFAULT 0, position INTEGER)"
    )
    db.execute(
        "CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit INTEGER, timestamp INTEGER,"
        " value INTEGER NOT NULL, notes TEXT)"
    )
    for place, habit in enumerate(habits):
        db.execute("INSERT INTO Habits VALUES (?, ?, ?, ?, ?, ?)", (*habit, place))
    start = (FIRST - dt.date(1970, 1, 1)).days
    for habit, day, value in marks:
        db.execute(
            "INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES (?, ?, ?, ?)",
            (habit, (start + day) * DAY_MS, value, "felt good" if day == 0 else None),
        )
    db.commit()
    db.close()
    return path


def opened(path: Path) -> ImportPreview:
    source = open_source(path, TODAY)
    assert source.kind is SourceKind.HABITS
    assert source.habits is not None
    return source.habits


def test_marks_of_a_backup(tmp_path: Path) -> None:
    marks = [(7, 0, 2), (7, 1, 3), (7, 2, 0), (7, 3, 1), (7, 4, -1), (7, 5, 17), (7, 6, 2)]
    path = backup(tmp_path / "any name", [(7, "Hip routine", 3, 7, 0)], marks)
    before = path.read_bytes()
    (routine,) = opened(path).batch.routines
    assert (routine.name, routine.times_a_week) == ("Hip routine", 3)
    assert list(zip(routine.days, routine.statuses, routine.notes, strict=True)) == [
        ("2025-03-01", DONE, "felt good"),
        ("2025-03-02", SKIPPED, ""),
        ("2025-03-03", NOT_DONE, ""),
        ("2025-03-07", DONE, ""),
    ]
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["any name"]


def test_nothing_can_be_written_into_a_backup(tmp_path: Path) -> None:
    path = backup(tmp_path / "b.db", [], [])
    with pytest.raises(InputError, match="damaged"), loop_backup._opened(path) as connection:
        connection.execute("INSERT INTO Habits (name) VALUES ('x')")


def test_habits_of_one_name_stay_apart(tmp_path: Path) -> None:
    habits = [(1, "Walk", 1, 1, 0), (2, " Walk ", 1, 1, 0), (3, "Pages", 1, 1, 1)]
    found = opened(backup(tmp_path / "b.db", habits, [(1, 0, 2), (2, 0, 2), (3, 0, 9000)]))
    assert [one.name for one in found.batch.routines] == ["Walk", "Walk (2)"]
    assert [notice.values["name"] for notice in found.notices] == ["Pages"]


def test_a_backup_comes_in_once(tmp_path: Path, clock: FixedClock) -> None:
    path = backup(tmp_path / "b.db", [(1, "Walk", 1, 2, 0)], [(1, 0, 2), (1, 1, 3)])
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        assert add_import(diary, opened(path)).sessions == 2
        assert add_import(diary, opened(path)).sessions == 0
        (version,) = diary.plans.versions()
        assert (version.title, version.items[0].times_a_week) == ("imported", 4)
        assert [one.status for one in diary.sessions.between(None, None)] == [DONE, SKIPPED]


@pytest.mark.parametrize(
    ("times", "days", "expected"),
    [
        (1, 1, (7, True)),
        (3, 7, (3, True)),
        (2, 3, (5, False)),
        (1, 2, (4, False)),
        (1, 30, (1, False)),
        (9, 7, (7, False)),
        (2, 14, (1, True)),
    ],
)
def test_times_a_week(times: int, days: int, expected: tuple[int, bool]) -> None:
    assert times_a_week(times, days) == expected


CHECKMARKS = (
    "Date,Hip routine,Reading,\n2025-03-03,YES_MANUAL,UNKNOWN,\n2025-03-02,SKIP,YES_AUTO,\n"
    "2025-03-01,NO,YES_AUTO,\n"
)
HABITS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color\n"
    "001,Hip routine,YES_NO,,,3,7,#FF8F00\n002,Reading,YES_NO,,,1,1,#FF8F00\n"
)


def test_check_marks_alone_are_daily(tmp_path: Path) -> None:
    path = tmp_path / "Checkmarks.csv"
    path.write_text(CHECKMARKS)
    found = opened(path)
    (routine,) = found.batch.routines
    assert (routine.name, routine.times_a_week) == ("Hip routine", 7)
    assert list(zip(routine.days, routine.statuses, strict=True)) == [
        ("2025-03-01", NOT_DONE),
        ("2025-03-02", SKIPPED),
        ("2025-03-03", DONE),
    ]
    assert "taken to be daily" in found.notices[-1].text


def test_the_list_of_habits_beside_says_how_often(tmp_path: Path) -> None:
    (tmp_path / "my_Checkmarks.csv").write_text(CHECKMARKS)
    (tmp_path / "my_habits.csv").write_text(HABITS)
    (routine,) = opened(tmp_path / "my_Checkmarks.csv").batch.routines
    assert routine.times_a_week == 3


def test_both_kinds_of_files_make_the_same_sessions(tmp_path: Path, clock: FixedClock) -> None:
    marks = [(1, 0, 0), (1, 1, 3), (1, 2, 2)]
    path = backup(tmp_path / "b.db", [(1, "Hip routine", 1, 1, 0)], marks)
    (tmp_path / "Checkmarks.csv").write_text(CHECKMARKS)
    with Diary.create(tmp_path / "d.rehab", clock) as diary:
        add_import(diary, opened(path))
        assert add_import(diary, opened(tmp_path / "Checkmarks.csv")).already_there == 3


def test_an_unknown_mark_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "Checkmarks.csv"
    path.write_text(CHECKMARKS.replace("SKIP", "PERHAPS").replace("2025-03-01", "2027-03-01"))
    assert [row.line for row in opened(path).rejected] == [3, 4]


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("Habits.csv", HABITS.encode(), "import Checkmarks.csv"),
        ("x.db", b"SQLite format 3\x00" + b"\x10\x00" + bytes(500), "damaged"),
        ("x.xlsx", b"PK\x03\x04" + bytes(99), "damaged and cannot be unpacked"),
    ],
)
def test_other_files_get_one_sentence(tmp_path: Path, name: str, data: bytes, part: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=part):
        open_source(tmp_path / name, TODAY)


def test_other_databases_get_one_sentence(tmp_path: Path, clock: FixedClock) -> None:
    Diary.create(tmp_path / "d.rehab", clock).close()
    with pytest.raises(InputError, match="is a diary itself"):
        open_source(tmp_path / "d.rehab", TODAY)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE birds (name TEXT)")
    other.close()
    with pytest.raises(InputError, match="does not know"):
        open_source(tmp_path / "other.db", TODAY)


def test_a_backup_with_odd_columns_gets_one_sentence(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "b.db")
    db.execute("CREATE TABLE Habits (id)")
    db.execute("CREATE TABLE Repetitions (habit, timestamp, value)")
    db.close()
    with pytest.raises(InputError, match="damaged"):
        open_source(tmp_path / "b.db", TODAY)


def test_real_files(real_data: Path) -> None:
    (routine,) = opened(real_data / "loop_habits_021.db").batch.routines
    assert (routine.name, routine.days) == (
        "Hello world",
        ["2017-06-19", "2017-06-20", "2017-06-21"],
    )
    (early,) = opened(real_data / "loop_Checkmarks.csv").batch.routines
    assert (early.name, early.times_a_week) == ("Wake up early", 5)
    assert early.statuses.count(DONE) == 6
    assert early.statuses.count(NOT_DONE) == 1
