"""The parts of the Trends page and how they are arranged at each width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.services.answers.page import AdherencePicture
from rehabdesk.ui.charts.board import ChartBoard
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pages.trends.adherence_items import headline
from rehabdesk.ui.pages.trends.chooser import RegionButton
from rehabdesk.ui.pages.trends.table import TrendTable
from rehabdesk.ui.theme.tokens import Tokens
from rehabdesk.ui.widgets.basic import Card, Segments, button, label

REGIONS, PAIRS = "regions", "pairs"
CARD_WIDTH = 326
WIDE_CARD_WIDTH = 400
#: Page width for each column of cards below the chart.
COLUMN_WIDTH = 360
#: Page width from which the cards are wider.
WIDE_FROM = 1600


class ChartCard(Card):
    """What is shown, the charts or their table, and how to read them."""

    def __init__(self, tr: Translator, style: ChartStyle) -> None:
        super().__init__()
        self._tr = tr
        self.setAccessibleName(tr("trends", "Pain over time"))
        self.regions = RegionButton(tr)
        self.view = Segments(
            tr("trends", "What is shown"),
            [(REGIONS, tr("trends", "Regions")), (PAIRS, tr("trends", "Knee and hip"))],
        )
        self.pairs_hint = label(tr("trends", "The most used region of each knee and hip"), "meta")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.regions)
        head.addWidget(self.pairs_hint)
        head.addStretch(1)
        head.addWidget(self.view)
        self.board = ChartBoard(tr, style)
        self.table = TrendTable(tr)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.board)
        self.stack.addWidget(self.table)
        self.headline = label("", "meta", wrap=True)
        self.headline.hide()
        self.caption = label("", "meta", wrap=True)
        self.swap = button(tr("trends", "Show as a table"))
        self.swap.setCheckable(True)
        self.swap.toggled.connect(self._swapped)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.caption, 1)
        foot.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.headline)
        self.body.addLayout(foot)

    def show_caption(self, *, with_squares: bool, with_band: bool) -> None:
        """Say how to read the picture.

        Args:
            with_squares: Whether a chart has two regions.
            with_band: Whether a line has a band.
        """
        tr = self._tr
        days = (
            tr("trends", "Dots and squares are single days.")
            if with_squares
            else tr("trends", "Dots are single days.")
        )
        line = (
            tr(
                "trends",
                "The line smooths over the days around; the shaded band is where it most likely "
                "lies (95\u00a0%).",
            )
            if with_band
            else tr("trends", "A line is drawn where at least four of them lie close together.")
        )
        self.caption.setText(f"{days} {line}")

    def show_adherence(self, picture: AdherencePicture | None) -> None:
        """Say how much of the routine was done in the last four weeks, or nothing."""
        self.headline.setText(headline(self._tr, picture) if picture is not None else "")
        self.headline.setVisible(picture is not None)

    def _swapped(self, on: bool) -> None:
        self.stack.setCurrentWidget(self.table if on else self.board)
        tr = self._tr
        self.swap.setText(
            tr("trends", "Show as a chart") if on else tr("trends", "Show as a table")
        )
        self.caption.setVisible(not on)


class Content(QWidget):
    """The chart card with the other cards beside it, or below it in a narrow window."""

    def __init__(self, chart: ChartCard) -> None:
        super().__init__()
        self._chart = chart
        self._side_cards: list[Card] = []
        self._below_cards: list[Card] = []
        self._narrow = False
        self._columns = 2
        self._side, self._side_grid = _holder()
        self._below, self._below_grid = _holder()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._grid.addWidget(chart, 0, 0)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards beside the chart and below it."""
        return (*self._side_cards, *self._below_cards)

    def show_cards(self, side: list[Card], below: list[Card]) -> None:
        """Replace the cards; whoever made those that go deletes them.

        Args:
            side: The cards beside the chart.
            below: The cards below it.
        """
        for card in self.cards:
            self._side_grid.removeWidget(card)
            self._below_grid.removeWidget(card)
            if card not in side and card not in below:
                card.hide()
        for card in side:
            card.show()
        self._side_cards, self._below_cards = side, below
        self._place_cards()

    def arrange(self, tokens: Tokens, width: int, *, narrow: bool, room: int) -> None:
        """Arrange for a width.

        Args:
            tokens: Text scale.
            width: Width of the page.
            narrow: Whether the cards beside the chart go below it.
            room: Height that is visible at once: the chart takes it where there is more below.
        """
        self._narrow = narrow
        self._columns = 2 if width >= 2 * COLUMN_WIDTH * tokens.text_scale else 1
        self._chart.setMinimumHeight(max(room, 0))
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)
            self._grid.addWidget(self._side, 1, 0)
        else:
            base = WIDE_CARD_WIDTH if width >= WIDE_FROM else CARD_WIDTH
            self._side.setFixedWidth(round(base * (0.6 + 0.4 * tokens.text_scale)))
            self._grid.addWidget(self._side, 0, 1)
        self._grid.addWidget(self._below, 2, 0, 1, 1 if narrow else 2)
        self._grid.setColumnStretch(0, 1)
        self._place_cards()

    def _place_cards(self) -> None:
        side = min(2, max(len(self._side_cards), 1)) if self._narrow else 1
        _place(self._side, self._side_grid, self._side_cards, side, pushed_up=not self._narrow)
        below = min(self._columns, max(len(self._below_cards), 1))
        _place(self._below, self._below_grid, self._below_cards, below, pushed_up=False)
        # With cards below, what a page has too much of goes to its end.
        self._grid.setRowStretch(0, 0 if self._below_cards else 1)
        self._grid.setRowStretch(3, 1 if self._below_cards else 0)


def _holder() -> tuple[QWidget, QGridLayout]:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(16)
    return holder, grid


def _place(
    holder: QWidget, grid: QGridLayout, cards: list[Card], columns: int, *, pushed_up: bool
) -> None:
    """Put cards into columns of equal width; the last one fills its row."""
    for number, card in enumerate(cards):
        alone = number == len(cards) - 1 and number % columns == 0
        grid.addWidget(card, number // columns, number % columns, 1, columns if alone else 1)
        card.show()
    for column in range(max(grid.columnCount(), columns)):
        grid.setColumnStretch(column, 1 if column < columns else 0)
    for row in range(grid.rowCount() + 1):
        grid.setRowStretch(row, 0)
    if pushed_up:
        grid.setRowStretch(-(-len(cards) // columns), 1)
    holder.setVisible(bool(cards))


class EmptyTrends(QWidget):
    """What is shown before the first entry: one sentence and one button."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.sentence = label("", wrap=True)
        self.sentence.setMaximumWidth(560)
        self.go = button(tr("trends", "Say where it hurts"), "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 28, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.sentence)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
