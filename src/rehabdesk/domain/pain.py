"""Pain entries and what can be said about them."""

from __future__ import annotations

import datetime as dt
import enum
import math
from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import SidedRegion, View
from rehabdesk.domain.text import message

#: Numeric pain rating scale: 0 is no pain, 10 the worst one can imagine.
PAIN_MIN = 0.0
PAIN_MAX = 10.0
NOTE_MAX = 4000


class PainKind(enum.StrEnum):
    """Which pain was rated. One kind per region counts as its daily value."""

    NOW = "now"
    WORST = "worst"
    AVERAGE = "average"


class Quality(enum.StrEnum):
    """What the pain feels like; burning, tingling and numb steer to nerve questions."""

    ACHE = "ache"
    SHARP = "sharp"
    BURNING = "burning"
    PINS_AND_NEEDLES = "pins_and_needles"
    NUMB = "numb"


class Activity(enum.StrEnum):
    """What brought the pain on."""

    STAIRS_UP = "stairs_up"
    STAIRS_DOWN = "stairs_down"
    SITTING = "sitting"
    SQUATTING = "squatting"
    KNEELING = "kneeling"
    WALKING = "walking"
    RUNNING = "running"
    RISING = "rising"
    LYING_ON_SIDE = "lying_on_side"
    NIGHT = "night"
    FIRST_STEPS = "first_steps"


class Spread(enum.StrEnum):
    """How widely it hurts: shown with a finger, with the whole hand, or cannot be said."""

    LOCALISED = "localised"
    REGIONAL = "regional"
    DIFFUSE = "diffuse"


@dataclass(frozen=True, slots=True)
class Spot:
    """The exact point that was clicked, in body coordinates that survive a redrawn map.

    Attributes:
        view: The drawing the point is on.
        x: Centimetres of a 175 cm adult from the midline, positive towards the person's left in
            the front and back views, positive towards the front in the side views.
        y: Centimetres downwards from the waist.
    """

    view: View
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PainEntry:
    """One rating of one region at one moment.

    Attributes:
        id: UUID.
        day: The day the person meant.
        at: Local time with UTC offset, or None where only the day is known.
        where: Region and side.
        kind: Which pain was rated.
        value: 0 to 10; decimals are kept as they came.
        spot: The exact point, if one was clicked.
        spread: Finger, whole hand, or cannot say.
        qualities: What it feels like.
        activities: What brought it on.
        note: Plain text.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    where: SidedRegion
    kind: PainKind
    value: float
    spot: Spot | None = None
    spread: Spread | None = None
    qualities: tuple[Quality, ...] = ()
    activities: tuple[Activity, ...] = ()
    note: str = ""
    backfilled: bool = False


def check_pain(value: float) -> float:
    """Return a pain rating that is a number from 0 to 10.

    Raises:
        InputError: It is not.
    """
    if not math.isfinite(value) or not PAIN_MIN <= value <= PAIN_MAX:
        raise InputError(message("pain error", "Pain goes from 0 to 10."))
    return float(value)
