"""The card with the calendar: its month, the way to other months, and what the signs mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from rehabdesk.domain.text import Translator
from rehabdesk.services.history import DaySummary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.icons import icon
from rehabdesk.ui.pages.history.month_view import MonthView, months_on
from rehabdesk.ui.widgets.basic import Card, button, label


class CalendarCard(Card):
    """A month, and the chosen day in it."""

    day_chosen = Signal(object)  # dt.date
    month_chosen = Signal(object)  # dt.date: the day to choose in the other month

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._tr, self._theme = context.tr, context.theme
        self._today = dt.date.max
        self.setAccessibleName(self._tr("calendar", "Calendar"))
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(4)
        self._month = label("", "card_title")
        self._back = self._arrow("left", self._tr("calendar", "Month before"), -1)
        self._on = self._arrow("right", self._tr("calendar", "Month after"), 1)
        self._to_today = button(self._tr("calendar", "Today"), "quiet")
        self._to_today.clicked.connect(lambda: self.day_chosen.emit(self._today))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addSpacing(4)
        row.addWidget(self._month, 1)
        for one in (self._to_today, self._back, self._on):
            row.addWidget(one)
        self.body.addLayout(row)
        self.view = MonthView(self._tr, self._theme, context.regions)
        self.view.day_chosen.connect(self.day_chosen)
        self.view.month_chosen.connect(self.month_chosen)
        self.body.addWidget(self.view)
        self._legend = label(_legend(self._tr), "meta", wrap=True)
        self._legend.setContentsMargins(4, 0, 4, 0)
        self.body.addWidget(self._legend)
        self._theme.changed.connect(self._restyle)
        self._restyle()

    def show_day(self, day: dt.date, today: dt.date) -> None:
        """Show the month of a day with the day chosen."""
        self._today = today
        self.view.show_day(day, today)
        self._month.setText(self._tr.date(day, "month_year"))
        self._on.setEnabled((day.year, day.month) < (today.year, today.month))
        self._to_today.setEnabled(day != today)

    def show_days(self, days: Sequence[DaySummary]) -> None:
        """Show what the days hold."""
        self.view.days.show_days(days)
        self._legend.setText(_legend(self._tr, comments=any(one.comments for one in days)))

    def set_low(self, low: bool) -> None:
        """Take less height."""
        self.view.set_low(low)
        self._legend.setVisible(not low)

    def _arrow(self, name: str, text: str, months: int) -> QToolButton:
        one = QToolButton()
        one.setProperty("icon_name", name)
        one.setAccessibleName(text)
        one.setToolTip(text)
        one.clicked.connect(lambda: self._turn(months))
        return one

    def _turn(self, months: int) -> None:
        self.month_chosen.emit(min(months_on(self.view.day, months), self._today))

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        side = tokens.target["min"]
        for one in (self._back, self._on):
            one.setIcon(icon(str(one.property("icon_name")), tokens.colours["text2"], 20))
            one.setFixedSize(side, side)


def _legend(tr: Translator, *, comments: bool = False) -> str:
    if comments:
        return tr("calendar", "Coloured number: worst pain of the day. ✓ check-in. Bubble: comment")
    return tr("calendar", "Coloured number: worst pain of the day. ✓ check-in")
