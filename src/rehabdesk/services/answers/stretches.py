"""Stretches with more and with less of the routine, for the eye.

A picture, not the test: stretches differ in more than the routine, and their averages take no
account of time. The link does.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.adherence import smoothed_adherence
from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.doses import DayDose

#: Shorter stretches are part of the one before: there is nothing to see in them.
LEAST_DAYS = 10
#: With less between the lowest and the highest score there is nothing to tell apart.
LEAST_RANGE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Days in a row with more, or with less, of the routine.

    Attributes:
        more: Whether the smoothed score was above the middle of its range.
        first: First day.
        last: Last day.
        score: Mean smoothed score, 0 to 1.
        values: Daily pain values, shape (T,), NaN where nothing was logged.
        mean: Their mean; NaN if nothing was logged.
        logged: Logged days.
    """

    more: bool
    first: dt.date
    last: dt.date
    score: float
    values: NDArray[np.float64]
    mean: float
    logged: int


def stretches(series: DailySeries, doses: Sequence[DayDose]) -> tuple[Stretch, ...]:
    """Cut the days of a series where the smoothed score crosses the middle of its range.

    The score of the day before counts, as only that can matter for a day.

    Args:
        series: Daily values.
        doses: The dose of each day, consecutive.

    Returns:
        The stretches in order; none if the score hardly varied or is not known long enough.
    """
    score = _score_before(series, doses)
    known = np.isfinite(score)
    if known.sum() < 2 * LEAST_DAYS:
        return ()
    seen = score[known]
    if seen.max() - seen.min() < LEAST_RANGE:
        return ()
    start = int(np.flatnonzero(known)[0])
    middle = float(seen.max() + seen.min()) / 2.0
    more = score[start:] > middle
    parts = _merged(_runs(more))
    if len(parts) < 2:
        return ()
    return tuple(
        _stretch(series, score, (start + first, start + stop), middle) for first, stop in parts
    )


def _score_before(series: DailySeries, doses: Sequence[DayDose]) -> NDArray[np.float64]:
    """Return the smoothed score of the day before each day, as only that can matter for it."""
    result = np.full(series.values.size, np.nan)
    if not doses:
        return result
    scores = smoothed_adherence(doses)
    place = np.arange(series.values.size) + (series.first_day - doses[0].day).days - 1
    inside = (place >= 0) & (place < scores.size)
    result[inside] = scores[place[inside]]
    last = np.flatnonzero(np.isfinite(result))
    if last.size:
        # After the last dose the score stays what it was.
        result[last[-1] :] = result[last[-1]]
    return result


def _runs(more: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = [0, *(np.flatnonzero(np.diff(more)) + 1).tolist(), int(more.size)]
    return list(itertools.pairwise(edges))


def _merged(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give short stretches to the one before, and join what then belongs together."""
    kept: list[tuple[int, int, int]] = []
    for number, (first, stop) in enumerate(parts):
        kind = number % 2
        short = stop - first < LEAST_DAYS
        if kept and (short or kept[-1][2] == kind):
            kept[-1] = (kept[-1][0], stop, kept[-1][2])
        else:
            kept.append((first, stop, kind))
    if len(kept) > 1 and kept[0][1] - kept[0][0] < LEAST_DAYS:
        kept[1] = (kept[0][0], *kept[1][1:])
        kept = kept[1:]
    return [(first, stop) for first, stop, _ in kept]


def _stretch(
    series: DailySeries, score: NDArray[np.float64], days: tuple[int, int], middle: float
) -> Stretch:
    first, stop = days
    values = series.values[first:stop]
    logged = values[np.isfinite(values)]
    part = score[first:stop]
    return Stretch(
        more=bool(np.mean(part) > middle),
        first=series.day_at(first),
        last=series.day_at(stop - 1),
        score=float(np.mean(part)),
        values=values,
        mean=float(logged.mean()) if logged.size else float("nan"),
        logged=int(logged.size),
    )
