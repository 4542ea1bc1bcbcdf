"""What a plan file may hold, and how it becomes a plan."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
import unicodedata
import uuid

from msgspec import Struct

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import Position
from rehabdesk.domain.plan import Band, ExerciseSide, OwnExercise, PlanItem
from rehabdesk.domain.text import message
from rehabdesk.services.library import load_library
from rehabdesk.services.plan_rules import load_plan_rule
from rehabdesk.services.plans import PICTURE_MAX, picture_text

#: How ids are written.
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: Signs that turn the direction of what follows, which could make a text read as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class LimitsRecord(Struct, forbid_unknown_fields=True):
    """Pain limits of a plan."""

    green: int
    amber: int


class ItemRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One exercise with its dosage. Ranges are checked like those of any plan."""

    exercise: str
    side: ExerciseSide = ExerciseSide.NONE
    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    rest_s: int | None = None
    lift_s: int | None = None
    lower_s: int | None = None
    times_a_week: int | None = None
    weekdays: tuple[int, ...] = ()
    band: Band | None = None
    load: str = ""
    cue: str = ""
    note: str = ""
    fixed: bool = False


class OwnRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """An exercise that is not in the library."""

    id: str
    name: str
    routine: str
    counts_as_hip_strength: bool = False
    instructions: str = ""
    position: str = ""
    picture: str = ""


class CommentRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A comment on a day, an exercise or all of it."""

    id: str
    text: str
    made_at: dt.datetime
    day: dt.date | None = None
    exercise: str = ""


class ReviewRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What somebody who looked at a shared copy sends back.

    `diary` is the UUID of the diary they looked at, `based_on` the plan version they saw in force.
    """

    id: str
    diary: str
    based_on: int = 0
    comments: list[CommentRecord] = []


class PlanRecord(Struct, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A whole file; version 1 is a plan, version 2 is a review, with or without a plan."""

    format: str
    version: int
    title: str = ""
    note: str = ""
    author: str = ""
    limits: LimitsRecord | None = None
    items: list[ItemRecord] = []
    review: ReviewRecord | None = None
    own_exercises: list[OwnRecord] = []


def item_of_record(record: ItemRecord, routines: dict[str, str]) -> PlanItem:
    """Return an item as a plan has it, not checked yet."""
    library = load_library()
    known = library[record.exercise].routine if record.exercise in library else ""
    return PlanItem(
        id=str(uuid.uuid4()),
        position=0,
        exercise=record.exercise,
        routine=routines.get(record.exercise, known),
        side=record.side,
        sets=record.sets,
        reps=record.reps,
        hold_s=record.hold_s,
        rest_s=record.rest_s,
        times_a_week=record.times_a_week,
        weekdays=tuple(sorted(set(record.weekdays))),
        cue=clean_text(record.cue),
        lift_s=record.lift_s,
        lower_s=record.lower_s,
        load=clean_text(record.load),
        band=record.band,
        note=clean_text(record.note),
        fixed=record.fixed,
    )


def record_of_item(item: PlanItem) -> ItemRecord:
    """Return an item as a file has it."""
    return ItemRecord(
        exercise=item.exercise,
        side=item.side,
        sets=item.sets,
        reps=item.reps,
        hold_s=item.hold_s,
        rest_s=item.rest_s,
        lift_s=item.lift_s,
        lower_s=item.lower_s,
        times_a_week=item.times_a_week,
        weekdays=item.weekdays,
        band=item.band,
        load=item.load,
        cue=item.cue,
        note=item.note,
        fixed=item.fixed,
    )


def own_of_record(record: OwnRecord, name: str) -> OwnExercise:
    """Return an own exercise of a file.

    Raises:
        InputError: It is not as it should be.
    """
    own = OwnExercise(
        record.id,
        clean_text(record.name).strip(),
        clean_text(record.routine),
        record.counts_as_hip_strength,
        clean_text(record.instructions),
        record.position,
        record.picture and _picture(record.picture, name),
    )
    longest = load_plan_rule().longest_text
    whole = (
        UUID.fullmatch(own.id) is not None
        and own.name
        and own.routine
        and own.position in {"", *Position}
        and max(len(own.name), len(own.routine)) <= longest
        and len(own.instructions) <= 4 * longest
    )
    if not whole:
        raise InputError(
            message(
                "plan file error",
                "An own exercise in “{name}” is not as it should be: {exercise}.",
                name=name,
                exercise=own.name[:60] or own.id[:60],
            )
        )
    return own


def record_of_own(own: OwnExercise) -> OwnRecord:
    """Return an own exercise as a file has it."""
    return OwnRecord(
        id=own.id,
        name=own.name,
        routine=own.routine,
        counts_as_hip_strength=own.counts_as_hip_strength,
        instructions=own.instructions,
        position=own.position,
        picture=own.picture,
    )


def _picture(text: str, name: str) -> str:
    wrong = InputError(
        message("plan file error", "A picture in “{name}” cannot be shown.", name=name)
    )
    if len(text) > 2 * PICTURE_MAX:
        raise wrong
    try:
        return picture_text(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        raise wrong from None


def clean_text(text: str) -> str:
    """Return a text without control signs, which have no business in a plan."""
    return "".join(
        sign
        for sign in text
        if sign == "\n" or (unicodedata.category(sign) != "Cc" and sign not in _TURNING)
    )
