"""Writing down self-tests, own activities and other measures."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.measures import (
    CHANGE_MAX,
    CHANGE_MIN,
    RATED_ACTIVITIES,
    ActivityPain,
    ActivityRating,
    ChangeRating,
    OwnActivity,
    QuestionnaireTotal,
)
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.pain import Activity, check_pain
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import AffectedSide, Better, SelfTest, SelfTestResult, Take, Unit
from rehabdesk.domain.text import message
from rehabdesk.services.measures.rules import load_rules
from rehabdesk.services.pain_entries import check_day, check_note

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

NAME_MAX = 120
#: Where the affected side is kept in the diary.
AFFECTED_SETTING = "affected_side"


@dataclasses.dataclass(frozen=True, slots=True)
class Trial:
    """What was done with one side.

    Attributes:
        side: The side, or `NONE` where both legs work together.
        tries: The scores of the tries in their order; none where it was stopped before the first.
        pain: Pain during it, 0 to 10, or None: unknown.
    """

    side: Side
    tries: tuple[float, ...]
    pain: float | None = None


def add_own_activity(diary: Diary, name: str) -> Changes:
    """Add an activity of one's own.

    Raises:
        InputError: There is no name, there is one of this name, or there are enough of them.
        DiaryError: The diary cannot be written.
    """
    said = _name(name)
    known = diary.measures.own_activities()
    asked = [one for one in known if one.ended is None]
    most = load_rules().own_activities.most
    if len(asked) >= most:
        raise InputError(
            message("measure error", "{count} activities of your own are enough.", count=most)
        )
    if any(one.name.casefold() == said.casefold() for one in asked):
        raise InputError(message("measure error", "“{name}” is in the list already.", name=said))
    again = next((one for one in known if one.name.casefold() == said.casefold()), None)
    position = max((one.position for one in known), default=-1) + 1
    with diary.change(message("change", "Own activity added")) as recorder:
        # One that was left off before goes on with its ratings.
        diary.measures.save_own_activity(
            dataclasses.replace(again, name=said, position=position, ended=None)
            if again is not None
            else OwnActivity(_new_id(), said, position)
        )
    return recorder.changes


def end_own_activity(diary: Diary, clock: Clock, activity_id: str) -> Changes:
    """Stop asking about an own activity; its ratings are kept.

    Raises:
        InputError: There is no such activity.
        DiaryError: The diary cannot be written.
    """
    found = next((o for o in diary.measures.own_activities() if o.id == activity_id), None)
    if found is None:
        raise InputError(message("measure error", "This activity is no longer in the diary."))
    with diary.change(message("change", "Own activity left off")) as recorder:
        diary.measures.save_own_activity(dataclasses.replace(found, ended=diary_day(clock.now())))
    return recorder.changes


def rate_own_activities(
    diary: Diary, clock: Clock, ratings: Mapping[str, float], day: dt.date | None = None
) -> Changes:
    """Rate own activities by their ids, as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        ratings: 0 cannot do it, 10 as before the problem.
        day: The day that is meant; the present one if left out.

    Raises:
        InputError: A rating is none from 0 to 10, or there is no such activity.
        DiaryError: The diary cannot be written.
    """
    when = _when(clock, day)
    known = {one.id for one in diary.measures.own_activities()}
    with diary.change(message("change", "Own activities rated")) as recorder:
        for activity_id, value in ratings.items():
            if activity_id not in known:
                raise InputError(
                    message("measure error", "This activity is no longer in the diary.")
                )
            diary.measures.save_rating(
                ActivityRating(
                    _new_id(), when.day, when.at, activity_id, check_scale(value), when.backfilled
                )
            )
    return recorder.changes


def rate_activity_pain(
    diary: Diary,
    clock: Clock,
    ratings: Mapping[Activity, float | None],
    day: dt.date | None = None,
) -> Changes:
    """Rate pain on usual activities, as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        ratings: 0 to 10, or None for "did not do it", which is never kept as 0. What was not
            answered is not among them.
        day: The day that is meant; the present one if left out.

    Raises:
        InputError: A rating is none from 0 to 10, or the activity is not one of those asked.
        DiaryError: The diary cannot be written.
    """
    when = _when(clock, day)
    with diary.change(message("change", "Pain on activities rated")) as recorder:
        for activity, value in ratings.items():
            if activity not in RATED_ACTIVITIES:
                raise InputError(message("measure error", "Pain is not rated for this activity."))
            pain = None if value is None else check_pain(value)
            diary.measures.save_activity_pain(
                ActivityPain(_new_id(), when.day, when.at, activity, pain, when.backfilled)
            )
    return recorder.changes


def rate_change(
    diary: Diary, clock: Clock, value: int, note: str = "", day: dt.date | None = None
) -> Changes:
    """Rate how it is overall compared with the start.

    Raises:
        InputError: It is none of the seven answers, or the note is too long.
        DiaryError: The diary cannot be written.
    """
    if not CHANGE_MIN <= value <= CHANGE_MAX:
        raise InputError(message("measure error", "Choose one of the seven answers."))
    when = _when(clock, day)
    rating = ChangeRating(_new_id(), when.day, when.at, value, check_note(note), when.backfilled)
    with diary.change(message("change", "Overall change rated")) as recorder:
        diary.measures.save_change_rating(rating)
    return recorder.changes


def add_total(
    diary: Diary, clock: Clock, name: str, score: float, day: dt.date, note: str = ""
) -> Changes:
    """Keep the total of a questionnaire that was filled in on paper.

    Raises:
        InputError: There is no name, or a known questionnaire cannot have this total.
        DiaryError: The diary cannot be written.
    """
    when = _when(clock, day)
    said = _name(name)
    known = load_rules().questionnaire(said)
    if not math.isfinite(score):
        raise InputError(message("measure error", "A total is a number."))
    if known is not None and not known.low <= score <= known.high:
        raise InputError(
            message(
                "measure error",
                "{name} goes from {low} to {high}.",
                name=known.name,
                low=round(known.low),
                high=round(known.high),
            )
        )
    total = QuestionnaireTotal(
        _new_id(), when.day, known.name if known else said, score, check_note(note), when.backfilled
    )
    with diary.change(message("change", "Total of a questionnaire saved")) as recorder:
        diary.measures.save_total(total)
    return recorder.changes


def record_self_test(
    diary: Diary,
    clock: Clock,
    test: SelfTest,
    trials: Sequence[Trial],
    version: str = "",
    note: str = "",
    day: dt.date | None = None,
) -> Changes:
    """Keep what came out of a self-test, all sides as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        test: The test.
        trials: What was done, at most once for each side.
        version: The version, where the test has several.
        note: Plain text.
        day: The day that is meant; the present one if left out.

    Raises:
        InputError: A score, side, version or pain is not possible; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    when = _when(clock, day)
    sides = [trial.side for trial in trials]
    if not trials or len(set(sides)) != len(sides) or not set(sides) <= set(test.sides):
        raise InputError(message("measure error", "This test is not done with this side."))
    if version not in ({one.id for one in test.versions} or {""}):
        raise InputError(message("measure error", "Choose how you did the test."))
    words = check_note(note)
    with diary.change(message("change", "Self-test saved")) as recorder:
        for trial in trials:
            pain = None if trial.pain is None else check_pain(trial.pain)
            tries = tuple(check_score(test, score) for score in trial.tries)
            stopped = pain is not None and pain > load_rules().self_tests.stop_pain_above
            result = SelfTestResult(
                id=_new_id(),
                day=when.day,
                at=when.at,
                test=test.id,
                version=version,
                side=trial.side,
                score=score_of(test, tries),
                tries=tries,
                pain=pain,
                stopped=stopped,
                note=words,
                backfilled=when.backfilled,
            )
            diary.self_tests.add(result)
    return recorder.changes


