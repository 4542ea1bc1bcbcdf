"""What is asked once a day beside pain: sleep, morning stiffness, a note."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class Sleep(enum.StrEnum):
    """How the night was."""

    GOOD = "good"
    WOKE_WITH_PAIN = "woke_with_pain"
    WOKE_OTHERWISE = "woke_otherwise"


class Stiffness(enum.StrEnum):
    """How long the joint was stiff after getting up."""

    NONE = "none"
    UNDER_10 = "under_10"
    FROM_10_TO_30 = "10_to_30"
    OVER_30 = "over_30"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The day's answers. There is at most one per day.

    Attributes:
        id: UUID.
        day: The day it is about.
        sleep: How the night before was, or None if not answered.
        stiffness: Morning stiffness, or None if not answered.
        note: Plain text for the day.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    sleep: Sleep | None = None
    stiffness: Stiffness | None = None
    note: str = ""
    backfilled: bool = False
