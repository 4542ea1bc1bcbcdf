"""README and guide: their pictures come from the program, and what they name is there."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from rehabdesk.app.pages import PAGE_ENTRIES
from rehabdesk.cli.main import COMMANDS

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_WORDS = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)")


@pytest.fixture
def shots(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("docs_pictures")


def texts(clone: Path) -> dict[Path, str]:
    files = (clone / "README.md", clone / "docs" / "guide.md", clone / "packaging" / "README.md")
    return {file: file.read_text(encoding="utf-8") for file in files}


def test_the_pictures_are_those_that_can_be_made_anew(shots: ModuleType) -> None:
    assert {file.stem for file in shots.FOLDER.glob("*.png")} == set(shots.SHOTS)


def test_each_page_has_its_picture_in_the_guide(shots: ModuleType, clone: Path) -> None:
    guide = (clone / "docs" / "guide.md").read_text(encoding="utf-8")
    used = {Path(path).stem for _, path in _PICTURE.findall(guide)}
    assert used == set(shots.SHOTS)
    shown = {shots.SHOTS[name].page for name in used}
    assert shown == {entry.id for entry in PAGE_ENTRIES}


def test_pictures_exist_and_say_what_they_show(clone: Path) -> None:
    for file, text in texts(clone).items():
        for words, path in _PICTURE.findall(text):
            assert (file.parent / path).exists(), f"{file.name}: {path}"
            assert len(words.split()) > 3, f"{file.name}: {path}"


def test_links_lead_somewhere(clone: Path) -> None:
    for file, text in texts(clone).items():
        for path in _LINK.findall(text):
            assert (file.parent / path).exists(), f"{file.name}: {path}"


def test_commands_of_the_guide_are_commands(clone: Path) -> None:
    lines = (clone / "docs" / "guide.md").read_text(encoding="utf-8").splitlines()
    named = [
        shlex.split(line, comments=True) for line in lines if line.startswith("    rehabdesk ")
    ]
    assert len(named) > 5
    for words in named:
        known = words[1] in COMMANDS or words[1].startswith("--") or words[1].endswith(".rehab")
        assert known, words


def test_what_the_guide_says_to_click_is_there(
    clone: Path, script: Callable[[str], ModuleType]
) -> None:
    """Every word of the program in the guide is a text of the program."""
    there = {one.text.replace("&", "") for one in script("translations").extract().texts}
    guide = (clone / "docs" / "guide.md").read_text(encoding="utf-8")
    named = [
        word for words in _WORDS.findall(guide) for word in " ".join(words.split()).split(" > ")
    ]
    assert len(named) > 20
    no_words = re.compile(r"(rehabdesk\b.*|backups|\.\w+|F\d|\d|\+|Enter|(Ctrl|Shift)\+\d)")
    assert [word for word in named if word not in there and not no_words.fullmatch(word)] == []


def test_a_picture_can_be_made(
    shots: ModuleType, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As they are, but put back afterwards.
    for name in ("QT_QPA_PLATFORM", "QT_SCALE_FACTOR"):
        monkeypatch.setenv(name, os.environ.get(name, "1"))
    (made,) = shots.make(["settings"], tmp_path, tmp_path / "home")
    qapp.setStyleSheet("")
    assert made.read_bytes().startswith(b"\x89PNG")


def test_an_unknown_picture_is_told(shots: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert shots.main(["moon"]) == 2
    assert "today" in capsys.readouterr().out
