"""The learn page: why hip and knee belong together, and what is known about each region."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout

from rehabdesk.domain.article import Link, LinkKind
from rehabdesk.domain.regions import Side
from rehabdesk.reports.reading import Reading
from rehabdesk.services.learn import LearnIndex, learn_index
from rehabdesk.services.reading import picture_of, reading_of, reading_text
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.print_reading import PrintReadingDialog
from rehabdesk.ui.pages.learn.contents import Contents
from rehabdesk.ui.pages.learn.reading_pane import ReadingPane
from rehabdesk.ui.pages.page import Page

_MOST_BACK = 30
_LARGE_TEXT = 1.5


class LearnPage(Page):
    """A list beside a text, or a field to choose from above it where there is little room."""

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "Learn"))
        self.subtitle.setText(
            tr("learn", "What is known about hips and knees, and how sure it is. No diagnosis.")
        )
        self._index: LearnIndex | None = None
        self._wanted = ""
        self._before: list[str] = []
        #: The side the person came with from the body map; regions are drawn on it.
        self._side: Side | None = None
        self.contents = Contents(tr, context.theme)
        self.contents.chosen.connect(self._choose)
        self.pane = ReadingPane(context)
        self.pane.link_wanted.connect(self._follow)
        self.pane.map_wanted.connect(lambda where: self.page_wanted.emit("body", where))
        self.pane.back_wanted.connect(self.go_back)
        self.pane.copy_wanted.connect(self._copy)
        self.pane.print_wanted.connect(self._print)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Back),
            self,
            self.go_back,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._row.addWidget(self.contents)
        self._row.addWidget(self.pane, 1)
        self.body.addLayout(self._row, 1)

    @property
    def reading(self) -> Reading | None:
        """What is shown, or None before the first."""
        return self.pane.reading

    def refresh(self) -> None:
        """Read the texts once; they ship with the program and do not change."""
        if self._index is None:
            tr = self.context.tr
            self.context.workbench.read(lambda _: learn_index(tr), self._show, key="learn")

    def open_at(self, argument: str) -> None:
        """Open at an article (its id) or a region (`id` or `id:side`); else nothing happens."""
        self._wanted, _, side = argument.partition(":")
        self._side = next((one for one in Side if one.value == side), None)
        self._open_wanted()

    def set_narrow(self, narrow: bool) -> None:
        """Put the list above the text, as a field to choose from, in a narrow window."""
        super().set_narrow(narrow)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.contents.set_narrow(narrow)
        # Large text in a small window needs the room for itself.
        large = self.context.theme.tokens.text_scale >= _LARGE_TEXT
        self.subtitle.setVisible(not (narrow and large))

    def go_back(self) -> None:
        """Go back to what was read before, if a link led here."""
        if self._before:
            self._read(self._before.pop())

    def _show(self, index: LearnIndex) -> None:
        self._index = index
        self.contents.show_index(index)
        if not self._wanted:
            self._wanted = next(iter(index.readings.articles))
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._index is not None and self._wanted in self._index:
            wanted, self._wanted = self._wanted, ""
            self._before.clear()
            self._read(wanted)

    def _choose(self, key: str) -> None:
        """Read what was chosen in the list; the way back begins anew."""
        self._before.clear()
        self._read(key)

    def _read(self, key: str) -> None:
        """Say a text in the background: the first picture takes a moment."""
        index, tr, side = self._index, self.context.tr, self._side
        if index is None:
            return
        before = index.title(self._before[-1]) if self._before else ""
        self.contents.choose(key)
        self.context.workbench.read(
            lambda _: (reading_of(key, tr), picture_of(key, tr, side)),
            lambda said: self.pane.show_reading(*said, before),
            key="learn text",
        )

    def _follow(self, link: Link) -> None:
        if link.kind is LinkKind.EXERCISE:
            self.page_wanted.emit("plan", link.target)
            return
        if link.kind is LinkKind.PAGE:
            self.page_wanted.emit(link.target, "")
            return
        if self.reading is not None:
            self._before = [*self._before, self.reading.id][-_MOST_BACK:]
        self._read(link.target)
        self.pane.text_area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        if self.reading is not None:
            QGuiApplication.clipboard().setText(reading_text(self.reading, self.context.tr))
            self.pane.tell(self.context.tr("learn", "Copied."))

    def _print(self) -> None:
        if self.reading is not None:
            PrintReadingDialog(self.context, self.reading, self).open()
