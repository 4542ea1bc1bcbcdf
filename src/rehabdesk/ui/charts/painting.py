"""Paints a whole pain chart with any painter at any size: the plot, its texts, axes and labels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.frame import Frame, join
from rehabdesk.ui.charts.labels import Wish, placed
from rehabdesk.ui.charts.marks import MarkPainter
from rehabdesk.ui.charts.model import PainChartData, PainSeries
from rehabdesk.ui.charts.plot import PAIN_TICKS, PlotPainter
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.charts.ticks import TimeTicks, time_ticks

LEVEL_LABEL_PAD = 4.0
#: How much more the full label of a level line may hide than its short one.
SHORT_COST = 8
#: The longest way from the end of a line to its label that is shown as a leader.
LONGEST_LEADER = 70.0


@dataclass(frozen=True, slots=True)
class ChartPainter:
    """Paints one chart.

    Attributes:
        data: What is shown.
        style: How it looks.
        frame: Where it lies and over which period.
        tr: Says the dates on the axis.
        compact: Whether the region is named above the plot instead of beside it.
        time_axis: Whether the time axis is painted.
    """

    data: PainChartData
    style: ChartStyle
    frame: Frame
    tr: Translator
    compact: bool = False
    time_axis: bool = True

    def paint(self, painter: QPainter) -> None:
        """Paint everything: grid, gaps, bands, days, lines, labels, axes."""
        ticks = self.ticks()
        self.plot.paint(painter, ticks.lines)
        self.paint_texts(painter, ticks)

    @property
    def plot(self) -> PlotPainter:
        """What paints the plot itself, without texts."""
        return PlotPainter(self.data, self.style, self.frame)

    def paint_texts(self, painter: QPainter, ticks: TimeTicks) -> None:
        """Paint what is written on, around and beside the plot."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self.frame.plot)
        taken = self._gap_texts(painter)
        self._level_texts(painter, taken)
        painter.restore()
        self._pain_axis(painter)
        if self.time_axis:
            paint_time_axis(painter, self.style, self.frame, ticks)
        self._flags(painter)
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

    def _gap_texts(self, painter: QPainter) -> list[QRectF]:
        """Name each gap that is wide enough, at the foot of the plot; return where names are."""
        metrics = QFontMetricsF(self.style.font)
        words = self.data.gap_text.split(" ")
        lines = [self.data.gap_text]
        boxes: list[QRectF] = []
        for rect in self.plot.gap_rects():
            seen = rect.intersected(self.frame.plot)
            if seen.width() >= metrics.horizontalAdvance(self.data.gap_text) + 8:
                lines = [self.data.gap_text]
            elif seen.width() >= max(map(metrics.horizontalAdvance, words)) * 0.9:
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
            if boxes and box.left() < boxes[-1].right():
                continue
            boxes.append(box)
            self._note(painter, box, "\n".join(lines), self.style.colour("text2"))
        return boxes

    def _note(self, painter: QPainter, box: QRectF, text: str, ink: QColor) -> None:
        """Write a text on a patch of surface, so that it reads over lines and hatching."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.style.colour("surface", 0.86))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(ink)
        painter.setFont(self.style.font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _level_texts(self, painter: QPainter, taken: list[QRectF]) -> None:
        """Write on each level line what it is, where it hides the least."""
        metrics = QFontMetricsF(self.style.font)
        wide = metrics.horizontalAdvance
        plot = self.frame.plot
        levels = self.plot.visible_levels()
        for index, level, left in sorted(levels, key=lambda one: -one[1].value):
            y = self.frame.y(level.value)
            choices: list[tuple[int, str, QRectF]] = []
            for extra, text in ((0, level.text), (SHORT_COST, level.short)):
                width = wide(text) + 6
                for top in (y + 3, y - 3 - metrics.height()):
                    for x in (left + LEVEL_LABEL_PAD, plot.right() - LEVEL_LABEL_PAD - width):
                        box = QRectF(x, top, width, metrics.height())
                        fits = x > left and plot.contains(box)
                        if fits and not any(box.intersects(other) for other in taken):
                            choices.append((extra + self._hidden_by(box), text, box))
            if choices:
                _, text, box = min(choices, key=lambda one: one[0])
                taken.append(box)
                self._note(painter, box, text, self.style.ink(index))

    def _hidden_by(self, box: QRectF) -> int:
        """Return how much a patch would hide: single days, and the lines twice."""
        frame = self.frame
        first, last = frame.day_at(box.left()), frame.day_at(box.right())
        high, low = frame.pain_at(box.top()), frame.pain_at(box.bottom())
        hidden = 0
        for series in self.data.series:
            start = min(max(int(first) - series.first_day, 0), series.values.size)
            stop = min(max(int(last) + 1 - series.first_day, 0), series.values.size)
            for weight, numbers in ((1, series.values), (2, series.mean)):
                part = numbers[start:stop]
                hidden += weight * int(((part >= low) & (part <= high)).sum())
        return hidden

    def _pain_axis(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.style.font)
        painter.setFont(self.style.font)
        painter.setPen(self.style.colour("text2"))
        right = self.frame.plot.left() - 8
        for value in PAIN_TICKS:
            box = QRectF(0, self.frame.y(value) - metrics.height() / 2, right, metrics.height())
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, self.tr.number(value))

    def _flags(self, painter: QPainter) -> None:
        frame = self.frame
        right = frame.title.right()
        marks = MarkPainter(self.style, frame.x, frame.plot, frame.px_per_day, right)
        marks.flags(painter, self.data.markers)

    def _title(self, painter: QPainter) -> None:
        """Write above the plot what it shows; in a compact chart also which region."""
        box = QRectF(self.frame.title)
        if self.compact and self.data.series:
            series = self.data.series[0]
            box.setLeft(self.frame.plot.left())
            left = write(painter, box, series.name, self.style.name_font, self.style.ink(0))
            box.setLeft(left + 8)
            text = join(series.detail, self._ending(series))
            left = write(painter, box, text, self.style.font, self.style.colour("text2"))
            return
        write(painter, box, self.data.title, self.style.strong_font, self.style.colour("text2"))

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
            self._leader(painter, end, top + head / 2)
            box = QRectF(labels.left(), top, labels.width(), head)
            painter.setFont(self.style.name_font)
            painter.setPen(self.style.ink(index))
            painter.drawText(box, flags, name)
            painter.setFont(self.style.font)
            painter.setPen(self.style.colour("text2"))
            painter.drawText(QRectF(labels.left(), top + head, labels.width(), foot), flags, second)

    def _leader(self, painter: QPainter, end: tuple[int, float], label_y: float) -> None:
        """Connect a label with its line's end if it had to move away from it."""
        x, y = self.frame.x(end[0]), self.frame.y(end[1])
        right = self.frame.plot.right()
        if right - x > LONGEST_LEADER or (abs(label_y - y) < 14 and right - x < 30):
            return
        # Dotted and grey: it must not look like a piece of the line.
        pen = QPen(self.style.colour("muted"), 1.0, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        label = QPointF(self.frame.labels.left() - 3, label_y)
        painter.drawPolyline([QPointF(min(x + 5, right + 3), y), QPointF(right + 3, y), label])


def paint_time_axis(painter: QPainter, style: ChartStyle, frame: Frame, ticks: TimeTicks) -> None:
    """Paint ticks and labels below a plot.

    Args:
        painter: The painter.
        style: Fonts and colours.
        frame: Its `axis` is where they go.
        ticks: What to paint.
    """
    axis = frame.axis
    fonts = {True: style.strong_font, False: style.font}
    metrics = {bold: QFontMetricsF(font) for bold, font in fonts.items()}
    painter.setPen(QPen(style.colour("control"), 1.0))
    painter.drawLines(
        [
            QLineF(x, axis.top(), x, axis.top() + 5)
            for x in (round(frame.x(label.day)) + 0.5 for label in ticks.labels)
        ]
    )
    for label in ticks.labels:
        wide = metrics[label.strong].horizontalAdvance(label.text) + 2
        left = frame.x(label.day) - wide / 2
        # A label at an end of the axis moves inwards rather than out of the picture.
        left = min(max(left, axis.left() - 6), axis.right() + 10 - wide)
        painter.setFont(fonts[label.strong])
        painter.setPen(style.colour("text" if label.strong else "text2"))
        box = QRectF(left, axis.top() + 7, wide, metrics[label.strong].height())
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, label.text)


def write(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> float:
    """Write one line, shortened to its room, and return where it ends."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0.0))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return box.left() + metrics.horizontalAdvance(shown)
