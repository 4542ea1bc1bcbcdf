"""Fields to choose one of a list: their rows can be hit."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import choice_box


def test_rows_are_high_enough_to_be_hit(qtbot: QtBot, theme: Theme) -> None:
    theme.apply()
    box = choice_box()
    qtbot.addWidget(box)
    box.addItems(["One", "Two"])
    box.show()
    assert box.view().sizeHintForRow(0) >= theme.tokens.target["min"]
