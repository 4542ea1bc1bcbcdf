"""The history page: look back, correct, bring back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.moments import diary_day
from rehabdesk.services.history import EarlierEntry, revisions_of
from rehabdesk.services.pain_entries import delete_pain, restore_pain
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.entry_editor import EntryEditor
from rehabdesk.ui.pages.history.calendar_card import CalendarCard
from rehabdesk.ui.pages.history.check_in_panel import CheckInPanel
from rehabdesk.ui.pages.history.comments_panel import CommentsPanel
from rehabdesk.ui.pages.history.earlier import EarlierDialog, steps_of
from rehabdesk.ui.pages.history.entries_card import EntriesCard
from rehabdesk.ui.pages.history.filter_bar import RANGE_DAYS, FilterBar
from rehabdesk.ui.pages.history.reading import (
    ListedEntry,
    MonthState,
    Period,
    read_listing,
    read_month,
)
from rehabdesk.ui.pages.history.words import entry_words, region_name
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.widgets.basic import button

CALENDAR_WIDTH = 388
NARROW_CALENDAR_WIDTH = 344
LEAST_LIST_WIDTH = 420


class HistoryPage(Page):
    """Calendar and check-in of the chosen day beside the list of entries."""

    shows = frozenset(
        {
            Kind.PAIN_ENTRY, Kind.CHECK_IN, Kind.SESSION, Kind.COMMENT, Kind.ACTIVITY_LOAD,
            Kind.HELP_MARK, Kind.SWELLING,
        }
    )  # fmt: skip

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(context, tr("history", "History"))
        self.subtitle.hide()
        self._narrow = False
        self._earlier: tuple[str, list[EarlierEntry]] = ("", [])
        self._day = self._present = self.today
        self.filter = FilterBar(tr, lambda where: region_name(tr, context.regions, where))
        self.filter.set_range(self._day - dt.timedelta(days=RANGE_DAYS - 1), self._day)
        self.filter.changed.connect(self._read_listing)
        #: What is looked at and not written in gets comments instead of entries.
        self._looking = context.workbench.read_only
        self._add = button("", "primary")
        self._add.clicked.connect(self._comment if self._looking else self._add_to_day)
        self.header.addWidget(self._add)
        self.calendar = CalendarCard(context)
        self.calendar.day_chosen.connect(self._choose_day)
        self.calendar.month_chosen.connect(self._choose_month)
        self.check_in = CheckInPanel(tr)
        self.check_in.edit_wanted.connect(
            lambda: self.page_wanted.emit("today", self._day.isoformat())
        )
        self.entries = EntriesCard(context)
        self.comments = CommentsPanel(tr)
        if self._looking:
            self.filter.set_read_only()
            self.check_in.set_read_only()
            self.entries.set_read_only()
        self._connect_entries()
        self._build_columns()
        self._show_day()

    @property
    def day(self) -> dt.date:
        """The day that is chosen in the calendar."""
        return self._day

    @property
    def today(self) -> dt.date:
        """The diary's present day."""
        return diary_day(self.context.clock.now())

    def open_at(self, argument: str) -> None:
        """Open at a day (ISO text) or at all entries of a region (`id:side`)."""
        if ":" in argument:
            self.filter.choose_regions([self.context.regions.parse(argument)])
            self.filter.choose_period(Period.ALL)
            self.refresh()
        else:
            self.filter.choose_regions(())
            self._choose_day(dt.date.fromisoformat(argument))

    def refresh(self) -> None:
        """Read the month and the list."""
        self._read_month()
        self._read_listing()

    def new_day(self) -> None:
        """Let the calendar end with the new day, and go there from the day that was today."""
        before, self._present = self._present, self.today
        if self._day == before:
            self._day = self._present
        self._show_day()
        super().new_day()

    def set_narrow(self, narrow: bool) -> None:
        """Make the calendar smaller in a narrow window."""
        super().set_narrow(narrow)
        self._narrow = narrow
        self.calendar.set_low(narrow)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the calendar over the list where they do not fit beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _connect_entries(self) -> None:
        card = self.entries
        card.edit_wanted.connect(self._edit)
        card.delete_wanted.connect(self._delete)
        card.restore_wanted.connect(self._restore)
        card.earlier_wanted.connect(self._show_earlier)
        card.entry_chosen.connect(self._entry_chosen)
        card.undo_wanted.connect(self.context.workbench.undo)
        card.add_wanted.connect(self._add_to_day)
        card.first_wanted.connect(lambda: self.page_wanted.emit("body", ""))
        card.all_wanted.connect(self.filter.show_all)

    def _build_columns(self) -> None:
        self.body.setSpacing(12)
        self.body.addWidget(self.filter)
        self._left = QVBoxLayout()
        self._left.setSpacing(12)
        self._left.addWidget(self.calendar)
        self._left.addWidget(self.comments)
        self._left.addWidget(self.check_in)
        self._left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addLayout(self._left)
        self._columns.addWidget(self.entries, 1)
        self.body.addLayout(self._columns, 1)

    def _arrange(self) -> None:
        scaled = self.context.theme.tokens.scaled
        wanted = scaled(NARROW_CALENDAR_WIDTH if self._narrow else CALENDAR_WIDTH)
        frame = self.context.theme.tokens.frame
        room = self.width() - 2 * frame["margin_small" if self._narrow else "margin"]
        beside = room >= wanted + 16 + scaled(LEAST_LIST_WIDTH)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        for card in (self.calendar, self.check_in, self.comments):
            card.setMinimumWidth(wanted if beside else 0)
            card.setMaximumWidth(wanted if beside else 16_777_215)
        self.entries.list.setMinimumHeight(160 if beside else scaled(280))

    def _choose_day(self, day: dt.date) -> None:
        day = min(day, self.context.clock.now().date())
        self._day = day
        self.filter.choose_period(Period.DAY)
        self._show_day()
        self.refresh()

    def _choose_month(self, day: dt.date) -> None:
        """Go to another month; a list of months goes along, every other becomes one of a day."""
        if self.filter.period is not Period.MONTH:
            self._choose_day(day)
            return
        self._day = day
        self._show_day()
        self.refresh()

    def _show_day(self) -> None:
        tr = self.context.tr
        self.calendar.show_day(self._day, self.context.clock.now().date())
        day = tr.date(self._day, "day_month")
        self._add.setText(
            tr("history", "Comment on {day}", day=day)
            if self._looking
            else tr("history", "Add to {day}", day=day)
        )

    def _read_month(self) -> None:
        day = self._day
        self.context.workbench.read(
            lambda diary: read_month(diary, day), self._show_month, key="history month"
        )

    def _read_listing(self) -> None:
        wanted = self.filter.wanted(self._day)
        self.context.workbench.read(
            lambda diary: read_listing(diary, wanted), self.entries.show_listing, key="history list"
        )

    def _show_month(self, state: MonthState) -> None:
        self.calendar.show_days(state.days)
        self.check_in.show_check_in(self._day, state.check_in)
        self.check_in.show_extras(state)
        self.comments.show_comments(state.comments)
        self.filter.offer(state.used)

    def _comment(self) -> None:
        self.page_wanted.emit("review", self._day.isoformat())

    def _add_to_day(self) -> None:
        self.page_wanted.emit("body", self._day.isoformat())

    def _edit(self, row: ListedEntry) -> None:
        if self._looking:
            return
        editor = EntryEditor(self.context, row.entry, self.window())
        editor.finished.connect(lambda _: self.entries.list.setFocus())
        editor.open()

    def _delete(self, row: ListedEntry) -> None:
        if self._looking:
            return
        entry_id = row.entry.id
        self.context.workbench.change(
            lambda diary: delete_pain(diary, entry_id), done=self._offer_undo
        )

    def _restore(self, row: ListedEntry) -> None:
        entry_id = row.entry.id
        self.context.workbench.change(lambda diary: restore_pain(diary, entry_id))

    def _offer_undo(self, _changes: Changes) -> None:
        self.entries.show_undo(self.context.tr("history", "Pain entry deleted."))

    @Slot(object)
    def _data_changed(self, changes: Changes) -> None:
        # The offer is about the last change alone.
        self.entries.show_undo("")
        super()._data_changed(changes)

    @Slot()
    def _diary_opened(self) -> None:
        self.entries.show_undo("")
        super()._diary_opened()

    def _entry_chosen(self, row: ListedEntry | None) -> None:
        self._earlier = ("", [])
        self.entries.show_earlier(0)
        if row is None:
            return
        entry_id = row.entry.id

        def show(found: list[EarlierEntry]) -> None:
            self._earlier = (entry_id, found)
            self.entries.show_earlier(len(found))

        self.context.workbench.read(
            lambda diary: revisions_of(diary, entry_id), show, key="history earlier"
        )

    def _show_earlier(self, row: ListedEntry) -> None:
        entry_id, earlier = self._earlier
        if entry_id != row.entry.id:
            return
        tr, regions = self.context.tr, self.context.regions
        steps = steps_of(tr, regions, row, earlier, self.context.clock.now().tzinfo)
        dialog = EarlierDialog(tr, entry_words(tr, regions, row), steps, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
