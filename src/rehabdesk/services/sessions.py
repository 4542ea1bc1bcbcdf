"""Doing a session. Every step is saved when it is taken, so that a crash loses nothing.

A session that is going on is a row like any other with its sets planned in it; taking it up again
is reading it. Each function changes the diary in one transaction and returns what it touched.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import PlanItem, Session, SessionStatus, SetDone
from rehabdesk.domain.text import Message, message
from rehabdesk.services.pain_entries import check_day, check_note
from rehabdesk.services.plans import current_version
from rehabdesk.services.safety.gate import refuse_training
from rehabdesk.services.session_state import (
    SessionState,
    due_items,
    planned_sets,
    state_of,
    status_of,
)

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_RATING_MAX = 10
#: More repetitions or seconds than this in one set are a slip of the finger.
_DONE_MAX = 86_400


def start_session(
    diary: Diary,
    clock: Clock,
    day: dt.date | None = None,
    items: Sequence[PlanItem] | None = None,
    pain_before: float | None = None,
) -> Changes:
    """Begin a session of the plan in force.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day it belongs to; the diary's present day by default.
        items: The plan items to do; by default those due on the day, or all if none is due.
        pain_before: Pain before it, 0 to 10, or None if not asked.

    Raises:
        SafetyFirstError: The safety questions come first, or an answer to them stops sessions.
        InputError: A session is going on already, no plan is in force, or the day is to come.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    day = day or diary_day(now)
    check_day(day, now)
    _check_rating(pain_before)
    refuse_training(diary, clock)
    if diary.sessions.running() is not None:
        raise InputError(message("session error", "A session is going on already."))
    version = current_version(diary, day)
    if version is None or not version.items:
        raise InputError(message("session error", "There is no plan for {day}.", day=day))
    chosen = tuple(items) if items is not None else due_items(diary, version, day)
    chosen = chosen or version.items
    session = Session(
        id=str(uuid.uuid4()),
        day=day,
        at=now,
        plan_version_id=version.id,
        routine=_routine(chosen),
        status=SessionStatus.NOT_DONE,
        backfilled=day < diary_day(now),
        running=True,
        pain_before=pain_before,
        place=chosen[0].id,
    )
    with diary.change(message("change", "Session started")) as recorder:
        diary.sessions.add(session)
        diary.sets.add(planned_sets(session.id, chosen))
    return recorder.changes


def record_set(
    diary: Diary,
    one: SetDone,
    done: int,
    *,
    pain: float | None = None,
    clean: bool | None = None,
) -> Changes:
    """Save a set as done, or correct what was saved of it.

    Args:
        diary: The open diary.
        one: The set, as the session has it.
        done: Repetitions or seconds done; 0 for tried and not managed.
        pain: Pain during it, 0 to 10, or None if not asked.
        clean: Whether the form was clean, or None if not said.

    Raises:
        InputError: A number is not possible.
        DiaryError: The diary cannot be written.
    """
    _check_rating(pain)
    if not 0 <= done <= _DONE_MAX:
        raise InputError(message("session error", "That number is not possible."))
    saved = dataclasses.replace(
        one, done=done, pain=pain, clean=clean, skipped=False, skip_reason=""
    )
    with diary.change(message("change", "Set saved")) as recorder:
        diary.sets.update(saved)
        _move(diary, one.session_id, one.plan_item_id)
        _refresh(diary, one.session_id)
    return recorder.changes


def clear_set(diary: Diary, one: SetDone) -> Changes:
    """Take back what was saved of a set, to do it again.

    Raises:
        DiaryError: The diary cannot be written.
    """
    cleared = dataclasses.replace(
        one, done=None, pain=None, clean=None, skipped=False, skip_reason=""
    )
    with diary.change(message("change", "Set taken back")) as recorder:
        diary.sets.update(cleared)
        _move(diary, one.session_id, one.plan_item_id)
        _refresh(diary, one.session_id)
    return recorder.changes


def skip_item(diary: Diary, state: SessionState, item_id: str, reason: str = "") -> Changes:
    """Leave out what is not done yet of an exercise; that is neutral.

    Raises:
        InputError: The reason is too long.
        DiaryError: The diary cannot be written.
    """
    check_note(reason)
    with diary.change(message("change", "Exercise skipped")) as recorder:
        for one in state.sets_of(item_id):
            if one.done is None:
                diary.sets.update(dataclasses.replace(one, skipped=True, skip_reason=reason))
        following = _after(state, item_id)
        _move(diary, state.session.id, following)
        _refresh(diary, state.session.id)
    return recorder.changes


def use_exercise(diary: Diary, state: SessionState, item_id: str, exercise: str) -> Changes:
    """Do another exercise, such as the easier version, for what is not done yet of an item.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Easier version taken")) as recorder:
        for one in state.sets_of(item_id):
            if one.done is None:
                diary.sets.update(
                    dataclasses.replace(one, exercise=exercise, skipped=False, skip_reason="")
                )
    return recorder.changes


def go_to(diary: Diary, session_id: str, item_id: str) -> Changes:
    """Go back or on to an exercise.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Moved in the session"), undoable=False) as recorder:
        _move(diary, session_id, item_id)
    return recorder.changes


