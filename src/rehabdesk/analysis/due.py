"""When something that is measured now and then is due again."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class DueState(enum.StrEnum):
    """How near the next time is.

    `WAIT`: too soon, it would only measure chance. `MAY`: possible, not due. `DUE`: it is time.
    """

    WAIT = "wait"
    MAY = "may"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Due:
    """The next time.

    Attributes:
        state: How near it is.
        not_before: The first day on which it makes sense.
        day: The day from which it is due.
        last: The day it was done last, or None.
    """

    state: DueState
    not_before: dt.date
    day: dt.date
    last: dt.date | None


def due(
    last: dt.date | None,
    today: dt.date,
    begun: dt.date | None,
    *,
    not_before_days: int,
    due_after_days: int,
    first_after_days: int,
) -> Due:
    """Return when something is due.

    Args:
        last: The day it was done last, or None if never.
        today: The present day.
        begun: The first day of the diary, or None if there is nothing in it yet.
        not_before_days: Days after the last time before which it should not be repeated.
        due_after_days: Days after the last time from which it is due.
        first_after_days: Days after the diary was begun from which the first time is due.
    """
    if last is not None:
        not_before = last + dt.timedelta(days=not_before_days)
        day = last + dt.timedelta(days=due_after_days)
    else:
        # The first time can be at once; it is asked for when the diary is some days old.
        not_before = today
        day = (begun or today) + dt.timedelta(days=first_after_days)
    if today >= day and (last is not None or begun is not None):
        state = DueState.DUE
    elif today >= not_before:
        state = DueState.MAY
    else:
        state = DueState.WAIT
    return Due(state, not_before, day, last)
