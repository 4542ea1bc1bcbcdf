"""What is said with an answer beside the words of its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate
from rehabdesk.analysis.words import Words
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Message, message, message_n

if TYPE_CHECKING:
    from rehabdesk.services.answers.material import Material


def no_entries_words(material: Material, where: SidedRegion) -> Words:
    """Return why a region without daily values has no answer."""
    sentence = _no_entries(material, where)
    return Words(sentence, sentence)


def _no_entries(material: Material, where: SidedRegion) -> Message:
    if where not in material.kinds:
        return message("answer", "There are no pain entries of this region yet.")
    if material.period is not None:
        return message(
            "answer",
            "This region has no entries of the kind that counts as its daily value in this period.",
        )
    if material.episode is None:
        return message("answer", "There are no pain entries of this region yet.")
    return message(
        "answer",
        "This region has no entries of the kind that counts as its daily value since {day}, when "
        "the present episode of the diary began.",
        day=material.episode.first,
    )


def no_dose_words(words: Words, estimate: LinkEstimate, *, is_hip: bool) -> Words:
    """Return the words of a refused link without a prescribed dose on the days looked at.

    Args:
        words: The words of the refusal's class.
        estimate: The refusal.
        is_hip: Whether the routine is hip strengthening.
    """
    if estimate.refusal is not Refusal.BARELY_VARIED:
        return words
    patient = (
        message(
            "answer",
            "No hip strengthening was prescribed on these days, so there is nothing to compare. "
            "With a plan and its sessions in the diary, this can be looked at later.",
        )
        if is_hip
        else message(
            "answer",
            "Nothing of this routine was prescribed on these days, so there is nothing to "
            "compare. With a plan and its sessions in the diary, this can be looked at later.",
        )
    )
    return Words(
        patient,
        message("answer for the physio", "No prescribed dose on these days; not identifiable."),
    )


def adjusted_note(family: int, p_value: float) -> Message:
    """Return that a p value was adjusted.

    Args:
        family: How many regions were adjusted together.
        p_value: What it was by itself.
    """
    sign, shown = ("<", 0.001) if p_value < 0.001 else ("=", round(p_value, 3))
    return message_n(
        "answer for the physio",
        "Not the primary region: p adjusted (Holm, {count} region); by itself p {sign} {p}.",
        "Not the primary region: p adjusted (Holm, {count} regions); by itself p {sign} {p}.",
        family,
        sign=sign,
        p=shown,
    )
