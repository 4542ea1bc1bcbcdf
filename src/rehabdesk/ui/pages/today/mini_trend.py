"""The last four weeks of one region as dots: a glance, not a chart to read numbers from."""

from __future__ import annotations

import datetime as dt
import itertools

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.today import RECENT_DAYS, RecentRegion
from rehabdesk.ui.theme.theme import Theme

LEFT = 26
TOP = 8


class MiniTrend(QWidget):
    """Dots on a scale from 0 to 10 over 28 days."""

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._day = dt.date.min
        self._region: RecentRegion | None = None
        self.setAccessibleName(tr("today", "Last four weeks"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_region(self, day: dt.date, region: RecentRegion, name: str) -> None:
        """Show the four weeks up to a day."""
        self._day, self._region = day, region
        self.setAccessibleName(name)
        values = [self._tr.number(value, None) for _, value in sorted(region.values.items())]
        self.setAccessibleDescription(", ".join(values))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which single days can be told apart."""
        return QSize(320, self._theme.tokens.scaled(110))

    def minimumSizeHint(self) -> QSize:
        """Return the least useful size."""
        return QSize(200, self._theme.tokens.scaled(80))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the scale, the days and the two dates at the ends."""
        if self._region is None:
            return
        tokens = self._theme.tokens
        colours = tokens.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(tokens.type_px["caption"])
        painter.setFont(font)
        caption = tokens.type_px["caption"] + 8
        left, half = tokens.scaled(LEFT), caption / 2
        top = max(TOP, half)
        plot = QRectF(left, top, self.width() - left - 8, self.height() - top - caption)
        for value in (0, 5, 10):
            y = plot.bottom() - plot.height() * value / 10
            painter.setPen(QPen(QColor(colours["grid"]), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours["text2"]))
            scale = QRectF(0, y - half, left - 8, caption)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(scale, flags, self._tr.number(value))
        self._paint_days(painter, plot, self._region)
        below = QRectF(plot.left(), plot.bottom() + 4, plot.width(), caption)
        painter.setPen(QColor(colours["text2"]))
        first = self._day - dt.timedelta(days=RECENT_DAYS - 1)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._tr.date(first, "day_month"))
        last = self._tr.date(self._day, "day_month")
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)
        painter.end()

    def _paint_days(self, painter: QPainter, plot: QRectF, region: RecentRegion) -> None:
        ink = QColor(self._theme.tokens.colours["series1"])
        points: list[tuple[int, QPointF]] = []
        first = self._day - dt.timedelta(days=RECENT_DAYS - 1)
        for day, value in sorted(region.values.items()):
            index = (day - first).days
            x = plot.left() + 4 + (plot.width() - 8) * index / (RECENT_DAYS - 1)
            points.append((index, QPointF(x, plot.bottom() - plot.height() * value / 10)))
        faint = QColor(ink)
        faint.setAlphaF(0.45)
        painter.setPen(QPen(faint, 1.4))
        for (before, a), (after, b) in itertools.pairwise(points):
            if after - before < 4:  # a longer gap is not bridged
                painter.drawLine(a, b)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for _, point in points:
            painter.drawEllipse(point, 3.0, 3.0)
