"""Fewer points than days: what a line and a band need at a given width, and no more.

Buckets lie at fixed places on the calendar, so that a chart that is moved sideways does not
shimmer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rehabdesk.ui.charts.model import Floats, PainSeries

#: The fewest pixels a bucket is wide.
BUCKET_PX = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of a line without a break.

    Attributes:
        days: Where its points lie on the axis, shape (N,).
        mean: The line, shape (N,).
        low: Lower edge of the band, shape (N,), or None.
        high: Upper edge of the band, shape (N,), or None.
    """

    days: Floats
    mean: Floats
    low: Floats | None
    high: Floats | None


def days_per_bucket(days_per_px: float) -> int:
    """Return how many days share a bucket at a scale; 1 shows every day."""
    return max(1, int(days_per_px * BUCKET_PX))


def stretches(series: PainSeries, first: float, last: float, step: int) -> list[Stretch]:
    """Return the visible line of a series, broken where it is not drawn.

    Args:
        series: What is drawn.
        first: First visible day.
        last: Last visible day.
        step: Days that share a bucket: the line takes their mean, the band their extremes.

    Returns:
        The stretches from left to right; each reaches one bucket beyond the visible days.
    """
    start, stop = _slice(series, first, last, step)
    if stop <= start:
        return []
    mean = series.mean[start:stop]
    days = np.arange(start, stop, dtype=np.float64) + series.first_day
    low = None if series.low is None else series.low[start:stop]
    high = None if series.high is None else series.high[start:stop]
    if step > 1:
        # Buckets begin at multiples of `step` on the calendar.
        edges = np.flatnonzero((np.arange(start, stop) + series.first_day) % step == 0)
        edges = np.unique(np.concatenate([[0], edges]))
        days, mean, low, high = _bucketed(edges, days, mean, low, high)
    drawn = np.isfinite(mean)
    return [
        Stretch(
            days[a:b],
            mean[a:b],
            None if low is None else np.clip(low[a:b], 0.0, 10.0),
            None if high is None else np.clip(high[a:b], 0.0, 10.0),
        )
        for a, b in _runs(drawn)
    ]


def dots(
    series: PainSeries, first: float, last: float, cell_days: float, cell_value: float
) -> tuple[Floats, Floats]:
    """Return the visible daily values as points, one for each cell of a grid.

    Args:
        series: What is drawn.
        first: First visible day.
        last: Last visible day.
        cell_days: Width of a cell in days; below 1, every day keeps its dot.
        cell_value: Height of a cell in points of the scale.

    Returns:
        Days and values, each of shape (N,).
    """
    start, stop = _slice(series, first, last, 1)
    values = series.values[start:stop] if stop > start else np.zeros(0)
    index = np.flatnonzero(np.isfinite(values))
    days, values = (index + start + series.first_day).astype(np.float64), values[index]
    if cell_days <= 1.0 or days.size == 0:
        return days, values
    column = np.floor(days / cell_days)
    row = np.round(values / cell_value)
    _, kept = np.unique(column * 1e4 + row, return_index=True)
    return (column[kept] + 0.5) * cell_days, row[kept] * cell_value


def _slice(series: PainSeries, first: float, last: float, margin: int) -> tuple[int, int]:
    """Return the indices of the visible days with some more on both sides."""
    start = int(np.floor(first)) - margin - series.first_day
    stop = int(np.ceil(last)) + margin + 1 - series.first_day
    # A bucket that is cut through would change its height while the chart is moved.
    start -= (start + series.first_day) % margin
    stop += -(stop + series.first_day) % margin
    return max(start, 0), min(stop, series.values.size)


def _bucketed(
    edges: np.ndarray, days: Floats, mean: Floats, low: Floats | None, high: Floats | None
) -> tuple[Floats, Floats, Floats | None, Floats | None]:
    drawn = np.isfinite(mean)
    count = np.add.reduceat(drawn.astype(np.float64), edges)
    some = count > 0
    safe = np.where(some, count, 1.0)
    total = np.add.reduceat(np.where(drawn, mean, 0.0), edges)
    places = np.add.reduceat(np.where(drawn, days, 0.0), edges)
    means = np.where(some, total / safe, np.nan)
    if low is None or high is None:
        return places / safe, means, None, None
    lows = np.minimum.reduceat(np.where(drawn, low, np.inf), edges)
    highs = np.maximum.reduceat(np.where(drawn, high, -np.inf), edges)
    return places / safe, means, lows, highs


def _runs(drawn: np.ndarray) -> list[tuple[int, int]]:
    steps = np.diff(np.concatenate([[0], drawn.astype(np.int8), [0]]))
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return list(zip(begins.tolist(), ends.tolist(), strict=True))
