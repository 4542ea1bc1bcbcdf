"""Exposure: how much of the routine has been built up by a day."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: The effect of the routine builds up and fades with a time constant of ten days.
TIME_CONSTANT = 10.0
DECAY = math.exp(-1.0 / TIME_CONSTANT)


def carried_over_rest(done: Floats) -> Floats:
    """Return the daily share done with rest days filled in.

    Args:
        done: Share of the prescribed dose performed, shape (T,); NaN where nothing was
            prescribed. Values beyond 0 to 1 are taken as 0 and 1.

    Returns:
        Shares 0 to 1, shape (T,): rest days repeat the last prescribed day, days before the
        first prescribed one are 0.
    """
    prescribed = np.isfinite(done)
    last = np.maximum.accumulate(np.where(prescribed, np.arange(done.size), -1))
    shares = np.clip(np.where(prescribed, done, 0.0), 0.0, 1.0)
    return np.asarray(np.where(last >= 0, shares[last], 0.0), dtype=np.float64)


def exposure(days: Ints, done: Floats) -> Floats:
    """Return the exposure of each day, 0 to 1.

    ``E = 0`` on the first day and ``E[t+1] = lam E[t] + (1 - lam) a[t]``: only what was done up
    to the day before counts. A missing calendar day counts as a rest day.

    Args:
        days: Strictly increasing days, shape (T,).
        done: Share of the prescribed dose performed, shape (T,); NaN on rest days.
    """
    shares = carried_over_rest(done)
    kept = (DECAY ** np.diff(days).astype(np.float64)).tolist()
    reached = 0.0
    result = [0.0] * min(days.size, 1)
    for keep, share in zip(kept, shares.tolist(), strict=False):
        reached = keep * reached + (1.0 - keep) * share
        result.append(reached)
    return np.array(result)
