"""An article before it is printed: its pages, the paper, and where it goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import Message
from rehabdesk.reports.home_plan import Paper
from rehabdesk.reports.reading import Reading
from rehabdesk.services.reading import reading_pages, save_reading
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_pages import PaperPage, print_pages, set_paper
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Segments, button, clear_layout, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_LETTER_LANGUAGES = frozenset({"en_US", "en_CA"})
_UNSAFE = re.compile(r"[^\w \-]+")
_PAGE_WIDTH = 560
_LEAST_WIDTH = 240
_OPTIONS_WIDTH = 250
_KEY = "reading on paper"


class PrintReadingDialog(QDialog):
    """Shows the pages as they will be printed, saves them as PDF or prints them."""

    def __init__(self, context: UiContext, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = context.tr
        self._context, self._tr, self._reading = context, tr, reading
        self._pages: list[bytes] = []
        title = tr("print reading", "“{title}” on paper", title=reading.title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.paper = Segments(
            tr("print plan", "Paper"),
            [("a4", tr("print plan", "A4")), ("letter", tr("print plan", "Letter"))],
        )
        self.paper.choose("letter" if tr.language in _LETTER_LANGUAGES else "a4")
        self.paper.chosen.connect(lambda _: self.refresh())
        self.told = label("", "meta", wrap=True)
        self.told.setFixedWidth(context.theme.tokens.scaled(_OPTIONS_WIDTH))
        self.print_button = button(tr("print plan", "Print…"), "primary")
        self.save_button = button(tr("print plan", "Save as PDF…"))
        self.close_button = button(tr("dialog", "Close"))
        self.print_button.clicked.connect(self.ask_and_print)
        self.save_button.clicked.connect(self.ask_and_save)
        self.close_button.clicked.connect(self.accept)
        self._build(title)
        self._allow(allowed=False)
        self.finished.connect(self.deleteLater)
        self.refresh()

    @property
    def pages(self) -> list[bytes]:
        """The pages that are shown, as SVG."""
        return list(self._pages)

    def _build(self, title: str) -> None:
        inner = QWidget()
        dress(inner, "clear")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName(self._tr("print plan", "Pages"))
        # Reached with Tab, so that the pages can be scrolled with the keyboard.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        side = QVBoxLayout()
        side.setSpacing(12)
        heading = label(title, "card_title", wrap=True)
        heading.setFixedWidth(self._context.theme.tokens.scaled(_OPTIONS_WIDTH))
        side.addWidget(heading)
        side.addWidget(label(self._tr("print plan", "Paper"), "row"))
        side.addWidget(self.paper)
        side.addWidget(self.told)
        side.addStretch(1)
        for one in (self.print_button, self.save_button, self.close_button):
            side.addWidget(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._scroll, 1)
        row.addLayout(side)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        width = self._context.theme.tokens.scaled(_PAGE_WIDTH) + 420
        self.resize(min(width, round(room.width() * 0.95)), min(900, round(room.height() * 0.95)))

    def refresh(self) -> None:
        """Make the pages anew for the paper that is chosen."""
        reading, tr, paper = self._reading, self._tr, self._chosen_paper()

        def work(_: Diary) -> list[bytes] | KnownError:
            try:
                return reading_pages(reading, tr, paper)
            except KnownError as error:
                return error

        self._allow(allowed=False)
        self._context.workbench.read(work, self._show, key=_KEY)

    def _chosen_paper(self) -> Paper:
        return "letter" if self.paper.current == "letter" else "a4"

    def _show(self, result: list[bytes] | KnownError) -> None:
        if not isValid(self):
            return
        if isinstance(result, KnownError):
            self._pages = []
            self.told.setText(self._tr.say(result.message))
            return
        self._pages = result
        clear_layout(self._column)
        count = len(result)
        for number, page in enumerate(result, 1):
            name = self._tr("print plan", "Page {number} of {count}", number=number, count=count)
            self._column.addWidget(PaperPage(page, self._page_width(), name))
        self.told.setText(self._tr.n("print plan", "{count} page", "{count} pages", count))
        self._allow(allowed=True)

    def _page_width(self) -> int:
        wanted = self._context.theme.tokens.scaled(_PAGE_WIDTH)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return max(_LEAST_WIDTH, min(wanted, self._scroll.width() - bar))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages between the edges."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        for page in self.findChildren(PaperPage):
            page.fit(self._page_width())

    def _allow(self, *, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    def ask_and_save(self) -> None:
        """Ask where the PDF file goes, and write it."""
        tr = self._tr
        start = _UNSAFE.sub("", self._reading.title).strip() or tr("page", "Learn")
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("print reading", "Save the text as PDF"),
            f"{start}.pdf",
            tr("print plan", "PDF files (*.pdf)"),
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".pdf"))

    def save(self, path: Path) -> None:
        """Write the PDF file and say where it is."""
        reading, tr, paper = self._reading, self._tr, self._chosen_paper()

        def work(_: Diary) -> tuple[Message, ...] | KnownError:
            try:
                return save_reading(reading, tr, path, paper)
            except KnownError as error:
                return error

        def done(result: tuple[Message, ...] | KnownError) -> None:
            if not isValid(self):
                return
            if isinstance(result, KnownError):
                self.told.setText(tr.say(result.message))
                return
            saved = tr("print reading", "The text is in “{name}”.", name=path.name)
            self.told.setText(" ".join([saved, *map(tr.say, result)]))

        self._context.workbench.read(work, done)

    def ask_and_print(self) -> None:
        """Ask for a printer, and print."""
        paper = self._chosen_paper()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, paper)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        set_paper(printer, paper)
        self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages that are shown, and say whether the printer took them."""
        if print_pages(self._pages, printer):
            self.told.setText(self._tr("print plan", "Sent to the printer."))
        else:
            self.told.setText(self._tr("print plan", "The printer could not be reached."))
