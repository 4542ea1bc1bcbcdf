"""A diary shown to somebody else: what a shared copy holds, and what comes back about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rehabdesk.domain.moments import diary_day


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody who looked at the diary wrote about a day, an exercise or all of it.

    Attributes:
        id: UUID, made where it was written, so that taking it twice adds nothing.
        text: Plain text.
        author: Who wrote it; plain text, may be empty.
        made_at: Local time it was written, with its offset.
        day: The day it is about, or None.
        exercise: The exercise it is about (id of the library, or `own:` and an id), or "".
        seen: Whether the person has looked at it.
    """

    id: str
    text: str
    author: str
    made_at: dt.datetime
    day: dt.date | None = None
    exercise: str = ""
    seen: bool = False


#: The hour at which a copy is looked at whose last day was over when it was made.
_EVENING = dt.time(20)


@dataclass(frozen=True, slots=True)
class SharedCopy:
    """What a shared copy says about itself.

    Attributes:
        made_at: Local time it was made, with its offset.
        first: Its first day, or None for the beginning of the diary.
        last: Its last day.
        notes: Whether notes and reasons are in it.
        name: Whether the person's name is in it.
    """

    made_at: dt.datetime
    first: dt.date | None
    last: dt.date
    notes: bool
    name: bool

    @property
    def shown_at(self) -> dt.datetime:
        """The moment at which the copy is to be read.

        The days after it was made, or after its period, are not in it; they must not look like
        days on which nothing was done.
        """
        made_on = diary_day(self.made_at)
        if self.last >= made_on == self.made_at.date():
            return self.made_at
        # After midnight the day that was meant is over for whoever looks at it.
        return dt.datetime.combine(min(self.last, made_on), _EVENING, self.made_at.tzinfo)
