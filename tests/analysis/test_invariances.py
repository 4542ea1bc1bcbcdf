"""What must not matter does not, and nothing finite breaks an estimate."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.typing import NDArray

from rehabdesk.analysis.estimate import Estimate, Refusal
from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.trend import ChangeEstimate, estimate_change, estimate_trend

Array = NDArray[Any]
MakeDiary = Callable[..., tuple[Array, Array, Array]]
Diary = tuple[Array, Array, int, int]

few = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
seeds = st.integers(0, 10_000)
lengths = st.integers(60, 200)

ANSWER = ("effect", "low", "high", "p_value", "phi", "w", "conf_mcid", "conf_30pct")
DESIGN = ("half_width", "sd_a", "sd_e", "n", "span_days")


def same(one: Estimate, two: Estimate, names: tuple[str, ...] = ANSWER + DESIGN) -> None:
    assert type(one) is type(two)
    assert one.refusal is two.refusal
    for name in names:
        a, b = getattr(one, name, None), getattr(two, name, None)
        assert (a is None) == (b is None), name
        if a is not None:
            assert a == pytest.approx(b, rel=1e-6, abs=1e-8), name


def all_three(days: Array, pain: Array, done: Array) -> list[Estimate]:
    return [
        estimate_link(days, pain, done),
        estimate_trend(days, pain),
        estimate_change(days, pain),
    ]


@few
@given(seeds, lengths, st.floats(-50, 50))
def test_a_constant_added_to_pain(made_up: MakeDiary, seed: int, length: int, more: float):
    days, pain, done = made_up(seed=seed, length=length)
    for before, after in zip(
        all_three(days, pain, done), all_three(days, pain + more, done), strict=True
    ):
        # 30 % of another start is another question.
        same(before, after, tuple(set(ANSWER + DESIGN) - {"conf_30pct"}))


@few
@given(seeds, lengths, st.integers(-800_000, 800_000))
def test_a_shifted_calendar(made_up: MakeDiary, seed: int, length: int, shift: int):
    days, pain, done = made_up(seed=seed, length=length)
    for before, after in zip(
        all_three(days, pain, done), all_three(days + shift, pain, done), strict=True
    ):
        same(before, after)


@few
@given(seeds, lengths, st.randoms(use_true_random=False))
def test_days_in_any_order(made_up: MakeDiary, seed: int, length: int, random: Random):
    days, pain, done = made_up(seed=seed, length=length)
    order = list(range(length))
    random.shuffle(order)
    for before, after in zip(
        all_three(days, pain, done), all_three(days[order], pain[order], done[order]), strict=True
    ):
        same(before, after)


@few
@given(seeds, lengths, st.integers(1, 400), st.integers(0, 1))
def test_unlogged_days_at_the_end(
    made_up: MakeDiary, seed: int, length: int, more: int, prescribed: int
):
    days, pain, done = made_up(seed=seed, length=length)
    longer = np.arange(length + more)
    pain_longer = np.concatenate([pain, np.full(more, np.nan)])
    done_longer = np.concatenate([done, np.full(more, 1.0 if prescribed else np.nan)])
    same(estimate_link(days, pain, done), estimate_link(longer, pain_longer, done_longer))
    same(estimate_trend(days, pain), estimate_trend(longer, pain_longer))


@few
@given(seeds, lengths, st.integers(1, 60), st.integers(0, 1))
def test_an_unknown_exposure_before_the_first_day(
    made_up: MakeDiary, seed: int, length: int, more: int, before: int
):
    days, pain, done = made_up(seed=seed, length=length)
    longer = np.arange(-more, length)
    started = estimate_link(
        longer,
        np.concatenate([np.full(more, np.nan), pain]),
        np.concatenate([np.full(more, float(before)), done]),
    )
    same(estimate_link(days, pain, done), started)


@few
@given(seeds, lengths)
def test_pain_upside_down_turns_the_answer_round(made_up: MakeDiary, seed: int, length: int):
    days, pain, done = made_up(seed=seed, length=length)
    for plain, turned in zip(
        all_three(days, pain, done), all_three(days, 10.0 - pain, done), strict=True
    ):
        assert plain.refusal is turned.refusal
        if plain.effect is None or plain.low is None or plain.high is None:
            continue
        assert turned.effect == pytest.approx(-plain.effect, abs=1e-7)
        assert turned.low == pytest.approx(-plain.high, abs=1e-7)
        assert turned.high == pytest.approx(-plain.low, abs=1e-7)
        assert turned.p_value == pytest.approx(plain.p_value, abs=1e-7)


@few
@given(seeds, lengths)
def test_doing_and_leaving_exchanged_turns_the_link_round(
    made_up: MakeDiary, seed: int, length: int
):
    days, pain, done = made_up(seed=seed, length=length)
    plain, turned = estimate_link(days, pain, done), estimate_link(days, pain, 1.0 - done)
    assert plain.refusal is turned.refusal
    if plain.effect is not None:
        assert turned.effect == pytest.approx(-plain.effect, abs=1e-7)


@few
@given(seeds, lengths)
def test_time_run_backwards_turns_the_trend_round(made_up: MakeDiary, seed: int, length: int):
    days, pain, _ = made_up(seed=seed, length=length)
    plain, turned = estimate_trend(days, pain), estimate_trend(days, pain[::-1])
    change, back = estimate_change(days, pain), estimate_change(days, pain[::-1])
    if plain.effect is not None:
        assert turned.effect == pytest.approx(-plain.effect, abs=1e-7)
    assert change.refusal is back.refusal
    if change.effect is not None:
        assert back.effect == pytest.approx(-change.effect, abs=1e-7)


@few
@given(seeds, lengths, st.floats(0.01, 100))
def test_pain_in_other_units(made_up: MakeDiary, seed: int, length: int, unit: float):
    days, pain, done = made_up(seed=seed, length=length)
    for plain, other in zip(
        all_three(days, pain, done), all_three(days, pain * unit, done), strict=True
    ):
        assert plain.refusal is other.refusal
        assert plain.p_value == pytest.approx(other.p_value, abs=1e-7)
        if plain.effect is not None:
            assert other.effect == pytest.approx(plain.effect * unit, rel=1e-6, abs=1e-9)


def is_answer_or_refusal(found: Estimate) -> None:
    numbers = [found.effect, found.low, found.high, found.p_value]
    if isinstance(found, ChangeEstimate):
        numbers += [found.conf_mcid, found.conf_30pct]
    if found.refusal is not None:
        assert isinstance(found.refusal, Refusal)
        assert numbers == [None] * len(numbers)
        return
    assert all(number is not None and math.isfinite(number) for number in numbers)
    assert found.low is not None
    assert found.effect is not None
    assert found.high is not None
    assert found.p_value is not None
    assert found.low <= found.effect <= found.high
    assert all(0.0 <= chance <= 1.0 for chance in numbers[3:] if chance is not None)
    assert found.phi is not None
    assert 0.0 <= found.phi < 1.0


anything = st.one_of(
    st.floats(0, 10),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, 10.0, 5.0, math.nan, math.nan, 1e308, -1e308, 5e-324]),
)
arrays = st.integers(0, 150).flatmap(
    lambda length: st.tuples(
        npst.arrays(np.float64, length, elements=anything, fill=st.sampled_from([3.0, math.nan])),
        npst.arrays(np.float64, length, elements=anything, fill=st.sampled_from([1.0, math.nan])),
        st.integers(-(10**6), 10**6),
        st.sampled_from([1, 1, 1, 2, 7, 1000]),
    )
)


@settings(max_examples=150)
@given(arrays)
def test_anything_finite_ends_in_an_answer_or_a_refusal(drawn: Diary):
    pain, done, first, step = drawn
    days = first + step * np.arange(pain.size)
    for found in all_three(days, pain, done):
        is_answer_or_refusal(found)


MONDAYS = np.where(np.arange(210) % 7 == 0, np.arange(210) % 5, np.nan)
TWO_DAYS = np.where(np.isin(np.arange(210) % 7, [0, 3]), np.arange(210) % 6, np.nan)
ENDS = np.where((np.arange(210) < 12) | (np.arange(210) > 196), np.arange(210) % 4, np.nan)
LINE = np.arange(210) / 30.0


@pytest.mark.parametrize(
    "pain",
    [
        MONDAYS,
        TWO_DAYS,
        ENDS,
        LINE,
        np.full(210, 4.1),
        np.zeros(210),
        np.where(np.arange(210) == 100, 1.0, 0.0),
        np.where(np.arange(210) < 105, 0.0, 10.0),
        1e300 * np.sin(np.arange(210.0)),
        1.7e308 * np.where(np.arange(210) % 3, 1.0, -1.0),
        1e-310 * np.arange(210.0),
        4.0 + 1e-13 * np.sin(np.arange(210.0)),
    ],
    ids=[
        "mondays only",
        "two weekdays",
        "both ends only",
        "a straight line",
        "constant",
        "zero",
        "one day differs",
        "a step",
        "huge",
        "as large as can be",
        "tiny",
        "nearly constant",
    ],
)
def test_odd_pain_ends_in_an_answer_or_a_refusal(made_up: MakeDiary, pain: Array):
    days, _, done = made_up(length=210)
    for found in all_three(days, pain, done):
        is_answer_or_refusal(found)


def test_a_straight_line_is_answered_exactly():
    found = estimate_trend(np.arange(210), LINE)
    assert found.effect == pytest.approx(7.0 / 30.0)
    assert found.low == pytest.approx(7.0 / 30.0)
    assert found.high == pytest.approx(7.0 / 30.0)


def test_pain_that_never_changes_has_no_trend_and_no_change():
    days = np.arange(210)
    trend, change = estimate_trend(days, np.full(210, 4.1)), estimate_change(days, [4.1] * 210)
    assert trend.effect == pytest.approx(0.0, abs=1e-9)
    assert trend.p_value == pytest.approx(1.0, abs=1e-3)
    assert change.effect == pytest.approx(0.0, abs=1e-9)
    assert change.conf_mcid == pytest.approx(0.0, abs=1e-9)
    assert change.conf_30pct == pytest.approx(0.0, abs=1e-9)


def test_a_weekly_diary_has_the_trend_of_its_days():
    # All on one weekday: the weekday columns say nothing and must not cost anything.
    found = estimate_trend(np.arange(210), MONDAYS)
    only = estimate_trend(np.arange(0, 210, 7), MONDAYS[::7])
    same(found, only)


@pytest.mark.parametrize(
    ("days", "pain"),
    [([1, 2, 2], [1, 2, 3]), ([1, 2], [1, 2, 3]), ([1.5, 2.5], [1, 2]), ([[1, 2]], [[1, 2]])],
)
def test_what_is_no_calendar_is_refused_as_a_mistake(days: list[Any], pain: list[Any]):
    with pytest.raises(ValueError, match="day"):
        estimate_trend(days, pain)
    with pytest.raises(ValueError, match="day"):
        estimate_link(days, pain, pain)
    with pytest.raises(ValueError, match="day"):
        estimate_change(days, pain)


def test_none_and_infinity_are_unlogged(made_up: MakeDiary):
    days, pain, done = made_up()
    unlogged = np.flatnonzero(np.isnan(pain))
    strange = [None if i in unlogged else float(value) for i, value in enumerate(pain)]
    same(estimate_trend(days, pain), estimate_trend(days, strange))
    infinite = np.where(np.isnan(pain), np.inf, pain)
    same(estimate_link(days, pain, done), estimate_link(days, infinite, done))
