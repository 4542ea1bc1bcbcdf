"""When to call the plan to mind: at chosen times, not in quiet hours, later if asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import Reminder, SessionStatus
from rehabdesk.services.plans import current_version, due_reminder, is_paused
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.session_state import due_items

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

SNOOZE = dt.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of each day in which nothing is said; it may go past midnight.

    Attributes:
        first: From this time on.
        last: Up to this time; the same as `first` is no quiet time at all.
    """

    first: dt.time
    last: dt.time

    def covers(self, time: dt.time) -> bool:
        """Tell whether a time lies in it."""
        if self.first <= self.last:
            return self.first <= time < self.last
        return time >= self.first or time < self.last


class Reminding:
    """Remembers what was said already, and until when to be quiet."""

    def __init__(self, now: dt.datetime) -> None:
        self._since = now
        self._later: dt.datetime | None = None
        self._quiet_on: dt.date | None = None

    def check(self, now: dt.datetime, reminders: Iterable[Reminder], quiet: QuietHours) -> bool:
        """Tell whether to remind now; each time comes once, one in quiet hours not at all.

        Args:
            now: The present local time.
            reminders: All reminders.
            quiet: When to say nothing.
        """
        since, self._since = self._since, now
        due = due_reminder(reminders, since, now) is not None
        if self._later is not None and self._later <= now:
            due, self._later = True, None
        return due and self._quiet_on != now.date() and not quiet.covers(now.time())

    def snooze(self, now: dt.datetime) -> None:
        """Remind again in a quarter of an hour."""
        self._later = now + SNOOZE

    def quiet_today(self, now: dt.datetime) -> None:
        """Say nothing more today."""
        self._quiet_on, self._later = now.date(), None


def is_something_left(diary: Diary, day: dt.date) -> bool:
    """Tell whether a day has exercises that wait: not in a pause, nothing begun or skipped yet.

    While a red flag stops sessions nobody is called to one.
    """
    if any(one.in_force for one in raised_flags(diary)):
        return False
    version = current_version(diary, day)
    if version is None or is_paused(diary.plan_extras.pauses(), day):
        return False
    running = diary.sessions.running()
    if running is not None and running.day == day:
        return False
    begun = [one.status is not SessionStatus.NOT_DONE for one in diary.sessions.between(day, day)]
    return not any(begun) and bool(due_items(diary, version, day))
