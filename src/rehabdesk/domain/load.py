"""What else a body does and gets on a day: other activities, what helped, swelling."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from rehabdesk.domain.regions import Side

#: The longest activity: a day.
MOST_MINUTES = 24 * 60
MOST_EFFORT = 10
ACTIVITY_MAX = 80


@dataclass(frozen=True, slots=True)
class ActivityLoad:
    """One other activity of a day, such as a walk.

    Attributes:
        id: UUID.
        day: The day the person meant.
        activity: What it was, in the person's words.
        minutes: How long, 1 to 1440.
        effort: How hard it felt, 0 to 10.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    activity: str
    minutes: int
    effort: int
    backfilled: bool = False

    @property
    def load(self) -> int:
        """Minutes times effort."""
        return self.minutes * self.effort


class Help(enum.StrEnum):
    """What a person did against pain."""

    HEAT = "heat"
    COLD = "cold"
    MEDICATION = "medication"
    REST = "rest"
    TAPING = "taping"
    SLEEP = "sleep"
    WALKING_AID = "walking_aid"
    OTHER = "other"


#: What can be said in words beside the mark.
HELP_WITH_WORDS = (Help.MEDICATION, Help.OTHER)


@dataclass(frozen=True, slots=True)
class HelpMark:
    """Something that helped on a day; there is at most one of a kind per day.

    Attributes:
        id: UUID.
        day: The day.
        help: What it was.
        note: What exactly, in the person's words.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    help: Help
    note: str = ""
    backfilled: bool = False


@dataclass(frozen=True, slots=True)
class Swelling:
    """A knee is swollen on a day; at most one per side and day.

    Attributes:
        id: UUID.
        day: The day.
        side: Left or right.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    side: Side
    backfilled: bool = False
