"""The clock the pages go by: the present, or the moment a shared copy is to be read at."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.moments import Clock


class PageClock:
    """A clock that can stand still while a shared copy is open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._moment: dt.datetime | None = None

    def show_at(self, moment: dt.datetime | None) -> None:
        """Stand still at a moment, or go on with None."""
        self._moment = moment

    def now(self) -> dt.datetime:
        """Return the local time the pages go by."""
        return self._moment or self._clock.now()
