"""A month as a grid of days: each with its worst pain, and a tick for a check-in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.history import DaySummary
from rehabdesk.ui.pages.history.day_cell import CELL_HEIGHT, DayCell
from rehabdesk.ui.pages.history.words import day_words
from rehabdesk.ui.theme.theme import Theme

_ROOT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex
#: A month touches at most six weeks.
WEEKS = 6
DAYS = 7
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
TODAY_ROLE = Qt.ItemDataRole.UserRole + 1
FUTURE_ROLE = Qt.ItemDataRole.UserRole + 2
_MONTHS_A_YEAR = 12


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later (or earlier), or the last one of a shorter month."""
    count = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, number = divmod(count, _MONTHS_A_YEAR)
    for last in range(day.day, 27, -1):
        try:
            return dt.date(year, number + 1, last)
        except ValueError:
            continue
    return dt.date(year, number + 1, day.day)


class MonthModel(QAbstractTableModel):
    """The days of a month by weeks that begin on Monday."""

    def __init__(self, tr: Translator, regions: RegionCatalogue) -> None:
        super().__init__()
        self._tr, self._regions = tr, regions
        self._first = dt.date(2000, 1, 1)
        self._today = dt.date.max
        self._summaries: Mapping[dt.date, DaySummary] = {}

    @property
    def month(self) -> dt.date:
        """The first day of the month that is shown."""
        return self._first

    def show_month(self, day: dt.date, today: dt.date) -> None:
        """Show the month of a day, still without what it holds."""
        if (day.replace(day=1), today) == (self._first, self._today):
            return
        self.beginResetModel()
        self._first, self._today, self._summaries = day.replace(day=1), today, {}
        self.endResetModel()

    def show_days(self, days: Sequence[DaySummary]) -> None:
        """Show what the days hold, if they are those of the month that is shown."""
        if days and days[0].day == self._first:
            self._summaries = {one.day: one for one in days}
            self.dataChanged.emit(self.index(0, 0), self.index(WEEKS - 1, DAYS - 1))

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return six weeks, so that the grid never changes its height."""
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return the days of a week."""
        return 0 if parent.isValid() else DAYS

    def day_at(self, index: _AnyIndex) -> dt.date | None:
        """Return the day of a cell, or None outside of the month."""
        day = self._monday + dt.timedelta(days=index.row() * DAYS + index.column())
        return day if (day.year, day.month) == (self._first.year, self._first.month) else None

    def index_of(self, day: dt.date) -> QModelIndex:
        """Return the cell of a day of the month."""
        row, column = divmod((day - self._monday).days, DAYS)
        return self.index(row, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the short name of a weekday."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return self._tr.date(self._monday + dt.timedelta(days=section), "weekday_short")

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Let the days up to today be chosen."""
        day = self.day_at(index)
        if day is None or day > self._today:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a day's number, its words, or its summary."""
        day = self.day_at(index)
        if day is None:
            return None
        summary = self._summaries.get(day) or DaySummary(day)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day_words(self._tr, self._regions, summary, today=day == self._today)
        values: dict[int, object] = {
            SUMMARY_ROLE: summary,
            TODAY_ROLE: day == self._today,
            FUTURE_ROLE: day > self._today,
        }
        return values.get(role)

    @property
    def _monday(self) -> dt.date:
        return self._first - dt.timedelta(days=self._first.weekday())


class MonthView(QTableView):
    """The grid of days.

    Arrows move by days and weeks over the month's ends, PageUp and PageDown by months, Home goes
    to today.
    """

    day_chosen = Signal(object)  # dt.date
    month_chosen = Signal(object)  # dt.date

    def __init__(self, tr: Translator, theme: Theme, regions: RegionCatalogue) -> None:
        super().__init__()
        self._theme = theme
        self._day = dt.date(2000, 1, 1)
        self._today = dt.date.max
        self._moving = False
        self.days = MonthModel(tr, regions)
        self.setModel(self.days)
        self.setItemDelegate(DayCell(tr, theme, self))
        # Cells paint themselves, their focus too.
        self.setStyleSheet(
            "QTableView, QTableView:focus, QHeaderView, QHeaderView::section"
            " { background: transparent; border: none; padding: 0;"
            " selection-background-color: transparent; }"
        )
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("calendar", "Calendar"))
        self.setAccessibleDescription(
            tr(
                "calendar",
                "Arrow keys choose a day, Page Up and Page Down a month, Home goes to today.",
            )
        )
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(10)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def day(self) -> dt.date:
        """The chosen day."""
        return self._day

    def show_day(self, day: dt.date, today: dt.date) -> None:
        """Choose a day without a signal."""
        self._day, self._today = day, today
        self._moving = True
        self.days.show_month(day, today)
        self.setCurrentIndex(self.days.index_of(day))
        self._moving = False
        self._restyle()

    def set_low(self, low: bool) -> None:
        """Take less height: lower rows, and no weeks without days."""
        self.setProperty("low", low)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by days, weeks and months."""
        key = event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS,
            Qt.Key.Key_Down: DAYS,
        }
        if key in steps:
            self._go(self._day + dt.timedelta(days=steps[Qt.Key(key)]))
        elif key == Qt.Key.Key_PageUp:
            self.month_chosen.emit(months_on(self._day, -1))
        elif key == Qt.Key.Key_PageDown:
            self.month_chosen.emit(min(months_on(self._day, 1), self._today))
        elif key == Qt.Key.Key_Home:
            self._go(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_chosen.emit(self._day)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the size of the whole grid."""
        return QSize(self._theme.tokens.scaled(320), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width that has room for two digits and a badge in each cell."""
        return QSize(self._theme.tokens.scaled(280), self.height())

    def _has_days(self, row: int) -> bool:
        return any(self.days.day_at(self.days.index(row, column)) for column in (0, DAYS - 1))

    def _go(self, day: dt.date) -> None:
        if day <= self._today:
            self.day_chosen.emit(day)

    def _current_changed(self, index: QModelIndex) -> None:
        day = self.days.day_at(index) if index.isValid() else None
        if day is not None and not self._moving:
            self.day_chosen.emit(day)

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        metrics = QFontMetrics(self.font())
        head = round(metrics.height() * tokens.type_px["caption"] / tokens.type_px["body"]) + 12
        height = tokens.scaled(CELL_HEIGHT - (8 if self.property("low") else 0))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(head)
        weeks = WEEKS
        if self.property("low"):
            weeks = 1 + max(row for row in range(WEEKS) if self._has_days(row))
        for row in range(WEEKS):
            self.setRowHidden(row, row >= weeks)
        self.setFixedHeight(head + weeks * height + 4)
        self.viewport().update()
