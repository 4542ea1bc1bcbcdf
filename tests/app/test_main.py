"""The program itself, driven through its entry point."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rehabdesk.app.pages import PAGE_ENTRIES
from rehabdesk.domain.moments import SystemClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import open_diary

DRIVER = Path(__file__).with_name("driver.py")
PAGES = [entry.id for entry in PAGE_ENTRIES if entry.for_own]
INNER_LEFT = SidedRegion("knee_inner", Side.LEFT)


def start(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUNBUFFERED="1")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        environment[name] = str(tmp_path / "home")
    return subprocess.Popen(
        [sys.executable, str(DRIVER), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def lines_until(process: subprocess.Popen[str], last: str) -> list[str]:
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.strip())
        if lines[-1] == last:
            return lines
    _, error = process.communicate()
    raise AssertionError(f"{lines}\n{error}")


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_an_entry_survives_kill_9_right_after_saved(tmp_path: Path, way: str) -> None:
    diary = tmp_path / "my.rehab"
    process = start(tmp_path, way, "--diary", str(diary))
    lines_until(process, "saved")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    opened = open_diary(diary, SystemClock()).diary
    (entry,) = [one for day in opened.pain.days() for one in opened.pain.on_day(day)]
    opened.close()
    assert (entry.where, entry.value) == (INNER_LEFT, 6)
    # The next start shows it.
    again = start(tmp_path, "look", "--diary", str(diary))
    shown = lines_until(again, "done")
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert "knee_inner:left 6" in shown


def test_nothing_but_the_main_window_ever_shows_up(tmp_path: Path) -> None:
    """A part shown before it has its place is a window of its own and takes the focus."""
    process = start(tmp_path, "windows", "--diary", str(tmp_path / "my.rehab"))
    lines = lines_until(process, "done")
    process.communicate(timeout=60)
    assert lines == ["window MainWindow", *(f"page {page}" for page in PAGES), "done"]


def test_closing_makes_a_backup_and_ends_with_0(tmp_path: Path) -> None:
    diary = tmp_path / "my.rehab"
    process = start(tmp_path, "close", "--diary", str(diary))
    lines_until(process, "done")
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in error
    (backup,) = (tmp_path / "my backups").glob("*.rehab")
    connection = sqlite3.connect(backup)
    assert connection.execute("SELECT value FROM pain_entry").fetchall() == [(6.0,)]
    connection.close()


def test_a_file_that_is_no_diary_is_named_and_left_alone(tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.rehab"
    wrong.write_bytes(b"not a diary at all")
    process = start(tmp_path, "refused", str(wrong))
    told = lines_until(process, "done")
    process.communicate(timeout=60)
    assert any("holiday.rehab" in line for line in told)
    assert wrong.read_bytes() == b"not a diary at all"
