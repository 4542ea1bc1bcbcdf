"""Counting the days on which two regions hurt."""

from __future__ import annotations

import datetime as dt

import numpy as np

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.together import DaysTogether, count_together

NAN = float("nan")
KNEE = DailySeries(dt.date(2026, 3, 1), np.array([9, 3, 0, 0, NAN, 4, 1, 2]))
HIP = DailySeries(dt.date(2026, 3, 2), np.array([2, 0, 5, 1, 0, NAN, 7, 9, 9]))


def test_hand_counted():
    # days 2..8: (3,2) (0,0) (0,5) (-,1) (4,0) (1,-) (2,7)
    counted = count_together(KNEE, HIP)
    assert counted == DaysTogether(5, both_hurt=2, only_first=1, only_second=1, neither=1)


def test_turned_round():
    assert count_together(HIP, KNEE) == DaysTogether(5, 2, 1, 1, 1)
    shifted = DailySeries(dt.date(2026, 3, 3), np.array([4.0, 4.0]))
    assert count_together(KNEE, shifted) == DaysTogether(2, 0, 0, 2, 0)
    assert count_together(shifted, KNEE) == DaysTogether(2, 0, 2, 0, 0)


def test_series_that_never_meet():
    later = DailySeries(dt.date(2027, 1, 1), np.array([1.0]))
    assert count_together(KNEE, later) == DaysTogether(0, 0, 0, 0, 0)
