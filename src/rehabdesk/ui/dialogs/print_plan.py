"""The home plan before it is printed: its pages, the paper, and where it goes."""

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
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import Message
from rehabdesk.reports.home_plan import HomePlan, Paper
from rehabdesk.services.home_plan import home_plan, preview_pages, save_home_plan
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_pages import PaperPage, print_pages, set_paper
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Segments, button, clear_layout, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAME_MAX = 80
#: Where sheets of 8½ × 11 inches are the usual ones.
_LETTER_LANGUAGES = frozenset({"en_US", "en_CA"})
_UNSAFE = re.compile(r"[^\w \-]+")
_PAGE_WIDTH = 560
_LEAST_WIDTH = 240
_OPTIONS_WIDTH = 250
_KEY = "home plan"


class PrintPlanDialog(QDialog):
    """Shows the pages as they will be printed, saves them as PDF or prints them."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(parent)
        self._context, self._tr = context, tr
        self._plan: HomePlan | None = None
        self._pages: list[bytes] = []
        title = tr("print plan", "Home plan on paper")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._build_options()
        self._build_preview()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        row.addWidget(self._scroll, 1)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(label(title, "page_title", wrap=True))
        side.addWidget(label(tr("print plan", "Paper"), "row"))
        side.addWidget(self.paper)
        side.addWidget(self._name_label)
        side.addWidget(self.name)
        side.addWidget(self.told)
        side.addStretch(1)
        for one in (self.print_button, self.save_button, self.close_button):
            side.addWidget(one)
        row.addLayout(side)
        self.finished.connect(self.deleteLater)
        self.refresh()

    @property
    def pages(self) -> list[bytes]:
        """The pages that are shown, as SVG."""
        return list(self._pages)

    # ------------------------------------------------------------ parts

    def _build_options(self) -> None:
        tr = self._tr
        scaled = self._context.theme.tokens.scaled
        paper = tr("print plan", "Paper")
        self.paper = Segments(
            paper, [("a4", tr("print plan", "A4")), ("letter", tr("print plan", "Letter"))]
        )
        self.paper.choose("letter" if tr.language in _LETTER_LANGUAGES else "a4")
        self.paper.chosen.connect(lambda _: self.refresh())
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_MAX)
        self.name.editingFinished.connect(self.refresh)
        self._name_label = label(tr("print plan", "Name on the paper, if you like"), "row")
        self._name_label.setWordWrap(True)
        self._name_label.setBuddy(self.name)
        self.name.setAccessibleName(self._name_label.text())
        self.told = label("", "meta", wrap=True)
        self.told.setFixedWidth(scaled(_OPTIONS_WIDTH))
        self.print_button = button(tr("print plan", "Print…"), "primary")
        self.save_button = button(tr("print plan", "Save as PDF…"))
        self.close_button = button(tr("dialog", "Close"))
        self.print_button.clicked.connect(self.ask_and_print)
        self.save_button.clicked.connect(self.ask_and_save)
        self.close_button.clicked.connect(self.accept)
        self._allow(allowed=False)

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
        width = self._context.theme.tokens.scaled(_PAGE_WIDTH)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.screen().availableSize()
        self.resize(
            min(width + 420, round(room.width() * 0.95)), min(900, round(room.height() * 0.95))
        )

    # ------------------------------------------------------------ the pages

    def refresh(self) -> None:
        """Make the pages anew for the paper and the name that are chosen."""
        paper: Paper = "letter" if self.paper.current == "letter" else "a4"
        name, tr, clock = self.name.text(), self._tr, self._context.clock
        if self._plan is not None and (self._plan.paper, self._plan.name) == (paper, name.strip()):
            return

        def work(diary: Diary) -> tuple[HomePlan, list[bytes]] | KnownError:
            try:
                plan = home_plan(diary, clock, tr, paper=paper, name=name)
                return plan, preview_pages(plan, tr)
            except KnownError as error:
                return error

        self._allow(allowed=False)
        self._context.workbench.read(work, self._show, key=_KEY)

    def _show(self, result: tuple[HomePlan, list[bytes]] | KnownError) -> None:
        if not isValid(self):
            return
        if isinstance(result, KnownError):
            self._plan, self._pages = None, []
            self._tell(result.message)
            return
        self._plan, self._pages = result
        clear_layout(self._column)
        width = self._page_width()
        for number, page in enumerate(self._pages, 1):
            name = self._tr(
                "print plan", "Page {number} of {count}", number=number, count=len(self._pages)
            )
            self._column.addWidget(PaperPage(page, width, name))
        count = len(self._pages)
        self.told.setText(self._tr.n("print plan", "{count} page", "{count} pages", count))
        self._allow(allowed=True)

    def _page_width(self) -> int:
        """Return how wide pages are shown: they grow with the text as far as there is room."""
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

    def _tell(self, sentence: Message) -> None:
        self.told.setText(self._tr.say(sentence))

    # ------------------------------------------------------------ where it goes

    def ask_and_save(self) -> None:
        """Ask where the PDF file goes, and write it."""
        tr = self._tr
        title = self._plan.title if self._plan is not None else ""
        start = _UNSAFE.sub("", title).strip() or tr("print plan", "Home plan")
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("print plan", "Save the home plan as PDF"),
            f"{start}.pdf",
            tr("print plan", "PDF files (*.pdf)"),
        )
        if name:
            path = Path(name)
            self.save(path if path.suffix else path.with_suffix(".pdf"))

    def save(self, path: Path) -> None:
        """Write the PDF file and say where it is."""
        plan, tr = self._plan, self._tr
        if plan is None:
            return

        def work(_: Diary) -> tuple[Message, ...] | KnownError:
            try:
                return save_home_plan(plan, tr, path)
            except KnownError as error:
                return error

        def done(result: tuple[Message, ...] | KnownError) -> None:
            if not isValid(self):
                return
            if isinstance(result, KnownError):
                self._tell(result.message)
                return
            saved = tr("print plan", "The home plan is in “{name}”.", name=path.name)
            self.told.setText(" ".join([saved, *map(tr.say, result)]))

        self._context.workbench.read(work, done)

    def ask_and_print(self) -> None:
        """Ask for a printer, and print."""
        plan = self._plan
        if plan is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, plan.paper)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        set_paper(printer, plan.paper)
        self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages that are shown, and say whether the printer took them."""
        if print_pages(self._pages, printer):
            self.told.setText(self._tr("print plan", "Sent to the printer."))
        else:
            self.told.setText(self._tr("print plan", "The printer could not be reached."))
