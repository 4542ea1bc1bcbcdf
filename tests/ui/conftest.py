"""Fixtures for pages and widgets: a theme, an open diary behind a workbench, a context."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.diaries import create_diary
from rehabdesk.services.language import translator_for
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.review_desk import ReviewDesk
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light", 1.0)
    theme.apply()
    yield theme
    qapp.setStyleSheet("")
    theme.deleteLater()


@pytest.fixture
def workbench(qtbot: QtBot) -> Iterator[Workbench]:
    """A workbench without a diary; whatever is open at the end is closed on its thread."""
    runner = TaskRunner("diary")
    workbench = Workbench(runner)
    yield workbench
    diary = workbench.detach()
    if diary is not None:
        runner.run(diary.close, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.busy)
    runner.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.ini")


@pytest.fixture
def context(
    theme: Theme, workbench: Workbench, preferences: Preferences, clock: FixedClock
) -> UiContext:
    return UiContext(
        translator_for(), theme, clock, workbench, load_regions(), preferences, ReviewDesk(clock)
    )


Fill = Callable[[Diary], object]


@pytest.fixture
def open_diary(
    qtbot: QtBot, workbench: Workbench, tmp_path: Path, clock: FixedClock
) -> Callable[[Fill], None]:
    """Open a new diary, filled by a function that runs on the diary's thread."""

    def open_it(fill: Fill = lambda _: None) -> None:
        def work() -> Diary:
            diary = create_diary(tmp_path / "my.rehab", clock).diary
            fill(diary)
            return diary

        opened: list[Diary] = []
        workbench.runner.run(work, opened.append, lambda _: None)
        qtbot.waitUntil(lambda: bool(opened))
        workbench.attach(opened[0], UndoStack())

    return open_it


@pytest.fixture
def asked(qtbot: QtBot, workbench: Workbench) -> Callable[[Callable[[Diary], object]], object]:
    """Ask the open diary something on its own thread and wait for the answer."""

    def ask(question: Callable[[Diary], object]) -> object:
        answers: list[object] = []
        workbench.read(question, answers.append)
        qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    return ask
