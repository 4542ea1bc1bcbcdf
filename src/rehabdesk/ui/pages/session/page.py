"""The Session page: what is due today, the guided session, ticks, and the paper sheet."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.names import full_name
from rehabdesk.domain.plan import PlanItem, Reminder
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.plans import save_reminder
from rehabdesk.services.player import Player, Stage
from rehabdesk.services.player_steps import Step, begin_session, save_step
from rehabdesk.services.session_state import SessionState, running_session
from rehabdesk.services.sheet import Box, tick
from rehabdesk.services.sheet_entry import save_sheet
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.session import START
from rehabdesk.ui.pages.session.before_view import BeforeView
from rehabdesk.ui.pages.session.choices import SessionPreferences
from rehabdesk.ui.pages.session.finish_view import FinishView
from rehabdesk.ui.pages.session.home_view import HomeView
from rehabdesk.ui.pages.session.player_view import PlayerView
from rehabdesk.ui.pages.session.reading import (
    SESSION_KINDS,
    SessionReading,
    finish_running,
    read_running,
    read_session_day,
    read_sheet,
    read_ticks,
    usual_dosage,
)
from rehabdesk.ui.pages.session.settings_desk import SettingsDesk
from rehabdesk.ui.pages.session.sheet_view import SheetView
from rehabdesk.ui.pages.session.tick_view import TickView
from rehabdesk.ui.pages.session.ticker import Ticker

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

View: TypeAlias = HomeView | BeforeView | PlayerView | FinishView | TickView | SheetView


class SessionPage(Page):
    """One view at a time; the guided session fills the page."""

    shows = SESSION_KINDS

    def __init__(self, context: UiContext, ticker: Ticker | None = None) -> None:
        """Make the page.

        Args:
            context: What every page is given.
            ticker: The time of guided sessions; the computer's by default.
        """
        super().__init__(context, context.tr("session", "Session"))
        theme, tr, clock = context.theme, context.tr, context.clock
        self._reading: SessionReading | None = None
        self._items: tuple[PlanItem, ...] = ()
        #: Own changes that are on their way: what they bring is known already.
        self._saving = 0
        self.choices = SessionPreferences(context.preferences)
        self.home = HomeView(theme, tr)
        self.before = BeforeView(theme, tr, context.regions, self._name)
        self.player = PlayerView(theme, tr, ticker or Ticker(self), self.choices.player)
        self.finish = FinishView(theme, tr)
        self.tick = TickView(theme, tr, clock)
        self.sheet = SheetView(theme, tr, clock, self._name)
        self._settings = SettingsDesk(self, self.choices)
        self._settings.taken.connect(self._take_settings)
        self._views: tuple[View, ...] = (
            self.home, self.before, self.player, self.finish, self.tick, self.sheet,
        )  # fmt: skip
        for view in self._views:
            self.body.addWidget(view, 1)
        self.footer = self._make_footer()
        self._connect()
        self._view: View = self.home
        self._show_view(self.home)

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    @property
    def has_unsaved(self) -> bool:
        """Whether ticks, the sheet or the ratings after a session wait to be saved.

        A session that is going on is saved with every step.
        """
        ticking = self._view is self.tick and self.tick.is_dirty
        rating = self._view is self.finish and self.finish.is_dirty
        return ticking or rating or self.sheet.model.is_dirty

    @property
    def fills_window(self) -> bool:
        """Whether a session is going on in front of the person."""
        return self._view is self.player

    def refresh(self) -> None:
        """Read the day, and what the present view shows."""
        self._read_day(self._show_day)
        if self._view is self.tick:
            self._read_ticks(self.tick.day)
        elif self._view is self.sheet and not self.sheet.model.is_dirty:
            self._read_sheet(self.sheet.last)

    def open_at(self, argument: str) -> None:
        """Open at ticking off a day as ISO text, or at what `START` begins."""
        if argument == START:
            self._start()
        else:
            self.tick.days.go_to(dt.date.fromisoformat(argument))
            self._to_ticks()

    def new_day(self) -> None:
        """Show the new day; a session that is going on stays with its own."""
        self.tick.days.new_day(stay=self._view is self.tick)
        super().new_day()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a narrow window or a wide one."""
        super().set_narrow(narrow)
        frame = self.context.theme.tokens.frame
        margin = frame["margin_small"] if narrow else frame["margin"]
        self._footer_row.setContentsMargins(margin, 8, margin, 8)
        self.player.set_narrow(narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the time stand still while another page is shown."""
        self.player.pause()
        super().hideEvent(event)

    @Slot(object)
    def _data_changed(self, changes: Changes) -> None:
        # What the player saves itself it shows already; undo and other pages it has to follow.
        if self._view is self.player and self._saving:
            return
        super()._data_changed(changes)

    @Slot()
    def _diary_opened(self) -> None:
        # What was being typed or done belongs to the diary before.
        self.player.close_session()
        self.sheet.model.forget()
        self._show_view(self.home)
        super()._diary_opened()

    def _connect(self) -> None:
        self.home.start_wanted.connect(self._to_before)
        self.home.go_on_wanted.connect(self._go_on)
        self.home.end_wanted.connect(self._to_finish)
        self.home.tick_wanted.connect(self._to_ticks)
        self.home.sheet_wanted.connect(self._to_sheet)
        self.home.plan_wanted.connect(lambda: self.page_wanted.emit("plan", ""))
        self.home.safety_wanted.connect(lambda how: self.page_wanted.emit("safety", how))
        self.home.settings_wanted.connect(self._settings.choose)
        self.before.begun.connect(self._begin)
        self.before.given_up.connect(self._to_home)
        self.player.stepped.connect(self._save_steps)
        self.player.over.connect(self._to_finish)
        self.finish.saved.connect(self._finish)
        self.finish.went_back.connect(self._go_on)
        self.tick.day_changed.connect(self._read_ticks)
        self.tick.saved.connect(self._save_ticks)
        self.tick.given_up.connect(self._to_home)
        self.sheet.weeks_wanted.connect(self._read_sheet)
        self.sheet.saved.connect(self._save_sheet)
        self.sheet.given_up.connect(self._to_home)

    def _make_footer(self) -> QWidget:
        footer = QWidget()
        footer.setProperty("look", "footer")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._footer_row = QHBoxLayout(footer)
        for view in self._views:
            if not isinstance(view, PlayerView):
                self._footer_row.addWidget(view.footer)
        return footer

    def _show_view(self, shown: View) -> None:
        self._view = shown
        for view in self._views:
            view.setVisible(view is shown)
            if not isinstance(view, PlayerView):
                view.footer.setVisible(view is shown)
        playing = shown is self.player
        self.room_changed.emit()
        self.title.setVisible(not playing)
        self.subtitle.setVisible(shown is self.home and bool(self.subtitle.text()))
        self._update_footer()
        if self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
            shown.focus_main()

    def _update_footer(self) -> None:
        """Show the footer unless there is nothing in it."""
        reading = self._reading
        empty = self._view is self.home and (reading is None or not reading.items)
        footer = self.footer
        # Without a frame around the page it would be a window of its own.
        if footer is not None and footer.parentWidget() is not None:
            footer.setVisible(self._view is not self.player and not empty)

    def _name(self, where: SidedRegion) -> str:
        return full_name(self.context.tr, self.context.regions[where.region], where)

    @property
    def _today(self) -> dt.date:
        return diary_day(self.context.clock.now())

    def _read_day(self, show: Callable[[SessionReading], None]) -> None:
        clock, regions, tr = self.context.clock, self.context.regions, self.context.tr
        self.context.workbench.read(
            lambda diary: read_session_day(diary, clock, regions, tr), show, key="session"
        )

    def _show_day(self, reading: SessionReading) -> None:
        self._reading = reading
        self.subtitle.setText(self.home.show_reading(reading))
        self.subtitle.setVisible(self._view is self.home and bool(self.subtitle.text()))
        self._update_footer()
        if self._view is self.home and self.home.settings.hasFocus():
            # Qt chose it while nothing else was there.
            self.home.focus_main()
        if self._view is self.player and not self._saving:
            self._follow(reading)

    def _follow(self, reading: SessionReading) -> None:
        """Show what undo or another page made of the session that is going on."""
        if reading.running is None or reading.is_stopped:
            self._show_view(self.home)
        elif self.player.player is None or reading.running.sets != self.player.player.sets:
            self._play(reading.running, reading.index)

    def _play(self, state: SessionState, index: LibraryIndex) -> None:
        player = Player(state, load_traffic_light(), functools.partial(usual_dosage, index))
        self.player.show_player(player, index)
        self._show_view(self.player)

    def _start(self) -> None:
        """Go on with the session that is going on, or get ready for today's."""

        def show(reading: SessionReading) -> None:
            self._show_day(reading)
            if reading.running is not None and not reading.is_stopped:
                self._go_on()
            elif reading.items and reading.safety.gate.allows_training:
                self._to_before(reading.items)

        self._show_view(self.home)
        self._read_day(show)

    @Slot()
    def _to_home(self) -> None:
        self._show_view(self.home)
        self.refresh()

    @Slot(object)
    def _to_before(self, items: tuple[PlanItem, ...]) -> None:
        self._items = items
        self.before.show_regions(self._reading.asked if self._reading else ())
        self._show_view(self.before)

    @Slot(object, object)
    def _begin(self, ratings: dict[SidedRegion, float], general: float | None) -> None:
        clock, items = self.context.clock, self._items
        self.before.begin.setEnabled(False)
        self._change(
            lambda diary: begin_session(diary, clock, items, ratings, general), self._go_on
        )

    @Slot()
    def _go_on(self) -> None:
        """Take up the session that is going on, where it was left."""
        again = self._view is self.finish
        tr = self.context.tr

        def show(found: tuple[SessionState | None, LibraryIndex]) -> None:
            state, index = found
            if state is None:
                self._to_home()
                return
            self._play(state, index)
            player = self.player.player
            if player is not None and player.stage is Stage.OVER:
                if again:
                    self.player.reopen()
                else:
                    self._to_finish()

        self.context.workbench.read(lambda diary: read_running(diary, tr), show, key="play")

    @Slot(object)
    def _save_steps(self, steps: list[Step]) -> None:
        for step in steps:
            self._change(functools.partial(save_step, step=step))

    @Slot()
    def _to_finish(self) -> None:
        def show(state: SessionState | None) -> None:
            if state is None:
                self._to_home()
                return
            self.finish.show_state(state)
            self._show_view(self.finish)

        # Read after what is still being saved: one thread does both, in order.
        self.context.workbench.read(running_session, show, key="finish")

    @Slot(object, object, str)
    def _finish(self, effort: int | None, pain: int | None, note: str) -> None:
        clock = self.context.clock
        self.finish.save.setEnabled(False)
        self._change(lambda diary: finish_running(diary, clock, effort, pain, note), self._to_home)

    @Slot()
    def _to_ticks(self) -> None:
        self._show_view(self.tick)
        self._read_ticks(self.tick.day)

    @Slot(object)
    def _read_ticks(self, day: dt.date) -> None:
        tr = self.context.tr
        self.context.workbench.read(
            lambda diary: read_ticks(diary, day, tr),
            lambda found: self.tick.show_sheet(*found),
            key="session ticks",
        )

    @Slot(object)
    def _save_ticks(self, ticks: dict[Box, bool]) -> None:
        clock = self.context.clock
        self._change(lambda diary: tick(diary, clock, ticks), self._to_home)

    @Slot()
    def _to_sheet(self) -> None:
        self._show_view(self.sheet)
        if not self.sheet.model.is_dirty:
            self._read_sheet(self._today)

    @Slot(object)
    def _read_sheet(self, last: dt.date) -> None:
        tr, regions, version = self.context.tr, self.context.regions, self.sheet.version
        self.context.workbench.read(
            lambda diary: read_sheet(diary, regions, last, tr, version),
            lambda found: self.sheet.show_page(*found),
            key="session sheet",
        )

    @Slot()
    def _save_sheet(self) -> None:
        clock, model = self.context.clock, self.sheet.model
        ticks, pain, row = model.ticks, model.pain, model.pain_row
        self.sheet.save.setEnabled(False)
        self._change(lambda diary: save_sheet(diary, clock, ticks, pain, row), self._sheet_saved)

    def _sheet_saved(self) -> None:
        self.sheet.model.forget()
        self._to_home()

    @Slot(object)
    def _take_settings(self, reminders: list[Reminder]) -> None:
        self.player.choose(self.choices.player)
        for one in reminders:
            self._change(functools.partial(save_reminder, reminder=one))

    def _change(
        self, work: Callable[[Diary], Changes], done: Callable[[], None] | None = None
    ) -> None:
        """Save something of this page's own."""
        self._saving += 1

        def saved(_: Changes) -> None:
            self._saving -= 1
            if done is not None:
                done()

        def refused(error: KnownError) -> None:
            self._saving -= 1
            for one in (self.before.begin, self.finish.save, self.sheet.save):
                one.setEnabled(True)
            self.context.workbench.failed.emit(error.message)
            self.refresh()

        self.context.workbench.change(work, saved, refused)
