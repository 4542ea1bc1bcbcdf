"""Reads backups of Loop Habit Tracker, which are SQLite files of another program.

The file is opened read-only and immutable: nothing is written to it, not even a journal beside it.
Its tables, seen in files of versions 21 to 25: `Habits(id, name, freq_num, freq_den, type, …)` and
`Repetitions(habit, timestamp, value[, notes])`, where a timestamp is milliseconds at UTC midnight.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message

_DAY_MS = 86_400_000
_EPOCH = dt.date(1970, 1, 1)
_NUMERICAL = 1

_PLAIN = "SELECT timestamp, value, '' FROM Repetitions WHERE habit = ? ORDER BY timestamp, id"
_NOTED = "SELECT timestamp, value, notes FROM Repetitions WHERE habit = ? ORDER BY timestamp, id"


class HabitMark(enum.IntEnum):
    """What a habit app noted for a day, in its own numbers."""

    UNKNOWN = -1
    NOT_DONE = 0
    IMPLIED = 1
    DONE = 2
    SKIPPED = 3


@dataclass(frozen=True, slots=True)
class HabitDay:
    """One day of a habit.

    Attributes:
        day: The day.
        mark: What was noted.
        note: Plain text, may be empty.
    """

    day: dt.date
    mark: HabitMark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """A habit with its days.

    Attributes:
        name: What the person calls it; plain text.
        times: How often it is meant to be done …
        in_days: … in this many days.
        measured: It counts an amount (pages, kilometres) instead of done or not; its days are
            not read.
        days: What was noted, by day.
    """

    name: str
    times: int
    in_days: int
    measured: bool
    days: tuple[HabitDay, ...]


class ForeignFile(enum.Enum):
    """What an SQLite file is, judged by its tables."""

    LOOP_BACKUP = "loop"
    DIARY = "diary"
    UNKNOWN = "unknown"


def recognise_sqlite(path: Path) -> ForeignFile:
    """Tell what an SQLite file is.

    Raises:
        InputError: It is damaged.
    """
    with _opened(path) as connection:
        tables = {
            str(name).lower()
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    if {"habits", "repetitions"} <= tables:
        return ForeignFile.LOOP_BACKUP
    return ForeignFile.DIARY if {"diary", "pain_entry"} <= tables else ForeignFile.UNKNOWN


def read_loop_backup(path: Path) -> tuple[Habit, ...]:
    """Return the habits of a backup in the app's order.

    Raises:
        InputError: The file is damaged or is no such backup.
    """
    with _opened(path) as connection:
        rows = connection.execute(
            "SELECT id, name, freq_num, freq_den, type FROM Habits ORDER BY position, id"
        ).fetchall()
        noted = "notes" in _columns(connection, "Repetitions")
        return tuple(_habit(connection, row, noted=noted) for row in rows)


def _habit(connection: sqlite3.Connection, row: tuple[object, ...], *, noted: bool) -> Habit:
    identifier, name, times, in_days, kind = row
    measured = kind == _NUMERICAL
    days: dict[dt.date, HabitDay] = {}
    if not measured:
        for stamp, value, note in connection.execute(_NOTED if noted else _PLAIN, (identifier,)):
            day = _day(stamp)
            days[day] = HabitDay(day, _mark(value), str(note or ""))
    return Habit(str(name or ""), _count(times), _count(in_days), measured, tuple(days.values()))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            yield connection
    except sqlite3.Error:
        raise _damaged(path) from None


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {str(name).lower() for (name,) in rows}


def _day(stamp: object) -> dt.date:
    if isinstance(stamp, int):
        with contextlib.suppress(OverflowError):
            return _EPOCH + dt.timedelta(days=stamp // _DAY_MS)
    raise InputError(message("import error", "The habit backup has a day that does not exist."))


def _mark(value: object) -> HabitMark:
    # A mark of a later version of the app creates nothing rather than something wrong.
    if isinstance(value, int) and value in set(HabitMark):
        return HabitMark(value)
    return HabitMark.UNKNOWN


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 1


def _damaged(path: Path) -> InputError:
    return InputError(
        message("import error", "The file “{name}” is damaged and cannot be read.", name=path.name)
    )
