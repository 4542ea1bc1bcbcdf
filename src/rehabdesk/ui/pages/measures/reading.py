"""What the Self-tests page shows of a diary, read in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.measures import ActivityPain, ActivityRating, ChangeRating
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.self_test import AffectedSide
from rehabdesk.services.measures.due import MeasuresDue, measures_due
from rehabdesk.services.measures.recording import affected_side
from rehabdesk.services.measures.results import TestSummary, self_test_summaries
from rehabdesk.services.measures.series import (
    ActivityPainSeries,
    OwnActivitySeries,
    TotalSeries,
    activity_pain_series,
    change_ratings,
    own_activity_series,
    total_series,
)
from rehabdesk.services.safety.gate import GateReading, read_gate

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class MeasuresReading:
    """Everything the page shows.

    Attributes:
        day: The present day.
        due: What is due.
        gate: Whether safety questions speak against training and testing.
        own: Own activities with their ratings.
        own_today: Ratings of own activities of this day.
        pain: Pain on activities.
        pain_today: Ratings of pain on activities of this day.
        tests: Summaries of self-tests.
        affected: Which side has the problem.
        changes: Ratings of overall change.
        totals: Totals of questionnaires.
    """

    day: dt.date
    due: MeasuresDue
    gate: GateReading
    own: tuple[OwnActivitySeries, ...]
    own_today: tuple[ActivityRating, ...]
    pain: tuple[ActivityPainSeries, ...]
    pain_today: tuple[ActivityPain, ...]
    tests: tuple[TestSummary, ...]
    affected: AffectedSide
    changes: tuple[ChangeRating, ...]
    totals: tuple[TotalSeries, ...]


def read_measures(diary: Diary, clock: Clock) -> MeasuresReading:
    """Read what the page shows on the present day."""
    day = diary_day(clock.now())
    gate = read_gate(diary, clock)
    return MeasuresReading(
        day=day,
        due=measures_due(diary, day, may_train=gate.gate.allows_training),
        gate=gate,
        own=tuple(own_activity_series(diary)),
        own_today=tuple(one for one in diary.measures.ratings() if one.day == day),
        pain=tuple(activity_pain_series(diary)),
        pain_today=tuple(one for one in diary.measures.activity_pain() if one.day == day),
        tests=tuple(self_test_summaries(diary)),
        affected=affected_side(diary),
        changes=tuple(change_ratings(diary)),
        totals=tuple(total_series(diary)),
    )
