"""The entries of a day or a period as a list that stays quick with tens of thousands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from rehabdesk.domain.names import KIND_NAMES
from rehabdesk.domain.regions import RegionCatalogue, Side
from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.history.entry_row import EntryRow, RowTexts
from rehabdesk.ui.pages.history.reading import ListedEntry
from rehabdesk.ui.pages.history.words import (
    detail_words,
    entry_words,
    heading_words,
    time_words,
)
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme

_ROOT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex
TEXTS_ROLE = Qt.ItemDataRole.UserRole
#: Rows whose heights are found at a time; the window answers in between.
BATCH = 400


class EntryModel(QAbstractListModel):
    """The rows; their texts are made when they come into sight."""

    def __init__(self, tr: Translator, regions: RegionCatalogue) -> None:
        super().__init__()
        self._tr, self._regions = tr, regions
        self._rows: Sequence[ListedEntry] = ()
        self._headings = False
        self._sides = {
            Side.LEFT: tr("side label", "YOUR LEFT"),
            Side.RIGHT: tr("side label", "YOUR RIGHT"),
            Side.NONE: "",
        }

    @property
    def rows(self) -> Sequence[ListedEntry]:
        """The entries in order."""
        return self._rows

    def show_rows(self, rows: Sequence[ListedEntry], *, headings: bool) -> None:
        """Show entries, with a heading above the first of each day if so wanted."""
        self.beginResetModel()
        self._rows, self._headings = rows, headings
        self.endResetModel()

    def row_of(self, entry_id: str) -> int:
        """Return the row of an entry, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.entry.id == entry_id), -1)

    def rowCount(self, parent: _AnyIndex = _ROOT) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's sentence, or the texts that are painted."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry_words(self._tr, self._regions, row)
        if role == TEXTS_ROLE:
            return self.texts(index.row())
        return None

    def texts(self, number: int) -> RowTexts:
        """Return what is painted of a row."""
        tr, row = self._tr, self._rows[number]
        entry = row.entry
        tags = []
        if entry.backfilled:
            tags.append(tr("history", "entered later"))
        if row.deleted:
            tags.append(tr("history", "deleted"))
        starts_day = self._headings and (
            number == 0 or self._rows[number - 1].entry.day != entry.day
        )
        return RowTexts(
            heading=partial(heading_words, tr, entry.day) if starts_day else None,
            time=partial(time_words, tr, entry),
            value=entry.value,
            name=tr.say(self._regions[entry.where.region].name),
            side=self._sides[entry.where.side],
            kind=tr.say(KIND_NAMES[entry.kind]),
            tags=tuple(tags),
            details=detail_words(tr, entry),
            note=entry.note,
            deleted=row.deleted,
        )


class EntryList(QListView):
    """The list. Enter edits the chosen entry, Delete deletes it."""

    #: The chosen entry (`ListedEntry`), or None.
    entry_chosen = Signal(object)
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, tr: Translator, theme: Theme, regions: RegionCatalogue) -> None:
        super().__init__()
        self.entries = EntryModel(tr, regions)
        self.setModel(self.entries)
        self._row = EntryRow(tr, theme, self)
        self.setItemDelegate(self._row)
        dress(self, "plain_list")
        self.setAccessibleName(tr("history", "Pain entries"))
        self.setAccessibleDescription(
            tr("history", "Enter edits the chosen entry, Delete deletes it.")
        )
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setMouseTracking(True)
        self.setMinimumHeight(160)
        self.doubleClicked.connect(lambda _: self.edit_wanted.emit())
        theme.changed.connect(self._restyle)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def chosen(self) -> ListedEntry | None:
        """The chosen entry, or None."""
        index = self.currentIndex()
        return self.entries.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[ListedEntry], *, headings: bool) -> None:
        """Show entries; the chosen one stays chosen, or the one in its place."""
        before, place = self.chosen, max(self.currentIndex().row(), 0)
        self.entries.show_rows(rows, headings=headings)
        row = self.entries.row_of(before.entry.id) if before is not None else -1
        if row < 0:
            row = min(place, len(rows) - 1) if before is not None else 0
        if rows:
            self.setCurrentIndex(self.entries.index(row, 0))
        self.entry_chosen.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, delete, or move as lists do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.chosen is not None:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _current_changed(self, index: QModelIndex) -> None:
        # A reset first takes the choice away; `show_rows` tells what came of it.
        if index.isValid():
            self.entry_chosen.emit(self.chosen)

    def _restyle(self) -> None:
        self._row.restyle()
        self.scheduleDelayedItemsLayout()
