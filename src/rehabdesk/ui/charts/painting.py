"""Paints a pain chart, layer by layer, with any painter at any size.

Everything is painted in pixels of the chart, not in the units of its axes: lines, dashes, dots
and hatching then have their designed size whatever the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.buckets import Stretch, days_per_bucket, dots, stretches
from rehabdesk.ui.charts.frame import Frame, join
from rehabdesk.ui.charts.labels import Wish, placed
from rehabdesk.ui.charts.model import Level, PainChartData, PainSeries
from rehabdesk.ui.charts.style import DOT_ALPHA, DOT_PX, LINE_PX, ChartStyle
from rehabdesk.ui.charts.ticks import TimeTicks, time_ticks

PAIN_TICKS = (0, 2, 4, 6, 8, 10)
HATCH_PITCH = 6.0
#: Below this width of a day dots share cells of this size instead of piling up.
DOT_CELL_PX = 3.0
#: Below this width of a day dots are a little smaller.
DENSE_DAY_PX = 4.0
SMALL_DOT_PX = 3.6
LEVEL_LABEL_PAD = 4.0


@dataclass(frozen=True, slots=True)
class ChartPainter:
    """Paints one chart.

    Attributes:
        data: What is shown.
        style: How it looks.
        frame: Where it lies and over which period.
        tr: Says the dates on the axis.
        compact: Whether the region is named above the plot instead of beside it.
    """

    data: PainChartData
    style: ChartStyle
    frame: Frame
    tr: Translator
    compact: bool = False

    def paint(self, painter: QPainter) -> None:
        """Paint everything: grid, gaps, bands, days, lines, labels, axes."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticks = self.ticks()
        self._grid(painter, ticks)
        painter.save()
        painter.setClipRect(self.frame.plot)
        self._gaps(painter)
        for index, series in enumerate(self.data.series):
            self._band(painter, index, series)
        for index, series in enumerate(self.data.series):
            self._dots(painter, index, series)
        levels = self._levels(painter)
        for index, series in enumerate(self.data.series):
            self._line(painter, index, series)
        self._gap_texts(painter)
        self._level_texts(painter, levels)
        painter.restore()
        self._pain_axis(painter)
        self._time_axis(painter, ticks)
        self._title(painter)
        if not self.compact:
            self._end_labels(painter)

    def ticks(self) -> TimeTicks:
        """Return the ticks of the time axis."""
        strong = QFontMetricsF(self.style.strong_font)
        plain = QFontMetricsF(self.style.font)
        return time_ticks(
            self.frame.first,
            self.frame.last,
            self.frame.plot.width(),
            self.tr,
            lambda text, bold: (strong if bold else plain).horizontalAdvance(text),
        )

    def _grid(self, painter: QPainter, ticks: TimeTicks) -> None:
        plot = self.frame.plot
        painter.setPen(QPen(self.style.colour("grid"), 1.0))
        lines = [
            QLineF(x, plot.top(), x, plot.bottom())
            for x in (round(self.frame.x(day)) + 0.5 for day in ticks.lines)
        ]
        for value in PAIN_TICKS:
            y = round(self.frame.y(value)) + 0.5
            lines.append(QLineF(plot.left(), y, plot.right(), y))
        painter.drawLines(lines)

    def _gap_rects(self) -> list[QRectF]:
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
        for rect in self._gap_rects():
            seen = rect.intersected(self.frame.plot)
            painter.save()
            painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
            height = seen.height()
            begin = rect.left() - height - (rect.left() - height) % HATCH_PITCH
            count = int((seen.right() - begin) / HATCH_PITCH) + 1
            skip = max(int((seen.left() - height - begin) / HATCH_PITCH) - 1, 0)
            starts = (begin + i * HATCH_PITCH for i in range(skip, count))
            painter.drawLines([QLineF(x, seen.bottom(), x + height, seen.top()) for x in starts])
            painter.restore()

    def _gap_texts(self, painter: QPainter) -> None:
        """Name each gap that is wide enough for its name, at the foot of the plot."""
        metrics = QFontMetricsF(self.style.font)
        words = self.data.gap_text.split(" ")
        lines = [self.data.gap_text]
        taken = -1e9
        for rect in self._gap_rects():
            seen = rect.intersected(self.frame.plot)
            if seen.width() >= metrics.horizontalAdvance(self.data.gap_text) + 8:
                lines = [self.data.gap_text]
            elif seen.width() >= max(map(metrics.horizontalAdvance, words)) * 0.6:
                lines = words
            else:
                continue
            wide = max(map(metrics.horizontalAdvance, lines))
            box = QRectF(0, 0, wide + 8, metrics.height() * len(lines))
            box.moveCenter(QPointF(seen.center().x(), 0))
            box.moveBottom(self.frame.y(0) - 4)
            box.moveLeft(
                min(max(box.left(), self.frame.plot.left()), self.frame.plot.right() - box.width())
            )
            if box.left() < taken:
                continue
            taken = box.right()
            self._note(painter, box, "\n".join(lines), self.style.colour("text2"))

    def _note(self, painter: QPainter, box: QRectF, text: str, ink: QColor) -> None:
        """Write a text on a patch of surface, so that it reads over lines and hatching."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.style.colour("surface", 0.86))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        painter.setFont(self.style.font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _band(self, painter: QPainter, index: int, series: PainSeries) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.style.ink(index, self.style.tokens.band_alpha))
        for part in self._stretches(series):
            if part.low is None or part.high is None:
                continue
            outline = self.frame.points(part.days, part.high)
            outline += self.frame.points(part.days[::-1], part.low[::-1])
            painter.drawPolygon(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _dots(self, painter: QPainter, index: int, series: PainSeries) -> None:
        """Paint single days: round for the first series, hollow squares for the second."""
        frame = self.frame
        cell = DOT_CELL_PX / frame.px_per_day
        per_point = abs(frame.y(1) - frame.y(0))
        days, values = dots(series, frame.first, frame.last, cell, DOT_CELL_PX / per_point)
        places = frame.points(days, values)
        size = DOT_PX if frame.px_per_day >= DENSE_DAY_PX else SMALL_DOT_PX
        ink = self.style.ink(index, DOT_ALPHA)
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
        for pen in (self.style.casing_pen(), self.style.line_pen(index)):
            painter.setPen(pen)
            for line in lines:
                if len(line) > 1:
                    painter.drawPolyline(line)
        painter.setPen(QPen(self.style.ink(index), LINE_PX, c=Qt.PenCapStyle.RoundCap))
        for line in lines:
            if len(line) == 1:
                painter.drawPoints(line)

    def _levels(self, painter: QPainter) -> list[tuple[int, Level, float]]:
        """Paint the level lines and return those that are visible with where they begin."""
        visible = []
        plot = self.frame.plot
        for index, series in enumerate(self.data.series):
            if series.level is None:
                continue
            left = max(self.frame.x(series.level.first_day), plot.left())
            if left >= plot.right():
                continue
            y = self.frame.y(series.level.value)
            painter.setPen(self.style.level_pen(index))
            painter.drawLine(QLineF(left, y, plot.right(), y))
            visible.append((index, series.level, left))
        return visible

    def _level_texts(self, painter: QPainter, levels: Sequence[tuple[int, Level, float]]) -> None:
        """Write on each level line what it is, below it where there is room."""
        metrics = QFontMetricsF(self.style.font)
        plot = self.frame.plot
        taken: list[QRectF] = []
        for index, level, left in sorted(levels, key=lambda one: -one[1].value):
            room = plot.right() - left - 2 * LEVEL_LABEL_PAD
            text = metrics.elidedText(level.text, Qt.TextElideMode.ElideRight, room)
            if room < metrics.horizontalAdvance(text) or len(text) < 2:
                continue
            box = QRectF(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height())
            box.moveLeft(left + LEVEL_LABEL_PAD)
            y = self.frame.y(level.value)
            for top in (y + 3, y - 3 - box.height()):
                box.moveTop(top)
                if box.bottom() <= plot.bottom() and not any(box.intersects(o) for o in taken):
                    taken.append(QRectF(box))
                    self._note(painter, box, text, self.style.ink(index))
                    break

    def _pain_axis(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.style.font)
        painter.setFont(self.style.font)
        painter.setPen(self.style.colour("text2"))
        right = self.frame.plot.left() - 8
        for value in PAIN_TICKS:
            box = QRectF(0, self.frame.y(value) - metrics.height() / 2, right, metrics.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, self.tr.number(value))

    def _time_axis(self, painter: QPainter, ticks: TimeTicks) -> None:
        axis = self.frame.axis
        fonts = {True: self.style.strong_font, False: self.style.font}
        metrics = {bold: QFontMetricsF(font) for bold, font in fonts.items()}
        painter.setPen(QPen(self.style.colour("control"), 1.0))
        painter.drawLines(
            [
                QLineF(x, axis.top(), x, axis.top() + 5)
                for x in (round(self.frame.x(label.day)) + 0.5 for label in ticks.labels)
            ]
        )
        for label in ticks.labels:
            wide = metrics[label.strong].horizontalAdvance(label.text) + 2
            left = self.frame.x(label.day) - wide / 2
            # A label at an end of the axis moves inwards rather than out of the picture.
            left = min(max(left, axis.left() - 6), axis.right() + 10 - wide)
            painter.setFont(fonts[label.strong])
            painter.setPen(self.style.colour("text" if label.strong else "text2"))
            box = QRectF(left, axis.top() + 7, wide, metrics[label.strong].height())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, label.text)

    def _title(self, painter: QPainter) -> None:
        """Write above the plot what it shows; in a compact chart also which region."""
        box = QRectF(self.frame.title)
        if self.compact and self.data.series:
            series = self.data.series[0]
            box.setLeft(self.frame.plot.left())
            left = _write(painter, box, series.name, self.style.name_font, self.style.ink(0))
            box.setLeft(left + 8)
            text = join(series.detail, self._ending(series))
            left = _write(painter, box, text, self.style.font, self.style.colour("text2"))
            return
        _write(painter, box, self.data.title, self.style.strong_font, self.style.colour("text2"))

    def _ending(self, series: PainSeries) -> str:
        """Return what the line ends at if its end is visible."""
        end = series.end_before(self.frame.first, self.frame.last)
        whole = series.end_before(series.first_day, series.last_day)
        return series.ending if end is not None and end == whole else ""

    def _end_labels(self, painter: QPainter) -> None:
        """Write each region's name where its line ends, moved apart where they would touch."""
        labels = self.frame.labels
        names, rest = QFontMetricsF(self.style.name_font), QFontMetricsF(self.style.font)
        wishes, texts = [], []
        flags = Qt.TextFlag.TextWordWrap
        for index, series in enumerate(self.data.series):
            end = series.end_before(self.frame.first, self.frame.last)
            if end is None:
                continue
            second = join(series.detail, self._ending(series))
            room = QRectF(0, 0, labels.width(), 1000)
            head = names.boundingRect(room, flags, series.name).height()
            foot = rest.boundingRect(room, flags, second).height() if second else 0.0
            wishes.append(Wish(self.frame.y(end[1]), head + foot))
            texts.append((index, end, series.name, second, head, foot))
        tops = placed(
            wishes, labels.top() - 10, self.frame.axis.bottom(), self.style.tokens.space[1]
        )
        for top, (index, end, name, second, head, foot) in zip(tops, texts, strict=True):
            self._leader(painter, index, end, top + head / 2)
            box = QRectF(labels.left(), top, labels.width(), head)
            painter.setFont(self.style.name_font)
            painter.setPen(self.style.ink(index))
            painter.drawText(box, flags, name)
            painter.setFont(self.style.font)
            painter.setPen(self.style.colour("text2"))
            painter.drawText(QRectF(labels.left(), top + head, labels.width(), foot), flags, second)

    def _leader(
        self, painter: QPainter, index: int, end: tuple[int, float], label_y: float
    ) -> None:
        """Connect a label with its line's end if it had to move away from it."""
        x, y = self.frame.x(end[0]), self.frame.y(end[1])
        if abs(label_y - y) < 14 and self.frame.plot.right() - x < 30:
            return
        painter.setPen(QPen(self.style.ink(index, 0.6), 1.0))
        elbow = self.frame.plot.right() + 3
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(min(x + 5, elbow), y),
                    QPointF(elbow, y),
                    QPointF(self.frame.labels.left() - 3, label_y),
                ]
            )
        )

    def _stretches(self, series: PainSeries) -> list[Stretch]:
        step = days_per_bucket(1.0 / self.frame.px_per_day)
        return stretches(series, self.frame.first, self.frame.last, step)


def _write(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> float:
    """Write one line, shortened to its room, and return where it ends."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0.0))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return box.left() + metrics.horizontalAdvance(shown)
