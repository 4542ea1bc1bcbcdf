"""Words and pictures that several parts of the Session page share."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QPixmap

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide, SetDone, SetUnit
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.figures.mannequin.figure import Figure, load_figure
from rehabdesk.services.library import LibraryIndex

SIDES: Mapping[ExerciseSide, Side] = MappingProxyType(
    {
        ExerciseSide.LEFT: Side.LEFT,
        ExerciseSide.RIGHT: Side.RIGHT,
        ExerciseSide.BOTH: Side.LEFT,
        ExerciseSide.NONE: Side.NONE,
    }
)
SIDE_WORDS: Mapping[ExerciseSide, Message] = MappingProxyType(
    {
        ExerciseSide.LEFT: message("exercise side", "your left"),
        ExerciseSide.RIGHT: message("exercise side", "your right"),
    }
)
#: Why an exercise is left out; all of them are as good as none.
SKIP_REASONS = (
    message("skip reason", "It hurts"),
    message("skip reason", "Too tired"),
    message("skip reason", "No time"),
    message("skip reason", "Things I need are not here"),
    message("skip reason", "Not sure how to do it"),
)


def figure_of(exercise: str, side: ExerciseSide) -> Figure | None:
    """Return the figure of an exercise, or None where there is none."""
    try:
        return load_figure(exercise, SIDES[side])
    except (FileNotFoundError, ValueError):
        return None


def own_picture(exercise: Exercise | None) -> QPixmap:
    """Return the picture of an own exercise; a null pixmap if there is none to read."""
    picture = QPixmap()
    if exercise is not None and exercise.picture:
        try:
            picture.loadFromData(base64.b64decode(exercise.picture, validate=True))
        except (binascii.Error, ValueError):
            return QPixmap()
    return picture


def spoken_name(tr: Translator, index: LibraryIndex, exercise: str, side: ExerciseSide) -> str:
    """Return an exercise with its side, as it is said."""
    name = index.name(exercise)
    if side not in SIDE_WORDS:
        return name
    return tr("player", "{name}, {side}", name=name, side=tr.say(SIDE_WORDS[side]))


def amount(tr: Translator, one: SetDone, count: int) -> str:
    """Return a number of repetitions or seconds with its unit."""
    if one.unit is SetUnit.SECONDS:
        return tr.n("player", "{count} second", "{count} seconds", count)
    return tr.n("player", "{count} repetition", "{count} repetitions", count)
