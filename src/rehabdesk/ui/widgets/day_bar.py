"""Chooses the day that is being filled in; today unless the person goes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.text import Translator
from rehabdesk.ui.icons import icon
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button


class DayBar(QWidget):
    """Yesterday, the day's name, tomorrow, and back to today."""

    day_changed = Signal(object)  # dt.date

    def __init__(self, tr: Translator, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._tr, self._theme, self._clock = tr, theme, clock
        self._day = self._present = diary_day(clock.now())
        self._may_leave: Callable[[], bool] = lambda: True
        self._back = self._arrow("left", tr("day bar", "Day before"), -1)
        self._on = self._arrow("right", tr("day bar", "Day after"), 1)
        self._name = QLabel()
        dress(self._name, "subtitle")
        self._today = button(tr("day bar", "Back to today"), "quiet")
        self._today.clicked.connect(lambda: self.go_to(self.today))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for one in (self._back, self._name, self._on, self._today):
            row.addWidget(one)
        row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._show()

    @property
    def day(self) -> dt.date:
        """The chosen day."""
        return self._day

    @property
    def today(self) -> dt.date:
        """The day that a pain entry made now belongs to."""
        return diary_day(self._clock.now())

    @property
    def latest(self) -> dt.date:
        """The last day that can be chosen: after midnight the new day as well."""
        return self._clock.now().date()

    def go_to(self, day: dt.date) -> None:
        """Choose a day; days to come are not offered."""
        day = min(day, self.latest)
        if day != self._day and self._may_leave():
            self._day = day
            self._show()
            self.day_changed.emit(day)

    def ask_before_leaving(self, may_leave: Callable[[], bool]) -> None:
        """Say who is asked before another day is shown."""
        self._may_leave = may_leave

    def new_day(self, *, stay: bool) -> None:
        """Follow the calendar.

        Args:
            stay: Keep the day although it is no longer today, as something was entered for it.
        """
        before, self._present = self._present, self.today
        if self._day == before and not stay:
            self.go_to(self._present)
        self._show()

    def _arrow(self, name: str, text: str, days: int) -> QToolButton:
        one = QToolButton()
        one.setProperty("icon_name", name)
        one.setAccessibleName(text)
        one.setToolTip(text)
        one.clicked.connect(lambda: self.go_to(self._day + dt.timedelta(days=days)))
        return one

    def _restyle(self) -> None:
        ink = self._theme.tokens.colours["text2"]
        side = self._theme.tokens.target["min"]
        for one in (self._back, self._on):
            one.setIcon(icon(str(one.property("icon_name")), ink, 20))
            one.setFixedSize(side, side)

    def _show(self) -> None:
        tr = self._tr
        text = tr.date(self._day, "weekday")
        if self._day < self.today:
            text = tr("day bar", "{day} · filled in later", day=text)
        elif self._day < self.latest:
            # Between midnight and the start of a new diary day the evening is meant.
            text = tr("day bar", "{day} · this night still counts to it", day=text)
        elif self._day == self.today:
            text = tr("day bar", "Today, {day}", day=text)
        self._name.setText(text)
        self._on.setEnabled(self._day < self.latest)
        self._today.setVisible(self._day != self.today)
