"""The first start: three short screens, each of which can be skipped.

Safety comes before any plan: whoever skips the questions is offered no plan until they are
answered; pain can be written down all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.services.first_plan import save_first_start
from rehabdesk.services.first_start import first_start_done
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.safety.gate import GateReading, read_gate
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.start.spot_step import SpotStep
from rehabdesk.ui.pages.start.welcome_step import WelcomeStep
from rehabdesk.ui.safety.flow import QuestionFlow
from rehabdesk.ui.theme.stylesheet import dress

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

COLUMN_PX = 640


class StartPage(Page):
    """What it is, the safety questions, the worst spot with a first plan."""

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("page", "First steps"))
        self.title.setText(tr("start", "Welcome"))
        self._index: LibraryIndex | None = None
        self.welcome = WelcomeStep(tr)
        self.flow = QuestionFlow(context)
        self.spot = SpotStep(context)
        self._steps: tuple[WelcomeStep | QuestionFlow | SpotStep, ...] = (
            self.welcome, self.flow, self.spot,
        )  # fmt: skip
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        for step in self._steps:
            column.addWidget(step)
        row = QHBoxLayout()
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self._footer_row, self.footer = self._make_footer()
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.welcome.went_on.connect(self._to_questions)
        self.welcome.skipped.connect(self._leave)
        self.flow.finished.connect(self._to_spot)
        self.flow.put_off.connect(self._to_spot)
        self.spot.safety_wanted.connect(self._to_questions)
        self.spot.skipped.connect(self._leave)
        self.spot.saved.connect(self._save)
        context.theme.changed.connect(self._restyle)
        self._restyle()
        self.begin()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was ticked or rated and is not saved yet."""
        rated = self.step == len(self._steps) and self.spot.pad.rating is not None
        return self.flow.is_dirty or rated

    @property
    def step(self) -> int:
        """The screen that is shown, from 1."""
        return next(n for n, one in enumerate(self._steps, start=1) if not one.isHidden())

    def begin(self) -> None:
        """Show the first screen, with nothing chosen."""
        self.spot.forget()
        self._show_step(self.welcome)

    def open_at(self, argument: str) -> None:
        """Begin anew, whatever the argument."""
        del argument
        self.begin()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a narrow window or a wide one."""
        super().set_narrow(narrow)
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small"] if narrow else frame["margin"]
        self._footer_row.setContentsMargins(margin, 8, margin, 8)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard where Enter goes on."""
        super().showEvent(event)
        # The buttons stand below the page and are shown after it.
        QTimer.singleShot(0, self, self._focus_main)

    def _focus_main(self) -> None:
        self._steps[self.step - 1].focus_main()

    def _make_footer(self) -> tuple[QHBoxLayout, QWidget]:
        """Return the buttons of the first and the last screen: always in sight."""
        footer = QWidget()
        dress(footer, "footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = QWidget()
        inner = QHBoxLayout(self._buttons)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.welcome.footer)
        inner.addWidget(self.spot.footer)
        row = QHBoxLayout(footer)
        row.addWidget(self._buttons, 1)
        row.addStretch(0)
        return row, footer

    @Slot()
    def _diary_opened(self) -> None:
        self.begin()
        super()._diary_opened()

    def _show_step(self, shown: WelcomeStep | QuestionFlow | SpotStep) -> None:
        for one in self._steps:
            one.setVisible(one is shown)
        self.welcome.footer.setVisible(shown is self.welcome)
        self.spot.footer.setVisible(shown is self.spot)
        if self.footer is not None and self.footer.parentWidget() is not None:
            self.footer.setVisible(shown is not self.flow)
        place = self._steps.index(shown) + 1
        self.subtitle.setText(
            self.context.tr("start", "Step {place} of {count}", place=place, count=len(self._steps))
        )
        if self.isVisible():
            shown.focus_main()

    @Slot()
    def _to_questions(self) -> None:
        self._show_step(self.flow)
        self.flow.begin()

    @Slot()
    def _to_spot(self) -> None:
        clock, tr = self.context.clock, self.context.tr

        def read(diary: Diary) -> tuple[LibraryIndex, GateReading, bool]:
            has_plan = bool(diary.plans.versions())
            return library_index(diary, tr), read_gate(diary, clock), has_plan

        def show(found: tuple[LibraryIndex, GateReading, bool]) -> None:
            self._index = found[0]
            self.spot.show_state(*found)
            self._show_step(self.spot)

        self.context.workbench.read(read, show, key="first start")

    @Slot()
    def _save(self) -> None:
        index, clock = self._index, self.context.clock
        if index is None:
            return
        pain, plan = self.spot.pain, self.spot.offer.draft
        self.spot.save.setEnabled(False)

        def saved(_: Changes) -> None:
            self._leave()

        def refused(error: KnownError) -> None:
            self.spot.save.setEnabled(True)
            self.context.workbench.failed.emit(error.message)
            self._to_spot()

        self.context.workbench.change(
            lambda diary: save_first_start(diary, clock, pain, plan, index), saved, refused
        )

    @Slot()
    def _leave(self) -> None:
        self.spot.forget()
        self.context.workbench.change(first_start_done, quiet=True)
        self.page_wanted.emit("today", "")

    @Slot()
    def _restyle(self) -> None:
        width = self.context.theme.tokens.scaled(COLUMN_PX)
        self._column.setMaximumWidth(width)
        self._buttons.setMaximumWidth(width)
