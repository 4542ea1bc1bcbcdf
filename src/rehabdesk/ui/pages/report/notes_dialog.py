"""Choosing the notes that may be shared; all others stay private."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.reporting.notes_part import Note
from rehabdesk.services.reporting.words import clipped
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.widgets.basic import label

_LETTERS = 400
#: Notes in the list; those before them can be reached by choosing earlier days.
_MOST = 300
_INDENT = 34


class NotesDialog(FramedDialog):
    """Notes, the latest first, with a tick beside each that may be shared."""

    def __init__(
        self,
        tr: Translator,
        notes: Sequence[Note],
        chosen: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("report page", "Notes to share"), parent)
        self.boxes: dict[str, QCheckBox] = {}
        if notes:
            self.add_text(
                tr("report page", "A note is on the report only if it is ticked here."), "meta"
            )
        else:
            self.add_text(tr("report page", "There are no notes in these days."))
        for note in list(reversed(notes))[:_MOST]:
            self._add(tr, note, ticked=note.id in chosen)
        if len(notes) > _MOST:
            self.add_text(
                tr.n(
                    "report page",
                    "{count} earlier note is not listed; choose earlier days to see it.",
                    "{count} earlier notes are not listed; choose earlier days to see them.",
                    len(notes) - _MOST,
                ),
                "meta",
            )
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        save = self.add_button(tr("report page", "Save"), "primary")
        save.setDefault(True)
        save.clicked.connect(self.accept)

    def _add(self, tr: Translator, note: Note, *, ticked: bool) -> None:
        text = clipped(note.text, _LETTERS)
        day = tr.date(note.day, "medium")
        # A single & would mark the letter after it.
        head = tr("report page", "{day}, {about}", day=day, about=note.about).replace("&", "&&")
        box = QCheckBox(head)
        box.setAccessibleName(
            tr("report page", "{day}, {about}: {note}", day=day, about=note.about, note=text)
        )
        box.setChecked(ticked)
        words = label(text, "meta", wrap=True)
        words.setIndent(_INDENT)
        self.boxes[note.id] = box
        self.body.addWidget(box)
        self.body.addWidget(words)

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the ticked notes."""
        return frozenset(name for name, box in self.boxes.items() if box.isChecked())

    @property
    def shown(self) -> frozenset[str]:
        """The ids of all notes in the list."""
        return frozenset(self.boxes)
