"""Exposure, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rehabdesk.analysis.exposure import DECAY, carried_over_rest, exposure

NAN = float("nan")


def test_rest_days_repeat_the_last_prescribed_day():
    done = np.array([NAN, NAN, 0.5, NAN, 1.0, NAN, NAN, 0.0, NAN])
    np.testing.assert_array_equal(
        carried_over_rest(done), [0.0, 0.0, 0.5, 0.5, 1.0, 1.0, 1.0, 0.0, 0.0]
    )
    np.testing.assert_array_equal(carried_over_rest(np.array([1.7, -0.2])), [1.0, 0.0])
    assert carried_over_rest(np.array([])).size == 0


def test_only_what_was_done_up_to_the_day_before_counts():
    lam = math.exp(-0.1)
    found = exposure(np.arange(5), np.array([1.0, 0.0, 0.5, NAN, 1.0]))
    one = 1.0 - lam
    two = lam * one
    three = lam * two + (1 - lam) * 0.5
    four = lam * three + (1 - lam) * 0.5
    np.testing.assert_allclose(found, [0.0, one, two, three, four], rtol=1e-14)


def test_full_adherence_tends_to_one_with_a_half_life_of_seven_days():
    found = exposure(np.arange(200), np.ones(200))
    assert found[-1] == pytest.approx(1.0, abs=1e-8)
    assert found[7] == pytest.approx(1.0 - DECAY**7)
    assert 1.0 - found[7] == pytest.approx(0.4966, abs=1e-4)


def test_a_missing_calendar_day_is_a_rest_day():
    whole = exposure(np.arange(6), np.array([1.0, NAN, NAN, 0.0, 1.0, 1.0]))
    gap = exposure(np.array([0, 3, 4, 5]), np.array([1.0, 0.0, 1.0, 1.0]))
    np.testing.assert_allclose(gap, whole[[0, 3, 4, 5]], rtol=1e-14)
