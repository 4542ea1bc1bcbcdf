"""From a table and what its columns mean to what would be added.

Everything is done column by column, and each different cell text is read once: a diary of years has
many rows but few different ratings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.text import Message, message
from rehabdesk.services.importing.batch import (
    ImportBatch,
    ImportPreview,
    PainBatch,
    RoutineBatch,
    key_tail,
)
from rehabdesk.services.importing.dates import DateColumn, read_dates
from rehabdesk.services.importing.mapping import ImportMapping, PainColumn, RoutineColumn
from rehabdesk.services.importing.tables import RejectedRow, Table
from rehabdesk.services.importing.values import NumberColumn, read_counts, read_pain
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled


def preview_table(
    table: Table, mapping: ImportMapping, clock: Clock, progress: Progress | None = None
) -> ImportPreview:
    """Return what importing a table would add; nothing is written.

    Args:
        table: The table.
        mapping: What its columns mean.
        clock: Days after its present day are refused; its zone is that of times without offset.
        progress: Told column by column; asked whether to go on.

    Raises:
        InputError: The mapping does not fit the table.
        CancelledError: The person asked to stop.
    """
    progress = progress or NoProgress()
    mapping.check()
    steps = 1 + len(mapping.pain) + len(mapping.routines)
    now = clock.now()
    date_cells = table.column(mapping.date_column)
    # All columns are looked up before any is read: a wrong name is said at once.
    pain_cells = [table.column(one.column) for one in mapping.pain]
    routine_cells = [table.column(one.column) for one in mapping.routines]
    dates = read_dates(date_cells, now.date(), now.tzinfo, mapping.date_order)
    problems = list(_problems(table.lines, date_cells, dates.problems))
    progress.report(1, steps)
    pain = []
    for number, (column, cells) in enumerate(zip(mapping.pain, pain_cells, strict=True), 2):
        stop_if_cancelled(progress)
        read = read_pain(cells)
        problems += _problems(table.lines, cells, read.problems)
        if not problems:
            pain.append(_ratings(column, date_cells, dates, cells, read))
        progress.report(number, steps)
    routines = []
    for routine, cells in zip(mapping.routines, routine_cells, strict=True):
        stop_if_cancelled(progress)
        read = read_counts(cells)
        problems += _problems(table.lines, cells, read.problems)
        if not problems:
            routines.append(_sessions(routine, date_cells, dates, cells, read))
    progress.report(steps, steps)
    rejected = tuple(sorted((*table.rejected, *problems), key=lambda row: row.line))
    batch = ImportBatch() if rejected else ImportBatch(tuple(pain), tuple(routines))
    return ImportPreview(batch, rejected, table.notices, _question(dates))


def _question(dates: DateColumn) -> Message | None:
    if dates.order is not None:
        return None
    return message(
        "import error",
        "“{date}” could mean two days: say whether the day or the month comes first.",
        date=dates.ambiguous[:40],
    )


def _problems(
    lines: Sequence[int], cells: Sequence[str], problems: Mapping[str, Message]
) -> Iterator[RejectedRow]:
    if problems:
        for line, cell in zip(lines, cells, strict=True):
            if cell in problems:
                yield RejectedRow(line, problems[cell])


def _ratings(
    column: PainColumn,
    date_cells: Sequence[str],
    dates: DateColumn,
    cells: Sequence[str],
    read: NumberColumn,
) -> PainBatch:
    present = _present(cells, read)
    date_cells, cells = _chosen(date_cells, present), _chosen(cells, present)
    days = list(map(dates.days.__getitem__, date_cells))
    times = list(map(dates.times.get, date_cells))
    moments = {text: dates.times.get(text, day) for text, day in dates.days.items()}
    said = {
        text: (str(column.where), column.kind.value, repr(value))
        for text, value in read.values.items()
    }
    keys = _keys([moments[date] for date in date_cells], cells, said)
    values = [read.values[cell] or 0.0 for cell in cells]
    return PainBatch(column.where, column.kind, days, times, values, keys)


def _sessions(
    column: RoutineColumn,
    date_cells: Sequence[str],
    dates: DateColumn,
    cells: Sequence[str],
    read: NumberColumn,
) -> RoutineBatch:
    """Return a session for each day with more than 0.

    A day with 0 is not a session: "so often a week" counts what was done, and a missed day is no
    event of its own.
    """
    done = {text: bool(value) for text, value in read.values.items()}
    chosen = _chosen(date_cells, list(map(done.__getitem__, cells)))
    days = [dates.days[date] for date in chosen]
    said = {"": (column.column, SessionStatus.DONE.value)}
    keys = _keys(days, [""] * len(days), said)
    return RoutineBatch(
        column.column,
        column.times_a_week,
        days,
        [SessionStatus.DONE] * len(days),
        [""] * len(days),
        keys,
    )


def _present(cells: Sequence[str], read: NumberColumn) -> list[bool] | None:
    """Return which cells are not empty, or None if all are not."""
    if None not in read.values.values():
        return None
    return [read.values[cell] is not None for cell in cells]


def _chosen(cells: Sequence[str], chosen: list[bool] | None) -> Sequence[str]:
    return cells if chosen is None else list(compress(cells, chosen))


def _keys(
    moments: Sequence[str], cells: Sequence[str], said: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """Return the import key of each row.

    Args:
        moments: The day or moment of each row.
        cells: The cell of each row.
        said: Per cell text what it says, beside the moment.
    """
    first = {cell: key_tail(*parts, "1") for cell, parts in said.items()}
    keys = [moment + first[cell] for moment, cell in zip(moments, cells, strict=True)]
    if len(set(keys)) == len(keys):
        return keys
    seen: dict[str, int] = {}
    for index, (key, cell) in enumerate(zip(keys, cells, strict=True)):
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            keys[index] = moments[index] + key_tail(*said[cell], str(seen[key]))
    return keys
