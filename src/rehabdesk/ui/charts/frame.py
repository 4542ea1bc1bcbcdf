"""Where the parts of a chart lie, and which place on it is which day and value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from rehabdesk.ui.charts.marks import flag_height, flag_rows
from rehabdesk.ui.charts.model import Floats, PainChartData
from rehabdesk.ui.charts.style import ChartStyle

#: Room above 10 and below 0, so that dots and lines at the ends are not cut.
PAIN_PAD = 7.0
GAP = 8.0
#: The most a label column may take of a chart.
LABEL_SHARE = 0.26


@dataclass(frozen=True, slots=True)
class Room:
    """What a chart leaves room for so that it lines up with what is below it.

    Attributes:
        labels: Least width of the label column.
        values: Least width of the numbers beside the value axis.
        time_axis: Whether the time axis is the chart's own; else what is below carries it.
    """

    labels: float = 0.0
    values: float = 0.0
    time_axis: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """The layout of one chart at one size over one period.

    Attributes:
        title: The strip above the plot.
        plot: The plot.
        labels: The column right of the plot, empty in a compact chart.
        axis: The strip below the plot.
        first: First visible day.
        last: Last visible day.
    """

    title: QRectF
    plot: QRectF
    labels: QRectF
    axis: QRectF
    first: float
    last: float

    @property
    def px_per_day(self) -> float:
        """Width of a day in pixels."""
        return self.plot.width() / max(self.last - self.first, 1e-9)

    def x(self, day: float) -> float:
        """Return where a day lies."""
        return self.plot.left() + (day - self.first) * self.px_per_day

    def y(self, pain: float) -> float:
        """Return where a pain value lies."""
        height = self.plot.height() - 2 * PAIN_PAD
        return self.plot.bottom() - PAIN_PAD - pain / 10.0 * height

    def day_at(self, x: float) -> float:
        """Return which day lies at a place; not rounded."""
        return self.first + (x - self.plot.left()) / self.px_per_day

    def pain_at(self, y: float) -> float:
        """Return which pain value lies at a place."""
        height = self.plot.height() - 2 * PAIN_PAD
        return (self.plot.bottom() - PAIN_PAD - y) / height * 10.0

    def points(self, days: Floats, pain: Floats) -> list[QPointF]:
        """Return days and values as places, each array of shape (N,)."""
        xs = (self.plot.left() + (days - self.first) * self.px_per_day).tolist()
        top, height = self.plot.bottom() - PAIN_PAD, self.plot.height() - 2 * PAIN_PAD
        ys = (top - pain * (height / 10.0)).tolist()
        return [QPointF(x, y) for x, y in zip(xs, ys, strict=True)]


def label_width(data: PainChartData, style: ChartStyle, available: float) -> float:
    """Return how wide the label column is.

    Args:
        data: What is shown; its widest label decides.
        style: Fonts.
        available: Width of the whole chart.
    """
    names, rest = QFontMetricsF(style.name_font), QFontMetricsF(style.font)
    widest = 0.0
    for one in data.series:
        second = join(one.detail, one.ending)
        widest = max(widest, names.horizontalAdvance(one.name), rest.horizontalAdvance(second))
    return min(widest + 2.0, available * LABEL_SHARE)


def join(*parts: str) -> str:
    """Join the parts of a label that are there."""
    return ", ".join(part for part in parts if part)


def layout(
    width: float,
    height: float,
    data: PainChartData,
    style: ChartStyle,
    period: tuple[float, float],
    *,
    compact: bool,
    room: Room | None = None,
) -> Frame:
    """Lay a chart out.

    Args:
        width: Width of the chart in pixels.
        height: Its height.
        data: What is shown.
        style: Fonts.
        period: First and last visible day.
        compact: Whether the region is named above the plot instead of beside it.
        room: What has to be left for others.
    """
    room = room or Room()
    line = QFontMetricsF(style.font).height()
    name_line = QFontMetricsF(style.name_font).height()
    left = max(QFontMetricsF(style.font).horizontalAdvance("10"), room.values) + GAP + 2
    bottom = line + 2 * GAP - 4 if room.time_axis else 1.0
    right = GAP if compact else max(label_width(data, style, width), room.labels) + GAP + 4
    plot_width = max(width - left - right, 10.0)
    rows = flag_rows(data.markers, style, plot_width / max(period[1] - period[0], 1e-9))
    top = name_line + GAP + rows * flag_height(style)
    plot = QRectF(left, top, plot_width, max(height - top - bottom, 10.0))
    return Frame(
        title=QRectF(0, 0, width, name_line),
        plot=plot,
        labels=QRectF(plot.right() + GAP + 4, plot.top(), max(right - GAP - 4, 0.0), plot.height()),
        axis=QRectF(plot.left(), plot.bottom(), plot.width(), bottom),
        first=period[0],
        last=period[1],
    )
