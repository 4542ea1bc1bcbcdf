"""An estimate as a dot with its interval around zero, with the worthwhile change beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.charts.style import ChartStyle, paint_focus
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

#: The axis shows at least this range, in points; it is widened where an interval needs more.
LEAST_LOW, LEAST_HIGH = -3, 1
DOT_RADIUS = 8.5
WHISKER_PX = 3.4
CAP_PX = 7.0
#: The least width of a tick's label and the space around it.
TICK_ROOM = 14.0
_MOST_TICKS = 9
_LABEL_GAP = 10.0


@dataclass(frozen=True, slots=True)
class IntervalData:
    """An estimate with its 95 % interval, and the texts around it.

    Attributes:
        effect: The estimate in points.
        low: Lower end of the interval.
        high: Upper end of the interval.
        worthwhile: The fall in points that counts as worthwhile, above 0.
        estimate_text: The estimate in words or figures, above the dot.
        none_text: What the line at 0 is called.
        worthwhile_text: What the worthwhile-change line is called.
        less_text: What the left end of the axis means.
        more_text: What the right end means.
    """

    effect: float
    low: float
    high: float
    worthwhile: float
    estimate_text: str
    none_text: str
    worthwhile_text: str
    less_text: str
    more_text: str

    @property
    def reach(self) -> tuple[int, int]:
        """Both ends of the axis in whole points: −3 to +1, or as far as the interval goes."""
        low = min(LEAST_LOW, math.floor(self.low - 0.1))
        return low, max(LEAST_HIGH, math.ceil(self.high + 0.1))

    @property
    def ticks(self) -> tuple[int, ...]:
        """The numbers on the axis; every second or further one where it is long."""
        low, high = self.reach
        step = next(s for s in (1, 2, 5, 10, 10_000) if (high - low) / s < _MOST_TICKS)
        return tuple(one for one in range(low, high + 1) if one % step == 0)


class IntervalChart(QWidget):
    """Draws an interval; it says itself to assistive tools through whoever owns it."""

    def __init__(self, data: IntervalData, style: ChartStyle) -> None:
        super().__init__()
        self._data = data
        self._style = style
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # For its context menu, which keeps it as a picture, and for screen readers.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def data(self) -> IntervalData:
        """What is shown."""
        return self._data

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height its rows of text need."""
        line = QFontMetricsF(self._style.font).height()
        names = line * (2 if self._stacked(self.width()) else 1)
        return QSize(220, round(names + 62 + 2 * line + 18))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(180, self.sizeHint().height())

    def place(self, points: float) -> float:
        """Return where a number of points lies, in pixels from the left."""
        low, high = self._data.reach
        side = self._side_room
        return side + (points - low) / (high - low) * (self.width() - 2 * side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the names need at this width."""
        super().resizeEvent(event)
        height = self.sizeHint().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, lines, interval and texts."""
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._style)
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the chart as it is now in the colours of a theme, for pictures."""
        style = ChartStyle(tokens, self._style.font)

        def draw(painter: QPainter) -> None:
            own, self._style = self._style, style
            self._paint(painter)
            self._style = own

        return [Layer(QRectF(self.rect()), draw)]

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(self._style.font).height()
        top = line * (2 if self._stacked(self.width()) else 1) + 4
        axis = top + 60
        self._lines(painter, top, axis)
        self._names(painter)
        self._interval(painter, top + 40)
        self._axis(painter, axis)

    @property
    def _side_room(self) -> float:
        return QFontMetricsF(self._style.font).horizontalAdvance("−3") / 2 + 2

    def _lines(self, painter: QPainter, top: float, axis: float) -> None:
        style, data = self._style, self._data
        worth = round(self.place(-data.worthwhile)) + 0.5
        zero = round(self.place(0.0)) + 0.5
        left = self.place(data.reach[0])
        painter.fillRect(QRectF(left, top, worth - left, axis - top), style.colour("soft"))
        pen = QPen(style.colour("primary"), 1.8)
        pen.setDashPattern([3.0, 2.2])
        painter.setPen(pen)
        painter.drawLine(QLineF(worth, top, worth, axis))
        painter.setPen(QPen(style.colour("text"), 1.8))
        painter.drawLine(QLineF(zero, top, zero, axis))

    def _name_boxes(self, width: int) -> tuple[QRectF, QRectF]:
        """Return where the lines' names stand if they are in one row."""
        metrics = QFontMetricsF(self._style.strong_font)
        boxes = []
        for text, points in (
            (self._data.worthwhile_text, -self._data.worthwhile),
            (self._data.none_text, 0.0),
        ):
            wide = metrics.horizontalAdvance(text) + 2
            left = self.place(points) - wide / 2
            boxes.append(QRectF(min(max(left, 0.0), width - wide), 0, wide, metrics.height()))
        first, second = boxes
        if first.right() + _LABEL_GAP > second.left():
            # A little to the side still reads as the name of its line.
            spare = second.left() - _LABEL_GAP - first.width()
            first.moveLeft(max(0.0, spare))
            second.moveLeft(min(first.right() + _LABEL_GAP, max(width - second.width(), 0.0)))
        return first, second

    def _stacked(self, width: int) -> bool:
        if width <= 0:
            return False
        first, second = self._name_boxes(width)
        shifted = abs(second.center().x() - self.place(0.0)) > second.width() / 2
        return first.right() + _LABEL_GAP > second.left() + 0.5 or shifted

    def _names(self, painter: QPainter) -> None:
        first, second = self._name_boxes(self.width())
        if self._stacked(self.width()):
            centre = self.place(0.0) - second.width() / 2
            second.moveLeft(min(max(centre, 0.0), self.width() - second.width()))
            second.moveTop(first.height())
            first.moveLeft(max(0.0, min(self.place(-self._data.worthwhile) - first.width() / 2,
                                        self.width() - first.width())))  # fmt: skip
        painter.setFont(self._style.strong_font)
        painter.setPen(self._style.colour("primary"))
        painter.drawText(first, Qt.AlignmentFlag.AlignCenter, self._data.worthwhile_text)
        painter.setPen(self._style.colour("text"))
        painter.drawText(second, Qt.AlignmentFlag.AlignCenter, self._data.none_text)

    def _interval(self, painter: QPainter, y: float) -> None:
        style, data = self._style, self._data
        low, dot, high = (self.place(one) for one in (data.low, data.effect, data.high))
        whisker = [QLineF(low, y, high, y)]
        whisker += [QLineF(x, y - CAP_PX, x, y + CAP_PX) for x in (low, high)]
        for colour, extra in (("surface", 3.0), ("primary", 0.0)):
            painter.setPen(QPen(style.colour(colour), WHISKER_PX + extra, c=_ROUND))
            painter.drawLines(whisker)
        painter.setPen(QPen(style.colour("surface"), 2.0))
        painter.setBrush(style.colour("primary"))
        painter.drawEllipse(QPointF(dot, y), DOT_RADIUS, DOT_RADIUS)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        metrics = QFontMetricsF(style.name_font)
        wide = metrics.horizontalAdvance(data.estimate_text) + 8
        box = QRectF(0, 0, wide, metrics.height())
        box.moveCenter(QPointF(dot, 0))
        box.moveLeft(min(max(box.left(), 0.0), self.width() - wide))
        box.moveBottom(y - DOT_RADIUS - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.colour("surface", 0.88))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(style.name_font)
        painter.setPen(style.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, data.estimate_text)

    def _axis(self, painter: QPainter, y: float) -> None:
        style, data = self._style, self._data
        low, high = data.reach
        painter.setFont(style.font)
        painter.setPen(QPen(style.colour("control"), 1.2))
        painter.drawLine(QLineF(self.place(low), y, self.place(high), y))
        metrics = QFontMetricsF(style.font)
        for tick in data.ticks:
            x = self.place(tick)
            painter.setPen(QPen(style.colour("control"), 1.2))
            painter.drawLine(QLineF(x, y, x, y + 5))
            painter.setPen(style.colour("text2"))
            box = QRectF(x - 20, y + 6, 40, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, tick_text(tick))
        painter.setPen(style.colour("text2"))
        row = QRectF(0, y + 8 + metrics.height(), self.width(), metrics.height())
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, f"◂ {data.less_text}")
        painter.drawText(row, Qt.AlignmentFlag.AlignRight, f"{data.more_text} ▸")


def tick_text(points: int) -> str:
    """Return a whole number with its sign: −3, 0, +1."""
    return str(points) if points == 0 else f"{'−' if points < 0 else '+'}{abs(points)}"


_ROUND = Qt.PenCapStyle.RoundCap
