"""Between the comments of a diary file and the records of a JSON file, losing nothing."""

from __future__ import annotations

from typing import Any

from rehabdesk.services.interchange.row_parts import Row, day_from, day_text, of_row, row_of
from rehabdesk.services.interchange.schema_review import CommentRecord


def comment_record(row: Row) -> CommentRecord:
    """Return the record of a row of `comment`."""
    day = row["day"]
    return CommentRecord(
        **of_row(row),
        text=row["text"],
        author=row["author"],
        made_at=row["made_at"],
        day=None if day is None else day_from(day),
        exercise=row["exercise"] or None,
        seen=bool(row["seen"]),
    )


def comment_row(record: CommentRecord) -> dict[str, Any]:
    """Return the row of `comment` for a record."""
    return {
        **row_of(record),
        "day": None if record.day is None else day_text(record.day),
        "exercise": record.exercise or "",
        "text": record.text,
        "author": record.author,
        "made_at": record.made_at,
        "seen": int(record.seen),
    }
