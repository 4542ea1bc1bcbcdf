"""The cards of the Safety page's overview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.safety import RaisedFlag, Urgency
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.words import (
    CAUSE_NAMES,
    URGENCY_NAMES,
    due_words,
    gate_title,
    question_words,
    state_words,
    step_words,
)
from rehabdesk.ui.pages.safety.reading import CheckLine, SafetyState
from rehabdesk.ui.safety.steps import look_of, redress
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

#: Checks in the history before "show all".
SHOWN_CHECKS = 6


class StopPanel(QFrame):
    """What stops sessions: what was answered, and the one next step of each."""

    #: An answer (`RaisedFlag`) was a slip.
    slip_wanted = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        dress(self, "stop")
        # So that it is read and in sight first, also where the window is small.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = label("", "card_title", wrap=True)
        self._flags = QVBoxLayout()
        self._flags.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(self._flags)
        words = tr(
            "safety",
            "Sessions wait until a health professional has seen it. You can write down pain as"
            " always.",
        )
        column.addWidget(label(words, "", wrap=True))

    def show_stops(self, state: SafetyState) -> None:
        """Show what is in force; nothing hides the panel."""
        stops = state.gate.stops
        self.setVisible(bool(stops))
        clear_layout(self._flags)
        title = gate_title(self._tr, state.gate) if stops else ""
        self.title.setText(title)
        self.setAccessibleName(title)
        redress(self, look_of(state.gate.most_urgent or Urgency.EMERGENCY))
        order = list(Urgency)
        for one in sorted(stops, key=lambda one: order.index(one.answer.urgency)):
            self._flags.addWidget(self._flag(one, state.number))

    def _flag(self, raised: RaisedFlag, number: str) -> QWidget:
        tr = self._tr
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        step = step_words(tr, raised, number)
        question = question_words(tr, raised)
        said = tr(
            "safety", "You answered yes on {day}: {question}", day=raised.day, question=question
        )
        column.addWidget(label(step, "row", wrap=True))
        column.addWidget(label(said, "", wrap=True))
        slip = button(tr("safety", "That was a slip…"), "")
        slip.setAccessibleName(tr("safety", "That was a slip: {question}", question=question))
        slip.clicked.connect(lambda: self.slip_wanted.emit(raised))
        column.addWidget(slip, 0, Qt.AlignmentFlag.AlignLeft)
        return part


class DueCard(Card):
    """What is to be asked now, or that nothing is."""

    begun = Signal()
    #: All questions are to be gone through.
    chosen = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "Safety questions"))
        self._tr = tr
        self._text = label("", "", wrap=True)
        self.begin = button(tr("safety", "Answer the questions"), "primary")
        self.begin.clicked.connect(self.begun)
        self.all = button(tr("safety", "Go through all questions"))
        self.all.clicked.connect(self.chosen)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.begin)
        row.addWidget(self.all)
        row.addStretch(1)
        self.body.addWidget(self._text)
        self.body.addSpacing(4)
        self.body.addLayout(row)

    def show_state(self, state: SafetyState) -> None:
        """Say why questions are to be answered, or when they were answered last."""
        tr = self._tr
        words = due_words(tr, state.gate.due)
        self.begin.setVisible(bool(words))
        self.all.setVisible(not words)
        # One thing is wanted at a time: a stop comes first.
        dress(self.begin, "" if state.gate.stops else "primary")
        if words or state.last_day is None:
            self._text.setText(words)
        else:
            self._text.setText(
                tr("safety", "Nothing is due. You answered last on {day}.", day=state.last_day)
            )


class AdviceCard(Card):
    """What is worth an appointment; nothing waits for it."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "Worth an appointment"))
        self._tr = tr
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.body.addLayout(self._rows)

    def show_flags(self, flags: Sequence[RaisedFlag], number: str) -> None:
        """Show recommendations; none hides the card."""
        tr = self._tr
        clear_layout(self._rows)
        self.setVisible(bool(flags))
        for one in flags:
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            question = question_words(tr, one)
            said = tr(
                "safety", "You answered yes on {day}: {question}", day=one.day, question=question
            )
            column.addWidget(label(step_words(tr, one, number), "row", wrap=True))
            column.addWidget(label(said, "subtitle", wrap=True))
            self._rows.addWidget(part)


class HistoryCard(Card):
    """What was answered when, the latest first."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "Earlier answers"))
        self._tr = tr
        self._all = False
        self._checks: tuple[CheckLine, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.more = button(tr("safety", "Show all"), "quiet")
        self.more.clicked.connect(self._show_all)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_checks(self, checks: tuple[CheckLine, ...]) -> None:
        """Show what was answered; nothing hides the card."""
        self._checks = checks
        self.setVisible(bool(checks))
        self._fill()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._rows)
        shown = self._checks if self._all else self._checks[:SHOWN_CHECKS]
        for check in shown:
            self._rows.addWidget(self._row(check))
        self.more.setVisible(len(shown) < len(self._checks))

    def _row(self, check: CheckLine) -> QWidget:
        tr = self._tr
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = tr(
            "safety", "{day} · {cause}", day=check.day, cause=tr.say(CAUSE_NAMES[check.cause])
        )
        column.addWidget(label(head, "row", wrap=True))
        no = check.answers - len(check.yes)
        if no:
            words = tr.n("safety", "{count} answered with no", "{count} answered with no", no)
            column.addWidget(label(words, "meta", wrap=True))
        for one in check.yes:
            said = tr(
                "safety",
                "Yes ({urgency}): {question} {state}",
                urgency=tr.say(URGENCY_NAMES[one.answer.urgency]),
                question=question_words(tr, one),
                state=state_words(tr, one),
            )
            column.addWidget(label(said, "", wrap=True))
            if one.clearance is not None and one.clearance.note:
                column.addWidget(label(one.clearance.note, "meta", wrap=True))
        return part
