"""Many small pictures of the same kind in a row, all on the same scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.charts.model import Floats
from rehabdesk.ui.charts.style import DOT_ALPHA, ChartStyle, paint_focus
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

PLOT_HEIGHT = 64.0
#: A picture is at least this wide at 100 % text.
LEAST_WIDTH = 96.0
GAP = 12.0
#: More pictures than this in a row are too small to compare; the latest are shown.
MOST = 6
_TOP = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Multiple:
    """One small picture.

    Attributes:
        head: Its first line, such as its days.
        text: Its second line, such as its mean.
        values: Daily values 0 to 10, shape (T,), NaN where nothing was logged.
        mean: Their mean, NaN if there is none.
    """

    head: str
    text: str
    values: Floats
    mean: float


class SmallMultiples(QWidget):
    """A row of small pictures with the scale 0 to 10 at its left; days have the same width."""

    def __init__(self, name: str, style: ChartStyle, index: int) -> None:
        """Args: name for assistive tools; the look; which series' colour and dots are taken."""
        super().__init__()
        self._style = style
        self._index = index
        self._items: tuple[Multiple, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # For its context menu, which keeps it as a picture, and for screen readers.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def items(self) -> tuple[Multiple, ...]:
        """The pictures for which there is room, the latest ones."""
        return self._items[-self._columns :]

    def show_items(self, items: Sequence[Multiple]) -> None:
        """Show other pictures."""
        self._items = tuple(items)
        self.setAccessibleDescription("; ".join(f"{one.head}: {one.text}" for one in items))
        self.updateGeometry()
        self.update()

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row's height: two lines and a plot."""
        line = QFontMetricsF(self._style.font).height()
        return QSize(round(LEAST_WIDTH * 2), round(PLOT_HEIGHT + 2 * line + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(round(LEAST_WIDTH), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale and the pictures."""
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._style)
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the row as it is now in the colours of a theme, for pictures."""
        style = ChartStyle(tokens, self._style.font)

        def draw(painter: QPainter) -> None:
            own, self._style = self._style, style
            self._paint(painter)
            self._style = own

        return [Layer(QRectF(self.rect()), draw)]

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        items = self.items
        if items:
            self._scale(painter)
            wide = self._width
            for number, item in enumerate(items):
                left = self._left + number * (wide + GAP)
                self._one(painter, item, QRectF(left, 0, wide, self.height()))

    @property
    def _left(self) -> float:
        return QFontMetricsF(self._style.font).horizontalAdvance("10") + 8

    @property
    def _columns(self) -> int:
        least = max((self._wants(one) for one in self._items), default=LEAST_WIDTH)
        room = max(self.width() - self._left, least)
        return max(1, min(MOST, int((room + GAP) // (least + GAP))))

    def _wants(self, item: Multiple) -> float:
        strong, plain = (
            QFontMetricsF(self._style.strong_font),
            QFontMetricsF(self._style.font),
        )
        wide = max(strong.horizontalAdvance(item.head), plain.horizontalAdvance(item.text))
        return max(LEAST_WIDTH, wide + 2)

    @property
    def _width(self) -> float:
        count = max(len(self.items), 1)
        room = self.width() - self._left - (count - 1) * GAP
        return min(room / count, LEAST_WIDTH * 2.2)

    @property
    def _plot_top(self) -> float:
        return QFontMetricsF(self._style.font).height() * 2 + _TOP

    def _y(self, value: float) -> float:
        return self._plot_top + (10.0 - value) / 10.0 * PLOT_HEIGHT

    def _scale(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self._style.font)
        painter.setFont(self._style.font)
        painter.setPen(self._style.colour("text2"))
        for value in (0, 5, 10):
            y = min(self._y(value), self.height() - metrics.height() / 2)
            box = QRectF(0, y - metrics.height() / 2, self._left - 6, metrics.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, str(value))

    def _one(self, painter: QPainter, item: Multiple, box: QRectF) -> None:
        style, metrics = self._style, QFontMetricsF(self._style.font)
        painter.setPen(QPen(style.colour("grid"), 1.0))
        painter.drawLines(
            [QLineF(box.left(), self._y(v), box.right(), self._y(v)) for v in (0, 5, 10)]
        )
        row = QRectF(box.left(), 0, box.width(), metrics.height())
        painter.setFont(style.strong_font)
        painter.setPen(style.colour("text"))
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft, item.head)
        painter.setFont(style.font)
        painter.setPen(style.colour("text2"))
        painter.drawText(row.translated(0, metrics.height()), Qt.AlignmentFlag.AlignLeft, item.text)
        self._dots(painter, item, box)

    def _dots(self, painter: QPainter, item: Multiple, box: QRectF) -> None:
        """Paint single days and the mean; the widest stretch of all decides a day's width."""
        style = self._style
        longest = max(one.values.size for one in self.items)
        step = (box.width() - 6) / max(longest - 1, 1)
        logged = np.flatnonzero(np.isfinite(item.values)).tolist()
        places = [
            QPointF(box.left() + 3 + place * step, self._y(float(item.values[place])))
            for place in logged
        ]
        ink = style.ink(self._index, DOT_ALPHA)
        if self._index % 2 == 0:
            painter.setPen(QPen(ink, 4.0, c=Qt.PenCapStyle.RoundCap))
            painter.drawPoints(places)
        else:
            painter.setPen(QPen(ink, 1.2))
            painter.drawRects([QRectF(at.x() - 1.8, at.y() - 1.8, 3.6, 3.6) for at in places])
        if np.isfinite(item.mean):
            y = self._y(item.mean)
            end = box.left() + 6 + (item.values.size - 1) * step
            painter.setPen(style.line_pen(self._index))
            painter.drawLine(QLineF(box.left(), y, end, y))
