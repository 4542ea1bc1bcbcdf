"""The pain chart as a widget: moved, zoomed and asked about single days, by mouse and keyboard."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.frame import Frame, Room, label_width, layout
from rehabdesk.ui.charts.layers import Canvas, Cursor
from rehabdesk.ui.charts.model import PainChartData
from rehabdesk.ui.charts.painting import ChartPainter
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.tokens import Tokens

#: The shortest period that can be shown, in days.
LEAST_DAYS = 7.0
#: Room beyond the first and last entry that can be shown, as a share of the period.
MARGIN_SHARE = 0.04
#: A place this near to a logged day is that day, in pixels.
SNAP_PX = 8.0
WHEEL_STEP = 120.0
WHEEL_FACTOR = 1.2
KEY_FACTOR = 1.5
PAN_SHARE = 0.25


class PainChart(QWidget):
    """A chart of one or two regions over a period that can be moved and zoomed.

    The value axis is always 0 to 10. Dragging and the keys move the period; the wheel and + and
    - change its length; a double click, Home and End are told to whoever shows the chart. Left
    and Right move a cursor from day to day; `day_pointed` tells which day is meant.
    """

    #: First and last visible day (floats) whenever they change.
    period_changed = Signal(float, float)
    #: The day under the mouse or the cursor as an ordinal, or None.
    day_pointed = Signal(object)
    #: The person wants the period back that was chosen last.
    reset_wanted = Signal()

    def __init__(self, tr: Translator, style: ChartStyle, *, compact: bool = False) -> None:
        """Args: tr for dates on the axis; the look; compact names the region above the plot."""
        super().__init__()
        self._tr = tr
        self._style = style
        self._compact = compact
        self._data = PainChartData("", ())
        self._limits = (0.0, LEAST_DAYS)
        self._day: int | None = None
        self._by_key = False
        self._room = Room()
        self._view: Any = pg.GraphicsView(self, useOpenGL=False, background=None)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.viewport().installEventFilter(self)
        self._box: Any = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self._box.setMouseEnabled(x=True, y=False)
        self._box.disableAutoRange()
        self._box.setYRange(0.0, 10.0, padding=0.0)
        self._view.addItem(self._box)
        self._canvas = Canvas(self)
        self._cursor = Cursor(self)
        self._view.addItem(self._canvas)
        self._view.addItem(self._cursor)
        self._box.sigXRangeChanged.connect(self._range_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 150)

    @property
    def data(self) -> PainChartData:
        """What is shown."""
        return self._data

    @property
    def period(self) -> tuple[float, float]:
        """First and last visible day."""
        first, last = self._box.viewRange()[0]
        return float(first), float(last)

    @property
    def day(self) -> int | None:
        """The day that is pointed at."""
        return self._day

    @property
    def frame(self) -> Frame:
        """Where the parts of the chart lie now."""
        return layout(
            self.width(),
            self.height(),
            self._data,
            self._style,
            self.period,
            compact=self._compact,
            room=self._room,
        )

    @property
    def label_width(self) -> float:
        """How wide the chart's own labels are."""
        return 0.0 if self._compact else label_width(self._data, self._style, self.width())

    def leave_room(self, room: Room) -> None:
        """Leave room so that the chart lines up with what is above and below it."""
        if room != self._room:
            self._room = room
            self._place()

    @property
    def style_now(self) -> ChartStyle:
        """How the chart looks now."""
        return self._style

    def painter(self) -> ChartPainter:
        """Return what paints the chart as it is now; also paints it elsewhere."""
        return ChartPainter(
            self._data,
            self._style,
            self.frame,
            self._tr,
            self._compact,
            time_axis=self._room.time_axis,
        )

    def layers(self, tokens: Tokens) -> list[Layer]:
        """Return the chart as it is now in the colours of a theme, for pictures."""
        chart = dataclasses.replace(self.painter(), style=ChartStyle(tokens, self._style.font))
        ticks = chart.ticks()
        return [
            Layer(chart.frame.plot, lambda painter: chart.plot.paint(painter, ticks.lines), True),
            Layer(QRectF(self.rect()), lambda painter: chart.paint_texts(painter, ticks)),
        ]

    def show_data(self, data: PainChartData, limits: tuple[float, float] | None = None) -> None:
        """Show other data; the period is kept as far as the new limits allow.

        Args:
            data: What to show.
            limits: The earliest and latest day that can be shown; those of the data by default.
        """
        self._data = data
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(data.description)
        self._limits = limits or (float(data.first_day), float(data.last_day))
        first, last = self.reach
        self._box.setLimits(xMin=first, xMax=last, minXRange=LEAST_DAYS, maxXRange=last - first)
        self.point_at(None)
        self._place()

    @property
    def reach(self) -> tuple[float, float]:
        """The earliest and latest place on the axis that can be shown."""
        first, last = self._limits
        margin = max((last - first) * MARGIN_SHARE, 1.0)
        first, last = first - margin, last + margin
        short = max(LEAST_DAYS - (last - first), 0.0)
        return first - short / 2, last + short / 2

    def show_period(self, first: float, last: float) -> None:
        """Show a period, or the nearest one that the limits allow."""
        low, high = self.reach
        length = min(max(last - first, LEAST_DAYS), high - low)
        # The end is what people ask about: it stays where a period is too short or too long.
        last = min(max(last, low + length), high)
        self._box.setXRange(last - length, last, padding=0.0)

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        self._place()

    def pan(self, days: float) -> None:
        """Move the period by days; it stops at the limits."""
        first, last = self.period
        self.show_period(first + days, last + days)

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Make the period longer (factor above 1) or shorter.

        Args:
            factor: New length divided by the present one.
            about: The day that keeps its place; the pointed one or the middle by default.
        """
        first, last = self.period
        if about is None:
            seen = self._day is not None and first <= self._day <= last
            about = float(self._day) if seen and self._day is not None else (first + last) / 2
        low, high = self.reach
        length = min(max((last - first) * factor, LEAST_DAYS), high - low)
        start = about - (about - first) / (last - first) * length
        start = min(max(start, low), high - length)
        self._box.setXRange(start, start + length, padding=0.0)

    def point_at(self, day: int | None) -> None:
        """Point at a day, or at none; the period follows the day."""
        if day is not None:
            first, last = self.period
            if not first <= day <= last:
                self.pan(day - last + 1 if day > last else day - first - 1)
        if day != self._day:
            self._day = day
            self._cursor.update()
            self.day_pointed.emit(day)

    def sizeHint(self) -> QSize:
        """Return the least size at which the chart reads well: it takes what more there is."""
        return QSize(self.minimumWidth(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out again."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, the period, or its length."""
        if not self._act(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self._cursor.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring and the keyboard's cursor away."""
        super().focusOutEvent(event)
        self.point_at(None)
        self._cursor.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Listen to the mouse over the drawing."""
        kind = event.type()
        if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._wheel(event)
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            if event.buttons() == Qt.MouseButton.NoButton:
                self._by_key = False
                self.point_at(self._day_near(event.position()))
        elif kind == QEvent.Type.Leave and not self._by_key:
            self.point_at(None)
        elif kind == QEvent.Type.MouseButtonPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        elif kind == QEvent.Type.MouseButtonDblClick:
            self.reset_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _wheel(self, event: QWheelEvent) -> bool:
        """Zoom, or move sideways with a sideways wheel or Shift; else let the page scroll."""
        turn = event.angleDelta()
        first, last = self.period
        sideways = turn.x() or (
            turn.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways:
            self.pan(-sideways / WHEEL_STEP * (last - first) * 0.1)
        elif turn.y():
            about = self.frame.day_at(event.position().x())
            self.zoom(WHEEL_FACTOR ** (-turn.y() / WHEEL_STEP), min(max(about, first), last))
        # A wheel that changes nothing, such as zooming out of everything, scrolls the page:
        # an event that is not accepted goes on to the parent.
        event.setAccepted(self.period != (first, last))
        return True

    def _act(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        first, last = self.period
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if shift:
                self.pan(step * (last - first) * PAN_SHARE)
            else:
                self._step(step, to_logged=control)
            return True
        actions: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageUp: lambda: self.pan(first - last),
            Qt.Key.Key_PageDown: lambda: self.pan(last - first),
            Qt.Key.Key_Home: lambda: self.pan(self.reach[0] - first),
            Qt.Key.Key_End: lambda: self.pan(self.reach[1] - last),
            Qt.Key.Key_Plus: lambda: self.zoom(1 / KEY_FACTOR),
            Qt.Key.Key_Equal: lambda: self.zoom(1 / KEY_FACTOR),
            Qt.Key.Key_Minus: lambda: self.zoom(KEY_FACTOR),
            Qt.Key.Key_0: self.reset_wanted.emit,
        }
        if key == Qt.Key.Key_Escape and self._day is not None:
            self.point_at(None)
            return True
        action = actions.get(Qt.Key(key))
        if action is None:
            return False
        action()
        return True

    def _step(self, step: int, *, to_logged: bool) -> None:
        """Move the cursor by a day, or to the next logged one."""
        if self._data.logged.size == 0:
            return
        self._by_key = True
        if self._day is None:
            end = math.floor(self.period[1])
            self.point_at(self._data.logged_beside(end + 1, -1) or self._data.nearest_logged(end))
            return
        wanted: int | None = self._day + step
        if to_logged:
            wanted = self._data.logged_beside(self._day, step)
        if wanted is not None and self._limits[0] <= wanted <= self._limits[1]:
            self.point_at(wanted)

    def _day_near(self, place: QPointF) -> int | None:
        """Return the day under the mouse; in long periods the nearest logged one."""
        frame = self.frame
        if not frame.plot.contains(place) or self._data.logged.size == 0:
            return None
        day = frame.day_at(place.x())
        nearest = self._data.nearest_logged(day)
        if nearest is not None and abs(nearest - day) * frame.px_per_day <= SNAP_PX:
            return nearest
        here = round(day)
        return here if self._data.first_day <= here <= self._data.last_day else None

    def _place(self) -> None:
        """Put the parts where they belong and paint them anew."""
        frame = self.frame
        self._view.setBackground(self._style.colour("surface"))
        self._box.setGeometry(frame.plot)
        self._canvas.resize(self.width(), self.height())
        self._cursor.resize(self.width(), self.height())

    @Slot()
    def _range_changed(self) -> None:
        if self._data.markers:
            # The flags above the plot may need another row at another scale.
            self._box.setGeometry(self.frame.plot)
        self._canvas.update()
        self._cursor.update()
        self.period_changed.emit(*self.period)
