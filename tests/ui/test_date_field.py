"""Fields for a day and a time, in the form of the person's language."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from pytestqt.qtbot import QtBot

from rehabdesk.services.language import translator_for
from rehabdesk.ui.widgets.date_field import DateField, TimeField

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("en_GB", "05/03/2026", "14:05"),
        ("en_US", "3/5/2026", "2:05 PM"),
        ("en_CA", "2026-03-05", "2:05 p.m."),
        ("en_XA", "05/03/2026", "14:05"),
    ],
)
def test_days_and_times_are_written_as_in_the_language(
    qtbot: QtBot, language: str, day: str, time: str
) -> None:
    field, clock = DateField(translator_for(language), "x"), TimeField(translator_for(language), "")
    qtbot.addWidget(field)
    qtbot.addWidget(clock)
    field.show_day(dt.date(2026, 3, 5))
    clock.show_time(dt.time(14, 5))
    assert field.text() == day
    assert clock.text().replace("\u202f", " ") == time
    assert field.day == dt.date(2026, 3, 5)
    assert clock.clock_time == dt.time(14, 5)


def test_showing_is_silent_and_typing_is_not(qtbot: QtBot) -> None:
    field = DateField(translator_for(), "x")
    qtbot.addWidget(field)
    heard: list[object] = []
    field.dateChanged.connect(heard.append)
    field.show_day(dt.date(2026, 3, 5))
    assert heard == []
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day == dt.date(2026, 3, 6)
    assert len(heard) == 1


def test_later_days_than_the_latest_are_not_offered(qtbot: QtBot) -> None:
    field = DateField(translator_for(), "x")
    qtbot.addWidget(field)
    field.set_latest(dt.date(2026, 3, 5))
    field.show_day(dt.date(2026, 3, 5))
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.day == dt.date(2026, 3, 5)


def test_the_wheel_changes_nothing_and_the_text_has_room(qtbot: QtBot) -> None:
    field = DateField(translator_for(), "x")
    qtbot.addWidget(field)
    field.show()
    field.show_day(dt.date(2026, 3, 5))
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.wheelEvent(wheel)
    assert field.day == dt.date(2026, 3, 5)
    assert not wheel.isAccepted()
    assert field.lineEdit().width() > field.width() * 0.8
