"""Saying where it hurts: adding, changing, deleting and repeating pain entries."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.pain import (
    NOTE_MAX,
    Activity,
    PainEntry,
    PainKind,
    Quality,
    Spot,
    Spread,
    check_pain,
)
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message, message_n

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How far back, in days, the last ratings are offered for repeating.
GHOST_DAYS = 7


@dataclass(frozen=True, slots=True)
class Ghost:
    """The last rating of a region on the latest earlier day with entries.

    Attributes:
        where: Region and side.
        kind: Which pain was rated.
        value: 0 to 10.
        day: The day it was rated on.
    """

    where: SidedRegion
    kind: PainKind
    value: float
    day: dt.date


def record_pain(
    diary: Diary,
    clock: Clock,
    where: SidedRegion,
    value: float,
    *,
    kind: PainKind = PainKind.NOW,
    day: dt.date | None = None,
    at: dt.datetime | None = None,
    spot: Spot | None = None,
    spread: Spread | None = None,
    qualities: tuple[Quality, ...] = (),
    activities: tuple[Activity, ...] = (),
    note: str = "",
) -> Changes:
    """Save one pain entry.

    Args:
        diary: The open diary.
        clock: Tells the present.
        where: Region and side.
        value: 0 to 10.
        kind: Which pain is rated.
        day: The day that is meant; by default that of `at`, else the present one.
        at: Local time with offset; by default now on the present day, unknown on earlier ones.
        spot: The exact point, if one was clicked.
        spread: Finger, whole hand, or cannot say.
        qualities: What it feels like.
        activities: What brought it on.
        note: Plain text.

    Raises:
        InputError: The value is not 0 to 10, the note is too long, or the day or time lies in
            the future.
        DiaryError: The diary cannot be written.
    """
    now = clock.now().replace(microsecond=0)
    today = diary_day(now)
    meant = day or (today if at is None else diary_day(at))
    check_day(meant, now)
    check_time(at, meant, now)
    entry = PainEntry(
        id=str(uuid.uuid4()),
        day=meant,
        at=now if at is None and meant >= today else at,
        where=where,
        kind=kind,
        value=check_pain(value),
        spot=spot,
        spread=spread,
        qualities=qualities,
        activities=activities,
        note=check_note(note),
        backfilled=meant < today,
    )
    with diary.change(message("change", "Pain entry saved")) as recorder:
        diary.pain.add(entry)
    return recorder.changes


def edit_pain(diary: Diary, entry: PainEntry) -> Changes:
    """Change a pain entry to what `entry` says; what it was before is kept.

    Raises:
        InputError: The value is not 0 to 10 or the note is too long.
        DiaryError: The entry is no longer there, or the diary cannot be written.
    """
    check_pain(entry.value)
    check_note(entry.note)
    with diary.change(message("change", "Pain entry changed")) as recorder:
        diary.pain.update(entry)
    return recorder.changes


def delete_pain(diary: Diary, entry_id: str) -> Changes:
    """Delete a pain entry; it can be restored.

    Raises:
        DiaryError: The entry is no longer there, or the diary cannot be written.
    """
    with diary.change(message("change", "Pain entry deleted")) as recorder:
        diary.pain.delete(entry_id)
    return recorder.changes


def restore_pain(diary: Diary, entry_id: str) -> Changes:
    """Bring a deleted pain entry back.

    Raises:
        DiaryError: There never was such an entry, or the diary cannot be written.
    """
    with diary.change(message("change", "Pain entry restored")) as recorder:
        diary.pain.restore(entry_id)
    return recorder.changes


def ghosts(diary: Diary, day: dt.date) -> list[Ghost]:
    """Return the last ratings of the latest earlier day with entries, at most 7 days back.

    A region rated several times that day counts with its last rating of the kind that is its
    daily value, or with its last rating if there is none of that kind.

    Args:
        diary: The open diary.
        day: The day that is being filled in.
    """
    earlier = diary.pain.last_day_before(day)
    if earlier is None or (day - earlier).days > GHOST_DAYS:
        return []
    chosen: dict[SidedRegion, PainEntry] = {}
    for entry in diary.pain.on_day(earlier):
        preferred = diary.settings.value_kind(entry.where)
        present = chosen.get(entry.where)
        if present is None or entry.kind == preferred or present.kind != preferred:
            chosen[entry.where] = entry
    return [Ghost(entry.where, entry.kind, entry.value, entry.day) for entry in chosen.values()]


def repeat_ghosts(
    diary: Diary, clock: Clock, day: dt.date, values: Mapping[SidedRegion, float]
) -> Changes:
    """Save the regions of an earlier day again, with the values they have now, as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        values: The rating of each region that is repeated.

    Raises:
        InputError: A value is not 0 to 10 or the day lies in the future; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    kinds = {ghost.where: ghost.kind for ghost in ghosts(diary, day)}
    label = message_n(
        "change", "{count} pain entry saved", "{count} pain entries saved", len(values)
    )
    with diary.change(label) as recorder:
        for where, value in values.items():
            kind = kinds.get(where) or diary.settings.value_kind(where)
            record_pain(diary, clock, where, value, kind=kind, day=day)
    return recorder.changes


def check_day(day: dt.date, now: dt.datetime) -> None:
    """Make sure that a day is not in the future.

    After midnight the new day of the calendar may be meant as well as the diary's present day.

    Raises:
        InputError: It is.
    """
    if day > now.date():
        raise InputError(message("day error", "{day} is still to come.", day=day))


def check_time(at: dt.datetime | None, day: dt.date, now: dt.datetime) -> None:
    """Make sure that a time has passed and belongs to its day or the night beside it.

    Raises:
        InputError: It does not.
        ValueError: The time has no offset.
    """
    if at is None:
        return
    if at.utcoffset() is None:
        raise ValueError("a moment needs its UTC offset")
    if at > now:
        raise InputError(message("day error", "That time is still to come."))
    if abs((at.date() - day).days) > 1:
        raise InputError(message("day error", "That time is not on {day}.", day=day))


def check_note(note: str) -> str:
    """Return a note that is not too long.

    Raises:
        InputError: It is.
    """
    if len(note) > NOTE_MAX:
        raise InputError(
            message("note error", "A note can have up to {limit} characters.", limit=NOTE_MAX)
        )
    return note


def moved_to(entry: PainEntry, day: dt.date, clock: Clock) -> PainEntry:
    """Return an entry for another day; its time is dropped as it was that of the old day.

    Raises:
        InputError: The day lies in the future.
    """
    now = clock.now()
    check_day(day, now)
    return dataclasses.replace(entry, day=day, at=None, backfilled=day < diary_day(now))
