"""The part of the import dialog that shows what was found and what would come in."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rehabdesk.domain.text import Message
from rehabdesk.services.importing.batch import QUOTED_ROWS
from rehabdesk.services.importing.dates import DateOrder
from rehabdesk.services.importing.mapping import ImportMapping
from rehabdesk.services.importing.recognise import SourceKind
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.import_file.columns import ColumnTable, SteadyBox
from rehabdesk.ui.dialogs.import_file.parts import RowsTable
from rehabdesk.ui.dialogs.import_file.rereading import Reading
from rehabdesk.ui.dialogs.import_file.words import (
    counts_words,
    delimiter_names,
    encoding_names,
    found_words,
    order_names,
)
from rehabdesk.ui.dialogs.import_file.work import Loaded, Outcome
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import FlowLayout, Segments, button, label


class PreviewPart(QWidget):
    """What the file is, what its columns mean, what would come in, what cannot be taken."""

    mapping_changed = Signal()
    reading_changed = Signal(object)  # Reading
    other_file_wanted = Signal()

    def __init__(self, context: UiContext, loaded: Loaded) -> None:
        super().__init__()
        self._context, self._tr, self._loaded = context, context.tr, loaded
        self._outcome = Outcome()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._build_file()
        self._build_question()
        self.columns: ColumnTable | None = None
        if loaded.source.table is not None:
            self.columns = ColumnTable(self._tr, context.regions, loaded.columns)
            self.columns.changed.connect(self.mapping_changed)
            self._section(self._tr("import", "What the columns mean"))
            self._column.addWidget(self.columns)
        self._build_rows()
        self._build_rejected()

    @property
    def mapping(self) -> ImportMapping | Message | None:
        """What the columns mean, or what is still to be said; None without columns."""
        if self.columns is None:
            return None
        chosen = self.order.currentData()
        return self.columns.mapping(DateOrder(chosen) if chosen else None)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show what would come in."""
        self._outcome = outcome
        tr, preview = self._tr, outcome.preview
        self._found.setText(found_words(tr, self._loaded, outcome))
        self._question.setVisible(outcome.question)
        if outcome.question and outcome.problem is not None:
            self._question_text.setText(tr.say(outcome.problem))
        self._counts.setText(counts_words(tr, outcome))
        self._counts.setVisible(bool(self._counts.text()))
        self._rows_title.setVisible(bool(outcome.rows))
        self.rows.show_rows(outcome.rows)
        notices = preview.notices if preview is not None else ()
        self._notices.setText("\n".join(tr.say(one) for one in notices))
        self._notices.setVisible(bool(notices))
        rejected = preview.rejections(tr, QUOTED_ROWS) if preview is not None else []
        self.rejected.setPlainText("\n".join(rejected))
        self._rejected_box.setVisible(bool(rejected))
        if preview is not None and rejected:
            self._rejected_title.setText(
                tr.n(
                    "import",
                    "{count} line cannot be taken",
                    "{count} lines cannot be taken",
                    len(preview.rejected),
                )
            )

    def copy_rejected(self) -> None:
        """Put all rejected lines with their reasons on the clipboard."""
        preview = self._outcome.preview
        if preview is not None:
            every = preview.rejections(self._tr, len(preview.rejected))
            QGuiApplication.clipboard().setText("\n".join(every))

    def _build_file(self) -> None:
        tr = self._tr
        name = label(self._loaded.source.path.name, "card_title", wrap=True)
        name.setProperty("verbatim", True)
        other = button(tr("import", "Another file…"), "quiet")
        other.clicked.connect(self.other_file_wanted)
        row = QHBoxLayout()
        row.addWidget(name, 1)
        row.addWidget(other, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._found = label("", "subtitle", wrap=True)
        self._column.addWidget(self._found)
        self._build_reading()
        self._notices = label("", "subtitle", wrap=True)
        self._column.addWidget(self._notices)

    def _build_reading(self) -> None:
        """Make the boxes in which what was recognised can be changed."""
        tr = self._tr
        orders = {order.value: text for order, text in order_names(tr).items()}
        self.order = self._box(tr("import", "Order of day and month"), orders)
        self.delimiter = self._box(tr("import", "What separates the columns"), delimiter_names(tr))
        self.encoding = self._box(tr("import", "Encoding of the text"), encoding_names(tr))
        self.show_reading()
        self.order.currentIndexChanged.connect(lambda _: self.mapping_changed.emit())
        self._reading_part = QWidget()
        flow = FlowLayout(self._reading_part, 12)
        for name, box in (
            (tr("import", "Dates:"), self.order),
            (tr("import", "Separator:"), self.delimiter),
            (tr("import", "Text:"), self.encoding),
        ):
            part = QWidget()
            line = QHBoxLayout(part)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            line.addWidget(label(name, "row"))
            line.addWidget(box)
            flow.addWidget(part)
        self._reading_part.setVisible(self._loaded.source.kind is SourceKind.TABLE)
        self._column.addWidget(self._reading_part)
        for box in (self.delimiter, self.encoding):
            box.currentIndexChanged.connect(self._reading_changed)

    def show_reading(self) -> None:
        """Show how the file was read, without a signal."""
        reading = self._loaded.reading
        for box, key in ((self.delimiter, reading.delimiter), (self.encoding, reading.encoding)):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(key))
            box.blockSignals(False)

    def _box(self, name: str, choices: Mapping[str, str]) -> SteadyBox:
        box = SteadyBox()
        box.setAccessibleName(name)
        box.addItem(self._tr("import", "as found"), "")
        for key, text in choices.items():
            box.addItem(text, key)
        return box

    def _reading_changed(self) -> None:
        reading = Reading(self.delimiter.currentData(), self.encoding.currentData())
        self.reading_changed.emit(reading)

    def _build_question(self) -> None:
        tr = self._tr
        self._question = QFrame()
        dress(self._question, "warning")
        inner = QVBoxLayout(self._question)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        self._question_text = label("", "row", wrap=True)
        inner.addWidget(self._question_text)
        names = order_names(tr)
        self.answer = Segments(
            tr("import", "Which comes first?"),
            [(one.value, names[one]) for one in (DateOrder.DMY, DateOrder.MDY)],
        )
        self.answer.chosen.connect(self._answered)
        inner.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)
        self._question.hide()
        self._column.addWidget(self._question)

    def _build_rows(self) -> None:
        tr = self._tr
        self._rows_title = self._section(tr("import", "What comes in"))
        self._counts = label("", wrap=True)
        self._column.addWidget(self._counts)
        self.rows = RowsTable(tr, self._context.regions)
        self.rows.hide()
        self._column.addWidget(self.rows)

    def _build_rejected(self) -> None:
        tr = self._tr
        self._rejected_box = QFrame()
        dress(self._rejected_box, "panel")
        inner = QVBoxLayout(self._rejected_box)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        self._rejected_title = label("", "row", wrap=True)
        copy = button(tr("import", "Copy the list"), "quiet")
        copy.clicked.connect(self.copy_rejected)
        row = QHBoxLayout()
        row.addWidget(self._rejected_title, 1)
        row.addWidget(copy)
        inner.addLayout(row)
        self.rejected = QPlainTextEdit()
        self.rejected.setReadOnly(True)
        self.rejected.setTabChangesFocus(True)
        self.rejected.setAccessibleName(tr("import", "Lines that cannot be taken"))
        self.rejected.setFixedHeight(self.fontMetrics().lineSpacing() * 6 + 24)
        inner.addWidget(self.rejected)
        self._rejected_box.hide()
        self._column.addWidget(self._rejected_box)

    def _section(self, text: str) -> QWidget:
        title = label(text, "row", wrap=True)
        self._column.addWidget(title)
        return title

    def _answered(self, key: str) -> None:
        self.order.setCurrentIndex(self.order.findData(key))
