"""Draws a day of the calendar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehabdesk.domain.text import Translator
from rehabdesk.services.history import DaySummary
from rehabdesk.ui.theme.theme import Theme

CELL_HEIGHT = 46
WIDEST = 56
_SUMMARY = Qt.ItemDataRole.UserRole
_TODAY = Qt.ItemDataRole.UserRole + 1
_FUTURE = Qt.ItemDataRole.UserRole + 2


class DayCell(QStyledItemDelegate):
    """Number of the day above, worst pain below, a tick for a check-in beside the number."""

    def __init__(self, tr: Translator, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._tr, self._theme = tr, theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a day; cells outside of the month stay empty."""
        summary = index.data(_SUMMARY)
        if not isinstance(summary, DaySummary):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect).adjusted(2, 2, -2, -2)
        today, future = bool(index.data(_TODAY)), bool(index.data(_FUTURE))
        self._paint_ground(painter, cell, option.state, today=today)
        # In wide cells the two numbers stay together.
        cell.setWidth(min(cell.width(), self._theme.tokens.scaled(WIDEST)))
        self._paint_number(painter, cell, summary, today=today, future=future)
        if summary.comments:
            self._paint_bubble(painter, cell)
        if summary.worst is not None:
            self._paint_worst(painter, cell, summary.worst)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRectF, state: QStyle.StateFlag, *, today: bool
    ) -> None:
        colours, radius = self._theme.tokens.colours, self._theme.tokens.radius["cell"]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(colours["soft"]))
            painter.drawRoundedRect(cell, radius, radius)
        elif state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled:
            painter.setBrush(QColor(colours["sunken"]))
            painter.drawRoundedRect(cell, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours["focus"]), 3))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        elif chosen:
            painter.setPen(QPen(QColor(colours["primary"]), 2))
            painter.drawRoundedRect(cell.adjusted(0, 0, 0, 0), radius, radius)
        elif today:
            painter.setPen(QPen(QColor(colours["primary"]), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(cell, radius, radius)

    def _paint_number(
        self, painter: QPainter, cell: QRectF, summary: DaySummary, *, today: bool, future: bool
    ) -> None:
        tokens = self._theme.tokens
        font = QFont(painter.font())
        font.setPixelSize(tokens.type_px["caption"])
        font.setWeight(QFont.Weight.Bold if today else QFont.Weight.Normal)
        painter.setFont(font)
        ink = "muted" if future else "text" if today or summary.entries else "text2"
        painter.setPen(QColor(tokens.colours[ink]))
        line = QFontMetricsF(font).height()
        row = QRectF(cell.left() + 6, cell.top(), cell.width() - 12, line)
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, str(summary.day.day))
        if summary.check_in:
            size = line * 0.42
            left, middle = row.right() - size, row.top() + line * 0.55
            tick = QPolygonF(
                [
                    QPointF(left, middle),
                    QPointF(left + size * 0.38, middle + size * 0.36),
                    QPointF(left + size, middle - size * 0.42),
                ]
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.colours["primary"]), 2.0))
            painter.drawPolyline(tick)

    def _paint_bubble(self, painter: QPainter, cell: QRectF) -> None:
        """Draw the sign of a comment between the number of the day and the tick."""
        metrics = QFontMetricsF(painter.font())
        high = metrics.height() * 0.4
        wide = high * 1.15
        left = cell.left() + 6 + metrics.horizontalAdvance("30") + 1
        top = cell.top() + metrics.height() * 0.26
        bubble = QPainterPath()
        bubble.addRoundedRect(QRectF(left, top, wide, high), 2.5, 2.5)
        tail = QPolygonF(
            [
                QPointF(left + wide * 0.2, top + high - 1),
                QPointF(left + wide * 0.2, top + high * 1.45),
                QPointF(left + wide * 0.6, top + high - 1),
            ]
        )
        bubble.addPolygon(tail)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.colours["series3"]))
        painter.drawPath(bubble.simplified())

    def _paint_worst(self, painter: QPainter, cell: QRectF, worst: float) -> None:
        tokens = self._theme.tokens
        fill = tokens.pain_fill(worst)
        font = QFont(painter.font())
        font.setPixelSize(tokens.type_px["caption"])
        font.setWeight(QFont.Weight.DemiBold)
        text = self._tr.number(worst, None)
        metrics = QFontMetricsF(font)
        width = max(metrics.horizontalAdvance(text) + 10, tokens.scaled(28))
        # Digits do not go below their base line: the badge begins just under it.
        height = min(metrics.height() + 3, cell.height() - metrics.ascent() - 5)
        badge = QRectF(0, 0, min(width, cell.width() - 6), height)
        badge.moveBottom(cell.bottom() - 2.5)
        badge.moveRight(cell.right() - 5)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(tokens.colours["text"]), 1.2))
        painter.drawRoundedRect(badge, 6, 6)
        painter.setFont(font)
        painter.setPen(QColor(tokens.on(fill)))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
