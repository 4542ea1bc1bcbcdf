"""Which words an estimate earns. The order of the questions is part of the method."""

from __future__ import annotations

import enum

from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate
from rehabdesk.analysis.trend import ChangeEstimate, TrendEstimate

#: A diary is looked at again and again: looking every month for a year at p < .05 would announce
#: a link that is not there in 9 to 15 % of diaries, at p < .01 in 1 to 4 %.
CLEAR_BELOW = 0.01
POSSIBLE_BELOW = 0.05
#: An interval within this many points of 0 says that the link cannot be large.
SMALL_POINTS = 1.0
TREND_WORDS_FROM_DAYS = 42
VERY_LIKELY_FROM = 0.95
PROBABLY_FROM = 0.80


class LinkOutcome(enum.StrEnum):
    """The classes of a link, each with its own words."""

    TOO_LITTLE_DATA = "too_little_data"
    BARELY_VARIED = "adherence_barely_varied"
    FOLLOWS_TIME = "adherence_follows_time"
    PAIN_CONSTANT = "pain_constant"
    CLEAR = "clear"
    CLEAR_WRONG_SIGN = "clear_wrong_sign"
    POSSIBLE = "possible"
    SMALL_AT_MOST = "small_at_most"
    WIDE = "wide"


class TrendOutcome(enum.StrEnum):
    """The classes of a trend."""

    TOO_LITTLE_DATA = "too_little_data"
    TOO_EARLY = "too_early"
    LOWER = "lower"
    HIGHER = "higher"
    NO_DIRECTION = "no_direction"


class ChangeOutcome(enum.StrEnum):
    """The classes of a change since the start."""

    TOO_LITTLE_DATA = "too_little_data"
    VERY_LIKELY = "very_likely"
    PROBABLY = "probably"
    NOT_SHOWN = "not_shown"


_REFUSED = {
    Refusal.TOO_LITTLE_DATA: LinkOutcome.TOO_LITTLE_DATA,
    Refusal.BARELY_VARIED: LinkOutcome.BARELY_VARIED,
    Refusal.FOLLOWS_TIME: LinkOutcome.FOLLOWS_TIME,
    Refusal.PAIN_CONSTANT: LinkOutcome.PAIN_CONSTANT,
}


def classify_link(
    estimate: LinkEstimate, *, adjusted_p: float | None = None, exploratory: bool = False
) -> LinkOutcome:
    """Return the class of a link: refusal, clear, possible, small at most, or wide.

    Args:
        estimate: The estimate.
        adjusted_p: For a region that is not the primary one, the p value after `holm`.
        exploratory: The answer is for a chosen period: it is never called clear.
    """
    if estimate.refusal is not None:
        return _REFUSED[estimate.refusal]
    effect, low, high = answered(estimate)
    p_value = adjusted_p if adjusted_p is not None else (estimate.p_value or 0.0)
    if p_value < CLEAR_BELOW and not exploratory:
        return LinkOutcome.CLEAR if effect < 0.0 else LinkOutcome.CLEAR_WRONG_SIGN
    if p_value < POSSIBLE_BELOW:
        return LinkOutcome.POSSIBLE
    if low >= -SMALL_POINTS and high <= SMALL_POINTS:
        return LinkOutcome.SMALL_AT_MOST
    return LinkOutcome.WIDE


def classify_trend(estimate: TrendEstimate) -> TrendOutcome:
    """Return the class of a trend; there are words for a direction from 42 days on only."""
    if estimate.refusal is not None:
        return TrendOutcome.TOO_LITTLE_DATA
    if estimate.span_days < TREND_WORDS_FROM_DAYS:
        return TrendOutcome.TOO_EARLY
    _, low, high = answered(estimate)
    if low <= 0.0 <= high:
        return TrendOutcome.NO_DIRECTION
    return TrendOutcome.LOWER if high < 0.0 else TrendOutcome.HIGHER


def classify_change(estimate: ChangeEstimate) -> ChangeOutcome:
    """Return the class of a change, by the probability of a fall of 2 points or more."""
    if estimate.refusal is not None or estimate.conf_mcid is None:
        return ChangeOutcome.TOO_LITTLE_DATA
    if estimate.conf_mcid >= VERY_LIKELY_FROM:
        return ChangeOutcome.VERY_LIKELY
    if estimate.conf_mcid >= PROBABLY_FROM:
        return ChangeOutcome.PROBABLY
    return ChangeOutcome.NOT_SHOWN


def answered(estimate: LinkEstimate | TrendEstimate | ChangeEstimate) -> tuple[float, float, float]:
    """Return effect, low and high of an estimate that is not a refusal.

    Raises:
        ValueError: It is a refusal.
    """
    if estimate.effect is None or estimate.low is None or estimate.high is None:
        raise ValueError("a refusal has no numbers")
    return estimate.effect, estimate.low, estimate.high
