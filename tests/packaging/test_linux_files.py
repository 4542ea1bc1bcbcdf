"""The files packages of Linux bring: names agree, and the tools of the desktop take them."""

from __future__ import annotations

import configparser
import datetime as dt
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

from rehabdesk import __version__
from rehabdesk.app.files import DIARY_ENDING, PLAN_ENDING
from rehabdesk.app.start import NAME
from rehabdesk.store.connection import APPLICATION_ID

DAY = dt.date(2026, 6, 17)


@pytest.fixture
def names(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("names")


@pytest.fixture
def packages(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("linux_packages")


@pytest.fixture
def linux(clone: Path) -> Path:
    return clone / "packaging" / "linux"


def test_the_version_is_in_one_place(names: ModuleType, clone: Path) -> None:
    assert names.version() == __version__
    project = tomllib.loads((clone / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert names.PACKAGE == project["name"] == NAME


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - a file of this clone


def entry(linux: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(linux / "rehabdesk.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_menu_entry_opens_diaries_and_plans(linux: Path, names: ModuleType) -> None:
    kinds = entry(linux)["MimeType"].strip(";").split(";")
    assert kinds == [names.MIME_DIARY, names.MIME_PLAN]
    assert entry(linux)["Exec"] == f"{names.PACKAGE} %f"
    assert entry(linux)["Icon"] == names.PACKAGE


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="not installed")
def test_the_menu_entry_is_valid(linux: Path) -> None:
    done = subprocess.run(
        ["desktop-file-validate", linux / "rehabdesk.desktop"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "error" not in done.stdout
    assert "warning" not in done.stdout


def test_kinds_of_files_are_known_by_ending_and_content(linux: Path, names: ModuleType) -> None:
    kinds = parsed((linux / "rehabdesk-mime.xml").read_text(encoding="utf-8"))
    space = kinds.tag.partition("}")[0] + "}"
    endings = {
        one.attrib["type"]: one.find(f"{space}glob").attrib["pattern"]  # type: ignore[union-attr]
        for one in kinds
    }
    assert endings == {
        names.MIME_DIARY: f"*{DIARY_ENDING}",
        names.MIME_PLAN: f"*{PLAN_ENDING}",
    }
    magic = [one.attrib for one in kinds.iter(f"{space}match")]
    assert magic[1] == {
        "type": "string",
        "offset": "68",
        "value": APPLICATION_ID.to_bytes(4, "big").decode(),
    }


def test_what_software_centres_show_is_filled_in(packages: ModuleType, names: ModuleType) -> None:
    root = parsed(packages.metainfo(DAY))
    assert root.findtext("id") == names.COMPONENT
    release = root.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": __version__, "date": "2026-06-17"}
    assert "@" not in "".join(root.itertext())


def test_each_picture_software_centres_show_exists(packages: ModuleType, clone: Path) -> None:
    root = parsed(packages.metainfo(DAY))
    pictures = [one.text or "" for one in root.iter("image")]
    assert len(pictures) == 3
    for address in pictures:
        assert (clone / "docs" / "pictures" / address.rpartition("/")[2]).exists()


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="not installed")
def test_what_software_centres_show_is_valid(packages: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "org.example.rehabdesk.metainfo.xml"
    file.write_text(packages.metainfo(DAY), encoding="utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--no-color", file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_each_exception_of_lintian_is_explained(linux: Path) -> None:
    lines = (linux / "lintian-overrides").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "rehabdesk: ")) for line in lines)


def test_the_changelog_has_debians_form(packages: ModuleType) -> None:
    text = packages.debian_changelog(dt.datetime(2026, 6, 17, 12, tzinfo=dt.UTC))
    lines = text.splitlines()
    assert lines[0] == f"rehabdesk ({__version__}) stable; urgency=medium"
    assert max(len(one) for one in lines if one.startswith("  ")) <= 80
    assert lines[-1].endswith("  Wed, 17 Jun 2026 12:00:00 +0000")
