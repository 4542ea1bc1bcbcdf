"""What every test gets: no screen, no real home folder, nothing left running, steady examples."""

from __future__ import annotations

import datetime as dt
import gc
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakSet

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from shiboken6 import isValid

from rehabdesk.domain.moments import Clock, FixedClock
from rehabdesk.domain.safety import AgeBand, Cause
from rehabdesk.domain.text import message
from rehabdesk.services.safety.recording import answer_questions
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import set_age_band
from rehabdesk.store.diary import Diary

# Before anything asks Qt for an application: draw without a screen unless somebody chose where.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]

# Everybody gets the same examples, and a slow computer fails nobody's run;
# `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile("steady")

#: Where programs keep a person's files: replaced for every test.
HOME_VARIABLES = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_DOCUMENTS_DIR": "documents",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    # Windows asks the system, not the environment; platformdirs listens to these instead.
    "WIN_PD_OVERRIDE_APPDATA": "roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
    "WIN_PD_OVERRIDE_PERSONAL": "documents",
}

#: Seconds that what a test started gets to come to its end after the test.
PATIENCE = 1.0


class Started:
    """The Qt threads and timers that were started from Python, as long as they live."""

    def __init__(self) -> None:
        self.threads: WeakSet[QThread] = WeakSet()
        self.timers: WeakSet[QTimer] = WeakSet()

    def running(self, before: set[threading.Thread]) -> list[str]:
        """Name what runs now and did not before."""
        names = [
            f"thread {thread.name!r}"
            for thread in threading.enumerate()
            if thread not in before and thread.is_alive()
        ]
        names += [
            f"QThread {thread.objectName()!r}"
            for thread in list(self.threads)
            if isValid(thread) and thread.isRunning()
        ]
        names += [
            f"QTimer {timer.objectName()!r} of {type(timer.parent()).__name__}"
            for timer in list(self.timers)
            if isValid(timer) and timer.isActive()
        ]
        count = QThreadPool.globalInstance().activeThreadCount()
        return names + [f"{count} workers of the global QThreadPool"] * bool(count)


def _noting(original: Callable[..., None], seen: WeakSet) -> Callable[..., None]:
    def start(self: object, *arguments: object) -> None:
        seen.add(self)
        original(self, *arguments)

    return start


@pytest.fixture(scope="session")
def qt_started() -> Iterator[Started]:
    """Note every QThread and QTimer started from Python."""
    seen = Started()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QThread, "start", _noting(QThread.start, seen.threads))
        patch.setattr(QTimer, "start", _noting(QTimer.start, seen.timers))
        yield seen


@pytest.fixture(autouse=True)
def nothing_left_running(qt_started: Started) -> Iterator[None]:
    """Fail a test that leaves a thread or timer behind: it would disturb the tests after it."""
    qt_started.timers.clear()
    before = set(threading.enumerate())
    yield
    if QCoreApplication.instance() is not None:
        # Processing events does not delete what is to be deleted later.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not qt_started.running(before):
        return
    gc.collect()
    end = time.monotonic() + PATIENCE
    while (left := qt_started.running(before)) and time.monotonic() < end:
        time.sleep(0.01)
    if left:
        pytest.fail(f"still running after the test: {', '.join(left)}", pytrace=False)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder of this test's own; nothing may touch the real one."""
    folder = tmp_path_factory.mktemp("home")
    for name, part in HOME_VARIABLES.items():
        monkeypatch.setenv(name, str(folder / part))
    return folder


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at half past nine in the evening, summer time in Berlin."""
    zone = dt.timezone(dt.timedelta(hours=2))
    return FixedClock(dt.datetime(2026, 6, 17, 21, 30, tzinfo=zone))


def answer_no(diary: Diary, clock: Clock, age: AgeBand = AgeBand.FROM_25_TO_49) -> None:
    """Answer every red-flag question with no, so that plans and sessions can be tried."""
    with diary.change(message("change", "Safety questions answered")):
        set_age_band(diary, age)
        flags = [one for one in load_safety_rules().flags if one.is_for(age)]
        answer_questions(diary, clock, Cause.FIRST_USE, flags, ())


@pytest.fixture
def no_red_flags() -> Callable[[Diary, Clock], None]:
    """What answers every red-flag question of a diary with no."""
    return answer_no


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with a real diary and a real backup; the test is skipped where it is absent."""
    given = os.environ.get("REHABDESK_REAL_DATA")
    folder = Path(given) if given else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder} is absent (set REHABDESK_REAL_DATA to its folder)")
    return folder


@pytest.fixture(scope="session")
def clone() -> Path:
    """The top of the clone, for tests that read the project's own files."""
    return ROOT
