"""Paints the plot of a pain chart, layer by layer: grid, gaps, bands, days, lines.

Everything is painted in pixels of the chart, not in the units of its axes: lines, dashes, dots
and hatching then have their designed size whatever the period.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from rehabdesk.ui.charts.buckets import Stretch, days_per_bucket, dots, stretches
from rehabdesk.ui.charts.frame import Frame
from rehabdesk.ui.charts.marks import MarkPainter
from rehabdesk.ui.charts.model import Level, PainChartData, PainSeries
from rehabdesk.ui.charts.style import DOT_ALPHA, DOT_PX, LINE_PX, ChartStyle

PAIN_TICKS = (0, 2, 4, 6, 8, 10)
HATCH_PITCH = 6.0
#: Below this width of a day dots share cells of this size instead of piling up.
DOT_CELL_PX = 3.0
#: Below this width of a day dots are a little smaller.
DENSE_DAY_PX = 4.0
SMALL_DOT_PX = 3.6
#: Below this width of a day, years are shown: lines are thinner and dots faint, so that the
#: course of the line is not buried.
YEARS_DAY_PX = 0.6
YEARS_LINE_SHARE = 0.65
YEARS_DOT_PX = 2.6
YEARS_DOT_ALPHA = 0.32
#: Above this width of a day dots do not crowd the line: a casing would only hide some of them.
FAR_DAY_PX = 12.0
#: Points of a line that are drawn at once.
PIECE_POINTS = 8


@dataclass(frozen=True, slots=True)
class PlotPainter:
    """Paints the plot of one chart.

    Attributes:
        data: What is shown.
        style: How it looks.
        frame: Where it lies and over which period.
    """

    data: PainChartData
    style: ChartStyle
    frame: Frame

    def paint(self, painter: QPainter, grid_days: Sequence[int]) -> None:
        """Paint all layers.

        Args:
            painter: The painter.
            grid_days: Days with a grid line.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.frame.plot)
        frame = self.frame
        marks = MarkPainter(self.style, frame.x, frame.plot, frame.px_per_day)
        self._grid(painter, grid_days)
        marks.spans(painter, self.data.spans, named=True)
        self._gaps(painter)
        marks.lines(painter, self.data.markers)
        for index, series in enumerate(self.data.series):
            self._band(painter, index, series)
        for index, series in enumerate(self.data.series):
            self._dots(painter, index, series)
        for index, level, left in self.visible_levels():
            y = self.frame.y(level.value)
            painter.setPen(self.style.level_pen(index))
            painter.drawLine(QLineF(left, y, self.frame.plot.right(), y))
        for index, series in enumerate(self.data.series):
            self._line(painter, index, series)
        painter.restore()

    def _grid(self, painter: QPainter, days: Sequence[int]) -> None:
        plot = self.frame.plot
        painter.setPen(QPen(self.style.colour("grid"), 1.0))
        lines = [
            QLineF(x, plot.top(), x, plot.bottom())
            for x in (round(self.frame.x(day)) + 0.5 for day in days)
        ]
        for value in PAIN_TICKS:
            y = round(self.frame.y(value)) + 0.5
            lines.append(QLineF(plot.left(), y, plot.right(), y))
        painter.drawLines(lines)

    def gap_rects(self) -> list[QRectF]:
        """Return where the visible gaps lie."""
        plot, x = self.frame.plot, self.frame.x
        rects = []
        for gap in self.data.gaps:
            left, right = x(gap.first - 0.5), x(gap.last + 0.5)
            if right > plot.left() and left < plot.right():
                rects.append(QRectF(left, plot.top(), max(right - left, 1.0), plot.height()))
        return rects

    def _gaps(self, painter: QPainter) -> None:
        """Hatch the gaps; the hatch keeps its place on the paper while the chart moves."""
        painter.setPen(QPen(self.style.colour("control", 0.45), 1.0))
        for rect in self.gap_rects():
            seen = rect.intersected(self.frame.plot)
            height = seen.height()
            begin = rect.left() - height - (rect.left() - height) % HATCH_PITCH
            count = int((seen.right() - begin) / HATCH_PITCH) + 1
            skip = max(int((seen.left() - height - begin) / HATCH_PITCH) - 1, 0)
            starts = (begin + i * HATCH_PITCH for i in range(skip, count))
            painter.drawLines([line for x in starts if (line := _hatch(x, seen)) is not None])

    def _band(self, painter: QPainter, index: int, series: PainSeries) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.style.ink(index, self.style.tokens.band_alpha))
        # A jagged outline costs most of a frame to smooth, and so faint an edge needs it least.
        smooth = self.frame.px_per_day >= DENSE_DAY_PX
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        for part in self._stretches(series):
            if part.low is None or part.high is None:
                continue
            outline = self.frame.points(part.days, part.high)
            outline += self.frame.points(part.days[::-1], part.low[::-1])
            painter.drawPolygon(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _dots(self, painter: QPainter, index: int, series: PainSeries) -> None:
        """Paint single days: round for the first series, hollow squares for the second."""
        frame = self.frame
        cell = DOT_CELL_PX / frame.px_per_day
        per_point = abs(frame.y(1) - frame.y(0))
        days, values = dots(series, frame.first, frame.last, cell, DOT_CELL_PX / per_point)
        places = frame.points(days, values)
        size = DOT_PX if frame.px_per_day >= DENSE_DAY_PX else SMALL_DOT_PX
        ink = self.style.ink(index, DOT_ALPHA)
        if self._shows_years:
            size, ink = YEARS_DOT_PX, self.style.ink(index, YEARS_DOT_ALPHA)
        if index % 2 == 0:
            pen = QPen(ink, size)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawPoints(places)
            return
        painter.setPen(QPen(ink, 1.2))
        half = size / 2
        squares = [QRectF(at.x() - half, at.y() - half, size, size) for at in places]
        painter.drawRects(squares)

    def _line(self, painter: QPainter, index: int, series: PainSeries) -> None:
        lines = [self.frame.points(part.days, part.mean) for part in self._stretches(series)]
        pens = [self.style.casing_pen(), self.style.line_pen(index)]
        if self.frame.px_per_day > FAR_DAY_PX:
            pens.pop(0)
        for pen in pens:
            pen.setWidthF(pen.widthF() * (YEARS_LINE_SHARE if self._shows_years else 1.0))
            for line in lines:
                _stroke(painter, pen, line)
        painter.setPen(QPen(self.style.ink(index), LINE_PX, c=Qt.PenCapStyle.RoundCap))
        for line in lines:
            if len(line) == 1:
                painter.drawPoints(line)

    def visible_levels(self) -> list[tuple[int, Level, float]]:
        """Return the visible level lines: index of the series, level, where it begins."""
        visible = []
        plot = self.frame.plot
        for index, series in enumerate(self.data.series):
            if series.level is None:
                continue
            left = max(self.frame.x(series.level.first_day), plot.left())
            if left >= plot.right():
                continue
            visible.append((index, series.level, left))
        return visible

    @property
    def _shows_years(self) -> bool:
        return self.frame.px_per_day < YEARS_DAY_PX

    def _stretches(self, series: PainSeries) -> list[Stretch]:
        step = days_per_bucket(1.0 / self.frame.px_per_day)
        return stretches(series, self.frame.first, self.frame.last, step)


def _hatch(x: float, seen: QRectF) -> QLineF | None:
    """Return the part of a slanting line that is inside of a gap: no clip, which SVG files lack.

    Args:
        x: Where the line, which rises to the right, meets the gap's bottom.
        seen: The visible part of the gap.
    """
    left, right = max(x, seen.left()), min(x + seen.height(), seen.right())
    if left >= right:
        return None
    return QLineF(left, seen.bottom() - (left - x), right, seen.bottom() - (right - x))


def _stroke(painter: QPainter, pen: QPen, line: Sequence[QPointF]) -> None:
    """Draw a line in short pieces: five times as fast as a long one that crosses itself.

    Args:
        painter: The painter.
        pen: Its dashes go on from piece to piece.
        line: The points.
    """
    dashed = pen.style() != Qt.PenStyle.SolidLine
    painter.setPen(pen)
    done = 0.0
    for start in range(0, len(line) - 1, PIECE_POINTS - 1):
        piece = line[start : start + PIECE_POINTS]
        if dashed:
            pen.setDashOffset(done / pen.widthF())
            painter.setPen(pen)
            done += sum(QLineF(a, b).length() for a, b in itertools.pairwise(piece))
        painter.drawPolyline(piece)
