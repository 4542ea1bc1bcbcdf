"""The exercise library, read from the program's resources, and finding things in it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.exercise import (
    ChainPlace,
    Dosage,
    Effort,
    Equipment,
    Evidence,
    Exercise,
    Library,
    Position,
    Variant,
    exercise_of,
)
from rehabdesk.domain.plan import OwnExercise
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.resources import resource_path
from rehabdesk.services.library_data import (
    DosageData,
    ExerciseData,
    Vocabulary,
    load_exercise,
    load_vocabulary,
)
from rehabdesk.services.word_search import words_missing, words_of

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Translation context of the texts in `exercises/*.json`.
CONTEXT = "exercise"


@functools.cache
def load_library() -> Library:
    """Return the library; the files are read once and it cannot be changed."""
    words = load_vocabulary()
    data = [load_exercise(path) for path in sorted(resource_path("exercises").glob("*.json"))]
    data.sort(key=lambda one: _place(one, words))
    return Library(
        exercises={one.id: _exercise(one, words) for one in data},
        routines=_messages("routine", words.routines),
        positions=_messages("position", words.positions),
        muscles=_messages("muscle", words.muscles),
        equipment=_messages("equipment", words.equipment),
        helps=_messages("helps with", words.helps),
        stop=tuple(Message(CONTEXT, text) for text in words.stop),
    )


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """What to show of the library; empty parts do not restrict.

    Attributes:
        helps: Stable names of what it should help with; one of them is enough.
        regions: Ids of regions it should be for; one of them is enough.
        equipment: What there is; exercises that need anything else are left out. None: all.
        levels: Levels.
        positions: Positions.
        routines: Routines.
        favourites_only: Only favourites.
    """

    helps: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    equipment: frozenset[str] | None = None
    levels: frozenset[int] = frozenset()
    positions: frozenset[Position] = frozenset()
    routines: frozenset[str] = frozenset()
    favourites_only: bool = False

    def takes(self, exercise: Exercise, favourites: frozenset[str]) -> bool:
        """Tell whether an exercise is to be shown."""
        needed = {one.id for one in exercise.equipment if not one.optional}
        return (
            (not self.helps or not self.helps.isdisjoint(exercise.helps))
            and (not self.regions or not self.regions.isdisjoint(exercise.regions))
            and (self.equipment is None or needed <= self.equipment)
            and (not self.levels or exercise.level in self.levels)
            and (not self.positions or exercise.position in self.positions)
            and (not self.routines or exercise.routine in self.routines)
            and (not self.favourites_only or exercise.id in favourites)
        )


#: Shows everything.
EVERYTHING = LibraryFilter()


class LibraryIndex:
    """The library together with a person's own exercises, in their language.

    Words are found without regard to accents, capitals and order, in the person's language and in
    English, at the beginning of a word or, from three letters on, inside one.
    """

    def __init__(
        self,
        library: Library,
        tr: Translator,
        own: Iterable[OwnExercise] = (),
        favourites: frozenset[str] = frozenset(),
    ) -> None:
        self.library = library
        self.favourites = favourites
        self._exercises = {one.id: one for one in (*library, *map(exercise_of, own))}
        self._names = {one.id: tr.say(one.name) for one in self._exercises.values()}
        self._in_name = {
            one.id: words_of(f"{self._names[one.id]} {_english(one.name)}")
            for one in self._exercises.values()
        }
        self._in_text = {
            one.id: words_of(" ".join(_texts(library, one, tr))) for one in self._exercises.values()
        }

    def __contains__(self, exercise_id: object) -> bool:
        """Tell whether there is an exercise of this id."""
        return exercise_id in self._exercises

    def get(self, exercise_id: str) -> Exercise | None:
        """Return an exercise, or None where a diary refers to one that is gone."""
        return self._exercises.get(exercise_id)

    def name(self, exercise_id: str) -> str:
        """Return an exercise's name in the person's language, or its id if it is not known."""
        return self._names.get(exercise_id, exercise_id)

    def find(self, query: str = "", wanted: LibraryFilter = EVERYTHING) -> list[Exercise]:
        """Return the exercises that fit, those with the words in their name first.

        Args:
            query: Words; each has to be found.
            wanted: The filter.
        """
        asked = words_of(query)
        ranked = [
            (rank, place, one)
            for place, one in enumerate(self._exercises.values())
            if wanted.takes(one, self.favourites)
            and (rank := words_missing(asked, self._in_name[one.id], self._in_text[one.id]))
            is not None
        ]
        return [one for _, _, one in sorted(ranked, key=lambda item: item[:2])]


def library_index(diary: Diary, tr: Translator) -> LibraryIndex:
    """Return the library with the diary's own exercises and favourites."""
    return LibraryIndex(
        load_library(), tr, diary.plans.own_exercises(), diary.plan_extras.favourites()
    )


