"""What is measured with: a diary of ten years, settings that open it, a large table."""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
YEARS = 10
DAY_FORMAT = "%Y-%m-%d"


@dataclass(frozen=True)
class Material:
    """Files in a folder that is thrown away.

    Attributes:
        folder: All of it.
        environment: What probes run in: their own settings, which name the diary and ask for
            all years, and offscreen unless something else is set.
        diary: Ten years.
        entries: Its pain entries.
        table: A CSV file.
    """

    folder: Path
    environment: dict[str, str]
    diary: Path
    entries: int
    table: Path

    def copy_of(self, diary: Path) -> Path:
        """Return a fresh copy of a closed diary."""
        copy = self.folder / f"copy of {diary.name}"
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
        return Path(shutil.copyfile(diary, copy))

    def probe(self, script: str, *arguments: str) -> dict[str, Any]:
        """Run a probe in a process of its own and return its figures.

        Raises:
            RuntimeError: It failed; the text is what it said.
        """
        command = [sys.executable, str(HERE / f"probe_{script}.py"), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=self.environment, timeout=120
        )
        if done.returncode != 0 or not done.stdout:
            raise RuntimeError(f"{' '.join(command)}\n{done.stdout[-500:]}{done.stderr[-2000:]}")
        return dict(json.loads(done.stdout.splitlines()[-1]))


def make(folder: Path, rows: int) -> Material:
    """Make everything; the diary as `rehabdesk demo --years` does.

    Args:
        folder: An empty folder.
        rows: Rows of the table.
    """
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.services.demo import ENTRIES_A_YEAR, make_demo
    from rehabdesk.services.diaries import open_diary
    from rehabdesk.services.summary import summary
    from rehabdesk.ui.preferences import Preferences

    clock = SystemClock()
    diary = folder / "Ten years.rehab"
    make_demo(diary, clock, days=round(YEARS * 365.25), entries=YEARS * ENTRIES_A_YEAR)
    opened = open_diary(diary, clock).diary
    entries = sum(one["entries"] for one in summary(opened)["regions"])
    opened.close()
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        environment[name] = str(folder)
    # Windows asks the system, not the environment; platformdirs listens to these instead.
    for name in ("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        environment[name] = str(folder)
    preferences = Preferences(folder / "rehabdesk" / "settings.ini")
    preferences.remember_diary(diary)
    preferences.set("trends/period", "all")
    preferences.save()
    return Material(folder, environment, diary, entries, _table(folder, rows))


def demo_diary(path: Path, days: int) -> Path:
    """Make a demo diary of so many days, closed, with as many entries a year as the large one."""
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.services.demo import ENTRIES_A_YEAR, make_demo

    if not path.exists():
        make_demo(path, SystemClock(), days=days, entries=days * ENTRIES_A_YEAR // 365)
    return path


def empty_diary(material: Material) -> Path:
    """Return a new closed diary with nothing in it."""
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.services.diaries import create_diary

    path = material.folder / "Empty.rehab"
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    create_diary(path, SystemClock()).diary.close()
    path.with_suffix(".plain").unlink(missing_ok=True)
    return path


def filled_diary(material: Material) -> Path:
    """Return a new closed diary with the rows of the table."""
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.domain.pain import PainKind
    from rehabdesk.domain.regions import Side, SidedRegion
    from rehabdesk.services.diaries import create_diary
    from rehabdesk.services.importing.adding import add_import
    from rehabdesk.services.importing.mapping import ImportMapping, PainColumn
    from rehabdesk.services.importing.recognise import open_source
    from rehabdesk.services.importing.table_preview import preview_table

    clock = SystemClock()
    path = material.folder / "Filled.rehab"
    table = open_source(material.table, clock.now().date()).table
    where = SidedRegion("knee_inner", Side.LEFT)
    mapping = ImportMapping("date", (PainColumn("pain", where, PainKind.AVERAGE),))
    diary = create_diary(path, clock).diary
    add_import(diary, preview_table(table, mapping, clock))
    diary.close()
    return path


def _table(folder: Path, rows: int) -> Path:
    """Write days of the last ten years in order, and ratings with a decimal."""
    table = folder / "table.csv"
    today = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    span = round(YEARS * 365.25)
    lines = ["date,pain"]
    for row in range(rows):
        day = today - dt.timedelta(days=span - 1 - row * span // rows)
        lines.append(f"{day.strftime(DAY_FORMAT)},{row * 7 % 101 / 10}")
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return table
