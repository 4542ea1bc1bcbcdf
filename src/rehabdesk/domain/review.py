"""A diary shown to somebody else: what a shared copy holds, and what comes back about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


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
