"""The smoothed line and its band."""

from __future__ import annotations

import datetime as dt
import math
import time

import numpy as np
import pytest
from scipy.special import stdtrit

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.errors import error_grid
from rehabdesk.analysis.smooth import smooth_series
from rehabdesk.analysis.trend import trend_fit

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


def wandering(length: int, seed: int = 3, missing: float = 0.3) -> DailySeries:
    rng = np.random.default_rng(seed)
    values = np.zeros(length)
    for day in range(1, length):
        values[day] = 0.8 * values[day - 1] + rng.normal()
    values = np.clip(5.0 + values, 0.0, 10.0)
    values[rng.random(length) < missing] = NAN
    values[[0, -1]] = 5.0
    return DailySeries(START, values)


def test_band_is_that_of_the_whole_covariance_matrix():
    series = wandering(90)
    line = smooth_series(series)
    fitted = trend_fit(series.days, series.values)
    assert fitted is not None
    assert line.low is not None
    assert line.high is not None
    grid, days = error_grid(), np.flatnonzero(series.logged)
    apart = np.abs(days[:, None] - days[None, :]).astype(float)
    v = sum(
        weight_of_cell * ((1.0 - w) * phi**apart + w * np.eye(days.size))
        for weight_of_cell, phi, w in zip(fitted.weights, grid.phi, grid.w, strict=True)
    )
    variance = float(fitted.weights @ fitted.variances) * fitted.unit**2
    for day in (0, 10, 45, 89):
        weights = np.array([weight(other - day) for other in days])
        weights /= weights.sum()
        half = stdtrit(fitted.dof, 0.975) * np.sqrt(variance * weights @ v @ weights)
        assert line.high[day] - line.mean[day] == pytest.approx(half, rel=1e-9)
        assert line.mean[day] - line.low[day] == pytest.approx(half, rel=1e-9)


def test_band_is_absent_where_the_trend_is_refused():
    short = smooth_series(DailySeries(START, np.arange(27) % 5.0))
    assert short.low is short.high is None
    assert np.isfinite(short.mean).all()
    enough = smooth_series(DailySeries(START, np.arange(28) % 5.0))
    assert enough.low is not None


def test_band_is_drawn_where_the_line_is():
    values = wandering(120).values.copy()
    values[50:56] = NAN
    line = smooth_series(DailySeries(START, values))
    assert line.low is not None
    np.testing.assert_array_equal(np.isnan(line.low), np.isnan(line.mean))
    assert np.isnan(line.mean[50:56]).all()


def test_pain_that_never_changes_has_a_band_without_width():
    line = smooth_series(DailySeries(START, np.full(60, 4.5)))
    assert line.low is not None
    np.testing.assert_allclose(line.low, 4.5, atol=1e-6)


def test_ten_years_take_a_moment():
    series = wandering(3650)
    smooth_series(series)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        smooth_series(series)
        times.append(time.perf_counter() - start)
    # About 12 ms where it was measured; a loop over all pairs of days would take seconds.
    assert min(times) < 0.1
