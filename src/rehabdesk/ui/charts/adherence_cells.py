"""The signs for what became of a day, readable without colour and without blame."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from rehabdesk.ui.charts.adherence_model import CellMark
from rehabdesk.ui.charts.style import ChartStyle

REST_PX = 3.6
RADIUS = 2.5
#: Cells lower than this have no room for a sign inside.
LEAST_SIGN_PX = 5.0


def paint_cell(
    painter: QPainter, box: QRectF, mark: CellMark, share: float, style: ChartStyle
) -> None:
    """Paint one day.

    Args:
        painter: The painter.
        box: Where it goes.
        mark: What became of the day.
        share: How much was done, 0 to 1; matters where a part was done.
        style: Colours.
    """
    ink, edge = style.ink(0), style.colour("control")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is CellMark.REST:
        painter.setPen(QPen(style.colour("muted"), REST_PX * 0.75, c=Qt.PenCapStyle.RoundCap))
        painter.drawPoint(box.center())
        return
    if mark is CellMark.PAUSED:
        painter.setPen(QPen(style.colour("series3"), 1.2))
        painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))
        return
    if mark is CellMark.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return
    pen = QPen(ink if mark is CellMark.PARTIAL else edge, 1.2)
    if mark is CellMark.UNLOGGED:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if mark is CellMark.PARTIAL:
        _fill_part(painter, box, share, style)
    elif box.width() >= LEAST_SIGN_PX:
        _sign(painter, box, mark)


def _fill_part(painter: QPainter, box: QRectF, share: float, style: ChartStyle) -> None:
    """Fill a cell from the left as far as the day went; a little and almost all stay visible."""
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    part = QRectF(box)
    part.setWidth(box.width() * min(max(share, 0.2), 0.8))
    filled = QPainterPath()
    filled.addRect(part)
    painter.fillPath(path.intersected(filled), style.ink(0))


def _sign(painter: QPainter, box: QRectF, mark: CellMark) -> None:
    middle = box.center()
    reach = min(box.width() * 0.22, 5.0)
    if mark is CellMark.NOT_DONE:
        painter.drawLine(QLineF(middle.x() - reach, middle.y(), middle.x() + reach, middle.y()))
    elif mark is CellMark.SKIPPED:
        height = box.height() * 0.28
        painter.drawLine(
            QLineF(middle.x() - reach, middle.y() + height, middle.x() + reach, middle.y() - height)
        )
