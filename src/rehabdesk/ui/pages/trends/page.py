"""The Trends page: pain over time, region by region, and knee and hip on one axis."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedLayout, QWidget

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.trends import (
    Trends,
    entries_of_day,
    load_change_rule,
    read_trends,
    together,
)
from rehabdesk.ui.charts.day_panel import DayLine
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.trends.cards import SinceStartCard, TogetherCard
from rehabdesk.ui.pages.trends.content import PAIRS, REGIONS, ChartCard, Content, EmptyTrends
from rehabdesk.ui.pages.trends.items import OVERLAID, ItemMaker, day_of
from rehabdesk.ui.pages.trends.table import Column
from rehabdesk.ui.widgets.basic import Card, Segments

#: Days of each period; None is everything.
PERIODS: dict[str, int | None] = {
    "4w": 28,
    "12w": 84,
    "6m": 182,
    "1y": 365,
    "all": None,
}
DEFAULT_PERIOD = "12w"
#: How long the mouse rests on a day before its entries are read.
REST_MS = 70
#: How long the charts stand still before texts about the period follow.
SETTLE_MS = 90
ENTRIES_SHOWN = 4
REGIONS_CHOICE, PERIOD_CHOICE, VIEW_CHOICE = "trends/regions", "trends/period", "trends/view"


class TrendsPage(Page):
    """Shows pain over time. Everything it shows is read in the background."""

    shows = frozenset({Kind.PAIN_ENTRY, Kind.REGION_SETTING})
    #: The page shows the diary as it is now.
    shown = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, context.tr("trends", "How it has been going"))
        tr = context.tr
        self._trends: Trends | None = None
        self._by_hand = False
        self._narrow = False
        self._makes = ItemMaker(tr, context.regions)
        self._pair_cards: list[TogetherCard] = []
        names = {
            "4w": tr("period", "4 weeks"),
            "12w": tr("period", "12 weeks"),
            "6m": tr("period", "6 months"),
            "1y": tr("period", "1 year"),
            "all": tr("period", "All"),
        }
        self.periods = Segments(tr("trends", "Period"), list(names.items()))
        self.periods.hide()
        self.chart_card = ChartCard(tr, self._style())
        self.board = self.chart_card.board
        self.content = Content(self.chart_card)
        self.empty = EmptyTrends(tr)
        self._either = QStackedLayout()
        self.body.addLayout(self._either, 1)
        # Nothing is shown until it is known what: the page comes first, its data follow.
        self._either.addWidget(QWidget(self))
        self._either.addWidget(self.content)
        self._either.addWidget(self.empty)
        self._rest = _timer(self, REST_MS)
        self._settled = _timer(self, SETTLE_MS)
        self._day: int | None = None
        self._recall()
        self._connect()
        self._arrange()

    def refresh(self) -> None:
        """Read the diary again; an answer about an older state is dropped."""
        wanted, today = self._wanted(), diary_day(self.context.clock.now())
        regions, pairs = self.context.regions, self.chart_card.view.current == PAIRS
        self.context.workbench.read(
            lambda diary: read_trends(diary, regions, wanted, today, with_pairs=pairs),
            self._show,
            key="trends",
        )

    def open_at(self, argument: str) -> None:
        """Show a region (`knee_inner:left`), or point at a day (ISO text)."""
        try:
            day = dt.date.fromisoformat(argument).toordinal()
        except ValueError:
            self._open_region(argument)
            return
        self._by_hand = True
        first, last = self.board.period
        half = (last - first) / 2
        self.board.show_period(day - half, day + half)
        if self.board.charts:
            self.board.charts[0].setFocus()
            self.board.charts[0].point_at(day)

    def set_narrow(self, narrow: bool) -> None:
        """Put the cards below the chart in a narrow window."""
        super().set_narrow(narrow)
        self._narrow = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the width."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose_period)
        self.chart_card.regions.chosen.connect(self._choose_regions)
        self.chart_card.view.chosen.connect(self._choose_view)
        self.chart_card.swap.toggled.connect(self._fill_table)
        self.board.period_changed.connect(self._period_changed)
        self.board.moved.connect(self._moved)
        self.board.reset_wanted.connect(self._reset_period)
        self.board.day_wanted.connect(self._point)
        self.empty.go.clicked.connect(self._go_to_body)
        self._rest.timeout.connect(self._read_day)
        self._settled.timeout.connect(self._say_period)
        self.context.theme.changed.connect(self._restyle)

    # What was chosen

    def _recall(self) -> None:
        """Take up what was chosen last time."""
        get = self.context.preferences.get
        period, view = get(PERIOD_CHOICE), get(VIEW_CHOICE)
        self._period = period if period in PERIODS else DEFAULT_PERIOD
        self.periods.choose(self._period)
        self.chart_card.view.choose(view if view == PAIRS else REGIONS)

    def _wanted(self) -> tuple[SidedRegion, ...]:
        found = []
        for text in self.context.preferences.get(REGIONS_CHOICE).split(","):
            try:
                found.append(self.context.regions.parse(text))
            except InputError:
                # A choice of another version, or none yet.
                continue
        return tuple(found)

    @Slot(tuple)
    def _choose_regions(self, keys: tuple[str, ...]) -> None:
        self.context.preferences.set(REGIONS_CHOICE, ",".join(keys))
        self.refresh()

    def _open_region(self, argument: str) -> None:
        try:
            where = self.context.regions.parse(argument)
        except InputError:
            return
        self.chart_card.view.choose(REGIONS)
        self._choose_regions((str(where),))

    @Slot(str)
    def _choose_view(self, key: str) -> None:
        self.context.preferences.set(VIEW_CHOICE, key)
        self.refresh()

    @Slot(str)
    def _choose_period(self, key: str) -> None:
        self._period = key
        self.context.preferences.set(PERIOD_CHOICE, key)
        self._reset_period()

    @Slot()
    def _reset_period(self) -> None:
        """Show the period that was chosen last, up to the last entry."""
        self._by_hand = False
        self.periods.choose(self._period)
        days = PERIODS[self._period]
        if days is None:
            self.board.show_all()
        else:
            last = self.board.days[1] + 0.5
            self.board.show_period(last - days, last)

    @Slot()
    def _period_changed(self) -> None:
        """Let the texts follow when the charts stand still."""
        self._settled.start()

    @Slot()
    def _moved(self) -> None:
        """Let go of the chosen period: what is shown is no longer it."""
        if not self._by_hand:
            self._by_hand = True
            _choose_none(self.periods)

    # What is shown

    def _show(self, trends: Trends) -> None:
        self._trends = trends
        if not trends.uses:
            self._show_empty(trends)
            return
        self._either.setCurrentWidget(self.content)
        card = self.chart_card
        card.view.setVisible(bool(trends.pairs))
        pairs = card.view.current == PAIRS and bool(trends.pairs)
        if card.view.current == PAIRS and not trends.pairs:
            card.view.choose(REGIONS)
            self.refresh()
            return
        card.regions.setVisible(not pairs)
        card.pairs_hint.setVisible(pairs)
        card.regions.offer(
            [
                (str(use.where), self._makes.name(use.where), use.where in trends.chosen)
                for use in trends.uses
            ]
        )
        compact = not pairs and len(trends.chosen) > OVERLAID
        items = self._makes.for_pairs(trends) if pairs else self._makes.for_regions(trends)
        before = self.board.period
        self.board.show_items(items, compact=compact)
        if self._by_hand:
            self.board.show_period(*before)
        else:
            self._reset_period()
        card.show_caption(
            with_squares=any(len(item.data.series) > 1 for item in items),
            with_band=any(one.line.low is not None for one in trends.trends),
        )
        self._show_cards(trends, pairs=pairs)
        self._say_period()
        self.shown.emit()

    def _show_empty(self, trends: Trends) -> None:
        tr = self.context.tr
        if trends.uncounted:
            name = self._makes.name(trends.uncounted[0].where)
            text = tr(
                "trends",
                "The entries of {region} are not of the kind that counts as its daily value, so "
                "there is no line to draw yet.",
                region=name,
            )
        else:
            text = tr("trends", "Your pain over time appears here from the first pain entry on.")
        self.empty.sentence.setText(text)
        self.subtitle.clear()
        self.periods.setVisible(False)
        self._either.setCurrentWidget(self.empty)
        self.shown.emit()

    def _show_cards(self, trends: Trends, *, pairs: bool) -> None:
        tr, rule = self.context.tr, load_change_rule()
        self._pair_cards = []
        cards: list[Card] = []
        if pairs:
            for pair in trends.pairs:
                heading = texts.pair_title(tr, self.context.regions, pair)
                self._pair_cards.append(TogetherCard(tr, heading))
            cards += self._pair_cards
        else:
            for where in trends.chosen:
                since = trends.of(where).since_start
                cards.append(SinceStartCard(tr, self._makes.name(where), since, rule))
        self.content.show_cards(cards)

    @Slot()
    def _say_period(self) -> None:
        """Let the texts follow the period that is shown."""
        trends = self._trends
        if trends is None or not self.board.charts:
            return
        self.periods.setVisible(True)
        first, last = self._visible_days()
        self.subtitle.setText(texts.period(self.context.tr, first, last))
        for card, pair in zip(self._pair_cards, trends.pairs, strict=False):
            card.show_days(together(trends, pair, first, last))
        self._fill_table()

    def _visible_days(self) -> tuple[dt.date, dt.date]:
        """Return the first and last day of the data that are visible."""
        first, last = self.board.period
        low, high = self.board.days
        return day_of(max(first + 0.5, low)), day_of(min(last - 0.5, high))

    @Slot()
    def _fill_table(self) -> None:
        trends = self._trends
        if trends is None or not self.chart_card.swap.isChecked():
            return
        series = {one.key: one for chart in self.board.charts for one in chart.data.series}
        columns = [
            Column(
                self._makes.name(one.where),
                texts.kind_name(self.context.tr, one.kind),
                series[str(one.where)],
            )
            for one in trends.trends
            if str(one.where) in series
        ]
        first, last = self._visible_days()
        self.chart_card.table.show_columns(columns, first.toordinal(), last.toordinal())

    # One day

    @Slot(object)
    def _point(self, day: int | None) -> None:
        self._day = day
        if day is None:
            self._rest.stop()
        else:
            self._rest.start()

    @Slot()
    def _read_day(self) -> None:
        day = self._day
        if day is None or self._trends is None:
            return
        shown = tuple(one.where for one in self._trends.trends)
        self.context.workbench.read(
            lambda diary: entries_of_day(diary, dt.date.fromordinal(day), shown),
            lambda entries: self._tell_day(day, entries),
            key="trends/day",
        )

    def _tell_day(self, day: int, entries: tuple[PainEntry, ...]) -> None:
        tr, regions = self.context.tr, self.context.regions
        lines = [
            DayLine(texts.entry_head(tr, regions, one), texts.entry_detail(tr, one))
            for one in entries[:ENTRIES_SHOWN]
        ]
        more = len(entries) - ENTRIES_SHOWN
        if more > 0:
            lines.append(DayLine("", tr.n("trends", "and {count} more", "and {count} more", more)))
        self.board.tell_day(day, lines or [DayLine(tr("trends", "No entries"))])

    # Look

    def _style(self) -> ChartStyle:
        return ChartStyle.of(self.context.theme.tokens, QApplication.font())

    @Slot()
    def _restyle(self) -> None:
        self.board.restyle(self._style())
        self._arrange()

    def _arrange(self) -> None:
        """Put the period beside the title where there is room, else below it."""
        margins = self.contentsMargins().left() + self.contentsMargins().right()
        needed = self.title.sizeHint().width() + self.periods.sizeHint().width() + 60
        beside = self.width() - margins - 40 >= needed
        target = self.header if beside else self.body
        if target.indexOf(self.periods) < 0:
            self.header.removeWidget(self.periods)
            self.body.removeWidget(self.periods)
            if beside:
                self.header.addWidget(self.periods)
            else:
                self.body.insertWidget(0, self.periods, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.arrange(self.context.theme.tokens, self.width(), narrow=self._narrow)
        self.board.arrange()

    @Slot()
    def _go_to_body(self) -> None:
        self.page_wanted.emit("body", "")


def _timer(parent: TrendsPage, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer


def _choose_none(segments: Segments) -> None:
    """Mark no segment as chosen."""
    for one in segments.findChildren(QPushButton):
        if one.isChecked():
            group = one.group()
            group.setExclusive(False)
            one.setChecked(False)
            group.setExclusive(True)
