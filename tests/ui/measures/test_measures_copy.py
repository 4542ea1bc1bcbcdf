"""The Self-tests page of a shared copy: what was entered, and nothing asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import create_diary
from rehabdesk.services.measures import recording
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.measures.page import MeasuresPage
from rehabdesk.ui.shell.frame import PageFrame

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TESTS = load_self_tests()


def fill(diary: Diary, clock: FixedClock) -> None:
    before = FixedClock(clock.moment - dt.timedelta(days=30))
    record_pain(diary, before, SidedRegion("knee_inner", Side.LEFT), 3)
    recording.add_own_activity(diary, "Stairs at home")
    (own,) = diary.measures.own_activities()
    recording.rate_own_activities(diary, before, {own.id: 4})
    recording.add_total(diary, before, "LEFS", 50, before.moment.date())
    sides = [Trial(Side.LEFT, (20.0,), 1), Trial(Side.RIGHT, (30.0,))]
    recording.record_self_test(diary, before, TESTS["slb_hold"], sides)


@pytest.fixture
def copy(
    qtbot: QtBot, context: UiContext, tmp_path: Path, clock: FixedClock
) -> Callable[[], PageFrame]:
    """Open the page on a shared copy."""

    def work() -> Diary:
        with create_diary(tmp_path / "mine.rehab", clock).diary as diary:
            fill(diary, clock)
            share_copy(diary, clock, tmp_path / "copy.rehab", ShareWish())
        return Diary.open(tmp_path / "copy.rehab", clock, read_only=True)

    def open_it() -> PageFrame:
        opened: list[Diary] = []
        context.workbench.runner.run(work, opened.append, lambda _: None)
        qtbot.waitUntil(lambda: bool(opened))
        context.workbench.attach(opened[0], UndoStack())
        frame = PageFrame(MeasuresPage(context))
        qtbot.addWidget(frame)
        frame.resize(960, 620)
        with qtbot.waitExposed(frame):
            frame.show()
        qtbot.waitUntil(lambda: not context.workbench.runner.busy)
        return frame

    return open_it


def test_a_copy_shows_results_and_asks_nothing(qtbot: QtBot, copy: Callable[[], PageFrame]) -> None:
    frame = copy()
    page = frame.page
    assert isinstance(page, MeasuresPage)

    def seen(kind: type) -> list[str]:
        return [one.text() for one in frame.findChildren(kind) if one.isVisible()]

    assert "Stairs at home" in seen(QLabel)
    for section, words in {
        "own": ["Show as a table"],
        "tests": ["Open", "Show as a table"],
        "totals": ["Show as a table"],
        "pain": [],
        "change": [],
    }.items():
        page.open_at(section)
        sections = [one for one in seen(QPushButton) if one in {"Show as a table", "Open"}]
        assert sorted(sections) == sorted(words)
        assert not any(one.isVisible() for one in frame.findChildren(QLineEdit))
        assert ("Nothing was entered here." in seen(QLabel)) is (not words)
        assert not any(text.startswith(("Save", "Delete", "Leave")) for text in seen(QPushButton))
    page.open_at("tests")
    QTest.keyClick(page.tests.rows["slb_hold"].open, Qt.Key.Key_Space)
    assert "Your left: 20 s on 18 May 2026" in seen(QLabel)
    assert not page.start.isVisible()
    assert not page.test.gate.isVisible()
    assert not any(text.startswith("Delete") for text in seen(QPushButton))
