"""Own activities, pain on activities, overall change and totals as series over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.symmetry import changed
from rehabdesk.domain.measures import ChangeRating, OwnActivity, QuestionnaireTotal
from rehabdesk.domain.names import ACTIVITY_NAMES
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.text import Message
from rehabdesk.services.measures.rules import QuestionnaireData, load_rules

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class Point:
    """A rating or total of a day."""

    day: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class OwnActivitySeries:
    """The ratings of an own activity.

    Attributes:
        activity: The activity.
        points: Its ratings by day.
        error: The smallest change that is more than the usual error, in points.
        changed: Whether the last differs from the first by that much; None with fewer than two.
    """

    activity: OwnActivity
    points: tuple[Point, ...]
    error: float
    changed: bool | None


@dataclass(frozen=True, slots=True)
class AverageChange:
    """The average of the activities rated on both of two days.

    Attributes:
        first: The average on the first day.
        last: The average on the last day.
        count: How many activities were rated on both.
        error: The smallest change of the average that is more than the usual error.
        changed: Whether it changed by that much.
    """

    first: Point
    last: Point
    count: int
    error: float
    changed: bool


@dataclass(frozen=True, slots=True)
class ActivityPainSeries:
    """Pain on a usual activity.

    Attributes:
        activity: The activity.
        name: Its plain name.
        points: Ratings by day; days on which it was not done have none.
        not_done: The days of "did not do it".
        error: The smallest change that is more than the usual error, in points.
    """

    activity: Activity
    name: Message
    points: tuple[Point, ...]
    not_done: tuple[dt.date, ...]
    error: float


@dataclass(frozen=True, slots=True)
class TotalSeries:
    """The totals of one questionnaire.

    Attributes:
        name: What it is called.
        totals: By day.
        known: What is known about it, or None.
        changed: Whether the last differs from the first by more than its usual error, or None.
    """

    name: str
    totals: tuple[QuestionnaireTotal, ...]
    known: QuestionnaireData | None
    changed: bool | None


def own_activity_series(diary: Diary, *, ended: bool = True) -> list[OwnActivitySeries]:
    """Return the series of all own activities in their order.

    Args:
        diary: The open diary.
        ended: Whether those that are not asked any more are among them.
    """
    error = load_rules().own_activities.error_one
    points: dict[str, list[Point]] = {}
    for rating in diary.measures.ratings():
        points.setdefault(rating.own_activity_id, []).append(Point(rating.day, rating.value))
    return [
        OwnActivitySeries(one, tuple(found), error, _moved(found, error))
        for one in diary.measures.own_activities()
        if ended or one.ended is None
        for found in [points.get(one.id, [])]
    ]


def average_change(series: Sequence[OwnActivitySeries]) -> AverageChange | None:
    """Return how the average changed from the first day with ratings to the last.

    Only activities rated on both days are in it, so that a new activity does not look like a
    change. None where no activity was rated on both.
    """
    days = sorted({point.day for one in series for point in one.points})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    by_day = [{point.day: point.value for point in one.points} for one in series]
    both = [one for one in by_day if first in one and last in one]
    if not both:
        return None
    error = load_rules().own_activities.error_average
    start = sum(one[first] for one in both) / len(both)
    end = sum(one[last] for one in both) / len(both)
    moved = bool(changed(start, end, error))
    return AverageChange(Point(first, start), Point(last, end), len(both), error, moved)


def activity_pain_series(diary: Diary) -> list[ActivityPainSeries]:
    """Return the series of the activities that were ever rated, in the order they are asked."""
    error = load_rules().activity_pain.error
    points: dict[Activity, list[Point]] = {}
    absent: dict[Activity, list[dt.date]] = {}
    for one in diary.measures.activity_pain():
        if one.value is None:
            absent.setdefault(one.activity, []).append(one.day)
        else:
            points.setdefault(one.activity, []).append(Point(one.day, one.value))
    return [
        ActivityPainSeries(
            activity, name, tuple(points.get(activity, ())), tuple(absent.get(activity, ())), error
        )
        for activity, name in ACTIVITY_NAMES.items()
        if activity in points or activity in absent
    ]


def change_ratings(diary: Diary) -> list[ChangeRating]:
    """Return the ratings of overall change by day."""
    return diary.measures.change_ratings()


def total_series(diary: Diary) -> list[TotalSeries]:
    """Return the totals of questionnaires, each questionnaire by itself, by name."""
    groups: dict[str, list[QuestionnaireTotal]] = {}
    for one in diary.measures.totals():
        groups.setdefault(one.name, []).append(one)
    rules = load_rules()
    found = []
    for name in sorted(groups, key=str.casefold):
        totals, known = groups[name], rules.questionnaire(name)
        points = [Point(one.day, one.score) for one in totals]
        error = known.error if known is not None else None
        found.append(TotalSeries(name, tuple(totals), known, _moved(points, error)))
    return found


def _moved(points: Sequence[Point], error: float | None) -> bool | None:
    if len(points) < 2:
        return None
    return changed(points[0].value, points[-1].value, error)
