"""The bill of materials, the changelog and the icons."""

from __future__ import annotations

import datetime as dt
import json
import struct
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from rehabdesk.services.licences import Part

MOMENT = dt.datetime(2026, 6, 17, 12, tzinfo=dt.UTC)
PROGRAM = Part("rehabdesk", "1.0", "MIT", "")
PARTS = (
    Part("PySide6_Essentials", "6.11", "LGPL-3.0-only OR GPL-2.0-only", ""),
    Part("zlib", "", "a licence with a long name", ""),
    Part("numpy", "2", "BSD-3-Clause", ""),
)


@pytest.fixture
def bill(script: Callable[[str], ModuleType]) -> Callable[[], str]:
    sbom = script("sbom")
    return lambda: sbom.bill(PROGRAM, PARTS, MOMENT, frozenset({"numpy", "PySide6_Essentials"}))


def test_the_bill_names_every_part(bill: Callable[[], str]) -> None:
    document = json.loads(bill())
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["timestamp"] == "2026-06-17T12:00:00Z"
    assert document["metadata"]["component"]["type"] == "application"
    assert [one["purl"] for one in document["components"]] == [
        "pkg:pypi/pyside6-essentials@6.11",
        "pkg:generic/zlib",
        "pkg:pypi/numpy@2",
    ]
    assert [one["licenses"][0] for one in document["components"]] == [
        {"expression": "LGPL-3.0-only OR GPL-2.0-only"},
        {"license": {"name": "a licence with a long name"}},
        {"license": {"id": "BSD-3-Clause"}},
    ]
    refs = {one["bom-ref"] for one in document["components"]}
    assert set(document["dependencies"][0]["dependsOn"]) == refs
    assert document["serialNumber"].startswith("urn:uuid:")


def test_the_same_parts_give_the_same_bill(bill: Callable[[], str]) -> None:
    assert bill() == bill()


def test_every_fragment_of_the_changelog_can_be_read(script: Callable[[str], ModuleType]) -> None:
    changelog = script("changelog")
    assert set(changelog.fragments()) <= set(changelog.KINDS)


def test_a_release_takes_the_fragments(
    script: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changelog = script("changelog")
    folder, target = tmp_path / "changes", tmp_path / "CHANGELOG.md"
    folder.mkdir()
    monkeypatch.setattr(changelog, "FRAGMENTS", folder)
    monkeypatch.setattr(changelog, "CHANGELOG", target)
    monkeypatch.setattr(changelog.fragments, "__defaults__", (folder,))
    (folder / "b.md").write_text("fixed: It no longer stops.\n", encoding="utf-8")
    (folder / "a.md").write_text("added: A page.\nfixed: A word.\n", encoding="utf-8")
    changelog.release("1.0", "2026-06-17")
    assert list(folder.iterdir()) == []
    (folder / "c.md").write_text("changed: A colour.\n", encoding="utf-8")
    changelog.release("1.1", "2026-06-18")
    text = target.read_text(encoding="utf-8")
    assert text.index("## 1.1 (2026-06-18)") < text.index("## 1.0 (2026-06-17)")
    assert "### Fixed\n\n- A word.\n- It no longer stops.\n" in text


@pytest.mark.parametrize("line", ["new: A page.", "added A page.", "added: A page"])
def test_a_wrong_fragment_is_named(
    script: Callable[[str], ModuleType], tmp_path: Path, line: str
) -> None:
    (tmp_path / "a.md").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.md, line 2"):
        script("changelog").fragments(tmp_path)


def test_icons_of_every_system(
    qapp: QApplication, script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    pictures = script("pictures")
    pictures.write_all(tmp_path)
    assert len(list((tmp_path / "hicolor").rglob("*.png"))) == 3 * len(pictures.THEME_SIZES)
    for name in ("rehabdesk", "diary", "plan"):
        windows = (tmp_path / f"{name}.ico").read_bytes()
        assert struct.unpack("<HHH", windows[:6]) == (0, 1, len(pictures.ICO_SIZES))
        length, offset = struct.unpack("<II", windows[14:22])
        assert QImage.fromData(windows[offset : offset + length]).width() == 16
        apple = (tmp_path / f"{name}.icns").read_bytes()
        assert apple[:4] == b"icns"
        assert struct.unpack(">I", apple[4:8])[0] == len(apple)


def test_a_drawing_that_is_none_is_refused(
    qapp: QApplication, script: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "x.svg").write_text("no drawing", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.svg"):
        script("pictures").png(tmp_path / "x.svg", 16)
