"""Choosing the notes that may be shared; all others stay private."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.reporting.notes_part import Note
from rehabdesk.services.reporting.words import clipped
from rehabdesk.ui.dialogs.frame import FramedDialog

_LETTERS = 140
_ROWS = 12


class NotesDialog(FramedDialog):
    """A list of notes with a tick beside each that may be shared."""

    def __init__(
        self,
        tr: Translator,
        notes: Sequence[Note],
        chosen: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("report page", "Notes to share"), parent)
        if notes:
            self.add_text(
                tr("report page", "A note is on the report only if it is ticked here."), "meta"
            )
        else:
            self.add_text(tr("report page", "There are no notes in these days."))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("report page", "Notes to share"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for note in reversed(notes):
            item = QListWidgetItem(
                tr("report page", "{day}, {about}: {note}", day=tr.date(note.day, "medium"),
                   about=note.about, note=clipped(note.text, _LETTERS))
            )  # fmt: skip
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if note.id in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            item.setData(Qt.ItemDataRole.UserRole, note.id)
            self.list.addItem(item)
        self.list.setVisible(bool(notes))
        self.list.setMinimumHeight(self.fontMetrics().height() * _ROWS)
        self.body.addWidget(self.list)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        save = self.add_button(tr("report page", "Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the ticked notes."""
        return frozenset(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    @property
    def shown(self) -> frozenset[str]:
        """The ids of all notes in the list."""
        return frozenset(str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items())

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]
