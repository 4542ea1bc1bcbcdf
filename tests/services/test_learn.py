"""What there is to read: files whole, links that lead somewhere, sources that may be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdf
import pytest

from rehabdesk.domain.article import Article, Direction, Grade, Link, LinkKind, Statement
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import ENGLISH, PSEUDO, translator_for
from rehabdesk.services.learn import articles_with_exercise, learn_index, load_readings
from rehabdesk.services.learn_data import load_article, load_learn, load_region_facts
from rehabdesk.services.library import load_library
from rehabdesk.services.reading import (
    PAGE_NAMES,
    article_reading,
    reading_of,
    reading_pages,
    reading_text,
    region_reading,
    save_reading,
)

TR = translator_for(ENGLISH)
READINGS = load_readings()
FILES = sorted(resource_path("articles").glob("*.json"))
IDS = [path.stem for path in FILES]
REGIONS = [region.id for region in load_regions()]
MECHANISMS = {
    Direction.HIP_TO_KNEE: [
        "weak_hips",
        "hip_strength_helps",
        "knee_falls_inwards",
        "training_and_movement",
        "worn_inner_knee",
        "tight_hips",
        "uneven_hips",
        "hip_pain_felt_at_knee",
    ],
    Direction.KNEE_TO_HIP: [
        "limping_loads_the_other_leg",
        "sore_outer_hip",
        "muscles_switch_off",
        "back_nerves",
        "too_much_too_soon",
    ],
}
#: What a source must not be: an address, a mirror, a shop, a site whose answers a machine wrote.
NO_SOURCE = re.compile(
    r"://|www\.|\.(com|org|net|uk|cn|edu|ai|io)\b|scribd|droracle|documents\.pub|fixanswer|PMC\d",
    re.IGNORECASE,
)


def statements(article: Article) -> tuple[Statement, ...]:
    return (*article.means, *article.evidence, *article.not_means, *article.advice)


def every_statement() -> Iterator[tuple[str, Statement]]:
    for article in READINGS.articles.values():
        yield from ((article.id, one) for one in statements(article))
    for region, facts in READINGS.regions.items():
        yield from ((region, one) for one in (*facts.hip, *facts.advice))


def links_of(key: str) -> Iterator[Link]:
    yield from (link for where, one in every_statement() if where == key for link in one.links)
    if key in READINGS.regions:
        facts = READINGS.regions[key]
        yield from (Link(LinkKind.EXERCISE, one) for one in facts.exercises)
        yield from (Link(LinkKind.ARTICLE, one) for one in facts.articles)


def leads_nowhere(link: Link) -> bool:
    there = {
        LinkKind.ARTICLE: READINGS.articles,
        LinkKind.EXERCISE: load_library().exercises,
        LinkKind.PAGE: PAGE_NAMES,
        LinkKind.REGION: READINGS.regions,
    }
    return link.target not in there[link.kind]


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_a_file_is_named_as_its_article(path: Path) -> None:
    assert load_article(path).id == path.stem


def test_there_is_an_article_for_each_mechanism() -> None:
    for direction, ids in MECHANISMS.items():
        found = [one.id for one in READINGS.articles.values() if one.direction is direction]
        assert found == ids


def test_articles_and_regions_have_different_ids() -> None:
    assert not set(IDS) & set(REGIONS)


@pytest.mark.parametrize("name", [one for ids in MECHANISMS.values() for one in ids])
def test_a_mechanism_is_graded_and_says_what_it_does_not_mean(name: str) -> None:
    article = READINGS.articles[name]
    assert article.grade is not None
    assert article.not_means
    assert any(one.grade is not None for one in article.evidence)
    # The headline is never surer than the surest finding.
    assert article.grade >= min(one.grade for one in article.evidence if one.grade)


#: How sure each mechanism is, its number and whose it is: written down by hand from the studies.
KNOWN = {
    "weak_hips": ("A", "0.1 to 0.2", "Neal 2019"),
    "hip_strength_helps": ("A", "3.3 points", "Nascimento 2018"),
    "knee_falls_inwards": ("C", "0.40 to 0.65", "Mansfield 2021"),
    "training_and_movement": ("B", "20 runners", "Willy and Davis 2011"),
    "worn_inner_knee": ("B", "12 weeks", "Bennell 2010"),
    "tight_hips": ("D", "10–30 seconds", "American College of Sports Medicine 2021"),
    "uneven_hips": ("D", "12 %", "Roberti 2024"),
    "hip_pain_felt_at_knee": ("B", "17 of 100", "Poulsen 2016"),
    "limping_loads_the_other_leg": ("B", "", ""),
    "sore_outer_hip": ("C", "8 weeks", "LEAP trial None"),
    "muscles_switch_off": ("C", "0.7", "Neal 2019"),
    "back_nerves": ("B", "84 of 100", "Khan 2004"),
    "too_much_too_soon": ("C", "17 of 100", "TREK Education None"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_grades_and_numbers_are_those_of_the_studies(name: str) -> None:
    article = READINGS.articles[name]
    number = article.number
    sources = [READINGS.sources[one] for one in number.sources] if number else []
    assert KNOWN[name] == (
        article.grade,
        number.value.text if number else "",
        ", ".join(f"{one.author} {one.year}" for one in sources),
    )


def test_the_article_without_a_number_is_the_one_whose_studies_counted_no_people() -> None:
    without = [
        one for ids in MECHANISMS.values() for one in ids if READINGS.articles[one].number is None
    ]
    assert without == ["limping_loads_the_other_leg"]


def test_a_name_that_is_not_known_is_refused(tmp_path: Path) -> None:
    data = json.loads(FILES[0].read_text(encoding="utf-8"))
    file = tmp_path / "x.json"
    for change in ({"titel": "x"}, {"grade": "E"}, {"means": []}, {"direction": "sideways"}):
        file.write_text(json.dumps({**data, **change}), encoding="utf-8")
        with pytest.raises(msgspec.ValidationError):
            load_article(file)


# ---------------------------------------------------------------- links


@pytest.mark.parametrize("key", [*IDS, *REGIONS])
def test_links_lead_somewhere(key: str) -> None:
    links = list(links_of(key))
    assert [link for link in links if leads_nowhere(link)] == []
    assert Link(LinkKind.ARTICLE, key) not in links
    assert Link(LinkKind.REGION, key) not in links


def test_the_link_checker_finds_what_is_not_there() -> None:
    for kind in LinkKind:
        assert leads_nowhere(Link(kind, "no_such_thing"))


def test_a_link_names_exactly_one_thing() -> None:
    for path in FILES:
        data = load_article(path)
        for one in (*data.means, *data.evidence, *data.not_means, *data.advice):
            for link in one.links:
                assert len([kind for kind in LinkKind if getattr(link, kind.value)]) == 1


def test_every_region_has_its_facts_and_no_other_has() -> None:
    assert list(READINGS.regions) == REGIONS
    assert set(load_region_facts().regions) == set(REGIONS)


def test_every_article_is_reached_from_another_text() -> None:
    reached = {
        link.target
        for key in (*IDS, *REGIONS)
        for link in links_of(key)
        if link.kind is LinkKind.ARTICLE
    }
    assert set(IDS) - reached == set()


@pytest.mark.parametrize("name", [one for ids in MECHANISMS.values() for one in ids])
def test_a_mechanism_leads_to_exercises_and_to_the_warning_signs(name: str) -> None:
    links = list(links_of(name))
    assert Link(LinkKind.ARTICLE, "when_to_stop") in links
    assert 1 <= len([one for one in links if one.kind is LinkKind.EXERCISE]) <= 5


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_leads_to_the_warning_signs(region: str) -> None:
    assert Link(LinkKind.ARTICLE, "when_to_stop") in links_of(region)


# ---------------------------------------------------------------- sources


def test_sources_exist_and_each_is_used() -> None:
    used = {source for _, one in every_statement() for source in one.sources}
    used |= {
        source
        for article in READINGS.articles.values()
        if article.number
        for source in article.number.sources
    }
    assert used == set(READINGS.sources)


@pytest.mark.parametrize("name", READINGS.sources)
def test_a_source_is_an_author_with_a_title_and_no_address(name: str) -> None:
    source = READINGS.sources[name]
    assert source.author
    assert source.title
    assert not NO_SOURCE.search(f"{source.author} {source.title}")


def test_addresses_and_mirrors_would_be_seen() -> None:
    for text in ("see https://x", "scribd 123", "droracle.ai", "PMC4196322", "bim.physio.com"):
        assert NO_SOURCE.search(text)


def test_texts_are_calm_and_name_no_cause() -> None:
    for where, one in every_statement():
        text = one.text.text
        assert text == text.strip(), where
        assert text.endswith((".", "?")), (where, text)
        assert "!" not in text, (where, text)
        assert "  " not in text, (where, text)
        assert not re.search(r"\bcauses\b|\byou have (a|an) \w+itis\b|diagnos", text), (where, text)


#: Words that give a sign away, and its row in the safety questions, where it is an emergency.
EMERGENCIES = {
    "numb between": "ces",
    "grows weak": "leg_weak_fast",
    "weak quickly": "leg_weak_fast",
    "hard to lift": "leg_weak_fast",
    "short of breath": "pe_dvt_plus",
    "stand on the leg": "hip_fracture",
    "out of place": "open_deformed",
    "cold, blue or numb": "open_deformed",
}


@pytest.mark.parametrize("words", EMERGENCIES)
def test_an_emergency_is_called_one(words: str) -> None:
    found = [
        one.text.text
        for where, one in every_statement()
        if words in one.text.text and where != "uneven_hips"
    ]
    assert found
    rules = resource_path("rules", "red_flags.json").read_text(encoding="utf-8")
    urgencies = {flag["id"]: flag["urgency"] for flag in json.loads(rules)["flags"]}
    assert urgencies[EMERGENCIES[words]] == "emergency"
    for text in found:
        assert "call your emergency number" in text.lower(), text


def test_every_grade_and_direction_has_words() -> None:
    words = load_learn()
    assert set(words.grades) == set(Grade)
    assert set(words.directions) == set(Direction)
    assert words.grades[Grade.A] == "Strong: several good trials"


# ---------------------------------------------------------------- finding


def test_words_in_a_title_come_first() -> None:
    index = learn_index(TR)
    assert index.articles("tight")[0] == "tight_hips"
    assert index.articles("hip tight")[0] == "tight_hips"
    assert index.articles("xyzzy") == []
    assert index.articles("", Direction.KNEE_TO_HIP) == MECHANISMS[Direction.KNEE_TO_HIP]
    assert index.regions("groin")[0] == "groin"
    # The clinician's word finds it, too.
    assert "knee_inner" in index.regions("medial")


def test_the_articles_that_lead_to_an_exercise() -> None:
    found = [article.id for article in articles_with_exercise("clamshell")]
    assert found == ["weak_hips", "hip_strength_helps"]
    assert articles_with_exercise("no_such_exercise") == ()


def test_words_are_found_in_both_languages() -> None:
    index = learn_index(translator_for(PSEUDO))
    assert "weak_hips" in index.articles("kneecap")


# ---------------------------------------------------------------- reading, copying, printing


@pytest.mark.parametrize("name", IDS)
def test_an_article_is_said_whole(name: str) -> None:
    reading = article_reading(name, TR)
    text = reading_text(reading, TR)
    article = READINGS.articles[name]
    for one in statements(article):
        assert one.text.text in text
    if article.number is not None:
        assert article.number.value.text in text
    if article.grade is not None:
        assert READINGS.grades[article.grade].text in text
    assert reading.sources


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_says_what_often_hurts_there_and_that_it_is_no_diagnosis(region: str) -> None:
    text = reading_text(region_reading(region, TR), TR)
    assert load_regions()[region].structures.text in text
    assert "This list is no diagnosis." in text
    for name in READINGS.regions[region].exercises:
        assert load_library().exercises[name].name.text in text


def test_the_rules_are_shown_in_their_own_words() -> None:
    light = json.loads(resource_path("rules", "traffic_light.json").read_text(encoding="utf-8"))
    text = reading_text(article_reading("traffic_light", TR), TR)
    assert f"0–{light['green_to']}: {light['texts']['green']}" in text
    stop = json.loads(resource_path("rules", "stop_and_call.json").read_text(encoding="utf-8"))
    text = reading_text(article_reading("when_to_stop", TR), TR)
    assert all(line in text for part in stop["parts"] for line in part["lines"])


@pytest.mark.parametrize("key", [*IDS, *REGIONS])
def test_every_text_fits_on_two_tagged_pages(key: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert save_reading(reading_of(key, TR), TR, file) == ()
    pdf = pypdf.PdfReader(file)
    assert 1 <= len(pdf.pages) <= 2
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("en")
    words = " ".join(page.extract_text() for page in pdf.pages)
    assert "General information, no diagnosis." in words


def test_a_reading_is_printed_and_saved_tagged(tmp_path: Path) -> None:
    reading = article_reading("weak_hips", TR)
    assert reading_pages(reading, TR)[0].startswith(b"<svg")
    file = tmp_path / "a.pdf"
    assert save_reading(reading, TR, file) == ()
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content
    again = tmp_path / "b.pdf"
    save_reading(reading, TR, again)
    assert again.read_bytes() == content


def test_texts_are_found_for_translation_as_they_are_looked_up() -> None:
    said = reading_text(article_reading("weak_hips", translator_for(PSEUDO)), TR)
    assert "Weak hips" not in said
