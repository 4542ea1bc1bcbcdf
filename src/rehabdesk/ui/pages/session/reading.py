"""What the Session page reads from the diary, in one go, and what it finishes there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import Dosage
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import PlanItem, PlanVersion, SessionStatus
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.safety import GateState
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.answers.primary import primary_region
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.plans import current_version, is_paused
from rehabdesk.services.safety.gate import GateReading, read_gate
from rehabdesk.services.session_state import SessionState, due_items, running_session, state_of
from rehabdesk.services.sessions import finish_session
from rehabdesk.services.sheet import Sheet, sheet
from rehabdesk.services.sheet_entry import SheetPage, sheet_page
from rehabdesk.services.today import today_state
from rehabdesk.ui.safety.kinds import SAFETY_KINDS

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Regions that are rated before a session.
RATED_REGIONS = 2


#: What the page shows, and what decides whether a session may begin.
SESSION_KINDS = SAFETY_KINDS | {
    Kind.PLAN_VERSION,
    Kind.PLAN_ITEM,
    Kind.SESSION,
    Kind.SET_DONE,
    Kind.PAUSE,
}


@dataclass(frozen=True, slots=True)
class SessionReading:
    """A day as the Session page shows it.

    Attributes:
        day: The day.
        index: The library with own exercises.
        version: The plan in force, or None.
        due: The items that are due.
        running: The session that is going on, or None.
        done: The day's sessions that are over and in which something was done.
        paused: Whether the day lies in an agreed break.
        asked: The regions that are rated before a session, the primary one first.
        safety: Whether a session may be begun.
    """

    day: dt.date
    index: LibraryIndex
    version: PlanVersion | None
    due: tuple[PlanItem, ...]
    running: SessionState | None
    done: tuple[SessionState, ...]
    paused: bool
    asked: tuple[SidedRegion, ...]
    safety: GateReading

    @property
    def is_stopped(self) -> bool:
        """Whether a red flag stops sessions, also the one that is going on."""
        return self.safety.gate.state is GateState.STOP

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """What a session is about: what is due, or the whole plan if nothing is."""
        return self.due or (self.version.items if self.version else ())


def read_session_day(
    diary: Diary, clock: Clock, regions: RegionCatalogue, tr: Translator
) -> SessionReading:
    """Read everything the page shows of the present day."""
    day = diary_day(clock.now())
    version = current_version(diary, day)
    over = [
        one
        for one in diary.sessions.between(day, day)
        if not one.running and one.status in {SessionStatus.DONE, SessionStatus.PARTIAL}
    ]
    return SessionReading(
        day=day,
        index=library_index(diary, tr),
        version=version,
        due=due_items(diary, version, day) if version else (),
        running=running_session(diary),
        done=tuple(state_of(diary, one) for one in over),
        paused=is_paused(diary.plan_extras.pauses(), day),
        asked=_rated(diary, regions, day),
        safety=read_gate(diary, clock),
    )


def read_ticks(diary: Diary, day: dt.date, tr: Translator) -> tuple[Sheet, LibraryIndex]:
    """Read the boxes of one day."""
    index = library_index(diary, tr)
    return sheet(diary, index, day, 1), index


def read_sheet(
    diary: Diary, regions: RegionCatalogue, last: dt.date, tr: Translator, version: int
) -> tuple[SheetPage, LibraryIndex]:
    """Read the two weeks of the paper sheet that end with a day, as a version was printed."""
    index = library_index(diary, tr)
    return sheet_page(diary, regions, index, last, version), index


def read_running(diary: Diary, tr: Translator) -> tuple[SessionState | None, LibraryIndex]:
    """Read the session that is going on, if there is one."""
    return running_session(diary), library_index(diary, tr)


def usual_dosage(index: LibraryIndex, exercise: str) -> Dosage | None:
    """Return the library's dosage of an exercise; None for own ones."""
    found = index.get(exercise)
    return found.dosage if found else None


def finish_running(
    diary: Diary, clock: Clock, effort: int | None, pain: int | None, note: str
) -> Changes:
    """Finish the session that is going on.

    Args:
        diary: The open diary.
        clock: Tells the present.
        effort: How hard it felt, 0 to 10, or None.
        pain: Pain afterwards, 0 to 10, or None.
        note: Plain text.

    Raises:
        InputError: None is going on any more, or something in it is not possible.
        DiaryError: The diary cannot be written.
    """
    state = running_session(diary)
    if state is None:
        raise InputError(message("session error", "This session is over already."))
    return finish_session(diary, clock, state.session.id, pain_after=pain, effort=effort, note=note)


def _rated(diary: Diary, regions: RegionCatalogue, day: dt.date) -> tuple[SidedRegion, ...]:
    primary = primary_region(diary, regions)
    first = [primary.where] if primary else []
    others = [one.where for one in today_state(diary, day).asked if one.where not in first]
    return tuple([*first, *others][:RATED_REGIONS])
