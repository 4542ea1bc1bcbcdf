"""The Today page."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.names import full_name
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.safety import GateState
from rehabdesk.domain.text import message
from rehabdesk.services.measures.due import MeasuresDue, measures_due
from rehabdesk.services.safety.gate import GateReading, read_gate, training_gate
from rehabdesk.services.sessions import morning_question, rate_session
from rehabdesk.services.today import (
    AskedRegion,
    RecentRegion,
    TodayState,
    save_day,
    today_state,
)
from rehabdesk.services.today_session import TodaySession, today_session
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.session import START
from rehabdesk.ui.pages.today.check_in_card import CheckInCard
from rehabdesk.ui.pages.today.due_card import DueCard
from rehabdesk.ui.pages.today.extras_desk import ExtrasDesk
from rehabdesk.ui.pages.today.mini_trend import MiniTrend
from rehabdesk.ui.pages.today.morning_card import MorningCard
from rehabdesk.ui.pages.today.session_card import Leads, SessionCard
from rehabdesk.ui.pages.today.week_strip import WeekStrip
from rehabdesk.ui.safety.gate_card import SAFETY_KINDS, GateCard
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.day_bar import DayBar

CHECK_IN_WIDTH = 640
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
        self._recent_card = Card(tr("today", "Last four weeks"))
        self._recent = QVBoxLayout()
        self._recent_card.body.addLayout(self._recent, 1)
        more = self._more = button(tr("today", "See the trend"), "quiet")
        more.clicked.connect(lambda: self.page_wanted.emit("trends", ""))
        self._recent_card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.session = SessionCard(context.theme, tr)
        self.session.wanted.connect(self._to_session)
        self._checked_in = False
        self._weeks: tuple[RecentRegion, ...] = ()
        self.check_in.dirty_changed.connect(self._choose_main)
        self.morning = MorningCard(context.theme, tr)
        self.morning.answered.connect(self._save_morning)
        self.safety = GateCard(tr)
        self.safety.wanted.connect(lambda argument: self.page_wanted.emit("safety", argument))
        #: Whether a session may begin; without a diary nothing speaks against it.
        self._may_train = True
        self.due = DueCard(tr)
        self.due.wanted.connect(lambda section: self.page_wanted.emit("measures", section))
        self._desk = ExtrasDesk(self)
        self.extras, self.flare = self._desk.card, self._desk.flare
        right = self._right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.safety)
        right.addWidget(self.flare)
        right.addWidget(self.morning)
        right.addWidget(self.session)
        right.addWidget(self._week_card)
        right.addWidget(self.due)
        right.addWidget(self._recent_card, 1)
        right.addStretch(0)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._left.addWidget(self.check_in)
        self._left.addWidget(self.extras)
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
        self._desk.turn_to(day)
        self.context.workbench.read(lambda diary: today_state(diary, day), self._show, key="today")

    def _read_beside(self) -> None:
        """Read what goes with the day: safety, session, the night after it, what is due, flares."""
        day, tr, clock = self.day, self.context.tr, self.context.clock
        present, read = diary_day(clock.now()), self.context.workbench.read
        read(lambda diary: read_gate(diary, clock), self._show_gate, key="today safety")
        read(lambda diary: today_session(diary, day, tr), self._show_session, key="today session")
        read(lambda diary: morning_question(diary, day), self.morning.show_question, key="morning")
        read(
            lambda diary: measures_due(
                diary, present, may_train=training_gate(diary, clock).allows_training
            ),
            self._show_due,
            key="due",
        )
        self._desk.refresh(day)

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered and is not saved yet."""
        return self.check_in.is_dirty or self.extras.is_dirty

    def new_day(self) -> None:
        """Ask about the new day, unless something was entered and is not saved yet."""
        self.title.setText(_greeting(self.context))
        self._days.new_day(stay=self.check_in.is_dirty)
        super().new_day()

    @Slot()
    def _diary_opened(self) -> None:
        # What was entered for another diary stays out of this one.
        self.check_in.saved()
        self._desk.forget()
        super()._diary_opened()

    def set_narrow(self, narrow: bool) -> None:
        """Put the columns below each other in a narrow window."""
        super().set_narrow(narrow)
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
        # Below each other, the session comes before what is entered if one likes.
        self.extras.follow(self._more if narrow else self.check_in.last_field)
        if narrow:
            self._columns.addWidget(self.extras)
        else:
            self._left.insertWidget(1, self.extras)

    def _show_session(self, found: TodaySession) -> None:
        today = diary_day(self.context.clock.now())
        self.session.show_session(found, today=self.day >= today)
        self.session.setVisible(self._may_train)
        self._choose_main()

    def _show_gate(self, found: GateReading) -> None:
        self.safety.show_gate(found.gate, found.number)
        self._may_train = found.gate.allows_training
        # What stops sessions is seen first, also in a narrow window; questions can wait a little.
        self._right.removeWidget(self.safety)
        self.body.removeWidget(self.safety)
        stopped = found.gate.state is GateState.STOP
        (self.body if stopped else self._right).insertWidget(0, self.safety)

    def _choose_main(self) -> None:
        """Saving is the main button until the day is saved, then the session is."""
        session = self._may_train and self._checked_in and not self.check_in.is_dirty
        self.check_in.set_main(not self.session.set_main(session))

    def _show(self, state: TodayState) -> None:
        self._checked_in = state.check_in is not None or any(
            one.latest is not None for one in state.asked
        )
        self.check_in.show_state(state, self._when)
        self._week.show_week(self.day, state.week, state.checked)
        self._weeks = state.recent
        QTimer.singleShot(0, self, self._read_beside)

    def _show_due(self, due: MeasuresDue) -> None:
        self.due.show_due(due)
        self._show_weeks()

    def _show_weeks(self) -> None:
        """Show the last weeks in the room that is left."""
        clear_layout(self._recent)
        # The question of the morning takes the room of a region, and so does what is due.
        alone = self.morning.isHidden() and self.due.isHidden()
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

    def _save_morning(self, session_id: str, pain: int) -> None:
        self.context.workbench.change(
            lambda diary: rate_session(diary, session_id, pain_next_morning=pain)
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

    @Slot(object)
    def _to_session(self, leads: Leads) -> None:
        if leads is Leads.PLAN:
            self.page_wanted.emit("plan", "")
        elif leads is Leads.TICKS:
            self.page_wanted.emit("session", self.day.isoformat())
        else:
            self.page_wanted.emit("session", START)

    def _to_the_map(self) -> None:
        self.page_wanted.emit("body", self.day.isoformat())


def _greeting(context: UiContext) -> str:
    hour = context.clock.now().hour
    if hour < NOON:
        return context.tr("today", "Good morning")
    if hour < EVENING:
        return context.tr("today", "Good afternoon")
    return context.tr("today", "Good evening")
