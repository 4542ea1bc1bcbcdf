"""What Today says about the session of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import PlanItem, SessionStatus
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.services.plans import current_version, is_paused
from rehabdesk.services.session_state import due_items

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class TodaySession:
    """The session of a day.

    Attributes:
        index: The library with own exercises.
        has_plan: Whether a plan with exercises is in force.
        due: The items that are due and not all done yet.
        minutes: About how long they take.
        running: Whether a session is going on.
        done: Whether something was done on the day.
        paused: Whether the day lies in an agreed break.
    """

    index: LibraryIndex
    has_plan: bool
    due: tuple[PlanItem, ...]
    minutes: int
    running: bool
    done: bool
    paused: bool


def today_session(diary: Diary, day: dt.date, tr: Translator) -> TodaySession:
    """Return what there is to say about the session of a day."""
    version = current_version(diary, day)
    due = due_items(diary, version, day) if version else ()
    over = {SessionStatus.DONE, SessionStatus.PARTIAL}
    return TodaySession(
        index=library_index(diary, tr),
        has_plan=version is not None and bool(version.items),
        due=due,
        minutes=estimated_minutes(due),
        running=diary.sessions.running() is not None,
        done=any(
            one.status in over and not one.running for one in diary.sessions.between(day, day)
        ),
        paused=is_paused(diary.plan_extras.pauses(), day),
    )