def delete_measure(diary: Diary, kind: Kind, row_id: str) -> Changes:
    """Delete a rating, total or result.

    Raises:
        DiaryError: It is no longer there, or the diary cannot be written.
    """
    with diary.change(message("change", "Deleted")) as recorder:
        diary.measures.delete(kind, row_id)
    return recorder.changes


def score_of(test: SelfTest, tries: Sequence[float]) -> float | None:
    """Return the try that counts, or None without one.

    Where the second try counts and there is only one, none counts: the first was practice.
    """
    if not tries:
        return None
    if test.take is Take.SECOND:
        return tries[1] if len(tries) > 1 else None
    return max(tries) if test.better is Better.HIGHER else min(tries)


def check_score(test: SelfTest, score: float) -> float:
    """Return a score that a test can have; a time above its end counts as its end.

    Raises:
        InputError: It cannot have it.
    """
    timed = test.unit is Unit.SECONDS
    if not math.isfinite(score) or score < test.low or (score > test.cap and not timed):
        raise InputError(
            message(
                "measure error",
                "A result of this test goes from {low} to {high}.",
                low=round(test.low),
                high=round(test.cap),
            )
        )
    if test.whole_numbers and score != int(score):
        raise InputError(message("measure error", "This test is counted in whole numbers."))
    return min(float(score), test.cap)


def number_from(text: str) -> float:
    """Return a number that was typed, with a point or a comma.

    Raises:
        InputError: It is no number.
    """
    typed = text.strip().replace("\u2212", "-").replace(",", ".")
    # Not Python's own reading alone: it takes underscores and words such as "nan".
    if re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)", typed) is None:
        raise InputError(
            message("measure error", "“{text}” is not a number.", text=text.strip()[:40])
        )
    return float(typed)


def check_scale(value: float) -> float:
    """Return a rating of an own activity that is a number from 0 to 10.

    Raises:
        InputError: It is not.
    """
    if not math.isfinite(value) or not 0 <= value <= 10:
        raise InputError(message("measure error", "An activity is rated from 0 to 10."))
    return float(value)


def affected_side(diary: Diary) -> AffectedSide:
    """Return which side has the problem, as far as it was said."""
    try:
        return AffectedSide(diary.settings.get(AFFECTED_SETTING) or "")
    except ValueError:
        return AffectedSide.UNKNOWN


def set_affected_side(diary: Diary, side: AffectedSide) -> Changes:
    """Say which side has the problem.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Affected side chosen")) as recorder:
        diary.settings.set(AFFECTED_SETTING, side.value)
    return recorder.changes


@dataclasses.dataclass(frozen=True, slots=True)
class _When:
    day: dt.date
    at: dt.datetime | None
    backfilled: bool


def _when(clock: Clock, day: dt.date | None) -> _When:
    now = clock.now().replace(microsecond=0)
    today = diary_day(now)
    meant = today if day is None else day
    check_day(meant, now)
    return _When(meant, now if meant >= today else None, meant < today)


def _name(text: str) -> str:
    said = " ".join(text.split())
    if not said:
        raise InputError(message("measure error", "It needs a name."))
    if len(said) > NAME_MAX:
        raise InputError(message("measure error", "A name has up to {most} signs.", most=NAME_MAX))
    return said


def _new_id() -> str:
    return str(uuid.uuid4())
