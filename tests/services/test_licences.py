"""The list of parts and licences: from a package, else from what is installed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from rehabdesk import __version__, resources
from rehabdesk.services.licences import Part, as_json, installed_parts, parts


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


def test_every_package_the_program_needs_is_listed(clone: Path) -> None:
    project = tomllib.loads((clone / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {normal(Requirement(line).name) for line in project["dependencies"]}
    found = {normal(one.name): one for one in parts()}
    assert needed <= set(found)
    assert "pytest" not in found
    assert (parts()[0].name, parts()[0].version) == ("rehabdesk", __version__)


def test_licences_are_named_and_mostly_whole() -> None:
    found = installed_parts()
    assert {one.name for one in found if not (one.licence or one.text)} == set()
    whole = {one.name for one in found if one.text}
    assert {"rehabdesk", "numpy", "scipy", "typst", "icalendar"} <= whole
    assert all(len(one.licence) < 100 for one in found)


def test_what_is_left_out_is_not_listed() -> None:
    assert "pip" not in {one.name for one in installed_parts(without=["PIP"])}
    assert installed_parts("no-such-package") == ()


def test_a_package_brings_its_own_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collected = tmp_path / "resources" / "shipped" / "licences.json"
    collected.parent.mkdir(parents=True)
    one = Part("Schrift", "1.0", "OFL-1.1", "Text mit Umlauten: äöü")
    collected.write_text(as_json([one]), encoding="utf-8")
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "resources.py"))
    assert parts() == (one,)
