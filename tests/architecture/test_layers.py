"""The layers hold, and each rule about them is seen to bite when something is planted."""

from __future__ import annotations

import json
import os
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


#: Plants each import in turn in a copy of the package and notes which contracts are broken by it.
#: A process of its own, because import-linter looks for the package where Python would.
PLANTING = """
import contextlib, io, json, re, sys
from pathlib import Path
from importlinter.cli import lint_imports

def lint():
    with contextlib.redirect_stdout(io.StringIO()) as output:
        code = lint_imports(no_cache=True)
    found = re.findall(r"^(.+) (KEPT|BROKEN)\\s*$", output.getvalue(), re.MULTILINE)
    return code, dict(found)

results = [lint()]
for module, imported, _ in json.load(sys.stdin):
    path = Path("rehabdesk", module + ".py")
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text((before or "") + f"\\nimport {imported}\\n", "utf-8")
    results.append(lint())
    path.unlink() if before is None else path.write_text(before, "utf-8")
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def results(
    clone: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[int, dict[str, str]]]:
    """For the package as it is, then for each planted import: exit code and contracts."""
    folder = tmp_path_factory.mktemp("planting")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(clone / "src" / "rehabdesk", folder / "rehabdesk", ignore=ignore)
    shutil.copy(clone / "pyproject.toml", folder)
    done = subprocess.run(
        [sys.executable, "-c", PLANTING],
        input=json.dumps(PLANTED),
        cwd=folder,
        env={**os.environ, "COLUMNS": "400", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_contract_is_kept(
    results: list[tuple[int, dict[str, str]]], contracts: dict[str, str]
) -> None:
    assert results[0] == [0, dict.fromkeys(contracts.values(), "KEPT")]


@pytest.mark.parametrize(
    ("number", "module", "imported", "contract"),
    [(number, *planted) for number, planted in enumerate(PLANTED, 1)],
)
def test_a_planted_import_breaks_its_contract(
    results: list[tuple[int, dict[str, str]]],
    contracts: dict[str, str],
    number: int,
    module: str,
    imported: str,
    contract: str,
) -> None:
    code, found = results[number]
    broken = [name for name, word in found.items() if word == "BROKEN"]
    assert (code, broken) == (1, [contracts[contract]]), f"{module} imports {imported}"


def test_every_contract_has_a_planted_violation(contracts: dict[str, str]) -> None:
    assert {contract for _, _, contract in PLANTED} == set(contracts)
