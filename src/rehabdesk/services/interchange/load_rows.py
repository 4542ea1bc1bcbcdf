"""Between rows and records of other activities, what helped and swelling."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.load import Help
from rehabdesk.services.interchange.row_parts import Row, day_from, day_text, of_row, row_of
from rehabdesk.services.interchange.schema import Document
from rehabdesk.services.interchange.schema_loads import (
    ActivityLoadRecord,
    HelpMarkRecord,
    SwellingRecord,
)
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.store.whole_rows import WholeRows


def _activity_record(row: Row) -> ActivityLoadRecord:
    return ActivityLoadRecord(
        **of_row(row),
        day=day_from(row["day"]),
        activity=row["activity"],
        minutes=row["minutes"],
        effort=row["effort"],
        backfilled=bool(row["backfilled"]),
    )


def _activity_row(record: ActivityLoadRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "day": day_text(record.day),
        "activity": record.activity,
        "minutes": record.minutes,
        "effort": record.effort,
        "backfilled": int(record.backfilled),
    }


def _help_record(row: Row) -> HelpMarkRecord:
    return HelpMarkRecord(
        **of_row(row),
        day=day_from(row["day"]),
        help=Help(row["help"]),
        note=row["note"],
        backfilled=bool(row["backfilled"]),
    )


def _help_row(record: HelpMarkRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "day": day_text(record.day),
        "help": record.help.value,
        "note": record.note,
        "backfilled": int(record.backfilled),
    }


def _swelling_record(row: Row) -> SwellingRecord:
    return SwellingRecord(
        **of_row(row),
        day=day_from(row["day"]),
        side=row["side"],
        backfilled=bool(row["backfilled"]),
    )


def _swelling_row(record: SwellingRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "day": day_text(record.day),
        "side": record.side,
        "backfilled": int(record.backfilled),
    }


#: What reads a row of each kind.
LOAD_RECORD_OF: Mapping[Kind, Callable[[Row], Record]] = {
    Kind.ACTIVITY_LOAD: _activity_record,
    Kind.HELP_MARK: _help_record,
    Kind.SWELLING: _swelling_record,
}


def load_parts(rows: WholeRows) -> Iterator[tuple[str, Iterable[msgspec.Struct]]]:
    """Go through the parts of a file."""
    loads = sorted(map(_activity_record, rows.all(Kind.ACTIVITY_LOAD)), key=_day)
    yield "activity_loads", loads
    marks = sorted(map(_help_record, rows.all(Kind.HELP_MARK)), key=_day)
    yield "help_marks", marks
    swellings = sorted(map(_swelling_record, rows.all(Kind.SWELLING)), key=_day)
    yield "swellings", swellings


def load_lists(document: Document) -> Iterator[tuple[str, list[Record]]]:
    """Go through the lists of a file with their names."""
    yield "activity_loads", list(document.activity_loads)
    yield "help_marks", list(document.help_marks)
    yield "swellings", list(document.swellings)


def load_rows(document: Document) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    """Go through the rows of a file."""
    yield Kind.ACTIVITY_LOAD, list(map(_activity_row, document.activity_loads))
    yield Kind.HELP_MARK, list(map(_help_row, document.help_marks))
    yield Kind.SWELLING, list(map(_swelling_row, document.swellings))


def _day(record: ActivityLoadRecord | HelpMarkRecord | SwellingRecord) -> dt.date:
    return record.day
