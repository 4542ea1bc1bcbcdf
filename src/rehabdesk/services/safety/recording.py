"""Answering the red-flag questions, correcting an answer, and entering that it was seen."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.safety import (
    AgeBand,
    Cause,
    Clearance,
    RaisedFlag,
    RedFlag,
    SafetyAnswer,
    SafetyCheck,
)
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import check_day, check_note
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import age_band

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

WHO_MAX = 200


def ask_questions(diary: Diary, clock: Clock) -> Changes:
    """Ask the questions because of a flare; they are due from now on until they are answered.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Safety questions asked")) as recorder:
        diary.safety.add_check(_new_check(diary, clock, Cause.FLARE))
    return recorder.changes


def answer_questions(
    diary: Diary, clock: Clock, cause: Cause, asked: Sequence[RedFlag], ticked: Collection[str]
) -> Changes:
    """Save the answers to a group of questions, all of them at once.

    The person looked at the whole group: what was not ticked is a no.

    Args:
        diary: The open diary.
        clock: Tells the present.
        cause: Why they are asked.
        asked: The questions.
        ticked: What was ticked (see `RedFlag.ticks`); empty for "none of these".

    Raises:
        ValueError: Something is ticked that was not asked.
        DiaryError: The diary cannot be written.
    """
    given = frozenset(ticked)
    strange = given.difference(*(one.ticks() for one in asked))
    if strange:
        raise ValueError(f"ticked but not asked: {sorted(strange)}")
    now = clock.now()
    with diary.change(message("change", "Safety questions answered")) as recorder:
        check = _check_for(diary, clock, cause, asked)
        for flag in asked:
            signs = tuple(one.id for one in flag.symptoms if f"{flag.id}.{one.id}" in given)
            diary.safety.add_answer(
                SafetyAnswer(
                    id=str(uuid.uuid4()),
                    check_id=check.id,
                    flag=flag.id,
                    urgency=flag.urgency,
                    yes=flag.is_yes(given),
                    symptoms=signs,
                    at=now,
                )
            )
    return recorder.changes


def correct_answer(diary: Diary, answer: SafetyAnswer, *, yes: bool) -> Changes:
    """Correct an answer that was a slip; what it was stays in the diary's memory.

    Raises:
        DiaryError: There is no such answer, or the diary cannot be written.
    """
    signs = answer.symptoms if yes else ()
    with diary.change(message("change", "Safety answer corrected")) as recorder:
        diary.safety.update_answer(dataclasses.replace(answer, yes=yes, symptoms=signs))
    return recorder.changes


def save_seen(
    diary: Diary,
    clock: Clock,
    flags: Sequence[RaisedFlag],
    day: dt.date,
    who: str,
    note: str = "",
) -> Changes:
    """Save that a professional has seen what was answered with yes.

    Args:
        diary: The open diary.
        clock: Tells the present.
        flags: What was seen.
        day: When.
        who: By whom, in the person's words.
        note: What was said, in the person's words; may be empty.

    Raises:
        InputError: The day is to come or too early, it does not say who, or a text is too long.
        DiaryError: The diary cannot be written.
    """
    who = " ".join(who.split())
    if not who:
        raise InputError(message("safety error", "Please say who has seen it."))
    if len(who) > WHO_MAX:
        raise InputError(
            message("safety error", "“Seen by” has up to {most} characters.", most=WHO_MAX)
        )
    check_note(note)
    check_day(day, clock.now())
    rules = load_safety_rules()
    for one in flags:
        if rules.urgencies[one.answer.urgency].seen_after and day < one.day:
            raise InputError(
                message(
                    "safety error",
                    "You answered on {day}; being seen counts from that day on.",
                    day=one.day,
                )
            )
    with diary.change(message("change", "Seen by a professional")) as recorder:
        for one in flags:
            diary.safety.add_clearance(Clearance(str(uuid.uuid4()), one.answer.id, day, who, note))
    return recorder.changes


def _check_for(diary: Diary, clock: Clock, cause: Cause, asked: Sequence[RedFlag]) -> SafetyCheck:
    """Return the check that is going on, or begin one.

    Groups that are answered one after the other on a day are one check.
    """
    today = diary_day(clock.now())
    age = age_band(diary) or AgeBand.NOT_SAID
    latest = next(reversed(diary.safety.checks()), None)
    if latest and latest.cause is cause and latest.day == today and latest.age is age:
        given = {one.flag for one in diary.safety.answers() if one.check_id == latest.id}
        if given.isdisjoint(one.id for one in asked):
            return latest
    check = _new_check(diary, clock, cause)
    diary.safety.add_check(check)
    return check


def _new_check(diary: Diary, clock: Clock, cause: Cause) -> SafetyCheck:
    now = clock.now()
    age = age_band(diary) or AgeBand.NOT_SAID
    return SafetyCheck(str(uuid.uuid4()), diary_day(now), now, cause, age)
