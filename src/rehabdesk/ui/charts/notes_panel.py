"""Two rows below the pain chart: flares as bars, what helped as letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.charts.marks import MarkPainter, Span
from rehabdesk.ui.charts.pain_chart import PainChart
from rehabdesk.ui.charts.painting import write
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

PAD = 4.0
#: The least width of a flare's bar.
LEAST_BAR = 4.0
BAR_ALPHA = 0.22
#: A day whose letters have no room is a short line.
TICK_PX = 6.0
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class LetterMark:
    """What helped on one day.

    Attributes:
        day: The day.
        letters: One for each thing.
    """

    day: int
    letters: str


@dataclass(frozen=True, slots=True)
class NotesData:
    """Everything the panel shows.

    Attributes:
        flares: Flares from their first to their last day.
        marks: What helped.
        flare_name: What the row of flares is called.
        help_name: What the row of letters is called.
        key: What the letters stand for.
        description: The panel in words.
    """

    flares: tuple[Span, ...]
    marks: tuple[LetterMark, ...]
    flare_name: str
    help_name: str
    key: str
    description: str


class NotesPanel(QWidget):
    """Shows notes over the period of the chart above it."""

    def __init__(self, style: ChartStyle, chart: PainChart) -> None:
        super().__init__()
        self._style, self._chart = style, chart
        self._data: NotesData | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        chart.period_changed.connect(self.update)

    @property
    def data(self) -> NotesData | None:
        """What is shown."""
        return self._data

    def show_data(self, data: NotesData) -> None:
        """Show other data."""
        self._data = data
        self.setAccessibleName(f"{data.flare_name}, {data.help_name}")
        self.setAccessibleDescription(data.description)
        self.setToolTip(data.key)
        self._fit()
        self.update()

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the key the lines it needs."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._style.colour("surface"))
        self._paint(painter)
        painter.end()

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the panel as it is now in the colours of a theme, for pictures."""

        def draw(painter: QPainter) -> None:
            own, self._style = self._style, ChartStyle(tokens, self._style.font)
            self._paint(painter)
            self._style = own

        return [Layer(QRectF(self.rect()), draw)]

    def _fit(self) -> None:
        data = self._data
        if data is None:
            return
        height = round(self._rows_height(data) + self._key_box(data).height() + PAD)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def _rows_height(self, data: NotesData) -> float:
        return PAD + (bool(data.flares) + bool(data.marks)) * self._row

    def _key_box(self, data: NotesData) -> QRectF:
        """Return where the key goes, in as many lines as it needs."""
        if not data.marks:
            return QRectF()
        top = self._rows_height(data)
        room = QRectF(PAD, top, max(self.width() - 2 * PAD, 80.0), 1000.0)
        found = QFontMetricsF(self._style.font).boundingRect(room, _WRAPPED, data.key)
        return QRectF(room.left(), top, room.width(), found.height() + PAD)

    @property
    def _row(self) -> float:
        return QFontMetricsF(self._style.font).height() + 6.0

    def _paint(self, painter: QPainter) -> None:
        data = self._data
        if data is None:
            return
        plot, top = self._chart.frame.plot, PAD
        self._grid(painter, self._rows_height(data))
        for name, there, paint in (
            (data.flare_name, data.flares, self._flares),
            (data.help_name, data.marks, self._letters),
        ):
            if not there:
                continue
            box = QRectF(plot.left(), top, plot.width(), self._row)
            painter.save()
            painter.setClipRect(box)
            paint(painter, box)
            painter.restore()
            labels = self._chart.frame.labels
            beside = QRectF(labels.left(), top, max(labels.width(), 0.0), self._row)
            write(painter, beside, name, self._style.font, self._style.colour("text2"))
            top += self._row
        painter.setFont(self._style.font)
        painter.setPen(self._style.colour("text2"))
        painter.drawText(self._key_box(data), _WRAPPED, data.key)

    def _grid(self, painter: QPainter, height: float) -> None:
        """Let the lines of the weeks and of plan changes run on."""
        chart = self._chart.painter()
        frame = chart.frame
        whole = QRectF(frame.plot.left(), 0, frame.plot.width(), height)
        painter.save()
        painter.setClipRect(whole)
        painter.setPen(QPen(self._style.colour("grid"), 1.0))
        for day in chart.ticks().lines:
            x = round(frame.x(day)) + 0.5
            painter.drawLine(QLineF(x, whole.top(), x, whole.bottom()))
        marks = MarkPainter(self._style, frame.x, whole, frame.px_per_day)
        marks.lines(painter, self._chart.data.markers)
        painter.restore()

    def _flares(self, painter: QPainter, box: QRectF) -> None:
        data, frame = self._data, self._chart.frame
        if data is None:
            return
        metrics = QFontMetricsF(self._style.strong_font)
        painter.setFont(self._style.strong_font)
        for span in data.flares:
            left, right = frame.x(span.first - 0.5), frame.x(span.last + 0.5)
            bar = QRectF(left, box.top() + 2, max(right - left, LEAST_BAR), box.height() - 4)
            if not bar.intersects(box):
                continue
            painter.setPen(QPen(self._style.colour("series3"), 1.4))
            painter.setBrush(self._style.colour("series3", BAR_ALPHA))
            painter.drawRoundedRect(bar, 3, 3)
            if bar.width() >= metrics.horizontalAdvance(span.text) + 6:
                painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, span.text)

    def _letters(self, painter: QPainter, box: QRectF) -> None:
        data, frame = self._data, self._chart.frame
        if data is None:
            return
        metrics = QFontMetricsF(self._style.strong_font)
        painter.setFont(self._style.strong_font)
        painter.setPen(QPen(self._style.colour("text"), 1.2))
        end = -float("inf")
        for mark in _seen(data.marks, frame.first, frame.last):
            x = frame.x(mark.day)
            wide = metrics.horizontalAdvance(mark.letters) + 8
            # Letters at an end of the axis move inwards rather than out of the picture.
            left = min(max(x - wide / 2, box.left() + 1), box.right() - wide - 1)
            place = QRectF(left, box.top() + 2, wide, box.height() - 4)
            if place.left() > end + 1:
                painter.setBrush(self._style.colour("surface"))
                painter.drawRoundedRect(place, 3, 3)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark.letters)
                end = place.right()
            else:
                painter.drawLine(QLineF(x, box.bottom() - TICK_PX, x, box.bottom()))


def _seen(marks: Sequence[LetterMark], first: float, last: float) -> list[LetterMark]:
    return [one for one in marks if first - 1 <= one.day <= last + 1]
