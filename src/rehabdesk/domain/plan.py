"""Plans, their versions, and sessions."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class ExerciseSide(enum.StrEnum):
    """For which side an exercise is prescribed."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NONE = "none"


class SessionStatus(enum.StrEnum):
    """How one go at the plan went; a skip is neutral and says why if the person wants."""

    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    NOT_DONE = "not_done"


@dataclass(frozen=True, slots=True)
class OwnExercise:
    """An exercise or activity that is not in the library.

    Attributes:
        id: UUID; plan items refer to it as `own:<id>`.
        name: What the person calls it; plain text.
        routine: The routine it belongs to; an imported habit is a routine of its own.
        counts_as_hip_strength: Whether its dose counts as hip strengthening.
    """

    id: str
    name: str
    routine: str
    counts_as_hip_strength: bool = False


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of a plan version with its dosage.

    Attributes:
        id: UUID.
        position: Place in the plan, from 0.
        exercise: Library id, or `own:<id of an OwnExercise>`.
        routine: The routine the dose counts for.
        side: For which side it is prescribed.
        sets: Sets per session and side.
        reps: Repetitions per set, or None where the set is timed.
        hold_s: Seconds to hold, or None.
        rest_s: Seconds between sets, or None.
        times_a_week: Sessions per Monday-to-Sunday week, or None where weekdays are given.
        weekdays: ISO weekdays 1 to 7 it is prescribed on; empty where `times_a_week` is given.
        cue: One sentence to remember; plain text.
    """

    id: str
    position: int
    exercise: str
    routine: str
    side: ExerciseSide
    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    rest_s: int | None = None
    times_a_week: int | None = None
    weekdays: tuple[int, ...] = ()
    cue: str = ""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """What is prescribed from a day on. A change makes a new version; old ones stay.

    Attributes:
        id: UUID.
        number: 1, 2, 3, … in the order they came.
        from_day: The first day it is in force.
        title: Plain text.
        note: Plain text: why it changed.
        items: The exercises in order.
    """

    id: str
    number: int
    from_day: dt.date
    title: str
    note: str
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One go at the plan.

    Attributes:
        id: UUID.
        day: The day it belongs to.
        at: Local start time with offset, or None where only the day is known.
        plan_version_id: The version it was a go at.
        routine: The routine it was about, or "" for the whole plan.
        status: How it went.
        skip_reason: Plain text, may be empty.
        note: Plain text.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    plan_version_id: str
    routine: str
    status: SessionStatus
    skip_reason: str = ""
    note: str = ""
    backfilled: bool = False
