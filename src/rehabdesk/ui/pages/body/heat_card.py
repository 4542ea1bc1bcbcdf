"""How often and how strongly regions hurt in a period: the heat map's card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.regions import RegionCatalogue, Side, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.heat import RegionHeat, WeekHeat
from rehabdesk.services.trend_texts import period
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, FlowLayout, Segments, SideLabel, label

#: The first day of a period without a beginning.
EVER = dt.date(1900, 1, 1)
PERIODS = (("4", 28), ("12", 84), ("26", 182), ("all", 0))
CELL = 34


class WeekCells(QWidget):
    """Weekly medians of a region as numbered cells; weeks without entries are dotted."""

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self._weeks: dict[dt.date, WeekHeat] = {}
        self._last_monday = dt.date.min
        self.setAccessibleName(tr("heat map", "Usual pain by week"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(self, weeks: Sequence[WeekHeat], last: dt.date) -> None:
        """Show as many weeks up to a day as there is room for."""
        self._weeks = {week.monday: week for week in weeks}
        self._last_monday = last - dt.timedelta(days=last.weekday())
        spoken = [
            self._tr(
                "heat map",
                "week of {day}: {value}",
                day=week.monday,
                value=self._tr.number(week.median, 1),
            )
            for week in weeks[-12:]
        ]
        self.setAccessibleDescription(self._tr.list_of(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a row of cells and the dates below."""
        tokens = self._theme.tokens
        return QSize(200, tokens.scaled(CELL) + tokens.type_px["caption"] + 14)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a row cannot be lower."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the weeks from the right, the last one at the edge."""
        if self._last_monday == dt.date.min:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.tokens.scaled(CELL)
        step = side + 6
        count = max(1, (self.width() - 4) // step)
        for index in range(count):
            monday = self._last_monday - dt.timedelta(weeks=count - 1 - index)
            self._paint_week(painter, monday, QRectF(2 + index * step, 2, side, side), index)
        painter.end()

    def _paint_week(self, painter: QPainter, monday: dt.date, cell: QRectF, index: int) -> None:
        tokens = self._theme.tokens
        week = self._weeks.get(monday)
        font = QFont(self.font())
        font.setPixelSize(tokens.type_px["caption"])
        painter.setFont(font)
        if week is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.colours["control"]), 1.1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(cell, 7, 7)
        else:
            fill = tokens.pain_fill(week.median)
            painter.setBrush(QColor(fill))
            painter.setPen(QPen(QColor(tokens.colours["text"]), 1.1))
            painter.drawRoundedRect(cell, 7, 7)
            painter.setPen(QColor(tokens.on(fill)))
            text = self._tr.number(round(week.median, 1), None)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
        every = 4
        if index % every == 0:
            painter.setPen(QColor(tokens.colours["text2"]))
            below = QRectF(cell.left(), cell.bottom() + 5, every * (cell.width() + 6), 22)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._tr.date(monday, "day_month"))


class HeatCard(Card):
    """The period, and what it holds for the chosen region."""

    period_chosen = Signal()

    def __init__(
        self,
        selection: RegionSelection,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._selection, self._regions, self._tr, self._name_of = selection, regions, tr, name_of
        self._heat: Mapping[SidedRegion, RegionHeat] = {}
        self._last = dt.date.min
        self.setAccessibleName(tr("heat map", "Pain over time"))
        self._name = label("", "card_title")
        self._side = SideLabel(tr)
        self._periods = Segments(
            tr("heat map", "Period"),
            [
                ("4", tr("heat map", "4 weeks")),
                ("12", tr("heat map", "12 weeks")),
                ("26", tr("heat map", "6 months")),
                ("all", tr("heat map", "All")),
            ],
        )
        self._periods.choose("4")
        self._periods.chosen.connect(lambda _: self.period_chosen.emit())
        head = QWidget()
        flow = FlowLayout(head, 12, flat=True)
        policy = head.sizePolicy()
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        for one in (self._name, self._side, self._periods):
            flow.addWidget(one)
        self.body.addWidget(head)
        self._sentence = label("", "subtitle", wrap=True)
        self.body.addWidget(self._sentence)
        self._weeks = WeekCells(tr, theme)
        self.body.addWidget(self._weeks)
        selection.region_chosen.connect(self._show_region)

    @property
    def sentence(self) -> str:
        """What is said about the chosen region."""
        return self._sentence.text()

    def first_day(self, last: dt.date) -> dt.date:
        """Return the first day of the chosen period, up to a last day."""
        days = dict(PERIODS)[self._periods.current or "4"]
        return last - dt.timedelta(days=days - 1) if days else EVER

    def caption(self, day: dt.date, *, over_time: bool) -> tuple[str, str]:
        """Return what the numbers on the map are called on a picture, and their days.

        Args:
            day: The chosen day.
            over_time: Whether the map shows the period up to it.
        """
        if not over_time:
            return "", self._tr.date(day, "medium")
        first, title = self.first_day(day), self._tr("picture", "Usual pain")
        if first == EVER:
            return title, self._tr("picture", "up to {day}", day=day)
        return title, period(self._tr, first, day)

    def show_heat(self, heat: Mapping[SidedRegion, RegionHeat], last: dt.date) -> None:
        """Show a period's regions."""
        self._heat, self._last = heat, last
        self._show_region(self._selection.current)

    def _show_region(self, where: SidedRegion | None) -> None:
        if where is None:
            self._name.setText(self._tr("heat map", "Pain over time"))
            self._side.set_side(Side.NONE)
            self._sentence.setText(self._tr("heat map", "Choose a region on the map or the list."))
            return
        self._name.setText(self._tr.say(self._regions[where.region].name))
        self._side.set_side(where.side)
        known = self._heat.get(where)
        self._weeks.show_weeks(known.weeks if known else (), self._last)
        if known is None:
            self._sentence.setText(self._tr("heat map", "No entries for it in this period."))
            return
        self._sentence.setText(
            self._tr.n(
                "heat map",
                "Hurt on {hurt} of {count} day with an entry. Usual pain (median) {median}, "
                "highest {worst}. Numbers on the map are medians; dotted regions have no entry.",
                "Hurt on {hurt} of {count} days with an entry. Usual pain (median) {median}, "
                "highest {worst}. Numbers on the map are medians; dotted regions have no entry.",
                known.days_logged,
                hurt=known.days_hurt,
                median=self._tr.number(round(known.median, 1), None),
                worst=self._tr.number(known.worst, None),
            )
        )
