"""What all pages share: a title row, a body, and refreshing when their data changed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.theme.stylesheet import dress


class Page(QWidget):
    """A page of the main window.

    Subclasses build their widgets in `__init__`, put them into `self.body`, name in `shows` the
    kinds of rows they show, and read their data in `refresh`. A page that is not visible when
    its data changes refreshes when it is shown next.
    """

    shows: frozenset[Kind] = frozenset()
    #: Emitted with a page id and an argument (a day as ISO text, a region, or "").
    page_wanted = Signal(str, str)
    #: Emitted with the name of a command of the menus: "restore", "import", "new".
    command_wanted = Signal(str)
    #: Emitted when `fills_window` may have changed.
    room_changed = Signal()

    def __init__(self, context: UiContext, title: str) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        dress(self, "page")
        self.setAccessibleName(title)
        self.title = QLabel(title)
        dress(self.title, "page_title")
        self.subtitle = QLabel()
        self.subtitle.setWordWrap(True)
        dress(self.subtitle, "subtitle")
        self.titles = QVBoxLayout()
        self.titles.setSpacing(0)
        self.titles.addWidget(self.title)
        self.titles.addWidget(self.subtitle)
        self.header = QHBoxLayout()
        self.header.setSpacing(12)
        self.header.addLayout(self.titles, 1)
        self.body = QVBoxLayout()
        #: What stays at the bottom of the window while the page scrolls, if anything.
        self.footer: QWidget | None = None
        outer = QVBoxLayout(self)
        outer.setSpacing(12)
        outer.addLayout(self.header)
        outer.addLayout(self.body, 1)
        context.workbench.data_changed.connect(self._data_changed)
        context.workbench.diary_opened.connect(self._diary_opened)

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered here that would be lost with the window."""
        return False

    @property
    def fills_window(self) -> bool:
        """Whether the page wants the room of the list of pages for now."""
        return False

    def refresh(self) -> None:
        """Read what the page shows; runs on the GUI thread, reads through the workbench."""

    def open_at(self, argument: str) -> None:
        """Show something particular: a day as ISO text, a region as `id:side`."""

    def new_day(self) -> None:
        """Follow the calendar: the program was left open and another day has begun."""
        self._refresh_when_seen()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a narrow window (below 1200 px) or a wide one."""
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small"] if narrow else frame["margin"]
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 12 if narrow else 20, margin, 16 if narrow else 20)

    def fit_header(self, tools: QWidget) -> None:
        """Put what stands beside the title below it where both do not fit into the width."""
        layout = self.layout()
        margins = self.contentsMargins() if layout is None else layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = self.title.sizeHint().width() + self.header.spacing() + tools.sizeHint().width()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.header.setDirection(beside if needed <= room else below)

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh if something changed while the page was away."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    @Slot(object)
    def _data_changed(self, changes: Changes) -> None:
        if changes.kinds & self.shows:
            self._refresh_when_seen()

    @Slot()
    def _diary_opened(self) -> None:
        self._refresh_when_seen()

    def _refresh_when_seen(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True
