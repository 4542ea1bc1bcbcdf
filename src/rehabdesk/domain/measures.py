"""What is measured beside pain: own activities, pain on activities, overall change, totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehabdesk.domain.pain import Activity
from rehabdesk.domain.text import Message, message

#: The activities whose pain is asked, in the order they are asked.
RATED_ACTIVITIES = (
    Activity.STAIRS_UP,
    Activity.STAIRS_DOWN,
    Activity.SITTING,
    Activity.SQUATTING,
    Activity.KNEELING,
    Activity.WALKING,
    Activity.RUNNING,
    Activity.RISING,
    Activity.LYING_ON_SIDE,
    Activity.FIRST_STEPS,
)

#: The seven answers to how it is overall, from worst to best.
CHANGE_MIN = -3
CHANGE_MAX = 3
CHANGE_NAMES: Mapping[int, Message] = MappingProxyType(
    {
        -3: message("overall change", "Very much worse"),
        -2: message("overall change", "Much worse"),
        -1: message("overall change", "A little worse"),
        0: message("overall change", "No change"),
        1: message("overall change", "A little better"),
        2: message("overall change", "Much better"),
        3: message("overall change", "Very much better"),
    }
)


@dataclass(frozen=True, slots=True)
class OwnActivity:
    """Something a person wants to be able to do again, in their own words.

    Attributes:
        id: UUID.
        name: Plain text.
        position: Its place in the list, from 0.
        ended: The day from which it is not asked any more, or None. Its ratings are kept.
    """

    id: str
    name: str
    position: int
    ended: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ActivityRating:
    """How well an own activity can be done: 0 cannot do it, 10 as before the problem.

    Attributes:
        id: UUID.
        day: The day the person meant.
        at: Local time with offset, or None where only the day is known.
        own_activity_id: The activity.
        value: 0 to 10.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    own_activity_id: str
    value: float
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class ActivityPain:
    """Pain during a usual activity.

    Attributes:
        id: UUID.
        day: The day the person meant.
        at: Local time with offset, or None where only the day is known.
        activity: One of `RATED_ACTIVITIES`.
        value: 0 to 10, or None: "did not do it", which is never the same as no pain.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    activity: Activity
    value: float | None
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRating:
    """How it is overall compared with the start (a global rating of change).

    Attributes:
        id: UUID.
        day: The day the person meant.
        at: Local time with offset, or None where only the day is known.
        value: -3 very much worse to 3 very much better, see `CHANGE_NAMES`.
        note: Plain text.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    value: int
    note: str = ""
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class QuestionnaireTotal:
    """The total of a questionnaire that was filled in on paper; its questions are not kept.

    Attributes:
        id: UUID.
        day: The day it was filled in.
        name: What the questionnaire is called; plain text.
        score: Its total, as it stands on the paper.
        note: Plain text.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    name: str
    score: float
    note: str = ""
    backfilled: bool = False
