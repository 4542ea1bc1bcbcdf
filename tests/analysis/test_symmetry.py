"""Symmetry, error margins and changes agree with tables calculated by hand; each row has a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabdesk.analysis.symmetry import (
    Formula,
    changed,
    gap_percent,
    left_of_right,
    sides_differ,
    symmetry,
    weaker_side,
)
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import AffectedSide, Better

H, L = Better.HIGHER, Better.LOWER
LEFT, RIGHT, NONE = Side.LEFT, Side.RIGHT, Side.NONE
AL, AR, BOTH, UNKNOWN = AffectedSide
A_O, O_A, W_S, S_W = Formula

# name: left, right, better, affected, formula, side, percent
SYMMETRY = {
    "affected left, higher: 100*30/40": (30, 40, H, AL, A_O, LEFT, 75.0),
    "affected right, higher: 100*40/30": (30, 40, H, AR, A_O, RIGHT, 133.333333),
    "affected left, lower: 100*8/10": (10, 8, L, AL, O_A, LEFT, 80.0),
    "affected right, lower: 100*10/8": (10, 8, L, AR, O_A, RIGHT, 125.0),
    "not said, left weaker, higher: 100*30/40": (30, 40, H, UNKNOWN, W_S, LEFT, 75.0),
    "not said, right weaker, higher: 100*10/25": (25, 10, H, UNKNOWN, W_S, RIGHT, 40.0),
    "both affected, weaker left, higher: 100*9/12": (9, 12, H, BOTH, W_S, LEFT, 75.0),
    "not said, left slower, lower: 100*8/10": (10, 8, L, UNKNOWN, S_W, LEFT, 80.0),
    "not said, right slower, lower: 100*5/20": (5, 20, L, UNKNOWN, S_W, RIGHT, 25.0),
    "equal, not said": (7, 7, H, UNKNOWN, W_S, NONE, 100.0),
    "equal, affected left": (7, 7, H, AL, A_O, LEFT, 100.0),
    "affected side zero, higher: 100*0/40": (0, 40, H, AL, A_O, LEFT, 0.0),
    "other side zero: no division": (40, 0, H, AL, A_O, LEFT, None),
    "other side zero, lower": (40, 0, L, AL, O_A, LEFT, None),
    "affected side zero, lower: no division": (0, 40, L, AL, O_A, LEFT, None),
    "weaker side zero, higher: 0": (0, 40, H, UNKNOWN, W_S, LEFT, 0.0),
    "stronger time zero, lower": (0, 40, L, UNKNOWN, S_W, RIGHT, None),
    "both zero, higher": (0, 0, H, UNKNOWN, W_S, NONE, None),
    "both zero, affected known": (0, 0, H, AR, A_O, RIGHT, None),
    "both zero, lower": (0, 0, L, AR, O_A, RIGHT, None),
    "left missing": (None, 40, H, UNKNOWN, W_S, NONE, None),
    "right missing": (40, None, H, AL, A_O, LEFT, None),
    "both missing": (None, None, L, UNKNOWN, S_W, NONE, None),
}


@pytest.mark.parametrize("row", SYMMETRY.values(), ids=SYMMETRY)
def test_symmetry(
    row: tuple[float | None, float | None, Better, AffectedSide, Formula, Side, float | None],
) -> None:
    left, right, better, affected, formula, side, percent = row
    found = symmetry(left, right, better, affected)
    assert (found.formula, found.side) == (formula, side)
    assert found.percent == (None if percent is None else pytest.approx(percent))
    assert (found.low, found.high) == (None, None)


# name: left, right, better, affected, error, low, high
RANGES = {
    "hold: 100*(40-32.8)/50, 100*(40+32.8)/50": (40, 50, H, AL, 32.8, 14.4, 145.6),
    "never below nothing: 100*max(20-32.8, 0)/50": (20, 50, H, AL, 32.8, 0.0, 105.6),
    "weaker right: 100*(30-10)/40, 100*(30+10)/40": (40, 30, H, UNKNOWN, 10, 50.0, 100.0),
    "lower: 100*8/(10+2), 100*8/(10-2)": (10, 8, L, AL, 2, 66.666667, 100.0),
    "lower, error beyond the time: no upper end": (10, 8, L, AL, 12, 36.363636, None),
    "nothing on the other side": (40, 0, H, AL, 5, None, None),
    "a side missing": (None, 40, H, AL, 5, None, None),
}


@pytest.mark.parametrize("row", RANGES.values(), ids=RANGES)
def test_range_of_the_usual_error(
    row: tuple[float | None, float | None, Better, AffectedSide, float, float | None, float | None],
) -> None:
    left, right, better, affected, error, low, high = row
    found = symmetry(left, right, better, affected, error)
    assert found.low == (None if low is None else pytest.approx(low))
    assert found.high == (None if high is None else pytest.approx(high))


# name: left, right, error, side gap in percent, answer
DIFFER = {
    "hold: 33 s and 41 %": (47, 80, 32.8, 30, True),
    "hold: exactly the error and enough of a share": (40, 72.8, 32.8, 30, True),
    "hold: just below the error": (40.1, 72.8, 32.8, 30, False),
    "hold: beyond the error, but 29.9 % of the better side": (80, 114.2, 32.8, 30, False),
    "hold: 30.0 % of the better side": (80.01, 114.3, 32.8, 30, True),
    "degrees: exactly 10": (30, 20, 10, None, True),
    "degrees: 9": (30, 21, 10, None, False),
    "faults: 1 is noise": (2, 3, 2, None, False),
    "faults: 2": (1, 3, 2, None, True),
    "decimals add up: 0.3 + 1.5": (0.1 + 0.2, 1.8, 1.5, None, True),
    "equal": (7, 7, 2, None, False),
    "zero and something": (0, 5, 2, None, True),
    "both zero": (0, 0, 2, 30, False),
    "left missing": (None, 5, 2, None, None),
    "right missing": (5, None, 2, None, None),
    "error not known": (5, 50, None, None, None),
}


@pytest.mark.parametrize("row", DIFFER.values(), ids=DIFFER)
def test_sides_differ(
    row: tuple[float | None, float | None, float | None, float | None, bool | None],
) -> None:
    left, right, error, gap, answer = row
    assert sides_differ(left, right, error, gap) is answer
    assert sides_differ(right, left, error, gap) is answer


# name: before, now, error, answer
CHANGED = {
    "one activity: 3 points": (2, 5, 3, True),
    "one activity: 2 points": (2, 4, 3, False),
    "average: 2 points": (3.5, 5.5, 2, True),
    "average: 1.9 points": (3.5, 5.4, 2, False),
    "worse counts as well": (5, 2, 3, True),
    "stands: 2.5 means 3": (10, 13, 2.5, True),
    "stands: 2": (10, 12, 2.5, False),
    "from zero": (0, 3, 3, True),
    "before missing": (None, 3, 3, None),
    "now missing": (3, None, 3, None),
    "error not known": (3, 30, None, None),
}


@pytest.mark.parametrize("row", CHANGED.values(), ids=CHANGED)
def test_changed(
    row: tuple[float | None, float | None, float | None, bool | None],
) -> None:
    before, now, error, answer = row
    assert changed(before, now, error) is answer


def test_gap() -> None:
    assert gap_percent(36, 50) == pytest.approx(28.0)
    assert gap_percent(50, 36) == pytest.approx(28.0)
    assert gap_percent(0, 0) is None
    assert gap_percent(None, 4) is None


# name: left, right, error, percent, low, high
PICTURE = {
    "left less: 100*36/50": (36, 50, None, 72.0, None, None),
    "left more: 100*50/36": (50, 36, None, 138.888889, None, None),
    "with error: 100*(36-10)/50, 100*(36+10)/50": (36, 50, 10, 72.0, 52.0, 92.0),
    "never below nothing": (5, 50, 10, 10.0, 0.0, 30.0),
    "left zero": (0, 50, None, 0.0, None, None),
    "right zero": (36, 0, 10, None, None, None),
    "both zero": (0, 0, 10, None, None, None),
    "left missing": (None, 36, 10, None, None, None),
    "right missing": (36, None, None, None, None, None),
}


@pytest.mark.parametrize("row", PICTURE.values(), ids=PICTURE)
def test_left_as_a_share_of_right(
    row: tuple[float | None, float | None, float | None, float | None, float | None, float | None],
) -> None:
    left, right, error, percent, low, high = row
    found = left_of_right(left, right, error)
    if percent is None:
        assert found is None
        return
    assert found is not None
    assert found.percent == pytest.approx(percent)
    assert (found.low, found.high) == (low, high)


numbers = st.floats(0.1, 500)


@given(left=numbers, right=numbers, better=st.sampled_from(Better))
def test_the_weaker_side_is_never_above_a_hundred(
    left: float, right: float, better: Better
) -> None:
    found = symmetry(left, right, better, AffectedSide.UNKNOWN)
    assert found.percent is not None
    assert 0 < found.percent <= 100 + 1e-6
    assert found.side is weaker_side(left, right, better)


@given(left=numbers, right=numbers, better=st.sampled_from(Better), error=st.floats(0.1, 50))
def test_the_sides_can_change_places(
    left: float, right: float, better: Better, error: float
) -> None:
    one = symmetry(left, right, better, AffectedSide.LEFT, error)
    other = symmetry(right, left, better, AffectedSide.RIGHT, error)
    assert (one.percent, one.low, one.high) == (other.percent, other.low, other.high)
