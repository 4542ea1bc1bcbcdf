"""The panes of the window: F6 goes from one to the next, and a new page gets the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.shell.sidebar import Sidebar
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.widgets.basic import Card
from rehabdesk.ui.widgets.focus_chain import next_in_chain


class Panes(QObject):
    """Finds the sidebar, the head of the page, its cards and its footer in the order of Tab.

    A pane is entered where it was left.
    """

    def __init__(self, window: MainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._left_at: dict[QWidget, QWidget] = {}
        self._enter_wanted = False
        self._entered = False
        window.page_shown.connect(self._page_shown)
        # What was made of the answer shows up one turn of the event loop later.
        runner.idle.connect(self._enter_if_wanted, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def go(self, by: int) -> None:
        """Go on (1) or back (-1) by one pane, round and round."""
        panes = self._panes()
        if not panes:
            return
        order = list(panes)
        focused = self._focused()
        here = self._pane_of(focused) if focused is not None else None
        if here in panes:
            target = order[(order.index(here) + by) % len(order)]
        else:
            target = order[0 if by > 0 else -1]
        self._enter(target, panes[target])

    def enter_page(self) -> None:
        """Put the focus on what the page is for, as soon as it shows what it has read."""
        focused = self._focused()
        if focused is not None:
            # It may be on the page before, or wherever Qt moved it when that page went.
            focused.clearFocus()
        self._enter_wanted = True
        if not self._runner.busy:
            QTimer.singleShot(0, self._enter_if_wanted)

    @Slot()
    def _page_shown(self) -> None:
        focused = self._focused()
        # Before the first page, Qt gives the focus to the sidebar for want of anything else.
        pane = self._pane_of(focused) if self._entered and focused is not None else None
        if not isinstance(pane, Sidebar):
            self.enter_page()

    @Slot()
    def _enter_if_wanted(self) -> None:
        wanted, self._enter_wanted = self._enter_wanted, False
        self._entered = self._entered or wanted
        if not wanted or self._focused() is not None:
            return
        panes = self._panes()
        own = [pane for pane in panes if not isinstance(pane, Sidebar)]
        main = next((pane for pane in own if isinstance(pane, Card)), None)
        target = main if main is not None else next(iter(own), None)
        if target is not None:
            self._enter(target, panes[target])

    def _enter(self, pane: QWidget, first: QWidget) -> None:
        left_at = self._left_at.get(pane)
        target = first
        if left_at is not None and isValid(left_at) and _takes_focus(left_at):
            target = left_at
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _panes(self) -> dict[QWidget, QWidget]:
        """Return the panes in the order of Tab, each with the first widget it can be entered at."""
        panes: dict[QWidget, QWidget] = {}
        one = next_in_chain(self._window)
        while one is not self._window:
            if _takes_focus(one):
                pane = self._pane_of(one)
                if pane is not None:
                    panes.setdefault(pane, one)
            one = next_in_chain(one)
        return panes

    def _focused(self) -> QWidget | None:
        """Return what has the window's focus, or would have if the window were in front."""
        return self._window.focusWidget()

    def _pane_of(self, widget: QWidget) -> QWidget | None:
        one: QWidget | None = widget
        while one is not None and one is not self._window:
            if isinstance(one, Card | Sidebar | Page) or one.property("look") == "footer":
                return one
            one = one.parentWidget()
        return None

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._window.isAncestorOf(now):
            return
        pane = self._pane_of(now)
        if pane is not None:
            self._left_at[pane] = now
        self._left_at = {p: w for p, w in self._left_at.items() if isValid(p) and isValid(w)}


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    )
