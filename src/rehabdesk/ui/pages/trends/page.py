"""The Trends page: pain over time, region by region, and knee and hip on one axis."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.trends import (
    Trends,
    read_trends,
    together,
)
from rehabdesk.ui.charts.adherence_model import AdherenceData
from rehabdesk.ui.charts.board import BoardItem
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.trends.adherence_items import adherence_data
from rehabdesk.ui.pages.trends.answers_view import AnswersView
from rehabdesk.ui.pages.trends.cards import TogetherCard
from rehabdesk.ui.pages.trends.content import PAIRS, REGIONS, ChartCard, Content, EmptyTrends
from rehabdesk.ui.pages.trends.day_teller import DayTeller
from rehabdesk.ui.pages.trends.items import OVERLAID, ItemMaker, day_of
from rehabdesk.ui.pages.trends.note_items import NotesDesk
from rehabdesk.ui.pages.trends.periods import DEFAULT_PERIOD, PERIODS, period_names
from rehabdesk.ui.pages.trends.table import Column
from rehabdesk.ui.widgets.basic import Segments

#: How long the charts stand still before texts about the period follow.
SETTLE_MS = 90
#: How much of what is below the chart is visible, so that it is found.
PEEK = 32
REGIONS_CHOICE, PERIOD_CHOICE, VIEW_CHOICE = "trends/regions", "trends/period", "trends/view"


class TrendsPage(Page):
    """Shows pain over time. Everything it shows is read in the background."""

    shows = frozenset(
        {
            Kind.PAIN_ENTRY,
            Kind.REGION_SETTING,
            Kind.DIARY_SETTING,
            Kind.PLAN_VERSION,
            Kind.PLAN_ITEM,
            Kind.SESSION,
            Kind.SET_DONE,
            Kind.PAUSE,
            Kind.OWN_EXERCISE,
            Kind.HELP_MARK,
            Kind.SWELLING,
            Kind.COMMENT,
        }
    )
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
        self.periods = Segments(tr("trends", "Period"), period_names(tr))
        self.periods.hide()
        self.header.addWidget(self.periods, 0, Qt.AlignmentFlag.AlignLeft)
        self.chart_card = ChartCard(tr, self._style())
        self.board = self.chart_card.board
        self.content = Content(self.chart_card)
        self.answers = AnswersView(context, self._style(), self)
        self._adherence: AdherenceData | None = None
        self.empty = EmptyTrends(tr)
        self._either = QStackedLayout()
        self.body.addLayout(self._either, 1)
        # Nothing is shown until it is known what: the page comes first, its data follow.
        self._either.addWidget(QWidget(self))
        self._either.addWidget(self.content)
        self._either.addWidget(self.empty)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._days = DayTeller(context, self.board)
        self._notes = NotesDesk(context, self.chart_card, self._days)
        self._recall()
        self._connect()
        self._arrange()

    def refresh(self) -> None:
        """Read the diary again; an answer about an older state is dropped."""
        self.answers.outdate()
        self._read()

    @Slot()
    def _read(self) -> None:
        wanted, today = self._wanted(), diary_day(self.context.clock.now())
        regions, pairs = self.context.regions, self.chart_card.view.current == PAIRS
        self.context.workbench.read(
            lambda diary: read_trends(diary, regions, wanted, today, with_pairs=pairs),
            self._show,
            key="trends",
        )
        # Finding the flares of years takes longer than the chart, which does not wait for them.
        self._notes.read()

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
        self.empty.go.clicked.connect(self._go_to_body)
        self._settled.timeout.connect(self._say_period)
        self.answers.arrived.connect(self._show_answers)
        self.answers.outdated.connect(self._read)
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
        self._read()

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
        self._read()

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
            self.periods.choose("")

    # What is shown

    def _show(self, trends: Trends) -> None:
        if not isValid(self):
            # Taken down while the diary was read.
            return
        self._trends = trends
        self._days.show_regions(tuple(one.where for one in trends.trends))
        if not trends.uses:
            self._show_empty(trends)
            return
        self._either.setCurrentWidget(self.content)
        card = self.chart_card
        card.view.setVisible(bool(trends.pairs))
        pairs = card.view.current == PAIRS and bool(trends.pairs)
        if card.view.current == PAIRS and not trends.pairs:
            card.view.choose(REGIONS)
            self._read()
            return
        card.regions.setVisible(not pairs)
        card.pairs_hint.setVisible(pairs)
        card.regions.offer(
            [
                (str(use.where), self._makes.name(use.where), use.where in trends.chosen)
                for use in trends.uses
            ]
        )
        items = self._show_charts(trends, pairs=pairs)
        card.show_caption(
            with_squares=any(len(item.data.series) > 1 for item in items),
            with_band=any(one.line.low is not None for one in trends.trends),
        )
        self._show_cards(trends, pairs=pairs)
        self._say_period()
        self.answers.read(
            trends.revision, () if pairs else trends.chosen, [use.where for use in trends.uses]
        )
        self.shown.emit()

    def _show_charts(self, trends: Trends, *, pairs: bool) -> tuple[BoardItem, ...]:
        compact = not pairs and len(trends.chosen) > OVERLAID
        items = self._makes.for_pairs(trends) if pairs else self._makes.for_regions(trends)
        before = self.board.period
        self.board.show_items(items, compact=compact)
        if self._by_hand:
            self.board.show_period(*before)
        else:
            self._reset_period()
        return items

    @Slot()
    def _show_answers(self) -> None:
        """Show adherence, flags and cards as of the state of the diary that is shown."""
        trends, answers = self._trends, self.answers.answers
        if trends is None or answers is None:
            return
        data = adherence_data(self.context.tr, answers)
        self._adherence = data
        self._days.show_adherence(data)
        marks = (data.markers, data.spans) if data else ((), ())
        pairs = self.chart_card.view.current == PAIRS and bool(trends.pairs)
        if self._makes.mark(*marks):
            self._show_charts(trends, pairs=pairs)
        self.board.show_adherence(None if pairs else data)
        self.chart_card.show_adherence(None if pairs else answers.adherence)
        if not pairs:
            self.content.show_cards([self.answers.primary_card], self.answers.below())
        self._fill_table()
        self._arrange()

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
        tr = self.context.tr
        for card in self._pair_cards:
            card.hide()
            card.deleteLater()
        self._pair_cards = []
        if pairs:
            for pair in trends.pairs:
                heading = texts.pair_title(tr, self.context.regions, pair)
                self._pair_cards.append(TogetherCard(tr, heading))
            self.content.show_cards(list(self._pair_cards), [])
            self.board.show_adherence(None)
            self.chart_card.show_adherence(None)
        else:
            self.content.show_cards(*self.answers.cards_for(trends.chosen))

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

    # Look

    def _style(self) -> ChartStyle:
        return ChartStyle.of(self.context.theme.tokens, QApplication.font())

    @Slot()
    def _restyle(self) -> None:
        self.board.restyle(self._style())
        self.answers.restyle(self._style())
        self._arrange()

    def _arrange(self) -> None:
        """Put the period beside the title where there is room, else below it."""
        self.fit_header(self.periods)
        self.content.arrange(
            self.context.theme.tokens, self.width(), narrow=self._narrow, room=self._room()
        )
        self.board.arrange()

    def _room(self) -> int:
        """Return the height below the title that is visible at once, less a hint of what follows.

        0 in a narrow window, where the page is scrolled anyhow.
        """
        parent = self.parentWidget()
        if self._narrow or parent is None:
            return 0
        return parent.height() - self.content.y() - PEEK

    @Slot()
    def _go_to_body(self) -> None:
        self.page_wanted.emit("body", "")
