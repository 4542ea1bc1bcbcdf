"""The daily check-in, and all that Today shows about a day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.check_in import CheckIn, Sleep, Stiffness
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import Ghost, check_day, check_note, ghosts

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class DayState:
    """Everything there is about a day.

    Attributes:
        entries: The day's pain entries by time.
        check_in: The day's check-in, or None.
        ghosts: Ratings of the latest earlier day, for regions that have none on this day yet.
    """

    entries: list[PainEntry]
    check_in: CheckIn | None
    ghosts: list[Ghost]


def save_check_in(
    diary: Diary,
    clock: Clock,
    day: dt.date,
    sleep: Sleep | None = None,
    stiffness: Stiffness | None = None,
    note: str = "",
) -> Changes:
    """Save a day's answers; all three replace what the day had before.

    Saving nothing at all on a day without a check-in changes nothing; on a day with one, the
    check-in is deleted.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        sleep: How the night was, or None if not answered.
        stiffness: Morning stiffness, or None if not answered.
        note: Plain text.

    Raises:
        InputError: The day lies in the future or the note is too long.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    check_day(day, now)
    check_note(note)
    present = diary.check_ins.for_day(day)
    with diary.change(message("change", "Check-in saved")) as recorder:
        if sleep is None and stiffness is None and not note:
            if present is not None:
                diary.check_ins.delete(present.id)
        else:
            diary.check_ins.save(
                CheckIn(
                    id=present.id if present else str(uuid.uuid4()),
                    day=day,
                    sleep=sleep,
                    stiffness=stiffness,
                    note=note,
                    backfilled=present.backfilled if present else day < diary_day(now),
                )
            )
    return recorder.changes


def day_state(diary: Diary, day: dt.date) -> DayState:
    """Return everything there is about a day."""
    entries = diary.pain.on_day(day)
    rated = {entry.where for entry in entries}
    return DayState(
        entries=entries,
        check_in=diary.check_ins.for_day(day),
        ghosts=[ghost for ghost in ghosts(diary, day) if ghost.where not in rated],
    )
