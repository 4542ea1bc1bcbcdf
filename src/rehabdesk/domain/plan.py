"""Plans, their versions, and sessions."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class ExerciseSide(enum.StrEnum):
    """For which side an exercise is prescribed.

    `BOTH` is each side on its own, so its sets count once per side; `NONE` is both legs at once or
    taking turns, so its sets count once.
    """

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    NONE = "none"


class Band(enum.StrEnum):
    """How strong an exercise band is; colours differ from maker to maker."""

    EXTRA_LIGHT = "extra_light"
    LIGHT = "light"
    MEDIUM = "medium"
    STRONG = "strong"
    EXTRA_STRONG = "extra_strong"


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
        instructions: How to do it; plain text.
        position: The body position it is done in, as a `Position` value, or "".
        picture: A PNG or JPEG picture as base64, or "".
    """

    id: str
    name: str
    routine: str
    counts_as_hip_strength: bool = False
    instructions: str = ""
    position: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class PainLimits:
    """Up to which pain an exercise may go on, on the scale 0 to 10.

    Attributes:
        green: The highest rating of the green range: carry on.
        amber: The highest rating of the amber range: carry on, do not make it harder. Everything
            above is red: stop this exercise.
    """

    green: int
    amber: int


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
        hold_s: Seconds to hold in each repetition; where the set is timed, the seconds of the set.
        rest_s: Seconds between sets, or None.
        times_a_week: Sessions per Monday-to-Sunday week, or None where weekdays are given.
        weekdays: ISO weekdays 1 to 7 it is prescribed on; empty where `times_a_week` is given.
        cue: One sentence to remember; plain text.
        lift_s: Seconds for the first half of the movement, or None for "in your own time".
        lower_s: Seconds for the way back, or None.
        load: The load in words ("2 kg at the ankle"); plain text.
        band: How strong the band is, or None without one.
        note: Plain text beside the dosage.
        fixed: The dosage is to stay as it is: nothing harder is suggested.
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
    lift_s: int | None = None
    lower_s: int | None = None
    load: str = ""
    band: Band | None = None
    note: str = ""
    fixed: bool = False


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
        limits: Pain limits for this plan, or None for the usual ones.
        author: Who made it, if somebody else did; plain text.
    """

    id: str
    number: int
    from_day: dt.date
    title: str
    note: str
    items: tuple[PlanItem, ...]
    limits: PainLimits | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """An agreed break from the plan.

    Attributes:
        id: UUID.
        first: First day.
        last: Last day, or None while it goes on.
        reason: Plain text, may be empty.
    """

    id: str
    first: dt.date
    last: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A time at which the plan may be called to mind.

    Attributes:
        id: UUID.
        time: Local time of day.
        weekdays: ISO weekdays 1 to 7; empty for every day.
        enabled: Whether it speaks up.
    """

    id: str
    time: dt.time
    weekdays: tuple[int, ...] = ()
    enabled: bool = True


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
        running: It is going on; after a crash it can be taken up again.
        finished_at: Local time it was finished, or None.
        effort: How hard it felt, 0 to 10, or None.
        pain_before: Pain before it, 0 to 10, or None.
        pain_after: Pain right after it, 0 to 10, or None.
        pain_next_morning: Pain the next morning, 0 to 10, or None: unknown, not "no pain".
        place: The plan item a running session is at, or "".
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
    running: bool = False
    finished_at: dt.datetime | None = None
    effort: int | None = None
    pain_before: float | None = None
    pain_after: float | None = None
    pain_next_morning: float | None = None
    place: str = ""


class SetUnit(enum.StrEnum):
    """What a set is counted in."""

    REPS = "reps"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set of one session on one side, planned and done.

    Attributes:
        id: UUID.
        session_id: The session.
        plan_item_id: The plan item it was prescribed by.
        exercise: What was done, which may be an easier version of what was prescribed.
        side: `LEFT` or `RIGHT`, or `NONE` where both legs work at once or take turns.
        number: 1 for the first set of this item on this side.
        unit: What `planned` and `done` count.
        planned: Repetitions or seconds prescribed, at least 1.
        done: Repetitions or seconds done; None while nothing was recorded.
        skip_reason: Why it was left out; plain text, may be empty.
        skipped: It was left out on purpose.
        pain: Pain during it, 0 to 10, or None.
        clean: Whether the form was clean, or None if not said.
    """

    id: str
    session_id: str
    plan_item_id: str
    exercise: str
    side: ExerciseSide
    number: int
    unit: SetUnit
    planned: int
    done: int | None = None
    skip_reason: str = ""
    skipped: bool = False
    pain: float | None = None
    clean: bool | None = None

    @property
    def share(self) -> float:
        """How much of the set was done, 0 to 1."""
        return min(1.0, (self.done or 0) / self.planned)
