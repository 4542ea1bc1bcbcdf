"""How links are usually announced, kept beside the method to show what that costs.

None of these is used by the program: each takes days for independent and announces links that
are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr

Floats = NDArray[np.float64]

_WEEK = 7


def recent_share(done: Floats) -> Floats:
    """Return the mean share done over the last seven days up to each day, shape (T,).

    Args:
        done: Share done, shape (T,); NaN on rest days, which do not enter.
    """
    prescribed = np.isfinite(done)
    total = np.convolve(np.where(prescribed, done, 0.0), np.ones(_WEEK))[: done.size]
    count = np.convolve(prescribed.astype(np.float64), np.ones(_WEEK))[: done.size]
    return np.asarray(np.where(count > 0.0, total / np.maximum(count, 1.0), 0.0), dtype=np.float64)


def correlation_p(pain: Floats, done: Floats) -> float:
    """Return the p value of Pearson's correlation of daily pain with the recent share."""
    x, y = _logged(pain, done)
    return _slope_p(np.column_stack([np.ones(x.size), x]), y)


def means_p(pain: Floats, done: Floats) -> float:
    """Return the p value of Welch's t test, days of high against days of low recent share."""
    x, y = _logged(pain, done)
    middle = np.median(x)
    high, low = y[x > middle], y[x <= middle]
    if min(high.size, low.size) < 3:
        return 1.0
    parts = np.array([high.var(ddof=1) / high.size, low.var(ddof=1) / low.size])
    if parts.sum() == 0.0:
        return 1.0
    t = float(high.mean() - low.mean()) / float(np.sqrt(parts.sum()))
    dof = parts.sum() ** 2 / (parts**2 / [high.size - 1, low.size - 1]).sum()
    return float(2.0 * stdtr(dof, -abs(t)))


def regression_p(pain: Floats, done: Floats) -> float:
    """Return the p value of the recent share in a least-squares regression with a time trend."""
    x, y = _logged(pain, done)
    days = np.flatnonzero(np.isfinite(pain)).astype(np.float64)
    return _slope_p(np.column_stack([np.ones(x.size), days, x]), y)


#: The usual ways by name: p value from pain and done.
NAIVE: Mapping[str, Callable[[Floats, Floats], float]] = MappingProxyType(
    {
        "Pearson correlation": correlation_p,
        "means of high and low weeks": means_p,
        "regression with a trend": regression_p,
    }
)


def _logged(pain: Floats, done: Floats) -> tuple[Floats, Floats]:
    logged = np.isfinite(pain)
    return recent_share(done)[logged], pain[logged]


def _slope_p(design: Floats, y: Floats) -> float:
    """Return the p value of the last coefficient; 1 where there is nothing to compare."""
    dof = design.shape[0] - design.shape[1]
    if dof < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        return 1.0
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ (design.T @ y)
    variance = float(((y - design @ coefficients) ** 2).sum()) / dof
    if variance <= 0.0:
        return 1.0
    t = float(coefficients[-1]) / float(np.sqrt(variance * inverse[-1, -1]))
    return float(2.0 * stdtr(dof, -abs(t)))
