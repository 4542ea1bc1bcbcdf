"""Daily values from pain entries."""

from __future__ import annotations

import datetime as dt
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.analysis.daily import DailySeries, Rating, daily_values
from rehabdesk.domain.pain import PainKind

NOW, WORST = PainKind.NOW, PainKind.WORST
NAN = float("nan")


def day(number: int) -> dt.date:
    return dt.date(2026, 2, 26) + dt.timedelta(days=number)


def test_ratings_of_a_day_are_averaged_and_kinds_never_mixed():
    ratings = [
        (day(4), NOW, 3.0),
        (day(0), NOW, 5.0),
        (day(0), NOW, 6.5),
        (day(0), WORST, 9.0),
        (day(1), WORST, 8.0),  # a day with another kind only is an unlogged day
        (day(2), NOW, 0.0),
        (day(9), WORST, 1.0),
    ]
    series = daily_values(ratings, NOW)
    assert series is not None
    assert series.first_day == day(0)
    np.testing.assert_array_equal(series.values, [5.75, NAN, 0.0, NAN, 3.0])
    np.testing.assert_array_equal(series.logged, [True, False, True, False, True])
    assert series.last_day == day(4)
    assert series.day_at(3) == day(3) == dt.date(2026, 3, 1)
    assert np.diff(series.days).tolist() == [1, 1, 1, 1]
    assert series.days[0] == day(0).toordinal()


def test_nothing_of_the_kind_gives_no_series():
    assert daily_values([], NOW) is None
    assert daily_values([(day(0), WORST, 3.0)], NOW) is None


@given(
    st.lists(
        st.tuples(
            st.integers(0, 6).map(day),
            st.sampled_from(PainKind),
            st.floats(0, 10),
        ),
        max_size=30,
    ),
    st.randoms(use_true_random=False),
)
def test_order_of_entries_never_matters(ratings: list[Rating], random: Random):
    shuffled = list(ratings)
    random.shuffle(shuffled)
    one, two = daily_values(ratings, NOW), daily_values(shuffled, NOW)
    if one is None or two is None:
        assert one is two
    else:
        assert one.first_day == two.first_day
        np.testing.assert_array_equal(one.values, two.values)


def test_gaps_are_runs_of_unlogged_days_between_logged_ones():
    series = DailySeries(day(0), np.array([NAN, 1, NAN, NAN, 2, NAN, NAN, NAN, NAN, 3, NAN]))
    assert series.gaps(2) == ((2, 4), (5, 9))
    assert series.gaps(3) == ((5, 9),)
    assert series.gaps(4) == ((5, 9),)
    assert series.gaps(5) == ()


def test_a_period_is_cut_to_its_logged_days():
    series = DailySeries(day(0), np.array([1, NAN, 2, NAN, NAN, 3]))
    part = series.between(day(1), day(4))
    assert part is not None
    assert part.first_day == day(2)
    np.testing.assert_array_equal(part.values, [2.0])
    whole = series.between(None, None)
    assert whole is not None
    np.testing.assert_array_equal(whole.values, series.values)
    assert series.between(day(3), day(4)) is None


def test_values_cannot_be_changed_behind_the_back_of_a_cache():
    given_values = np.array([1.0, 2.0])
    series = DailySeries(day(0), given_values)
    given_values[0] = 9.0
    assert series.values[0] == 1.0
    assert not series.values.flags.writeable
