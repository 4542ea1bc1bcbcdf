"""Everything on the Self-tests page can be reached with Tab, has a name and is large enough."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QTableView,
    QWidget,
)

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side
from rehabdesk.services.measures import recording
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.store.diary import Diary
from rehabdesk.ui.pages.measures.words import SECTIONS

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

LEAST_PX = 36
TESTS = load_self_tests()


def fill(diary: Diary, clock: FixedClock) -> None:
    """Put something of everything into a diary, a month ago and today."""
    recording.add_own_activity(diary, "Stairs at home")
    (own,) = diary.measures.own_activities()
    for back in (30, 0):
        then = FixedClock(clock.moment - dt.timedelta(days=back))
        recording.rate_own_activities(diary, then, {own.id: 4})
        recording.rate_activity_pain(diary, then, {Activity.RISING: 3, Activity.RUNNING: None})
        recording.rate_change(diary, then, 1)
        recording.add_total(diary, then, "LEFS", 50, then.moment.date())
        sides = [Trial(Side.LEFT, (20.0,), 1), Trial(Side.RIGHT, (30.0,))]
        recording.record_self_test(diary, then, TESTS["side_plank"], sides, "knees")


def controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSlider, QTableView)
    found = [one for one in root.findChildren(QWidget) if isinstance(one, kinds)]
    # The field inside a box is part of it, and so are the corners of tables.
    inside = (QComboBox, QTableView, QAbstractSpinBox)
    return [one for one in found if one.isVisible() and not isinstance(one.parent(), inside)]


def check(it) -> int:
    root = it.frame
    # New rows are laid out when the window comes to it.
    it.qtbot.waitUntil(lambda: all(one.height() >= LEAST_PX for one in controls(root)))
    seen = controls(root)
    for one in seen:
        text = one.text() if isinstance(one, QAbstractButton) else ""
        name = one.accessibleName() or text
        assert name.strip(), one
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus, name
    return len(seen)


@pytest.mark.parametrize("section", SECTIONS)
def test_sections(desk, clock: FixedClock, section: str) -> None:
    it = desk(lambda diary: fill(diary, clock))
    it.page.open_at(section)
    it.settle()
    assert check(it) > len(SECTIONS)


@pytest.mark.parametrize("test_id", ["side_plank", "step_down", "chair30"])
def test_a_test_from_beginning_to_end(desk, clock: FixedClock, test_id: str) -> None:
    it = desk(lambda diary: fill(diary, clock))
    it.open_test(test_id)
    assert check(it) >= 2
    it.press("Start this test")
    for _ in range(12):
        assert check(it) >= 2
        run = it.page.run
        if run.primary.text() == "Save":
            break
        if run.number.isVisible():
            run.number.setText("3")
        run.primary.click()
        it.ticker.wait(36)
        if run.primary.text() == "Stop the clock":
            run.primary.click()
        it.settle()
    assert it.page.run.primary.text() == "Save"


def test_charts_say_themselves(desk, clock: FixedClock) -> None:
    it = desk(lambda diary: fill(diary, clock))
    it.page.open_at("tests")
    chart = it.page.tests.symmetry.chart
    assert chart.accessibleName() == "Left and right"
    assert chart.accessibleDescription() == "Side plank, hold (On my knees): 20 s · 30 s   67 %"
