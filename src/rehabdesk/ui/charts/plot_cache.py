"""Keeps a picture of more of the plot than is visible, so that moving it is cheap."""

from __future__ import annotations

import dataclasses
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from rehabdesk.ui.charts.frame import Frame
from rehabdesk.ui.charts.model import PainChartData
from rehabdesk.ui.charts.painting import ChartPainter
from rehabdesk.ui.charts.style import ChartStyle

#: Room on each side of the visible period, as a share of it.
MARGIN = 0.5


class PlotCache:
    """Paints the plot, from a kept picture while it is only moved sideways.

    The first painting at a scale is direct; the second one shows that the chart is being moved,
    and makes the picture.
    """

    def __init__(self) -> None:
        self._data: PainChartData | None = None
        self._style: ChartStyle | None = None
        self._shape: tuple[QRectF, float] | None = None
        self._first = math.nan
        self._wide: Frame | None = None
        self._picture = QPixmap()

    def paint(self, painter: QPainter, chart: ChartPainter) -> None:
        """Paint a chart's plot.

        Args:
            painter: The painter.
            chart: The chart as it is now.
        """
        ratio = painter.device().devicePixelRatio()
        if not self._is_moved(chart, ratio):
            self._wide = None
            chart.plot.paint(painter, chart.ticks().lines)
            return
        frame, wide = chart.frame, self._wide
        if wide is None or frame.first < wide.first or frame.last > wide.last:
            wide = self._wide = self._take(chart, ratio)
        # Whole pixels keep lines as sharp as they were painted.
        left = round((frame.first - wide.first) * frame.px_per_day * ratio)
        size = frame.plot.size() * ratio
        painter.drawPixmap(
            frame.plot.topLeft(),
            self._picture,
            QRectF(QPointF(left, 0), size),
        )

    def _is_moved(self, chart: ChartPainter, ratio: float) -> bool:
        """Return whether nothing but the beginning differs from the last time; remember this."""
        frame = chart.frame
        length = frame.last - frame.first
        same = (
            self._data is chart.data
            and self._style is chart.style
            and self._shape is not None
            and self._shape[0] == frame.plot
            and math.isclose(self._shape[1] / ratio, length, rel_tol=1e-9)
        )
        moved = same and frame.first != self._first
        kept = same and self._wide is not None
        self._data, self._style = chart.data, chart.style
        self._shape, self._first = (QRectF(frame.plot), length * ratio), frame.first
        return moved or kept

    def _take(self, chart: ChartPainter, ratio: float) -> Frame:
        """Paint the picture and return what it shows."""
        frame = chart.frame
        extra = (frame.last - frame.first) * MARGIN
        plot = QRectF(0, 0, frame.plot.width() * (1 + 2 * MARGIN), frame.plot.height())
        wide = dataclasses.replace(
            frame,
            plot=plot,
            axis=QRectF(plot.left(), plot.bottom(), plot.width(), frame.axis.height()),
            first=frame.first - extra,
            last=frame.last + extra,
        )
        self._picture = QPixmap(math.ceil(plot.width() * ratio), math.ceil(plot.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._picture)
        painting = dataclasses.replace(chart, frame=wide)
        painting.plot.paint(painter, painting.ticks().lines)
        painter.end()
        return wide
