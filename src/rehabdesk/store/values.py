"""Turns domain values into what a diary file holds, and back."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import json
from collections.abc import Iterable
from typing import TypeVar

from rehabdesk.domain.regions import Side, SidedRegion

E = TypeVar("E", bound=enum.StrEnum)

Cell = str | int | float | bytes | None


@functools.lru_cache(maxsize=4096)
def day_from(text: str) -> dt.date:
    """Return the day of `YYYY-MM-DD`."""
    return dt.date.fromisoformat(text)


@functools.lru_cache(maxsize=256)
def where_from(region: str, side: str) -> SidedRegion:
    """Return the region and side of two columns."""
    return SidedRegion(region, Side(side))


def moment_text(moment: dt.datetime | None) -> str | None:
    """Return local time with its offset, as it is stored.

    Raises:
        ValueError: The moment has no offset.
    """
    if moment is None:
        return None
    if moment.utcoffset() is None:
        raise ValueError("a moment needs its UTC offset")
    return moment.isoformat()


def moment_from(cell: Cell) -> dt.datetime | None:
    """Return the local time with its offset."""
    return None if cell is None else dt.datetime.fromisoformat(str(cell))


def list_text(items: Iterable[enum.StrEnum]) -> str:
    """Return the JSON list of some names."""
    return json.dumps([item.value for item in items])


def list_from(names: type[E], cell: Cell) -> tuple[E, ...]:
    """Return the names in a JSON list."""
    if cell == "[]":
        return ()
    return tuple(names(name) for name in json.loads(str(cell)))
