"""Results of now and then over time: dots, each with the line of the usual error through it."""

from __future__ import annotations

import datetime as dt
import itertools
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

DOT_RADIUS = 4.5
CAP_PX = 4.0
WHISKER_PX = 2.0
#: The least number of days across, so that two results of a week do not look far apart.
LEAST_DAYS = 56
#: Two series of one day stand beside each other.
ASIDE_PX = 4.0
#: Room between the name at the end of a line and the plot.
NAME_GAP = 10.0


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """Results over time.

    Attributes:
        name: What the line is called; "" without a name.
        points: Days and values, by day.
        error: The usual error, drawn up and down from each dot, or None where it is not known.
    """

    name: str
    points: tuple[tuple[dt.date, float], ...]
    error: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureData:
    """What a chart shows.

    Attributes:
        series: One or two series; the second is dashed with hollow squares.
        low: The lower end of the axis.
        high: The upper end.
        step: Between two numbers on the axis.
    """

    series: tuple[MeasureSeries, ...]
    low: float
    high: float
    step: float

    @classmethod
    def fitting(cls, series: Sequence[MeasureSeries], least: float) -> MeasureData:
        """Return data with an axis from 0 (or lower, if values are) to above the highest.

        Args:
            series: The series.
            least: The least upper end.
        """
        values = [value for one in series for _, value in one.points]
        low, high = min([0.0, *values]), max([least, *values])
        if high <= low:
            high = low + 1.0
        step = _step(high - low)
        return cls(
            tuple(series), step * math.floor(low / step), step * math.ceil(high / step), step
        )


def _step(span: float) -> float:
    """Return a round step that makes three to six of a span."""
    size: float = 10.0 ** math.floor(math.log10(span / 4))
    return next(size * factor for factor in (1, 2, 5, 10) if span / (size * factor) <= 6)


