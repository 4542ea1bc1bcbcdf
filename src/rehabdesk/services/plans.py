"""Plans: which one is in force, changing it, pauses, own exercises and reminders."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import OwnExercise, Pause, PlanVersion, Reminder
from rehabdesk.domain.text import message
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_entries import check_note
from rehabdesk.services.picture_size import MOST_PIXELS, pixels_of
from rehabdesk.services.plan_drafts import PlanDraft, with_new_ids
from rehabdesk.services.plan_rules import check_items, check_limits, load_plan_rule

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Own pictures may have up to this many bytes.
PICTURE_MAX = 1_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def in_force(versions: Iterable[PlanVersion], day: dt.date) -> PlanVersion | None:
    """Return the version in force on a day: the latest begun, of several that day the highest."""
    begun = [version for version in versions if version.from_day <= day]
    return max(begun, key=lambda version: (version.from_day, version.number), default=None)


def current_version(diary: Diary, day: dt.date) -> PlanVersion | None:
    """Return the plan version in force on a day, or None if nothing was prescribed yet."""
    return in_force(diary.plans.versions(), day)


def is_paused(pauses: Iterable[Pause], day: dt.date) -> bool:
    """Tell whether a day lies in an agreed break."""
    return any(one.first <= day and (one.last is None or day <= one.last) for one in pauses)


def save_plan(
    diary: Diary,
    clock: Clock,
    draft: PlanDraft,
    index: LibraryIndex,
    from_day: dt.date,
    version_id: str | None = None,
) -> Changes:
    """Save a draft as a new plan version, in force from a day on.

    What was prescribed before that day stays as it was.

    Args:
        diary: The open diary.
        clock: Tells the present.
        draft: The plan.
        index: The library with the diary's own exercises.
        from_day: The first day it is in force: today or later, unless it is the first plan.
        version_id: The UUID it gets, or None for a new one.

    Raises:
        InputError: The plan cannot be prescribed, or would change what was prescribed already.
        DiaryError: The diary cannot be written.
    """
    check_items(draft.items, index)
    check_limits(draft.limits)
    check_note(draft.note)
    if len(draft.title) > load_plan_rule().longest_text:
        raise InputError(message("plan error", "The title is too long."))
    versions = diary.plans.versions()
    if versions and from_day < diary_day(clock.now()):
        raise InputError(
            message(
                "plan error",
                "A change begins today at the earliest; what was prescribed before stays.",
            )
        )
    version = PlanVersion(
        id=version_id or str(uuid.uuid4()),
        number=max((one.number for one in versions), default=0) + 1,
        from_day=from_day,
        title=draft.title,
        note=draft.note,
        items=with_new_ids(PlanDraft().with_items(draft.items).items),
        limits=draft.limits,
        author=draft.author,
    )
    with diary.change(message("change", "Plan saved")) as recorder:
        diary.plans.add_version(version)
    return recorder.changes


def start_pause(
    diary: Diary, first: dt.date, last: dt.date | None = None, reason: str = ""
) -> Changes:
    """Agree on a break.

    Args:
        diary: The open diary.
        first: Its first day.
        last: Its last day, or None while it goes on.
        reason: Plain text.

    Raises:
        InputError: It ends before it begins, or overlaps another.
        DiaryError: The diary cannot be written.
    """
    return _save_pause(diary, Pause(str(uuid.uuid4()), first, last, reason), "started")


def end_pause(diary: Diary, pause_id: str, last: dt.date) -> Changes:
    """End a break with a day; a last day before its first takes it away altogether.

    Raises:
        InputError: There is no such pause.
        DiaryError: The diary cannot be written.
    """
    pause = next((one for one in diary.plan_extras.pauses() if one.id == pause_id), None)
    if pause is None:
        raise InputError(message("plan error", "There is no such pause."))
    if last < pause.first:
        return delete_pause(diary, pause_id)
    return _save_pause(diary, Pause(pause.id, pause.first, last, pause.reason), "ended")


def delete_pause(diary: Diary, pause_id: str) -> Changes:
    """Take a break away.

    Raises:
        DiaryError: There is no such pause, or the diary cannot be written.
    """
    with diary.change(message("change", "Pause deleted")) as recorder:
        diary.plan_extras.delete_pause(pause_id)
    return recorder.changes


def _save_pause(diary: Diary, pause: Pause, what: str) -> Changes:
    check_note(pause.reason)
    if pause.last is not None and pause.last < pause.first:
        raise InputError(message("plan error", "A pause cannot end before it begins."))
    for other in diary.plan_extras.pauses():
        if other.id != pause.id and _overlap(other, pause):
            raise InputError(
                message("plan error", "There is a pause from {first} already.", first=other.first)
            )
    label = (
        message("change", "Pause started")
        if what == "started"
        else message("change", "Pause ended")
    )
    with diary.change(label) as recorder:
        diary.plan_extras.save_pause(pause)
    return recorder.changes


def _overlap(one: Pause, other: Pause) -> bool:
    last = dt.date.max
    return one.first <= (other.last or last) and other.first <= (one.last or last)


def save_own_exercise(diary: Diary, exercise: OwnExercise, picture: bytes | None = None) -> Changes:
    """Add an own exercise, or change the one of this id.

    Args:
        diary: The open diary.
        exercise: The exercise; its id is a UUID.
        picture: A PNG or JPEG file to go with it, or None to keep what it has.

    Raises:
        InputError: It has no name, a text is too long, or the picture cannot be taken.
        DiaryError: The diary cannot be written.
    """
    longest = load_plan_rule().longest_text
    if not exercise.name.strip():
        raise InputError(message("plan error", "An exercise needs a name."))
    if len(exercise.name) > longest or len(exercise.instructions) > 4 * longest:
        raise InputError(message("plan error", "That text is too long."))
    shown = exercise.picture if picture is None else picture_text(picture)
    kept = OwnExercise(
        exercise.id,
        exercise.name.strip(),
        exercise.routine,
        exercise.counts_as_hip_strength,
        exercise.instructions,
        exercise.position,
        shown,
    )
    known = {one.id for one in diary.plans.own_exercises()}
    with diary.change(message("change", "Own exercise saved")) as recorder:
        if kept.id in known:
            diary.plans.update_own_exercise(kept)
        else:
            diary.plans.add_own_exercise(kept)
    return recorder.changes


def picture_text(picture: bytes) -> str:
    """Return a picture as the diary holds it.

    Raises:
        InputError: It is no PNG or JPEG, or too large, as a file or when it is unpacked.
    """
    if not picture.startswith(_PICTURES):
        raise InputError(message("plan error", "The picture needs to be a PNG or JPEG file."))
    if len(picture) > PICTURE_MAX:
        raise InputError(message("plan error", "The picture is larger than one megabyte."))
    if pixels_of(picture) > MOST_PIXELS:
        raise InputError(message("plan error", "The picture has far too many pixels."))
    return base64.b64encode(picture).decode("ascii")


def save_reminder(diary: Diary, reminder: Reminder) -> Changes:
    """Add a reminder, or change the one of this id.

    Raises:
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Reminder saved")) as recorder:
        diary.plan_extras.save_reminder(reminder)
    return recorder.changes


def delete_reminder(diary: Diary, reminder_id: str) -> Changes:
    """Take a reminder away.

    Raises:
        DiaryError: There is no such reminder, or the diary cannot be written.
    """
    with diary.change(message("change", "Reminder deleted")) as recorder:
        diary.plan_extras.delete_reminder(reminder_id)
    return recorder.changes


def due_reminder(
    reminders: Iterable[Reminder], since: dt.datetime, now: dt.datetime
) -> Reminder | None:
    """Return the latest reminder whose time came after `since` and not after `now`, or None.

    Args:
        reminders: All reminders.
        since: When this was asked last, local time.
        now: The present local time.
    """
    found: tuple[dt.datetime, Reminder] | None = None
    for reminder in reminders:
        for day in {since.date(), now.date()}:
            moment = dt.datetime.combine(day, reminder.time, now.tzinfo)
            fits = not reminder.weekdays or day.isoweekday() in reminder.weekdays
            new = since < moment <= now and (found is None or found[0] < moment)
            if reminder.enabled and fits and new:
                found = (moment, reminder)
    return found[1] if found else None
