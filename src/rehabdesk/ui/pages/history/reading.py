"""What the history page reads from a diary; runs on the worker."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.load import ActivityLoad, HelpMark, Swelling
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.review import Comment
from rehabdesk.services.history import DaySummary, EntryFilter, entries, month

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class Period(enum.StrEnum):
    """Which days the list is about."""

    DAY = "day"
    MONTH = "month"
    RANGE = "range"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked to show.

    Attributes:
        period: How the days were chosen.
        first: The first day, or None for all.
        last: The last day, or None for all.
        regions: Only these; empty for all.
        deleted: Deleted entries too.
    """

    period: Period
    first: dt.date | None
    last: dt.date | None
    regions: frozenset[SidedRegion] = frozenset()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """An entry of the list.

    Attributes:
        entry: The entry.
        deleted: Whether it is deleted.
    """

    entry: PainEntry
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of a period.

    Attributes:
        wanted: What was asked for.
        rows: The latest day first; within a day by time.
        days: How many days they are from.
        diary_is_empty: Whether the diary has no entry at all.
    """

    wanted: Wanted
    rows: tuple[ListedEntry, ...]
    days: int
    diary_is_empty: bool


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month of the calendar and the chosen day in it.

    Attributes:
        days: Every day of the month.
        check_in: The check-in of the chosen day, or None.
        used: The regions that have entries, most used first.
        comments: The comments on the chosen day.
        activities: Its other activities.
        helps: What helped on it.
        swellings: Swollen knees on it.
    """

    days: tuple[DaySummary, ...]
    check_in: CheckIn | None
    used: tuple[SidedRegion, ...]
    comments: tuple[Comment, ...] = ()
    activities: tuple[ActivityLoad, ...] = ()
    helps: tuple[HelpMark, ...] = ()
    swellings: tuple[Swelling, ...] = ()


def read_month(diary: Diary, day: dt.date) -> MonthState:
    """Return the month of a day and the day's check-in."""
    uses = sorted(diary.pain.regions(), key=lambda use: -(use.entries + use.other_entries))
    return MonthState(
        days=tuple(month(diary, day.year, day.month)),
        check_in=diary.check_ins.for_day(day),
        used=tuple(use.where for use in uses),
        comments=tuple(diary.comments.between(day, day)),
        activities=tuple(diary.loads.activities(day, day)),
        helps=tuple(diary.loads.help_marks(day, day)),
        swellings=tuple(diary.loads.swellings(day, day)),
    )


def read_listing(diary: Diary, wanted: Wanted) -> Listing:
    """Return the entries that are asked for."""
    # One region is looked up by the diary's index; several are picked from the whole period.
    one = next(iter(wanted.regions)) if len(wanted.regions) == 1 else None
    found = [ListedEntry(entry) for entry in entries(diary, _filter(wanted, one, deleted=False))]
    if wanted.deleted:
        gone = entries(diary, _filter(wanted, one, deleted=True))
        found += [ListedEntry(entry, deleted=True) for entry in gone]
    if len(wanted.regions) > 1:
        found = [row for row in found if row.entry.where in wanted.regions]
    by_day: dict[dt.date, list[ListedEntry]] = {}
    for row in found:
        by_day.setdefault(row.entry.day, []).append(row)
    rows: list[ListedEntry] = []
    for day in sorted(by_day, reverse=True):
        rows += sorted(by_day[day], key=_time) if wanted.deleted else by_day[day]
    return Listing(wanted, tuple(rows), len(by_day), not rows and not diary.pain.regions())


def _filter(wanted: Wanted, where: SidedRegion | None, *, deleted: bool) -> EntryFilter:
    return EntryFilter(wanted.first, wanted.last, where, deleted)


def _time(row: ListedEntry) -> float:
    return row.entry.at.timestamp() if row.entry.at is not None else 0.0
