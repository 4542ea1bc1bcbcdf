"""The pain trend, and the change since the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rehabdesk.analysis.estimate import (
    Estimate,
    Refusal,
    calendar,
    no_numbers,
    numbers_of,
    span_of,
    weekday_columns,
)
from rehabdesk.analysis.gls import GridFit, fit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TREND_LEAST_LOGGED = 14
TREND_LEAST_SPAN = 28
#: The weekday is adjusted for from this many logged days on.
WEEKDAY_FROM = 20
CHANGE_LEAST_SPAN = 42
CHANGE_LEAST_LOGGED = 5
#: The middle of the diary gets a slope of its own from this many logged days on.
_SLOPE_FROM = 3
#: A fall of two points, and of 30 % (the last 14 days at most 0.7 of the first).
WORTHWHILE_POINTS = 2.0
_WORTHWHILE_PART = 0.7


@dataclass(frozen=True, slots=True)
class TrendEstimate(Estimate):
    """The trend of one region in points per week; negative means falling pain."""


@dataclass(frozen=True, slots=True)
class ChangeEstimate(Estimate):
    """Last two weeks less first two weeks, in points; negative means less pain.

    Attributes:
        conf_mcid: Probability that pain fell by 2 points or more; None if refused.
        conf_30pct: Probability that pain fell by 30 % or more; None if refused.
    """

    conf_mcid: float | None = None
    conf_30pct: float | None = None


def estimate_trend(days: ArrayLike, pain: ArrayLike) -> TrendEstimate:
    """Estimate how pain changes per week, as a straight line through all logged days.

    Args:
        days: Consecutive whole days, shape (T,).
        pain: Daily values 0 to 10, shape (T,); NaN where nothing was logged.

    Returns:
        The estimate, or its refusal `too_little_data`: fewer than 14 logged days, or less than
        28 days from the first to the last.

    Raises:
        ValueError: Shapes differ, or days are not whole or not distinct.
    """
    t, y = _logged(days, pain)
    n, span = int(t.size), span_of(t)
    fitted = _fit_trend(t, y)
    if fitted is None:
        return TrendEstimate(**no_numbers(), n=n, span_days=span, refusal=Refusal.TOO_LITTLE_DATA)
    slope = [0.0, 1.0, 0.0, 0.0][: fitted.to_orthonormal.shape[0]]
    return TrendEstimate(
        **numbers_of(fitted.contrast(slope)), n=n, span_days=span, phi=fitted.phi, w=fitted.w
    )


def trend_fit(days: ArrayLike, pain: ArrayLike) -> GridFit | None:
    """Return the fit behind the trend, or None where the trend is refused.

    Args and errors are those of `estimate_trend`.
    """
    return _fit_trend(*_logged(days, pain))


def estimate_change(days: ArrayLike, pain: ArrayLike, window: int = 14) -> ChangeEstimate:
    """Estimate the change from the first to the last days of a diary.

    The levels of the first and the last `window` days are compared; the days between have a level
    and a slope of their own and only help to know how pain varies.

    Args:
        days: Consecutive whole days, shape (T,); the windows lie at its ends, logged or not.
        pain: Daily values 0 to 10, shape (T,); NaN where nothing was logged.
        window: Days in each window, 1 or more.

    Returns:
        The estimate, or its refusal `too_little_data`: less than 42 days, windows that would
        overlap, or fewer than 5 logged days in either.

    Raises:
        ValueError: Shapes differ, days are not whole or not distinct, or no window is left.
    """
    if window < 1:
        raise ValueError("a window has at least one day")
    t, (values,) = calendar(days, pain)
    span, end = span_of(t), int(t[-1]) if t.size else 0
    logged = np.isfinite(values)
    t, y = t[logged], values[logged]
    first, last = t < window, t > end - window
    fewest = min(int(first.sum()), int(last.sum()))
    if span < max(CHANGE_LEAST_SPAN, 2 * window) or fewest < CHANGE_LEAST_LOGGED:
        return ChangeEstimate(
            **no_numbers(), n=int(t.size), span_days=span, refusal=Refusal.TOO_LITTLE_DATA
        )
    middle = ~(first | last)
    columns = [first, last, middle]
    if middle.sum() >= _SLOPE_FROM:
        columns.append(middle * (t - end / 2.0))
    # The model holds a constant, so pain may be counted from any value: from the first one, pain
    # that never changes is exactly 0 throughout.
    origin = float(y[0])
    fitted = fit(t, y - origin, np.column_stack(columns).astype(np.float64))
    rest = [0.0] * (len(columns) - 2)
    difference = fitted.contrast([-1.0, 1.0, *rest])
    beyond_part = fitted.contrast([-_WORTHWHILE_PART, 1.0, *rest])
    return ChangeEstimate(
        **numbers_of(difference),
        n=int(t.size),
        span_days=span,
        phi=fitted.phi,
        w=fitted.w,
        conf_mcid=difference.below(-WORTHWHILE_POINTS),
        conf_30pct=beyond_part.below(-(1.0 - _WORTHWHILE_PART) * origin),
    )


def _logged(days: ArrayLike, pain: ArrayLike) -> tuple[Ints, Floats]:
    t, (values,) = calendar(days, pain)
    logged = np.isfinite(values)
    return t[logged], values[logged]


def _fit_trend(t: Ints, y: Floats) -> GridFit | None:
    if t.size < TREND_LEAST_LOGGED or span_of(t) < TREND_LEAST_SPAN:
        return None
    weeks = (t - t.mean()) / 7.0
    columns = [np.ones(t.size), weeks]
    if t.size >= WEEKDAY_FROM:
        columns += weekday_columns(t)
    return fit(t, y, np.column_stack(columns))
