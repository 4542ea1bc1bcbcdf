"""The adherence numbers people see, by hand."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from rehabdesk.analysis.adherence import adherence_headline, smoothed_adherence
from rehabdesk.analysis.doses import DayDose

LAM = math.exp(-0.1)
START = dt.date(2026, 1, 5)


def days(*rows: tuple[float, float] | str) -> list[DayDose]:
    """(prescribed, performed), "rest", "pause", "skip" or "nothing logged"."""
    made = []
    for number, row in enumerate(rows):
        day = START + dt.timedelta(days=number)
        if row == "rest":
            made.append(DayDose(day, 0.0, 0.0))
        elif row == "pause":
            made.append(DayDose(day, 4.0, 0.0, excused=True))
        elif row == "skip":
            made.append(DayDose(day, 4.0, 0.0, recorded=True, skipped=True))
        elif row == "nothing logged":
            made.append(DayDose(day, 4.0, 0.0))
        else:
            made.append(DayDose(day, row[0], row[1], recorded=True))
    return made


def test_headline():
    found = adherence_headline(
        days((4, 4), "rest", (4, 1.5), "nothing logged", "pause", (8, 8), "rest", (4, 0), "skip")
    )
    # 4 + 4 + 4 + 8 + 4 + 4: the pause has left the denominator, the skip has not.
    assert found.prescribed == 28
    assert found.performed == 13.5
    assert found.share == pytest.approx(13.5 / 28)
    assert (found.days_due, found.days_done) == (6, 3)
    assert (found.days_skipped, found.days_unlogged, found.days_paused) == (1, 1, 1)


def test_a_skip_weighs_as_much_as_a_day_not_done():
    skipped = adherence_headline(days((4, 4), (4, 2), "skip"))
    not_done = adherence_headline(days((4, 4), (4, 2), (4, 0)))
    assert skipped.share == not_done.share == 0.5
    assert (skipped.days_skipped, not_done.days_skipped) == (1, 0)


def test_a_plan_change_divides_by_the_dose_of_the_day():
    # Two days of 4 sets done fully, then two of 8 done by half: 16 of 24, not the mean of shares.
    assert adherence_headline(days((4, 4), (4, 4), (8, 4), (8, 4))).share == pytest.approx(16 / 24)


def test_more_than_prescribed_is_no_credit_for_other_days():
    assert adherence_headline(days((4, 9), (4, 0))).share == pytest.approx(0.5)


def test_headline_looks_back_four_weeks():
    found = adherence_headline(days(*[(1, 0)] * 30, *[(1, 1)] * 21))
    assert (found.prescribed, found.performed) == (28, 21)
    assert found.share == pytest.approx(0.75)


def test_headline_without_a_prescription():
    assert adherence_headline(days("rest", "pause")).share is None
    assert adherence_headline([]).share is None


def test_smoothed_score():
    found = smoothed_adherence(days("rest", (4, 4), "rest", (4, 2), "pause", "nothing logged"))
    one = (LAM**2 * 1.0 + 0.5) / (LAM**2 + 1.0)
    last = (LAM**4 * 1.0 + LAM**2 * 0.5 + 0.0) / (LAM**4 + LAM**2 + 1.0)
    np.testing.assert_allclose(found, [np.nan, 1.0, 1.0, one, one, last], rtol=1e-12)


def test_a_skip_enters_the_smoothed_score_as_zero():
    np.testing.assert_allclose(
        smoothed_adherence(days((4, 4), "skip", "rest")), [1.0] + [LAM / (LAM + 1.0)] * 2
    )


def test_a_newcomer_starts_at_their_own_first_day():
    np.testing.assert_allclose(smoothed_adherence(days((1, 1), (1, 1))), [1.0, 1.0])


def test_half_of_the_score_is_forgotten_in_seven_days():
    found = smoothed_adherence(days(*[(1, 1)] * 200, *[(1, 0)] * 7))
    assert found[-1] == pytest.approx(LAM**7, abs=1e-6)


def test_a_pause_of_thirty_years_keeps_the_score():
    found = smoothed_adherence(days((4, 1), *["pause"] * 11_000))
    np.testing.assert_allclose(found, 0.25, rtol=1e-9)
