"""The Self-tests page: own activities, self-tests, how it is overall, totals of questionnaires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.self_test import AffectedSide
from rehabdesk.services.measures import recording
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.safety.gate import gate_sentence
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.unsaved import UnsavedQuestion
from rehabdesk.ui.pages.measures.change_section import ChangeSection
from rehabdesk.ui.pages.measures.own_section import OwnSection
from rehabdesk.ui.pages.measures.pain_section import PainSection
from rehabdesk.ui.pages.measures.reading import MeasuresReading, read_measures
from rehabdesk.ui.pages.measures.run_view import RunView
from rehabdesk.ui.pages.measures.test_view import TestView
from rehabdesk.ui.pages.measures.tests_section import TestsSection
from rehabdesk.ui.pages.measures.totals_section import TotalsSection
from rehabdesk.ui.pages.measures.words import SECTIONS, due_line
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.safety.kinds import SAFETY_KINDS
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Chips, button, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

Section: TypeAlias = OwnSection | PainSection | TestsSection | ChangeSection | TotalsSection

COLUMN_PX = 640


class MeasuresPage(Page):
    """Sections of one column; a test that is opened or done takes their place."""

    shows = SAFETY_KINDS | {
        Kind.OWN_ACTIVITY,
        Kind.ACTIVITY_RATING,
        Kind.ACTIVITY_PAIN,
        Kind.CHANGE_RATING,
        Kind.QUESTIONNAIRE_TOTAL,
        Kind.SELF_TEST_RESULT,
    }

    def __init__(self, context: UiContext, ticker: Ticker | None = None) -> None:
        """Make the page.

        Args:
            context: What every page is given.
            ticker: The clock of tests; the computer's by default.
        """
        super().__init__(context, context.tr("measures", "Self-tests"))
        tr, theme = context.tr, context.theme
        self._reading: MeasuresReading | None = None
        self.own = OwnSection(tr, theme)
        self.pain = PainSection(tr)
        self.tests = TestsSection(tr, theme)
        self.change = ChangeSection(tr)
        self.totals = TotalsSection(tr, theme)
        self._sections: dict[str, Section] = {
            "own": self.own,
            "pain": self.pain,
            "tests": self.tests,
            "change": self.change,
            "totals": self.totals,
        }
        self.test = TestView(tr, theme)
        self.run = RunView(tr, theme, ticker or Ticker(self))
        names = [(key, tr.say(name)) for key, name in SECTIONS.items()]
        self.chips = Chips(tr("measures", "What to show"), names)
        self.chips.changed.connect(self._section_chosen)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.chips)
        self._nothing = label(tr("measures", "Nothing was entered here."), "subtitle")
        for view in (*self._sections.values(), self.test, self.run, self._nothing):
            column.addWidget(view)
        row = QHBoxLayout()
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.footer = self._make_footer()
        self._connect()
        context.theme.changed.connect(self._restyle)
        self._restyle()
        self._looking = context.workbench.read_only
        if self._looking:
            for one in (*self._sections.values(), self.test):
                one.set_read_only()
        self._section = "own"
        self._show_section()

    @property
    def section(self) -> str:
        """The section that is shown, or was before a test was opened."""
        return self._section

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered that would be lost with the window."""
        entered = (self.own, self.pain, self.change, self.totals, self.run)
        return any(one.is_dirty for one in entered)

    def refresh(self) -> None:
        """Read the diary; a test that is being done is left alone."""
        clock = self.context.clock
        self.context.workbench.read(
            lambda diary: read_measures(diary, clock), self._show, key="measures"
        )

    def open_at(self, argument: str) -> None:
        """Open at a section by its name; a test that is being done stays."""
        if argument in self._sections and self.run.run is None:
            self._section = argument
            self._show_section()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a narrow window or a wide one."""
        super().set_narrow(narrow)
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small"] if narrow else frame["margin"]
        self._footer_row.setContentsMargins(margin, 8, margin, 8)
        self.run.ring.set_narrow(narrow)

    @Slot()
    def _diary_opened(self) -> None:
        # What was being entered or done belongs to the diary before.
        for one in (self.own, self.pain, self.change, self.totals):
            one.forget()
        self.own.forget_name()
        self.run.end()
        self._show_section()
        super()._diary_opened()

    # ------------------------------------------------------------ parts

    def _connect(self) -> None:
        clock = self.context.clock
        self.own.add_wanted.connect(self._add_activity)
        self.own.leave_wanted.connect(
            lambda row_id: self._save(
                lambda diary: recording.end_own_activity(diary, clock, row_id), _nothing
            )
        )
        self.own.rate_wanted.connect(self._rate_own)
        self.pain.rate_wanted.connect(self._rate_pain)
        self.tests.open_wanted.connect(self._open_test)
        self.tests.affected_chosen.connect(self._choose_side)
        self.change.rate_wanted.connect(self._rate_change)
        self.totals.save_wanted.connect(self._save_total)
        self.totals.delete_wanted.connect(
            lambda row_id: self._delete(Kind.QUESTIONNAIRE_TOTAL, row_id)
        )
        self.test.delete_wanted.connect(lambda row_id: self._delete(Kind.SELF_TEST_RESULT, row_id))
        self.run.save_wanted.connect(self._save_test)
        for gate in (self.tests.gate, self.test.gate):
            gate.wanted.connect(lambda argument: self.page_wanted.emit("safety", argument))

    def _make_footer(self) -> QWidget:
        tr = self.context.tr
        footer = QWidget()
        dress(footer, "footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = button(tr("measures", "Back"), "quiet")
        self.back.clicked.connect(self._go_back)
        self.start = button(tr("measures", "Start this test"), "primary")
        self.start.clicked.connect(self._start)
        self._footer_row = QHBoxLayout(footer)
        self._footer_row.addWidget(self.back)
        self._footer_row.addStretch(1)
        self._footer_row.addWidget(self.start)
        self._footer_row.addWidget(self.run.primary)
        return footer

    def _restyle(self) -> None:
        self._column.setMaximumWidth(self.context.theme.tokens.scaled(COLUMN_PX))

    # ------------------------------------------------------------ what is shown

    def _show(self, reading: MeasuresReading) -> None:
        self._reading = reading
        self.subtitle.setText(
            due_line(self.context.tr, reading.due)
            or self.context.tr("measures", "Nothing is due today.")
        )
        self._update_start(reading)
        for section in (self.own, self.pain, self.tests, self.change, self.totals):
            section.show_reading(reading)
        self._show_nothing()
        if self.test.test is not None and self.test.isVisibleTo(self):
            self.test.show_test(self.test.test, reading)

    def _update_start(self, reading: MeasuresReading) -> None:
        """Let a test begin unless safety questions come first."""
        sentence = gate_sentence(reading.gate.gate)
        why = "" if sentence is None else self.context.tr.say(sentence)
        self.start.setEnabled(sentence is None)
        self.start.setToolTip(why)
        self.start.setAccessibleDescription(why)

    @Slot()
    def _section_chosen(self) -> None:
        chosen = self.chips.chosen
        self._section = chosen[0] if chosen else self._section
        self._show_section()

    def _show_section(self) -> None:
        self.chips.choose([self._section])
        self._show_view(self._sections[self._section])

    def _show_view(self, shown: QWidget) -> None:
        overview = shown in self._sections.values()
        self.chips.setVisible(overview)
        for view in (*self._sections.values(), self.test, self.run):
            view.setVisible(view is shown)
        self.subtitle.setVisible(overview and not self._looking)
        self.start.setVisible(shown is self.test and not self._looking)
        self._show_nothing()
        self.run.primary.setVisible(shown is self.run)
        footer = self.footer
        # Without a frame around the page it would be a window of its own.
        if footer is not None and footer.parentWidget() is not None:
            footer.setVisible(not overview)
        name = self.test.test.name if self.test.test is not None and not overview else None
        tr = self.context.tr
        self.title.setText(tr("measures", "Self-tests") if name is None else tr.say(name))

    def _show_nothing(self) -> None:
        """Say that there is nothing to look at in somebody's copy."""
        shown = self._sections[self._section]
        overview = self.chips.isVisibleTo(self)
        self._nothing.setVisible(overview and self._looking and not shown.has_results)

    def showEvent(self, event: object) -> None:
        """Put the footer right: it has its frame by now."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self.footer is not None and self.footer.parentWidget() is not None:
            self.footer.setVisible(not self.chips.isVisibleTo(self))

    # ------------------------------------------------------------ ways through the page

    @Slot(str)
    def _open_test(self, test_id: str) -> None:
        if self._reading is None:
            return
        self.test.show_test(load_self_tests()[test_id], self._reading)
        self._show_view(self.test)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _start(self) -> None:
        if self.test.test is None or not self.start.isEnabled():
            return
        version = self.test.version
        self._show_view(self.run)
        self.run.begin(self.test.test, version)

    @Slot()
    def _go_back(self) -> None:
        if self.run.run is None:
            self._show_section()
            self.tests.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.run.is_dirty:
            UnsavedQuestion(self.context.tr, self.window(), self._give_up).open()
        else:
            self._give_up()

    def _give_up(self) -> None:
        self.run.end()
        self._to_test()

    def _to_test(self) -> None:
        self._show_view(self.test)
        self.refresh()

    # ------------------------------------------------------------ saving

    @Slot(str)
    def _add_activity(self, name: str) -> None:
        self._save(lambda diary: recording.add_own_activity(diary, name), self.own.forget_name)

    @Slot(object)
    def _rate_own(self, ratings: dict[str, float]) -> None:
        clock = self.context.clock
        self._save(
            lambda diary: recording.rate_own_activities(diary, clock, ratings), self.own.forget
        )

    @Slot(object)
    def _rate_pain(self, ratings: dict[Activity, float | None]) -> None:
        clock = self.context.clock
        self._save(
            lambda diary: recording.rate_activity_pain(diary, clock, ratings), self.pain.forget
        )

    @Slot(int, str)
    def _rate_change(self, value: int, note: str) -> None:
        clock = self.context.clock
        self._save(
            lambda diary: recording.rate_change(diary, clock, value, note), self.change.forget
        )

    @Slot(str, str, object)
    def _save_total(self, name: str, score: str, day: dt.date) -> None:
        clock = self.context.clock

        def work(diary: Diary) -> Changes:
            return recording.add_total(diary, clock, name, recording.number_from(score), day)

        self._save(work, self.totals.forget)

    @Slot(object)
    def _choose_side(self, side: AffectedSide) -> None:
        self._save(lambda diary: recording.set_affected_side(diary, side), _nothing)

    @Slot(object, str, str)
    def _save_test(self, trials: list[Trial], version: str, note: str) -> None:
        test = self.test.test
        if test is None:
            return
        clock = self.context.clock
        self.run.primary.setEnabled(False)
        self._save(
            lambda diary: recording.record_self_test(diary, clock, test, trials, version, note),
            self._give_up,
        )

    def _delete(self, kind: Kind, row_id: str) -> None:
        self._save(lambda diary: recording.delete_measure(diary, kind, row_id), _nothing)

    def _save(self, work: Callable[[Diary], Changes], done: Callable[[], None]) -> None:
        """Save something; what was entered is forgotten only when it is in the diary."""

        def refused(error: KnownError) -> None:
            self.run.primary.setEnabled(True)
            self.context.workbench.failed.emit(error.message)

        self.context.workbench.change(work, lambda _: done(), refused)


def _nothing() -> None:
    """There is nothing to forget."""
