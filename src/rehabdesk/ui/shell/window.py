"""The main window: a frame around pages that are made when first needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from rehabdesk.domain.text import Message, Translator
from rehabdesk.ui.shell.sidebar import PageEntry, Sidebar
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    # For types alone: the window is painted before there is any page.
    from rehabdesk.ui.pages.page import Page
    from rehabdesk.ui.shell.frame import PageFrame

MESSAGE_MS = 8000


class MainWindow(QMainWindow):
    """Shows one page at a time.

    The window paints itself without any page; `painted` then tells the composition that it may
    load what takes longer.
    """

    painted = Signal()
    closing = Signal()
    page_shown = Signal(str)

    def __init__(self, tr: Translator, theme: Theme, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._tr = tr
        self._theme = theme
        self._entries = tuple(entries)
        self._factory: Callable[[str], PageFrame] | None = None
        self._frames: dict[str, PageFrame] = {}
        self._has_painted = False
        self._may_close = False
        self.setWindowTitle("RehabDesk")
        self.setMinimumSize(720, 480)
        self.resize(1366, 768)
        self.sidebar = Sidebar(tr, theme, entries)
        self.sidebar.chosen.connect(self.show_page)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        dress(self._blank, "page")
        self._stack.addWidget(self._blank)
        centre = QWidget()
        dress(centre, "page")
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self._message = QLabel(tr("status bar", "All data stays on this computer"))
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._help = QLabel(tr("status bar", "F1 Help"))
        self.statusBar().addWidget(self._message, 1)
        self.statusBar().addPermanentWidget(self._help)
        self.statusBar().setSizeGripEnabled(False)

    @property
    def current_page(self) -> Page | None:
        """The page that is shown, or None before the first."""
        frame = self._frames.get(self.current_id)
        return frame.page if frame is not None else None

    @property
    def current_id(self) -> str:
        """The id of the page that is shown, or ""."""
        shown = self._stack.currentWidget()
        return next((key for key, frame in self._frames.items() if frame is shown), "")

    @property
    def page_ids(self) -> tuple[str, ...]:
        """All pages in the order of the sidebar."""
        return tuple(entry.id for entry in self._entries)

    @property
    def is_narrow(self) -> bool:
        """Whether the window is too narrow for the sidebar's words."""
        limit = self._theme.tokens.frame["narrow_below"]
        return self.width() < limit * (0.6 + 0.4 * self._theme.tokens.text_scale)

    def set_factory(self, factory: Callable[[str], PageFrame]) -> None:
        """Say who makes pages in their frames; called once, after the first paint."""
        self._factory = factory

    @Slot(str)
    def show_page(self, page_id: str, argument: str = "") -> None:
        """Show a page, making it if this is the first time.

        Args:
            page_id: One of `page_ids`; anything else is ignored.
            argument: What the page should open at.
        """
        if page_id not in self.page_ids or self._factory is None:
            return
        if page_id not in self._frames:
            self._add_page(page_id, self._factory(page_id))
        self._stack.setCurrentWidget(self._frames[page_id])
        self.sidebar.show_page(page_id)
        if argument:
            self._frames[page_id].page.open_at(argument)
        self.page_shown.emit(page_id)

    def drop_pages(self) -> None:
        """Forget all pages, so that they are made anew (another language)."""
        self._stack.setCurrentWidget(self._blank)
        for frame in self._frames.values():
            self._stack.removeWidget(frame)
            frame.deleteLater()
        self._frames.clear()

    def tell(self, text: str) -> None:
        """Say something in the status bar for some seconds."""
        self._message.setText(text)
        QTimer.singleShot(MESSAGE_MS, self._message, lambda: self._calm(text))

    def say(self, message: Message) -> None:
        """Say a message in the status bar."""
        self.tell(self._tr.say(message))

    def restore_place(self, geometry: QByteArray) -> None:
        """Put the window where it was, if that is known."""
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)

    def close_for_good(self) -> None:
        """Close without asking `closing` again, as soon as the present event is done.

        A window that is told to close while it is closing would take no notice.
        """
        self._may_close = True
        QTimer.singleShot(0, self.close)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the frame is on the screen."""
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the width."""
        super().resizeEvent(event)
        self.arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the composition finish (backup, closing the diary) before the window goes."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.closing.emit()

    def arrange(self) -> None:
        """Choose the narrow or the wide arrangement for the present width and text scale."""
        narrow = self.is_narrow
        self.sidebar.set_narrow(narrow)
        for frame in self._frames.values():
            frame.page.set_narrow(narrow)

    def _add_page(self, page_id: str, frame: PageFrame) -> None:
        frame.page.set_narrow(self.is_narrow)
        frame.page.page_wanted.connect(self.show_page)
        self._frames[page_id] = frame
        self._stack.addWidget(frame)

    def _calm(self, text: str) -> None:
        if self._message.text() == text:
            self._message.setText(self._tr("status bar", "All data stays on this computer"))
