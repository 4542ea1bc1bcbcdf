"""What the answers of a diary are made from, read once for one state of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.adherence import adherence_headline
from rehabdesk.analysis.daily import DailySeries, daily_values
from rehabdesk.analysis.doses import DayDose
from rehabdesk.analysis.episodes import Episode, episodes
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.services.answers.primary import PrimaryRegion, primary_region
from rehabdesk.services.answers.routine import Routine, hip_strength, routine_doses
from rehabdesk.services.doses import RoutineBook, last_day_that_counts, read_book

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class Period:
    """A period somebody chose; an answer for it is exploratory.

    Attributes:
        first: First day, or None for the beginning of the diary.
        last: Last day, or None for its end.
    """

    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What answers are made from.

    Attributes:
        revision: The diary's state number.
        routine: The routine whose dose is looked at.
        book: Plans, sessions and pauses.
        doses: The dose of each day from the first plan on.
        primary: The primary region, or None while there is none.
        kinds: The kind of pain that counts as the daily value, of each region with entries.
        series: The daily values of the regions that have some on the days looked at.
        episode: The current episode, or None in an empty diary.
        period: The period somebody chose instead, or None.
    """

    revision: int
    routine: Routine
    book: RoutineBook
    doses: tuple[DayDose, ...]
    primary: PrimaryRegion | None
    kinds: Mapping[SidedRegion, PainKind]
    series: Mapping[SidedRegion, DailySeries]
    episode: Episode | None
    period: Period | None = None

    @property
    def exploratory(self) -> bool:
        """Whether the answers are for a period somebody chose."""
        return self.period is not None

    def is_primary(self, where: SidedRegion) -> bool:
        """Tell whether a region is the primary one."""
        return self.primary is not None and self.primary.where == where

    def doses_between(self, first: dt.date, last: dt.date) -> tuple[DayDose, ...]:
        """Return the doses of the days of a period that have one."""
        return tuple(one for one in self.doses if first <= one.day <= last)

    def adherence_share(self, series: DailySeries) -> float | None:
        """Return performed by prescribed dose over the days of a series; None without a dose."""
        doses = self.doses_between(series.first_day, series.last_day)
        return adherence_headline(doses, max(len(doses), 1)).share


def read_material(
    diary: Diary,
    clock: Clock,
    regions: RegionCatalogue,
    *,
    routine: Routine | None = None,
    period: Period | None = None,
    book: RoutineBook | None = None,
) -> Material:
    """Read what answers are made from.

    Args:
        diary: The open diary.
        clock: Tells the present.
        regions: All regions.
        routine: The routine whose dose is looked at; hip strengthening by default.
        period: A period somebody chose instead of the current episode.
        book: Plans, sessions and pauses, if they have been read already.
    """
    revision = diary.revision
    book = book or read_book(diary)
    routine = routine or hip_strength(book)
    kinds = {use.where: use.value_kind for use in diary.pain.regions()}
    episode = current_episode(diary, book)
    days = period or (Period(episode.first, None) if episode else Period(None, None))
    found = {where: _series(diary, where, kind, days) for where, kind in kinds.items()}
    return Material(
        revision=revision,
        routine=routine,
        book=book,
        doses=routine_doses(book, routine, last_day_that_counts(book, clock)),
        primary=primary_region(diary, regions),
        kinds=kinds,
        series={where: series for where, series in found.items() if series is not None},
        episode=episode,
        period=period,
    )


def current_episode(diary: Diary, book: RoutineBook) -> Episode | None:
    """Return the stretch of the diary since the last long silence, or None if it is empty.

    Pain entries of every region and kind end a silence, and so does a session, skipped or not; a
    mere note that nothing was done does not.

    Args:
        diary: The open diary.
        book: Its sessions.
    """
    session_days = {one.day for one in book.sessions if one.status is not SessionStatus.NOT_DONE}
    found = episodes(diary.pain.entry_days(), session_days)
    return found[-1] if found else None


def _series(diary: Diary, where: SidedRegion, kind: PainKind, days: Period) -> DailySeries | None:
    values = diary.pain.daily_values(where, kind, days.first, days.last)
    return daily_values(((one.day, kind, one.mean) for one in values), kind)
