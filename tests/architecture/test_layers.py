"""The layers hold, and each rule about them is seen to bite when something is planted."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

#: A module, an import that must not be there, and the contract that forbids it.
PLANTED = [
    ("resources", "rehabdesk.domain.errors", "layers"),
    ("domain/planted", "rehabdesk.analysis", "layers"),
    ("analysis/planted", "rehabdesk.store", "layers"),
    ("figures/planted", "rehabdesk.analysis", "layers"),
    ("reports/planted", "rehabdesk.store", "layers"),
    ("store/planted", "rehabdesk.services", "layers"),
    ("services/planted", "rehabdesk.cli", "layers"),
    ("services/planted", "rehabdesk.ui", "layers"),
    ("cli/planted", "rehabdesk.ui", "layers"),
    ("ui/planted", "rehabdesk.cli", "layers"),
    ("ui/planted", "rehabdesk.app", "layers"),
    ("homeless", "rehabdesk.domain", "layers"),
    ("services/planted", "PySide6.QtCore", "qt"),
    ("cli/planted", "PySide6.QtWidgets", "qt"),
    ("figures/planted", "pyqtgraph", "qt"),
    ("store/planted", "shiboken6", "qt"),
    ("services/planted", "sqlite3", "sql"),
    ("ui/planted", "sqlite_utils", "sql"),
    ("app/planted", "sqlite3", "sql"),
    ("domain/planted", "numpy", "light-domain"),
    ("analysis/planted", "pandas", "development"),
    ("app/planted", "statsmodels.api", "development"),
]


@pytest.fixture(scope="module")
def contracts(clone: Path) -> dict[str, str]:
    """The names of the contracts by id."""
    project = tomllib.loads((clone / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in project["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def copied(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package beside a copy of the rules, to plant things in."""
    folder = tmp_path_factory.mktemp("planting")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(clone / "src" / "rehabdesk", folder / "rehabdesk", ignore=ignore)
    shutil.copy(clone / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> tuple[int, dict[str, bool]]:
    """Check the rules in a folder; the exit code, and for each contract whether it was kept."""
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = re.findall(r"^(.+) (KEPT|BROKEN)\s*$", done.stdout, flags=re.MULTILINE)
    return done.returncode, {name: word == "KEPT" for name, word in found}


def test_every_contract_is_kept(copied: Path, contracts: dict[str, str]) -> None:
    code, kept = lint(copied)
    assert kept == dict.fromkeys(contracts.values(), True)
    assert code == 0


@pytest.mark.parametrize(("module", "imported", "contract"), PLANTED)
def test_a_planted_import_breaks_its_contract(
    copied: Path, contracts: dict[str, str], module: str, imported: str, contract: str
) -> None:
    path = copied / "rehabdesk" / f"{module}.py"
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\nimport {imported}\n", encoding="utf-8")
    try:
        code, kept = lint(copied)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    assert code != 0
    assert [name for name, ok in kept.items() if not ok] == [contracts[contract]]


def test_every_contract_has_a_planted_violation(contracts: dict[str, str]) -> None:
    assert {contract for _, _, contract in PLANTED} == set(contracts)
