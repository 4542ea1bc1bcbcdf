"""Other activities, what helped and swelling: entering them, and the load of a day.

Load is minutes times effort: of other activities as they were entered, of sessions from begin to
end.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.load import (
    ACTIVITY_MAX,
    MOST_EFFORT,
    MOST_MINUTES,
    ActivityLoad,
    Help,
    HelpMark,
    Swelling,
)
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import PlanVersion, Session, SessionStatus
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import message
from rehabdesk.services.flare_questions import ask_about_flare
from rehabdesk.services.pain_entries import check_day, check_note
from rehabdesk.services.plan_rules import estimated_minutes

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How many earlier activities are offered again.
OFFERED = 4
#: A session that seems to have lasted longer was left open; its plan says how long it takes.
LONGEST_SESSION_MIN = 180
_DONE = frozenset({SessionStatus.DONE, SessionStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class SessionLoad:
    """The load of a session.

    Attributes:
        day: Its day.
        minutes: How long it took, or takes by its plan where that is not known.
        effort: How hard it felt, 0 to 10, or None if that was not said.
    """

    day: dt.date
    minutes: int
    effort: int | None

    @property
    def load(self) -> int | None:
        """Minutes times effort; None is unknown, not nothing."""
        return None if self.effort is None else self.minutes * self.effort


@dataclass(frozen=True, slots=True)
class PeriodLoad:
    """The load of some days.

    Attributes:
        activities: Of other activities.
        sessions: Of sessions whose effort is known.
        unknown: How many sessions say nothing about effort.
    """

    activities: int
    sessions: int
    unknown: int

    @property
    def total(self) -> int:
        """All that is known."""
        return self.activities + self.sessions


@dataclass(frozen=True, slots=True)
class DayExtras:
    """What is known of a day beside pain and the check-in.

    Attributes:
        activities: Other activities.
        helps: What helped, by kind.
        swollen: Which knees are swollen.
        offered: Activities of other days that may be entered again.
        week: The load of the seven days that end with this one.
        week_before: The load of the seven days before those.
    """

    activities: tuple[ActivityLoad, ...]
    helps: dict[Help, HelpMark]
    swollen: frozenset[Side]
    offered: tuple[ActivityLoad, ...]
    week: PeriodLoad
    week_before: PeriodLoad


def day_extras(diary: Diary, day: dt.date) -> DayExtras:
    """Return everything the Today page shows beside the check-in."""
    activities = tuple(diary.loads.activities(day, day))
    entered = {one.activity.casefold() for one in activities}
    usual = diary.loads.usual_activities(OFFERED + len(activities))
    week = dt.timedelta(days=6)
    before = day - dt.timedelta(days=7)
    return DayExtras(
        activities=activities,
        helps={one.help: one for one in diary.loads.help_marks(day, day)},
        swollen=frozenset(one.side for one in diary.loads.swellings(day, day)),
        offered=tuple(one for one in usual if one.activity.casefold() not in entered)[:OFFERED],
        week=period_load(diary, day - week, day),
        week_before=period_load(diary, before - week, before),
    )


def add_activity(
    diary: Diary, clock: Clock, day: dt.date, activity: str, minutes: int, effort: int
) -> Changes:
    """Save another activity of a day.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        activity: What it was, plain text.
        minutes: How long, 1 to 1440.
        effort: How hard it felt, 0 to 10.

    Raises:
        InputError: Something in it is not possible.
        DiaryError: The diary cannot be written.
    """
    now, name = clock.now(), activity.strip()
    check_day(day, now)
    if not name:
        raise InputError(message("load error", "Say what it was, such as “Walk”."))
    if len(name) > ACTIVITY_MAX:
        raise InputError(
            message("load error", "An activity can have up to {most} letters.", most=ACTIVITY_MAX)
        )
    if not 1 <= minutes <= MOST_MINUTES:
        raise InputError(message("load error", "Minutes go from 1 to {most}.", most=MOST_MINUTES))
    if not 0 <= effort <= MOST_EFFORT:
        raise InputError(message("load error", "Effort goes from 0 to {most}.", most=MOST_EFFORT))
    with diary.change(message("change", "Activity saved")) as recorder:
        diary.loads.add_activity(
            ActivityLoad(
                id=str(uuid.uuid4()),
                day=day,
                activity=name,
                minutes=minutes,
                effort=effort,
                backfilled=day < diary_day(now),
            )
        )
    return recorder.changes


def remove_activity(diary: Diary, activity_id: str) -> Changes:
    """Take an activity out.

    Raises:
        DiaryError: There is no such activity, or the diary cannot be written.
    """
    with diary.change(message("change", "Activity taken out")) as recorder:
        diary.loads.delete_activity(activity_id)
    return recorder.changes


def mark_helps(
    diary: Diary, clock: Clock, day: dt.date, helps: Collection[Help], notes: dict[Help, str]
) -> Changes:
    """Say what helped on a day: these and no others.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        helps: What helped.
        notes: What exactly; a kind that is absent keeps its words.

    Raises:
        InputError: The day lies in the future or a note is too long.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    check_day(day, now)
    present = {one.help: one for one in diary.loads.help_marks(day, day)}
    with diary.change(message("change", "What helped is saved")) as recorder:
        for kind in Help:
            mark = present.get(kind)
            if kind not in helps:
                if mark is not None:
                    diary.loads.delete_help(mark.id)
                continue
            note = check_note(notes.get(kind, mark.note if mark else "").strip())
            late = day < diary_day(now)
            new = HelpMark(str(uuid.uuid4()), day, kind, note, late)
            if mark is None:
                diary.loads.save_help(new)
            elif mark.note != note:
                diary.loads.save_help(replace(mark, note=note))
    return recorder.changes


