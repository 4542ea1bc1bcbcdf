"""A row with two ends becomes two rows where the words need more room."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.ui.widgets.two_ends import TwoEnds


def test_nothing_is_squeezed(qtbot: QtBot) -> None:
    buttons = [QPushButton(text) for text in ("Settings", "Type up a sheet", "Start session")]
    window = QWidget()
    qtbot.addWidget(window)
    row = TwoEnds(buttons[:2], buttons[2:])
    row.setParent(window)
    window.show()
    needed = sum(one.sizeHint().width() for one in buttons) + 40
    for width, one_row in ((needed, True), (needed - 60, False), (needed, True)):
        row.resize(width, 200)
        qtbot.waitUntil(lambda one_row=one_row: row.is_one_row is one_row)
        qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