def set_favourite(diary: Diary, exercise: str, favourite: bool) -> Changes:
    """Make an exercise a favourite, or not.

    Raises:
        DiaryError: The diary cannot be written.
    """
    label = (
        message("change", "Favourite added")
        if favourite
        else message("change", "Favourite removed")
    )
    with diary.change(label) as recorder:
        diary.plan_extras.set_favourite(exercise, favourite)
    return recorder.changes


def _place(one: ExerciseData, words: Vocabulary) -> tuple[int, int, int, str]:
    routines, positions = list(words.routines), list(Position)
    return routines.index(one.routine), positions.index(one.position), one.level, one.id


def _messages(
    context: str, names: Mapping[str, str] | Mapping[Position, str]
) -> Mapping[str, Message]:
    return {str(name): Message(context, text) for name, text in names.items()}


def _exercise(data: ExerciseData, words: Vocabulary) -> Exercise:
    activity = data.muscle_activity
    return Exercise(
        id=data.id,
        name=_say(data.name),
        clinical_name=data.clinical_name,
        routine=data.routine,
        counts_as_hip_strength=data.counts_as_hip_strength,
        position=data.position,
        level=data.level,
        side=data.side,
        purpose=_say(data.purpose),
        start=_say(data.start),
        cue=_say(data.cue),
        chain=ChainPlace(data.chain.id, data.chain.place) if data.chain else None,
        regions=data.regions,
        helps=data.helps,
        primary=data.muscles.primary,
        secondary=data.muscles.secondary,
        equipment=tuple(
            Equipment(one.id, Message("equipment", words.equipment[one.id]), one.optional)
            for one in data.equipment
        ),
        steps=tuple(map(_say, data.steps)),
        mistakes=tuple(map(_say, data.mistakes)),
        easier=tuple(Variant(_say(one.text), one.exercise) for one in data.easier),
        harder=tuple(Variant(_say(one.text), one.exercise) for one in data.harder),
        stop=tuple(map(_say, data.stop)),
        dosage=_dosage(data.dosage, words),
        muscle_activity=f"{activity.text} {activity.source}." if activity else "",
    )


def _dosage(data: DosageData, words: Vocabulary) -> Dosage:
    effort, evidence = words.effort[data.effort], words.evidence[data.evidence]
    return Dosage(
        sets=data.sets,
        reps=data.reps,
        hold_s=data.hold_s,
        lift_s=data.lift_s,
        lower_s=data.lower_s,
        rest_s=data.rest_s,
        times_a_week=data.times_a_week,
        effort=Effort(Message("effort", effort.text), effort.low, effort.high),
        evidence=Evidence(Message("evidence", evidence.text), evidence.source, evidence.strength),
    )


def _say(text: str) -> Message:
    return Message(CONTEXT, text)


def _texts(library: Library, exercise: Exercise, tr: Translator) -> list[str]:
    """Return everything an exercise is found by beside its name."""
    sentences = [
        exercise.purpose,
        exercise.cue,
        *(one.name for one in exercise.equipment),
        *(library.muscles[name] for name in (*exercise.primary, *exercise.secondary)),
        *(library.helps[name] for name in exercise.helps),
    ]
    if exercise.routine in library.routines:
        sentences.append(library.routines[exercise.routine])
    if exercise.position is not None:
        sentences.append(library.positions[exercise.position])
    said = [text for one in sentences for text in (tr.say(one), _english(one))]
    return [exercise.clinical_name, *said]


def _english(sentence: Message) -> str:
    return sentence.text.format(**sentence.values)
