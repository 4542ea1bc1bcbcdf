"""The row at the top of a page: nothing in it is cut where the words need more room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.widgets.basic import button

BESIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@pytest.mark.parametrize(("room", "direction"), [(40, BESIDE), (-40, BELOW)])
def test_tools_go_below_the_title_where_both_do_not_fit(
    qtbot: QtBot, context: UiContext, room: int, direction: QBoxLayout.Direction
) -> None:
    # In a window a page may be narrower than it would like.
    window = QWidget()
    qtbot.addWidget(window)
    page = Page(context, "How it has been going")
    page.setParent(window)
    tools = button("Save as version 4…", "primary")
    page.header.addWidget(tools)
    window.show()
    layout = page.layout()
    assert layout is not None
    margins = layout.contentsMargins()
    needed = page.title.sizeHint().width() + page.header.spacing() + tools.sizeHint().width()
    page.resize(needed + margins.left() + margins.right() + room, 400)
    page.fit_header(tools)
    assert page.header.direction() == direction
