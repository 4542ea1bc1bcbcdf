"""Holds a page: scrolls down if it must, never sideways; its footer stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.theme.stylesheet import dress


class PageFrame(QWidget):
    """A page in its scroll area, with the page's footer below."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        dress(self, "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageScroll(page), 1)
        if page.footer is not None:
            column.addWidget(page.footer)


class PageScroll(QScrollArea):
    """Gives a page the window's size, or the least height it needs if that is more.

    A resizable scroll area would give pages whose height depends on their width the height they
    would like instead, and scroll although there is no need.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        dress(self, "page")
        self._page = page
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the page again when its contents want another size."""
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into sight, however it got it."""
        if now is not None and self.isVisible() and self._page.isAncestorOf(now):
            self.ensureWidgetVisible(now, 8, 8)

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width, height = room.width(), room.height()
        needed = self._needed(width)
        if needed > height:
            width -= self.verticalScrollBar().sizeHint().width()
            needed = self._needed(width)
        self._page.resize(width, max(height, needed))

    def _needed(self, width: int) -> int:
        layout = self._page.layout()
        if layout is None:
            return 0
        if layout.hasHeightForWidth():
            # Box layouts hand out this height; what may shrink says so with a small size hint.
            return layout.totalHeightForWidth(width)
        return layout.minimumSize().height()
