"""Translators: dates and numbers per language, catalogues, broken translations, pseudo-language."""

from __future__ import annotations

import datetime as dt
import gettext
import importlib.util
import io
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from rehabdesk.domain.text import DateStyle, message, message_n
from rehabdesk.services import language as language_module
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import GettextTranslator, languages, pseudo, translator_for

DAY = dt.date(2026, 11, 20)
ENGLISH_DATES: dict[DateStyle, str] = {
    "short": "20/11/2026",
    "medium": "20 Nov 2026",
    "long": "20 November 2026",
    "weekday": "Friday 20 November",
    "day_month": "20 Nov",
    "month": "Nov",
    "month_year": "November 2026",
}


def german(*entries: tuple[str, str | tuple[str, str], str | tuple[str, str]]) -> GettextTranslator:
    """A translator from (context, English, German) as a .mo file would give it."""
    catalogue = Catalog(locale="de", fuzzy=False)
    for context, english, translation in entries:
        catalogue.add(english, translation, context=context)
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return GettextTranslator("de", gettext.GNUTranslations(buffer))


@pytest.mark.parametrize(("style", "expected"), ENGLISH_DATES.items())
def test_english_date_styles(style: DateStyle, expected: str) -> None:
    assert translator_for().date(DAY, style) == expected


@pytest.mark.parametrize(
    ("tag", "style", "expected"),
    [
        ("de", "long", "20. November 2026"),
        ("de", "weekday", "Freitag, 20. November"),
        ("de", "short", "20.11.2026"),
        ("fr", "weekday", "vendredi 20 novembre"),
        ("pl", "month_year", "listopad 2026"),
        ("es", "weekday", "viernes, 20 de noviembre"),
        ("zh", "medium", "2026年11月20日"),
    ],
)
def test_other_languages_have_their_own_dates(tag: str, style: DateStyle, expected: str) -> None:
    assert GettextTranslator(tag, gettext.NullTranslations()).date(DAY, style) == expected


def test_american_dates_with_the_same_sentences() -> None:
    tr = translator_for("en-US")
    assert tr.language == "en_US"
    assert tr.date(DAY, "weekday") == "Friday, November 20"
    assert tr("x", "Programme") == "Programme"


def test_moments_keep_the_clock_that_was_seen() -> None:
    late = dt.datetime(2026, 11, 20, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    tr = translator_for()
    assert (tr.date(late), tr.time(late), tr.time(dt.time(14, 5))) == (
        "20 Nov 2026",
        "00:05",
        "14:05",
    )
    assert tr("x", "At {moment}", moment=late) == "At 20 Nov 2026, 00:05"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "german_text"),
    [
        (3, None, "3", "3"),
        (2.5, None, "2.5", "2,5"),
        (2.0, None, "2", "2"),
        (0.12345, None, "0.123", "0,123"),
        (-1.5, None, "−1.5", "−1,5"),
        (-1, None, "−1", "−1"),
        (1234, None, "1,234", "1.234"),
        (3, 1, "3.0", "3,0"),
        (-0.04, 1, "0.0", "0,0"),
        (float("nan"), 1, "–", "–"),
        (float("inf"), None, "–", "–"),
    ],
)
def test_numbers(value: float, decimals: int | None, english: str, german_text: str) -> None:
    assert translator_for().number(value, decimals) == english
    assert german().number(value, decimals) == german_text


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "{b}"], "a and {b}")]
)
def test_lists(items: list[str], expected: str) -> None:
    assert translator_for().list_of(items) == expected


def test_lists_of_three() -> None:
    assert translator_for().list_of(["a", "b", "c"]) == "a, b and c"
    assert german().list_of(["a", "b", "c"]) == "a, b und c"


def test_values_are_said_and_texts_stay_plain() -> None:
    text = translator_for()(
        "x",
        "{name}: {change} since {day}",
        name="<b>{day}</b> %s",
        change=-0.5,
        day=DAY,
    )
    assert text == "<b>{day}</b> %s: −0.5 since 20 Nov 2026"


