"""What stands beside the check-in: safety, flare, morning, session, what is due, other activities.

It is imported and made when the check-in has been painted, so that the check-in waits for none of
it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.safety import GateState
from rehabdesk.services.measures.due import MeasuresDue, measures_due
from rehabdesk.services.safety.gate import GateReading, read_gate, training_gate
from rehabdesk.services.sessions import morning_question, rate_session
from rehabdesk.services.today_session import TodaySession, today_session
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.session import START
from rehabdesk.ui.pages.today.due_card import DueCard
from rehabdesk.ui.pages.today.extras_desk import ExtrasDesk
from rehabdesk.ui.pages.today.morning_card import MorningCard
from rehabdesk.ui.pages.today.session_card import Leads, SessionCard
from rehabdesk.ui.safety.gate_card import GateCard


class Beside(QObject):
    """The cards beside the check-in, and what they read and save."""

    #: Everything was read and is shown; what is left of the room can be used.
    settled = Signal()
    #: Which button is the main one may have changed.
    main_changed = Signal()

    #: Whether a stop is in force: what says so is seen first.
    stop_changed = Signal(bool)

    def __init__(self, page: Page, day: Callable[[], dt.date]) -> None:
        """Make the cards; they are not placed yet.

        Args:
            page: The page they are for.
            day: Tells the day that is shown.
        """
        super().__init__(page)
        context, wanted = page.context, page.page_wanted
        self._page, self._context, self._day = page, context, day
        # Made in the order they are read, which is the order of Tab.
        self.safety = GateCard(context.tr)
        self.safety.wanted.connect(lambda argument: wanted.emit("safety", argument))
        #: Whether a session may begin; without a diary nothing speaks against it.
        self.may_train = True
        self.desk = ExtrasDesk(page)
        self.extras, self.flare = self.desk.card, self.desk.flare
        self.morning = MorningCard(context.theme, context.tr)
        self.morning.answered.connect(self._save_morning)
        self.session = SessionCard(context.theme, context.tr)
        self.session.wanted.connect(self._to_session)
        self.due = DueCard(context.tr)
        self.due.wanted.connect(lambda section: wanted.emit("measures", section))

    @property
    def leaves_room(self) -> bool:
        """Whether neither the question of the morning nor what is due takes room."""
        return self.morning.isHidden() and self.due.isHidden()

    def place(self, column: QVBoxLayout, week: int) -> None:
        """Put the cards of the right column around the week.

        Args:
            column: The column.
            week: The place of the week in it.
        """
        column.insertWidget(week + 1, self.due)
        for card in (self.session, self.morning, self.flare, self.safety):
            column.insertWidget(week, card)

    def read(self) -> None:
        """Read what goes with the day that is shown."""
        day, tr, clock = self._day(), self._context.tr, self._context.clock
        present, read = diary_day(clock.now()), self._context.workbench.read
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
        self.desk.refresh(day)

    def _show_gate(self, found: GateReading) -> None:
        self.safety.show_gate(found.gate, found.number)
        self.may_train = found.gate.allows_training
        self.stop_changed.emit(found.gate.state is GateState.STOP)

    def _show_session(self, found: TodaySession) -> None:
        today = diary_day(self._context.clock.now())
        self.session.show_session(found, today=self._day() >= today)
        self.session.setVisible(self.may_train)
        self.main_changed.emit()

    def _show_due(self, due: MeasuresDue) -> None:
        self.due.show_due(due)
        self.settled.emit()

    @Slot(str, int)
    def _save_morning(self, session_id: str, pain: int) -> None:
        self._context.workbench.change(
            lambda diary: rate_session(diary, session_id, pain_next_morning=pain)
        )

    @Slot(object)
    def _to_session(self, leads: Leads) -> None:
        if leads is Leads.PLAN:
            self._page.page_wanted.emit("plan", "")
        elif leads is Leads.TICKS:
            self._page.page_wanted.emit("session", self._day().isoformat())
        else:
            self._page.page_wanted.emit("session", START)
