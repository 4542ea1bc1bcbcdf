"""What tests of the Self-tests page share: a clock of their own, and somebody at the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.measures.run import Phase
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.measures.page import MeasuresPage
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.shell.frame import PageFrame


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

    def step(self) -> None:
        """No time of the computer's own passes."""

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            if self._on:
                self.passed.emit(0.1)


@dataclass
class Desk:
    """The page with somebody in front of it."""

    page: MeasuresPage
    frame: PageFrame
    ticker: ManualTicker
    qtbot: QtBot

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.context.workbench.runner.busy)

    def press(self, text: str) -> None:
        """Press the visible button of this text with the keyboard, as it is reached by Tab."""

        def found() -> list[QPushButton]:
            buttons = self.frame.findChildren(QPushButton)
            return [b for b in buttons if b.text() == text and b.isVisible()]

        # What was made anew is shown when the window comes to it.
        self.qtbot.waitUntil(lambda: len(found()) == 1)
        (one,) = found()
        assert one.isEnabled(), text
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
        one.setFocus()
        QTest.keyClick(one, Qt.Key.Key_Space)
        self.settle()

    def says(self, text: str) -> None:
        """Wait until a text is on the page."""
        self.qtbot.waitUntil(lambda: text in self.texts())

    def texts(self) -> str:
        labels = self.page.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def ask(self, work: Callable[[Diary], object]) -> object:
        found: list[object] = []
        self.page.context.workbench.read(work, found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        return found[0]

    def results(self) -> list[tuple[str, str, float | None, float | None, bool]]:
        rows = self.ask(lambda diary: diary.self_tests.results())
        assert isinstance(rows, list)
        return [(one.test, one.side.value, one.score, one.pain, one.stopped) for one in rows]

    def problems(self) -> list[str]:
        said: list[str] = []
        self.page.context.workbench.failed.connect(lambda m: said.append(m.text))
        return said

    def hold(self, seconds: float) -> None:
        """Do a try with the clock, without the seconds to get ready."""
        self.press("Start the clock")
        self.press("Start at once")
        self.ticker.wait(seconds)
        if self.page.run.run is not None and self.page.run.run.phase is Phase.RUNNING:
            self.press("Stop the clock")

    def open_test(self, test_id: str) -> None:
        """Open a test from the list."""
        self.page.open_at("tests")
        row = self.page.tests.rows[test_id]
        row.open.setFocus()
        QTest.keyClick(row.open, Qt.Key.Key_Space)
        self.settle()
        assert self.page.title.text() == load_self_tests()[test_id].name.text


Fill = Callable[[Diary], object]


@pytest.fixture
def desk(
    qtbot: QtBot,
    context: UiContext,
    open_diary: Callable[[Fill], None],
    clock: FixedClock,
    no_red_flags: Callable[[Diary, FixedClock], None],
) -> Callable[..., Desk]:
    """Open the page on a new diary filled by a function, with safety questions answered or not."""

    def open_it(fill: Fill = lambda _: None, *, asked: bool = True) -> Desk:
        def fill_all(diary: Diary) -> None:
            fill(diary)
            if asked:
                no_red_flags(diary, clock)

        ticker = ManualTicker()
        page = MeasuresPage(context, ticker)
        frame = PageFrame(page)
        qtbot.addWidget(frame)
        frame.resize(960, 620)
        page.set_narrow(True)
        open_diary(fill_all)
        with qtbot.waitExposed(frame):
            frame.show()
        made = Desk(page, frame, ticker, qtbot)
        made.settle()
        return made

    return open_it
