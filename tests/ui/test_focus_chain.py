"""Walking through the order of Tab leaves everything whole."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rehabdesk.ui.widgets.focus_chain import next_in_chain, previous_in_chain


def test_what_follows_a_destroyed_widget_stays_whole(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QPushButton("first"), QPushButton("second")
    menu = QMenu(second)
    action = menu.addAction("do it")
    for one in (first, second):
        column.addWidget(one)
    window.show()
    for step in (next_in_chain, previous_in_chain):
        seen = [step(window)]
        while seen[-1] is not window:
            seen.append(step(seen[-1]))
        assert {first, second, window} <= set(seen)
    assert window.isVisible()
    assert second.isVisible()
    first.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isValid(action)
    assert action.text() == "do it"
