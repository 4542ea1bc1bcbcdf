"""The smoothed line of the charts and the band around it.

The line is a kernel mean of the daily values. The band is the 95 % interval of that weighted
mean: its variance is ``s² l'Vl`` with `l` the weights of the logged days, adding up to 1, `V` the
mean correlation matrix of days over the error grid of the trend fit, and ``s²`` the mean residual
variance over the same grid; the interval takes Student's t with the trend's degrees of freedom.
It shows how far such a mean may lie from what pain usually is around a straight trend, given how
long good and bad days last. It is a picture, no test.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.gls import GridFit
from rehabdesk.analysis.trend import trend_fit

#: Standard deviation of the Gaussian kernel and where it is cut off, in days.
KERNEL_SD = 4.0
KERNEL_REACH = 12
#: The line is drawn where at least this many logged days weigh in.
LEAST_LOGGED = 4
#: The line is broken over this many unlogged days in a row, and more.
GAP_DAYS = 4

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SmoothedLine:
    """A smoothed line over the days of a series.

    Attributes:
        first_day: The day of the first element of each array.
        mean: Kernel mean of the daily values, shape (T,); NaN where the line is not drawn.
        low: Lower edge of the band, shape (T,), NaN where not drawn; None if there is no band.
            The edges are not cut at 0 and 10.
        high: Upper edge of the band, like `low`.
    """

    first_day: dt.date
    mean: Floats
    low: Floats | None
    high: Floats | None


def kernel() -> Floats:
    """Return the kernel weights for the days -12 to 12 around a day, shape (25,)."""
    offsets = np.arange(-KERNEL_REACH, KERNEL_REACH + 1)
    return np.asarray(np.exp(-0.5 * (offsets / KERNEL_SD) ** 2), dtype=np.float64)


def smooth_series(series: DailySeries) -> SmoothedLine:
    """Return the smoothed line of a series with its band.

    The mean of a day weighs the logged days up to 12 days before and after. It is drawn where
    at least 4 logged days weigh in and broken over gaps of 4 or more unlogged days.

    Args:
        series: Daily values, T days.

    Returns:
        The line. The band is absent where the trend is refused, as there is then too little to
        know how much pain varies from day to day.
    """
    drawn = drawn_days(series)
    logged = series.logged.astype(np.float64)
    weight = windows(logged) @ kernel()
    weighted = windows(np.where(series.logged, series.values, 0.0)) @ kernel()
    mean = np.where(drawn, weighted / np.where(drawn, weight, 1.0), np.nan)
    fitted = trend_fit(series.days, series.values)
    if fitted is None:
        return SmoothedLine(series.first_day, mean, None, None)
    half = _half_width(logged, drawn, fitted)
    return SmoothedLine(series.first_day, mean, mean - half, mean + half)


def _half_width(logged: Floats, drawn: NDArray[np.bool_], fitted: GridFit) -> Floats:
    """Return half the width of the band, shape (T,); NaN where the line is not drawn.

    Args:
        logged: 1 on logged days, else 0, shape (T,).
        drawn: Where the line is drawn, shape (T,).
        fitted: The trend fit.
    """
    weights = (windows(logged) * kernel())[drawn]
    weights /= weights.sum(axis=1, keepdims=True)
    place = np.arange(2 * KERNEL_REACH + 1)
    correlation = fitted.correlation(place[:, None] - place)
    of_mean = np.einsum("tj,tj->t", weights @ correlation, weights)
    half = np.full(drawn.size, np.nan)
    half[drawn] = stdtrit(fitted.dof, 0.975) * fitted.residual_sd * np.sqrt(of_mean)
    return half


def windows(values: Floats) -> Floats:
    """Return the 25 days around each day as rows, shape (T, 25), zeros beyond the ends."""
    if values.size == 0:
        return np.zeros((0, 2 * KERNEL_REACH + 1))
    padded = np.pad(values, KERNEL_REACH)
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * KERNEL_REACH + 1)


def drawn_days(series: DailySeries) -> NDArray[np.bool_]:
    """Return on which days the line is drawn, shape (T,)."""
    drawn = windows(series.logged.astype(np.float64)).sum(axis=1) >= LEAST_LOGGED
    for start, stop in series.gaps(GAP_DAYS):
        drawn[start:stop] = False
    return np.asarray(drawn, dtype=np.bool_)
