"""The Safety page: the questions that are due, what stops sessions, and what was answered."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.safety import RaisedFlag
from rehabdesk.services.safety.recording import correct_answer, save_seen
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.safety.cards import AdviceCard, DueCard, HistoryCard, StopPanel
from rehabdesk.ui.pages.safety.reading import SafetyState, read_safety
from rehabdesk.ui.pages.safety.seen_card import SeenCard
from rehabdesk.ui.pages.safety.sources_dialog import SourcesDialog
from rehabdesk.ui.safety.flow import QuestionFlow
from rehabdesk.ui.safety.kinds import SAFETY_KINDS
from rehabdesk.ui.widgets.basic import button

COLUMN_PX = 640
#: The argument that begins with the questions at once.
ASK = "ask"


class SafetyPage(Page):
    """An overview, or the questions one group at a time."""

    shows = SAFETY_KINDS

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "Safety"))
        self.subtitle.setText(
            tr("safety", "Questions that find what a professional should look at, and how soon.")
        )
        self._rules = load_safety_rules()
        #: The overview came back into sight and wants the keyboard.
        self._entered = False
        self.stop = StopPanel(tr)
        self.seen = SeenCard(tr)
        self.due = DueCard(tr)
        self.advice = AdviceCard(tr)
        self.earlier = HistoryCard(tr)
        self.flow = QuestionFlow(context)
        self._overview = QWidget()
        cards = QVBoxLayout(self._overview)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(16)
        for card in (self.stop, self.seen, self.due, self.advice, self.earlier):
            cards.addWidget(card)
        self.sources = button(tr("safety", "Where the questions come from…"), "quiet")
        self.sources.clicked.connect(self._show_sources)
        cards.addWidget(self.sources, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._overview)
        column.addWidget(self.flow)
        row = QHBoxLayout()
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.stop.slip_wanted.connect(self._ask_slip)
        self.seen.saved.connect(self._save_seen)
        self.due.begun.connect(self.ask)
        self.due.chosen.connect(lambda: self.ask(chosen=True))
        self.flow.finished.connect(self.show_overview)
        self.flow.put_off.connect(self.show_overview)
        context.theme.changed.connect(self._restyle)
        self._restyle()
        self.flow.hide()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was ticked, or typed about being seen, and is not saved yet."""
        return self.seen.is_dirty or self.flow.is_dirty

    @property
    def is_asking(self) -> bool:
        """Whether the questions are shown."""
        return not self.flow.isHidden()

    def open_at(self, argument: str) -> None:
        """Begin with the questions at once (`ask`)."""
        if argument == ASK and not self.is_asking:
            self.ask()

    def refresh(self) -> None:
        """Read answers and what is due; questions that are being answered stay."""
        clock, rules = self.context.clock, self._rules
        self.context.workbench.read(
            lambda diary: read_safety(diary, clock, rules), self._show, key="safety"
        )

    @Slot()
    def ask(self, *, chosen: bool = False) -> None:
        """Show the questions, one group at a time."""
        self._overview.hide()
        self.flow.show()
        self.flow.begin(chosen=chosen)

    @Slot()
    def show_overview(self) -> None:
        """Show what there is."""
        self.flow.hide()
        self._overview.show()
        self._entered = True
        self.refresh()

    @Slot()
    def _diary_opened(self) -> None:
        self.seen.forget()
        self.flow.hide()
        self._overview.show()
        super()._diary_opened()

    def _show(self, state: SafetyState) -> None:
        self.stop.show_stops(state)
        self.seen.show_flags(state.open, self._today)
        self.due.show_state(state)
        advised = tuple(one for one in state.open if not one.stops)
        self.advice.show_flags(advised, state.number)
        self.earlier.show_checks(state.checks)
        if self._entered and not self._overview.isHidden():
            self._entered = False
            self._focus_main()

    def _focus_main(self) -> None:
        """Put the keyboard on what is most likely wanted."""
        for one in (self.stop, self.due.begin, self.due.all):
            if one.isVisible():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def _today(self) -> dt.date:
        return diary_day(self.context.clock.now())

    @Slot(object, object, str, str)
    def _save_seen(self, flags: tuple[RaisedFlag, ...], day: dt.date, who: str, note: str) -> None:
        clock = self.context.clock
        self.seen.save.setEnabled(False)

        def saved(_: Changes) -> None:
            self.seen.forget()
            self.refresh()

        def refused(error: KnownError) -> None:
            self.seen.save.setEnabled(True)
            self.context.workbench.failed.emit(error.message)

        self.context.workbench.change(
            lambda diary: save_seen(diary, clock, flags, day, who, note), saved, refused
        )

    @Slot()
    def _show_sources(self) -> None:
        SourcesDialog(self.context.tr, self._rules, self.window()).open()

    @Slot(object)
    def _ask_slip(self, raised: RaisedFlag) -> None:
        dialog = SlipDialog(self.context, raised, self.window())
        dialog.open()

    @Slot()
    def _restyle(self) -> None:
        self._column.setMaximumWidth(self.context.theme.tokens.scaled(COLUMN_PX))


class SlipDialog(FramedDialog):
    """Makes sure before a yes that was a slip becomes a no."""

    def __init__(self, context: UiContext, raised: RaisedFlag, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(tr("safety", "Was that a slip?"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_text(
            tr(
                "safety",
                "If it is not so and never was, the answer becomes a no. What you answered first"
                " stays in the diary’s memory. If it was so and is better now, keep the yes and"
                " have it looked at.",
            )
        )
        self.body.addStretch(1)
        keep = self.add_button(tr("safety", "Keep the yes"), "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        self.correct = self.add_button(tr("safety", "It was a slip: make it a no"))
        self.correct.clicked.connect(self.accept)
        self.accepted.connect(
            lambda: context.workbench.change(
                lambda diary: correct_answer(diary, raised.answer, yes=False)
            )
        )
