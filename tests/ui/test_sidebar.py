"""The list of pages: what stands in it, what is reached by other ways, what is marked."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.text import message
from rehabdesk.services.language import translator_for
from rehabdesk.ui.shell.sidebar import PageEntry, Sidebar
from rehabdesk.ui.theme.theme import Theme

PAGES = (
    PageEntry("today", message("page", "Today"), "today"),
    PageEntry("safety", message("page", "Safety"), "warning", in_sidebar=False),
    PageEntry("plan", message("page", "Plan"), "plan"),
)


def test_a_page_without_a_place_is_known_but_not_listed(qtbot: QtBot, theme: Theme) -> None:
    sidebar = Sidebar(translator_for("en"), theme, PAGES)
    qtbot.addWidget(sidebar)
    buttons = sidebar.findChildren(QToolButton)
    assert sidebar.page_ids == ("today", "safety", "plan")
    assert [one.accessibleName() for one in buttons] == ["Today", "Plan"]
    # Keys count what is listed.
    assert buttons[1].toolTip() == "Plan (Ctrl+2)"


def test_nothing_is_marked_while_such_a_page_is_shown(qtbot: QtBot, theme: Theme) -> None:
    sidebar = Sidebar(translator_for("en"), theme, PAGES)
    qtbot.addWidget(sidebar)
    marked = lambda: [b.isChecked() for b in sidebar.findChildren(QToolButton)]  # noqa: E731
    sidebar.show_page("plan")
    assert marked() == [False, True]
    sidebar.show_page("safety")
    assert marked() == [False, False]
    sidebar.show_page("today")
    assert marked() == [True, False]
