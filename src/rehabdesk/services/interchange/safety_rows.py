"""Between rows and records of red-flag checks, answers and clearances."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.safety import AgeBand, Cause, Urgency
from rehabdesk.services.interchange.row_parts import Row, day_from, day_text, of_row, row_of
from rehabdesk.services.interchange.schema import Document
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.services.interchange.schema_safety import (
    ClearanceRecord,
    SafetyAnswerRecord,
    SafetyCheckRecord,
)
from rehabdesk.store.whole_rows import WholeRows


def _check_record(row: Row) -> SafetyCheckRecord:
    return SafetyCheckRecord(
        **of_row(row),
        day=day_from(row["day"]),
        at=row["at"],
        cause=Cause(row["cause"]),
        age=AgeBand(row["age"]),
    )


def _check_row(record: SafetyCheckRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "day": day_text(record.day),
        "at": record.at,
        "cause": record.cause.value,
        "age": record.age.value,
    }


def _answer_record(row: Row) -> SafetyAnswerRecord:
    return SafetyAnswerRecord(
        **of_row(row),
        safety_check_id=row["safety_check_id"],
        flag=row["flag"],
        urgency=Urgency(row["urgency"]),
        yes=bool(row["yes"]),
        symptoms=tuple(json.loads(row["symptoms"])),
        at=row["at"],
    )


def _answer_row(record: SafetyAnswerRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "safety_check_id": record.safety_check_id,
        "flag": record.flag,
        "urgency": record.urgency.value,
        "yes": int(record.yes),
        "symptoms": json.dumps(list(record.symptoms)),
        "at": record.at,
    }


def _clearance_record(row: Row) -> ClearanceRecord:
    return ClearanceRecord(
        **of_row(row),
        safety_answer_id=row["safety_answer_id"],
        day=day_from(row["day"]),
        who=row["who"],
        note=row["note"],
    )


def _clearance_row(record: ClearanceRecord) -> dict[str, Any]:
    return {
        **row_of(record),
        "safety_answer_id": record.safety_answer_id,
        "day": day_text(record.day),
        "who": record.who,
        "note": record.note,
    }


#: What reads a row of each kind.
SAFETY_RECORD_OF: Mapping[Kind, Callable[[Row], Record]] = {
    Kind.SAFETY_CHECK: _check_record,
    Kind.SAFETY_ANSWER: _answer_record,
    Kind.CLEARANCE: _clearance_record,
}


def safety_parts(rows: WholeRows) -> Iterator[tuple[str, Iterable[msgspec.Struct]]]:
    """Go through the parts of a file; answers in the order they were given."""
    checks = sorted(map(_check_record, rows.all(Kind.SAFETY_CHECK)), key=_asked)
    yield "safety_checks", checks
    yield "safety_answers", map(_answer_record, rows.all(Kind.SAFETY_ANSWER))
    seen = sorted(map(_clearance_record, rows.all(Kind.CLEARANCE)), key=_seen)
    yield "clearances", seen


def _asked(record: SafetyCheckRecord) -> tuple[dt.date, str]:
    return record.day, record.at


def _seen(record: ClearanceRecord) -> dt.date:
    return record.day


def safety_lists(document: Document) -> Iterator[tuple[str, list[Record]]]:
    """Go through the lists of a file with their names."""
    yield "safety_checks", list(document.safety_checks)
    yield "safety_answers", list(document.safety_answers)
    yield "clearances", list(document.clearances)


def safety_rows(document: Document) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    """Go through the rows of a file, those first that others refer to."""
    yield Kind.SAFETY_CHECK, list(map(_check_row, document.safety_checks))
    yield Kind.SAFETY_ANSWER, list(map(_answer_row, document.safety_answers))
    yield Kind.CLEARANCE, list(map(_clearance_row, document.clearances))
