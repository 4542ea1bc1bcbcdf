"""Where an answer is refused, to the day and to the digit."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate, estimate_link
from rehabdesk.analysis.trend import estimate_change, estimate_trend

Array = NDArray[np.float64]
RNG = np.random.default_rng(8)
NOISE = np.clip(np.round(5.0 + RNG.normal(size=400)), 0.0, 10.0)
STREAKS = (np.arange(400) // 15 % 2).astype(np.float64)


def pain_on(*logged: int | range) -> Array:
    days = [day for one in logged for day in (one if isinstance(one, range) else (one,))]
    pain = np.full(max(days) + 1, np.nan)
    pain[days] = NOISE[days]
    return pain


def link(pain: Array, done: Array | None = None) -> LinkEstimate:
    performed = STREAKS[: pain.size] if done is None else done
    return estimate_link(np.arange(pain.size), pain, performed)


def test_link_needs_twenty_logged_days():
    assert link(pain_on(range(18), 60)).refusal is Refusal.TOO_LITTLE_DATA
    assert link(pain_on(range(18), 60)).sd_a is None  # refused before looking any further
    assert link(pain_on(range(18), 59, 60)).sd_a is not None


def test_link_needs_four_weeks():
    assert link(pain_on(range(27))).sd_a is None
    found = link(pain_on(range(28)))
    assert found.span_days == 28
    assert found.sd_a is not None


def test_adherence_that_never_varied():
    for done in (np.ones(120), np.zeros(120), np.full(120, np.nan), np.full(120, 0.5)):
        found = link(NOISE[:120], done)
        assert found.refusal is Refusal.BARELY_VARIED
        assert found.sd_a == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("sd_a", "refusal"), [(0.0799, Refusal.BARELY_VARIED), (0.0801, None)])
def test_edge_of_barely_varied(sd_a: float, refusal: Refusal | None):
    # The SD grows in proportion to how far good and bad stretches are apart.
    full = link(NOISE[:365], STREAKS[:365])
    assert full.sd_a is not None
    found = link(NOISE[:365], 0.3 + STREAKS[:365] * sd_a / full.sd_a)
    assert found.sd_a == pytest.approx(sd_a)
    assert found.refusal is refusal


def test_adherence_explained_by_the_weekday_and_time_alone_barely_varied():
    found = link(NOISE[:400], np.arange(400) / 399.0)
    assert found.sd_a is not None
    assert found.sd_e is not None
    assert found.sd_a > 0.08
    assert found.sd_e < 0.01
    assert found.refusal is Refusal.BARELY_VARIED


def test_adherence_that_follows_time():
    wobble = 0.1 * np.sin(np.arange(90) / 9.0)
    found = link(NOISE[:90], np.arange(90) / 120.0 + 0.1 + wobble)
    assert found.sd_a is not None
    assert found.sd_e is not None
    assert found.half_width is not None
    assert found.half_width > 5.0
    assert found.sd_e < 0.5 * found.sd_a
    assert found.refusal is Refusal.FOLLOWS_TIME


def test_a_design_that_could_not_tell_five_points_apart_has_too_little_data():
    done = 0.5 + 0.5 * np.sin(np.arange(30) / 4.0)
    found = link(NOISE[:30], done)
    assert found.sd_a is not None
    assert found.sd_e is not None
    assert found.half_width is not None
    assert found.half_width > 5.0
    assert found.sd_e >= 0.5 * found.sd_a
    assert found.refusal is Refusal.TOO_LITTLE_DATA


@pytest.mark.parametrize(("half_width", "answered"), [(4.99, True), (5.01, False)])
def test_edge_of_the_promised_half_width(half_width: float, *, answered: bool):
    swing = np.sin(np.arange(60) / 5.0)
    full = link(NOISE[:60], 0.5 + 0.5 * swing)
    assert full.half_width is not None
    found = link(NOISE[:60], 0.5 + 0.5 * swing * full.half_width / half_width)
    assert found.half_width == pytest.approx(half_width)
    assert (found.refusal is None) is answered


def test_constant_pain_is_told_after_constant_adherence():
    flat = np.full(180, 3.0)
    assert link(flat).refusal is Refusal.PAIN_CONSTANT
    assert link(flat, np.ones(180)).refusal is Refusal.BARELY_VARIED


def test_pain_never_decides_whether_there_is_an_answer():
    swing = 0.5 + 0.4 * np.sin(np.arange(60) / 5.0)
    rng = np.random.default_rng(1)
    kinds = [rng.normal(size=60), 9.0 * swing, np.arange(60.0), rng.normal(size=60).cumsum() * 50]
    assert len({(link(pain, swing).refusal, link(pain, swing).half_width) for pain in kinds}) == 1


def test_trend_needs_fourteen_days_in_four_weeks():
    def trend(pain: Array) -> Refusal | None:
        return estimate_trend(np.arange(pain.size), pain).refusal

    assert trend(pain_on(range(12), 50)) is Refusal.TOO_LITTLE_DATA
    assert trend(pain_on(range(13), 50)) is None
    assert trend(pain_on(range(27))) is Refusal.TOO_LITTLE_DATA
    assert trend(pain_on(range(28))) is None


def test_change_needs_six_weeks_and_five_days_at_either_end():
    def change(pain: Array, window: int = 14) -> Refusal | None:
        return estimate_change(np.arange(pain.size), pain, window).refusal

    assert change(pain_on(range(41))) is Refusal.TOO_LITTLE_DATA
    assert change(pain_on(range(42))) is None
    assert change(pain_on(range(4), range(14, 42))) is Refusal.TOO_LITTLE_DATA
    assert change(pain_on(range(4), 13, range(14, 42))) is None
    assert change(pain_on(range(28), range(38, 42))) is Refusal.TOO_LITTLE_DATA
    assert change(pain_on(range(28), range(37, 42))) is None
    assert change(pain_on(range(5), range(37, 42))) is None  # nothing between
    assert change(pain_on(range(60)), window=31) is Refusal.TOO_LITTLE_DATA
    assert change(pain_on(range(60)), window=30) is None
    with pytest.raises(ValueError, match="window"):
        change(pain_on(range(60)), window=0)


def test_change_looks_at_the_ends_of_the_days_given_logged_or_not():
    pain = np.concatenate([np.full(9, np.nan), NOISE[:60]])
    found = estimate_change(np.arange(69), pain)
    assert found.span_days == 69
    assert found.refusal is None
    assert estimate_change(np.arange(70), np.append(np.nan, pain)).refusal is not None


def test_nothing_logged_is_too_little():
    for days in (np.arange(0), np.arange(300)):
        pain = np.full(days.size, np.nan)
        for found in (
            estimate_link(days, pain, pain),
            estimate_trend(days, pain),
            estimate_change(days, pain),
        ):
            assert found.refusal is Refusal.TOO_LITTLE_DATA
            assert found.n == 0
