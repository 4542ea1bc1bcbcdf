"""The net under all tests holds: what is left running is found, and the home folder is not real."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs

LEAVING = """
import threading
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()

def test_a_thread():
    threading.Thread(target=stop.wait, name="left", daemon=True).start()

def test_a_thread_of_qt(qapp):
    kept.append(QThread())
    kept[-1].start()

def test_after_it(qapp):
    # Ended here: Qt would end the whole process with it.
    kept[-1].quit()
    kept[-1].wait()

def test_a_timer(qapp):
    kept.append(QTimer())
    kept[-1].start(60_000)

def test_a_timer_of_a_closed_widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    QTimer(widget).start(60_000)
"""


def test_what_a_test_leaves_running_fails_it(clone: Path, tmp_path: Path) -> None:
    text = (clone / "tests" / "conftest.py").read_text(encoding="utf-8")
    impatient = text.replace("PATIENCE = 1.0", "PATIENCE = 0.1")
    (tmp_path / "conftest.py").write_text(impatient, encoding="utf-8")
    (tmp_path / "test_leaving.py").write_text(LEAVING, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", tmp_path]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    results = {
        line.rpartition("::")[2].split(" ")[0]
        for line in done.stdout.splitlines()
        if line.startswith("ERROR ")
    }
    assert results == {"test_a_thread", "test_a_thread_of_qt", "test_a_timer"}, done.stdout


def test_no_folder_of_a_program_is_in_the_real_home(home: Path) -> None:
    folders = [
        platformdirs.user_data_dir("RehabDesk"),
        platformdirs.user_config_dir("RehabDesk"),
        platformdirs.user_state_dir("RehabDesk"),
        platformdirs.user_cache_dir("RehabDesk"),
        platformdirs.user_documents_dir(),
        os.path.expanduser("~"),  # noqa: PTH111 - this is what others may call
    ]
    assert [folder for folder in folders if not Path(folder).is_relative_to(home)] == []
