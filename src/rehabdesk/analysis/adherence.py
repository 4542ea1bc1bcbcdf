"""The adherence numbers people see: a headline over four weeks and a smoothed score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.doses import DayDose
from rehabdesk.analysis.exposure import DECAY

HEADLINE_DAYS = 28


@dataclass(frozen=True, slots=True)
class AdherenceHeadline:
    """Adherence over the last days, with the raw counts to be shown beside it.

    Attributes:
        share: Performed part of the prescribed dose, 0 to 1; None if nothing was prescribed.
        performed: Sets performed, counted on one side each; partial ones count as fractions.
        prescribed: Sets prescribed, counted on one side each.
        days_due: Days with something prescribed, days in an agreed pause not counted.
        days_done: Those of them on which something was performed.
        days_skipped: Those of them that were skipped on purpose.
        days_unlogged: Those of them without a session.
        days_paused: Days in an agreed pause.
    """

    share: float | None
    performed: float
    prescribed: float
    days_due: int
    days_done: int
    days_skipped: int
    days_unlogged: int
    days_paused: int


def adherence_headline(doses: Sequence[DayDose], days: int = HEADLINE_DAYS) -> AdherenceHeadline:
    """Return adherence over the last days of a period.

    Rest days are neither credit nor debit; agreed pauses leave the denominator, days skipped on
    purpose do not; each day is divided by what was prescribed on it.

    Args:
        doses: Consecutive days in order; the last one is the last that counts.
        days: How many days to look back.
    """
    recent = doses[-days:]
    due = [one for one in recent if one.share is not None]
    prescribed = sum(one.prescribed for one in due)
    performed = sum(min(one.performed, one.prescribed) for one in due)
    return AdherenceHeadline(
        share=performed / prescribed if prescribed > 0.0 else None,
        performed=performed,
        prescribed=prescribed,
        days_due=len(due),
        days_done=sum(one.performed > 0.0 for one in due),
        days_skipped=sum(one.skipped for one in due),
        days_unlogged=sum(not one.recorded for one in due),
        days_paused=sum(one.excused for one in recent),
    )


def smoothed_adherence(doses: Sequence[DayDose]) -> NDArray[np.float64]:
    """Return the smoothed score of each day, 0 to 1, shape (T,).

    A weighted mean of the performed shares up to and with the day, weights falling with a time
    constant of ten days (half-life 6.9 days). Rest days and agreed pauses do not enter, days
    skipped on purpose enter as 0. Dividing by the sum of the weights lets a newcomer start at
    their own first day instead of at 0.

    Args:
        doses: Consecutive days in order.

    Returns:
        The scores; NaN before the first day that enters.
    """
    scores = np.full(len(doses), np.nan)
    total = weight = 0.0
    for place, one in enumerate(doses):
        total, weight = total * DECAY, weight * DECAY
        if one.share is not None:
            total, weight = total + one.share, weight + 1.0
        # Long after the last day that entered, both have faded towards 0; their ratio has not.
        if weight > np.finfo(np.float64).tiny:
            scores[place] = total / weight
        elif place:
            scores[place] = scores[place - 1]
    return scores
