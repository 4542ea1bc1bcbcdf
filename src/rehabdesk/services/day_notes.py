"""What stands below the pain chart: flares, what helped, and comments of a review."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.flares import Flare
from rehabdesk.domain.load import HelpMark
from rehabdesk.domain.review import Comment
from rehabdesk.services.flares import flares_between

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class DayNotes:
    """Everything there is of a whole diary.

    Attributes:
        flares: Flares in order; the last may go on.
        helps: What helped, by day.
        last: The present day.
        comments: Comments of a review on days.
    """

    flares: tuple[Flare, ...]
    helps: tuple[HelpMark, ...]
    last: dt.date
    comments: tuple[Comment, ...] = ()


def read_day_notes(diary: Diary, today: dt.date) -> DayNotes:
    """Read the notes of a whole diary.

    Args:
        diary: The open diary.
        today: The present day.
    """
    begun = [*diary.pain.first_days().values()]
    begun += [one.day for one in diary.loads.swellings(None, today)[:1]]
    begun += [one.day for one in diary.sessions.between(None, today)[:1]]
    flares = flares_between(diary, min(begun), today) if begun and min(begun) <= today else ()
    helps = tuple(diary.loads.help_marks(None, today))
    return DayNotes(flares, helps, today, tuple(diary.comments.between(dt.date.min, today)))
