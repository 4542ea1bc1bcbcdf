"""Everything the Trends page shows beside pain itself, worked out for one state of the diary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.adherence import (
    AdherenceHeadline,
    adherence_headline,
    smoothed_adherence,
)
from rehabdesk.analysis.doses import DayDose, Pause
from rehabdesk.analysis.episodes import Episode
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import PlanVersion
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Message
from rehabdesk.services.adherence import DayMark
from rehabdesk.services.answers.answers import (
    ChangeAnswer,
    LinkAnswer,
    TrendAnswer,
    change_answer,
    link_answer,
    link_answers,
    trend_answer,
)
from rehabdesk.services.answers.cache import AnswerCache
from rehabdesk.services.answers.material import Material, read_material
from rehabdesk.services.answers.primary import PrimaryRegion, rule_is_due
from rehabdesk.services.answers.stretches import Stretch, stretches
from rehabdesk.services.trends import SinceStart, compare_with_start, load_change_rule

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: A share this near to all of it is all of it.
_ALMOST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class RegionAnswers:
    """What can be said about one region.

    Attributes:
        link: Does keeping up the routine go with less pain?
        trend: Where is it going?
        change: Is it less than at the start?
        since: The averages of the first and the last two weeks; None without entries.
        stretches: Stretches with more and less of the routine; empty if there are none.
    """

    link: LinkAnswer
    trend: TrendAnswer
    change: ChangeAnswer
    since: SinceStart | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AdherencePicture:
    """Adherence to the routine day by day.

    Attributes:
        doses: The dose of each day.
        marks: What became of each day.
        score: The smoothed score of each day, NaN before it begins.
        headline: The last four weeks in numbers.
        versions: The plan versions in force on some of the days, from the first on.
        pauses: Agreed breaks.
    """

    doses: tuple[DayDose, ...]
    marks: tuple[DayMark, ...]
    score: NDArray[np.float64]
    headline: AdherenceHeadline
    versions: tuple[PlanVersion, ...]
    pauses: tuple[Pause, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PageAnswers:
    """The answers as of one state of the diary.

    Attributes:
        revision: The diary's state number.
        routine: The routine's name.
        primary: The primary region.
        primary_due: Whether the rule's choice is to be written down.
        episode: The current episode.
        regions: The answers, by region.
        adherence: Adherence day by day; None if nothing was prescribed yet.
    """

    revision: int
    routine: Message
    primary: PrimaryRegion | None
    primary_due: bool
    episode: Episode | None
    regions: Mapping[SidedRegion, RegionAnswers]
    adherence: AdherencePicture | None


def read_answers(
    diary: Diary,
    clock: Clock,
    regions: RegionCatalogue,
    wanted: tuple[SidedRegion, ...],
    cache: AnswerCache,
) -> PageAnswers:
    """Return the answers for the primary region and for others that are shown.

    Args:
        diary: The open diary.
        clock: Tells the present.
        regions: All regions.
        wanted: The regions that are shown.
        cache: Keeps what does not have to be worked out again.
    """
    today = diary_day(clock.now())
    material = cache.get(diary, ("material", today), lambda: read_material(diary, clock, regions))
    links = cache.get(diary, ("links", today), lambda: link_answers(material))
    primary = material.primary

    def of_region(where: SidedRegion) -> RegionAnswers:
        key = ("region", today, where)
        return cache.get(diary, key, lambda: _of_region(material, where, links))

    shown = dict.fromkeys((*((primary.where,) if primary else ()), *wanted))
    return PageAnswers(
        revision=material.revision,
        routine=material.routine.name,
        primary=primary,
        primary_due=not diary.read_only and rule_is_due(diary, regions, today),
        episode=material.episode,
        regions={where: of_region(where) for where in shown},
        adherence=cache.get(diary, ("adherence", today), lambda: picture_of(material)),
    )


def picture_of(material: Material) -> AdherencePicture | None:
    """Return adherence day by day, or None if nothing of the routine was ever prescribed."""
    doses = material.doses
    if not any(one.prescribed > 0.0 for one in doses):
        return None
    last = doses[-1].day
    return AdherencePicture(
        doses=doses,
        marks=tuple(day_mark(one) for one in doses),
        score=smoothed_adherence(doses),
        headline=adherence_headline(doses),
        versions=tuple(one for one in material.book.versions if one.from_day <= last),
        pauses=tuple(one for one in material.book.pauses if one.first <= last),
    )


def day_mark(dose: DayDose) -> DayMark:
    """Return what became of a day."""
    if dose.excused:
        return DayMark.PAUSED
    if dose.share is None:
        return DayMark.REST
    if dose.skipped:
        return DayMark.SKIPPED
    if dose.share >= 1.0 - _ALMOST:
        return DayMark.DONE
    if dose.share > 0.0:
        return DayMark.PARTIAL
    return DayMark.NOT_DONE if dose.recorded else DayMark.UNLOGGED


def _of_region(
    material: Material, where: SidedRegion, links: Mapping[SidedRegion, LinkAnswer]
) -> RegionAnswers:
    series = material.series.get(where)
    return RegionAnswers(
        link=links[where] if where in links else link_answer(material, where),
        trend=trend_answer(material, where),
        change=change_answer(material, where),
        since=compare_with_start(series, load_change_rule()) if series else None,
        stretches=stretches(series, material.doses) if series else (),
    )


def last_day_of(span: Pause, last: dt.date) -> dt.date:
    """Return the last day of a pause as far as it is over by a day."""
    return last if span.last is None else min(span.last, last)
