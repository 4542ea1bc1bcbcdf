"""What tests of the Session page share: a plan, a clock of their own, and keys."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import Clock, FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.session_state import SessionState, running_session
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.session.page import SessionPage
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.shell.frame import PageFrame

KNEE = SidedRegion("knee_inner", Side.LEFT)
LABEL = message("change", "Something done")
#: 2 sets of 3 on each side, 7 s each repetition, 30 s rest.
CLAM = PlanItem(
    "clam", 0, "clamshell", "hip_strength", ExerciseSide.BOTH, 2, 3, hold_s=2, rest_s=30,
    times_a_week=3, lift_s=2, lower_s=3, cue="Pelvis quiet.",
)  # fmt: skip
BRIDGE = PlanItem("bridge", 1, "bridge", "hip_strength", ExerciseSide.NONE, 1, 2, times_a_week=3)
STAND = PlanItem(
    "stand", 2, "sit_to_stand", "hip_strength", ExerciseSide.NONE, 1, 5, times_a_week=3
)


ITEMS = {one.id: one for one in (CLAM, BRIDGE, STAND)}


class ManualTicker(Ticker):
    """Time goes by when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self._on = False

    @property
    def running(self) -> bool:
        return self._on

    def start(self) -> None:
        self._on = True

    def stop(self) -> None:
        self._on = False

    def wait(self, seconds: float) -> None:
        """Let time go by in tenths of a second, as far as the page lets it run."""
        for _ in range(round(seconds * 10)):
            if self._on:
                self.passed.emit(0.1)


@dataclass
class Desk:
    """A Session page with a test at its keyboard."""

    page: SessionPage
    frame: PageFrame
    ticker: ManualTicker
    qtbot: QtBot
    asked: Callable[[Callable[[Diary], object]], object]

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.context.workbench.runner.busy)

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            target = QApplication.focusWidget()
            assert target is not None
            assert self.frame.isAncestorOf(target)
            QTest.keyClick(target, key)
            self.settle()

    def running(self) -> SessionState:
        state = self.asked(running_session)
        assert isinstance(state, SessionState)
        return state

    def done(self) -> list[int | None]:
        return [one.done for one in self.running().sets]

    def begin(self) -> None:
        """Start the session with nothing rated."""
        self.page.home.start.click()
        self.page.before.begin.click()
        self.settle()


def version_of(day: dt.date, *items: PlanItem) -> PlanVersion:
    placed = tuple(dataclasses.replace(one, position=n) for n, one in enumerate(items))
    return PlanVersion("v1", 1, day, "Plan", "", placed)


def filler(
    answer_no: Callable[[Diary, Clock], None], clock: FixedClock, *items: PlanItem
) -> Callable[[Diary], None]:
    """Return what fills a diary with a plan of three weeks ago and a knee in use."""

    def fill(diary: Diary) -> None:
        today = clock.moment.date()
        with diary.change(LABEL):
            if items:
                diary.plans.add_version(version_of(today - dt.timedelta(days=21), *items))
            diary.settings.set_value_kind(KNEE, PainKind.WORST)
        for back in (1, 2):
            before = FixedClock(clock.moment - dt.timedelta(days=back))
            record_pain(diary, before, KNEE, 4, kind=PainKind.WORST)
        answer_no(diary, clock)

    return fill


@pytest.fixture
def manual_ticker(qapp: QApplication) -> ManualTicker:
    return ManualTicker()


@pytest.fixture
def desk(
    qtbot: QtBot, context: UiContext, open_diary, asked, clock, manual_ticker, no_red_flags
) -> Callable[..., Desk]:
    """Open the page on a plan of some exercises; it has the keyboard."""

    def make(*names: str, width: int = 1100) -> Desk:
        page = SessionPage(context, manual_ticker)
        frame = PageFrame(page)
        qtbot.addWidget(frame)
        page.set_narrow(width < 1000)
        frame.resize(width, 700)
        open_diary(filler(no_red_flags, clock, *(ITEMS[name] for name in names)))
        with qtbot.waitExposed(frame):
            frame.show()
        frame.activateWindow()
        made = Desk(page, frame, manual_ticker, qtbot, asked)
        made.settle()
        return made

    return make
