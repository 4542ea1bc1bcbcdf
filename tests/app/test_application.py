"""Files the system wants opened, before there is a window and later."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from rehabdesk.domain.moments import SystemClock
from rehabdesk.services.diaries import create_diary

#: Another process: there is one application in each, and pytest has its own.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.app.start import application
from rehabdesk.cli.launch import LaunchOptions

first, second, other, folder = map(Path, sys.argv[1:])
app = application()
QCoreApplication.sendEvent(app, QFileOpenEvent(str(first)))
with OffscreenDesktop(LaunchOptions(diary=other), folder) as program:
    bench = program.desktop.workbench
    program.wait_until(lambda: bench.diary_path == first)
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(second))))
    program.wait_until(lambda: bench.diary_path == second)
print("opened both")
"""


def test_files_are_opened_before_and_after_the_start(tmp_path: Path) -> None:
    diaries = [tmp_path / f"{name}.rehab" for name in ("first", "second", "other")]
    for path in diaries:
        create_diary(path, SystemClock()).diary.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, diaries), str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.stdout == "opened both\n", done.stderr
