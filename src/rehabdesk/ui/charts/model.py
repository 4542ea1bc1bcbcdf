"""What a pain chart shows, as plain data: numbers and texts that are ready to be drawn.

Days are ordinals (`date.toordinal`) throughout; the middle of a day lies at its whole number.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rehabdesk.ui.charts.marks import Marker, Span

Floats = NDArray[np.float64]

#: Unlogged days in a row from which on a gap is hatched, and the line broken.
GAP_DAYS = 4


@dataclass(frozen=True, slots=True)
class Level:
    """A level line, such as the worthwhile change.

    Attributes:
        value: Where it lies, 0 to 10.
        first_day: Where it begins.
        text: Its label.
        short: Its label where there is little room.
    """

    value: float
    first_day: int
    text: str
    short: str


@dataclass(frozen=True, slots=True, eq=False)
class PainSeries:
    """One region on a chart.

    Attributes:
        key: Tells series apart.
        name: The region's name.
        detail: Its side, and its kind of pain where the chart's title does not say it.
        ending: What the line ends at ("now 3.4").
        first_day: The day of the first element of the arrays.
        values: Daily values, shape (T,), NaN where nothing was logged.
        mean: The smoothed line, shape (T,), NaN where not drawn.
        low: Lower edge of the band, shape (T,), or None.
        high: Upper edge of the band, shape (T,), or None.
        level: The worthwhile-change line, if there is one.
    """

    key: str
    name: str
    detail: str
    ending: str
    first_day: int
    values: Floats
    mean: Floats
    low: Floats | None = None
    high: Floats | None = None
    level: Level | None = None

    @property
    def last_day(self) -> int:
        """The day of the last element."""
        return self.first_day + max(self.values.size - 1, 0)

    def value_on(self, day: int) -> float:
        """Return the daily value of a day; NaN where there is none."""
        index = day - self.first_day
        return float(self.values[index]) if 0 <= index < self.values.size else float("nan")

    def end_before(self, first: float, last: float) -> tuple[int, float] | None:
        """Return where the line, or failing that the last dot, ends within a period.

        Args:
            first: First visible day.
            last: Last visible day.

        Returns:
            Day and value, or None if nothing of the series is visible.
        """
        start = max(int(np.ceil(first)) - self.first_day, 0)
        stop = int(np.floor(last)) - self.first_day + 1
        if stop <= start:
            return None
        for source in (self.mean, self.values):
            drawn = np.flatnonzero(np.isfinite(source[start:stop]))
            if drawn.size:
                index = start + int(drawn[-1])
                return self.first_day + index, float(source[index])
        return None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row on which no region of the chart was logged; `last` is included."""

    first: int
    last: int


@dataclass(frozen=True, eq=False)
class PainChartData:
    """Everything a pain chart shows.

    Attributes:
        title: What is on the value axis ("Pain now, 0–10").
        series: One or two regions; the second is dashed with hollow squares.
        gap_text: What a gap is called ("no entries").
        description: The chart in words, for assistive tools.
        markers: What began on some days, such as plan versions.
        spans: Days that belong together, such as agreed pauses.
    """

    title: str
    series: tuple[PainSeries, ...]
    gap_text: str = ""
    description: str = ""
    markers: tuple[Marker, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def first_day(self) -> int:
        """The first day of all series; 0 without series."""
        return min((one.first_day for one in self.series), default=0)

    @property
    def last_day(self) -> int:
        """The last day of all series; 0 without series."""
        return max((one.last_day for one in self.series), default=0)

    @cached_property
    def logged(self) -> NDArray[np.int64]:
        """The days on which any series has a value, increasing."""
        days = [np.flatnonzero(np.isfinite(one.values)) + one.first_day for one in self.series]
        return np.unique(np.concatenate(days)) if days else np.zeros(0, dtype=np.int64)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps between logged days of 4 days and more."""
        days = self.logged
        wide = np.flatnonzero(np.diff(days) > GAP_DAYS)
        return tuple(Gap(int(days[i]) + 1, int(days[i + 1]) - 1) for i in wide)

    def nearest_logged(self, day: float) -> int | None:
        """Return the logged day nearest to a place on the axis, or None without any."""
        if self.logged.size == 0:
            return None
        return int(self.logged[int(np.argmin(np.abs(self.logged - day)))])

    def logged_beside(self, day: int, step: int) -> int | None:
        """Return the next logged day after (`step` 1) or before (`step` -1) a day, or None."""
        days = self.logged[self.logged > day] if step > 0 else self.logged[self.logged < day]
        if days.size == 0:
            return None
        return int(days[0] if step > 0 else days[-1])
