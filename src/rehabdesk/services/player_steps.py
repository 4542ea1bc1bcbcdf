"""What a guided session saves, one step at a time."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import PlanItem, SetDone
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.safety.gate import refuse_training, training_gate
from rehabdesk.services.session_state import SessionState, running_session
from rehabdesk.services.sessions import (
    go_to,
    record_set,
    skip_item,
    start_session,
    use_exercise,
)

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class SetFinished:
    """A set was done, or what was saved of it was corrected.

    Attributes:
        set_id: The set.
        done: Repetitions or seconds.
        pain: Pain during it, or None if not rated.
    """

    set_id: str
    done: int
    pain: float | None


@dataclass(frozen=True, slots=True)
class PainRated:
    """Pain was rated during a set that is not done yet."""

    set_id: str
    pain: float


@dataclass(frozen=True, slots=True)
class ItemSkipped:
    """What is not done yet of an exercise is left out; `reason` is plain text or ""."""

    item_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EasierTaken:
    """Another exercise is done for what is not done yet of an item."""

    item_id: str
    exercise: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The session is at another item."""

    item_id: str


Step: TypeAlias = SetFinished | PainRated | ItemSkipped | EasierTaken | Moved


def begin_session(
    diary: Diary,
    clock: Clock,
    items: Sequence[PlanItem],
    ratings: Mapping[SidedRegion, float],
    general: float | None = None,
) -> Changes:
    """Begin a session with the pain before it, as one change.

    A rating of a region is a pain entry like any other; the session keeps the highest. If a rating
    asks for the safety questions, it is saved alone: the session begins after them.

    Args:
        diary: The open diary.
        clock: Tells the present.
        items: The plan items to do.
        ratings: Pain right now by region; regions that were not rated are absent.
        general: Pain right now where no region is known, or None if not rated.

    Raises:
        SafetyFirstError: The safety questions come first, or an answer to them stops sessions.
        InputError: A session is going on already, or a value is not possible.
        DiaryError: The diary cannot be written.
    """
    refuse_training(diary, clock)
    known = [*ratings.values(), *([] if general is None else [general])]
    with diary.change(message("change", "Session started")) as recorder:
        for where, value in ratings.items():
            record_pain(diary, clock, where, value)
        if training_gate(diary, clock).allows_training:
            start_session(diary, clock, items=items, pain_before=max(known, default=None))
    return recorder.changes


def save_step(diary: Diary, step: Step) -> Changes:
    """Save a step of the session that is going on.

    Args:
        diary: The open diary.
        step: What happened.

    Raises:
        InputError: No session is going on, or a value is not possible.
        DiaryError: The diary cannot be written.
    """
    state = running_session(diary)
    if state is None:
        raise InputError(message("session error", "This session is over already."))
    match step:
        case SetFinished(set_id, done, pain):
            return record_set(diary, _set(state, set_id), done, pain=pain)
        case PainRated(set_id, pain):
            return _rate_pain(diary, _set(state, set_id), pain)
        case ItemSkipped(item_id, reason):
            return skip_item(diary, state, item_id, reason)
        case EasierTaken(item_id, exercise):
            return use_exercise(diary, state, item_id, exercise)
        case Moved(item_id):
            return go_to(diary, state.session.id, item_id)


def _rate_pain(diary: Diary, one: SetDone, pain: float) -> Changes:
    with diary.change(message("change", "Pain during the exercise saved")) as recorder:
        diary.sets.update(dataclasses.replace(one, pain=pain))
    return recorder.changes


def _set(state: SessionState, set_id: str) -> SetDone:
    for one in state.sets:
        if one.id == set_id:
            return one
    raise InputError(message("session error", "This set is no longer in the diary."))
