"""What Today shows, and saving the daily check-in in one go."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.check_in import CheckIn, Sleep, Stiffness
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.check_ins import day_state, save_check_in
from rehabdesk.services.flare_questions import ask_about_flare
from rehabdesk.services.pain_entries import Ghost, record_pain

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How many regions the check-in asks about: those of the last days, most used first.
ASKED_REGIONS = 3
RECENT_DAYS = 28


@dataclass(frozen=True, slots=True)
class AskedRegion:
    """A region the check-in asks about.

    Attributes:
        where: Region and side.
        kind: The kind of pain that counts as its daily value; that is what is asked.
        latest: The day's latest entry of that kind, or None.
        ghost: The rating of the latest earlier day, or None.
    """

    where: SidedRegion
    kind: PainKind
    latest: PainEntry | None
    ghost: Ghost | None


@dataclass(frozen=True, slots=True)
class RecentRegion:
    """Four weeks of a region.

    Attributes:
        where: Region and side.
        kind: The kind of pain that counts.
        values: Daily value by day, for the days that have one.
    """

    where: SidedRegion
    kind: PainKind
    values: Mapping[dt.date, float]


@dataclass(frozen=True, slots=True)
class TodayState:
    """Everything Today shows.

    Attributes:
        asked: The regions the check-in asks about.
        check_in: The day's check-in, or None.
        others: How many pain entries of the day are of other regions.
        week: The highest rating of each day of the Monday-to-Sunday week; days without entries
            are absent.
        checked: Days of that week that have a check-in.
        recent: The last four weeks of the asked regions.
    """

    asked: tuple[AskedRegion, ...]
    check_in: CheckIn | None
    others: int
    week: Mapping[dt.date, float]
    checked: frozenset[dt.date]
    recent: tuple[RecentRegion, ...]


def today_state(diary: Diary, day: dt.date) -> TodayState:
    """Return what Today shows of a day."""
    state = day_state(diary, day)
    asked = _asked_regions(diary, day)
    latest: dict[tuple[SidedRegion, PainKind], PainEntry] = {}
    for entry in state.entries:
        latest[entry.where, entry.kind] = entry
    ghosts = {ghost.where: ghost for ghost in state.ghosts}
    kinds = {where: diary.settings.value_kind(where) for where in asked}
    monday = day - dt.timedelta(days=day.weekday())
    sunday = monday + dt.timedelta(days=6)
    week: dict[dt.date, float] = {}
    for entry in diary.pain.between(monday, sunday):
        week[entry.day] = max(entry.value, week.get(entry.day, 0.0))
    return TodayState(
        asked=tuple(
            AskedRegion(where, kinds[where], latest.get((where, kinds[where])), ghosts.get(where))
            for where in asked
        ),
        check_in=state.check_in,
        others=sum(entry.where not in asked for entry in state.entries),
        week=week,
        checked=frozenset(one.day for one in diary.check_ins.between(monday, sunday)),
        recent=tuple(_recent(diary, where, kinds[where], day) for where in asked),
    )


def save_day(
    diary: Diary,
    clock: Clock,
    day: dt.date,
    ratings: Mapping[SidedRegion, float],
    sleep: Sleep | None,
    stiffness: Stiffness | None,
    note: str,
) -> Changes:
    """Save the whole check-in as one change: all of it, or nothing if a part is refused.

    Ratings that begin a flare ask the red-flag questions.

    Args:
        diary: The open diary.
        clock: Tells the present.
        day: The day that is meant.
        ratings: New ratings by region, of the kind that counts for each.
        sleep: How the night was, or None if not answered.
        stiffness: Morning stiffness, or None if not answered.
        note: Plain text.

    Raises:
        InputError: Something in it is not possible; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Check-in saved")) as recorder:
        for where, value in ratings.items():
            kind = diary.settings.value_kind(where)
            record_pain(diary, clock, where, value, kind=kind, day=day)
        save_check_in(diary, clock, day, sleep, stiffness, note)
        if ratings:
            ask_about_flare(diary, clock, day)
    return recorder.changes


def _asked_regions(diary: Diary, day: dt.date) -> tuple[SidedRegion, ...]:
    since = day - dt.timedelta(days=RECENT_DAYS)
    # Only the last weeks are read, so that a diary of many years is as quick as a new one.
    counts = Counter(entry.where for entry in diary.pain.between(since, day))
    return tuple(where for where, _ in counts.most_common(ASKED_REGIONS))


def _recent(diary: Diary, where: SidedRegion, kind: PainKind, day: dt.date) -> RecentRegion:
    since = day - dt.timedelta(days=RECENT_DAYS - 1)
    days = diary.pain.daily_values(where, kind, since, day)
    values = {one.day: one.mean for one in days}
    return RecentRegion(where, kind, values)
