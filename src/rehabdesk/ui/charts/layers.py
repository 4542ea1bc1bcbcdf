"""The two items a pain chart's scene consists of: the chart, and what moves with the mouse."""

from __future__ import annotations

import math
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from rehabdesk.ui.charts.frame import Frame
from rehabdesk.ui.charts.model import PainChartData
from rehabdesk.ui.charts.painting import ChartPainter
from rehabdesk.ui.charts.plot_cache import PlotCache
from rehabdesk.ui.charts.style import ChartStyle


class Charted(Protocol):
    """What the items have to know about the chart they are part of."""

    @property
    def data(self) -> PainChartData:
        """What is shown."""

    @property
    def frame(self) -> Frame:
        """Where the parts of the chart lie now."""

    @property
    def style_now(self) -> ChartStyle:
        """How the chart looks now."""

    @property
    def day(self) -> int | None:
        """The day that is pointed at."""

    def painter(self) -> ChartPainter:
        """Return what paints the chart as it is now."""

    def hasFocus(self) -> bool:  # noqa: N802 - Qt names it
        """Return whether the keyboard is with the chart."""


class Layer(QGraphicsItem):
    """An item that covers the whole chart and lets the mouse through."""

    def __init__(self, chart: Charted, height: float) -> None:
        super().__init__()
        self._chart = chart
        self._size = QRectF()
        self.setZValue(height)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def resize(self, width: float, height: float) -> None:
        """Cover another size."""
        self.prepareGeometryChange()
        self._size = QRectF(0, 0, width, height)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole chart."""
        return self._size


class Canvas(Layer):
    """Paints the chart below everything that moves with the mouse."""

    def __init__(self, chart: Charted) -> None:
        super().__init__(chart, -50)
        self._plot = PlotCache()
        # What moves above it is painted over a picture of it.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Paint all layers."""
        chart = self._chart.painter()
        self._plot.paint(painter, chart)
        chart.paint_texts(painter, chart.ticks())


class Cursor(Layer):
    """The day that is pointed at: a line, a ring around each value, and the focus ring."""

    def __init__(self, chart: Charted) -> None:
        super().__init__(chart, 50)

    def paint(
        self,
        painter: QPainter,
        _option: QStyleOptionGraphicsItem,
        _widget: QWidget | None = None,
    ) -> None:
        """Paint the cursor, if there is one."""
        chart = self._chart
        style, frame = chart.style_now, chart.frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if chart.hasFocus():
            painter.setPen(QPen(style.colour("focus"), 2.0))
            painter.drawRoundedRect(frame.plot.adjusted(-1, -1, 1, 1), 4, 4)
        if chart.day is None:
            return
        x = frame.x(chart.day)
        painter.setPen(QPen(style.colour("text2"), 1.2))
        painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()))
        for index, series in enumerate(chart.data.series):
            value = series.value_on(chart.day)
            if math.isfinite(value):
                # The shapes of the dots, larger; a square shows around a circle on the same value.
                painter.setBrush(style.colour("surface") if index == 0 else Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(style.ink(index), 2.2))
                place = QPointF(x, frame.y(value))
                if index == 0:
                    painter.drawEllipse(place, 4.5, 4.5)
                else:
                    painter.drawRect(QRectF(place.x() - 6.5, place.y() - 6.5, 13.0, 13.0))
