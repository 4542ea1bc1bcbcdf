"""The list of pages: what stands in it, what is reached by other ways, what is marked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.text import message
from rehabdesk.services.language import translator_for
from rehabdesk.ui.shell.sidebar import PageEntry, Sidebar, page_numbers
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


NINE = tuple(
    PageEntry(name, message("page", name), "today", gap_before=name == "p9")
    for name in (f"p{number}" for number in range(1, 10))
)


@pytest.mark.parametrize("percent", [100, 200])
def test_nine_pages_fit_into_the_smallest_usual_window(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.choose("light", percent / 100)
    sidebar = Sidebar(translator_for("en"), theme, NINE)
    qtbot.addWidget(sidebar)
    sidebar.set_narrow(True)
    # 1024x640 less the menu bar and the status bar at this text size.
    sidebar.resize(68, 640 - (28 + 24) * percent // 100)
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    scroll = sidebar.findChild(QScrollArea)
    assert scroll is not None
    assert scroll.verticalScrollBar().maximum() == 0
    for one in sidebar.findChildren(QToolButton):
        assert one.height() >= 36
        assert one.visibleRegion().boundingRect() == one.rect()


def test_in_a_low_window_the_page_with_the_focus_scrolls_into_sight(
    qtbot: QtBot, theme: Theme
) -> None:
    sidebar = Sidebar(translator_for("en"), theme, NINE)
    qtbot.addWidget(sidebar)
    sidebar.set_narrow(False)
    sidebar.resize(sidebar.width(), 380)
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    buttons = sidebar.findChildren(QToolButton)
    assert buttons[-1].visibleRegion().isEmpty()
    sidebar.show_page("p1")
    buttons[0].setFocus()
    for before in buttons[:-1]:
        qtbot.keyClick(before, Qt.Key.Key_Down)
    assert buttons[-1].hasFocus()
    assert buttons[-1].visibleRegion().boundingRect() == buttons[-1].rect()


MIXED = (
    PageEntry("today", message("page", "Today"), "today", for_shared=False),
    PageEntry("review", message("page", "Review"), "review", for_own=False),
    PageEntry("plan", message("page", "Plan"), "plan"),
)


def test_a_shared_copy_has_pages_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    sidebar = Sidebar(translator_for("en"), theme, MIXED)
    qtbot.addWidget(sidebar)
    shown = lambda: [  # noqa: E731
        one.accessibleName() for one in sidebar.findChildren(QToolButton) if not one.isHidden()
    ]
    assert (sidebar.page_ids, shown()) == (("today", "plan"), ["Today", "Plan"])
    sidebar.show_kind(shared=True)
    assert (sidebar.page_ids, shown()) == (("review", "plan"), ["Review", "Plan"])
    # What takes the place of another page has its keys.
    assert page_numbers(MIXED) == {"today": 1, "review": 1, "plan": 2}