def rate_session(
    diary: Diary,
    session_id: str,
    *,
    pain_before: float | None = None,
    pain_after: float | None = None,
    pain_next_morning: float | None = None,
    effort: int | None = None,
) -> Changes:
    """Save ratings of a session; those that are None stay as they are.

    Raises:
        InputError: A rating is not 0 to 10, or there is no such session.
        DiaryError: The diary cannot be written.
    """
    given = {
        "pain_before": pain_before,
        "pain_after": pain_after,
        "pain_next_morning": pain_next_morning,
        "effort": effort,
    }
    known = {name: value for name, value in given.items() if value is not None}
    for value in known.values():
        _check_rating(value)
    session = _session(diary, session_id)
    with diary.change(message("change", "Session rated")) as recorder:
        diary.sessions.update(dataclasses.replace(session, **known))  # type: ignore[arg-type]
    return recorder.changes


def finish_session(
    diary: Diary,
    clock: Clock,
    session_id: str,
    *,
    pain_after: float | None = None,
    effort: int | None = None,
    note: str | None = None,
) -> Changes:
    """End a session, finished or stopped early; what was done counts.

    A session in which nothing was done and nothing was skipped leaves no trace.

    Args:
        diary: The open diary.
        clock: Tells the present.
        session_id: The session.
        pain_after: Pain right after it, 0 to 10, or None if not asked.
        effort: How hard it felt, 0 to 10, or None.
        note: Plain text, or None to keep what it has.

    Raises:
        InputError: A rating is not possible, or there is no such session.
        DiaryError: The diary cannot be written.
    """
    _check_rating(pain_after)
    _check_rating(effort)
    session = _session(diary, session_id)
    sets = diary.sets.of(session_id)
    with diary.change(message("change", "Session finished")) as recorder:
        if not any(one.skipped or one.done is not None for one in sets):
            diary.sessions.delete(session_id)
        else:
            diary.sessions.update(
                dataclasses.replace(
                    session,
                    running=False,
                    finished_at=clock.now(),
                    status=status_of(sets),
                    place="",
                    pain_after=session.pain_after if pain_after is None else pain_after,
                    effort=session.effort if effort is None else effort,
                    note=session.note if note is None else check_note(note),
                )
            )
    return recorder.changes


def skip_session(
    diary: Diary, clock: Clock, day: dt.date, reason: str = "", routine: str = ""
) -> Changes:
    """Save that the plan is left out on a day; that is neutral.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day.
        reason: Why, in the person's words; may be empty.
        routine: Only this routine, or "" for the whole plan.

    Raises:
        InputError: No plan is in force, the day is to come, or the reason is too long.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    check_day(day, now)
    version = current_version(diary, day)
    if version is None:
        raise InputError(message("session error", "There is no plan for {day}.", day=day))
    session = Session(
        id=str(uuid.uuid4()),
        day=day,
        at=None,
        plan_version_id=version.id,
        routine=routine,
        status=SessionStatus.SKIPPED,
        skip_reason=check_note(reason),
        backfilled=day < diary_day(now),
    )
    with diary.change(message("change", "Session skipped")) as recorder:
        diary.sessions.add(session)
    return recorder.changes


def delete_session(diary: Diary, session_id: str) -> Changes:
    """Delete a session with its sets.

    Raises:
        DiaryError: There is no such session, or the diary cannot be written.
    """
    with diary.change(message("change", "Session deleted")) as recorder:
        diary.sessions.delete(session_id)
    return recorder.changes


def morning_question(diary: Diary, day: dt.date) -> SessionState | None:
    """Return the session whose next morning is to be asked about at a day's check-in, or None.

    That is the latest session of the day before in which something was done, unless it was
    answered.
    """
    yesterday = day - dt.timedelta(days=1)
    done = [
        one
        for one in diary.sessions.between(yesterday, yesterday)
        if one.status in {SessionStatus.DONE, SessionStatus.PARTIAL} and not one.running
    ]
    if not done or any(one.pain_next_morning is not None for one in done):
        return None
    return state_of(diary, done[-1])


def _session(diary: Diary, session_id: str) -> Session:
    session = diary.sessions.get(session_id)
    if session is None:
        raise InputError(_gone())
    return session


def _gone() -> Message:
    return message("session error", "This session is no longer in the diary.")


def _move(diary: Diary, session_id: str, item_id: str) -> None:
    session = _session(diary, session_id)
    if session.running:
        diary.sessions.update(dataclasses.replace(session, place=item_id))


def _refresh(diary: Diary, session_id: str) -> None:
    """Keep the status of a session in step with its sets, also while it is going on."""
    status = status_of(diary.sets.of(session_id))
    diary.sessions.update(dataclasses.replace(_session(diary, session_id), status=status))


def _after(state: SessionState, item_id: str) -> str:
    ids = [item.id for item in state.items]
    place = ids.index(item_id) + 1
    return ids[place] if place < len(ids) else item_id


def _routine(items: Sequence[PlanItem]) -> str:
    """Return the one routine of all items, or "" if they are of several."""
    routines = {item.routine for item in items}
    return routines.pop() if len(routines) == 1 else ""


def _check_rating(value: float | None) -> None:
    if value is not None and not 0 <= value <= _RATING_MAX:
        raise InputError(message("session error", "Ratings go from 0 to 10."))
