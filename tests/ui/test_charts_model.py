from __future__ import annotations

import datetime as dt
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.services.language import translator_for
from rehabdesk.ui.charts.buckets import dots, stretches
from rehabdesk.ui.charts.labels import Wish, placed
from rehabdesk.ui.charts.model import Gap, PainChartData, PainSeries
from rehabdesk.ui.charts.ticks import TimeTicks, time_ticks

NAN = float("nan")
MONDAY = dt.date(2026, 6, 1).toordinal()


def series(values: list[float], first: int = 100, mean: list[float] | None = None) -> PainSeries:
    numbers = np.array(values)
    return PainSeries("a", "Inner knee", "left", "now 3", first, numbers, np.array(mean or values))


def data(*all_series: PainSeries) -> PainChartData:
    return PainChartData("Pain", all_series, "no entries")


def test_a_gap_has_four_unlogged_days_and_is_between_logged_ones():
    three = data(series([1, NAN, NAN, NAN, 2]))
    four = data(series([1, NAN, NAN, NAN, NAN, 2]))
    assert three.gaps == ()
    assert four.gaps == (Gap(101, 104),)


def test_a_gap_of_one_region_is_none_where_another_was_logged():
    alone = series([1] + [NAN] * 6 + [2])
    other = series([5], first=103)
    assert data(alone).gaps == (Gap(101, 106),)
    assert data(alone, other).gaps == ()
    assert data(alone, series([5], first=101)).gaps == (Gap(102, 106),)


def test_neighbours_of_a_day():
    shown = data(series([1, NAN, NAN, 4]), series([2], first=110))
    assert shown.logged.tolist() == [100, 103, 110]
    assert shown.nearest_logged(101.4) == 100
    assert shown.nearest_logged(101.6) == 103
    assert shown.logged_beside(103, 1) == 110
    assert shown.logged_beside(103, -1) == 100
    assert shown.logged_beside(110, 1) is None


def test_where_a_line_ends_in_a_period():
    one = series([1, 2, 3, NAN, 5], mean=[NAN, 2.5, 2.6, NAN, NAN])
    assert one.end_before(0, 200) == (102, 2.6)
    assert one.end_before(100, 101) == (101, 2.5)
    # No line there: the last dot.
    assert one.end_before(103, 200) == (104, 5.0)
    assert one.end_before(105, 200) is None


def test_a_line_is_broken_where_it_is_not_drawn():
    one = series([1, 2, NAN, 4, 5])
    parts = stretches(one, 0, 200, 1)
    assert [part.days.tolist() for part in parts] == [[100, 101], [103, 104]]
    assert [part.mean.tolist() for part in parts] == [[1, 2], [4, 5]]


@given(
    st.lists(st.one_of(st.just(NAN), st.floats(0, 10)), min_size=1, max_size=80),
    st.integers(1, 9),
    st.integers(80, 190),
    st.integers(7, 60),
)
def test_buckets_keep_within_what_they_stand_for(
    values: list[float], step: int, first: int, length: int
):
    numbers = np.array(values)
    one = PainSeries("a", "", "", "", 100, numbers, numbers, numbers - 1, numbers + 1)
    for part in stretches(one, first, first + length, step):
        assert part.low is not None
        assert part.high is not None
        assert np.all(np.diff(part.days) > 0)
        assert np.all(part.low <= part.mean + 1e-9)
        assert np.all(part.mean <= part.high + 1e-9)
        assert part.low.min() >= 0
        assert part.high.max() <= 10


@given(st.integers(2, 9), st.floats(0, 30))
def test_buckets_stay_where_they_are_while_the_period_moves(step: int, moved: float):
    rng = np.random.default_rng(7)
    one = series(rng.uniform(0, 10, 120).tolist())
    (whole,) = stretches(one, 0, 400, step)
    (part,) = stretches(one, 130 + moved, 170 + moved, step)
    assert set(zip(part.days, part.mean, strict=True)) <= set(
        zip(whole.days, whole.mean, strict=True)
    )
    assert part.days[0] <= 130 + moved
    assert part.days[-1] >= 170 + moved


