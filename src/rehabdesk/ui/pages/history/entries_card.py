"""The card with the list of entries and what can be done with the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.history.entry_list import EntryList
from rehabdesk.ui.pages.history.reading import ListedEntry, Listing, Period
from rehabdesk.ui.pages.history.words import heading_words
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, FlowLayout, button, label


class EntriesCard(Card):
    """Title, list, the offer to undo, and the buttons for the chosen entry."""

    edit_wanted = Signal(object)  # ListedEntry
    delete_wanted = Signal(object)
    restore_wanted = Signal(object)
    earlier_wanted = Signal(object)
    entry_chosen = Signal(object)  # ListedEntry or None
    undo_wanted = Signal()
    add_wanted = Signal()
    first_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(" ", " ")
        self._tr = tr = context.tr
        self._state: Listing | None = None
        self._read_only = False
        self.body.setContentsMargins(16, 12, 16, 12)
        self._build_undo(tr)
        self.list = EntryList(tr, context.theme, context.regions)
        self.list.entry_chosen.connect(self._chosen)
        self.list.edit_wanted.connect(self._edit_chosen)
        self.list.delete_wanted.connect(self._delete_chosen)
        self.body.addWidget(self.list, 1)
        self._build_empty()
        self._build_actions(tr)
        self.show_earlier(0)

    def set_read_only(self) -> None:
        """Offer nothing that changes an entry: the diary is only looked at."""
        self._read_only = True
        self._actions.hide()

    def show_listing(self, state: Listing) -> None:
        """Show entries, or one sentence and one button if there are none."""
        self._state = state
        tr, wanted = self._tr, state.wanted
        self.title.setText(self._title(state))
        self.setAccessibleName(self.title.text())
        count = tr.n("history", "{count} entry", "{count} entries", len(state.rows))
        if wanted.period is not Period.DAY and state.rows:
            days = tr.n("history", "on {count} day", "on {count} days", state.days)
            count = tr("history", "{entries} {days}", entries=count, days=days)
        self.meta.setText(count if state.rows else "")
        self.list.show_rows(state.rows, headings=wanted.period is not Period.DAY)
        self.list.setVisible(bool(state.rows))
        self._actions.setVisible(bool(state.rows) and not self._read_only)
        self._empty.setVisible(not state.rows)
        if not state.rows:
            self._show_empty(state)

    def show_undo(self, text: str) -> None:
        """Offer to take a deletion back; "" ends the offer."""
        self._undo_text.setText(text)
        self._undo.setAccessibleName(text)
        self._undo.setVisible(bool(text))

    def show_earlier(self, count: int) -> None:
        """Say how often the chosen entry was changed."""
        tr = self._tr
        self._earlier.setEnabled(count > 0)
        reason = "" if count else tr("history", "This entry has not been changed.")
        self._earlier.setToolTip(reason)
        self._earlier.setAccessibleDescription(
            reason or tr.n("history", "Changed {count} time", "Changed {count} times", count)
        )

    def _title(self, state: Listing) -> str:
        tr, wanted = self._tr, state.wanted
        if wanted.first is None or wanted.last is None:
            return tr("history", "All entries")
        if wanted.period is Period.DAY:
            return heading_words(tr, wanted.first)
        if wanted.period is Period.MONTH:
            return tr.date(wanted.first, "month_year")
        return tr("history", "{first} to {last}", first=wanted.first, last=wanted.last)

    def _build_undo(self, tr: Translator) -> None:
        self._undo = QFrame()
        dress(self._undo, "panel")
        row = QHBoxLayout(self._undo)
        row.setContentsMargins(12, 4, 4, 4)
        self._undo_text = label("", wrap=True)
        take_back = button(tr("history", "Undo"), "quiet")
        take_back.clicked.connect(self.undo_wanted)
        row.addWidget(self._undo_text, 1)
        row.addWidget(take_back)
        self._undo.hide()
        self.body.addWidget(self._undo)

    def _build_empty(self) -> None:
        self._empty = QWidget()
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(12)
        self._empty_text = label("", "subtitle", wrap=True)
        self._empty_button = button("")
        self._empty_button.clicked.connect(self._answer_empty)
        column.addWidget(self._empty_text)
        column.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._empty.hide()
        self.body.addWidget(self._empty, 1)

    def _build_actions(self, tr: Translator) -> None:
        self._actions = QWidget()
        flow = FlowLayout(self._actions)
        self._edit = button(tr("history", "Edit…"), name=tr("history", "Edit the chosen entry"))
        self._edit.clicked.connect(self._edit_chosen)
        self._delete = button(
            tr("history", "Delete"), name=tr("history", "Delete the chosen entry")
        )
        self._delete.clicked.connect(self._delete_chosen)
        self._restore = button(
            tr("history", "Restore"), name=tr("history", "Restore the chosen entry")
        )
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self.list.chosen))
        self._earlier = button(tr("history", "What it was before…"))
        self._earlier.clicked.connect(lambda: self.earlier_wanted.emit(self.list.chosen))
        for one in (self._edit, self._delete, self._restore, self._earlier):
            flow.addWidget(one)
        policy = self._actions.sizePolicy()
        policy.setHeightForWidth(True)
        self._actions.setSizePolicy(policy)
        self.body.addWidget(self._actions)

    def _show_empty(self, state: Listing) -> None:
        tr = self._tr
        if state.diary_is_empty:
            text = tr("history", "What you enter is kept here, day by day.")
            act = tr("history", "Show where it hurts")
        elif state.wanted.regions or state.wanted.period is not Period.DAY:
            text = tr("history", "No pain entries match this filter.")
            act = tr("history", "Show all entries")
        else:
            text = tr("history", "No pain entries on this day.")
            act = tr("history", "Add to this day")
        self._empty_button.setVisible(not self._read_only or self._shows_filter(state))
        self._empty_text.setText(text)
        self._empty_button.setText(act)

    @staticmethod
    def _shows_filter(state: Listing) -> bool:
        """Tell whether there would be more without the filter."""
        filtered = bool(state.wanted.regions) or state.wanted.period is not Period.DAY
        return filtered and not state.diary_is_empty

    def _answer_empty(self) -> None:
        state = self._state
        if state is None or state.diary_is_empty:
            self.first_wanted.emit()
        elif self._shows_filter(state):
            self.all_wanted.emit()
        else:
            self.add_wanted.emit()

    def _chosen(self, row: ListedEntry | None) -> None:
        deleted = row is not None and row.deleted
        self._edit.setVisible(not deleted)
        self._delete.setVisible(not deleted)
        self._restore.setVisible(deleted)
        self.entry_chosen.emit(row)

    def _edit_chosen(self) -> None:
        row = self.list.chosen
        if row is not None and not row.deleted:
            self.edit_wanted.emit(row)

    def _delete_chosen(self) -> None:
        row = self.list.chosen
        if row is not None and not row.deleted:
            self.delete_wanted.emit(row)
