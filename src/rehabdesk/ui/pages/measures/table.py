"""The same data as a table, for charts of results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

_ROOT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex
#: More rows scroll inside the table.
MOST_ROWS = 12
#: On each side of a cell's text: the style sheet's and a little of Qt's own.
PADDING = 10


class TextTableModel(QAbstractTableModel):
    """Rows of texts under headings."""

    def __init__(self) -> None:
        super().__init__()
        self._head: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._head = tuple(head)
        self._rows = tuple(map(tuple, rows))
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._head)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._rows[index.row()][index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """Return a heading."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._head[section] if section < len(self._head) else None


class _Lines(QStyledItemDelegate):
    """Asks for the height of lines inside the padding, which Qt leaves out of account."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        """Return the size of a cell."""
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(0, 0, -2 * PADDING, 0)
        return super().sizeHint(inside, index)


class TextTable(QTableView):
    """As high as its rows, up to a limit."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = TextTableModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Lines(self))
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        # Columns get their widths after the table got its own.
        header.sectionResized.connect(self._wrap)
        self.setWordWrap(True)

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.rows.show_rows(head, rows)
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew and take the height they need."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrap()

    @Slot()
    def _wrap(self) -> None:
        self.resizeRowsToContents()
        self._fit()

    def _fit(self) -> None:
        shown = min(self.rows.rowCount(), MOST_ROWS)
        rows = sum(self.rowHeight(row) for row in range(shown))
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 4)
