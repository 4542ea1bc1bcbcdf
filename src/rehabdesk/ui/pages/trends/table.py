"""The same data as a table."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rehabdesk.domain.text import Translator
from rehabdesk.services.trend_texts import day_value
from rehabdesk.ui.charts.model import PainSeries

_ROOT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A region as a column of daily values and one of the smoothed line.

    Attributes:
        region: The region with its side.
        kind: Its kind of pain.
        series: Its numbers.
    """

    region: str
    kind: str
    series: PainSeries


class TrendTableModel(QAbstractTableModel):
    """Days with entries as rows, newest first; two columns for each region."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._columns: tuple[Column, ...] = ()
        self._days: list[int] = []
        self._notes: Mapping[int, str] = {}

    def show_columns(self, columns: Sequence[Column], first: float, last: float) -> None:
        """Show the days of a period on which any of the regions was logged."""
        self.beginResetModel()
        self._columns = tuple(columns)
        logged = [
            np.flatnonzero(np.isfinite(one.series.values)) + one.series.first_day for one in columns
        ]
        days = np.unique(np.concatenate(logged)) if logged else np.zeros(0, dtype=np.int64)
        inside = days[(days >= first) & (days <= last)]
        self._days = inside[::-1].tolist()
        self.endResetModel()

    def show_notes(self, notes: Mapping[int, str]) -> None:
        """Say in a last column what else there is about a day, if there is anything at all."""
        self.beginResetModel()
        self._notes = notes
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return the number of days."""
        return 0 if parent.isValid() else len(self._days)

    def columnCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return the day's column, two for each region, and the notes'."""
        return 0 if parent.isValid() else 1 + 2 * len(self._columns) + bool(self._notes)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return a column's heading."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section == 0:
            return self._tr("table", "Day")
        if self._is_notes(section):
            return self._tr("table", "Flares and what helped")
        column = self._columns[(section - 1) // 2]
        if section % 2:
            return self._tr("table", "{region}\n{kind}", region=column.region, kind=column.kind)
        return self._tr("table", "{region}\nsmoothed", region=column.region)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's text or its alignment."""
        if not index.isValid():
            return None
        notes = self._is_notes(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0 and not notes:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        day = self._days[index.row()]
        if index.column() == 0:
            return self._tr.date(dt.date.fromordinal(day), "medium")
        return self._value(day, index.column())

    def tab_separated(self, indexes: Sequence[QModelIndex]) -> str:
        """Return cells as lines with tabs, with their headings; days as `YYYY-MM-DD`."""
        rows = sorted({one.row() for one in indexes})
        columns = sorted({one.column() for one in indexes})
        wanted = {(one.row(), one.column()) for one in indexes}
        heads = [str(self.headerData(one, Qt.Orientation.Horizontal)) for one in columns]
        lines = ["\t".join(", ".join(head.splitlines()) for head in heads)]
        for row in rows:
            cells = (self._plain(row, one) if (row, one) in wanted else "" for one in columns)
            lines += ["\t".join(cells)]
        return "\n".join(lines) + "\n"

    def _plain(self, row: int, column: int) -> str:
        day = self._days[row]
        return dt.date.fromordinal(day).isoformat() if column == 0 else self._value(day, column)

    def _is_notes(self, column: int) -> bool:
        return bool(self._notes) and column == 1 + 2 * len(self._columns)

    def _value(self, day: int, column: int) -> str:
        if self._is_notes(column):
            return self._notes.get(day, "")
        series = self._columns[(column - 1) // 2].series
        if column % 2:
            value = series.value_on(day)
            return self._tr.number(value) if math.isfinite(value) else ""
        index = day - series.first_day
        inside = 0 <= index < series.mean.size
        return day_value(self._tr, float(series.mean[index])) if inside else ""


class TrendTable(QTableView):
    """Shows the table; Ctrl+C copies the chosen cells, or all of them if none is chosen."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.table = TrendTableModel(tr)
        self.setModel(self.table)
        self.setAccessibleName(tr("table", "Pain by day"))
        self.setAccessibleDescription(tr("table", "Ctrl+C copies the table for a spreadsheet."))
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        self.setMinimumHeight(240)

    def show_columns(self, columns: Sequence[Column], first: float, last: float) -> None:
        """Show a period and fit the columns to their headings."""
        self.table.show_columns(columns, first, last)
        header = self.horizontalHeader()
        for section in range(self.table.columnCount()):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        # One height for all: asking each of thousands of rows would take seconds.
        height = self.fontMetrics().height() + 16
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(0, 0))
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or move as tables do."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
            return
        super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen cells, or all, on the clipboard as tab-separated text."""
        chosen = self.selectedIndexes()
        if len(chosen) < 2:
            chosen = [
                self.table.index(row, column)
                for row in range(self.table.rowCount())
                for column in range(self.table.columnCount())
            ]
        QGuiApplication.clipboard().setText(self.table.tab_separated(chosen))
