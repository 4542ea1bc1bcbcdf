"""The body map page by keyboard: typing ahead, letters, and what assistive tools hear."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.body.page import BodyPage

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

INNER_LEFT = SidedRegion("knee_inner", Side.LEFT)
FRONT_RIGHT = SidedRegion("knee_front", Side.RIGHT)
GROIN_LEFT = SidedRegion("groin", Side.LEFT)
BACK = SidedRegion("low_back_mid", Side.NONE)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> BodyPage:
    page = BodyPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    return page


def settle(qtbot: QtBot, page: BodyPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def entries(asked, day: dt.date) -> list[PainEntry]:
    return asked(lambda diary: diary.pain.on_day(day))


def yesterday(clock: FixedClock) -> FixedClock:
    return FixedClock(clock.moment - dt.timedelta(days=1))


def named(page: BodyPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text)


def test_typing_ahead_of_a_slow_disk_rates_the_next_region(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    before = yesterday(clock)

    def fill(diary: Diary) -> None:
        record_pain(diary, before, INNER_LEFT, 4)
        record_pain(diary, before, GROIN_LEFT, 2)

    open_diary(fill)
    settle(qtbot, page)
    page.selection.choose(INNER_LEFT)
    pad = page.panel.pad
    for key in (Qt.Key.Key_6, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Return):
        QTest.keyClick(pad, key)  # nothing is saved yet: no event was delivered in between
    settle(qtbot, page)
    found = {one.where: one.value for one in entries(asked, page.day)}
    assert found == {INNER_LEFT: 6, GROIN_LEFT: 3}


def test_a_second_enter_repeats_nothing(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary(lambda diary: record_pain(diary, yesterday(clock), INNER_LEFT, 4))
    settle(qtbot, page)
    for _ in range(2):
        QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert [one.value for one in entries(asked, page.day)] == [4]


def test_what_cannot_be_saved_is_there_again(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.pad.rate(8)
    named(page, "Sharp").click()
    page.panel.note.setText("on the stairs")
    page.panel.timed.setChecked(True)
    page.panel.time.show_time(dt.time(23, 59))  # still to come
    with qtbot.waitSignal(page.context.workbench.failed):
        page.panel.save()
    settle(qtbot, page)
    assert page.selection.current == FRONT_RIGHT
    assert (page.panel.pad.rating, page.panel.note.text()) == (8, "on the stairs")
    assert named(page, "Sharp").isChecked()


def test_letters_change_the_side_and_rate_both(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    pad = page.panel.pad
    QTest.keyClick(pad, Qt.Key.Key_6)
    QTest.keyClick(pad, Qt.Key.Key_L)
    assert page.selection.current == FRONT_RIGHT.mirrored
    assert pad.rating == 6
    twin = next(b for b in page.map.canvases[0].buttons if b.where == FRONT_RIGHT.mirrored)
    QTest.keyClick(twin, Qt.Key.Key_R)
    assert page.selection.current == FRONT_RIGHT
    QTest.keyClick(pad, Qt.Key.Key_B)
    assert named(page, "Same on the other knee").isChecked()
    page.selection.choose(BACK)
    QTest.keyClick(pad, Qt.Key.Key_L)
    assert page.selection.current == BACK


def test_letters_can_be_switched_off_and_are_letters_in_a_note(
    qtbot: QtBot, page: BodyPage, open_diary
) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.note.setFocus()
    QTest.keyClicks(page.panel.note, "lb")
    assert page.panel.note.text() == "lb"
    page.context.preferences.letter_keys = False
    QTest.keyClick(page.panel.pad, Qt.Key.Key_L)
    QTest.keyClick(page.panel.pad, Qt.Key.Key_B)
    assert page.selection.current == FRONT_RIGHT
    assert not named(page, "Same on the other knee").isChecked()


def test_letters_in_the_list_look_for_a_region(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    QTest.keyClicks(page.list, "calf")
    assert page.selection.current is not None
    assert page.selection.current.region == "calf"


def test_assistive_tools_hear_the_value_of_a_region(
    qtbot: QtBot, page: BodyPage, open_diary, clock: FixedClock
) -> None:
    def fill(diary: Diary) -> None:
        record_pain(diary, yesterday(clock), INNER_LEFT, 4)
        record_pain(diary, clock, FRONT_RIGHT, 2.5)

    open_diary(fill)
    settle(qtbot, page)
    said = {one.where: one.accessibleDescription() for one in page.map.canvases[0].buttons}
    assert said[INNER_LEFT] == "yesterday: 4 of 10"
    assert said[FRONT_RIGHT] == "2.5 of 10"
    assert said[GROIN_LEFT] == ""
    rows = [page.list.model().index(row, 0) for row in range(3)]
    spoken = [one.data(Qt.ItemDataRole.AccessibleTextRole) for one in rows]
    assert "Inner knee, your left, yesterday: 4 of 10" in spoken
