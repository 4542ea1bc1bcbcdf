"""Before a session: what is due today, and the ways to do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.plan import PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.services.session_state import SessionState
from rehabdesk.ui.pages.session.item_row import ItemRow
from rehabdesk.ui.pages.session.reading import SessionReading
from rehabdesk.ui.safety.gate_card import GateCard
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.two_ends import TwoEnds

#: A shorter version is offered from one exercise more than it has.
SHORT = 2


class ResumeCard(Card):
    """A session that is going on, after a crash or because the page was left."""

    went_on = Signal()
    ended = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("session", "A session is going on"))
        self._tr = tr
        self._done = label("", "subtitle", wrap=True)
        self.go_on = button(tr("session", "Go on with it"), "primary")
        self.end = button(tr("session", "End it here…"))
        self.go_on.clicked.connect(self.went_on)
        self.end.clicked.connect(self.ended)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.go_on)
        row.addWidget(self.end)
        row.addStretch(1)
        self.body.addWidget(self._done)
        self.body.addSpacing(4)
        self.body.addLayout(row)

    def set_stopped(self, *, stopped: bool) -> None:
        """Offer only to end it while a red flag stops sessions."""
        self.go_on.setVisible(not stopped)

    def show_state(self, state: SessionState) -> None:
        """Ask about a session by the time it began."""
        tr, session = self._tr, state.session
        title = tr("session", "Go on with your session?")
        if session.at is not None:
            title = tr("session", "Go on with your session from {time}?", time=tr.time(session.at))
        self.title.setText(title)
        self.setAccessibleName(title)
        self._done.setText(
            tr("session", "{sets} Everything so far is saved.", sets=sets_text(tr, state))
        )


class HomeView(QWidget):
    """Today's plan, or what there is instead."""

    #: Begin a guided session of these plan items.
    start_wanted = Signal(object)
    go_on_wanted = Signal()
    end_wanted = Signal()
    tick_wanted = Signal()
    sheet_wanted = Signal()
    plan_wanted = Signal()
    settings_wanted = Signal()
    #: The Safety page is wanted, with its argument.
    safety_wanted = Signal(str)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._items: tuple[PlanItem, ...] = ()
        self.safety = GateCard(tr, main=True)
        self.safety.wanted.connect(self.safety_wanted)
        self.resume = ResumeCard(tr)
        self.resume.went_on.connect(self.go_on_wanted)
        self.resume.ended.connect(self.end_wanted)
        self._done = Card(tr("session", "Done today"))
        self._done_text = label("", "subtitle", wrap=True)
        self._done.body.addWidget(self._done_text)
        self._plan = Card(tr("session", "Today’s exercises"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._plan.body.addLayout(self._rows)
        self._empty = self._make_empty()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(16)
        for part in (self.safety, self.resume, self._done, self._plan, self._empty):
            outer.addWidget(part)
        outer.addStretch(1)
        self.footer = self._make_footer()

    def show_reading(self, reading: SessionReading) -> str:
        """Show a day; returns the line below the page's title."""
        has_plan = bool(reading.items)
        gate = reading.safety.gate
        self.safety.show_gate(gate, reading.safety.number, only_if_closed=True)
        self.resume.set_stopped(stopped=reading.is_stopped)
        self.make_plan.setVisible(gate.allows_training)
        self._items = reading.items
        self.resume.setVisible(reading.running is not None)
        if reading.running is not None:
            self.resume.show_state(reading.running)
        self._done.setVisible(bool(reading.done))
        self._done_text.setText("\n".join(self._done_line(one) for one in reading.done))
        self._empty.setVisible(not has_plan)
        self._plan.setVisible(has_plan and reading.running is None)
        self._show_items(reading)
        free = has_plan and reading.running is None and gate.allows_training
        self.start.setVisible(free)
        self.short.setVisible(free and len(reading.items) > SHORT)
        self.tick.setVisible(has_plan)
        self.sheet.setVisible(has_plan)
        return self._subtitle(reading)

    def focus_main(self) -> None:
        """Put the keyboard on what is most likely wanted."""
        for one in (self.safety.go, self.resume.go_on, self.start, self.make_plan):
            if one.isVisible():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _show_items(self, reading: SessionReading) -> None:
        clear_layout(self._rows)
        for item in reading.items:
            self._rows.addWidget(ItemRow(self._theme, self._tr, reading.index, item))
        minutes = estimated_minutes(reading.items)
        self._plan.meta.setText(
            self._tr.n("session", "about {count} min", "about {count} min", minutes)
        )

    def _subtitle(self, reading: SessionReading) -> str:
        tr = self._tr
        if reading.version is None or not reading.items:
            return ""
        if reading.paused:
            return tr("session", "You agreed on a break. A session counts all the same.")
        if not reading.due:
            return tr(
                "session",
                "Nothing is due today: rest is part of the plan. You can do it all the same.",
            )
        return tr.date(reading.day, "weekday")

    def _done_line(self, state: SessionState) -> str:
        tr, session = self._tr, state.session
        if not state.sets:
            return tr("session", "Ticked off.")
        text = sets_text(tr, state)
        if session.at is None:
            return text
        return tr("session", "{time}: {sets}", time=tr.time(session.at), sets=text)

    def _make_empty(self) -> Card:
        tr = self._tr
        card = Card(tr("session", "No plan yet"))
        sentence = tr("session", "Once you have a plan, this page takes you through it set by set.")
        card.body.addWidget(label(sentence, "subtitle", wrap=True))
        self.make_plan = button(tr("session", "Put a plan together"), "primary")
        self.make_plan.clicked.connect(self.plan_wanted)
        card.body.addSpacing(4)
        card.body.addWidget(self.make_plan, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _make_footer(self) -> QWidget:
        tr = self._tr
        self.settings = button(tr("session", "Settings…"), "quiet")
        self.settings.setAccessibleName(tr("session", "Settings of sessions"))
        self.sheet = button(tr("session", "Type up a sheet…"))
        self.tick = button(tr("session", "Tick it off…"))
        self.short = button(tr("session", "Shorter version"))
        self.short.setAccessibleDescription(tr("session", "The first two exercises"))
        self.short.setToolTip(tr("session", "The first two exercises"))
        self.start = button(tr("session", "Start session"), "primary")
        self.settings.clicked.connect(self.settings_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.tick.clicked.connect(self.tick_wanted)
        self.short.clicked.connect(lambda: self.start_wanted.emit(self._items[:SHORT]))
        self.start.clicked.connect(lambda: self.start_wanted.emit(self._items))
        return TwoEnds((self.settings, self.sheet, self.tick), (self.short, self.start))


def sets_text(tr: Translator, state: SessionState) -> str:
    """Return how many sets of a session were done."""
    done = sum(bool(one.done) for one in state.sets)
    count = len(state.sets)
    return tr.n("session", "{done} of {count} set.", "{done} of {count} sets.", count, done=done)
