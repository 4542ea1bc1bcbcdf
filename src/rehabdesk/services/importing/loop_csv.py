"""Reads the CSV files Loop Habit Tracker exports: `Checkmarks.csv`, with `Habits.csv` beside it.

Checkmarks has a column per habit and says YES_MANUAL, YES_AUTO, NO, SKIP or UNKNOWN per day; habits
that measure an amount have numbers there. Habits says how often each is meant to be done. Without
it a habit is taken to be a daily one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message
from rehabdesk.services.importing.dates import DateColumn, DateOrder, read_dates
from rehabdesk.services.importing.tables import RejectedRow, Table, read_table
from rehabdesk.services.importing.text import read_bytes
from rehabdesk.store.loop_backup import Habit, HabitDay, HabitMark

_MARKS: Mapping[str, HabitMark] = {
    "YES_MANUAL": HabitMark.DONE,
    "YES_AUTO": HabitMark.IMPLIED,
    "NO": HabitMark.NOT_DONE,
    "SKIP": HabitMark.SKIPPED,
    "UNKNOWN": HabitMark.UNKNOWN,
}
#: NO alone could be anybody's column.
_TELLING = frozenset(_MARKS) - {"NO", "UNKNOWN", "SKIP"}
_SCORES_OR_HABITS = ({"Position", "Name", "FrequencyNumerator"}, {"Name", "NumRepetitions"})


@dataclass(frozen=True, slots=True)
class HabitFile:
    """What a habit file holds.

    Attributes:
        habits: The habits with their days.
        rejected: Rows that cannot be taken.
        daily: The habits were taken to be daily because no file said how often.
    """

    habits: tuple[Habit, ...]
    rejected: tuple[RejectedRow, ...] = ()
    daily: bool = False


def is_checkmarks(table: Table) -> bool:
    """Tell whether a table is a list of check marks."""
    return table.names[0] == "Date" and any(_TELLING & set(cells) for cells in table.cells[1:])


def is_habit_list(table: Table) -> bool:
    """Tell whether a table is the list of habits instead of their days."""
    return any(names <= set(table.names) for names in _SCORES_OR_HABITS)


def read_checkmarks(table: Table, path: Path, today: dt.date) -> HabitFile:
    """Return the habits of a table of check marks.

    Args:
        table: A table for which `is_checkmarks` holds.
        path: Where it came from; the list of habits is looked for beside it.
        today: Later days are refused.

    Raises:
        InputError: The list of habits beside it cannot be read.
    """
    listed = _habit_list(path)
    dates = read_dates(table.cells[0], today, None, DateOrder.YMD)
    rejected = list(table.rejected)
    for line, cell in zip(table.lines, table.cells[0], strict=True):
        if cell in dates.problems:
            rejected.append(RejectedRow(line, dates.problems[cell]))
    habits = []
    for name, cells in zip(table.names[1:], table.cells[1:], strict=True):
        times, in_days, measured = listed.get(name, (1, 1, _is_measured(cells)))
        days: tuple[HabitDay, ...] = ()
        if not measured:
            rejected += _unknown_marks(table, cells)
            days = _days(table, dates, cells)
        habits.append(Habit(name, times, in_days, measured, days))
    return HabitFile(
        tuple(habits), tuple(sorted(rejected, key=lambda row: row.line)), daily=not listed
    )


def _days(table: Table, dates: DateColumn, cells: Sequence[str]) -> tuple[HabitDay, ...]:
    found = {
        dates.days[date]: _MARKS[cell]
        for date, cell in zip(table.cells[0], cells, strict=True)
        if date in dates.days and cell in _MARKS
    }
    return tuple(HabitDay(dt.date.fromisoformat(day), found[day]) for day in sorted(found))


def _unknown_marks(table: Table, cells: Sequence[str]) -> list[RejectedRow]:
    if set(cells) <= {*_MARKS, ""}:
        return []
    return [
        RejectedRow(line, message("import row", "“{cell}” is not a check mark", cell=cell[:40]))
        for line, cell in zip(table.lines, cells, strict=True)
        if cell and cell not in _MARKS
    ]


def _is_measured(cells: Sequence[str]) -> bool:
    return not any(cell in _MARKS for cell in cells)


def _habit_list(path: Path) -> dict[str, tuple[int, int, bool]]:
    """Return per habit how often it is meant to be done, or nothing if there is no list."""
    lower = path.name.lower()
    wanted = lower.replace("checkmarks", "habits")
    if wanted == lower:
        return {}
    beside = [other for other in path.parent.iterdir() if other.name.lower() == wanted]
    if not beside:
        return {}
    table = read_table(read_bytes(beside[0]), beside[0].name)
    columns = ("Name", "FrequencyNumerator", "FrequencyDenominator")
    try:
        names, times, in_days = (table.column(column) for column in columns)
        types = table.column("Type") if "Type" in table.names else ("YES_NO",) * len(names)
        return {
            name.strip(): (max(int(count), 1), max(int(days), 1), kind.upper() == "NUMERICAL")
            for name, count, days, kind in zip(names, times, in_days, types, strict=True)
        }
    except (InputError, ValueError):
        raise InputError(
            message(
                "import error",
                "The list of habits in “{name}” cannot be read.",
                name=beside[0].name,
            )
        ) from None
