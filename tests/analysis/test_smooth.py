"""The smoothed line and its band."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.smooth import smooth_series

NAN = float("nan")
START = dt.date(2026, 1, 1)


def weight(days: float) -> float:
    return math.exp(-((days / 4.0) ** 2) / 2.0) if abs(days) <= 12 else 0.0


def slowly(values: list[float]) -> list[float]:
    """The same line written out day by day."""
    line = []
    for day in range(len(values)):
        near = [(i, v) for i, v in enumerate(values) if abs(i - day) <= 12 and not math.isnan(v)]
        run = 0
        if math.isnan(values[day]):
            left = day
            while left >= 0 and math.isnan(values[left]):
                left -= 1
            right = day
            while right < len(values) and math.isnan(values[right]):
                right += 1
            run = right - left - 1
        if len(near) < 4 or run >= 4:
            line.append(NAN)
        else:
            total = sum(weight(i - day) for i, _ in near)
            line.append(sum(weight(i - day) * v for i, v in near) / total)
    return line


def test_three_days_are_too_few_four_are_enough():
    three = smooth_series(DailySeries(START, np.array([1.0, 2.0, 3.0])))
    assert np.isnan(three.mean).all()
    four = smooth_series(DailySeries(START, np.array([1.0, 2.0, 3.0, 4.0])))
    near = [weight(i) for i in range(4)]
    by_hand = sum(w * v for w, v in zip(near, (1, 2, 3, 4), strict=True)) / sum(near)
    assert four.mean[0] == pytest.approx(by_hand)
    assert four.mean[0] == pytest.approx(5.0 - four.mean[3])


def test_broken_over_four_unlogged_days_drawn_over_three():
    bridged = smooth_series(DailySeries(START, np.array([1, 1, NAN, NAN, NAN, 2, 2])))
    assert np.isfinite(bridged.mean).all()
    broken = smooth_series(DailySeries(START, np.array([1, 1, NAN, NAN, NAN, NAN, 2, 2])))
    assert np.isnan(broken.mean).tolist() == [False] * 2 + [True] * 4 + [False] * 2


def test_agrees_with_the_line_written_out():
    rng = np.random.default_rng(5)
    values = rng.integers(0, 11, 120).astype(float)
    values[rng.random(120) < 0.45] = NAN
    values[40:60] = NAN
    values[[0, -1]] = 3.0
    line = smooth_series(DailySeries(START, values)).mean
    np.testing.assert_allclose(line, slowly(values.tolist()), rtol=1e-12)


def test_constant_pain_gives_a_constant_line():
    line = smooth_series(DailySeries(START, np.full(60, 4.5))).mean
    np.testing.assert_allclose(line, 4.5, rtol=1e-12)


def test_an_empty_and_a_one_day_series():
    assert smooth_series(DailySeries(START, np.array([]))).mean.shape == (0,)
    assert np.isnan(smooth_series(DailySeries(START, np.array([3.0]))).mean).all()
