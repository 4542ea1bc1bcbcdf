"""Prescribed and performed dose, day by day, from plan versions, sessions and pauses.

The unit is a prescribed set on one side. What is prescribed on a day is fixed by rule, so that
nobody can choose the days that suit a result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion

_WEEK = 7


@dataclass(frozen=True, slots=True)
class ItemDose:
    """What one plan item prescribes on a day it is due.

    Attributes:
        id: Id of the plan item.
        dose: Sets times sides.
        weekdays: ISO weekdays 1 to 7 it is due on; empty where `times_a_week` counts.
        times_a_week: Days per Monday-to-Sunday week, or None where weekdays are given.
    """

    id: str
    dose: float
    weekdays: frozenset[int] = frozenset()
    times_a_week: int | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """The items of one plan version that count, in force from a day on."""

    from_day: dt.date
    items: tuple[ItemDose, ...]


@dataclass(frozen=True, slots=True)
class SessionDose:
    """What one session adds to a day.

    Attributes:
        day: The day the session belongs to.
        performed: Dose performed per plan item id, each set counted by `set_share`; None means
            everything the plan version in force prescribes.
        skipped: The session was skipped on purpose. It was prescribed and not performed, so it
            stays in the denominator of adherence; it is only shown apart.
        attempted: Items the session was about, done or not: they are due on its day.
    """

    day: dt.date
    performed: Mapping[str, float] | None = None
    skipped: bool = False
    attempted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pause:
    """An agreed break, first and last day included; without `last` it goes on."""

    first: dt.date
    last: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Tell whether a day lies in the pause."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class DayDose:
    """The dose of one day.

    Attributes:
        day: The day.
        prescribed: Prescribed dose; 0 on rest days.
        performed: Performed part of it, at most `prescribed`.
        excused: In an agreed pause: out of the denominator of adherence, yet without exposure.
        recorded: Whether there is a session of this day. A prescribed day without one counts as
            not done and as unlogged.
        skipped: Prescribed and skipped on purpose: not performed, and shown apart.
    """

    day: dt.date
    prescribed: float
    performed: float
    excused: bool = False
    recorded: bool = False
    skipped: bool = False

    @property
    def share(self) -> float | None:
        """Performed share 0 to 1 of the prescribed dose; None on rest days and in pauses."""
        if self.excused or self.prescribed <= 0.0:
            return None
        return min(1.0, self.performed / self.prescribed)


def set_share(done: float, planned: float) -> float:
    """Return how much of a set was performed, 0 to 1.

    Args:
        done: Repetitions or seconds done.
        planned: Repetitions or seconds prescribed, above 0.
    """
    return min(1.0, max(0.0, done / planned))


def prescription_of(version: PlanVersion, counts: Callable[[PlanItem], bool]) -> Prescription:
    """Return what a plan version prescribes of one routine.

    Args:
        version: The plan version.
        counts: Which items belong to the dose in question; for the hip dose those whose exercise
            counts as hip strengthening.
    """
    return Prescription(
        version.from_day,
        tuple(
            ItemDose(
                item.id,
                float(item.sets * (2 if item.side is ExerciseSide.BOTH else 1)),
                frozenset(item.weekdays),
                item.times_a_week,
            )
            for item in version.items
            if counts(item)
        ),
    )


def daily_doses(
    prescriptions: Iterable[Prescription],
    sessions: Iterable[SessionDose],
    pauses: Sequence[Pause],
    first: dt.date,
    last: dt.date,
) -> tuple[DayDose, ...]:
    """Return the dose of every day of a period.

    Items with weekdays are due on those days. For items due n times a week, a day on which some
    of them was performed or attempted is a due day, and what is missing of the n falls on the
    last free days of that Monday-to-Sunday week. Of a week cut by the period, a plan change or a
    pause, n counts pro rata, rounded down. A day is judged by the plan version in force on it.

    Args:
        prescriptions: Plan versions; of two with the same first day the later in order holds.
        sessions: All sessions; several of a day add up.
        pauses: Agreed breaks; they may overlap.
        first: First day of the period.
        last: Last day of the period. The present day belongs in it only once it is over, as what
            has no session yet counts as not done.

    Returns:
        One dose per day, in order; days before the first plan version are rest days.
    """
    ordered = sorted(prescriptions, key=lambda one: one.from_day)
    by_day: dict[dt.date, list[SessionDose]] = {}
    for session in sessions:
        by_day.setdefault(session.day, []).append(session)
    days = [first + dt.timedelta(days=i) for i in range((last - first).days + 1)]
    doses: list[DayDose] = []
    for prescription, part in _parts_of_weeks(days, ordered):
        week = [_Day.of(day, prescription, by_day.get(day, []), pauses) for day in part]
        for item in prescription.items:
            _prescribe(item, week)
        doses.extend(day.dose() for day in week)
    return tuple(doses)


def done_shares(doses: Sequence[DayDose]) -> NDArray[np.float64]:
    """Return what `estimate_link` takes as `done`, shape (T,).

    NaN on rest days, 0 on pause days, else the performed share, which is 0 on days skipped on
    purpose.
    """
    return np.array(
        [0.0 if one.excused else np.nan if one.share is None else one.share for one in doses],
        dtype=np.float64,
    )


def done_on(doses: Sequence[DayDose], first: dt.date, days: int) -> NDArray[np.float64]:
    """Return the done shares of a stretch of days, such as those of a `DailySeries`.

    Args:
        doses: Consecutive days in order.
        first: First day of the stretch.
        days: Length of the stretch.

    Returns:
        Shape (days,); NaN on days that have no dose.
    """
    result = np.full(days, np.nan)
    if not doses:
        return result
    shares = done_shares(doses)
    start = (first - doses[0].day).days
    inside = np.arange(start, start + days)
    known = (inside >= 0) & (inside < shares.size)
    result[known] = shares[inside[known]]
    return result


@dataclass(slots=True)
class _Day:
    """A day while its dose is being added up."""

    day: dt.date
    performed: dict[str, float]
    attempted: frozenset[str]
    paused: bool
    skipped: bool
    recorded: bool
    prescribed: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        day: dt.date,
        prescription: Prescription,
        sessions: list[SessionDose],
        pauses: Sequence[Pause],
    ) -> _Day:
        """Add up the sessions of a day."""
        performed = dict.fromkeys((item.id for item in prescription.items), 0.0)
        done = [session for session in sessions if not session.skipped]
        for session in done:
            for item in prescription.items:
                added = item.dose
                if session.performed is not None:
                    added = max(0.0, session.performed.get(item.id, 0.0))
                performed[item.id] = min(item.dose, performed[item.id] + added)
        return cls(
            day,
            performed,
            frozenset().union(*(session.attempted for session in done)),
            paused=any(pause.holds(day) for pause in pauses),
            skipped=bool(sessions) and not done,
            recorded=bool(sessions),
        )

    def has(self, item: str) -> bool:
        """Tell whether an item without weekdays is due because of a session on this day."""
        return self.performed[item] > 0.0 or item in self.attempted or self.skipped

    def dose(self) -> DayDose:
        """Return the finished day."""
        return DayDose(
            self.day,
            sum(self.prescribed.values()),
            sum(self.performed[item] for item in self.prescribed),
            excused=self.paused,
            recorded=self.recorded,
            skipped=self.skipped and not self.paused and bool(self.prescribed),
        )


def _prescribe(item: ItemDose, week: list[_Day]) -> None:
    """Make an item due on its days of a week or part of a week."""
    active = [day for day in week if not day.paused]
    if item.times_a_week is None:
        due = [day for day in active if day.day.isoweekday() in item.weekdays]
    else:
        wanted = item.times_a_week * len(active) // _WEEK
        due = [day for day in active if day.has(item.id)]
        free = [day for day in active if day not in due]
        missing = min(max(wanted - len(due), 0), len(free))
        due += free[len(free) - missing :]
    for day in due:
        day.prescribed[item.id] = item.dose


def _parts_of_weeks(
    days: list[dt.date], ordered: list[Prescription]
) -> Iterator[tuple[Prescription, list[dt.date]]]:
    """Cut days where a week or a plan version begins."""
    nothing = Prescription(dt.date.min, ())
    part: list[dt.date] = []
    current, place = nothing, 0
    for day in days:
        following = current
        while place < len(ordered) and ordered[place].from_day <= day:
            following, place = ordered[place], place + 1
        if part and (following is not current or day.isoweekday() == 1):
            yield current, part
            part = []
        current = following
        part.append(day)
    if part:
        yield current, part
