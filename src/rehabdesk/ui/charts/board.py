"""Several charts that share one period and one cursor."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.charts.adherence_model import AdherenceData
from rehabdesk.ui.charts.adherence_panel import AdherencePanel, label_room, value_room
from rehabdesk.ui.charts.day_panel import WIDTH, DayLine, DayPanel
from rehabdesk.ui.charts.frame import Room, join
from rehabdesk.ui.charts.model import PainChartData
from rehabdesk.ui.charts.notes_panel import NotesData, NotesPanel
from rehabdesk.ui.charts.pain_chart import PainChart
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pictures.layers import Drawing, stacked
from rehabdesk.ui.widgets.basic import label

#: From this width at 100 % text on, charts of one region stand in two columns.
TWO_COLUMNS = 620
#: The same for charts of two regions, which have labels beside them.
TWO_COLUMNS_LABELLED = 1000
CHART_HEIGHT = 340
#: With adherence below it a chart may be lower.
CHART_HEIGHT_SHARED = 250
SMALL_HEIGHT = 170
MIDDLE_HEIGHT = 210


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One chart of a board.

    Attributes:
        data: What it shows.
        heading: A line above it, or "".
    """

    data: PainChartData
    heading: str = ""


class ChartBoard(QWidget):
    """Charts side by side or below each other, moved and zoomed together.

    The first chart leads; whatever is done to one happens to all.
    """

    #: First and last visible day.
    period_changed = Signal(float, float)
    #: Somebody moved or zoomed the charts by hand.
    moved = Signal()
    #: The day that is pointed at as an ordinal, or None.
    day_wanted = Signal(object)
    reset_wanted = Signal()

    def __init__(self, tr: Translator, style: ChartStyle) -> None:
        super().__init__()
        self._tr = tr
        self._style = style
        self._charts: list[PainChart] = []
        self._cells: list[QWidget] = []
        self._captions: list[QLabel] = []
        self._compact = False
        self._following = False
        self._pointing: PainChart | None = None
        self._adherence: AdherencePanel | None = None
        self._adherence_data: AdherenceData | None = None
        self._notes: NotesPanel | None = None
        self._notes_data: NotesData | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self.panel = DayPanel(self)

    @property
    def charts(self) -> tuple[PainChart, ...]:
        """The charts from first to last."""
        return tuple(self._charts)

    @property
    def period(self) -> tuple[float, float]:
        """First and last visible day; (0, 0) without charts."""
        return self._charts[0].period if self._charts else (0.0, 0.0)

    @property
    def days(self) -> tuple[float, float]:
        """First and last day of all charts' data."""
        shown = [chart.data for chart in self._charts]
        return (
            float(min((one.first_day for one in shown), default=0)),
            float(max((one.last_day for one in shown), default=0)),
        )

    def show_items(self, items: Sequence[BoardItem], *, compact: bool) -> None:
        """Show other charts; where their number stays, charts and period stay.

        Args:
            items: The charts.
            compact: Whether each chart is small and names its one region above the plot.
        """
        self.panel.hide()
        if len(items) != len(self._charts) or compact != self._compact:
            self._rebuild(len(items), compact=compact)
        first = min((item.data.first_day for item in items), default=0)
        last = max((item.data.last_day for item in items), default=0)
        self._following = True
        for chart, caption, item in zip(self._charts, self._captions, items, strict=True):
            chart.show_data(item.data, (float(first), float(last)))
            caption.setVisible(bool(item.heading))
            caption.setText(item.heading)
            if item.heading:
                chart.setAccessibleName(f"{item.heading}. {item.data.title}")
        self._following = False
        self.arrange()

    def show_adherence(self, data: AdherenceData | None) -> None:
        """Show adherence on the time axis of the charts, or no longer."""
        self._adherence_data = data
        self._place_adherence()
        self.arrange()

    def show_notes(self, data: NotesData | None) -> None:
        """Show flares and what helped below a chart that stands alone, or no longer."""
        self._notes_data = data
        self._place_notes()
        self.arrange()

    @property
    def notes(self) -> NotesPanel | None:
        """The panel of flares and of what helped, or None where there is none."""
        return self._notes

    @property
    def adherence(self) -> AdherencePanel | None:
        """The adherence panel, or None where there is none."""
        return self._adherence

    @property
    def days_seen(self) -> tuple[float, float]:
        """First and last day that are visible and have data around them."""
        (first, last), (low, high) = self.period, self.days
        return max(math.ceil(first), low), min(math.floor(last), high)

    def picture_at(self, place: QPoint) -> tuple[str | list[str], Drawing] | None:
        """Return what the chart at a place shows, and its drawing with what is below it.

        What it shows is the names of its regions, or a title.

        Args:
            place: In the board's coordinates.
        """
        for cell, chart in zip(self._cells, self._charts, strict=True):
            below = self._adherence
            inside = below is not None and below.parentWidget() is cell
            if cell.geometry().contains(place):
                names = [join(one.name, one.detail) for one in chart.data.series]
                parts = (chart, self._notes, below if inside else None)
                return names, stacked([one for one in parts if one is not None])
        if self._adherence is not None and self._adherence.geometry().contains(place):
            return self._adherence.accessibleName(), stacked((self._adherence,))
        return None

    def show_period(self, first: float, last: float) -> None:
        """Show a period in all charts."""
        if self._charts:
            self._following = True
            for chart in self._charts:
                chart.show_period(first, last)
            self._following = False
            self.period_changed.emit(*self.period)

    def show_all(self) -> None:
        """Show everything there is."""
        if self._charts:
            self.show_period(*self._charts[0].reach)

    def restyle(self, style: ChartStyle) -> None:
        """Take another look at once."""
        self._style = style
        for chart in self._charts:
            chart.restyle(style)
        if self._adherence is not None:
            self._adherence.restyle(style)
        if self._notes is not None:
            self._notes.restyle(style)
        self.arrange()

    def tell_day(self, day: int, lines: Sequence[DayLine]) -> None:
        """Show what is known about a day; nothing if another day is pointed at by now."""
        chart = self._pointing
        if chart is None or chart.day != day:
            return
        title = self._tr.date(dt.date.fromordinal(day), "long")
        scale = self._style.tokens.text_scale
        self.panel.tell(title, lines, min(round(WIDTH * scale), max(self.width() // 2, 160)))
        frame = chart.frame
        place = QPoint(round(frame.x(day)), round(frame.plot.top()) + 8)
        self.panel.stand_beside(chart.mapTo(self, place), self.rect())
        chart.setAccessibleDescription(self.panel.text)

    def arrange(self) -> None:
        """Put the charts into as many columns as there is room for."""
        columns = self._columns()
        scale = 0.5 + 0.5 * self._style.tokens.text_scale
        least = CHART_HEIGHT if self._adherence is None else CHART_HEIGHT_SHARED
        if len(self._charts) > 1:
            least = SMALL_HEIGHT if self._compact else MIDDLE_HEIGHT
        for number, (cell, chart) in enumerate(zip(self._cells, self._charts, strict=True)):
            chart.setMinimumHeight(round(least * scale))
            self._grid.addWidget(cell, number // columns, number % columns)
        self._arrange_adherence(columns)
        self._line_up()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _line_up(self) -> None:
        """Give all charts and the adherence below them one time axis."""
        widest = max((chart.label_width for chart in self._charts), default=0.0)
        values = 0.0
        if self._adherence is not None and self._adherence_data is not None:
            values = value_room(self._style, self._tr)
            if not self._compact:
                widest = max(widest, label_room(self._adherence_data, self._style, self.width()))
        for chart in self._charts:
            below = self._adherence is not None and chart is self._charts[-1]
            shared = below and self._columns() == 1
            chart.leave_room(Room(widest, values, time_axis=not shared))

    def _place_adherence(self) -> None:
        """Put the adherence below the last chart, or take it away."""
        data = self._adherence_data
        if data is None or not self._charts:
            if self._adherence is not None:
                self._adherence.hide()
                self._adherence.deleteLater()
                self._adherence = None
            return
        if self._adherence is None:
            self._adherence = AdherencePanel(self._tr, self._style, self._charts[-1])
        self._adherence.show_data(data)

    def _arrange_adherence(self, columns: int) -> None:
        """Put the adherence right below the one column, or into a cell of its own beside others."""
        if self._adherence is None:
            return
        if columns == 1:
            column = self._cells[-1].layout()
            if column is not None and column.indexOf(self._adherence) < 0:
                column.addWidget(self._adherence)
        else:
            place = len(self._cells)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self._adherence, place // columns, place % columns, top)
        self._adherence.show()

    def _columns(self) -> int:
        if len(self._charts) < 2:
            return 1
        least = TWO_COLUMNS if self._compact else TWO_COLUMNS_LABELLED
        return 2 if self.width() >= least * self._style.tokens.text_scale else 1

    def _rebuild(self, count: int, *, compact: bool) -> None:
        self._pointing = None
        # It belongs to a chart that goes.
        if self._adherence is not None:
            self._adherence.hide()
            self._adherence.deleteLater()
            self._adherence = None
        # So do the notes.
        self._drop_notes()
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells, self._charts, self._captions = [], [], []
        self._compact = compact
        for _ in range(count):
            chart = PainChart(self._tr, self._style, compact=compact)
            caption = label("", "row", wrap=True)
            cell = QWidget(self)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(caption)
            column.addWidget(chart, 1)
            chart.period_changed.connect(self._follow)
            chart.day_pointed.connect(self._point)
            chart.reset_wanted.connect(self.reset_wanted)
            self._cells.append(cell)
            self._charts.append(chart)
            self._captions.append(caption)
        self._place_notes()
        self._place_adherence()

    def _place_notes(self) -> None:
        """Put the notes right below a chart that stands alone, or take them away."""
        data = self._notes_data
        if data is None or len(self._charts) != 1:
            self._drop_notes()
            return
        if self._notes is None:
            self._notes = NotesPanel(self._style, self._charts[0])
            column = self._cells[0].layout()
            if isinstance(column, QVBoxLayout):
                column.insertWidget(2, self._notes)
        self._notes.show_data(data)

    def _drop_notes(self) -> None:
        if self._notes is not None:
            self._notes.hide()
            self._notes.deleteLater()
            self._notes = None

    @Slot(float, float)
    def _follow(self, first: float, last: float) -> None:
        """Take over the period of the chart that was moved."""
        if self._following:
            return
        self._following = True
        for chart in self._charts:
            if chart is not self.sender():
                chart.show_period(first, last)
        self._following = False
        self.panel.hide()
        self.period_changed.emit(first, last)
        self.moved.emit()

    @Slot(object)
    def _point(self, day: int | None) -> None:
        sender = self.sender()
        if not isinstance(sender, PainChart):
            return
        if day is None:
            if sender is self._pointing:
                self._pointing = None
                self.panel.hide()
                sender.setAccessibleDescription(sender.data.description)
                self.day_wanted.emit(None)
            return
        self._pointing = sender
        self.tell_day(day, self._known_lines(sender, day))
        self.day_wanted.emit(day)

    def _known_lines(self, chart: PainChart, day: int) -> list[DayLine]:
        """Return what the chart itself knows about a day."""
        lines = []
        for series in chart.data.series:
            value = series.value_on(day)
            if math.isfinite(value):
                name = join(series.name, series.detail)
                lines.append(
                    DayLine(
                        self._tr(
                            "trends",
                            "{region}: {value}",
                            region=name,
                            value=self._tr.number(value),
                        )
                    )
                )
        return lines or [DayLine(self._tr("trends", "No entries"))]
