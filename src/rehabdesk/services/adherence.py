"""How much of the routine was done: the numbers people see, per routine and per side.

Performed divided by prescribed, each day judged by the plan version in force on it. Partly done
sets count as fractions, rest days neither for nor against; agreed pauses leave the denominator,
skips do not and are only shown apart. Every percentage comes with its counts. There is nothing to
lose by a bad week.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from rehabdesk.analysis.adherence import HEADLINE_DAYS, adherence_headline, smoothed_adherence
from rehabdesk.analysis.doses import DayDose
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.services.doses import (
    Counts,
    RoutineBook,
    doses_of,
    last_day_that_counts,
    read_book,
)
from rehabdesk.services.library import load_library
from rehabdesk.services.plan_rules import sides_of
from rehabdesk.services.plans import in_force

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Below this a difference to a whole is arithmetic, not a missed repetition.
_ALMOST = 1e-9
_SIDES = (ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.NONE)


class DayMark(enum.StrEnum):
    """What became of a day; the calendar has a sign for each, readable without colour."""

    REST = "rest"
    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not_done"
    SKIPPED = "skipped"
    UNLOGGED = "unlogged"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class RoutineDay:
    """One day of a routine.

    Attributes:
        day: The day.
        mark: What became of it.
        share: How much was done, 0 to 1; None if rest day or paused.
        prescribed: Prescribed sets, counted on one side each.
        performed: Performed part of them.
        backfilled: Whether a session of the day was entered after it.
    """

    day: dt.date
    mark: DayMark
    share: float | None
    prescribed: float
    performed: float
    backfilled: bool


@dataclass(frozen=True, slots=True)
class RoutineAdherence:
    """Adherence to one routine over the last days.

    Attributes:
        routine: The routine.
        side: A side, `NONE` for what both legs do at once, or None for everything together.
        prescribed: Prescribed sets, counted on one side each.
        performed: Performed ones; partly done ones count as fractions.
        done: Days on which everything was done.
        partial: Days on which a part was done.
        not_done: Days on which it was said that nothing was done.
        skipped: Days skipped on purpose; they are in `prescribed`.
        unlogged: Days with something prescribed and no session.
        paused: Days in an agreed break.
        backfilled: Days on which something was done that were entered later.
        ratio: Performed part of the prescribed dose, or None if nothing was prescribed.
        smoothed: The smoothed score of the last day, or None before anything was prescribed.
        days: Day by day.
    """

    routine: str
    side: ExerciseSide | None
    prescribed: float
    performed: float
    done: int
    partial: int
    not_done: int
    skipped: int
    unlogged: int
    paused: int
    backfilled: int
    ratio: float | None
    smoothed: float | None
    days: tuple[RoutineDay, ...]


@dataclass(frozen=True, slots=True)
class Adherence:
    """Adherence over the last days.

    Attributes:
        first: The first day looked at.
        last: The last one: the present day if it has a session, else the day before.
        totals: One per routine.
        sides: One per routine and side.
    """

    first: dt.date
    last: dt.date
    totals: tuple[RoutineAdherence, ...]
    sides: tuple[RoutineAdherence, ...]


class AdherenceRow(TypedDict):
    """One row of the answer of `rehabdesk adherence --json`."""

    routine: str
    side: str
    prescribed: float
    performed: float
    done: int
    partial: int
    skipped: int
    unlogged: int
    backfilled: int
    ratio: float | None
    smoothed: float | None


class AdherenceAnswer(TypedDict):
    """The answer of `rehabdesk adherence --json`."""

    window_days: int
    routines: list[AdherenceRow]


def adherence(diary: Diary, clock: Clock, window_days: int = HEADLINE_DAYS) -> Adherence:
    """Return adherence over the last days, per routine and per side."""
    book = read_book(diary)
    last = last_day_that_counts(book, clock)
    first = last - dt.timedelta(days=window_days - 1)
    shown = _routines(book, first, last)
    return Adherence(
        first,
        last,
        tuple(_adherence(book, routine, None, first, last) for routine in shown),
        tuple(
            _adherence(book, routine, side, first, last)
            for routine, sides in shown.items()
            for side in _SIDES
            if side in sides
        ),
    )


def adherence_answer(found: Adherence) -> AdherenceAnswer:
    """Return the per-side numbers as JSON holds them."""
    return {
        "window_days": (found.last - found.first).days + 1,
        "routines": [
            {
                "routine": one.routine,
                "side": (one.side or ExerciseSide.NONE).value,
                "prescribed": _rounded(one.prescribed),
                "performed": _rounded(one.performed),
                "done": one.done,
                "partial": one.partial,
                "skipped": one.skipped,
                "unlogged": one.unlogged,
                "backfilled": one.backfilled,
                "ratio": None if one.ratio is None else _rounded(one.ratio),
                "smoothed": None if one.smoothed is None else _rounded(one.smoothed),
            }
            for one in found.sides
        ],
    }


def routine_calendar(
    book: RoutineBook, routine: str, first: dt.date, last: dt.date
) -> tuple[RoutineDay, ...]:
    """Return what became of each day of a period, for the calendar."""
    counts = _of_routine(routine)
    return _days(book, doses_of(book, last, counts, first=first), counts)


def _adherence(
    book: RoutineBook, routine: str, side: ExerciseSide | None, first: dt.date, last: dt.date
) -> RoutineAdherence:
    counts = _of_routine(routine)
    doses = doses_of(book, last, counts, side)
    recent = tuple(one for one in doses if one.day >= first)
    headline = adherence_headline(recent, max(1, len(recent)))
    scores = smoothed_adherence(doses)
    smoothed = float(scores[-1]) if scores.size and np.isfinite(scores[-1]) else None
    days = _days(book, recent, counts)
    marks = [one.mark for one in days]
    return RoutineAdherence(
        routine=routine,
        side=side,
        prescribed=headline.prescribed,
        performed=headline.performed,
        done=marks.count(DayMark.DONE),
        partial=marks.count(DayMark.PARTIAL),
        not_done=marks.count(DayMark.NOT_DONE),
        skipped=marks.count(DayMark.SKIPPED),
        unlogged=marks.count(DayMark.UNLOGGED),
        paused=marks.count(DayMark.PAUSED),
        backfilled=sum(
            one.backfilled and one.mark in {DayMark.DONE, DayMark.PARTIAL} for one in days
        ),
        ratio=headline.share,
        smoothed=smoothed,
        days=days,
    )


def _days(book: RoutineBook, doses: Sequence[DayDose], counts: Counts) -> tuple[RoutineDay, ...]:
    backfilled = _backfilled_days(book, counts)
    return tuple(
        RoutineDay(
            one.day,
            _mark(book, one),
            one.share,
            one.prescribed,
            min(one.performed, one.prescribed),
            one.day in backfilled,
        )
        for one in doses
    )


def _mark(book: RoutineBook, dose: DayDose) -> DayMark:
    if any(pause.holds(dose.day) for pause in book.pauses):
        return DayMark.PAUSED
    if dose.skipped:
        return DayMark.SKIPPED
    if dose.share is None:
        return DayMark.REST
    if dose.share >= 1.0 - _ALMOST:
        return DayMark.DONE
    if dose.share > 0.0:
        return DayMark.PARTIAL
    return DayMark.NOT_DONE if dose.recorded else DayMark.UNLOGGED


def _backfilled_days(book: RoutineBook, counts: Counts) -> frozenset[dt.date]:
    """Return the days with a session about these items that was entered after its day."""
    items = {item.id: item for version in book.versions for item in version.items}
    versions = {version.id: version for version in book.versions}
    found = set()
    for session in book.sessions:
        if not session.backfilled:
            continue
        sets = book.sets.get(session.id, [])
        about = [items[one.plan_item_id] for one in sets if one.plan_item_id in items]
        if not sets and session.plan_version_id in versions:
            about = [
                item
                for item in versions[session.plan_version_id].items
                if session.routine in {"", item.routine}
            ]
        if any(map(counts, about)):
            found.add(session.day)
    return frozenset(found)


def _routines(
    book: RoutineBook, first: dt.date, last: dt.date
) -> Mapping[str, frozenset[ExerciseSide]]:
    """Return the routines prescribed on some day, with their sides, in the library's order."""
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    versions = {one.id: one for day in days if (one := in_force(book.versions, day)) is not None}
    found: dict[str, set[ExerciseSide]] = {}
    for version in versions.values():
        for item in version.items:
            found.setdefault(item.routine, set()).update(sides_of(item.side))
    known = [name for name in load_library().routines if name in found]
    others = [name for name in found if name not in known]
    return {name: frozenset(found[name]) for name in (*known, *others)}


def _of_routine(routine: str) -> Counts:
    def counts(item: PlanItem) -> bool:
        return item.routine == routine

    return counts


def _rounded(value: float) -> float:
    return round(value, 6)