def mark_swelling(diary: Diary, clock: Clock, day: dt.date, sides: Collection[Side]) -> Changes:
    """Say which knees are swollen on a day: these and no others.

    Swelling that begins a flare asks the red-flag questions.

    Raises:
        InputError: The day lies in the future.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    check_day(day, now)
    present = {one.side: one for one in diary.loads.swellings(day, day)}
    with diary.change(message("change", "Swelling saved")) as recorder:
        for side in (Side.LEFT, Side.RIGHT):
            mark = present.get(side)
            if side in sides and mark is None:
                late = day < diary_day(now)
                diary.loads.add_swelling(Swelling(str(uuid.uuid4()), day, side, late))
            elif side not in sides and mark is not None:
                diary.loads.delete_swelling(mark.id)
        if sides:
            ask_about_flare(diary, clock, day)
    return recorder.changes


def session_loads(diary: Diary, first: dt.date, last: dt.date) -> list[SessionLoad]:
    """Return the load of each session in which something was done, by day."""
    versions = {one.id: one for one in diary.plans.versions()}
    return [
        SessionLoad(one.day, _minutes(one, versions.get(one.plan_version_id)), one.effort)
        for one in diary.sessions.between(first, last)
        if one.status in _DONE and not one.running
    ]


def period_load(diary: Diary, first: dt.date, last: dt.date) -> PeriodLoad:
    """Return the load of some days, first and last included."""
    known = [one.load for one in session_loads(diary, first, last)]
    return PeriodLoad(
        activities=sum(one.load for one in diary.loads.activities(first, last)),
        sessions=sum(one for one in known if one is not None),
        unknown=known.count(None),
    )


def _minutes(session: Session, version: PlanVersion | None) -> int:
    """Return how long a session took; its plan says so where the clock does not."""
    if session.at is not None and session.finished_at is not None:
        taken = round((session.finished_at - session.at).total_seconds() / 60)
        if 1 <= taken <= LONGEST_SESSION_MIN:
            return taken
    items = version.items if version else ()
    return estimated_minutes([one for one in items if session.routine in {"", one.routine}])
