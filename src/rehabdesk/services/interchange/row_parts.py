"""What all rows and records share."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any

from rehabdesk.services.interchange.schema_parts import Record

#: A row as the store gives and takes it. Its values are what STRICT tables hold, which mypy
#: cannot know column by column.
Row = Mapping[str, Any]

#: The JSON list without items.
EMPTY = "[]"


@functools.lru_cache(maxsize=8192)
def day_from(text: str) -> dt.date:
    """Return the day of `YYYY-MM-DD`."""
    return dt.date.fromisoformat(text)


@functools.lru_cache(maxsize=8192)
def day_text(day: dt.date) -> str:
    """Return a day as `YYYY-MM-DD`."""
    return day.isoformat()


def of_row(row: Row) -> dict[str, Any]:
    """Return what every record has, from a row."""
    return {
        "id": row["id"],
        "created_at": row["created_at"],
        "changed_at": row["changed_at"],
        "deleted_at": row["deleted_at"],
    }


def row_of(record: Record) -> dict[str, Any]:
    """Return what every row has, from a record."""
    return {
        "id": record.id,
        "created_at": record.created_at,
        "changed_at": record.changed_at,
        "deleted_at": record.deleted_at,
    }


def real(value: float | None) -> float | None:
    """Return a number as REAL columns take it: JSON writes 3.0 as 3."""
    return None if value is None else float(value)
