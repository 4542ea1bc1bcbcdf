"""Between the diary and the cards of Today about activities, what helped, and flares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.load import Help
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.regions import Side
from rehabdesk.services.flare_plan import FlareView, flare_view
from rehabdesk.services.loads import (
    DayExtras,
    add_activity,
    day_extras,
    mark_helps,
    mark_swelling,
    remove_activity,
)
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.services.safety.recording import ask_questions
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.today.extras_card import ExtrasCard
from rehabdesk.ui.pages.today.flare_card import FlareCard

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class ExtrasDesk(QObject):
    """Reads and saves what the two cards show."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._day = diary_day(self._context.clock.now())
        #: Own changes that are on their way: what they bring is shown already.
        self._saving = 0
        self.card = ExtrasCard(self._context.theme, self._context.tr)
        self.card.activity_added.connect(self._add)
        self.card.activity_removed.connect(self._remove)
        self.card.helps_marked.connect(self._mark_helps)
        self.card.swelling_marked.connect(self._mark_swelling)
        self.flare = FlareCard(self._context.regions, self._context.tr)
        self.flare.questions_wanted.connect(self._ask)
        self.flare.draft_wanted.connect(lambda which: page.page_wanted.emit("plan", which))

    def turn_to(self, day: dt.date) -> None:
        """Save what is typed for the day that is left; what comes is for another."""
        if day != self._day:
            self.card.flush()
        self._day = day

    def refresh(self, day: dt.date) -> None:
        """Read a day, and whether a flare is on today."""
        self.turn_to(day)
        tr, clock = self._context.tr, self._context.clock
        present = diary_day(clock.now())
        workbench = self._context.workbench
        workbench.read(
            lambda diary: day_extras(diary, day),
            lambda found: self._show(day, found),
            key="today extras",
        )
        workbench.read(
            lambda diary: flare_view(
                diary,
                present,
                tr,
                may_suggest=training_gate(diary, clock).allows_training,
            ),
            self._show_flare,
            key="today flare",
        )

    def forget(self) -> None:
        """Begin anew: another diary."""
        self._saving = 0
        self.card.forget()

    def _show(self, day: dt.date, found: DayExtras) -> None:
        if not self._saving:
            self.card.show_extras(day, found)

    def _show_flare(self, view: FlareView | None) -> None:
        self.flare.show_view(view)

    @Slot(str, int, int)
    def _add(self, activity: str, minutes: int, effort: int) -> None:
        day, clock = self._day, self._context.clock
        self._change(
            lambda diary: add_activity(diary, clock, day, activity, minutes, effort),
            lambda: self.card.row.take_back(activity, minutes, effort),
        )

    @Slot(str)
    def _remove(self, activity_id: str) -> None:
        self._change(lambda diary: remove_activity(diary, activity_id))

    @Slot(object, object)
    def _mark_helps(self, helps: Sequence[Help], words: dict[Help, str]) -> None:
        day, clock = self._day, self._context.clock
        self._change(lambda diary: mark_helps(diary, clock, day, helps, words))

    @Slot(object)
    def _mark_swelling(self, sides: Sequence[Side]) -> None:
        day, clock = self._day, self._context.clock
        self._change(lambda diary: mark_swelling(diary, clock, day, sides))

    @Slot()
    def _ask(self) -> None:
        clock = self._context.clock
        self._context.workbench.change(
            lambda diary: ask_questions(diary, clock),
            lambda _: self._page.page_wanted.emit("safety", ""),
        )

    def _change(
        self, work: Callable[[Diary], Changes], refused: Callable[[], None] = lambda: None
    ) -> None:
        self._saving += 1

        def saved(_: Changes) -> None:
            self._saving = max(0, self._saving - 1)
            if not self._saving:
                self.refresh(self._day)

        def failed(error: KnownError) -> None:
            self._saving = max(0, self._saving - 1)
            refused()
            self._context.workbench.failed.emit(error.message)
            self.refresh(self._day)

        self._context.workbench.change(work, saved, failed)
