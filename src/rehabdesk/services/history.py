"""Looking back: a month at a glance, a list of entries, what an entry was before."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import SidedRegion

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_PERFORMED = (SessionStatus.DONE, SessionStatus.PARTIAL)


@dataclass(frozen=True, slots=True)
class DaySummary:
    """A day of the calendar.

    Attributes:
        day: The day.
        entries: How many pain entries it has.
        worst: The highest of their values, or None without entries.
        worst_where: The region of that value (the first to reach it), or None.
        check_in: Whether there is a check-in.
        session: Whether any session was done, wholly or partly.
        backfilled: Whether anything about pain or the check-in was entered after the day.
        comments: How many comments of a review there are on it.
    """

    day: dt.date
    entries: int = 0
    worst: float | None = None
    worst_where: SidedRegion | None = None
    check_in: bool = False
    session: bool = False
    backfilled: bool = False
    comments: int = 0


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; None leaves a part open.

    Attributes:
        first: The first day.
        last: The last day.
        where: Region and side.
        deleted: The deleted entries instead of the present ones.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    where: SidedRegion | None = None
    deleted: bool = False


#: Lets every present entry through.
ALL_ENTRIES = EntryFilter()


@dataclass(frozen=True, slots=True)
class EarlierEntry:
    """What a pain entry was before one change.

    Attributes:
        changed_at: When it was changed, in UTC.
        entry: The entry as it was until then.
        deleted: Whether it was deleted until then (and the change brought it back).
    """

    changed_at: dt.datetime
    entry: PainEntry
    deleted: bool


def month(diary: Diary, year: int, month_number: int) -> list[DaySummary]:
    """Return every day of a month, with or without anything logged.

    Args:
        diary: The open diary.
        year: 1 to 9999.
        month_number: 1 to 12.
    """
    first = dt.date(year, month_number, 1)
    last = first.replace(day=calendar.monthrange(year, month_number)[1])
    by_day: dict[dt.date, list[PainEntry]] = {}
    for entry in diary.pain.between(first, last):
        by_day.setdefault(entry.day, []).append(entry)
    check_ins = {one.day: one for one in diary.check_ins.between(first, last)}
    sessions = {one.day for one in diary.sessions.between(first, last) if one.status in _PERFORMED}
    comments = Counter(one.day for one in diary.comments.between(first, last))
    days = (first.replace(day=number) for number in range(1, last.day + 1))
    return [
        dataclasses.replace(
            _summary(day, by_day.get(day, []), check_ins.get(day), session=day in sessions),
            comments=comments[day],
        )
        for day in days
    ]


def entries(diary: Diary, which: EntryFilter = ALL_ENTRIES) -> list[PainEntry]:
    """Return the pain entries a filter lets through, by day and time."""
    return diary.pain.between(which.first, which.last, which.where, deleted=which.deleted)


def revisions_of(diary: Diary, entry_id: str) -> list[EarlierEntry]:
    """Return what a pain entry was before each of its changes, the oldest first."""
    return [
        EarlierEntry(
            changed_at=dt.datetime.fromisoformat(revision.changed_at),
            entry=diary.pain.from_state(revision.before),
            deleted=revision.before["deleted_at"] is not None,
        )
        for revision in diary.history.of(Kind.PAIN_ENTRY, entry_id)
    ]


def _summary(
    day: dt.date, day_entries: list[PainEntry], check_in: CheckIn | None, *, session: bool
) -> DaySummary:
    worst = max(day_entries, key=lambda entry: entry.value, default=None)
    return DaySummary(
        day=day,
        entries=len(day_entries),
        worst=None if worst is None else worst.value,
        worst_where=None if worst is None else worst.where,
        check_in=check_in is not None,
        session=session,
        backfilled=any(entry.backfilled for entry in day_entries)
        or (check_in is not None and check_in.backfilled),
    )
