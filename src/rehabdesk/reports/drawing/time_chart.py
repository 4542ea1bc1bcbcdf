"""Pain over time with the routine below it, on one axis of days.

Pain always goes from 0 to 10. Lines and bands break over gaps, which are hatched and named. Plan
changes run through both panels.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from rehabdesk.reports.drawing.canvas import Canvas, Picture, Point, guessed_width
from rehabdesk.reports.drawing.inks import GRID, INK, PLAN, RULE, SERIES, SOFT, WHITE

_SIZE = 8.5
_FLAG_ROW = 11.0
_FOOT = 14.0
_BARS = 34.0
_BETWEEN = 9.0
_AXIS = 26.0
_NUDGE = 22.0
_BAND_OPACITY = 0.16
#: The more dots there are, the smaller they are: how many at most, and their radius.
_DOTS = ((14, 2.4), (200, 1.5), (math.inf, 1.1))
_DOT_OPACITY = 0.55
_DASH = "5 2.6"


@dataclass(frozen=True, slots=True)
class LinePoint:
    """A day of a smoothed line; `low` and `high` are None where there is no band."""

    day: float
    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PainSeries:
    """One region.

    Attributes:
        name: What stands at its end, in the first line.
        value: What stands below it.
        dots: Day and value of what was logged.
        segments: The smoothed line, in pieces between gaps.
    """

    name: str
    value: str
    dots: tuple[tuple[float, float], ...]
    segments: tuple[tuple[LinePoint, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How much of the routine was done in some days; `share` is None if nothing was prescribed."""

    first: float
    stop: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Marked:
    """Words at a day: a plan change, or a tick of the axis; `short` where there is no room."""

    day: float
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without entries, from `first` until before `stop`."""

    first: float
    stop: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeChart:
    """What the chart shows; days are counted from 0, the first one.

    Attributes:
        first: The day 0.
        days: How many days there are.
        series: Up to two regions.
        bars: Adherence; empty if nothing was prescribed.
        score: The smoothed score of some days, 0 to 1.
        plan: Plan changes.
        gaps: Days without entries.
        ticks: What is written at the axis.
        bars_name: What the bars are, in up to two short lines.
        most: The days the axis is made for, where several charts have the same; 0 for `days`.
    """

    first: dt.date
    days: int
    series: tuple[PainSeries, ...]
    bars: tuple[Bar, ...]
    score: tuple[tuple[float, float], ...]
    plan: tuple[Marked, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Marked, ...]
    bars_name: tuple[str, ...] = ()
    most: int = 0


def draw_time_chart(
    chart: TimeChart, width: float, height: float, *, labels: float = 92.0
) -> Picture:
    """Return the chart as a picture.

    Args:
        chart: What it shows.
        width: In points.
        height: In points.
        labels: Room for the names at the right, in points; 0 leaves them out.
    """
    return _TimeChart(chart, width, height, labels).draw()


class _TimeChart:
    """One drawing of a chart."""

    def __init__(self, chart: TimeChart, width: float, height: float, labels: float) -> None:
        self._chart = chart
        self._canvas = Canvas(width, height)
        self._left, self._right = _AXIS, width - labels - 2.0
        self._marks = self._flags()
        # Room for one row of flags in any case: charts side by side then have the same scale.
        self._top = 4.0 + _FLAG_ROW * (1 + max((row for _, row, _ in self._marks), default=0))
        self._bars_bottom = height - _FOOT
        with_bars = _BARS + _BETWEEN if chart.bars else 0.0
        self._bottom = self._bars_bottom - with_bars

    def draw(self) -> Picture:
        """Draw from the back to the front."""
        self._grid()
        for gap in self._chart.gaps:
            self._gap(gap)
        for place, series in enumerate(self._chart.series):
            self._bands(series, SERIES[place % 2])
        for place, series in enumerate(self._chart.series):
            self._dots(series, place)
        for place, series in enumerate(self._chart.series):
            self._lines(series, place)
        self._bars()
        self._plan()
        self._names()
        return self._canvas.picture()

    @property
    def _has_names(self) -> bool:
        return self._right < self._canvas.width - 20

    # ------------------------------------------------------------ places

    def _x(self, day: float) -> float:
        span = max(1.0, float(max(self._chart.days, self._chart.most)))
        return self._left + (self._right - self._left) * day / span

    def _y(self, value: float) -> float:
        inside = max(0.0, min(10.0, value))
        return self._bottom - (self._bottom - self._top) * inside / 10.0

    # ------------------------------------------------------------ parts

    def _grid(self) -> None:
        canvas = self._canvas
        for value in range(0, 11, 2):
            y = self._y(value)
            canvas.line((self._left, y), (self._right, y), GRID, 0.6)
            canvas.write((self._left - 5, y + 3), str(value), _SIZE, SOFT, anchor="end")
        foot = self._bars_bottom
        last_end = -1e9
        for tick in self._chart.ticks:
            x = self._x(tick.day)
            canvas.line((x, self._top), (x, foot), GRID, 0.4)
            half = guessed_width(tick.text, _SIZE) / 2
            if x - half < max(last_end + 5, 2.0) or x + half > self._canvas.width:
                continue
            canvas.write((x, foot + 10.5), tick.text, _SIZE, SOFT, anchor="middle")
            last_end = x + half

    def _gap(self, gap: Gap) -> None:
        left, right = self._x(gap.first), self._x(gap.stop)
        corners = ((left, self._top), (right, self._top), (right, self._bottom),
                   (left, self._bottom))  # fmt: skip
        self._canvas.hatch((corners,), RULE, 0.35, 5.0)
        if right - left > guessed_width(gap.text, _SIZE) + 4:
            middle = (left + right) / 2
            wide = guessed_width(gap.text, _SIZE) + 4
            self._canvas.box((middle - wide / 2, self._bottom - 13), wide, 11, WHITE)
            self._canvas.write((middle, self._bottom - 4.5), gap.text, _SIZE, SOFT, anchor="middle")

    def _bands(self, series: PainSeries, colour: str) -> None:
        for segment in series.segments:
            known = [one for one in segment if one.low is not None and one.high is not None]
            if len(known) < 2:
                continue
            upper = [(self._x(one.day), self._y(one.high or 0.0)) for one in known]
            lower = [(self._x(one.day), self._y(one.low or 0.0)) for one in reversed(known)]
            self._canvas.area(((*upper, *lower),), colour, opacity=_BAND_OPACITY)

    def _dots(self, series: PainSeries, place: int) -> None:
        colour = SERIES[place % 2]
        radius = next(size for most, size in _DOTS if len(series.dots) <= most)
        at = [(self._x(day + 0.5), self._y(value)) for day, value in series.dots]
        if place % 2 == 0:
            self._canvas.dots(at, radius, colour, _DOT_OPACITY)
        else:
            self._canvas.squares(at, radius, colour, 0.6)

    def _lines(self, series: PainSeries, place: int) -> None:
        dash = _DASH if place % 2 else ""
        for segment in series.segments:
            points = [(self._x(one.day), self._y(one.mean)) for one in segment]
            if len(points) > 1:
                self._canvas.polyline(points, WHITE, 3.4)
                self._canvas.polyline(points, SERIES[place % 2], 1.8, dash=dash)

    def _bars(self) -> None:
        chart, canvas = self._chart, self._canvas
        if not chart.bars:
            return
        top, bottom = self._bars_bottom - _BARS, self._bars_bottom
        for bar in chart.bars:
            if bar.share is None:
                continue
            left, right = self._x(bar.first), self._x(bar.stop)
            inset = min(1.2, (right - left) * 0.12)
            wide = max(0.3, right - left - 2 * inset)
            filled = (bottom - top) * min(1.0, bar.share)
            canvas.box((left + inset, bottom - filled), wide, filled, "#9DBEC0")
            canvas.box((left + inset, top), wide, bottom - top, "none", stroke=RULE, line=0.5)
        for points in _runs(chart.score):
            placed = [(self._x(day), bottom - (bottom - top) * share) for day, share in points]
            if len(placed) > 1:
                canvas.polyline(placed, WHITE, 2.6)
                canvas.polyline(placed, INK, 1.1)
        for share, text in ((0.0, "0 %"), (1.0, "100 %")):
            y = bottom - (bottom - top) * share
            canvas.write((self._left - 3, y + 3), text, _SIZE, SOFT, anchor="end")
        for row, text in enumerate(chart.bars_name if self._has_names else ()):
            canvas.write((self._right + 6, top + 9 + 11 * row), text, _SIZE, SOFT)

    # ------------------------------------------------------------ plan changes and names

    def _flags(self) -> list[tuple[float, int, str]]:
        """Return where each plan change is, the row it is named in, and its name as far as it fits.

        Two rows at most; where changes are too near to each other their lines alone remain.
        """
        ends = [-1e9, -1e9]
        found = []
        for one in self._chart.plan:
            x = self._x(one.day)
            free = [row for row in (0, 1) if x >= ends[row] + 6]
            row = free[0] if free else 1
            room = self._canvas.width - x - 4
            text = next(
                (words for words in (one.text, one.short)
                 if free and guessed_width(words, _SIZE) <= room),
                "",
            )  # fmt: skip
            if text:
                ends[row] = x + 4 + guessed_width(text, _SIZE)
            found.append((x, row, text))
        return found

    def _plan(self) -> None:
        for x, row, text in self._marks:
            y = 8.0 + _FLAG_ROW * row
            self._canvas.line((x, y - 6), (x, self._bars_bottom), PLAN, 1.0, dash="3.4 2.2")
            self._canvas.write((x + 3, y), text, _SIZE, PLAN, weight=600)

    def _names(self) -> None:
        if not self._has_names:
            return
        ends = [(place, self._end(series)) for place, series in enumerate(self._chart.series)]
        placed = sorted((end[1], place) for place, end in ends if end is not None)
        for y, place in _apart(placed, self._top + 9, self._bottom - 12):
            series, colour = self._chart.series[place], SERIES[place % 2]
            x = self._right + 6
            self._canvas.write((x, y), series.name, _SIZE, colour, weight=600)
            self._canvas.write((x, y + 10.5), series.value, _SIZE, SOFT)

    def _end(self, series: PainSeries) -> Point | None:
        if series.segments and series.segments[-1]:
            last = series.segments[-1][-1]
            return self._x(last.day), self._y(last.mean)
        if series.dots:
            day, value = series.dots[-1]
            return self._x(day), self._y(value)
        return None


def _runs(points: Sequence[tuple[float, float]]) -> list[Sequence[tuple[float, float]]]:
    """Return points in runs; the score has no gaps once it has begun."""
    return [points] if points else []


def _apart(
    placed: Sequence[tuple[float, int]], top: float, bottom: float
) -> list[tuple[float, int]]:
    """Move base lines so far apart that two lines of text fit, within the chart."""
    found = [[max(top, min(bottom, y)), float(place)] for y, place in placed]
    for one, other in itertools.pairwise(found):
        if other[0] - one[0] < _NUDGE:
            other[0] = one[0] + _NUDGE
    over = found[-1][0] - bottom if found else 0.0
    if over > 0.0:
        for one in found:
            one[0] -= over
    return [(y, int(place)) for y, place in found]
