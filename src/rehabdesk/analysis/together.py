"""Knee and hip on one axis: on how many days both hurt. Counted, nothing inferred."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.daily import DailySeries


@dataclass(frozen=True, slots=True)
class DaysTogether:
    """Counts of the days on which both regions were logged.

    Attributes:
        both_logged: Days with a value of both regions; the four counts below add up to it.
        both_hurt: Days on which both were above 0.
        only_first: Days on which only the first was above 0.
        only_second: Days on which only the second was above 0.
        neither: Days on which both were 0.
    """

    both_logged: int
    both_hurt: int
    only_first: int
    only_second: int
    neither: int


def count_together(first: DailySeries, second: DailySeries) -> DaysTogether:
    """Count the days on which both, one or neither of two regions hurt.

    Days on which one of the two was not logged are not counted at all.

    Args:
        first: Daily values of one region, such as a knee.
        second: Daily values of the other region; may cover other days.
    """
    start = max(first.first_day, second.first_day)
    overlap = (min(first.last_day, second.last_day) - start).days + 1
    one = _part(first, (start - first.first_day).days, overlap)
    two = _part(second, (start - second.first_day).days, overlap)
    logged = np.isfinite(one) & np.isfinite(two)
    hurts_one, hurts_two = one[logged] > 0.0, two[logged] > 0.0
    return DaysTogether(
        both_logged=int(logged.sum()),
        both_hurt=int((hurts_one & hurts_two).sum()),
        only_first=int((hurts_one & ~hurts_two).sum()),
        only_second=int((~hurts_one & hurts_two).sum()),
        neither=int((~hurts_one & ~hurts_two).sum()),
    )


def _part(series: DailySeries, start: int, length: int) -> NDArray[np.float64]:
    return series.values[start : start + max(length, 0)]
