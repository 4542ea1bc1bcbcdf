"""The Today page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.names import full_name
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.today import (
    AskedRegion,
    RecentRegion,
    TodayState,
    save_day,
    today_state,
)
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.today.check_in_card import CheckInCard
from rehabdesk.ui.pages.today.mini_trend import MiniTrend
from rehabdesk.ui.pages.today.week_strip import WeekStrip
from rehabdesk.ui.safety.kinds import SAFETY_KINDS
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.day_bar import DayBar

if TYPE_CHECKING:
    from rehabdesk.ui.pages.today.beside import Beside

#: How long after the check-in was shown the cards beside it are made and read: it is painted then,
#: and what was pressed meanwhile comes first.
BESIDE_AFTER_MS = 20
NOON = 12
EVENING = 18


class TodayPage(Page):
    """The check-in on the left, the week and the last four weeks on the right."""

    shows = SAFETY_KINDS | {
        Kind.REGION_SETTING, Kind.SESSION, Kind.SET_DONE, Kind.PLAN_VERSION, Kind.PLAN_ITEM,
        Kind.PAUSE, Kind.OWN_EXERCISE, Kind.ACTIVITY_RATING, Kind.ACTIVITY_PAIN,
        Kind.CHANGE_RATING, Kind.SELF_TEST_RESULT, Kind.ACTIVITY_LOAD, Kind.HELP_MARK,
        Kind.SWELLING,
    }  # fmt: skip

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, _greeting(context))
        tr = context.tr
        self.subtitle.hide()
        self._days = DayBar(tr, context.theme, context.clock)
        self._days.day_changed.connect(lambda _: self._other_day())
        self._days.ask_before_leaving(self._may_leave)
        self.titles.addWidget(self._days)
        self.check_in = CheckInCard(context.regions, context.theme, tr, self._name)
        self.check_in.save_wanted.connect(self._save)
        self.check_in.map_wanted.connect(self._to_the_map)
        self.footer = self.check_in.footer
        self._week_card = Card(tr("today", "This week"), tr("today", "highest pain of each day"))
        self._week = WeekStrip(tr, context.theme)
        self._week_card.body.addWidget(self._week)
        self._checked_in = False
        self._narrow = False
        self._weeks: tuple[RecentRegion, ...] = ()
        self.check_in.dirty_changed.connect(self._choose_main)
        #: The cards beside it, once the check-in has been painted.
        self.beside: Beside | None = None
        right = self._right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._week_card)
        right.addStretch(0)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._left.addWidget(self.check_in)
        self._left.addStretch(1)
        self._columns.addLayout(self._left, 6)
        self._columns.addLayout(right, 5)
        self.body.setSpacing(16)
        self.body.addLayout(self._columns, 1)
        #: What a narrow window has too much of goes below the cards, not between them.
        self._slack = QSpacerItem(0, 0)
        self.body.addSpacerItem(self._slack)

    @property
    def day(self) -> dt.date:
        """The day that is shown."""
        return self._days.day

    def open_at(self, argument: str) -> None:
        """Open at a day as ISO text."""
        self._days.go_to(dt.date.fromisoformat(argument))

    def refresh(self) -> None:
        """Read the day; what stands beside the check-in is read when that has been painted."""
        day = self.day
        if self.beside is not None:
            self.beside.desk.turn_to(day)
        self.context.workbench.read(lambda diary: today_state(diary, day), self._show, key="today")

    def _read_beside(self) -> None:
        """Read what stands beside the check-in; the first time, it is made before."""
        if self.beside is None:
            self.beside = self._make_beside()
        self.beside.read()

    def _make_beside(self) -> Beside:
        # Imported only now: the check-in is painted and does not wait for any of it.
        from rehabdesk.ui.pages.today.beside import Beside  # noqa: PLC0415

        beside = Beside(self, lambda: self.day)
        beside.place(self._right, self._right.indexOf(self._week_card))
        self._make_recent()
        beside.stop_changed.connect(self._place_safety)
        beside.main_changed.connect(self._choose_main)
        beside.settled.connect(self._show_weeks)
        self._place_extras(beside)
        return beside

    def _make_recent(self) -> None:
        """Make the card of the last weeks: the last of its column, for the order of Tab as well."""
        tr = self.context.tr
        self._recent_card = Card(tr("today", "Last four weeks"))
        self._recent = QVBoxLayout()
        self._recent_card.body.addLayout(self._recent, 1)
        more = self._more = button(tr("today", "See the trend"), "quiet")
        more.clicked.connect(lambda: self.page_wanted.emit("trends", ""))
        self._recent_card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._right.insertWidget(self._right.count() - 1, self._recent_card, 1)

    def _place_extras(self, beside: Beside) -> None:
        """Put what is entered if one likes below the check-in, in a narrow window at the end."""
        if self._narrow:
            self._columns.addWidget(beside.extras)
        else:
            self._left.insertWidget(1, beside.extras)
        beside.extras.follow(self._more if self._narrow else self.check_in.last_field)

    @Slot(bool)
    def _place_safety(self, stopped: bool) -> None:
        """Let what stops sessions be seen first; questions can wait a little."""
        if self.beside is None:
            return
        card = self.beside.safety
        self._right.removeWidget(card)
        self.body.removeWidget(card)
        (self.body if stopped else self._right).insertWidget(0, card)

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered and is not saved yet."""
        extras = self.beside.extras.is_dirty if self.beside is not None else False
        return self.check_in.is_dirty or extras

    def new_day(self) -> None:
        """Ask about the new day, unless something was entered and is not saved yet."""
        self.title.setText(_greeting(self.context))
        self._days.new_day(stay=self.check_in.is_dirty)
        super().new_day()

    @Slot()
    def _diary_opened(self) -> None:
        # What was entered for another diary stays out of this one.
        self.check_in.saved()
        if self.beside is not None:
            self.beside.desk.forget()
        super()._diary_opened()

    def set_narrow(self, narrow: bool) -> None:
        """Put the columns below each other in a narrow window."""
        super().set_narrow(narrow)
        self._narrow = narrow
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small"] if narrow else frame["margin"]
        footer_row = self.check_in.footer.layout()
        if footer_row is not None:
            footer_row.setContentsMargins(margin, 8, margin, 8)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        policy = QSizePolicy.Policy
        self._slack.changeSize(0, 0, policy.Minimum, policy.Expanding if narrow else policy.Fixed)
        self.body.setStretchFactor(self._columns, 0 if narrow else 1)
        self.body.invalidate()
        if self.beside is not None:
            self._place_extras(self.beside)

    @Slot()
    def _choose_main(self) -> None:
        """Saving is the main button until the day is saved, then the session is."""
        beside = self.beside
        if beside is None:
            self.check_in.set_main(True)
            return
        session = beside.may_train and self._checked_in and not self.check_in.is_dirty
        self.check_in.set_main(not beside.session.set_main(session))

    def _show(self, state: TodayState) -> None:
        self._checked_in = state.check_in is not None or any(
            one.latest is not None for one in state.asked
        )
        self.check_in.show_state(state, self._when)
        self._week.show_week(self.day, state.week, state.checked)
        self._weeks = state.recent
        self.context.workbench.runner.soon(BESIDE_AFTER_MS, self, self._read_beside)

    @Slot()
    def _show_weeks(self) -> None:
        """Show the last weeks in the room that is left."""
        clear_layout(self._recent)
        # The question of the morning takes the room of a region, and so does what is due.
        alone = self.beside is None or self.beside.leaves_room
        for one in self._weeks[: 2 if alone else 1]:
            if not one.values:
                continue
            self._recent.addWidget(label(self._name(one.where), "row"))
            mini = MiniTrend(self.context.tr, self.context.theme)
            mini.show_region(self.day, one, self._name(one.where))
            self._recent.addWidget(mini, 1)
        self._recent_card.setVisible(self._recent.count() > 0)

    def _when(self, asked: AskedRegion) -> str:
        if asked.ghost is None:
            return ""
        if (self.day - asked.ghost.day).days == 1:
            return self.context.tr("today", "yesterday")
        return self.context.tr.date(asked.ghost.day, "day_month")

    def _name(self, where: SidedRegion) -> str:
        return full_name(self.context.tr, self.context.regions[where.region], where)

    def _save(self) -> None:
        if not self.check_in.is_dirty:
            return
        card, clock, day = self.check_in, self.context.clock, self.day
        ratings, sleep, stiffness, note = card.ratings, card.sleep, card.stiffness, card.note

        def refused(error: KnownError) -> None:
            card.take_back(ratings)
            self.context.workbench.failed.emit(error.message)

        # Taken as saved at once, so that a second Enter does not save twice.
        card.saved()
        self.context.workbench.change(
            lambda diary: save_day(diary, clock, day, ratings, sleep, stiffness, note),
            failed=refused,
        )

    def _may_leave(self) -> bool:
        """Stay while something is not saved: it belongs to this day and must not be lost."""
        if not self.check_in.is_dirty:
            return True
        self.context.workbench.failed.emit(
            message("today", "Save the check-in of {day} first.", day=self.day)
        )
        return False

    def _other_day(self) -> None:
        self.check_in.saved()
        self.refresh()

    def _to_the_map(self) -> None:
        self.page_wanted.emit("body", self.day.isoformat())


def _greeting(context: UiContext) -> str:
    hour = context.clock.now().hour
    if hour < NOON:
        return context.tr("today", "Good morning")
    if hour < EVENING:
        return context.tr("today", "Good afternoon")
    return context.tr("today", "Good evening")
