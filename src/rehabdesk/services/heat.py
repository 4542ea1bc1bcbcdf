"""How often and how strongly each region hurt in a period, for the heat map."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class WeekHeat:
    """A Monday-to-Sunday week of one region.

    Attributes:
        monday: The first day of the week.
        median: The median of the week's daily values.
        days: How many daily values that are.
    """

    monday: dt.date
    median: float
    days: int


@dataclass(frozen=True, slots=True)
class RegionHeat:
    """How often and how strongly one region hurt in a period.

    The daily value is the mean of the day's ratings of the region's one kind.

    Attributes:
        where: Region and side.
        value_kind: The kind of pain that counts.
        days_hurt: Days with a daily value above 0.
        days_logged: Days with a daily value.
        median: The median of the daily values.
        worst: The highest single rating of that kind.
        weeks: The weeks that have daily values, in order.
    """

    where: SidedRegion
    value_kind: PainKind
    days_hurt: int
    days_logged: int
    median: float
    worst: float
    weeks: tuple[WeekHeat, ...]


def heat(diary: Diary, first: dt.date, last: dt.date) -> dict[SidedRegion, RegionHeat]:
    """Return the heat of each region that has entries of its kind in a period.

    Args:
        diary: The open diary.
        first: The first day.
        last: The last day.
    """
    result: dict[SidedRegion, RegionHeat] = {}
    for use in diary.pain.regions():
        days = diary.pain.daily_values(use.where, use.value_kind, first, last)
        if days:
            result[use.where] = RegionHeat(
                where=use.where,
                value_kind=use.value_kind,
                days_hurt=sum(day.mean > 0 for day in days),
                days_logged=len(days),
                median=statistics.median(day.mean for day in days),
                worst=max(day.highest for day in days),
                weeks=_weeks([(day.day, day.mean) for day in days]),
            )
    return result


def _weeks(days: Sequence[tuple[dt.date, float]]) -> tuple[WeekHeat, ...]:
    weeks: dict[dt.date, list[float]] = {}
    for day, value in days:
        weeks.setdefault(day - dt.timedelta(days=day.weekday()), []).append(value)
    return tuple(
        WeekHeat(monday, statistics.median(values), len(values)) for monday, values in weeks.items()
    )
