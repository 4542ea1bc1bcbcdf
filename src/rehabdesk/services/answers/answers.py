"""The answers of a diary: the link of a region with a routine, its trend, and its change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.doses import done_on
from rehabdesk.analysis.episodes import holm
from rehabdesk.analysis.link import LinkEstimate, estimate_link
from rehabdesk.analysis.outcome import (
    ChangeOutcome,
    LinkOutcome,
    TrendOutcome,
    classify_change,
    classify_link,
    classify_trend,
)
from rehabdesk.analysis.trend import (
    ChangeEstimate,
    TrendEstimate,
    estimate_change,
    estimate_trend,
)
from rehabdesk.analysis.words import Words, change_words, link_words, trend_words
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Message
from rehabdesk.services.answers.material import Material
from rehabdesk.services.answers.words import (
    adjusted_note,
    no_dose_words,
    no_entries_words,
)

_NOTHING: NDArray[np.float64] = np.zeros(0)


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer is about.

    Attributes:
        where: Region and side.
        kind: The kind of pain that counts as the daily value.
        first: The first logged day it looks at, or None without any.
        last: The last one, or None.
        exploratory: Whether somebody chose the period.
        adherence_share: Performed by prescribed dose over these days, 0 to 1; None without one.
    """

    where: SidedRegion
    kind: PainKind
    first: dt.date | None
    last: dt.date | None
    exploratory: bool
    adherence_share: float | None


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """Does keeping up the routine go with less pain in this region?

    Attributes:
        basis: What it is about.
        routine: The routine's name.
        estimate: The numbers, or the refusal.
        outcome: Which class it is.
        patient: What the patient reads.
        physio: What the physio reads.
        is_primary: Whether it is the primary region, whose p value is not adjusted.
        adjusted_p: The p value after Holm, for another region with an answer; else None.
        notes: What has to be said with it, for the physio.
    """

    basis: Basis
    routine: Message
    estimate: LinkEstimate
    outcome: LinkOutcome
    patient: Message
    physio: Message
    is_primary: bool
    adjusted_p: float | None = None
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendAnswer:
    """Where is the pain of this region going? See `LinkAnswer` for the fields."""

    basis: Basis
    estimate: TrendEstimate
    outcome: TrendOutcome
    patient: Message
    physio: Message


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Is it less than at the start? See `LinkAnswer` for the fields."""

    basis: Basis
    estimate: ChangeEstimate
    outcome: ChangeOutcome
    patient: Message
    physio: Message


def link_answers(material: Material) -> dict[SidedRegion, LinkAnswer]:
    """Return the link of every region with daily values on the days looked at.

    The primary region's p value stays as it is; those of all others are adjusted together.
    """
    estimates = {where: _estimate_link(material, where) for where in sorted(material.series)}
    adjusted = adjusted_p_values(material, estimates)
    return {
        where: link_answer_of(material, where, estimate, adjusted.get(where), len(adjusted))
        for where, estimate in estimates.items()
    }


def link_answer(material: Material, where: SidedRegion) -> LinkAnswer:
    """Return the link of one region, whether it has entries or not."""
    if where not in material.series or material.is_primary(where):
        # Nobody else's p value matters here.
        return link_answer_of(material, where, _estimate_link(material, where), None, 0)
    return link_answers(material)[where]


def adjusted_p_values(
    material: Material, estimates: Mapping[SidedRegion, LinkEstimate]
) -> dict[SidedRegion, float]:
    """Return Holm's adjusted p values of the answered regions beside the primary one."""
    others = [where for where in estimates if not material.is_primary(where)]
    values = holm([estimates[where].p_value for where in others])
    return {where: p for where, p in zip(others, values, strict=True) if p is not None}


def link_answer_of(
    material: Material,
    where: SidedRegion,
    estimate: LinkEstimate,
    adjusted_p: float | None,
    family: int,
) -> LinkAnswer:
    """Return an estimate with its class and words.

    Args:
        material: What it was made from.
        where: The region.
        estimate: The estimate.
        adjusted_p: The p value after Holm, or None if it is not adjusted.
        family: How many regions were adjusted together.
    """
    exploratory = material.exploratory
    basis = _basis(material, where)
    words = link_words(estimate, adjusted_p=adjusted_p, exploratory=exploratory)
    if basis.first is None:
        words = no_entries_words(material, where)
    elif basis.adherence_share is None and estimate.refusal is not None:
        words = no_dose_words(words, estimate, is_hip=material.routine.is_hip)
    notes: tuple[Message, ...] = ()
    if adjusted_p is not None and family > 1 and estimate.p_value is not None:
        notes = (adjusted_note(family, estimate.p_value),)
    return LinkAnswer(
        basis=basis,
        routine=material.routine.name,
        estimate=estimate,
        outcome=classify_link(estimate, adjusted_p=adjusted_p, exploratory=exploratory),
        patient=words.patient,
        physio=words.physio,
        is_primary=material.is_primary(where),
        adjusted_p=adjusted_p,
        notes=notes,
    )


def trend_answer(material: Material, where: SidedRegion) -> TrendAnswer:
    """Return the trend of one region."""
    days, values = _days_and_values(material, where)
    estimate = estimate_trend(days, values)
    words = _or_no_entries(material, where, trend_words(estimate))
    return TrendAnswer(
        _basis(material, where), estimate, classify_trend(estimate), words.patient, words.physio
    )


def change_answer(material: Material, where: SidedRegion) -> ChangeAnswer:
    """Return the change of one region since the start."""
    days, values = _days_and_values(material, where)
    estimate = estimate_change(days, values)
    words = _or_no_entries(material, where, change_words(estimate))
    return ChangeAnswer(
        _basis(material, where), estimate, classify_change(estimate), words.patient, words.physio
    )


def _or_no_entries(material: Material, where: SidedRegion, words: Words) -> Words:
    return words if where in material.series else no_entries_words(material, where)


def _estimate_link(material: Material, where: SidedRegion) -> LinkEstimate:
    series = material.series.get(where)
    if series is None:
        return estimate_link(_NOTHING, _NOTHING, _NOTHING)
    done = done_on(material.doses, series.first_day, series.values.size)
    return estimate_link(series.days, series.values, done)


def _days_and_values(
    material: Material, where: SidedRegion
) -> tuple[NDArray[np.int64] | NDArray[np.float64], NDArray[np.float64]]:
    series: DailySeries | None = material.series.get(where)
    return (_NOTHING, _NOTHING) if series is None else (series.days, series.values)


def _basis(material: Material, where: SidedRegion) -> Basis:
    series = material.series.get(where)
    return Basis(
        where=where,
        kind=material.kinds.get(where, PainKind.NOW),
        first=series.first_day if series else None,
        last=series.last_day if series else None,
        exploratory=material.exploratory,
        adherence_share=material.adherence_share(series) if series else None,
    )
