"""A person's time: the local clock they saw, its offset, and the day they meant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

#: The first hour of a new day for diary purposes: what is written down at 01:30 after a bad
#: evening belongs to the evening. The check-in shows the day, and it can be changed there.
DAY_STARTS_AT = dt.time(4, 0)


class Clock(Protocol):
    """Tells the present moment; replaced by a fixed one for trying and testing."""

    def now(self) -> dt.datetime:
        """Return the present local time with its UTC offset (never naive)."""


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still."""

    moment: dt.datetime

    def now(self) -> dt.datetime:
        """Return the fixed moment."""
        return self.moment


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's clock in the computer's present time zone."""

    def now(self) -> dt.datetime:
        """Return the present local time."""
        return dt.datetime.now(dt.UTC).astimezone()


class ReadingClock:
    """A clock that can stand still while a shared copy is read: at the copy's own time."""

    def __init__(self, clock: Clock) -> None:
        self.present = clock
        self._moment: dt.datetime | None = None

    def show_at(self, moment: dt.datetime | None) -> None:
        """Stand still at a moment, or go on with None."""
        self._moment = moment

    def now(self) -> dt.datetime:
        """Return the local time that what is shown goes by."""
        return self._moment or self.present.now()


def diary_day(moment: dt.datetime) -> dt.date:
    """Return the day a moment belongs to when nobody says otherwise.

    Args:
        moment: Local time with offset.
    """
    day = moment.date()
    return day - dt.timedelta(days=1) if moment.time() < DAY_STARTS_AT else day
