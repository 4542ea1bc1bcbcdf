"""What the import dialog has done on the worker: reading, trying, importing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Message, message, message_n
from rehabdesk.services.importing.adding import add_import
from rehabdesk.services.importing.batch import ImportBatch, ImportPreview
from rehabdesk.services.importing.dates import DateOrder, recognise_order
from rehabdesk.services.importing.guess import ColumnGuess, guess_columns
from rehabdesk.services.importing.mapping import ImportMapping
from rehabdesk.services.importing.recognise import ImportSource, open_source
from rehabdesk.services.importing.table_preview import preview_table
from rehabdesk.services.importing.text import read_bytes
from rehabdesk.services.importing.values import read_pain
from rehabdesk.services.interchange.importing import DiaryFile, add_diary_file
from rehabdesk.services.progress import Progress
from rehabdesk.ui.dialogs.import_file.rereading import AS_FOUND, Reading, read_again

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Rows that are shown as they would come in.
SHOWN_ROWS = 8

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that was read and recognised.

    Attributes:
        source: What it is.
        columns: What its columns seem to be, for a table.
        diary_file: The diary in it, if it is one.
        reading: How the person wants a table to be read.
    """

    source: ImportSource
    columns: tuple[ColumnGuess, ...] = ()
    diary_file: DiaryFile | None = None
    reading: Reading = AS_FOUND


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as it would come in.

    Attributes:
        day: The day.
        what: The region with its side, or the name of a routine.
        value: A pain value, or how a session went.
        kind: Which pain, or None for a session.
    """

    day: dt.date
    what: SidedRegion | str
    value: float | SessionStatus
    kind: PainKind | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import adds or would add.

    Attributes:
        entries: Pain entries.
        sessions: Sessions.
        others: Other rows of a diary file (check-ins, plan versions, settings).
        already_there: Rows that the diary has already.
    """

    entries: int = 0
    sessions: int = 0
    others: int = 0
    already_there: int = 0

    @property
    def added(self) -> int:
        """Everything that is new."""
        return self.entries + self.sessions + self.others


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come of an import as things are chosen now.

    Attributes:
        problem: Why it cannot be done, or None.
        question: The problem is an open question about dates.
        preview: What would be added, for tables and habits.
        counts: How much it is.
        days: On how many days.
        span: The first and the last of them.
        rows: The first rows as they would come in.
        order: The order of day and month that the file shows, or None.
        decimal_comma: Whether decimals are written with a comma; None without decimals.
    """

    problem: Message | None = None
    question: bool = False
    preview: ImportPreview | None = None
    counts: Counts = field(default_factory=Counts)
    days: int = 0
    span: tuple[dt.date, dt.date] | None = None
    rows: tuple[ShownRow, ...] = ()
    order: DateOrder | None = None
    decimal_comma: bool | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        changes: What was touched.
        counts: How much came in.
    """

    changes: Changes
    counts: Counts


def load(
    path: Path, regions: RegionCatalogue, today: dt.date, reading: Reading = AS_FOUND
) -> Loaded:
    """Read a file and say what it is.

    Args:
        path: The file.
        regions: The regions there are.
        today: Later days are refused.
        reading: How a table is to be read.

    Raises:
        InputError: It cannot be read or is nothing that can be imported.
    """
    source = open_source(path, today)
    table = source.table
    if table is not None:
        if reading != AS_FOUND:
            table = read_again(read_bytes(path), path.name, table, reading)
            source = replace(source, table=table)
        return Loaded(source, guess_columns(table, regions, today), None, reading)
    return Loaded(source, (), source.diary(regions, today))


def look(
    diary: Diary, loaded: Loaded, mapping: ImportMapping | Message | None, clock: Clock
) -> Outcome:
    """Return what would come of an import; the diary stays as it is.

    Args:
        diary: The open diary.
        loaded: The file.
        mapping: What the columns of a table mean, or why that cannot be said yet.
        clock: Tells the present.
    """
    if isinstance(mapping, Message):
        return Outcome(problem=mapping)
    try:
        if loaded.diary_file is not None:
            return _look_at_diary(diary, loaded)
        preview = _preview(loaded, mapping, clock)
        found = _about(loaded, mapping, preview)
        if not preview.ready:
            return found
        counts = tried(diary, lambda: bring_in(diary, loaded, preview)).counts
    except KnownError as error:
        return Outcome(problem=error.message)
    nothing_new = None if counts.added else _nothing_new()
    return Outcome(
        nothing_new,
        preview=preview,
        counts=counts,
        days=found.days,
        span=found.span,
        rows=found.rows,
        order=found.order,
        decimal_comma=found.decimal_comma,
    )


