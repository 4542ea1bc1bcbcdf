"""Where a time axis has lines and labels, and what the labels say."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rehabdesk.domain.text import Translator

#: Least free space between two labels, in pixels.
LABEL_GAP = 14.0
#: From this width on a week has its own grid line; below it, months have.
LEAST_WEEK_PX = 16.0
#: From this width on a month has its own grid line; below it, quarters or years have.
LEAST_MONTH_PX = 24.0
#: The last day there is a date for.
LAST_DAY = dt.date.max.toordinal()
_MONTH_STEPS = (1, 2, 3, 6, 12)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)
_WEEK_STEPS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class TickLabel:
    """A label under the axis.

    Attributes:
        day: Where it stands.
        text: What it says.
        strong: Set in 600: it names a month or a year.
    """

    day: int
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class TimeTicks:
    """Grid lines and labels of a time axis.

    Attributes:
        lines: Days with a grid line.
        labels: Labels from left to right; each stands at a grid line.
    """

    lines: tuple[int, ...]
    labels: tuple[TickLabel, ...]


Measure = Callable[[str, bool], float]


def time_ticks(
    first: float, last: float, width: float, tr: Translator, measure: Measure
) -> TimeTicks:
    """Return the ticks of a period.

    Args:
        first: First visible day.
        last: Last visible day.
        width: Width of the axis in pixels.
        tr: Says the dates.
        measure: Returns the width of a label in pixels, given its text and whether it is strong.
    """
    if last <= first or width <= 0:
        return TimeTicks((), ())
    px = width / (last - first)
    first, last = max(first, 1.0), min(last, float(LAST_DAY))
    if px * 7 < LEAST_WEEK_PX:
        return _months(first, last, px, tr, measure)
    return _weeks(first, last, px, tr, measure)


def _weeks(first: float, last: float, px: float, tr: Translator, measure: Measure) -> TimeTicks:
    """Week lines; the first label of a month names it, the others are numbers."""
    widest = measure(tr.date(dt.date(2000, 9, 28), "day_month"), True) + LABEL_GAP
    for every in (1, 2):
        if px * every >= widest:
            return _days(first, last, every, tr)
    step = next((one for one in _WEEK_STEPS if one * 7 * px >= widest), _WEEK_STEPS[-1])
    mondays = list(_mondays(first, last))
    labels = []
    month = 0
    # Counted from a fixed Monday, so that the same weeks keep their labels while moving.
    for day in (one for one in mondays if (one // 7) % step == 0):
        date = dt.date.fromordinal(day)
        strong = date.month != month
        month = date.month
        text = tr.date(date, "day_month") if strong else tr.number(date.day)
        labels.append(TickLabel(day, text, strong))
    return TimeTicks(tuple(mondays), tuple(labels))


def _days(first: float, last: float, every: int, tr: Translator) -> TimeTicks:
    """Day lines; every day or every second one has a label."""
    days = range(max(math.ceil(first), 1), math.floor(last) + 1)
    labels = []
    month = 0
    for day in (one for one in days if one % every == 0):
        date = dt.date.fromordinal(day)
        strong = date.month != month
        month = date.month
        labels.append(
            TickLabel(day, tr.date(date, "day_month") if strong else tr.number(date.day), strong)
        )
    return TimeTicks(tuple(days), tuple(labels))


def _months(first: float, last: float, px: float, tr: Translator, measure: Measure) -> TimeTicks:
    """Month lines with names, January with its year; or years alone."""
    names = max(measure(tr.date(dt.date(2000, month, 1), "month"), True) for month in range(1, 13))
    month_px = px * 30.44
    step = next((s for s in _MONTH_STEPS if s * month_px >= names + LABEL_GAP), 24)
    if step > _MONTH_STEPS[-2]:
        return _years(first, last, px, tr, measure)
    lines = _month_starts(first, last, 1 if month_px >= LEAST_MONTH_PX else min(step, 3))
    labels = []
    for day in _month_starts(first, last, step):
        date = dt.date.fromordinal(day)
        text = _year_text(date) if date.month == 1 else tr.date(date, "month")
        labels.append(TickLabel(day, text, strong=True))
    return TimeTicks(tuple(lines), tuple(labels))


def _years(first: float, last: float, px: float, tr: Translator, measure: Measure) -> TimeTicks:
    widest = measure("2000", True) + LABEL_GAP
    step = next((one for one in _YEAR_STEPS if one * 365.25 * px >= widest), _YEAR_STEPS[-1])
    starts = list(_month_starts(first, last, 12))
    quarters = list(_month_starts(first, last, 3)) if px * 91 >= LEAST_MONTH_PX else starts
    labels = tuple(
        TickLabel(day, _year_text(date), strong=True)
        for day, date in ((day, dt.date.fromordinal(day)) for day in starts)
        if date.year % step == 0
    )
    if labels:
        return TimeTicks(tuple(quarters), labels)
    only = math.ceil((first + last) / 2)
    return TimeTicks(
        (only,), (TickLabel(only, tr.date(dt.date.fromordinal(only), "medium"), True),)
    )


def _year_text(date: dt.date) -> str:
    return f"{date.year:04d}"


def _mondays(first: float, last: float) -> Iterator[int]:
    # The ordinal 1 is a Monday: 1 January of the year 1.
    day = max(math.ceil(first), 1)
    day += (1 - day) % 7
    while day <= last:
        yield day
        day += 7


def _month_starts(first: float, last: float, step: int) -> Iterator[int]:
    """Go through the first days of every month, second month, quarter, half or whole year."""
    date = dt.date.fromordinal(max(math.ceil(first), 1))
    number = date.year * 12 + date.month - 1 + (date.day > 1)
    number += -number % step
    while number // 12 <= dt.MAXYEAR:
        day = dt.date(number // 12, number % 12 + 1, 1).toordinal()
        if day > last:
            return
        yield day
        number += step
