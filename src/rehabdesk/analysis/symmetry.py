"""The two sides of a self-test beside each other, with the formula named.

Many formulas for symmetry are in use and they are not interchangeable, so each answer says which
one it is. A share below 100 % always means that the affected side does less well: it is
`100 x affected / other` where more is better and `100 x other / affected` where less is better (a
time). Where no single side is known to be affected, the weaker side takes its place. Source: limb
symmetry index; a review of its formulas is PMC8488821, table 4.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import AffectedSide, Better

#: What adding up decimals may get wrong.
TOLERANCE = 1e-9
PERCENT = 100.0


class Formula(enum.StrEnum):
    """Which formula a symmetry is of."""

    AFFECTED_BY_OTHER = "affected_by_other"
    OTHER_BY_AFFECTED = "other_by_affected"
    WEAKER_BY_STRONGER = "weaker_by_stronger"
    STRONGER_BY_WEAKER = "stronger_by_weaker"


@dataclass(frozen=True, slots=True)
class Symmetry:
    """One side as a share of the other.

    Attributes:
        formula: How it was calculated.
        side: The affected side, or the weaker one where no single side is known to be affected;
            `NONE` where both are equal.
        percent: The share, or None: it cannot be calculated.
        low: The share if the side's result were worse by the usual error, or None.
        high: The share if it were better by the usual error, or None: not known or without end.
    """

    formula: Formula
    side: Side
    percent: float | None
    low: float | None = None
    high: float | None = None


def symmetry(
    left: float | None,
    right: float | None,
    better: Better,
    affected: AffectedSide,
    error: float | None = None,
) -> Symmetry:
    """Return the symmetry of two sides.

    Args:
        left: The left side's result, or None where there is none.
        right: The right side's result, or None where there is none.
        better: Which way is better.
        affected: Which side has the problem.
        error: The usual error of the test in its unit, or None where it is not known.
    """
    known = affected in {AffectedSide.LEFT, AffectedSide.RIGHT}
    formula = _formula(known, better)
    if left is None or right is None:
        return Symmetry(formula, Side(affected.value) if known else Side.NONE, None)
    side = Side(affected.value) if known else weaker_side(left, right, better)
    mine, other = (right, left) if side is Side.RIGHT else (left, right)
    # Without anything on the other side there is nothing to compare with.
    if other <= 0:
        return Symmetry(formula, side, None)
    return Symmetry(
        formula,
        side,
        _share(mine, other, better),
        *_range(mine, other, better, error),
    )


def weaker_side(left: float, right: float, better: Better) -> Side:
    """Return the side that does less well, or `NONE` where both are equal."""
    if abs(left - right) <= TOLERANCE:
        return Side.NONE
    less = Side.LEFT if left < right else Side.RIGHT
    return less if better is Better.HIGHER else less.other


def gap_percent(left: float | None, right: float | None) -> float | None:
    """Return by how much of the larger result the sides differ, or None: cannot be calculated."""
    if left is None or right is None or max(left, right) <= 0:
        return None
    return PERCENT * abs(left - right) / max(left, right)


@dataclass(frozen=True, slots=True)
class LeftOfRight:
    """The left side as a share of the right, for the picture.

    Attributes:
        percent: The share.
        low: The share if the left were less by the usual error, or None where it is not known.
        high: The share if it were more.
    """

    percent: float
    low: float | None
    high: float | None


def left_of_right(
    left: float | None, right: float | None, error: float | None = None
) -> LeftOfRight | None:
    """Return the left side as a share of the right, or None: it cannot be calculated."""
    if left is None or right is None or right <= 0:
        return None
    percent = PERCENT * left / right
    if error is None:
        return LeftOfRight(percent, None, None)
    low = PERCENT * max(left - error, 0.0) / right
    return LeftOfRight(percent, low, PERCENT * (left + error) / right)


def sides_differ(
    left: float | None,
    right: float | None,
    error: float | None,
    side_gap_percent: float | None = None,
) -> bool | None:
    """Tell whether the sides differ by more than the test's usual error.

    Args:
        left: The left side's result.
        right: The right side's result.
        error: The smallest difference that is more than the usual error, or None.
        side_gap_percent: The smallest share of the larger result that counts, or None.

    Returns:
        None where a result or the error is not known.
    """
    if left is None or right is None or error is None:
        return None
    if abs(left - right) < error - TOLERANCE:
        return False
    if side_gap_percent is None:
        return True
    gap = gap_percent(left, right)
    return gap is not None and gap >= side_gap_percent - TOLERANCE


def changed(before: float | None, now: float | None, error: float | None) -> bool | None:
    """Tell whether a result changed by more than the usual error.

    Args:
        before: The earlier result.
        now: The later result.
        error: The smallest change that is more than the usual error, or None.

    Returns:
        None where a result or the error is not known.
    """
    if before is None or now is None or error is None:
        return None
    return abs(now - before) >= error - TOLERANCE


def _formula(known: bool, better: Better) -> Formula:
    if known:
        higher, lower = Formula.AFFECTED_BY_OTHER, Formula.OTHER_BY_AFFECTED
    else:
        higher, lower = Formula.WEAKER_BY_STRONGER, Formula.STRONGER_BY_WEAKER
    return higher if better is Better.HIGHER else lower


def _share(mine: float, other: float, better: Better) -> float | None:
    if better is Better.HIGHER:
        return PERCENT * mine / other
    return PERCENT * other / mine if mine > 0 else None


def _range(
    mine: float, other: float, better: Better, error: float | None
) -> tuple[float | None, float | None]:
    """Return the shares if one side were worse or better by the usual error."""
    if error is None:
        return None, None
    less, more = max(mine - error, 0.0), mine + error
    if better is Better.HIGHER:
        return _share(less, other, better), _share(more, other, better)
    return _share(more, other, better), _share(less, other, better)
