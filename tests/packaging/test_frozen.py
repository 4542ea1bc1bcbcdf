"""What the frozen program leaves out: each with a reason, and never what is needed."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from rehabdesk.reports import typesetting

#: What a person does at length, without a window; imports all that is imported late.
WORK = """
import sys
from rehabdesk.services import self_test
self_test.check_diary_and_paper()
import pyqtgraph
print("\\n".join(sys.modules))
"""


@pytest.fixture
def trimmed(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("trimmed")


def test_everything_left_out_has_a_reason(trimmed: ModuleType) -> None:
    for table in (trimmed.MODULES, trimmed.FILES, trimmed.PACKED_SYSTEM_LIBRARIES):
        assert table
        assert {name for name, reason in table.items() if len(reason) < 8} == set()


def test_what_is_imported_is_not_left_out(trimmed: ModuleType) -> None:
    """Seen in a process of its own: this one has imported tests and their tools."""
    done = subprocess.run([sys.executable, "-c", WORK], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    # Python's own modules do without the first; sqlite-utils takes the others where they are
    # installed, as they are for developing.
    optional = {"ssl", "_ssl", "_hashlib", "readline", "pandas", "matplotlib"}
    needed = {
        module
        for module in set(trimmed.MODULES) - optional
        if any(name == module or name.startswith(f"{module}.") for name in imported)
    }
    assert {"scipy.special", "pydoc", "PySide6.QtOpenGL"} <= imported
    assert needed == set()


@pytest.mark.parametrize("name", ["pydoc", "PySide6.QtOpenGL", "typst", "click", "scipy.special"])
def test_what_looks_unneeded_but_is_not_stays(trimmed: ModuleType, name: str) -> None:
    assert not any(name == one or name.startswith(f"{one}.") for one in trimmed.MODULES)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("PySide6/Qt/plugins/platforms/libqminimal.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", False),
        ("PySide6\\plugins\\platforms\\qminimal.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("babel/locale-data/en_GB.dat", False),
        ("babel/locale-data/de_AT.dat", False),
        ("babel/locale-data/fr.dat", True),
        ("babel/global.dat", False),
        ("rehabdesk/resources/translations/de/LC_MESSAGES/rehabdesk.mo", False),
        ("font_source_sans_pro/files/SourceSansPro-Bold.ttf", False),
        ("font_source_sans_pro/files/SourceSansPro-Bold.otf", True),
        ("PySide6/Qt/lib/libQt6Core.so.6", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", True),
    ],
)
def test_files(trimmed: ModuleType, name: str, left_out: bool) -> None:
    assert trimmed.file_is_left_out(name, ["de"]) is left_out


def test_the_fonts_are_those_paper_is_set_in(trimmed: ModuleType) -> None:
    assert tuple(trimmed.FONT_STYLES) == typesetting._FONTS


@pytest.mark.parametrize(
    ("name", "source", "of_system"),
    [
        ("libX11.so.6", "/lib/x86_64-linux-gnu/libX11.so.6", True),
        ("libsqlite3.so.0", "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", False),
        ("libQt6Core.so.6", "/home/clean/lib/python3.11/site-packages/x", False),
        ("numpy/core.so", "/usr/lib/python3/dist-packages/numpy/core.so", False),
        ("python3.11/lib-dynload/_json.so", "/usr/lib/python3.11/lib-dynload/_json.so", False),
    ],
)
def test_libraries_of_the_system_stay_with_the_system(
    trimmed: ModuleType, name: str, source: str, of_system: bool
) -> None:
    assert trimmed.library_is_of_system(name, source) is of_system


def test_the_specification_can_be_read(clone: Path) -> None:
    folder = clone / "packaging" / "frozen"
    tree = ast.parse((folder / "rehabdesk.spec").read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert {"Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"} <= names
    for script in ("start.py", "first_paint.py"):
        assert (folder / script).exists()


def test_the_two_locks_agree(clone: Path) -> None:
    """What ships is what was tested."""
    locks = [
        {
            name: version.split(" ")[0]
            for name, _, version in (
                line.partition("==")
                for line in (clone / "packaging" / file).read_text(encoding="utf-8").splitlines()
                if "==" in line and not line.startswith((" ", "#"))
            )
        }
        for file in ("requirements.lock", "bundle.lock")
    ]
    tested, shipped = locks
    assert {name for name in shipped if tested.get(name, shipped[name]) != shipped[name]} == set()
    assert "pytest" not in shipped
    assert importlib.util.find_spec("PyInstaller") is None, "the frozen program is made elsewhere"
