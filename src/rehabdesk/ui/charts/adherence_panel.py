"""Adherence below a pain chart on the same time axis: weeks as bars, the score, single days."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.adherence_cells import paint_cell
from rehabdesk.ui.charts.adherence_model import AdherenceData
from rehabdesk.ui.charts.frame import LABEL_SHARE, Frame
from rehabdesk.ui.charts.marks import MarkPainter
from rehabdesk.ui.charts.pain_chart import PainChart
from rehabdesk.ui.charts.painting import paint_time_axis, write
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

BARS_HEIGHT = 56.0
ROW_HEIGHT = 12.0
GAP = 8.0
#: From this width of a week on each day has its own cell.
LEAST_WEEK_PX = 10.0
#: From this width of a week on bars stand apart.
GAPPED_WEEK_PX = 6.0
BAR_ALPHA = 0.30
SAMPLE_PX = 18.0
WHOLE = "100\u00a0%"
_DAYS = 7
_A_MONDAY = dt.date(2026, 1, 5)


def value_room(style: ChartStyle, tr: Translator) -> float:
    """Return how wide the numbers and weekdays beside the axis are."""
    metrics = QFontMetricsF(style.font)
    names = [_weekday(tr, number) for number in range(_DAYS)]
    return max(metrics.horizontalAdvance(text) for text in (*names, WHOLE))


def label_room(data: AdherenceData, style: ChartStyle, available: float) -> float:
    """Return how wide the explanations of the cells are, within a share of the chart.

    Args:
        data: What is shown.
        style: Fonts.
        available: Width of the whole chart.
    """
    metrics = QFontMetricsF(style.font)
    widest = max((metrics.horizontalAdvance(data.names[mark]) for mark in data.marks), default=0.0)
    return min(widest + SAMPLE_PX + 10.0, available * LABEL_SHARE)


def _weekday(tr: Translator, number: int) -> str:
    return tr.date(_A_MONDAY + dt.timedelta(days=number), "weekday_short")


class AdherencePanel(QWidget):
    """Shows adherence over the period of the chart above it, whose time axis it carries."""

    def __init__(self, tr: Translator, style: ChartStyle, chart: PainChart) -> None:
        super().__init__()
        self._tr = tr
        self._style = style
        self._chart = chart
        self._data: AdherenceData | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        chart.period_changed.connect(self._follow)

    @property
    def data(self) -> AdherenceData | None:
        """What is shown."""
        return self._data

    @property
    def shows_days(self) -> bool:
        """Whether the period is short enough for a cell for each day."""
        return self._chart.frame.px_per_day * _DAYS >= LEAST_WEEK_PX

    def show_data(self, data: AdherenceData) -> None:
        """Show other data."""
        self._data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.description)
        self._fit()
        self.update()

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        self._fit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, bars, score, cells and the time axis."""
        data = self._data
        if data is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._style.colour("surface"))
        painter.save()
        painter.setClipRect(self._whole)
        self._paint_plot(painter, data)
        painter.restore()
        self._paint_texts(painter, data)
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the panel as it is now in the colours of a theme, for pictures."""
        data, style = self._data, ChartStyle(tokens, self._style.font)
        if data is None:
            return []

        def dressed(paint: Callable[[QPainter, AdherenceData], None], painter: QPainter) -> None:
            own, self._style = self._style, style
            paint(painter, data)
            self._style = own

        return [
            Layer(self._whole, partial(dressed, self._paint_plot), inside=True),
            Layer(QRectF(self.rect()), partial(dressed, self._paint_texts)),
        ]

    @property
    def _whole(self) -> QRectF:
        plot = self._frame(self._chart.frame).plot
        return QRectF(plot.left(), 0, plot.width(), plot.bottom())

    def _paint_plot(self, painter: QPainter, data: AdherenceData) -> None:
        chart = self._chart.painter()
        frame = self._frame(chart.frame)
        bars = self._bars_rect(frame)
        marks = MarkPainter(self._style, frame.x, self._whole, frame.px_per_day)
        self._grid(painter, frame, bars, chart.ticks().lines)
        marks.spans(painter, data.spans, named=False)
        self._bars(painter, data, frame, bars)
        if self.shows_days:
            self._cells(painter, data, frame)
        marks.lines(painter, data.markers)
        self._score(painter, data, frame, bars)

    def _paint_texts(self, painter: QPainter, data: AdherenceData) -> None:
        chart = self._chart.painter()
        frame = self._frame(chart.frame)
        self._texts(painter, data, frame, self._bars_rect(frame))
        paint_time_axis(painter, self._style, frame, chart.ticks())

    def _frame(self, above: Frame) -> Frame:
        """Return the layout: the chart's, moved into this panel."""
        title = self._title_height
        bottom = self.height() - self._axis_height
        plot = QRectF(above.plot.left(), title, above.plot.width(), bottom - title)
        axis = QRectF(plot.left(), bottom, plot.width(), self._axis_height)
        labels = QRectF(above.labels.left(), title, above.labels.width(), plot.height())
        return dataclasses.replace(above, plot=plot, axis=axis, labels=labels)

    @property
    def _line(self) -> float:
        return QFontMetricsF(self._style.font).height()

    @property
    def _title_height(self) -> float:
        return self._line + GAP + 6

    @property
    def _axis_height(self) -> float:
        return self._line + 2 * GAP - 4

    @property
    def _row(self) -> float:
        return max(ROW_HEIGHT, self._line * 0.72)

    @Slot()
    def _follow(self) -> None:
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Take the height that is needed; single days go where the period is too long for them."""
        scale = 0.5 + 0.5 * self._style.tokens.text_scale
        height = self._title_height + BARS_HEIGHT * scale + GAP + self._axis_height
        if self.shows_days:
            height += _DAYS * self._row + GAP
        if round(height) != self.minimumHeight():
            self.setFixedHeight(round(height))

    def _bars_rect(self, frame: Frame) -> QRectF:
        scale = 0.5 + 0.5 * self._style.tokens.text_scale
        plot = frame.plot
        return QRectF(plot.left(), plot.top(), plot.width(), BARS_HEIGHT * scale)

    def _grid(self, painter: QPainter, frame: Frame, bars: QRectF, days: tuple[int, ...]) -> None:
        painter.setPen(QPen(self._style.colour("grid"), 1.0))
        xs = [round(frame.x(day)) + 0.5 for day in days]
        lines = [QLineF(x, 0, x, frame.plot.bottom()) for x in xs]
        for share in (0.0, 0.5, 1.0):
            y = round(bars.bottom() - share * bars.height()) + 0.5
            lines.append(QLineF(bars.left(), y, bars.right(), y))
        painter.drawLines(lines)

    def _bars(self, painter: QPainter, data: AdherenceData, frame: Frame, bars: QRectF) -> None:
        """Paint a bar for each week: how much of what was prescribed in it was done."""
        gap = 1.5 if frame.px_per_day * _DAYS >= GAPPED_WEEK_PX else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.ink(0, BAR_ALPHA))
        for week in data.weeks:
            first = max(week.monday, data.first_day)
            last = min(week.monday + _DAYS - 1, data.last_day)
            if week.share is None or last < frame.first - 1 or first > frame.last + 1:
                continue
            left, right = frame.x(first - 0.5) + gap, frame.x(last + 0.5) - gap
            height = max(week.share * bars.height(), 1.5)
            painter.drawRect(QRectF(left, bars.bottom() - height, right - left, height))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _score(self, painter: QPainter, data: AdherenceData, frame: Frame, bars: QRectF) -> None:
        first = max(math.floor(frame.first) - 1 - data.first_day, 0)
        last = min(math.ceil(frame.last) + 2 - data.first_day, len(data.cells))
        step = max(1, int(2.0 / frame.px_per_day))
        points = [
            QPointF(frame.x(data.first_day + place), bars.bottom() - score * bars.height())
            for place in range(first, last, step)
            if math.isfinite(score := float(data.score[place]))
        ]
        for pen in (self._style.casing_pen(), QPen(self._style.ink(0), 2.2)):
            painter.setPen(pen)
            painter.drawPolyline(points)

    def _cells(self, painter: QPainter, data: AdherenceData, frame: Frame) -> None:
        """Paint a cell for each day: a row for each weekday, a column for each week."""
        top = self._bars_rect(frame).bottom() + GAP
        gap = 1.5 if frame.px_per_day * _DAYS >= 2 * LEAST_WEEK_PX else 1.0
        for place, mark in enumerate(data.cells):
            day = data.first_day + place
            weekday = (day - 1) % _DAYS
            left = frame.x(day - weekday - 0.5) + gap
            right = frame.x(day - weekday + _DAYS - 0.5) - gap
            if right < frame.plot.left() or left > frame.plot.right():
                continue
            box = QRectF(left, top + weekday * self._row + 1, right - left, self._row - 2)
            paint_cell(painter, box, mark, data.share_of(place), self._style)

    def _texts(self, painter: QPainter, data: AdherenceData, frame: Frame, bars: QRectF) -> None:
        style = self._style
        title = QRectF(0, 4, frame.plot.right(), self._line)
        wide = QFontMetricsF(style.strong_font).horizontalAdvance(data.title)
        patch = QRectF(0, 4, min(wide, title.width()) + 4, self._line)
        painter.fillRect(patch, style.colour("surface"))
        write(painter, title, data.title, style.strong_font, style.colour("text2"))
        painter.setFont(style.font)
        painter.setPen(style.colour("text2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        wide = frame.plot.left() - 6
        for text, y in ((WHOLE, bars.top() - 2), ("0", bars.bottom() - self._line + 2)):
            painter.drawText(QRectF(0, y, wide, self._line), right, text)
        if frame.labels.width() > 0:
            box = QRectF(frame.labels.left(), bars.top() - 4, frame.labels.width(), bars.height())
            painter.drawText(box, Qt.TextFlag.TextWordWrap, data.score_text)
        if self.shows_days:
            self._weekdays(painter, frame)
            if frame.labels.width() > 0:
                self._legend(painter, data, frame)

    def _weekdays(self, painter: QPainter, frame: Frame) -> None:
        """Name every second row; the others would not fit."""
        top = self._bars_rect(frame).bottom() + GAP
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._style.colour("text2"))
        for weekday in range(0, _DAYS, 2):
            y = top + (weekday + 0.5) * self._row - self._line / 2
            box = QRectF(0, y, frame.plot.left() - 6, self._line)
            painter.drawText(box, right, _weekday(self._tr, weekday))

    def _legend(self, painter: QPainter, data: AdherenceData, frame: Frame) -> None:
        """Explain the cells beside them, as many as there is room for."""
        step = self._line + 1
        top = self._bars_rect(frame).bottom() + GAP - 2
        room = int((frame.plot.bottom() + self._axis_height - top) / step)
        for number, mark in enumerate(data.marks[:room]):
            y = top + number * step
            sample = QRectF(frame.labels.left() + 1, y + (step - 10) / 2, SAMPLE_PX, 10)
            paint_cell(painter, sample, mark, 0.5, self._style)
            box = QRectF(sample.right() + 6, y, frame.labels.right() - sample.right() - 6, step)
            write(painter, box, data.names[mark], self._style.font, self._style.colour("text2"))
