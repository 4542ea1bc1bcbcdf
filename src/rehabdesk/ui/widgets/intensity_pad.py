"""The pad of eleven cells on which a pain is rated from 0 to 10."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme

CELLS = 11
#: How long a typed 1 waits for a 0 that makes it a ten.
TEN_WITHIN_MS = 700


class IntensityPad(QSlider):
    """Eleven cells, nothing chosen at first.

    It is a real slider, so assistive tools read and set it as one. Digits rate at once, 1 and
    then 0 quickly is ten, Shift+0 too; left and right move by one; Enter asks to save.
    """

    rated = Signal(int)
    committed = Signal()

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._tr = tr
        self._theme = theme
        self._chosen = False
        self._before: float | None = None
        self._before_text = ""
        self._hover = -1
        self._ends = True
        self.setRange(0, CELLS - 1)
        self.setPageStep(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._ten = QTimer(self)
        self._ten.setSingleShot(True)
        self._ten.setInterval(TEN_WITHIN_MS)
        self.valueChanged.connect(self._moved)
        theme.changed.connect(self._restyle)
        self._describe()

    @property
    def rating(self) -> int | None:
        """The chosen value, or None."""
        return self.value() if self._chosen else None

    @property
    def waits_for_ten(self) -> bool:
        """Whether a 0 typed now would make the 1 before it a ten."""
        return self._ten.isActive()

    def cell_centre(self, value: int) -> QPoint:
        """Return the middle of a value's cell."""
        return self._cell(value).center().toPoint()

    def rate(self, value: int) -> None:
        """Choose a value as a person would."""
        self._chosen = True
        if value == self.value():
            self._moved(value)
        else:
            self.setValue(value)

    def show_rating(self, value: int | None) -> None:
        """Show a value without telling anybody; None for nothing chosen."""
        self.blockSignals(True)
        self.setValue(value or 0)
        self.blockSignals(False)
        self._chosen = value is not None
        self._describe()
        self.update()

    def show_before(self, value: float | None, text: str = "") -> None:
        """Mark an earlier value with a triangle and a word below ("yesterday")."""
        self._before, self._before_text = value, text
        self.updateGeometry()
        self.update()

    def leave_out_ends(self) -> None:
        """Do not print "no pain" and "worst" below: a pad above says it already."""
        self._ends = False
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return cells of 44 px with gaps of 4, and the row of words below."""
        tokens = self._theme.tokens
        words = tokens.scaled(34) if self._ends or self._before is not None else 8
        return QSize(CELLS * 44 + (CELLS - 1) * 4, tokens.scaled(46) + words)

    def minimumSizeHint(self) -> QSize:
        """Return cells of 32 px with gaps of 2."""
        return QSize(CELLS * 32 + (CELLS - 1) * 2, self.sizeHint().height())

    def fill(self, value: int) -> str:
        """Return the colour of a value's cell."""
        return self._theme.tokens.pain_fill(value)

    def end_words(self) -> tuple[str, str]:
        """Return what the lowest and the highest value mean."""
        low = self._tr("intensity pad", "no pain")
        return low, self._tr("intensity pad", "worst I can imagine")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rate by digits, save with Enter; everything else as a slider does."""
        digit = event.key() - Qt.Key.Key_0
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.committed.emit()
        elif (shift and digit == 0) or event.text() == ")":
            self.rate(10)
        elif 0 <= digit <= 9 and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            ten = digit == 0 and self._ten.isActive()
            self._ten.stop()
            self.rate(10 if ten else digit)
            if digit == 1:
                self._ten.start()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self._chosen:
            self.rate(round(self._before) if self._before is not None else 0)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Rate the cell under the pointer."""
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell >= 0:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.rate(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember the cell under the pointer; dragging rates along."""
        self._hover = self._cell_at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton and self._hover >= 0:
            self.rate(self._hover)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more to do: pressing rated already."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a rating."""
        event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the cell under the pointer."""
        super().leaveEvent(event)
        self._hover = -1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells, the bar that grows with the value, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for value in range(CELLS):
            self._paint_cell(painter, value)
        if self.hasFocus() and not self._chosen:
            # Nothing is chosen yet, so the whole pad has the focus and not one of its cells.
            around = self._cell(0).united(self._cell(CELLS - 1)).adjusted(-3.5, -3.5, 3.5, 3.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.tokens.colours["focus"]), 3))
            painter.drawRoundedRect(around, 10, 10)
        self._paint_words(painter)
        painter.end()

    def _paint_cell(self, painter: QPainter, value: int) -> None:
        tokens, rect = self._theme.tokens, self._cell(value)
        colours = tokens.colours
        fill = self.fill(value)
        radius = tokens.radius["cell"]
        chosen = self._chosen and value == self.value()
        painter.setBrush(QColor(fill))
        edge = QColor(colours["text"] if chosen or value == self._hover else colours["control"])
        painter.setPen(QPen(edge, 2.6 if chosen else 1.2))
        painter.drawRoundedRect(rect, radius, radius)
        ink = QColor(tokens.on(fill))
        font = QFont(self.font())
        font.setPixelSize(round(tokens.type_px["card_title"]))
        font.setWeight(QFont.Weight.Bold if chosen else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            rect.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignCenter, self._tr.number(value)
        )
        if value:
            width = (rect.width() - 16) * value / 10
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            bar = QRectF(rect.left() + 8, rect.bottom() - 9, max(width, 3.0), 3)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if self.hasFocus() and chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours["focus"]), 3))
            painter.drawRoundedRect(rect.adjusted(-3.5, -3.5, 3.5, 3.5), radius + 3, radius + 3)

    def _paint_words(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        font = QFont(self.font())
        font.setPixelSize(tokens.type_px["caption"])
        painter.setFont(font)
        painter.setPen(QColor(tokens.colours["text2"]))
        top = self._cell(0).bottom() + 10
        row = QRectF(5, top, self._cell(CELLS - 1).right() - 5, self.height() - top)
        low, high = self.end_words()
        metrics = painter.fontMetrics()
        left_end = row.left() + metrics.horizontalAdvance(low) + 8
        right_start = row.right() - metrics.horizontalAdvance(high) - 8
        top_flag = Qt.AlignmentFlag.AlignTop
        if self._ends:
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft | top_flag, low)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | top_flag, high)
        else:
            left_end, right_start = 0.0, float(self.width())
        if self._before is None:
            return
        centre = self._cell(round(self._before)).center().x()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.colours["text2"]))
        tip = QPointF(centre, top - 8)
        painter.drawPolygon([tip, tip + QPointF(5, 6), tip + QPointF(-5, 6)])
        half = metrics.horizontalAdvance(self._before_text) / 2
        if left_end < centre - half and centre + half < right_start:
            painter.setPen(QColor(tokens.colours["text2"]))
            word = QRectF(centre - half - 2, row.top(), 2 * half + 4, row.height())
            painter.drawText(word, Qt.AlignmentFlag.AlignHCenter | top_flag, self._before_text)

    def _cell(self, value: int) -> QRectF:
        margin = 5.0
        gap = 4.0 if self.width() >= CELLS * 44 else 2.0
        room = min(self.width(), CELLS * self._theme.tokens.scaled(50)) - 2 * margin
        width = (room - (CELLS - 1) * gap) / CELLS
        height = float(self._theme.tokens.scaled(46)) - margin
        return QRectF(margin + value * (width + gap), margin, width, height)

    def _cell_at(self, point: QPointF) -> int:
        for value in range(CELLS):
            if self._cell(value).adjusted(-2, -5, 2, 8).contains(point):
                return value
        return -1

    def _moved(self, value: int) -> None:
        self._chosen = True
        self._describe()
        self.update()
        self.rated.emit(value)

    def _describe(self) -> None:
        text = (
            self._tr("intensity pad", "{value} of 10", value=self.value())
            if self._chosen
            else self._tr("intensity pad", "not rated yet")
        )
        self.setAccessibleDescription(text)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