def test_context_keeps_equal_words_apart() -> None:
    tr = german(("light", "Light", "Hell"), ("weight", "Light", "Leicht"))
    assert (tr("light", "Light"), tr("weight", "Light"), tr("other", "Light")) == (
        "Hell",
        "Leicht",
        "Light",
    )


@pytest.mark.parametrize(("count", "expected"), [(0, "0 Tage"), (1, "ein Tag"), (12, "12 Tage")])
def test_plurals(count: int, expected: str) -> None:
    tr = german(("x", ("{count} day", "{count} days"), ("ein Tag", "{count} Tage")))
    assert tr.n("x", "{count} day", "{count} days", count) == expected
    assert tr.say(message_n("x", "{count} day", "{count} days", count)) == expected


def test_english_plurals_and_messages() -> None:
    tr = translator_for()
    assert [tr.n("x", "{count} day", "{count} days", n) for n in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
    assert tr.say(message("x", "In {file}.", file="a{b}.csv")) == "In a{b}.csv."


@pytest.mark.parametrize(
    "broken", ["{nmae} ist da", "{name ist da", "name} ist da", "{} ist da", "{name.x} ist da"]
)
def test_a_broken_translation_says_it_in_english(broken: str) -> None:
    tr = german(("x", "{name} is here", broken))
    assert tr("x", "{name} is here", name="Ada") == "Ada is here"


def test_broken_plural_form_says_the_right_english_form() -> None:
    tr = german(("x", ("{count} day", "{count} days"), ("{c} Tag", "{c} Tage")))
    assert tr.n("x", "{count} day", "{count} days", 3) == "3 days"


def test_a_field_that_is_not_given_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        translator_for()("x", "{name} is here")


@pytest.mark.parametrize("tag", ["", "C", "POSIX", "C.UTF-8", "tlh", "xx_YY", "../..", "en_ZZ"])
def test_unknown_languages_are_english(tag: str) -> None:
    tr = translator_for(tag)
    assert tr.language == "en_GB"
    assert tr("x", "Save") == "Save"


@pytest.fixture
def shipped_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Resources with a German catalogue of one text."""
    catalogue = Catalog(locale="de", fuzzy=False)
    catalogue.add("Settings", "Einstellungen", context="page")
    path = tmp_path / "translations" / "de" / "LC_MESSAGES" / "rehabdesk.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language_module, "resource_path", tmp_path.joinpath)


@pytest.mark.usefixtures("shipped_german")
@pytest.mark.parametrize("tag", ["de", "de_DE", "de-AT", "de_CH.UTF-8", "DE"])
def test_a_shipped_language_is_found_by_every_spelling(tag: str) -> None:
    tr = translator_for(tag)
    assert tr.language == "de"
    assert tr("page", "Settings") == "Einstellungen"


@pytest.mark.usefixtures("shipped_german")
def test_languages_are_named_in_themselves() -> None:
    assert list(languages().items()) == [("en_GB", "English"), ("de", "Deutsch")]


def test_pseudo_language_leaves_fields_alone_and_is_longer() -> None:
    tr = translator_for("en_XA")
    said = tr("x", "Save {name} now", name="Save")
    assert said.startswith("[")
    assert said.endswith("]")
    assert " Save " in said
    assert "now" not in said
    assert len(pseudo("a" * 20)) == 2 + 20 + 6
    assert tr.n("x", "{count} day", "{count} days", 2) == "[2 ďåýš··]"


def test_english_start_is_light(clone: Path) -> None:
    """What a first paint in English says needs neither Babel nor numpy."""
    code = (
        "import sys, time\n"
        "from rehabdesk.services.language import translator_for\n"
        "start = time.perf_counter()\n"
        "tr = translator_for('')\n"
        "tr('menu', '&File'); tr.n('x', '{count} day', '{count} days', 3)\n"
        "print(time.perf_counter() - start)\n"
        "print([name for name in sys.modules if name in ('babel', 'numpy')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=clone
    )
    seconds, heavy = done.stdout.split("\n")[:2]
    assert heavy == "[]"
    assert float(seconds) < 0.003


# ---------------------------------------------------------------- the catalogues that ship


def test_catalogues_are_compiled_and_right(
    translations: types.ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translations.check() == 0, capsys.readouterr().out


def test_texts_of_the_regions_are_extracted_as_they_are_looked_up(
    translations: types.ModuleType,
) -> None:
    found = {(text.context, text.text) for text in translations.extract().texts}
    said = {
        (one.context, one.text)
        for region in load_regions()
        for one in (region.name, region.clinical_name, region.structures)
        if one.text
    }
    assert said <= found
    assert len(said) > 20


def test_extraction_reads_every_form(translations: types.ModuleType) -> None:
    found = translations.Found()
    source = """
tr("a", "One", x=tr("a", "Inner"))
self._tr("a", "Two " "parts")
context.tr.n("a", "{count} x", "{count} xs", n)
message_n("b", "p", "q", 2)
tr("c", "Yes" if x else "No")
other.n("not", "mine", "at all", 3)
tr(context, text)
tr("d", f"bad {x}")
"""
    translations.texts_of_code(source, "file.py", found)
    assert {(t.context, t.text, t.plural) for t in found.texts} == {
        ("a", "One", None),
        ("a", "Inner", None),
        ("a", "Two parts", None),
        ("a", "{count} x", "{count} xs"),
        ("b", "p", "q"),
        ("c", "Yes", None),
        ("c", "No", None),
    }
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        ("{name} hier", None),
        ("{nmae} hier", "has fields"),
        ("hier", "lacks fields"),
        ("{name hier", "unpaired"),
    ],
)
def test_check_finds_wrong_fields(
    translations: types.ModuleType, translation: str, problem: str | None
) -> None:
    catalogue = Catalog(locale="de")
    catalogue.add("{name} here", translation)
    (entry,) = [one for one in catalogue if one.id]
    found = translations.field_problems(entry)
    assert [problem in one for one in found] == ([True] if problem else [])


def test_check_notices_a_stale_mo(
    translations: types.ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    assert translations.update(["de"]) == 0
    (path,) = translations.catalogue_files()
    assert translations.problems_of(path) == []
    before = path.read_text(encoding="utf-8")
    assert translations.update(["de"]) == 0
    assert path.read_text(encoding="utf-8") == before
    assert not path.with_suffix(".mo").exists(), "nothing is translated, nothing is offered"
    monkeypatch.setattr(translations, "READY_SHARE", 0)
    assert "not up to date" in translations.problems_of(path)[0]
    assert translations.main(["compile"]) == 0
    assert translations.problems_of(path) == []
    changed = before.replace('msgid "Aching"\nmsgstr ""', 'msgid "Aching"\nmsgstr "Dumpf"')
    assert changed != before
    path.write_text(changed, encoding="utf-8")
    assert "not up to date" in translations.problems_of(path)[0]
    assert translations.main(["compile"]) == 0
    assert translations.problems_of(path) == []
    capsys.readouterr()


@pytest.fixture
def load_module(clone: Path) -> Callable[[str], types.ModuleType]:
    """Load one of the project's own scripts as a module."""

    def load(path: str) -> types.ModuleType:
        name = f"script_{Path(path).stem}"
        spec = importlib.util.spec_from_file_location(name, clone / path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def translations(load_module: Callable[[str], types.ModuleType]) -> types.ModuleType:
    """The script that keeps the catalogues."""
    return load_module("packaging/translations.py")


def test_module_knows_its_own_domain(translations: types.ModuleType) -> None:
    assert translations.DOMAIN == language_module.DOMAIN
