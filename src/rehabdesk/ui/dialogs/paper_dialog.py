"""What is shown before something is printed: its pages, the paper, and where it goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
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
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_pages import PaperPage, print_pages, set_paper
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Segments, button, clear_layout, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Where sheets of 8½ × 11 inches are the usual ones.
_LETTER_LANGUAGES = frozenset({"en_US", "en_CA"})
_UNSAFE = re.compile(r"[^\w \-]+")
_PAGE_WIDTH = 560
_LEAST_WIDTH = 240
_OPTIONS_WIDTH = 250


@dataclass(frozen=True, slots=True)
class Made:
    """What was made for a paper and other choices.

    Attributes:
        pages: The pages as SVG.
        paper: The paper they are for.
        save: Writes the same as a PDF file, and returns what is not as it should be.
        title: What it is called; the name that is offered for the file, unless it is empty.
    """

    pages: list[bytes]
    paper: Paper
    save: Callable[[Path], tuple[Message, ...]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The words of a dialog, said already.

    Attributes:
        title: The dialog's title.
        save_title: The title of the question where the file goes.
        file_name: The name that is offered where there is no better one, without its ending.
        saved: Says where it is, given the file's name.
    """

    title: str
    save_title: str
    file_name: str
    saved: Callable[[str], str]


class PaperDialog(QDialog):
    """Shows the pages as they will be printed, saves them as PDF or prints them.

    Subclasses say in `make` what is printed, put choices of their own into `choices`, and call
    `refresh` when they are ready and whenever a choice changes.
    """

    def __init__(
        self, context: UiContext, words: PaperWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self._tr, self._words = context, context.tr, words
        self._made: Made | None = None
        self.setWindowTitle(words.title)
        self.setAccessibleName(words.title)
        self._build_options()
        self._build_preview()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._scroll, 1)
        row.addLayout(self._build_side())
        self.finished.connect(self.deleteLater)

    @property
    def pages(self) -> list[bytes]:
        """The pages that are shown, as SVG."""
        return list(self._made.pages) if self._made is not None else []

    def make(self, paper: Paper) -> Callable[[Diary], Made]:
        """Return what makes the pages; it runs on the diary's thread and may raise `KnownError`.

        Args:
            paper: The paper that is chosen.
        """
        raise NotImplementedError

    # ------------------------------------------------------------ parts

    def _build_options(self) -> None:
        tr = self._tr
        self.paper = Segments(
            tr("print plan", "Paper"),
            [("a4", tr("print plan", "A4")), ("letter", tr("print plan", "Letter"))],
        )
        self.paper.choose("letter" if tr.language in _LETTER_LANGUAGES else "a4")
        self.paper.chosen.connect(lambda _: self.refresh())
        self.choices = QVBoxLayout()
        self.choices.setSpacing(12)
        self.told = label("", "meta", wrap=True)
        self.told.setFixedWidth(self.context.theme.tokens.scaled(_OPTIONS_WIDTH))
        self.print_button = button(tr("print plan", "Print…"), "primary")
        self.save_button = button(tr("print plan", "Save as PDF…"))
        self.close_button = button(tr("dialog", "Close"))
        self.print_button.clicked.connect(self.ask_and_print)
        self.save_button.clicked.connect(self.ask_and_save)
        self.close_button.clicked.connect(self.accept)
        self._allow(allowed=False)

    def _build_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(12)
        heading = label(self._words.title, "card_title", wrap=True)
        heading.setFixedWidth(self.told.width())
        side.addWidget(heading)
        side.addWidget(label(self._tr("print plan", "Paper"), "row"))
        side.addWidget(self.paper)
        side.addLayout(self.choices)
        side.addWidget(self.told)
        side.addStretch(1)
        for one in (self.print_button, self.save_button, self.close_button):
            side.addWidget(one)
        return side

    def _build_preview(self) -> None:
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
        width = self.context.theme.tokens.scaled(_PAGE_WIDTH)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(
            min(width + 420, round(room.width() * 0.95)), min(900, round(room.height() * 0.95))
        )

    # ------------------------------------------------------------ the pages

    def refresh(self) -> None:
        """Make the pages anew for what is chosen."""
        make = self.make("letter" if self.paper.current == "letter" else "a4")

        def work(diary: Diary) -> Made | KnownError:
            try:
                return make(diary)
            except KnownError as error:
                return error

        self._allow(allowed=False)
        self.context.workbench.read(work, self._show, key="paper")

    def _show(self, result: Made | KnownError) -> None:
        if not isValid(self):
            return
        if isinstance(result, KnownError):
            self._made = None
            self.told.setText(self._tr.say(result.message))
            return
        self._made = result
        clear_layout(self._column)
        width, count = self._page_width(), len(result.pages)
        for number, page in enumerate(result.pages, 1):
            name = self._tr("print plan", "Page {number} of {count}", number=number, count=count)
            self._column.addWidget(PaperPage(page, width, name))
        self.told.setText(self._tr.n("print plan", "{count} page", "{count} pages", count))
        self._allow(allowed=True)

    def _page_width(self) -> int:
        """Return how wide pages are shown: they grow with the text as far as there is room."""
        wanted = self.context.theme.tokens.scaled(_PAGE_WIDTH)
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

    # ------------------------------------------------------------ where it goes

    def ask_and_save(self) -> None:
        """Ask where the PDF file goes, and write it."""
        title = self._made.title if self._made is not None else ""
        start = _UNSAFE.sub("", title).strip() or self._words.file_name
        kinds = self._tr("print plan", "PDF files (*.pdf)")
        name, _ = QFileDialog.getSaveFileName(self, self._words.save_title, f"{start}.pdf", kinds)
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".pdf"))

    def save(self, path: Path) -> None:
        """Write the PDF file and say where it is."""
        made, tr = self._made, self._tr
        if made is None:
            return

        def work(_: Diary) -> tuple[Message, ...] | KnownError:
            try:
                return made.save(path)
            except KnownError as error:
                return error

        def done(result: tuple[Message, ...] | KnownError) -> None:
            if not isValid(self):
                return
            if isinstance(result, KnownError):
                self.told.setText(tr.say(result.message))
                return
            self.told.setText(" ".join([self._words.saved(path.name), *map(tr.say, result)]))

        self.context.workbench.read(work, done)

    def ask_and_print(self) -> None:
        """Ask for a printer, and print."""
        made = self._made
        if made is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, made.paper)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(made.pages))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        set_paper(printer, made.paper)
        self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages that are shown, and say whether the printer took them."""
        if print_pages(self.pages, printer):
            self.told.setText(self._tr("print plan", "Sent to the printer."))
        else:
            self.told.setText(self._tr("print plan", "The printer could not be reached."))
