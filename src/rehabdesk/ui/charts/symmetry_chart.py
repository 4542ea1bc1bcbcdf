"""The left side as a share of the right, test by test: a dot with its usual error."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.style import ChartStyle, paint_focus
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

#: The axis in percent; it is widened where a dot needs more, never narrowed.
LEAST_LOW, LEAST_HIGH = 50.0, 150.0
STEP = 25.0
MOST = 300.0
BAND_ALPHA = 0.13
DOT_RADIUS = 5.5
CAP_PX = 5.0
EVEN = 100.0


@dataclass(frozen=True, slots=True)
class SymmetryRow:
    """A test.

    Attributes:
        name: What it is called.
        percent: The left side as a share of the right, or None: it cannot be calculated.
        low: The share at the lower end of the usual error, or None where it is not known.
        high: The share at the upper end.
        text: The share in words, above the line.
    """

    name: str
    percent: float | None
    low: float | None
    high: float | None
    text: str


class SymmetryChart(QWidget):
    """Draws a row for each test; it says itself to assistive tools through whoever owns it."""

    def __init__(
        self, tr: Translator, style: Callable[[], ChartStyle], within: float, band: str
    ) -> None:
        """Make an empty chart.

        Args:
            tr: Says numbers.
            style: Returns the look in force whenever it is painted.
            within: Half the width of the band around 100 %.
            band: What the band is called.
        """
        super().__init__()
        self._tr, self._style, self._within, self._band = tr, style, within, band
        self._rows: tuple[SymmetryRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # For its context menu, which keeps it as a picture.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def rows(self) -> tuple[SymmetryRow, ...]:
        """What is shown."""
        return self._rows

    @property
    def reach(self) -> tuple[float, float]:
        """Both ends of the axis in percent."""
        values = [row.percent for row in self._rows if row.percent is not None]
        low = STEP * math.floor(min([LEAST_LOW, *values]) / STEP)
        high = STEP * math.ceil(max([LEAST_HIGH, *values]) / STEP)
        return low, min(high, MOST)

    def show_rows(self, rows: Sequence[SymmetryRow]) -> None:
        """Show tests."""
        self._rows = tuple(rows)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the rows and the axis."""
        return QSize(420, round(self._row_height * len(self._rows) + 3 * self._line + 12))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(240, self.sizeHint().height())

    def place(self, percent: float) -> float:
        """Return where a share lies, in pixels from the left; beyond the axis at its end."""
        low, high = self.reach
        share = (min(max(percent, low), high) - low) / (high - low)
        return self._aside + share * (self.width() - 2 * self._aside)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the band, the line at 100 %, the rows and the axis."""
        if not self._rows:
            return
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._style())
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the chart as it is now in the colours of a theme, for pictures."""
        style = ChartStyle(tokens, self._style().font)

        def draw(painter: QPainter) -> None:
            own, self._style = self._style, lambda: style
            self._paint(painter)
            self._style = own

        return [Layer(QRectF(self.rect()), draw)] if self._rows else []

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = self._line + 4
        bottom = top + self._row_height * len(self._rows)
        self._paint_band(painter, top, bottom)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, row, top + self._row_height * number)
        self._paint_axis(painter, bottom)

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._style().font).height()

    @property
    def _row_height(self) -> float:
        return self._line + self._style().tokens.scaled(34)

    @property
    def _aside(self) -> float:
        return QFontMetricsF(self._style().font).horizontalAdvance("100 %") / 2 + 2

    def _paint_band(self, painter: QPainter, top: float, bottom: float) -> None:
        style = self._style()
        left, right = self.place(EVEN - self._within), self.place(EVEN + self._within)
        painter.fillRect(
            QRectF(left, top, right - left, bottom - top), style.colour("ok", BAND_ALPHA)
        )
        painter.setPen(QPen(style.colour("ok"), 1.4))
        x = round(self.place(EVEN)) + 0.5
        painter.drawLine(QLineF(x, top, x, bottom))
        painter.setFont(style.strong_font)
        painter.setPen(style.colour("ok"))
        painter.drawText(QRectF(x - 400, 0, 800, self._line), _CENTRE, self._band)

    def _paint_row(self, painter: QPainter, row: SymmetryRow, top: float) -> None:
        style = self._style()
        box = QRectF(0, top + 4, self.width(), self._line)
        painter.setFont(style.strong_font)
        metrics = painter.fontMetrics()
        room = box.width() - QFontMetricsF(style.strong_font).horizontalAdvance(row.text) - 12
        painter.setPen(style.colour("text"))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, max(0, round(room)))
        painter.drawText(box, _LEFT, name)
        painter.drawText(box, _RIGHT, row.text)
        y = top + self._line + style.tokens.scaled(18)
        painter.setPen(QPen(style.colour("grid"), 1))
        low, high = self.reach
        painter.drawLine(QLineF(self.place(low), y, self.place(high), y))
        if row.percent is None:
            return
        radius, cap = style.tokens.scaled(DOT_RADIUS), style.tokens.scaled(CAP_PX)
        if row.low is not None and row.high is not None:
            painter.setPen(QPen(style.colour("series1"), 2.6))
            painter.drawLine(QLineF(self.place(row.low), y, self.place(row.high), y))
            for end in (row.low, row.high):
                # A line that goes on beyond the picture has no end to mark.
                if low <= end <= high:
                    x = self.place(end)
                    painter.drawLine(QLineF(x, y - cap, x, y + cap))
        painter.setPen(QPen(style.colour("surface"), 2.0))
        painter.setBrush(style.colour("series1"))
        painter.drawEllipse(QPointF(self.place(row.percent), y), radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_axis(self, painter: QPainter, y: float) -> None:
        style = self._style()
        low, high = self.reach
        painter.setFont(style.font)
        painter.setPen(QPen(style.colour("control"), 1.2))
        painter.drawLine(QLineF(self.place(low), y, self.place(high), y))
        metrics = QFontMetricsF(style.font)
        every = STEP
        while (self.place(low + every) - self.place(low)) < metrics.horizontalAdvance("100 %") + 12:
            every += STEP
        value = low
        while value <= high:
            x = self.place(value)
            painter.setPen(QPen(style.colour("control"), 1.2))
            painter.drawLine(QLineF(x, y, x, y + 5))
            painter.setPen(style.colour("text2"))
            text = self._tr("symmetry chart", "{percent} %", percent=self._tr.number(int(value)))
            painter.drawText(QRectF(x - 60, y + 6, 120, self._line), _CENTRE, text)
            value += every


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