def test_dots_that_would_pile_up_share_a_cell():
    one = series([3.0, 3.0, 3.0, 8.0, NAN, 3.0])
    days, values = dots(one, 0, 200, 0.5, 0.1)
    assert (days.tolist(), values.tolist()) == ([100, 101, 102, 103, 105], [3, 3, 3, 8, 3])
    days, values = dots(one, 0, 200, 4.0, 0.5)
    assert sorted(zip(days.tolist(), values.tolist(), strict=True)) == [
        (102.0, 3.0),
        (102.0, 8.0),
        (106.0, 3.0),
    ]


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(10, 40)), min_size=1, max_size=5),
    st.floats(0, 12),
)
def test_labels_never_touch_and_keep_their_order(wanted: list[tuple[float, float]], gap: float):
    wishes = [Wish(*one) for one in wanted]
    tops = placed(wishes, 0, 300, gap)
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].centre)
    for upper, lower in itertools.pairwise(order):
        assert tops[lower] >= tops[upper] + wishes[upper].height + gap - 1e-6
    assert min(tops) >= -1e-6
    if sum(one.height for one in wishes) + gap * (len(wishes) - 1) <= 300:
        assert max(t + w.height for t, w in zip(tops, wishes, strict=True)) <= 300 + 1e-6


def test_a_label_with_room_stays_at_its_line():
    assert placed([Wish(50, 20), Wish(150, 30)], 0, 300, 4) == [40, 135]
    # Both move by the same way.
    assert placed([Wish(100, 20), Wish(110, 20)], 0, 300, 4) == [83, 107]


def ticks(first: float, last: float, width: float) -> TimeTicks:
    return time_ticks(first, last, width, translator_for(), lambda text, _: 7.0 * len(text))


def test_twelve_weeks_have_week_lines_and_months_are_named_once():
    shown = ticks(MONDAY, MONDAY + 83, 480)
    assert shown.lines == tuple(MONDAY + 7 * week for week in range(12))
    assert [label.text for label in shown.labels] == ["8 Jun", "22", "6 Jul", "20", "3 Aug", "17"]
    assert [label.strong for label in shown.labels] == [True, False] * 3


def test_labels_keep_their_weeks_while_the_period_moves():
    before = {label.day for label in ticks(MONDAY, MONDAY + 83, 480).labels}
    after = {label.day for label in ticks(MONDAY + 8, MONDAY + 91, 480).labels}
    assert before - after == {MONDAY + 7}


def test_a_week_has_a_label_for_every_day_and_years_have_years():
    week = ticks(MONDAY, MONDAY + 6, 700)
    assert [label.text for label in week.labels] == ["1 Jun", "2", "3", "4", "5", "6", "7"]
    three = ticks(dt.date(2015, 11, 20).toordinal(), dt.date(2018, 12, 31).toordinal(), 600)
    assert [one.text for one in three.labels][:5] == ["2016", "Apr", "Jul", "Oct", "2017"]
    assert all(one.strong for one in three.labels)
    century = ticks(dt.date(1950, 1, 1).toordinal(), dt.date(2040, 1, 1).toordinal(), 300)
    assert [one.text for one in century.labels] == [str(year) for year in range(1960, 2041, 20)]


@given(
    st.floats(-50, 3652060),
    st.floats(7, 40000),
    st.floats(150, 2000),
)
def test_labels_of_any_period_do_not_touch(first: float, length: float, width: float):
    shown = ticks(first, min(first + length, 3652100.0), width)
    px = width / (min(first + length, 3652100.0) - first)
    for one, other in itertools.pairwise(shown.labels):
        between = (other.day - one.day) * px
        assert between >= (7.0 * len(one.text) + 7.0 * len(other.text)) / 2


@pytest.mark.parametrize(("last", "width"), [(90.0, 500.0), (100.0, 0.0)])
def test_no_period_has_no_ticks(last: float, width: float):
    assert ticks(100.0, last, width).labels == ()
