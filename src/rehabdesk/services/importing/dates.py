"""Reading dates: the order of day and month is recognised or asked for, never guessed."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rehabdesk.domain.text import Message, message

#: Earlier dates are typing errors, not diaries.
EARLIEST = dt.date(1900, 1, 1)

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})()(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(
    r"[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$", re.ASCII
)


class DateOrder(enum.StrEnum):
    """In which order a file's dates name day, month and year."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """A column of dates that has been read.

    Attributes:
        order: The order it was read with, or None if that has to be asked for.
        ambiguous: One of the dates that could mean two days, where the order has to be asked for.
        days: Per different cell text the day as `YYYY-MM-DD`; only those that could be read.
        times: Per different cell text the local time as ISO text with offset; only where the
            cell has one.
        problems: Per different cell text why it could not be read.
    """

    order: DateOrder | None
    ambiguous: str
    days: Mapping[str, str]
    times: Mapping[str, str]
    problems: Mapping[str, Message]


def recognise_order(texts: Iterable[str]) -> tuple[DateOrder | None, str]:
    """Return the order of day, month and year that a column's dates show.

    Args:
        texts: The different cells of the column.

    Returns:
        The order, or None with one of the ambiguous dates if nothing in the column decides. Dates
        that mean the same both ways (03/03/2020) decide nothing and need no decision.
    """
    ambiguous = ""
    day_first = month_first = False
    for text in texts:
        found = _YEAR_LAST.match(text.strip())
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        day_first |= first > 12 >= second
        month_first |= second > 12 >= first
        if first != second and first <= 12 and second <= 12:
            ambiguous = min(ambiguous or text.strip(), text.strip())
    if day_first != month_first:
        return (DateOrder.DMY if day_first else DateOrder.MDY), ""
    if ambiguous:
        return None, ambiguous
    return DateOrder.YMD if not day_first else DateOrder.DMY, ""


def read_dates(
    cells: Sequence[str], today: dt.date, zone: dt.tzinfo | None, order: DateOrder | None = None
) -> DateColumn:
    """Return the days (and times, where there are any) of a column of dates.

    Args:
        cells: The column.
        today: Later days are refused.
        zone: The zone for times that come without an offset.
        order: The order the person has chosen, or None to recognise it.
    """
    texts = set(cells)
    ambiguous = ""
    chosen = order
    if chosen is None:
        chosen, ambiguous = recognise_order(texts)
    days: dict[str, str] = {}
    times: dict[str, str] = {}
    problems: dict[str, Message] = {}
    for text in texts:
        read = _read(text, chosen, strict=order is not None)
        if isinstance(read, Message):
            problems[text] = read
            continue
        day, rest = read
        problem = _implausible(day, today)
        moment = _moment(day, rest, zone) if rest else ""
        if problem is not None or moment is None:
            problems[text] = problem or _not_a_date(text)
            continue
        days[text] = day.isoformat()
        if moment:
            times[text] = moment
    return DateColumn(chosen, ambiguous, days, times, problems)


def _read(text: str, order: DateOrder | None, *, strict: bool) -> tuple[dt.date, str] | Message:
    """Return the day and the rest of the text after it, or why there is none."""
    if _ISO.fullmatch(text):
        try:
            return dt.date.fromisoformat(text), ""
        except ValueError:
            pass  # said below
    trimmed = text.strip()
    if not trimmed:
        return message("import row", "it has no date")
    found = _YEAR_FIRST.match(trimmed) or _COMPACT.match(trimmed)
    if found:
        parts = (found[1], found[3], found[4])
    else:
        found = _YEAR_LAST.match(trimmed)
        if not found:
            return _not_a_date(text)
        if order is DateOrder.YMD and strict:
            return message("import row", "“{cell}” does not begin with the year", cell=trimmed[:40])
        first, second = found[1], found[3]
        # Where the order is still to be asked for, either reading serves to check the rest.
        parts = (found[4], first, second) if order is DateOrder.MDY else (found[4], second, first)
    if parts[0] == "0000":
        return message("import row", "the year 0 in “{cell}” does not exist", cell=trimmed[:40])
    try:
        day = dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return _not_a_date(text)
    return day, trimmed[found.end() :]


def _not_a_date(text: str) -> Message:
    return message("import row", "“{cell}” is not a date", cell=text.strip()[:40])


def _implausible(day: dt.date, today: dt.date) -> Message | None:
    if day < EARLIEST:
        return message("import row", "{day} is before 1900", day=day.isoformat())
    if day > today:
        return message("import row", "{day} is in the future", day=day.isoformat())
    return None


def _moment(day: dt.date, rest: str, zone: dt.tzinfo | None) -> str | None:
    """Return the moment as ISO text with offset, or None if the rest is not a time of day."""
    found = _TIME.match(rest)
    if not found:
        return None
    offset = found[4]
    try:
        time = dt.time(int(found[1]), int(found[2]), int(found[3] or 0))
        if offset:
            zone = dt.UTC if offset == "Z" else _offset(offset)
        return dt.datetime.combine(day, time, zone).isoformat()
    except ValueError:
        return None


def _offset(text: str) -> dt.timezone:
    digits = text[1:].replace(":", "")
    delta = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-delta if text[0] == "-" else delta)
