"""Episodes and Holm's adjustment."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.analysis.episodes import Episode, episodes, holm


def day(number: int) -> dt.date:
    return dt.date(2025, 11, 1) + dt.timedelta(days=number)


def test_twenty_eight_silent_days_belong_to_the_episode_twenty_nine_do_not():
    assert episodes([day(29), day(0)], []) == (Episode(day(0), day(29)),)
    assert episodes([day(0), day(30)], []) == (
        Episode(day(0), day(0)),
        Episode(day(30), day(30)),
    )


def test_sessions_keep_an_episode_going():
    assert episodes([day(0), day(40)], [day(20), day(20)]) == (Episode(day(0), day(40)),)
    assert episodes([], [day(3)]) == (Episode(day(3), day(3)),)
    assert episodes([], []) == ()


@pytest.mark.parametrize(
    ("given_ps", "adjusted"),
    [
        ([], []),
        ([0.04], [0.04]),
        ([None, 0.04, None], [None, 0.04, None]),
        # smallest three times, next twice, last once; never below one before it
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
        ([0.02, None, 0.011, 0.5], [0.04, None, 0.033, 0.5]),
        ([0.6, 0.7], [1.0, 1.0]),
    ],
)
def test_holm_by_hand(given_ps: list[float | None], adjusted: list[float | None]):
    assert holm(given_ps) == pytest.approx(tuple(adjusted))


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_lowers_and_keeps_the_order(ps: list[float]):
    adjusted = holm(ps)
    assert all(new is not None and old <= new <= 1.0 for old, new in zip(ps, adjusted, strict=True))
    ranked = [new for _, new in sorted(zip(ps, adjusted, strict=True))]
    assert ranked == sorted(ranked)
