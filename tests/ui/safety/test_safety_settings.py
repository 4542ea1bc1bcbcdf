"""The age band and the emergency number in the settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rehabdesk.domain.safety import AgeBand
from rehabdesk.services.safety.settings import age_band, emergency_number, set_age_band
from rehabdesk.ui.pages.settings import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def page(qtbot, context, open_diary):
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.resize(900, 700)
    open_diary(lambda diary: set_age_band(diary, AgeBand.OVER_65))
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    settle(qtbot, page)
    return page


def settle(qtbot, page) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def test_the_number_is_saved_when_it_was_typed(qtbot, page, asked):
    assert page.safety.age.currentText() == "Over 65"
    assert page.safety.number.text() == ""
    page.safety.number.setFocus()
    QTest.keyClicks(page.safety.number, "112")
    QTest.keyClick(page.safety.number, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert asked(emergency_number) == "112"
    page.context.workbench.undo()
    settle(qtbot, page)
    assert asked(emergency_number) == ""


def test_the_age_can_be_changed_but_not_unsaid(qtbot, page, asked):
    age = page.safety.age
    age.setCurrentIndex(age.findText("50 to 65"))
    age.activated.emit(age.currentIndex())
    settle(qtbot, page)
    assert asked(age_band) is AgeBand.FROM_50_TO_65
    age.setCurrentIndex(0)
    age.activated.emit(0)
    settle(qtbot, page)
    assert asked(age_band) is AgeBand.FROM_50_TO_65
    assert age.currentText() == "50 to 65"
