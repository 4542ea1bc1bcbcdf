"""The measure of how easy texts are, and that those that have to be easy are."""

from __future__ import annotations

import importlib.util
import sys
import types
from pathlib import Path

import pytest

from rehabdesk.services.catalogue import load_regions

ROOT = Path(__file__).resolve().parents[1]

#: Words with the syllables a person hears in them.
HEARD = {
    1: "knee hip leg nerves time walked used bones sore whole does once joint through",
    2: "muscle muscles kneecap table handle handled people wanted nurses trial fluid being quiet",
    3: "exercise idea area serious previous radio clinical usual physio",
    4: "exercises usually operation evidently",
    5: "physiotherapy",
}
WORDS = [(count, word) for count, words in HEARD.items() for word in words.split()]


@pytest.fixture(scope="module")
def readability() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location(
        "readability", ROOT / "packaging" / "readability.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules["readability"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("count", "word"), WORDS)
def test_syllables(readability: types.ModuleType, count: int, word: str) -> None:
    # "physiotherapy" has six; one off in a long word is what an estimate costs.
    assert abs(readability.syllables(word) - count) <= (1 if count > 4 else 0)


def test_the_formulas_by_hand(readability: types.ModuleType) -> None:
    # Six words, two sentences, six syllables: 0.39 * 3 + 11.8 * 1 - 15.59 = -2.62.
    found = readability.ease_of("Your hip hurts. You sit down.")
    assert found.words == 6
    assert found.grade == pytest.approx(-2.62)
    assert found.ease == pytest.approx(206.835 - 1.015 * 3 - 84.6)
    # Four words, one sentence, ten syllables (3 + 4 + 2 + 1).
    found = readability.ease_of("Clinical operation muscles walked")
    assert found.grade == pytest.approx(0.39 * 4 + 11.8 * 2.5 - 15.59)


def test_numbers_are_words_and_decimals_end_no_sentence(readability: types.ModuleType) -> None:
    assert readability.ease_of("It fell by 2.5 points.").words == 5
    assert readability.ease_of("One.\nTwo.").grade == readability.ease_of("One. Two.").grade


def test_there_is_nothing_to_say_of_no_words(readability: types.ModuleType) -> None:
    with pytest.raises(ValueError, match=r"\."):
        readability.ease_of("...")


def test_articles_and_regions_are_easy_and_all_are_measured(
    readability: types.ModuleType,
) -> None:
    groups = readability.groups()
    assert len(groups["articles"]) == len(list((ROOT / "resources" / "articles").glob("*.json")))
    assert set(groups["regions"]) == {region.id for region in load_regions()}
    for name in readability.LIMITED:
        assert readability.too_hard(groups[name]) == []


def test_a_hard_text_is_found(
    readability: types.ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hard = (
        "Prospective epidemiological investigations demonstrated that preceding musculoskeletal "
        "insufficiency of abductors inconsistently anticipated patellofemoral symptomatology."
    )
    monkeypatch.setattr(readability, "groups", lambda: {"articles": {"hard": hard, "easy": "Go."}})
    assert readability.main([]) == 1
    printed = capsys.readouterr().out
    assert "hard is too hard" in printed
    assert "easy is too hard" not in printed
