"""The pad: keys, mouse, what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.services.language import translator_for
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.fixture
def pad(qtbot: QtBot, theme: Theme) -> IntensityPad:
    pad = IntensityPad(translator_for(), theme)
    pad.setAccessibleName("Inner knee, your left")
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    return pad


def test_nothing_is_chosen_at_first(pad: IntensityPad) -> None:
    assert pad.rating is None
    assert pad.accessibleDescription() == "not rated yet"


@pytest.mark.parametrize("digit", range(10))
def test_a_digit_rates_at_once(pad: IntensityPad, digit: int) -> None:
    QTest.keyClick(pad, Qt.Key(Qt.Key.Key_0 + digit))
    assert pad.rating == digit


def test_one_then_zero_quickly_is_ten(pad: IntensityPad) -> None:
    QTest.keyClicks(pad, "10")
    assert pad.rating == 10


def test_one_then_zero_slowly_is_zero(qtbot: QtBot, pad: IntensityPad) -> None:
    QTest.keyClick(pad, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: not pad.waits_for_ten)
    QTest.keyClick(pad, Qt.Key.Key_0)
    assert pad.rating == 0


def test_shift_zero_is_ten(pad: IntensityPad) -> None:
    QTest.keyClick(pad, Qt.Key.Key_0, Qt.KeyboardModifier.ShiftModifier)
    assert pad.rating == 10


def test_arrows_start_at_the_earlier_value_and_stay_in_range(pad: IntensityPad) -> None:
    pad.show_before(4, "yesterday")
    QTest.keyClick(pad, Qt.Key.Key_Right)
    assert pad.rating == 4
    QTest.keyClick(pad, Qt.Key.Key_Right)
    assert pad.rating == 5
    for _ in range(20):
        QTest.keyClick(pad, Qt.Key.Key_Right)
    assert pad.rating == 10


def test_enter_asks_to_save(qtbot: QtBot, pad: IntensityPad) -> None:
    with qtbot.waitSignal(pad.committed):
        QTest.keyClick(pad, Qt.Key.Key_Return)


def test_every_cell_answers_the_mouse(pad: IntensityPad) -> None:
    for value in range(11):
        QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=pad.cell_centre(value))
        assert pad.rating == value


def test_rating_the_value_it_already_has_counts(qtbot: QtBot, pad: IntensityPad) -> None:
    with qtbot.waitSignal(pad.rated) as rated:
        pad.rate(0)  # a slider that stands at 0 does not move
    assert rated.args == [0]
    assert pad.rating == 0


def test_the_wheel_scrolls_the_page_and_never_changes_a_rating(
    qapp: QApplication, pad: IntensityPad
) -> None:
    pad.rate(3)
    at = QPointF(pad.rect().center())
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at,
        at,
        QPoint(0, 0),
        QPoint(0, 120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(pad, event)
    assert pad.rating == 3
    assert not event.isAccepted()


def test_a_screen_reader_hears_a_named_slider(pad: IntensityPad) -> None:
    pad.rate(6)
    spoken = QAccessible.queryAccessibleInterface(pad)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Inner knee, your left"
    assert spoken.text(QAccessible.Text.Description) == "6 of 10"
    assert spoken.valueInterface().currentValue() == 6
