"""The self-test misses what is missing; nothing here needs a window."""

from __future__ import annotations

import importlib.util
import io
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from rehabdesk import resources
from rehabdesk.services import self_test
from rehabdesk.services.self_test import SelfTestError


@pytest.fixture
def hook(clone: Path) -> ModuleType:
    """What lists the resources when a wheel is built."""
    spec = importlib.util.spec_from_file_location(
        "wheel_hook", clone / "packaging" / "wheel_hook.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(
    clone: Path, hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The resources of an installed program that speaks German, in a folder of their own."""
    folder = tmp_path / "site" / "resources"
    shutil.copytree(clone / "resources", folder, ignore=shutil.ignore_patterns("*.po"))
    german = folder / "translations" / "de" / "LC_MESSAGES" / "rehabdesk.mo"
    german.parent.mkdir(parents=True, exist_ok=True)
    german.write_bytes(catalogue())
    (folder / "contents.json").write_text(hook.json.dumps(hook.contents(folder)), encoding="utf-8")
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "site" / "resources.py"))
    return folder


def catalogue() -> bytes:
    texts = Catalog(locale="de")
    texts.add("Settings", "Einstellungen", context="page")
    buffer = io.BytesIO()
    write_mo(buffer, texts)
    return buffer.getvalue()


def test_a_whole_installation_passes(installed: Path) -> None:
    assert [str(wrong) for _, wrong in self_test.outcomes(self_test.checks()) if wrong] == []


def test_a_clone_passes_without_a_list() -> None:
    self_test.check_resources()
    self_test.check_translations()


@pytest.mark.parametrize("name", ["typst/paper.typ", "icons/today.svg", "rules/plan.json"])
def test_a_missing_resource_is_named(installed: Path, name: str) -> None:
    (installed / name).unlink()
    with pytest.raises(SelfTestError, match=f"The file “{name}” is missing"):
        self_test.check_resources()


def test_a_damaged_resource_is_named(installed: Path) -> None:
    (installed / "regions.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SelfTestError, match=r"regions\.json” is not what it was"):
        self_test.check_resources()


def test_a_missing_translation_is_named(installed: Path) -> None:
    (installed / "translations" / "de" / "LC_MESSAGES" / "rehabdesk.mo").unlink()
    with pytest.raises(SelfTestError, match="translation “de” is missing"):
        self_test.check_translations()


def test_missing_words_for_dates_are_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("babel.core.localedata.exists", lambda _: False)
    (check,) = [one for one in self_test.checks() if one.run is self_test.check_translations]
    ((_, wrong),) = self_test.outcomes((check,))
    assert wrong is not None
    assert "en" in str(wrong.values["text"])


def test_a_missing_drawing_is_named(installed: Path) -> None:
    (installed / "figures" / "clamshell.json").unlink()
    with pytest.raises(SelfTestError, match="drawing of “clamshell”"):
        self_test.check_figures()


def test_missing_licences_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    self_test.check_licences()
    monkeypatch.setattr(self_test, "parts", tuple)
    with pytest.raises(SelfTestError, match="licences"):
        self_test.check_licences()


def test_missing_letters_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, package=None: None if name.startswith("font_") else find(name, package),
    )
    with pytest.raises(SelfTestError, match="letters for paper"):
        self_test.check_diary_and_paper()


def test_a_missing_module_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    (check,) = [one for one in self_test.checks() if one.run is self_test.check_diary_and_paper]
    for name in [one for one in sys.modules if one.startswith("icalendar.")]:
        monkeypatch.delitem(sys.modules, name)
    ((_, wrong),) = self_test.outcomes((check,))
    assert wrong is not None
    assert "icalendar" in str(wrong.values["text"])


def test_sources_of_translations_do_not_ship(hook: ModuleType, clone: Path) -> None:
    listed = hook.contents(clone / "resources")
    assert "regions.json" in listed
    assert not [name for name in listed if name.endswith(".po")]
