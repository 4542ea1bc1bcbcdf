"""The Report page: what a physio gets, as it will be printed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
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

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.text import Message
from rehabdesk.reports.report import Report
from rehabdesk.services.reporting.choices import Person, choose_notes, person, set_person
from rehabdesk.services.reporting.notes_part import Note
from rehabdesk.services.reporting.report import Printed, report_pages, save_report
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.import_file.progress import ProgressRelay
from rehabdesk.ui.dialogs.paper_pages import print_pages, set_paper
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.report.bars import OutputBar, StatusBar
from rehabdesk.ui.pages.report.notes_dialog import NotesDialog
from rehabdesk.ui.pages.report.options import OptionsCard
from rehabdesk.ui.pages.report.person_dialog import PersonDialog
from rehabdesk.ui.pages.report.preview import Preview
from rehabdesk.ui.pages.report.reading import Gathered, Shown, gather, notes_of, picture_pages
from rehabdesk.ui.theme.stylesheet import dress

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How long choices rest before the report is made anew.
SETTLE_MS = 200
_OPTIONS_WIDTH = 300
_PROGRESS_WIDTH = 160
#: The room a page needs beside the options.
_LEAST_PAGE = 600
_SHARPEST = 1100
_UNSAFE = re.compile(r"[^\w \-]+")
_KEY = "report"
#: Gathering has five steps; setting the pages is the sixth.
_STEPS = 6
_MARGINS = 90


class ReportPage(Page):
    """Shows the report's pages and writes them. Everything is made in the background."""

    shows = frozenset(Kind)
    #: The pages belong to the diary and the choices as they are now.
    shown = Signal()

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("report page", "Report"))
        self.subtitle.setText(
            tr("report page", "One page for your physio, and what they may want after it.")
        )
        self._report: Report | None = None
        self._relay: ProgressRelay | None = None
        self.options = OptionsCard(tr, diary_day(context.clock.now()))
        if context.workbench.read_only:
            self.options.set_read_only()
        self.preview = Preview(tr)
        self.outputs = OutputBar(tr)
        self.status = StatusBar(tr, context.theme.tokens.scaled(_PROGRESS_WIDTH))
        self._build()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.refresh)
        self._connect()

    @property
    def report(self) -> Report | None:
        """The report that is shown."""
        return self._report

    def _build(self) -> None:
        inner = QWidget()
        dress(inner, "clear")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self.preview)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.context.tr("report page", "Pages"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Reached with Tab, so that the pages can be scrolled with the keyboard.
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._aside = QScrollArea()
        self._aside.setWidgetResizable(True)
        self._aside.setFrameShape(QFrame.Shape.NoFrame)
        self._aside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._aside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._aside.setWidget(self.options)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.area, 1)
        row.addWidget(self._aside)
        self.header.addWidget(self.outputs, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.status)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        options = self.options
        options.changed.connect(self._settled.start)
        self.status.choices.toggled.connect(self._show_choices)
        self.status.cancel.clicked.connect(self.cancel)
        self.outputs.save_pdf.clicked.connect(lambda: self._ask_and_save("pdf"))
        self.outputs.save_html.clicked.connect(lambda: self._ask_and_save("html"))
        self.outputs.print_button.clicked.connect(self._set_for_printer)
        options.notes_wanted.connect(self._read_notes)
        options.person_wanted.connect(self._ask_person)
        self.context.workbench.diary_closed.connect(self._forget)

    # ------------------------------------------------------------ arranging

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the options beside the pages where there is room, else above them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.context.theme.tokens.scaled(_OPTIONS_WIDTH)
        beside = self.width() >= wide + _LEAST_PAGE + 60
        moved = beside != self._aside.isVisibleTo(self)
        if beside:
            self._aside.setFixedWidth(wide + self._aside.verticalScrollBar().sizeHint().width())
        if moved and beside:
            self._column.removeWidget(self.options)
            self._aside.setWidget(self.options)
        elif moved:
            self._column.insertWidget(0, self._aside.takeWidget())
        self._aside.setVisible(beside)
        self.status.choices.setVisible(not beside)
        self._show_choices()
        self._place_outputs()
        self.options.set_beside(beside=beside, room=self.width() - _MARGINS)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        bar = self.area.verticalScrollBar().sizeHint().width()
        self.preview.fit(self.area.width() - bar - 4)

    @Slot()
    def _show_choices(self) -> None:
        """Show the choices: always beside the pages, above them when they are asked for."""
        wanted = self.status.choices.isChecked() or self._aside.isVisibleTo(self)
        self.options.setVisible(wanted)

    def _place_outputs(self) -> None:
        """Put the buttons beside the title, or below it where the text is large."""
        above = self.body.indexOf(self.outputs) >= 0
        room = self.width() - self.title.sizeHint().width() - 120
        fits = self.outputs.sizeHint().width() <= room
        if fits and above:
            self.body.removeWidget(self.outputs)
            self.header.addWidget(self.outputs, 0, Qt.AlignmentFlag.AlignBottom)
        elif not fits and not above:
            self.header.removeWidget(self.outputs)
            self.body.insertWidget(0, self.outputs)

    # ------------------------------------------------------------ the report

    def refresh(self) -> None:
        """Make the report anew; what was begun for older choices is stopped and dropped."""
        self._stop()
        relay = ProgressRelay()
        relay.reported.connect(self._progressed)
        self._relay = relay
        context, options = self.context, self.options.options()
        self.options.set_today(diary_day(context.clock.now()))

        def work(diary: Diary) -> Gathered | KnownError:
            try:
                return gather(diary, context.clock, context.tr, options, relay)
            except KnownError as error:
                return error

        self.status.show_progress((0, _STEPS))
        self.outputs.allow(allowed=False)
        context.workbench.read(work, self._gathered, key=_KEY)

    @Slot()
    def cancel(self) -> None:
        """Stop making the report; the pages shown before stay, and may be old."""
        self._stop()
        # Anything still on its way is older than this.
        self.context.workbench.read(lambda _: None, lambda _: None, key=_KEY)
        self.status.show_progress(None)
        self._tell_text(self.context.tr("report page", "Stopped. Change a choice to go on."))

    def _stop(self) -> None:
        if self._relay is not None:
            self._relay.cancel()
            self._relay = None

    @Slot(int, int)
    def _progressed(self, done: int, _total: int) -> None:
        if self.sender() is self._relay:
            self.status.show_progress((done, _STEPS))

    def _gathered(self, result: Gathered | KnownError) -> None:
        if not isValid(self):
            return
        if isinstance(result, KnownError):
            self.status.show_progress(None)
            self._tell(result.message)
            return
        self.options.offer_changes(result.changes)
        self.options.name_person(entered=bool(result.person.name or result.person.born))
        report, tr = result.report, self.context.tr
        width = min(_SHARPEST, round(self.preview.page_width() * self.devicePixelRatioF()))
        self.context.workbench.read(
            lambda _: picture_pages(report, tr, width),
            lambda pages: self._show(report, pages),
            key=_KEY,
        )

    def _show(self, report: Report, pages: Shown) -> None:
        if not isValid(self):
            return
        self._report, self._relay = report, None
        self.preview.show_pages(pages.pages)
        self.status.show_progress(None)
        self.outputs.allow(allowed=True)
        tr = self.context.tr
        count = tr.n("report page", "{count} page", "{count} pages", len(pages.pages))
        self._tell_text(" ".join([count, *map(tr.say, pages.notices)]))
        self.shown.emit()

    @Slot()
    def _forget(self) -> None:
        self._stop()
        self._report = None
        self.preview.show_pages(())
        self.outputs.allow(allowed=False)

    def _tell(self, sentence: Message) -> None:
        self._tell_text(self.context.tr.say(sentence))

    def _tell_text(self, text: str) -> None:
        self.status.told.setText(text)

    # ------------------------------------------------------------ where it goes

    def _ask_and_save(self, form: str) -> None:
        tr = self.context.tr
        name = _UNSAFE.sub("", self.context.workbench.diary_name).strip()
        start = tr("report page", "Report {name}", name=name) if name else tr("page", "Report")
        kinds = {
            "pdf": tr("report page", "PDF files (*.pdf)"),
            "html": tr("report page", "HTML files (*.html)"),
        }
        title = tr("report page", "Save the report")
        found, _ = QFileDialog.getSaveFileName(self, title, f"{start}.{form}", kinds[form])
        if found:
            path = Path(found)
            self.save(path if path.suffix.lower() == f".{form}" else Path(f"{path}.{form}"))

    def save(self, path: Path) -> None:
        """Write the report that is shown, and say where it is."""
        report, tr = self._report, self.context.tr
        if report is None:
            return

        def work(_: Diary) -> tuple[Message, ...] | KnownError:
            try:
                return save_report(report, tr, path)
            except KnownError as error:
                return error

        def done(result: tuple[Message, ...] | KnownError) -> None:
            if not isValid(self):
                return
            if isinstance(result, KnownError):
                self._tell(result.message)
                return
            saved = tr("report page", "The report is in “{name}”.", name=path.name)
            self._tell_text(" ".join([saved, *map(tr.say, result)]))

        self.context.workbench.read(work, done)

    def _set_for_printer(self) -> None:
        report, tr = self._report, self.context.tr
        if report is not None:
            self.context.workbench.read(lambda _: report_pages(report, tr), self._ask_and_print)

    def _ask_and_print(self, printed: Printed) -> None:
        if not isValid(self) or self._report is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_paper(printer, self._report.paper)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(printed.pages))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        set_paper(printer, self._report.paper)
        tr = self.context.tr
        self._tell_text(
            tr("report page", "Sent to the printer.")
            if print_pages(printed.pages, printer)
            else tr("report page", "The printer could not be reached.")
        )

    # ------------------------------------------------------------ notes and name

    @Slot()
    def _read_notes(self) -> None:
        context, options = self.context, self.options.options()
        context.workbench.read(
            lambda diary: notes_of(diary, context.clock, context.tr, options), self._ask_notes
        )

    def _ask_notes(self, found: tuple[list[Note], frozenset[str]]) -> None:
        if not isValid(self):
            return
        notes, chosen = found
        dialog = NotesDialog(self.context.tr, notes, chosen, self)
        dialog.accepted.connect(lambda: self.share_notes((chosen - dialog.shown) | dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def share_notes(self, chosen: frozenset[str]) -> None:
        """Write down which notes may be shared, and show those."""
        self.options.notes.choose("chosen")
        self.context.workbench.change(
            lambda diary: choose_notes(diary, chosen), lambda _: self.refresh()
        )

    @Slot()
    def _ask_person(self) -> None:
        self.context.workbench.read(person, self._show_person)

    def _show_person(self, found: Person) -> None:
        if not isValid(self):
            return
        today = diary_day(self.context.clock.now())
        dialog = PersonDialog(self.context.tr, found, today, self)
        dialog.accepted.connect(lambda: self.name(dialog.name.text(), dialog.birth_date))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def name(self, name: str, born: dt.date | None) -> None:
        """Write down name and birth date."""
        today = diary_day(self.context.clock.now())
        self.context.workbench.change(
            lambda diary: set_person(diary, name, born, today), lambda _: self.refresh()
        )
