"""The exercises of the library: what they are for, how they are done, how much of them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rehabdesk.domain.plan import ExerciseSide, OwnExercise
from rehabdesk.domain.text import Message, message

#: How plan items refer to an exercise that is not in the library.
OWN_PREFIX = "own:"


class Position(enum.StrEnum):
    """The body position an exercise begins in; plans are grouped by it, in this order."""

    LYING = "lying"
    SIDE_LYING = "side_lying"
    KNEELING = "kneeling"
    SITTING = "sitting"
    STANDING = "standing"


class SideHandling(enum.StrEnum):
    """How an exercise deals with the two sides of the body."""

    EACH = "each"
    BOTH = "both"
    ALTERNATING = "alternating"

    @property
    def prescribed(self) -> ExerciseSide:
        """The side a plan item has unless somebody chooses: each on its own, or both at once."""
        return ExerciseSide.BOTH if self is SideHandling.EACH else ExerciseSide.NONE


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it should feel.

    Attributes:
        text: In words.
        low: From, on the scale 0 to 10.
        high: To.
    """

    text: Message
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a dosage comes from.

    Attributes:
        text: What is known, in plain words.
        source: The sources; not translated.
        strength: `trials`, `general` (guidance for everybody) or `convention`.
    """

    text: Message
    source: str
    strength: str


@dataclass(frozen=True, slots=True)
class Dosage:
    """How much of an exercise a plan prescribes unless somebody chooses otherwise.

    Attributes:
        sets: Sets per session and side.
        reps: Repetitions per set, or None where the set is timed.
        hold_s: Seconds to hold in each repetition; where the set is timed, the seconds of the set.
        lift_s: Seconds from the start to the end position, or None for "in your own time".
        lower_s: Seconds back, or None.
        rest_s: Seconds between sets.
        times_a_week: Days a week.
        effort: How hard it should feel.
        evidence: Where this comes from.
    """

    sets: int
    reps: int | None
    hold_s: int | None
    lift_s: int | None
    lower_s: int | None
    rest_s: int
    times_a_week: int
    effort: Effort
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Variant:
    """An easier or harder way.

    Attributes:
        text: What to do, in one line.
        exercise: The exercise of the library it is, or None where it is this one changed a little.
    """

    text: Message
    exercise: str | None


@dataclass(frozen=True, slots=True)
class Equipment:
    """Something that is needed.

    Attributes:
        id: Stable name.
        name: Plain name.
        optional: It can be done without.
    """

    id: str
    name: Message
    optional: bool


@dataclass(frozen=True, slots=True)
class ChainPlace:
    """A place in a row of exercises that grow harder.

    Attributes:
        chain: The row.
        place: Higher is harder.
    """

    chain: str
    place: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    Attributes:
        id: Library id, or `own:<id of an OwnExercise>`.
        name: Plain name.
        clinical_name: The professional's term; not translated; may be empty.
        routine: The routine it belongs to.
        counts_as_hip_strength: Whether its dose counts as hip strengthening.
        position: The position it begins in, or None if not known.
        level: 1 for the easiest.
        chain: Its place in a row of exercises that grow harder, or None.
        side: How it deals with the two sides.
        regions: Ids of the regions it is for.
        helps: What it helps with: stable names.
        primary: The muscles it is mainly for, as stable names that the drawing marks.
        secondary: The muscles that work as well.
        equipment: What is needed.
        purpose: What it is for.
        start: The position it begins in, in words.
        steps: What to do.
        cue: One sentence to remember.
        mistakes: What often goes wrong.
        easier: Easier ways, the nearest first.
        harder: Harder ways, the nearest first.
        stop: When to stop, beside what holds for every exercise.
        dosage: The usual dosage, or None for an own exercise.
        muscle_activity: What was measured in the muscles, with its source; not translated.
        picture: A PNG or JPEG as base64 for an own exercise, or "".
    """

    id: str
    name: Message
    clinical_name: str
    routine: str
    counts_as_hip_strength: bool
    position: Position | None
    level: int
    side: SideHandling
    purpose: Message
    start: Message
    cue: Message
    chain: ChainPlace | None = None
    regions: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    primary: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    steps: tuple[Message, ...] = ()
    mistakes: tuple[Message, ...] = ()
    easier: tuple[Variant, ...] = ()
    harder: tuple[Variant, ...] = ()
    stop: tuple[Message, ...] = ()
    dosage: Dosage | None = None
    muscle_activity: str = ""
    picture: str = ""

    @property
    def is_own(self) -> bool:
        """Whether somebody added it to their diary."""
        return self.id.startswith(OWN_PREFIX)


@dataclass(frozen=True, slots=True)
class Library:
    """All exercises that ship with the program, and the words they are sorted by.

    Attributes:
        exercises: By id, in the order of routine, position, level and name.
        routines: Names of the routines.
        positions: Names of the positions.
        muscles: Names of the muscles.
        equipment: Names of what may be needed.
        helps: Names of what exercises help with.
        stop: When to stop, for every exercise.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Message]
    positions: Mapping[str, Message]
    muscles: Mapping[str, Message]
    equipment: Mapping[str, Message]
    helps: Mapping[str, Message]
    stop: tuple[Message, ...] = field(default=())

    def __iter__(self) -> Iterator[Exercise]:
        """Go through the exercises in order."""
        return iter(self.exercises.values())

    def __contains__(self, exercise_id: object) -> bool:
        """Tell whether the library has an exercise of this id."""
        return exercise_id in self.exercises

    def __getitem__(self, exercise_id: str) -> Exercise:
        """Return an exercise.

        Raises:
            KeyError: The library has none of this id.
        """
        return self.exercises[exercise_id]

    def chain(self, name: str) -> tuple[Exercise, ...]:
        """Return the exercises of a row, the easiest first."""
        found = [
            (one.chain.place, one)
            for one in self
            if one.chain is not None and one.chain.chain == name
        ]
        return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))

    def next_in_chain(self, exercise: Exercise, step: int) -> Exercise | None:
        """Return the exercise some steps up (or down, if negative) its row, or None."""
        if exercise.chain is None:
            return None
        row = self.chain(exercise.chain.chain)
        place = row.index(exercise) + step
        return row[place] if 0 <= place < len(row) else None


def plain(text: str) -> Message:
    """Return a person's own words as a message: neither translated nor taken for a pattern."""
    return message("own text", "{text_given}", text_given=text)


def exercise_of(own: OwnExercise) -> Exercise:
    """Return an own exercise in the form of the library's."""
    position = Position(own.position) if own.position in set(Position) else None
    return Exercise(
        id=OWN_PREFIX + own.id,
        name=plain(own.name),
        clinical_name="",
        routine=own.routine,
        counts_as_hip_strength=own.counts_as_hip_strength,
        position=position,
        level=1,
        side=SideHandling.BOTH,
        purpose=plain(""),
        start=plain(own.instructions),
        cue=plain(""),
        picture=own.picture,
    )