def bring_in(
    diary: Diary, loaded: Loaded, preview: ImportPreview | None, progress: Progress | None = None
) -> Imported:
    """Import a file, wholly or not at all.

    Raises:
        InputError: It is not ready to be imported.
        CancelledError: The person asked to stop; nothing was changed.
        DiaryError: The diary cannot be written; nothing was changed.
    """
    if loaded.diary_file is not None:
        done = add_diary_file(diary, loaded.diary_file, progress)
        return Imported(done.changes, Counts(others=done.added, already_there=done.already_there))
    if preview is None:
        raise TypeError("tables and habits are previewed before they are imported")
    added = add_import(diary, preview, progress)
    counts = Counts(added.entries, added.sessions, 0, added.already_there)
    return Imported(added.changes, counts)


class _TakeBackError(Exception):
    """Ends a change that was only tried."""


def tried(diary: Diary, work: Callable[[], Result]) -> Result:
    """Return what a change would give; everything it did is taken back."""
    results: list[Result] = []
    with suppress(_TakeBackError), diary.change(message("change", "Imported"), undoable=False):
        results.append(work())
        _take_back()
    return results[0]


def _take_back() -> None:
    raise _TakeBackError


def _nothing_new() -> Message:
    return message("import", "Everything in this file is in the diary already.")


def _to_correct(preview: ImportPreview) -> Message:
    return message_n(
        "import",
        "{count} line cannot be taken. Correct it in the file and open it again.",
        "{count} lines cannot be taken. Correct them in the file and open it again.",
        len(preview.rejected),
    )


def _preview(loaded: Loaded, mapping: ImportMapping | None, clock: Clock) -> ImportPreview:
    if loaded.source.habits is not None:
        return loaded.source.habits
    if loaded.source.table is None or mapping is None:
        raise TypeError("a table needs a mapping")
    return preview_table(loaded.source.table, mapping, clock)


def _about(loaded: Loaded, mapping: ImportMapping | None, preview: ImportPreview) -> Outcome:
    """Return what can be said without trying."""
    problem = preview.question
    try:
        preview.check()
    except KnownError as error:
        problem = problem or (_to_correct(preview) if preview.rejected else error.message)
    order, comma = _signs(loaded, mapping)
    batch = preview.batch
    return Outcome(
        problem,
        question=preview.question is not None,
        preview=preview,
        counts=Counts(batch.entries, batch.sessions),
        days=_days(batch),
        span=batch.days,
        rows=_first_rows(batch),
        order=order,
        decimal_comma=comma,
    )


def _look_at_diary(diary: Diary, loaded: Loaded) -> Outcome:
    if loaded.diary_file is None:
        raise TypeError("not a diary")
    document = loaded.diary_file.document
    counts = tried(diary, lambda: bring_in(diary, loaded, None)).counts
    days = {one.day for one in document.pain_entries}
    days |= {one.day for one in document.sessions} | {one.day for one in document.check_ins}
    rows = tuple(
        ShownRow(one.day, SidedRegion(one.region, one.side), one.value, one.kind)
        for one in document.pain_entries[:SHOWN_ROWS]
    )
    return Outcome(
        None if counts.added else _nothing_new(),
        counts=counts,
        days=len(days),
        span=(min(days), max(days)) if days else None,
        rows=rows,
    )


def _signs(loaded: Loaded, mapping: ImportMapping | None) -> tuple[DateOrder | None, bool | None]:
    """Return the order of dates and the decimal sign that a table shows."""
    table = loaded.source.table
    if table is None or mapping is None:
        return None, None
    order = mapping.date_order or recognise_order(set(table.column(mapping.date_column)))[0]
    commas = [read_pain(table.column(one.column)).decimal_comma for one in mapping.pain]
    points = any("." in cell for one in mapping.pain for cell in table.column(one.column))
    return order, True if any(commas) else False if points else None


def _days(batch: ImportBatch) -> int:
    columns = [one.days for one in batch.pain] + [one.days for one in batch.routines]
    return len(set().union(*columns))


def _first_rows(batch: ImportBatch) -> tuple[ShownRow, ...]:
    """Return the first rows in the order of the file's days."""
    rows = [row for column in _columns(batch) for row in islice(column, SHOWN_ROWS)]
    rows.sort(key=lambda row: row.day)
    return tuple(rows[:SHOWN_ROWS])


def _columns(batch: ImportBatch) -> Iterator[Iterator[ShownRow]]:
    for pain in batch.pain:
        yield (
            ShownRow(dt.date.fromisoformat(day), pain.where, value, pain.kind)
            for day, value in zip(pain.days, pain.values, strict=True)
        )
    for routine in batch.routines:
        yield (
            ShownRow(dt.date.fromisoformat(day), routine.name, status)
            for day, status in zip(routine.days, routine.statuses, strict=True)
        )
