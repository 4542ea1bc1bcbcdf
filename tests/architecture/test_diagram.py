"""The drawing of the architecture is made from the imports, and is up to date."""

from __future__ import annotations

import importlib.util
import sys
import types
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def architecture() -> types.ModuleType:
    spec = importlib.util.spec_from_file_location(
        "architecture", ROOT / "packaging" / "architecture.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up.
    sys.modules["architecture"] = module
    spec.loader.exec_module(module)
    return module


def test_the_drawing_is_up_to_date(architecture: types.ModuleType) -> None:
    drawn = (ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    assert drawn == architecture.drawing(), "./dev diagram"


def test_every_import_goes_down(architecture: types.ModuleType) -> None:
    boxes = architecture.place(architecture.layers())
    pairs = architecture.edges()
    assert {name for pair in pairs for name in pair} <= set(boxes)
    assert all(boxes[source].row < boxes[target].row for source, target in pairs)
    assert ("services", "store") in pairs


def test_another_import_makes_another_drawing(
    architecture: types.ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = architecture.drawing()
    fewer = architecture.edges() - {("services", "store")}
    monkeypatch.setattr(architecture, "edges", lambda: fewer)
    assert architecture.drawing() != before
    monkeypatch.setattr(architecture, "TARGET", ROOT / "docs" / "architecture.svg")
    assert architecture.main(["--check"]) == 1


def test_boxes_neither_touch_nor_leave_the_drawing(architecture: types.ModuleType) -> None:
    root = ET.fromstring(architecture.drawing())  # noqa: S314 - our own text
    boxes = list(architecture.place(architecture.layers()).values())
    assert all(box.x >= 0 and box.x + box.width <= int(root.attrib["width"]) for box in boxes)
    for one in boxes:
        for other in boxes:
            if one.row == other.row and one.x < other.x:
                assert one.x + one.width < other.x
    assert all(box.about for box in boxes)