class MeasureChart(QWidget):
    """Draws the results; it says itself to assistive tools through whoever owns it."""

    def __init__(self, tr: Translator, style: Callable[[], ChartStyle]) -> None:
        """Make an empty chart.

        Args:
            tr: Says dates and numbers.
            style: Returns the look in force whenever it is painted.
        """
        super().__init__()
        self._tr = tr
        self._style = style
        self._data: MeasureData | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # For its context menu, which keeps it as a picture.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def data(self) -> MeasureData | None:
        """What is shown."""
        return self._data

    def show_data(self, data: MeasureData) -> None:
        """Show results."""
        self._data = data
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height at which the steps of the axis can be told apart."""
        line = QFontMetricsF(self._style().font).height()
        return QSize(420, round(6 * line + 64))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, lines, whiskers, dots and names."""
        if self._data is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Painting(painter, self._tr, self._style(), self._data, QRectF(self.rect())).paint()
        if self.hasFocus():
            paint_focus(painter, self.rect(), self._style())
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the chart as it is now in the colours of a theme, for pictures."""
        data, box = self._data, QRectF(self.rect())
        style = ChartStyle(tokens, self._style().font)
        if data is None:
            return []
        return [Layer(box, lambda painter: _Painting(painter, self._tr, style, data, box).paint())]


class _Painting:
    """One painting of a chart."""

    def __init__(
        self,
        painter: QPainter,
        tr: Translator,
        style: ChartStyle,
        data: MeasureData,
        room: QRectF,
    ) -> None:
        self._painter, self._tr, self._style, self._data = painter, tr, style, data
        metrics = QFontMetricsF(style.font)
        names = QFontMetricsF(style.strong_font)
        widest = max(metrics.horizontalAdvance(text) for _, text in self._ticks())
        right = max(names.horizontalAdvance(one.name) for one in data.series)
        self._line = metrics.height()
        self._plot = QRectF(
            widest + 8,
            self._line / 2 + 4,
            room.width() - widest - 8 - (right + NAME_GAP if right else 8),
            room.height() - 1.5 * self._line - 16,
        )
        days = [day for one in data.series for day, _ in one.points]
        self._first = min(days, default=dt.date.min)
        self._last = max(days, default=dt.date.min)
        self._days = max((self._last - self._first).days, LEAST_DAYS)

    def paint(self) -> None:
        """Paint from back to front."""
        self._axes()
        for index, one in enumerate(self._data.series):
            self._lines(index, one)
        for index, one in enumerate(self._data.series):
            self._whiskers(index, one)
            self._dots(index, one)
        self._names()

    def _x(self, day: dt.date, index: int) -> float:
        aside = (
            (index * 2 - 1) * self._style.tokens.scaled(ASIDE_PX)
            if len(self._data.series) > 1
            else 0.0
        )
        inner = self._plot.width() - 24
        return self._plot.left() + 12 + inner * (day - self._first).days / self._days + aside

    def _y(self, value: float) -> float:
        low, high = self._data.low, self._data.high
        share = (min(max(value, low), high) - low) / (high - low)
        return self._plot.bottom() - self._plot.height() * share

    def _ticks(self) -> list[tuple[float, str]]:
        data = self._data
        count = round((data.high - data.low) / data.step)
        values = [data.low + data.step * number for number in range(count + 1)]
        return [(v, self._tr.number(int(v) if v == int(v) else v)) for v in values]

    def _axes(self) -> None:
        painter, style, plot = self._painter, self._style, self._plot
        painter.setFont(style.font)
        for value, text in self._ticks():
            y = round(self._y(value)) + 0.5
            painter.setPen(QPen(style.colour("grid"), 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(style.colour("text2"))
            box = QRectF(0, y - self._line / 2, plot.left() - 8, self._line)
            painter.drawText(box, _RIGHT, text)
        painter.setPen(style.colour("text2"))
        below = QRectF(plot.left(), plot.bottom() + 10, plot.width(), self._line)
        painter.drawText(below, _LEFT, self._tr.date(self._first, "short"))
        end = self._first + dt.timedelta(days=self._days)
        painter.drawText(below, _RIGHT, self._tr.date(end, "short"))

    def _places(self, index: int, one: MeasureSeries) -> list[QPointF]:
        return [QPointF(self._x(day, index), self._y(value)) for day, value in one.points]

    def _lines(self, index: int, one: MeasureSeries) -> None:
        self._painter.setPen(self._style.line_pen(index))
        for start, end in itertools.pairwise(self._places(index, one)):
            self._painter.drawLine(start, end)

    def _whiskers(self, index: int, one: MeasureSeries) -> None:
        if one.error is None:
            return
        cap = self._style.tokens.scaled(CAP_PX)
        self._painter.setPen(QPen(self._style.ink(index, 0.75), WHISKER_PX))
        for day, value in one.points:
            x = self._x(day, index)
            for end in (value - one.error, value + one.error):
                self._painter.drawLine(QLineF(x, self._y(value), x, self._y(end)))
                if self._data.low <= end <= self._data.high:
                    y = self._y(end)
                    self._painter.drawLine(QLineF(x - cap, y, x + cap, y))

    def _dots(self, index: int, one: MeasureSeries) -> None:
        painter, style = self._painter, self._style
        ink, radius = style.ink(index), style.tokens.scaled(DOT_RADIUS)
        for place in self._places(index, one):
            if index:
                painter.setPen(QPen(ink, 2.2))
                painter.setBrush(style.colour("surface"))
                box = QRectF(0, 0, 2 * radius - 1, 2 * radius - 1)
                box.moveCenter(place)
                painter.drawRect(box)
            else:
                painter.setPen(QPen(style.colour("surface"), 1.6))
                painter.setBrush(ink)
                painter.drawEllipse(place, radius + 0.8, radius + 0.8)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _names(self) -> None:
        """Write each name beside the end of its line, apart from the other."""
        painter, style = self._painter, self._style
        ends = [
            (self._y(one.points[-1][1]), index, one.name)
            for index, one in enumerate(self._data.series)
            if one.points and one.name
        ]
        ends.sort()
        painter.setFont(style.strong_font)
        least = -self._line
        highest = self._plot.bottom() - self._line * (len(ends) - 1)
        for place, (y, index, name) in enumerate(ends):
            middle = min(max(y, least + self._line + 2), highest + self._line * place)
            least = middle
            painter.setPen(style.ink(index))
            box = QRectF(self._plot.right() + NAME_GAP, middle - self._line / 2, 1000, self._line)
            painter.drawText(box, _LEFT, name)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
