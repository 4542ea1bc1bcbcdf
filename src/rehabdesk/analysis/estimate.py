"""What every estimate says: an answer with its interval, or a refusal."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rehabdesk.analysis.mixture import Mixture

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LARGEST = 1e150


class Refusal(enum.StrEnum):
    """Why there is no answer.

    Decided from the design alone, never from the pain values (but for pain that never changes)
    and never from the width of the interval found: that would raise false positives among the
    cases let through.
    """

    TOO_LITTLE_DATA = "too_little_data"
    BARELY_VARIED = "adherence_barely_varied"
    FOLLOWS_TIME = "adherence_follows_time"
    PAIN_CONSTANT = "pain_constant"


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate, or a refusal with the numbers of the answer being None.

    Attributes:
        effect: Median of what is known about the effect.
        low: Lower end of the 95 % interval.
        high: Upper end of the 95 % interval.
        p_value: Two-sided p value of no effect, within [0, 1].
        n: Logged days used.
        span_days: Days from the first to the last, both counted.
        refusal: None, or why there is no answer.
        half_width: Half-width H of the interval the design promises, in points; the link only.
        sd_a: SD of the exposure beside a constant and the start-up column; the link only.
        sd_e: SD of the exposure beside all other columns; the link only.
        phi: Mean persistence of pain from day to day.
        w: Mean share of the variance that is new every day.
    """

    effect: float | None
    low: float | None
    high: float | None
    p_value: float | None
    n: int
    span_days: int
    refusal: Refusal | None = None
    half_width: float | None = None
    sd_a: float | None = None
    sd_e: float | None = None
    phi: float | None = None
    w: float | None = None


class Numbers(TypedDict):
    """The answer's part of an estimate."""

    effect: float | None
    low: float | None
    high: float | None
    p_value: float | None


def numbers_of(mixture: Mixture) -> Numbers:
    """Return effect, low, high and p_value as fields of an estimate."""
    effect, low, high = mixture.quantiles(0.5, 0.025, 0.975)
    return {"effect": effect, "low": low, "high": high, "p_value": mixture.p_value()}


def no_numbers() -> Numbers:
    """Return the same fields as a refusal leaves them."""
    return {"effect": None, "low": None, "high": None, "p_value": None}


def calendar(days: ArrayLike, *values: ArrayLike) -> tuple[Ints, tuple[Floats, ...]]:
    """Return days and values as arrays in the order of the days, days starting at 0.

    Where the calendar starts makes no difference to any estimate. Values that are not finite
    become NaN; finite ones are cut at a size that no scale reaches, so that nothing overflows.

    Args:
        days: Whole days, each at most once, shape (T,).
        values: Arrays of shape (T,); None and NaN both mean "none".

    Raises:
        ValueError: The shapes differ, or the days are not whole or not distinct.
    """
    given = np.asarray(days)
    columns = [np.asarray(one, dtype=np.float64) for one in values]
    if given.ndim != 1 or any(one.shape != given.shape for one in columns):
        raise ValueError("days and values have to be one-dimensional and of equal length")
    if given.size == 0:
        return np.zeros(0, dtype=np.int64), tuple(columns)
    whole = given.astype(np.int64)
    if (whole != given).any():
        raise ValueError("days have to be whole numbers")
    order = np.argsort(whole, kind="stable")
    whole = whole[order]
    if (np.diff(whole) < 1).any():
        raise ValueError("a day appears twice")
    ordered = tuple(
        np.where(np.isfinite(one), np.clip(one, -_LARGEST, _LARGEST), np.nan)[order]
        for one in columns
    )
    return whole - whole[0], ordered


def span_of(days: Ints) -> int:
    """Return the days from the first to the last, both counted; 0 if there are none."""
    return int(days[-1] - days[0]) + 1 if days.size else 0


def weekday_columns(days: Ints) -> tuple[Floats, Floats]:
    """Return cos and sin of the week, each of the shape of `days`."""
    turn = 2.0 * np.pi * (days % 7) / 7.0
    return np.cos(turn), np.sin(turn)
