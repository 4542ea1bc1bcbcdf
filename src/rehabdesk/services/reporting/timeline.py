"""Pain and adherence on one axis: from daily values to what a chart shows."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence

import numpy as np

from rehabdesk.analysis.adherence import smoothed_adherence
from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.doses import DayDose
from rehabdesk.analysis.smooth import GAP_DAYS, SmoothedLine
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.time_chart import (
    Bar,
    Gap,
    LinePoint,
    Marked,
    PainSeries,
    TimeChart,
)
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.reporting.words import KINDS, clipped, region_short

#: Spans longer than this show weekly means instead of days.
DAYS_SHOWN = 400
#: Spans longer than this have a bar for each month instead of each week.
_WEEKS_SHOWN = 800
#: Points of a line at most; more could not be told apart on paper.
_POINTS = 260
_TITLED_MARKS = 3
_TITLE_LETTERS = 20
_WEEK = 7


def time_chart(
    data: ReportData,
    where: Sequence[SidedRegion],
    span: Span,
    tr: Translator,
    *,
    with_routine: bool = True,
    most: int = 0,
    narrow: bool = False,
) -> TimeChart:
    """Return what the chart of up to two regions shows.

    Args:
        data: What the report is made from.
        where: The regions.
        span: The days; within the report's.
        tr: Says names, days and numbers.
        with_routine: Adherence below pain.
        most: The days the axis is made for, if not those of the span.
        narrow: A small chart: fewer ticks, no titles of plan versions.
    """
    parts = {one: part for one in where
             if one in data.series
             and (part := data.series[one].between(span.first, span.last)) is not None}  # fmt: skip
    doses = [one for one in data.doses if span.first <= one.day <= span.last]
    due = with_routine and any(one.share is not None for one in doses)
    return TimeChart(
        first=span.first,
        days=span.days,
        series=tuple(_series(data, one, part, span, tr) for one, part in parts.items()),
        bars=tuple(_bars(doses, span)) if due else (),
        score=tuple(_score(doses, span)) if due else (),
        plan=tuple(_plan(data, span, tr, narrow=narrow)),
        gaps=tuple(_gaps(list(parts.values()), span, tr)),
        ticks=tuple(_ticks(span, tr, narrow=narrow)),
        bars_name=_bars_name(span, tr) if due else (),
        most=most,
    )


def steps(span: Span) -> Iterator[Span]:
    """Return the weeks of a span, or its months if it is long; cut off at its ends."""
    first = span.first
    while first <= span.last:
        if span.days > _WEEKS_SHOWN:
            after = (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
        else:
            after = first + dt.timedelta(days=_WEEK - first.weekday())
        last = min(span.last, after - dt.timedelta(days=1))
        yield Span(first, last)
        first = after


def share_of(doses: Sequence[DayDose]) -> tuple[float, float]:
    """Return performed and prescribed dose of some days; pauses are in neither."""
    due = [one for one in doses if one.share is not None]
    prescribed = sum(one.prescribed for one in due)
    return sum(min(one.performed, one.prescribed) for one in due), prescribed


# ---------------------------------------------------------------- pain


def _series(
    data: ReportData, where: SidedRegion, part: DailySeries, span: Span, tr: Translator
) -> PainSeries:
    begin = (part.first_day - span.first).days
    kind = data.material.kinds[where]
    return PainSeries(
        name=region_short(tr, data.regions, where),
        value=_last_value(data, where, part, span, tr) or tr.say(KINDS[kind]),
        dots=tuple(_dots(part, begin, span)),
        segments=tuple(_segments(data.lines[where], span)),
    )


def _last_value(
    data: ReportData, where: SidedRegion, part: DailySeries, span: Span, tr: Translator
) -> str:
    kind = tr.say(KINDS[data.material.kinds[where]])
    line = data.lines[where]
    place = (part.last_day - line.first_day).days
    value = line.mean[place] if 0 <= place < line.mean.size else float("nan")
    if not math.isfinite(value):
        return kind
    word = (
        tr("report", "now {value}", value=tr.number(float(value), 1))
        if (span.last - part.last_day).days <= _WEEK
        else tr("report", "last {value}", value=tr.number(float(value), 1))
    )
    if data.material.kinds[where] is PainKind.NOW:
        return word
    return tr("report", "{kind}, {value}", kind=kind, value=word)


def _dots(part: DailySeries, begin: int, span: Span) -> Iterator[tuple[float, float]]:
    """Return daily values, or weekly means in the middle of their weeks."""
    if span.days <= DAYS_SHOWN:
        for place in np.flatnonzero(part.logged):
            yield float(begin + place), float(part.values[place])
        return
    for start in range(0, part.values.size, _WEEK):
        week = part.values[start : start + _WEEK]
        logged = week[np.isfinite(week)]
        if logged.size:
            yield begin + start + (_WEEK - 1) / 2, float(logged.mean())


def _segments(line: SmoothedLine, span: Span) -> Iterator[tuple[LinePoint, ...]]:
    shift = (line.first_day - span.first).days
    every = max(1, span.days // _POINTS)
    current: list[LinePoint] = []
    for place, mean in enumerate(line.mean):
        day = place + shift
        if not math.isfinite(mean) or not 0 <= day < span.days:
            if current:
                yield tuple(current)
            current = []
        elif place % every == 0:
            low = None if line.low is None else float(line.low[place])
            high = None if line.high is None else float(line.high[place])
            current.append(LinePoint(day + 0.5, float(mean), low, high))
    if current:
        yield tuple(current)


def _gaps(parts: Sequence[DailySeries], span: Span, tr: Translator) -> Iterator[Gap]:
    """Return the days on which none of the regions was written down, between those that were."""
    if not parts:
        return
    logged = np.zeros(span.days, dtype=np.bool_)
    for part in parts:
        begin = (part.first_day - span.first).days
        logged[begin : begin + part.values.size] |= part.logged
    least = max(GAP_DAYS, span.days // 90)
    for before, after in itertools.pairwise(map(int, np.flatnonzero(logged))):
        if after - before > least:
            yield Gap(float(before + 1), float(after), tr("report", "no entries"))


# ---------------------------------------------------------------- the routine and the plan


def _bars(doses: Sequence[DayDose], span: Span) -> Iterator[Bar]:
    for step in steps(span):
        performed, prescribed = share_of(
            [one for one in doses if step.first <= one.day <= step.last]
        )
        first = float((step.first - span.first).days)
        yield Bar(first, first + step.days, performed / prescribed if prescribed else None)


def _score(doses: Sequence[DayDose], span: Span) -> Iterator[tuple[float, float]]:
    every = max(1, span.days // _POINTS)
    scores = smoothed_adherence(doses)
    for place, value in enumerate(scores):
        if place % every == 0 and math.isfinite(value):
            yield (doses[place].day - span.first).days + 0.5, float(value)


def _bars_name(span: Span, tr: Translator) -> tuple[str, ...]:
    if span.days > _WEEKS_SHOWN:
        first = tr("report", "bars: sets done")
        return (first, tr("report", "by month;"), tr("report", "line: smoothed"))
    first = tr("report", "bars: sets done")
    return (first, tr("report", "by week;"), tr("report", "line: smoothed"))


def _plan(data: ReportData, span: Span, tr: Translator, *, narrow: bool) -> Iterator[Marked]:
    shown = [one for one in data.versions if span.first <= one.from_day <= span.last]
    for version in shown:
        text = short = tr("report", "v{number}", number=version.number)
        if not narrow and len(shown) <= _TITLED_MARKS and version.title:
            text = f"{text} {clipped(version.title, _TITLE_LETTERS)}"
        yield Marked(float((version.from_day - span.first).days), text, short)


# ---------------------------------------------------------------- the axis


def _ticks(span: Span, tr: Translator, *, narrow: bool) -> Iterator[Marked]:
    """Return what is written at the axis: days, months or years, as many as there is room for."""
    room = 5 if narrow else 12
    if span.days <= room * 2 * _WEEK:
        yield from _day_ticks(span, tr, room)
        return
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month
    every = next((one for one in (1, 2, 3, 6, 12, 24, 60) if months / one <= room), 120)
    day = span.first.replace(day=1)
    while day <= span.last:
        index = day.year * 12 + day.month - 1
        if day >= span.first and index % every == 0:
            yield Marked(float((day - span.first).days), _tick_text(day, every, tr))
        day = (day + dt.timedelta(days=32)).replace(day=1)


def _day_ticks(span: Span, tr: Translator, room: int) -> Iterator[Marked]:
    """Return Mondays, or all days of a short span."""
    if span.days <= _WEEK:
        for number in range(span.days):
            day = span.first + dt.timedelta(days=number)
            yield Marked(number + 0.5, tr.date(day, "day_month"))
        return
    monday = span.first + dt.timedelta(days=-span.first.weekday() % _WEEK)
    every = _WEEK * max(1, math.ceil(span.days / _WEEK / room))
    while monday <= span.last:
        yield Marked(float((monday - span.first).days), tr.date(monday, "day_month"))
        monday += dt.timedelta(days=every)


def _tick_text(day: dt.date, every: int, tr: Translator) -> str:
    if every >= 12:
        return str(day.year)
    month = tr.date(day, "month")
    if every < 3 and day.month != 1:
        return month
    return tr("report", "{month} {year}", month=month, year=str(day.year))
