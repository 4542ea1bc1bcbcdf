"""What the home plan says of each exercise, in words and drawings."""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.exercise import Exercise, Position, SideHandling
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.figures.mannequin.figure import Figure, load_figure
from rehabdesk.figures.mannequin.svg import svg
from rehabdesk.reports.home_plan import (
    FIGURE_HEIGHT_MM,
    FIGURE_WIDTH_MM,
    Labelled,
    PaperExercise,
    Picture,
)
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.picture_size import MOST_PIXELS, pixels_of
from rehabdesk.services.plan_rules import sides_of
from rehabdesk.services.plan_texts import (
    BAND_TEXTS,
    dose_message,
    seconds_message,
    weekday_names,
)

_PX_PER_MM = 96 / 25.4
_EVERY_DAY = 7

_TAGS: Mapping[ExerciseSide, Message] = MappingProxyType(
    {
        ExerciseSide.LEFT: message("home plan side", "LEFT SIDE"),
        ExerciseSide.RIGHT: message("home plan side", "RIGHT SIDE"),
        ExerciseSide.BOTH: message("home plan side", "BOTH SIDES"),
    }
)
_ROW_SIDES: Mapping[ExerciseSide, Message] = MappingProxyType(
    {
        ExerciseSide.LEFT: message("home plan side", "left"),
        ExerciseSide.RIGHT: message("home plan side", "right"),
    }
)
_PAIN_KINDS: Mapping[PainKind, Message] = MappingProxyType(
    {
        PainKind.NOW: message("home plan", "Pain as you fill this in, 0–10"),
        PainKind.WORST: message("home plan", "Worst pain of the day, 0–10"),
        PainKind.AVERAGE: message("home plan", "Average pain of the day, 0–10"),
    }
)


def paper_exercise(
    item: PlanItem, position: Position | None, index: LibraryIndex, tr: Translator
) -> PaperExercise:
    """Return what the paper shows of a plan item.

    Args:
        item: The exercise with its dosage.
        position: The position it begins in, or None if not known.
        index: The library with the diary's own exercises.
        tr: Says the texts.
    """
    exercise = index.get(item.exercise)
    name = index.name(item.exercise)
    cue = item.cue.strip() or (tr.say(exercise.cue) if exercise else "")
    return PaperExercise(
        group=_group(position, index, tr),
        name=name,
        tag=_tag(item, exercise, tr),
        one_side=item.side in {ExerciseSide.LEFT, ExerciseSide.RIGHT},
        sides=tuple(
            tr.say(_ROW_SIDES[side]) if side in _ROW_SIDES else "" for side in sides_of(item.side)
        ),
        dose=tuple(_dose(item, tr)),
        often=_often(item, tr),
        often_short=""
        if item.weekdays
        else tr("home plan", "{count} ×", count=item.times_a_week or 0),
        weekdays=frozenset(item.weekdays),
        cue=cue,
        lines=tuple(_lines(item, exercise, tr)),
        pictures=_pictures(item, exercise, name, tr),
    )


def _group(position: Position | None, index: LibraryIndex, tr: Translator) -> str:
    if position is None:
        return tr("home plan", "In any position")
    return tr.say(index.library.positions[position])


def _tag(item: PlanItem, exercise: Exercise | None, tr: Translator) -> str:
    if item.side in _TAGS:
        return tr.say(_TAGS[item.side])
    if exercise is None or exercise.is_own:
        return ""
    if exercise.side is SideHandling.ALTERNATING:
        return tr("home plan side", "IN TURN")
    return tr("home plan side", "BOTH TOGETHER")


def _dose(item: PlanItem, tr: Translator) -> list[Labelled]:
    """Return the dosage in pieces; rest and speed are always told, they are forgotten first."""
    amount = tr.say(dose_message(item))
    if item.side is ExerciseSide.BOTH:
        amount = tr("home plan", "{amount} each side", amount=amount)
    timed = item.reps is None
    label = tr("home plan", "Sets × time") if timed else tr("home plan", "Sets × reps")
    parts = [Labelled(label, amount)]
    if not timed:
        hold = tr.say(seconds_message(item.hold_s)) if item.hold_s else tr("home plan", "none")
        parts.append(Labelled(tr("home plan", "Hold"), hold))
    rest = tr.say(seconds_message(item.rest_s)) if item.rest_s else tr("home plan", "as you need")
    parts.append(Labelled(tr("home plan", "Rest"), rest))
    if not timed:
        parts.append(Labelled(tr("home plan", "Speed"), _speed(item, tr)))
    return parts


