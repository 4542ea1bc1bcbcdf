"""What happened on the time axis beside pain itself: plan changes as flags, breaks as shading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from rehabdesk.ui.charts.style import ChartStyle

FLAG_PAD = 6.0
FLAG_GAP = 4.0
#: Flags nearer than their width stand in two rows, and no more.
MOST_ROWS = 2
#: The longest a flag gets, in letters.
FLAG_LETTERS = 22
SPAN_ALPHA = 0.10
LINE_PX = 1.6


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that began on a day, such as a plan version.

    Attributes:
        day: The day.
        text: Its flag.
        short: Its flag where there is little room.
    """

    day: int
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class Span:
    """Days that belong together, such as an agreed pause; `last` is included.

    Attributes:
        first: First day.
        last: Last day.
        text: What it is called.
    """

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A marker's flag where it is drawn: its left end is on the marker's day.

    Attributes:
        marker: The marker.
        text: What it says.
        row: 0 is the row next to the plot.
        width: In pixels.
    """

    marker: Marker
    text: str
    row: int
    width: float


def flags(markers: Sequence[Marker], style: ChartStyle, px_per_day: float) -> list[Flag]:
    """Return the flags of markers; those that would touch move up a row or get shorter.

    The rows depend on the scale alone, not on the place, so that nothing jumps while the chart is
    moved sideways. A flag that has no room at all is left out; its line stays.
    """
    metrics = QFontMetricsF(style.strong_font)
    ordered = sorted(markers, key=lambda one: one.day)
    ends = [-float("inf")] * MOST_ROWS
    found = []
    for place, marker in enumerate(ordered):
        left = marker.day * px_per_day
        following = ordered[place + 1].day * px_per_day if place + 1 < len(ordered) else None
        for text, row in _wishes(marker, left, following, metrics):
            wide = metrics.horizontalAdvance(text) + 2 * FLAG_PAD
            if left >= ends[row] + FLAG_GAP:
                found.append(Flag(marker, text, row, wide))
                ends[row] = left + wide
                break
    return found


def _wishes(
    marker: Marker, left: float, following: float | None, metrics: QFontMetricsF
) -> list[tuple[str, int]]:
    """Return text and row in the order of preference."""
    text = marker.text
    if len(text) > FLAG_LETTERS:
        text = text[: FLAG_LETTERS - 1].rstrip() + "…"
    wide = metrics.horizontalAdvance(text) + 2 * FLAG_PAD + FLAG_GAP
    if following is None or following - left >= wide:
        return [(text, 0), (text, 1), (marker.short, 0), (marker.short, 1)]
    return [(text, 1), (marker.short, 0), (marker.short, 1)]


def flag_height(style: ChartStyle) -> float:
    """Return the height of a row of flags."""
    return QFontMetricsF(style.strong_font).height() + 6.0


def flag_rows(markers: Sequence[Marker], style: ChartStyle, px_per_day: float) -> int:
    """Return how many rows the flags take."""
    return max((one.row + 1 for one in flags(markers, style, px_per_day)), default=0)


@dataclass(frozen=True, slots=True)
class MarkPainter:
    """Paints markers and spans of one panel.

    Attributes:
        style: How it looks.
        x: Where a day lies, in pixels.
        plot: The panel's plot.
        px_per_day: Width of a day.
        right: How far flags may reach beyond the plot.
    """

    style: ChartStyle
    x: Callable[[float], float]
    plot: QRectF
    px_per_day: float
    right: float = 0.0

    def spans(self, painter: QPainter, spans: Sequence[Span], *, named: bool) -> None:
        """Shade spans, and name those wide enough at the top of the plot."""
        metrics = QFontMetricsF(self.style.font)
        for span in spans:
            left, right = self.x(span.first - 0.5), self.x(span.last + 0.5)
            box = QRectF(left, self.plot.top(), right - left, self.plot.height())
            seen = box.intersected(self.plot)
            if seen.width() <= 0:
                continue
            painter.fillRect(seen, self.style.colour("series3", SPAN_ALPHA))
            if named and seen.width() >= metrics.horizontalAdvance(span.text) + 6:
                painter.setFont(self.style.font)
                painter.setPen(self.style.colour("series3"))
                row = QRectF(seen.left(), seen.top() + 2, seen.width(), metrics.height())
                painter.drawText(row, Qt.AlignmentFlag.AlignHCenter, span.text)

    def lines(self, painter: QPainter, markers: Sequence[Marker]) -> None:
        """Draw the dashed line of each marker through the panel."""
        pen = QPen(self.style.colour("series3"), LINE_PX)
        pen.setDashPattern([4.0, 2.6])
        painter.setPen(pen)
        for marker in markers:
            x = self.x(marker.day - 0.5)
            if self.plot.left() <= x <= self.plot.right():
                painter.drawLine(QLineF(x, self.plot.top(), x, self.plot.bottom()))

    def flags(self, painter: QPainter, markers: Sequence[Marker]) -> None:
        """Draw the flags above the plot, each with a staff down to it."""
        height = flag_height(self.style)
        ink = self.style.colour("series3")
        painter.setFont(self.style.strong_font)
        for flag in flags(markers, self.style, self.px_per_day):
            x = self.x(flag.marker.day - 0.5)
            if not self.plot.left() - 1 <= x <= self.plot.right():
                continue
            top = self.plot.top() - height * (flag.row + 1)
            limit = max(self.plot.right(), self.right) - flag.width
            left = min(x - LINE_PX / 2, max(limit, self.plot.left()))
            painter.setPen(QPen(ink, LINE_PX))
            painter.drawLine(QPointF(x, top + 2), QPointF(x, self.plot.top()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            box = QRectF(left, top, flag.width, height - 3)
            painter.drawRoundedRect(box, 4, 4)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.style.colour("surface"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, flag.text)
