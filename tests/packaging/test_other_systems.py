"""Windows, macOS and Flatpak: what can be seen without them, names and kinds of files."""

from __future__ import annotations

import ast
import plistlib
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from rehabdesk.app.files import DIARY_ENDING, PLAN_ENDING


@pytest.fixture
def names(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("names")


@pytest.fixture
def packaging(clone: Path) -> Path:
    return clone / "packaging"


def test_macos_knows_both_kinds_of_files(packaging: Path, names: ModuleType) -> None:
    plist = plistlib.loads((packaging / "macos" / "Info.plist").read_bytes())
    assert plist["CFBundleIdentifier"] == names.COMPONENT
    declared = {
        one["UTTypeIdentifier"]: one["UTTypeTagSpecification"]["public.filename-extension"]
        for one in plist["UTExportedTypeDeclarations"]
    }
    assert sorted(declared.values()) == [[DIARY_ENDING[1:]], [PLAN_ENDING[1:]]]
    opened = [kind for one in plist["CFBundleDocumentTypes"] for kind in one["LSItemContentTypes"]]
    assert sorted(opened) == sorted(declared)
    icons = {one["CFBundleTypeIconFile"] for one in plist["CFBundleDocumentTypes"]}
    script = (packaging / "macos" / "dmg.sh").read_text(encoding="utf-8")
    assert all(f"collected/{icon}" in script for icon in icons)


def test_the_hardened_runtime_allows_nothing_of_networks(packaging: Path) -> None:
    allowed = plistlib.loads((packaging / "macos" / "entitlements.plist").read_bytes())
    assert allowed
    assert not [name for name in allowed if "network" in name]


def test_windows_opens_both_kinds_of_files_with_the_program_without_console(
    packaging: Path,
) -> None:
    text = (packaging / "windows" / "rehabdesk.iss").read_text(encoding="utf-8")
    for ending in (DIARY_ENDING, PLAN_ENDING):
        assert f'Subkey: "Software\\Classes\\{ending}"' in text
    opens = re.findall(r"shell\\open\\command.*ValueData: \"(.*)\"", text)
    assert opens == ['""{app}\\rehabdesk-gui.exe"" ""%1""'] * 2
    assert "PrivilegesRequired=lowest" in text


def test_the_version_resource_holds_the_version(
    packaging: Path, monkeypatch: pytest.MonkeyPatch, script: Callable[[str], ModuleType]
) -> None:
    monkeypatch.syspath_prepend(str(packaging / "windows"))
    text = script("version_resource").version_resource("1.2.3")
    assert "filevers=(1, 2, 3, 0)" in text
    assert 'StringStruct("ProductVersion", "1.2.3")' in text
    ast.parse(text)


def test_flatpak_has_the_name_of_the_component_and_no_network(
    packaging: Path, names: ModuleType
) -> None:
    (file,) = (packaging / "flatpak").glob("*.yml")
    text = file.read_text(encoding="utf-8")
    assert file.stem == names.COMPONENT
    assert f"id: {names.COMPONENT}\n" in text
    assert "share=network" not in text


def test_what_was_not_run_is_said(clone: Path) -> None:
    said = (clone / "packaging" / "README.md").read_text(encoding="utf-8")
    table = said[: said.index("## Figures")].splitlines()
    for what in ("Flatpak", "Windows", "macOS", "all of them on GitHub", "`.rpm`"):
        (line,) = [one for one in table if one.startswith(f"| {what}")]
        assert "**not run yet**" in line