def _often(item: PlanItem, tr: Translator) -> str:
    if item.weekdays:
        return tr("home plan", "On {days}.", days=weekday_names(item.weekdays, tr))
    if item.times_a_week == _EVERY_DAY:
        return tr("home plan", "Every day.")
    return tr.n("home plan", "Once a week.", "{count} times a week.", item.times_a_week or 0)


def _speed(item: PlanItem, tr: Translator) -> str:
    if item.lift_s is None or item.lower_s is None:
        return tr("home plan", "slow and even")
    return tr("home plan", "{there} s there, {back} s back", there=item.lift_s, back=item.lower_s)


def _lines(item: PlanItem, exercise: Exercise | None, tr: Translator) -> list[Labelled]:
    load = [tr.say(BAND_TEXTS[item.band])] if item.band else []
    load += [item.load] if item.load.strip() else []
    lines = [Labelled(tr("home plan", "With:"), tr.list_of(load))]
    if exercise is not None and exercise.is_own:
        lines.append(Labelled(tr("home plan", "How:"), tr.say(exercise.start)))
    if exercise is not None and exercise.easier:
        lines.append(Labelled(tr("home plan", "Easier:"), tr.say(exercise.easier[0].text)))
    lines.append(Labelled(tr("home plan", "Note:"), item.note))
    return [line for line in lines if line.value.strip()]


# ---------------------------------------------------------------- drawings


def _pictures(
    item: PlanItem, exercise: Exercise | None, name: str, tr: Translator
) -> tuple[Picture, ...]:
    if exercise is None:
        return ()
    if exercise.is_own:
        return _own_picture(exercise, name, tr)
    side = {ExerciseSide.LEFT: Side.LEFT}.get(item.side, Side.RIGHT)
    try:
        first, last = _start_and_end(exercise.id, side)
    except FileNotFoundError:
        return ()
    start = tr("home plan", "1  Start")
    end = tr("home plan", "2  End")
    if item.side is ExerciseSide.BOTH:
        end = tr("home plan", "2  End (right side)")
    return (
        Picture(
            first,
            "svg",
            start,
            tr(
                "home plan",
                "Drawing: {name}, start. {text}",
                name=name,
                text=tr.say(exercise.start),
            ),
        ),
        Picture(
            last,
            "svg",
            end,
            tr(
                "home plan",
                "Drawing: {name}, end. {text}",
                name=name,
                text=" ".join(tr.say(step) for step in exercise.steps),
            ),
        ),
    )


@functools.lru_cache(maxsize=128)
def _start_and_end(exercise: str, side: Side) -> tuple[bytes, bytes]:
    """Return the two drawings of a library exercise: preview, print and file need the same."""
    figure = load_figure(exercise, side)
    return _drawn(figure, 0.0), _drawn(figure, figure.shown, arrow=True)


def _drawn(figure: Figure, moment: float, *, arrow: bool = False) -> bytes:
    bounds = figure.bounds
    scale = _PX_PER_MM * min(FIGURE_WIDTH_MM / bounds.width, FIGURE_HEIGHT_MM / bounds.height)
    return svg(figure.drawing(moment, arrow=arrow), print_scale=scale).encode()


def _own_picture(exercise: Exercise, name: str, tr: Translator) -> tuple[Picture, ...]:
    try:
        content = base64.b64decode(exercise.picture, validate=True)
    except (binascii.Error, ValueError):
        return ()
    if not content or pixels_of(content) > MOST_PIXELS:
        # Unpacking it would take all the memory there is.
        return ()
    alternative = tr("home plan", "Picture of {name}", name=name)
    png = content.startswith(b"\x89PNG")
    return (Picture(content, "png" if png else "jpg", "", alternative),)


# ---------------------------------------------------------------- pain


def pain_kind_words(kind: PainKind) -> Message:
    """Return which pain is to be written down each day."""
    return _PAIN_KINDS[kind]
