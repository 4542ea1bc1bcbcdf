"""The main window: a frame around pages that are made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    # For types alone: the window is painted before there is anything in it.
    from rehabdesk.domain.text import Message, Translator
    from rehabdesk.ui.pages.page import Page
    from rehabdesk.ui.shell.frame import PageFrame
    from rehabdesk.ui.shell.sidebar import Sidebar

MESSAGE_MS = 8000


class MainWindow(QMainWindow):
    """Shows one page at a time.

    It comes up in steps, so that it is there at once: first it paints the fields of its frame
    alone and emits `painted`; then it is furnished with what does not depend on a diary and, when
    that is painted too, emits `furnished`; then pages are made when somebody wants them.
    """

    painted = Signal()
    furnished = Signal()
    closing = Signal()
    page_shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tr: Translator | None = None
        self._sidebar: Sidebar | None = None
        self._factory: Callable[[str], PageFrame] | None = None
        self._shared = False
        self._frames: dict[str, PageFrame] = {}
        self._others: dict[str, PageFrame] = {}
        self._told: set[bool] = set()
        self._quiet_text = ""
        self._may_close = False
        self.setWindowTitle("RehabDesk")
        self.setMinimumSize(720, 480)
        self.resize(1366, 768)
        self._stack = QStackedWidget()
        self._blank = QWidget()
        self._message = QLabel()
        self._above = QVBoxLayout()

    def furnish(self, tr: Translator, sidebar: Sidebar) -> None:
        """Put the sidebar, the room for pages and the status bar into the frame."""
        self._tr = tr
        self._sidebar = sidebar
        sidebar.chosen.connect(self.show_page)
        dress(self._blank, "page")
        self._stack.addWidget(self._blank)
        centre = QWidget()
        dress(centre, "page")
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(centre)
        self._quiet_text = tr("status bar", "All data stays on this computer")
        self._message.setText(self._quiet_text)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self._message, 1)
        self.statusBar().addPermanentWidget(QLabel(tr("status bar", "F1 Help")))
        self.statusBar().setSizeGripEnabled(False)
        self.arrange()
        self.update()

    @property
    def sidebar(self) -> Sidebar:
        """The list of pages.

        Raises:
            TypeError: The window is not furnished yet.
        """
        if self._sidebar is None:
            raise TypeError("the window is not furnished yet")
        return self._sidebar

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
        return self.sidebar.page_ids

    @property
    def is_narrow(self) -> bool:
        """Whether the window is too narrow for the sidebar's words."""
        limit = self._theme.tokens.frame["narrow_below"]
        return self.width() < limit * (0.6 + 0.4 * self._theme.tokens.text_scale)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that were made so far."""
        return tuple(frame.page for frame in self._frames.values())

    def set_factory(self, factory: Callable[[str], PageFrame]) -> None:
        """Say who makes pages in their frames: there is a diary to show."""
        self._factory = factory
        self.sidebar.setEnabled(True)

    def put_above_pages(self, widget: QWidget) -> None:
        """Put something above all pages, to stay there."""
        self._above.addWidget(widget)

    def show_instead(self, widget: QWidget) -> None:
        """Show something instead of pages until there is a factory again."""
        self._factory = None
        self.sidebar.setEnabled(False)
        self.sidebar.show()
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

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
        self._give_room()
        if argument:
            self._frames[page_id].page.open_at(argument)
        self.page_shown.emit(page_id)

    def use_pages(self, shared: bool) -> None:
        """Go on with the pages for a shared copy, or with those for a person's own diary.

        They are made apart. The others stay for when they are needed again: what listens to the
        diary or the theme cannot be deleted safely.
        """
        if shared != self._shared:
            self._stack.setCurrentWidget(self._blank)
            self._shared = shared
            self._frames, self._others = self._others, self._frames

    def tell(self, text: str) -> None:
        """Say something in the status bar for some seconds."""
        self._message.setText(text)
        QTimer.singleShot(MESSAGE_MS, self._message, lambda: self._calm(text))

    def say(self, message: Message) -> None:
        """Say a message in the status bar; nothing is said before the window is furnished."""
        if self._tr is not None:
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
        """Tell once that the fields, and once that the words are on the screen."""
        empty = self._sidebar is None
        if empty:
            self._paint_fields()
        else:
            super().paintEvent(event)
        if empty not in self._told:
            self._told.add(empty)
            # The timer comes when all that is in the window is painted, too.
            QTimer.singleShot(0, self.painted.emit if empty else self.furnished.emit)

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
        if self._sidebar is None:
            return
        narrow = self.is_narrow
        self._sidebar.set_narrow(narrow)
        for frame in (*self._frames.values(), *self._others.values()):
            frame.page.set_narrow(narrow)

    def _paint_fields(self) -> None:
        """Paint where the menu bar, the sidebar, the page and the status bar are about to be."""
        tokens, width, height = self._theme.tokens, self.width(), self.height()
        edge = QColor(tokens.colours["border"])
        side = tokens.sidebar_width(narrow=self.is_narrow)
        top, bottom = tokens.frame["menu"], height - tokens.frame["status"] - 1
        painter = QPainter(self)
        painter.fillRect(0, 0, width, height, QColor(tokens.colours["sidebar"]))
        painter.fillRect(side, top, width - side, bottom - top, QColor(tokens.colours["window"]))
        painter.fillRect(side - 1, top, 1, bottom - top, edge)
        painter.fillRect(0, bottom, width, 1, edge)
        painter.end()

    def _add_page(self, page_id: str, frame: PageFrame) -> None:
        frame.page.set_narrow(self.is_narrow)
        frame.page.page_wanted.connect(self.show_page)
        frame.page.room_changed.connect(self._give_room)
        self._frames[page_id] = frame
        self._stack.addWidget(frame)

    @Slot()
    def _give_room(self) -> None:
        """Hide the list of pages while the page that is shown wants its room."""
        page = self.current_page
        self.sidebar.setVisible(page is None or not page.fills_window)

    def _calm(self, text: str) -> None:
        if self._message.text() == text:
            self._message.setText(self._quiet_text)
