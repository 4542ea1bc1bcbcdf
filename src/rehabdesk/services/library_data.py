"""What the files of the exercise library may hold: `resources/exercises/` and `library.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.exercise import Position, SideHandling
from rehabdesk.resources import resource_path

_Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,59}$")]
_Text = Annotated[str, Meta(min_length=1, max_length=400)]
_Count = Annotated[int, Meta(ge=1, le=50)]
_Seconds = Annotated[int, Meta(ge=0, le=3600)]


class _Strict(Struct, forbid_unknown_fields=True):
    """Refuses names it does not know."""


class ChainData(_Strict):
    """A place in a row."""

    id: _Id
    place: Annotated[int, Meta(ge=0, le=20)]


class MusclesData(_Strict):
    """The muscles that work."""

    primary: Annotated[tuple[_Id, ...], Meta(min_length=1)]
    secondary: tuple[_Id, ...]


class EquipmentData(_Strict):
    """Something that is needed."""

    id: _Id
    optional: bool = False


class VariantData(_Strict):
    """An easier or harder way."""

    text: _Text
    exercise: _Id | None


class DosageData(_Strict):
    """The usual dosage."""

    sets: _Count
    reps: _Count | None
    hold_s: _Seconds | None
    lift_s: _Seconds | None
    lower_s: _Seconds | None
    rest_s: _Seconds
    times_a_week: Annotated[int, Meta(ge=1, le=7)]
    effort: _Id
    evidence: str


class ActivityData(_Strict):
    """What was measured in the muscles."""

    text: _Text
    source: _Text


class ExerciseData(_Strict):
    """One file of `resources/exercises/`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    id: _Id
    name: _Text
    clinical_name: _Text
    routine: _Id
    counts_as_hip_strength: bool
    position: Position
    level: Annotated[int, Meta(ge=1, le=5)]
    chain: ChainData | None
    side: SideHandling
    regions: Annotated[tuple[_Id, ...], Meta(min_length=1)]
    helps: Annotated[tuple[_Id, ...], Meta(min_length=1)]
    muscles: MusclesData
    equipment: tuple[EquipmentData, ...]
    purpose: _Text
    start: _Text
    steps: Annotated[tuple[_Text, ...], Meta(min_length=2, max_length=6)]
    cue: _Text
    mistakes: Annotated[tuple[_Text, ...], Meta(min_length=1)]
    easier: Annotated[tuple[VariantData, ...], Meta(min_length=1)]
    harder: Annotated[tuple[VariantData, ...], Meta(min_length=1)]
    stop: tuple[_Text, ...]
    dosage: DosageData
    muscle_activity: ActivityData | None


class EffortData(_Strict):
    """How hard it should feel."""

    text: _Text
    low: Annotated[int, Meta(ge=0, le=10)]
    high: Annotated[int, Meta(ge=0, le=10)]


class EvidenceData(_Strict):
    """Where a dosage comes from."""

    text: _Text
    source: Annotated[str, Meta(min_length=1)]
    strength: str


class Vocabulary(_Strict):
    """`resources/library.json`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    about: str
    review: str
    routines: dict[str, str]
    positions: dict[Position, str]
    muscles: dict[str, str]
    equipment: dict[str, str]
    helps: dict[str, str]
    effort: dict[str, EffortData]
    stop: tuple[_Text, ...]
    evidence: dict[str, EvidenceData]


def load_vocabulary() -> Vocabulary:
    """Read the words exercises are sorted by."""
    return msgspec.json.decode(resource_path("library.json").read_bytes(), type=Vocabulary)


def load_exercise(path: Path) -> ExerciseData:
    """Read one file of `resources/exercises/`.

    Raises:
        msgspec.ValidationError: It is not as it should be.
    """
    return msgspec.json.decode(path.read_bytes(), type=ExerciseData)
