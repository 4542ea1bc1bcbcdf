"""The table of the paper sheet: ticked by click or key, walked through by Tab and arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rehabdesk.ui.pages.session.sheet_model import Mark, SheetModel
from rehabdesk.ui.theme.theme import Theme

#: How long a typed 1 waits for a 0 that makes it a ten.
TEN_WITHIN_MS = 900
CELL = (46, 40)
#: Narrower cells are hard to hit.
LEAST = 36
BOX = 24


class SheetDelegate(QStyledItemDelegate):
    """Paints boxes as on paper: days off greyed, a tick, half a tick, a number."""

    def __init__(self, theme: Theme, model: SheetModel, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._sheet, self._view = theme, model, view

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a cell that is easy to hit."""
        scaled = self._theme.tokens.scaled
        return QSize(scaled(CELL[0]), scaled(CELL[1]))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        colours = self._theme.tokens.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(getattr(option, "rect", QRect()))
        box = QRectF(0, 0, self._theme.tokens.scaled(BOX), self._theme.tokens.scaled(BOX))
        box.moveCenter(QRectF(rect).center())
        if self._sheet.is_pain(index.row()):
            self._paint_pain(painter, box.adjusted(-5, 0, 5, 0), index)
        else:
            self._paint_box(painter, box, index)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(QColor(colours["focus"]), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 7, 7)
        painter.restore()

    def _paint_box(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = self._theme.tokens.colours
        mark = self._sheet.mark(index.row(), index.column())
        if mark is Mark.OFF:
            painter.setPen(QPen(QColor(colours["muted"]), 2))
            middle = box.center()
            painter.drawPoint(middle)
            return
        due = self._sheet.is_due(index.row(), index.column())
        edge = QPen(QColor(colours["control"]), 1.4)
        if not due:
            edge.setStyle(Qt.PenStyle.DotLine)
        done = mark is Mark.DONE
        painter.setPen(QPen(QColor(colours["primary"]), 1.4) if done else edge)
        painter.setBrush(QColor(colours["primary" if done else "surface" if due else "sunken"]))
        painter.drawRoundedRect(box, 5, 5)
        ink = colours["on_primary"] if done else colours["text"]
        self._write(painter, box, str(index.data() or ""), ink)

    def _paint_pain(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = self._theme.tokens.colours
        if self._sheet.is_to_come(index.column()):
            painter.setPen(QPen(QColor(colours["muted"]), 2))
            painter.drawPoint(box.center())
            return
        known = self._sheet.known_pain(index.column()) is not None
        painter.setPen(QPen(QColor(colours["border" if known else "control"]), 1.4))
        painter.setBrush(QColor(colours["sunken" if known else "surface"]))
        painter.drawRoundedRect(box, 5, 5)
        self._write(painter, box, str(index.data() or ""), colours["text2" if known else "text"])

    def _write(self, painter: QPainter, box: QRectF, text: str, ink: str) -> None:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.tokens.type_px["row"])
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class SheetTable(QTableView):
    """Space, Enter or X ticks; digits rate in the pain row; Delete takes back."""

    def __init__(self, theme: Theme, model: SheetModel, name: str) -> None:
        super().__init__()
        self._theme, self._sheet = theme, model
        self.setModel(model)
        self.setItemDelegate(SheetDelegate(theme, model, self))
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: none; }"
            "QTableCornerButton::section { background: transparent; border: none; }"
            # The names of the days are as wide as their columns.
            "QHeaderView::section:horizontal { padding: 4px 0; }"
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(20)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.verticalHeader().setDefaultAlignment(left)
        self._ten = QTimer(self)
        self._ten.setSingleShot(True)
        self._ten.setInterval(TEN_WITHIN_MS)
        model.modelReset.connect(self._fit)
        theme.changed.connect(self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, rate, or go on; Tab leaves the table after its last cell."""
        index = self.currentIndex()
        digit = event.key() - Qt.Key.Key_0
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._at_edge(event.key()):
            QWidget.focusNextPrevChild(self, event.key() == Qt.Key.Key_Tab)
        elif not index.isValid() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif self._sheet.is_pain(index.row()) and 0 <= digit <= 9:
            self._type_digit(index.column(), digit)
        elif self._sheet.is_pain(index.row()) and event.key() in _TAKE_BACK:
            self._sheet.type_pain(index.column(), None)
        elif not self._sheet.is_pain(index.row()) and event.key() in _TICK:
            self._sheet.toggle(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick the cell under the pointer."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._sheet.is_pain(index.row()):
            self._sheet.toggle(index.row(), index.column())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._sheet.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let all days fit if they can."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for the height of all rows, so that the page scrolls and not the table."""
        height = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        height += sum(self.rowHeight(row) for row in range(self._sheet.rowCount()))
        return QSize(300, height + self.horizontalScrollBar().sizeHint().height())

    def sizeHint(self) -> QSize:
        """Ask for the same."""
        return self.minimumSizeHint()

    def _type_digit(self, column: int, digit: int) -> None:
        ten = digit == 0 and self._ten.isActive()
        self._ten.stop()
        self._sheet.type_pain(column, 10 if ten else digit)
        if digit == 1:
            self._ten.start()

    def _at_edge(self, key: int) -> bool:
        index = self.currentIndex()
        if key == Qt.Key.Key_Backtab:
            return not index.isValid() or (index.row(), index.column()) == (0, 0)
        last = (self._sheet.rowCount() - 1, self._sheet.columnCount() - 1)
        return (index.row(), index.column()) == last

    def _fit(self) -> None:
        scaled = self._theme.tokens.scaled
        room = self.viewport().width() // max(1, self._sheet.columnCount())
        width = max(scaled(LEAST), min(room, scaled(CELL[0])))
        self.horizontalHeader().setDefaultSectionSize(width)
        self.verticalHeader().setDefaultSectionSize(scaled(CELL[1]))
        self.updateGeometry()
        if self._sheet.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self._sheet.index(0, 0))


_TICK = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_X)
_TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
