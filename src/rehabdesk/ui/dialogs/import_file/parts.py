"""Parts of the import dialog: where a file is dropped, and rows as they would come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from rehabdesk.domain.names import KIND_NAMES, STATUS_NAMES, full_name
from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.ui.dialogs.import_file.work import SHOWN_ROWS, ShownRow
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label


class DropPanel(QFrame):
    """Takes a file that is dropped, or asks for one."""

    dropped = Signal(object)  # Path
    browse_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        dress(self, "panel")
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 28, 20, 28)
        column.setSpacing(12)
        text = label(tr("import", "Drop a file here, or choose one."), "row", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        self.browse = button(tr("import", "Choose a file…"), "primary")
        self.browse.clicked.connect(self.browse_wanted)
        column.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignCenter)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept exactly one file of this computer."""
        if _only_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        path = _only_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _only_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None


class RowsTable(QTableWidget):
    """The first rows as they would come in."""

    def __init__(self, tr: Translator, regions: RegionCatalogue) -> None:
        super().__init__(0, 3)
        self._tr, self._regions = tr, regions
        self.setAccessibleName(tr("import", "First rows as they come in"))
        self.setHorizontalHeaderLabels(
            [tr("import", "Day"), tr("import", "Region or routine"), tr("import", "Value")]
        )
        # The names of routines come from the file.
        self.setProperty("verbatim_columns", [1])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rows: Sequence[ShownRow]) -> None:
        """Show rows; the table is as high as they are."""
        tr = self._tr
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate((tr.date(row.day), self._what(row), self._value(row))):
                self.setItem(number, column, QTableWidgetItem(text))
        height = max(32, self.fontMetrics().height() + 12)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + height * min(len(rows), SHOWN_ROWS) + 4)
        self.setVisible(bool(rows))

    def _what(self, row: ShownRow) -> str:
        if isinstance(row.what, str):
            return row.what
        return full_name(self._tr, self._regions[row.what.region], row.what)

    def _value(self, row: ShownRow) -> str:
        if isinstance(row.value, SessionStatus):
            return self._tr.say(STATUS_NAMES[row.value])
        number = self._tr.number(row.value, None)
        if row.kind is None:
            return number
        return self._tr(
            "import", "{value} ({kind})", value=number, kind=self._tr.say(KIND_NAMES[row.kind])
        )
