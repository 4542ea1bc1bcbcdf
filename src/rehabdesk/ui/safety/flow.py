"""Asks what is due, one group after the other; each answer is saved when it is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.safety import AgeBand, Cause, Due, RedFlag, Urgency
from rehabdesk.services.safety.due import questions_due
from rehabdesk.services.safety.recording import answer_questions
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.safety.settings import emergency_number, set_age_band
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.safety.steps import AgeStep, GroupStep, ResultStep

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class _Reading:
    due: Due
    number: str


class QuestionFlow(QWidget):
    """The questions that are due, as steps; used by the Safety page and at the first start."""

    #: All that was to be asked is answered, skipped, or an emergency came first.
    finished = Signal()
    #: The person would rather answer later.
    put_off = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._rules = load_safety_rules()
        self._chosen_at: dt.datetime | None = None
        self._cause = Cause.CHOSEN
        self._skipped: set[Urgency] = set()
        self._answered: list[Urgency] = []
        self._asked: tuple[RedFlag, ...] = ()
        self._number = ""
        self.age = AgeStep(context.tr)
        self.group = GroupStep(context.tr)
        self.result = ResultStep(context.tr)
        self._steps: tuple[AgeStep | GroupStep | ResultStep, ...] = (
            self.age, self.group, self.result,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for step in self._steps:
            column.addWidget(step)
            step.hide()
        self.age.chosen.connect(self._save_age)
        self.age.put_off.connect(self.put_off)
        self.group.answered.connect(self._save_answers)
        self.group.put_off.connect(self._leave_group)
        self.result.went_on.connect(self._after_result)

    @property
    def urgency(self) -> Urgency | None:
        """The group that is asked, or None before the first."""
        return self._asked[0].urgency if self._asked else None

    @property
    def is_dirty(self) -> bool:
        """Whether something is ticked in the group that is shown and not saved yet."""
        if self.isHidden() or self.group.isHidden():
            return False
        return self.group.none.is_ticked or bool(self.group.ticked)

    def begin(self, *, chosen: bool = False) -> None:
        """Ask what is due.

        Args:
            chosen: Go through all questions, due or not.
        """
        self._chosen_at = self._context.clock.now() if chosen else None
        self._skipped.clear()
        self._answered.clear()
        self._asked = ()
        self._next()

    def _next(self) -> None:
        clock, chosen_at = self._context.clock, self._chosen_at

        def read(diary: Diary) -> _Reading:
            return _Reading(
                questions_due(diary, clock, chosen_at=chosen_at), emergency_number(diary)
            )

        self._context.workbench.read(read, self._show, key="safety questions")

    def _show(self, reading: _Reading) -> None:
        due, self._number = reading.due, reading.number
        if due.age_needed:
            self._show_step(self.age)
            return
        left = [one for one in due.urgencies if one not in self._skipped]
        if not left:
            self._asked = ()
            self.finished.emit()
            return
        if due.causes:
            self._cause = Cause.CHOSEN if self._chosen_at else due.causes[0]
        urgency = left[0]
        self._asked = due.of(urgency)
        rule = self._rules.urgencies[urgency]
        place = len(self._answered) + len(self._skipped) + 1
        self.group.show_group(rule, self._asked, place, place + len(left) - 1)
        self.group.set_skippable(skippable=not rule.needed)
        self._show_step(self.group)

    def _show_step(self, shown: AgeStep | GroupStep | ResultStep) -> None:
        for step in self._steps:
            step.setVisible(step is shown)
        if self.isVisible():
            shown.focus_main()

    def focus_main(self) -> None:
        """Put the keyboard into the step that is shown."""
        for step in self._steps:
            if not step.isHidden():
                step.focus_main()

    def _save_age(self, age: AgeBand) -> None:
        self._context.workbench.change(
            lambda diary: set_age_band(diary, age), lambda _: self._next()
        )

    def _save_answers(self, ticked: tuple[str, ...]) -> None:
        clock, cause, asked = self._context.clock, self._cause, self._asked
        given = frozenset(ticked)

        def saved(_: Changes) -> None:
            self._saved(given)

        def refused(error: KnownError) -> None:
            self.group.go_on.setEnabled(True)
            self._context.workbench.failed.emit(error.message)

        self._context.workbench.change(
            lambda diary: answer_questions(diary, clock, cause, asked, given), saved, refused
        )

    def _saved(self, ticked: frozenset[str]) -> None:
        if not self._asked:
            # Somebody went elsewhere meanwhile.
            return
        urgency = self._asked[0].urgency
        self._answered.append(urgency)
        yes = [one for one in self._asked if one.is_yes(ticked)]
        if not yes:
            self._next()
            return
        rule = self._rules.urgencies[urgency]
        more = urgency is not Urgency.EMERGENCY
        self.result.show_result(rule, yes, self._number, more=more)
        self._show_step(self.result)

    def _after_result(self) -> None:
        if self.urgency is Urgency.EMERGENCY:
            # Help comes before any more questions; they stay due.
            self._asked = ()
            self.finished.emit()
        else:
            self._next()

    def _leave_group(self) -> None:
        urgency = self.urgency
        if urgency is None or self._rules.urgencies[urgency].needed:
            self.put_off.emit()
            return
        self._skipped.add(urgency)
        self._next()
