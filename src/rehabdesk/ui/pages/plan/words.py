"""Words of the plan page that several of its parts share."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.plan_texts import SIDE_TEXTS, dosage_messages

#: Longer words may be broken, after so many letters each, at a space without width.
_LONGEST_WORD, _PIECE, _BREAK = 16, 8, "\u200b"
#: From the easiest on.
LEVEL_TEXTS: Mapping[int, Message] = MappingProxyType(
    {
        1: message("exercise level", "Gentle"),
        2: message("exercise level", "Light"),
        3: message("exercise level", "Medium"),
        4: message("exercise level", "Strong"),
        5: message("exercise level", "Demanding"),
    }
)
SIDE_PILLS: Mapping[ExerciseSide, Message] = MappingProxyType(
    {
        ExerciseSide.LEFT: message("side label", "YOUR LEFT"),
        ExerciseSide.RIGHT: message("side label", "YOUR RIGHT"),
        ExerciseSide.BOTH: message("side label", "EACH SIDE"),
    }
)


def level_text(tr: Translator, exercise: Exercise) -> str:
    """Return how demanding an exercise is, in a word; an own exercise does not say."""
    if exercise.is_own or exercise.level not in LEVEL_TEXTS:
        return ""
    return tr.say(LEVEL_TEXTS[exercise.level])


def equipment_text(tr: Translator, exercise: Exercise) -> str:
    """Return what is needed, as one line."""
    names = [
        tr("exercise card", "{thing} if you like", thing=tr.say(one.name))
        if one.optional
        else tr.say(one.name)
        for one in exercise.equipment
    ]
    return tr.list_of(names) if names else tr("exercise card", "Nothing needed")


def routine_text(tr: Translator, names: Mapping[str, Message], routine: str) -> str:
    """Return a routine's name; one that somebody made up is its own name."""
    return tr.say(names[routine]) if routine in names else routine


def dosage_line(item: PlanItem, tr: Translator, *, tempo: bool = True) -> str:
    """Return the dosage without the side, which stands beside it as a pill.

    Args:
        item: The plan item.
        tr: The translator.
        tempo: Say how quick the movement is.
    """
    if not tempo:
        item = dataclasses.replace(item, lift_s=None)
    sides = list(SIDE_TEXTS.values())
    parts = [part for part in dosage_messages(item, tr) if part not in sides]
    return " · ".join(tr.say(part) for part in parts)


def breakable(text: str) -> str:
    """Return a text whose very long words may be broken, so that they never widen a column."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else _BREAK.join(_pieces(word))
        for word in text.split(" ")
    )


def _pieces(word: str) -> list[str]:
    if len(word) <= _LONGEST_WORD:
        return [word]
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]


def figure_side(side: ExerciseSide) -> Side:
    """Return the side an exercise is drawn with; the right where it is no matter."""
    return Side.LEFT if side is ExerciseSide.LEFT else Side.RIGHT
