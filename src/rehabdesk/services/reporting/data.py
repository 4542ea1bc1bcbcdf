"""Everything a report is made from, read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.doses import DayDose
from rehabdesk.analysis.smooth import SmoothedLine, smooth_series
from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import PlanVersion, Session, SetDone
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.answers.material import Material, Period, read_material
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.doses import read_book
from rehabdesk.services.reporting.options import ReportOptions, Span

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Days at either end of the period that stand for the start and for now.
WINDOW_DAYS = 14
#: After this many days without anything, a period ends with the last entry and not today.
_QUIET_DAYS = 28


@dataclass(frozen=True, slots=True)
class Logged:
    """How much of the period was written down.

    Attributes:
        days: Days with a pain entry, a check-in or a session.
        entries: All of these.
        backfilled: Those of them that were entered after their day.
    """

    days: int
    entries: int
    backfilled: int


@dataclass(frozen=True, slots=True, eq=False)
class ReportData:
    """What a report is made from.

    Attributes:
        revision: The diary's state number.
        today: The present day.
        span: The days the report is about.
        regions: All regions.
        material: What the answers are made from; its series may go beyond the span.
        where: The regions with daily values in the span, the primary one first, then by use.
        series: The daily values within the span.
        lines: Their smoothed lines.
        doses: The hip-strengthening dose of the days of the span that are over.
        sessions: The sessions of the span that are not going on.
        check_ins: The check-ins of the span.
        versions: The plan versions in force on some day of the span, from the first on.
        logged: How much was written down.
    """

    revision: int
    today: dt.date
    span: Span
    regions: RegionCatalogue
    material: Material
    where: tuple[SidedRegion, ...]
    series: dict[SidedRegion, DailySeries]
    lines: dict[SidedRegion, SmoothedLine]
    doses: tuple[DayDose, ...]
    sessions: tuple[Session, ...]
    check_ins: tuple[CheckIn, ...]
    versions: tuple[PlanVersion, ...]
    logged: Logged

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written down."""
        return self.logged.entries == 0

    def sets_of(self, session: Session) -> list[SetDone]:
        """Return the sets of a session."""
        return self.material.book.sets.get(session.id, [])

    def day_number(self, day: dt.date) -> int:
        """Return which day of the span a day is, from 0."""
        return (day - self.span.first).days

    def window_mean(self, where: SidedRegion, span: Span) -> tuple[float, int] | None:
        """Return the mean of a region's daily values on some days and how many they are."""
        part = self.series[where].between(span.first, span.last) if where in self.series else None
        if part is None:
            return None
        values = part.values[np.isfinite(part.values)]
        return float(values.mean()), int(values.size)

    @property
    def start(self) -> Span:
        """The days that stand for the start."""
        return Span(self.span.first, self._inside(self.span.first, WINDOW_DAYS - 1))

    @property
    def now(self) -> Span:
        """The days that stand for now."""
        return Span(self._inside(self.span.last, 1 - WINDOW_DAYS), self.span.last)

    def _inside(self, day: dt.date, more: int) -> dt.date:
        return max(self.span.first, min(self.span.last, day + dt.timedelta(days=more)))


def read_data(diary: Diary, clock: Clock, options: ReportOptions) -> ReportData:
    """Read what a report is made from.

    Raises:
        InputError: The first day lies after the last one.
    """
    regions, today = load_regions(), diary_day(clock.now())
    chosen = _chosen_period(options)
    book = read_book(diary)
    material = read_material(diary, clock, regions, period=chosen, book=book)
    span = _span(diary, material, options, today)
    series = {
        where: part
        for where, one in material.series.items()
        if where.region in regions and (part := one.between(span.first, span.last)) is not None
    }
    sessions = tuple(one for one in book.sessions
                     if span.first <= one.day <= span.last and not one.running)  # fmt: skip
    check_ins = tuple(diary.check_ins.between(span.first, span.last))
    return ReportData(
        revision=material.revision,
        today=today,
        span=span,
        regions=regions,
        material=material,
        where=_order(material, series, regions),
        series=series,
        lines={where: smooth_series(one) for where, one in series.items()},
        doses=material.doses_between(span.first, span.last),
        sessions=sessions,
        check_ins=check_ins,
        versions=_versions(book.versions, span),
        logged=_logged(diary, span, sessions, check_ins),
    )


def _chosen_period(options: ReportOptions) -> Period | None:
    if options.first is None and options.last is None:
        return None
    if options.first is not None and options.last is not None and options.first > options.last:
        raise InputError(message("report error", "The report’s first day is after its last one."))
    return Period(options.first, options.last)


def _span(diary: Diary, material: Material, options: ReportOptions, today: dt.date) -> Span:
    """Return the days a report is about; none is before the first entry or still to come.

    Without a choice they are the present episode; of a diary nobody writes into any more, up to
    its last entry.

    Raises:
        InputError: All of them are still to come.
    """
    if options.first is not None and options.first > today:
        raise InputError(message("report error", "The report’s first day is still to come."))
    days = [day for day in diary.pain.days() if day <= today]
    latest = days[-1] if days else today
    last = min(options.last or (today if (today - latest).days <= _QUIET_DAYS else latest), today)
    if material.period is None:
        first = material.episode.first if material.episode else last
    else:
        first = max(options.first or dt.date.min, _first_day(diary, days, last))
    return Span(min(first, last), last)


def _first_day(diary: Diary, days: Sequence[dt.date], last: dt.date) -> dt.date:
    """Return the first day anything was written down on, or `last` if nothing was."""
    measures = diary.measures
    measured = [one.day for one in diary.self_tests.results()]
    measured += [one.day for one in measures.ratings()]
    measured += [one.day for one in measures.change_ratings()]
    measured += [one.day for one in measures.totals()]
    return min((*days[:1], *measured), default=last)


def _order(
    material: Material, series: dict[SidedRegion, DailySeries], regions: RegionCatalogue
) -> tuple[SidedRegion, ...]:
    places = {where: place for place, where in enumerate(regions.sided())}
    return tuple(
        sorted(
            series,
            key=lambda where: (
                not material.is_primary(where),
                -int(series[where].logged.sum()),
                places[where],
            ),
        )
    )


def _versions(versions: Sequence[PlanVersion], span: Span) -> tuple[PlanVersion, ...]:
    """Return the versions in force on some day of a span, by their first day."""
    ordered = sorted(versions, key=lambda one: (one.from_day, one.number))
    before = [one for one in ordered if one.from_day <= span.first]
    return tuple(
        one
        for one in ordered
        if span.first < one.from_day <= span.last or (before and one is before[-1])
    )


def _logged(
    diary: Diary, span: Span, sessions: Sequence[Session], check_ins: Sequence[CheckIn]
) -> Logged:
    pain, late = diary.pain.count(span.first, span.last)
    days = sum(span.first <= day <= span.last for day in diary.pain.days())
    return Logged(
        days=days,
        entries=pain + len(sessions) + len(check_ins),
        backfilled=late
        + sum(one.backfilled for one in sessions)
        + sum(one.backfilled for one in check_ins),
    )
