"""Whether a day is one of a flare, on which nothing should be tested."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def usual_pain(values: Sequence[float], least: int) -> float | None:
    """Return one's usual pain: the median of the daily values, or None with too few of them.

    Args:
        values: Daily values of the last weeks, the present day not among them.
        least: How many there have to be.
    """
    return statistics.median(values) if values and len(values) >= least else None


def is_flare_day(now: float | None, usual: float | None, points: float) -> bool:
    """Tell whether pain is well above one's usual.

    Args:
        now: Pain now, or None where it was not rated.
        usual: One's usual pain, or None where it is not known.
        points: By how many points at least it has to be above.
    """
    return now is not None and usual is not None and now - usual >= points
