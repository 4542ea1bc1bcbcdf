"""The exercise library: every file whole, every reference leading somewhere, everything found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rehabdesk.domain.exercise import Position, SideHandling
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, OwnExercise
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.library import (
    EVERYTHING,
    LibraryFilter,
    LibraryIndex,
    library_index,
    load_library,
    set_favourite,
)
from rehabdesk.services.library_data import load_exercise, load_vocabulary
from rehabdesk.store.diary import Diary

FILES = sorted(resource_path("exercises").glob("*.json"))
IDS = [path.stem for path in FILES]
TR = translator_for(ENGLISH)


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", clock) as made:
        yield made


def test_there_are_55_exercises() -> None:
    assert len(FILES) == 55
    assert len(load_library().exercises) == 55


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_is_whole_and_refers_to_what_exists(path: Path) -> None:
    one, words = load_exercise(path), load_vocabulary()
    assert one.id == path.stem
    assert one.routine in words.routines
    assert {*one.muscles.primary, *one.muscles.secondary} <= set(words.muscles)
    assert set(one.muscles.primary).isdisjoint(one.muscles.secondary)
    assert {item.id for item in one.equipment} <= set(words.equipment)
    assert set(one.helps) <= set(words.helps)
    assert one.dosage.effort in words.effort
    assert one.dosage.evidence in words.evidence
    assert {variant.exercise for variant in (*one.easier, *one.harder)} <= {None, *IDS}
    assert one.id not in {variant.exercise for variant in (*one.easier, *one.harder)}
    assert all(region in load_regions() for region in one.regions)
    # A set is counted in repetitions or in seconds.
    assert one.dosage.reps or one.dosage.hold_s


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_texts_are_plain_and_calm(path: Path) -> None:
    one = load_exercise(path)
    texts = [one.purpose, one.start, one.cue, *one.steps, *one.mistakes, *one.stop]
    texts += [variant.text for variant in (*one.easier, *one.harder)]
    for text in texts:
        assert "!" not in text
        assert "  " not in text
        assert text == text.strip()
        longest = max(len(part.split()) for part in text.replace(":", ".").split("."))
        assert longest <= 26, text
    for sentence in (one.purpose, one.start, one.cue, *one.steps, *one.stop):
        assert sentence.endswith("."), sentence
    assert len(set(texts)) == len(texts)


def test_a_harder_way_is_harder_and_rows_grow_step_by_step() -> None:
    library = load_library()
    chains = {one.chain.chain for one in library if one.chain}
    assert len(chains) == 17
    for name in chains:
        row = library.chain(name)
        places = [one.chain.place for one in row if one.chain]
        assert places == list(range(places[0], places[0] + len(row)))
        # The wall sit stands between two easier ones: it loads without movement.
        levels = [one.level for one in row if one.id != "wall_sit"]
        assert levels == sorted(levels), name
    clam = library["clamshell"]
    assert library.next_in_chain(clam, 1) is library["side_lying_hip_abduction"]
    assert library.next_in_chain(clam, -1) is library["iso_hip_abduction"]
    assert library.next_in_chain(library["iso_hip_abduction"], -1) is None
    assert library.next_in_chain(library["fire_hydrant"], 1) is None


def test_a_file_with_something_foreign_is_refused(tmp_path: Path) -> None:
    data = json.loads(FILES[0].read_bytes())
    wrong = ({"surprise": 1}, {"level": 9}, {"steps": []}, {"position": "hanging"}, {"id": "../x"})
    for change in wrong:
        path = tmp_path / "x.json"
        path.write_text(json.dumps(data | change), encoding="utf-8")
        with pytest.raises(msgspec.ValidationError):
            load_exercise(path)


def test_what_counts_as_hip_strength_is_hip_strength() -> None:
    counted = {one.id for one in load_library() if one.counts_as_hip_strength}
    assert len(counted) == 29
    assert {"clamshell", "bridge", "step_up"} <= counted
    assert {"dead_bug", "quad_set", "figure4"}.isdisjoint(counted)
    assert all(load_library()[one].routine == "hip_strength" for one in counted)


def test_sides() -> None:
    library = load_library()
    assert library["clamshell"].side.prescribed is ExerciseSide.BOTH
    assert library["bridge"].side.prescribed is ExerciseSide.NONE
    assert SideHandling.ALTERNATING.prescribed is ExerciseSide.NONE


def found(
    query: str, wanted: LibraryFilter = EVERYTHING, index: LibraryIndex | None = None
) -> list[str]:
    return [one.id for one in (index or LibraryIndex(load_library(), TR)).find(query, wanted)]


def test_words_are_found_in_any_order_name_first() -> None:
    assert found("BRIDGE")[0:2] == ["bridge", "single_leg_bridge"]
    assert found("leg bridge single") == ["single_leg_bridge"]
    assert "clamshell" in found("gluteus medius")
    assert found("no such words") == []
    assert len(found("")) == len(FILES)


def test_accents_do_not_matter_and_the_own_language_is_searched() -> None:
    class Halves:
        """Says the names of one exercise in another language."""

        def say(self, sentence: object) -> str:
            text = sentence.text.format(**sentence.values)  # type: ignore[attr-defined]
            return "Öffnende Muschel" if text == "Clamshell" else text

    index = LibraryIndex(load_library(), Halves())  # type: ignore[arg-type]
    assert found("offnende", index=index) == ["clamshell"]
    assert found("MUSCHEL öff", index=index) == ["clamshell"]
    assert "clamshell" in found("clamshell", index=index)
    assert index.name("clamshell") == "Öffnende Muschel"


def test_filters() -> None:
    assert found("", LibraryFilter(levels=frozenset({5}))) == ["single_leg_squat"]
    kneeling = found("", LibraryFilter(positions=frozenset({Position.KNEELING})))
    assert set(kneeling) == {"donkey_kick", "fire_hydrant", "bird_dog", "half_kneeling_hip_flexor"}
    nothing = set(found("", LibraryFilter(equipment=frozenset())))
    assert {"run_cadence", "clamshell", "banded_squat"}.isdisjoint(nothing)
    mat = set(found("", LibraryFilter(equipment=frozenset({"mat"}))))
    assert {"clamshell", "bridge"} <= mat  # a band is optional
    assert set(found("", LibraryFilter(regions=frozenset({"groin"})))) >= {"ball_squeeze"}
    both = LibraryFilter(helps=frozenset({"stairs"}), routines=frozenset({"hip_strength"}))
    assert set(found("", both)) == {"step_up", "lateral_step_down"}


def test_own_exercises_and_favourites(diary: Diary) -> None:
    own = OwnExercise("00000000-0000-4000-8000-000000000001", "Treppe {im} Büro", "work", False)
    with diary.change(TEXT):
        diary.plans.add_own_exercise(own)
    changes = set_favourite(diary, "bridge", favourite=True)
    index = library_index(diary, TR)
    assert found("buro {im}", index=index) == [f"own:{own.id}"]
    assert index.name(f"own:{own.id}") == "Treppe {im} Büro"
    assert found("", LibraryFilter(favourites_only=True), index) == ["bridge"]
    diary.apply(changes.label, changes.rows, forward=False)
    assert library_index(diary, TR).favourites == frozenset()


TEXT = load_library()["bridge"].name
