"""One value per day out of the pain entries of one region."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.domain.pain import PainKind

#: One rating of a region: the day the person meant, which pain was rated, and the value 0 to 10.
Rating = tuple[dt.date, PainKind, float]


@dataclass(frozen=True, slots=True, eq=False)
class DailySeries:
    """The daily values of one region over consecutive days.

    Attributes:
        first_day: The day of `values[0]`.
        values: Pain 0 to 10, shape (T,), float64, read-only; NaN on days without an entry.
    """

    first_day: dt.date
    values: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Keep a read-only copy of the values."""
        values = np.array(self.values, dtype=np.float64).reshape(-1)
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    @property
    def days(self) -> NDArray[np.int64]:
        """The days as proleptic ordinals (`date.toordinal`), consecutive, shape (T,)."""
        first = self.first_day.toordinal()
        return np.arange(first, first + self.values.size, dtype=np.int64)

    @property
    def last_day(self) -> dt.date:
        """The day of the last value; equals `first_day` where there are no values."""
        return self.first_day + dt.timedelta(days=max(self.values.size - 1, 0))

    @property
    def logged(self) -> NDArray[np.bool_]:
        """Where there is a value, shape (T,)."""
        return np.isfinite(self.values)

    def day_at(self, index: int) -> dt.date:
        """Return the day of `values[index]`."""
        return self.first_day + dt.timedelta(days=index)

    def gaps(self, at_least: int) -> tuple[tuple[int, int], ...]:
        """Return the runs of unlogged days between logged ones.

        Args:
            at_least: The fewest consecutive unlogged days that count as a gap, 1 or more.

        Returns:
            Pairs (start, stop) of indices; `values[start:stop]` is all NaN.
        """
        logged = np.flatnonzero(self.logged)
        steps = np.diff(logged)
        return tuple(
            (int(logged[i]) + 1, int(logged[i + 1]))
            for i in np.flatnonzero(steps > max(at_least, 1))
        )

    def between(self, first: dt.date | None, last: dt.date | None) -> DailySeries | None:
        """Return the part from its first to its last logged day within a period.

        Args:
            first: First day of the period, or None for the beginning.
            last: Last day of the period (inclusive), or None for the end.

        Returns:
            The part, or None if nothing was logged in the period.
        """
        ordinals = self.days
        inside = self.logged
        if first is not None:
            inside = inside & (ordinals >= first.toordinal())
        if last is not None:
            inside = inside & (ordinals <= last.toordinal())
        kept = np.flatnonzero(inside)
        if kept.size == 0:
            return None
        return DailySeries(self.day_at(int(kept[0])), self.values[kept[0] : kept[-1] + 1])


def daily_values(ratings: Iterable[Rating], kind: PainKind) -> DailySeries | None:
    """Return the daily values of one kind of pain, from the first to the last logged day.

    Several ratings of that kind in a day are averaged. Ratings of other kinds are left out:
    kinds are never mixed or substituted. The order of the ratings does not matter.

    Args:
        ratings: (day, kind, value) of one region, in any order.
        kind: The kind that counts as the daily value of this region.

    Returns:
        The series, or None if there is no rating of this kind.
    """
    by_day: defaultdict[int, list[float]] = defaultdict(list)
    for day, rated, value in ratings:
        if rated is kind:
            by_day[day.toordinal()].append(value)
    if not by_day:
        return None
    first, last = min(by_day), max(by_day)
    values = np.full(last - first + 1, np.nan)
    for ordinal, of_day in by_day.items():
        # fsum does not depend on the order, so neither does anything computed from it.
        values[ordinal - first] = math.fsum(of_day) / len(of_day)
    return DailySeries(dt.date.fromordinal(first), values)
