"""What the body map shows of a day, and saving a rating made on it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.pain import Activity, PainKind, Quality, Spot, Spread
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message_n
from rehabdesk.services.pain_entries import Ghost, ghosts, record_pain

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class BodyDay:
    """A day on the body map.

    Attributes:
        used: Regions that were ever rated, most used first.
        values: The day's latest rating by region, of the kind that counts where there is one.
        kinds: The kind of pain that counts as the daily value, for the regions in use.
        ghosts: Ratings of the latest earlier day, for regions without a rating on this day.
    """

    used: tuple[SidedRegion, ...]
    values: Mapping[SidedRegion, float]
    kinds: Mapping[SidedRegion, PainKind]
    ghosts: tuple[Ghost, ...]


@dataclass(frozen=True, slots=True)
class RatingInput:
    """What a person said about one region; see `rehabdesk.domain.pain.PainEntry`.

    Attributes:
        where: Region and side.
        value: 0 to 10.
        kind: Which pain.
        spot: The exact point, if one was clicked.
        spread: Finger, whole hand, or cannot say.
        qualities: What it feels like.
        activities: What brought it on.
        note: Plain text.
        time: The local time of day it was; None for now, or for unknown on an earlier day.
        both_sides: Save the same for the other side, without the exact point.
    """

    where: SidedRegion
    value: float
    kind: PainKind = PainKind.NOW
    spot: Spot | None = None
    spread: Spread | None = None
    qualities: tuple[Quality, ...] = ()
    activities: tuple[Activity, ...] = ()
    note: str = ""
    time: dt.time | None = None
    both_sides: bool = False


def body_day(diary: Diary, day: dt.date) -> BodyDay:
    """Return what the body map shows of a day."""
    used = diary.pain.used()
    kinds = {where: diary.settings.value_kind(where) for where in used}
    values: dict[SidedRegion, float] = {}
    counted: set[SidedRegion] = set()
    for entry in diary.pain.on_day(day):
        counts = entry.kind == kinds.get(entry.where)
        if counts or entry.where not in counted:
            values[entry.where] = entry.value
        if counts:
            counted.add(entry.where)
    return BodyDay(
        used=tuple(used),
        values=values,
        kinds=kinds,
        ghosts=tuple(ghost for ghost in ghosts(diary, day) if ghost.where not in values),
    )


def with_saved(state: BodyDay, day: dt.date, changes: Changes) -> BodyDay:
    """Return a day as it is after new pain entries, without reading it again.

    Args:
        state: The day before.
        day: Which day it is.
        changes: What was saved. Entries of other days or kinds, and changed ones, are passed
            over; reading the day shows them.
    """
    values = dict(state.values)
    for row in changes.rows:
        after = row.after
        if row.kind is not Kind.PAIN_ENTRY or row.before is not None or after is None:
            continue
        where = SidedRegion(str(after["region"]), Side(str(after["side"])))
        counts = after["kind"] == state.kinds.get(where, PainKind.NOW)
        if after["day"] == day.isoformat() and isinstance(after["value"], float) and counts:
            values[where] = after["value"]
    ghosts_left = tuple(ghost for ghost in state.ghosts if ghost.where not in values)
    return dataclasses.replace(state, values=values, ghosts=ghosts_left)


def save_rating(diary: Diary, clock: Clock, day: dt.date, rating: RatingInput) -> Changes:
    """Save a rating, for both sides if so wanted, as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        rating: What the person said.

    Raises:
        InputError: Something in it is not possible; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    targets = [(rating.where, rating.spot)]
    if rating.both_sides and rating.where.side is not Side.NONE:
        targets.append((rating.where.mirrored, None))
    at = None if rating.time is None else at_time(clock, day, rating.time)
    label = message_n(
        "change", "{count} pain entry saved", "{count} pain entries saved", len(targets)
    )
    with diary.change(label) as recorder:
        for where, spot in targets:
            record_pain(
                diary,
                clock,
                where,
                rating.value,
                kind=rating.kind,
                day=day,
                at=at,
                spot=spot,
                spread=rating.spread,
                qualities=rating.qualities,
                activities=rating.activities,
                note=rating.note,
            )
    return recorder.changes


def at_time(clock: Clock, day: dt.date, time: dt.time) -> dt.datetime:
    """Return a time of a diary day as local time with the offset in force then.

    Times before the start of a diary day belong to the night after it.
    """
    naive = dt.datetime.combine(day, time)
    if diary_day(naive) < day:
        naive += dt.timedelta(days=1)
    now = clock.now()
    system = now.astimezone(dt.UTC).astimezone()
    if system.utcoffset() == now.utcoffset():
        # The computer's own zone knows whether summer time was in force then.
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo)
