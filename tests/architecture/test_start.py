"""What a start must not import, and a fault of Qt's Python binding that must not come back."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Imported when a page first needs them: together they take longer than the bare window.
HEAVY = ("numpy", "scipy", "pyqtgraph", "sqlite_utils", "pandas", "babel", "statsmodels")


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own."""
    command = [sys.executable, "-X", "faulthandler", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def imported_with(module: str) -> list[str]:
    """Return which of the heavy libraries importing a module brings in."""
    done = run(f"import sys, {module}; print(*[m for m in {HEAVY} if m in sys.modules])")
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("module", ["rehabdesk.app.main", "rehabdesk.app.start"])
def test_the_way_to_the_first_window_imports_nothing_heavy(module: str) -> None:
    assert imported_with(module) == []


def test_a_heavy_import_would_be_seen() -> None:
    assert imported_with("rehabdesk.domain, numpy") == ["numpy"]


def test_many_calls_that_return_nothing_leave_none_alone() -> None:
    # PySide6 6.12.0 takes a reference from None with each of them on Python 3.10 and 3.11, until
    # "Fatal Python error: none_dealloc". Later Pythons do not count references to None.
    code = """
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for number in range(20_000):
    thing.setObjectName("a")
print("alive", sys.getrefcount(None) - before > -100)
"""
    done = run(code)
    assert (done.returncode, done.stdout.split()) == (0, ["alive", "True"]), done.stderr[-2000:]
