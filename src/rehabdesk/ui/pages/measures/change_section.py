"""How it is overall compared with the start: one question with seven answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from rehabdesk.domain.measures import CHANGE_NAMES
from rehabdesk.domain.pain import NOTE_MAX
from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.table import TextTable
from rehabdesk.ui.pages.measures.words import due_text
from rehabdesk.ui.widgets.basic import Card, button, label


class ChangeSection(QWidget):
    """Two cards: the question, and the answers so far."""

    #: The answer, -3 to 3, and a note.
    rate_wanted = Signal(int, str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        title = tr("overall change", "Compared with when you started, how is it overall?")
        self.card = Card(title, " ")
        self.group = QButtonGroup(self)
        self.answers: dict[int, QRadioButton] = {}
        for value, name in reversed(list(CHANGE_NAMES.items())):
            one = QRadioButton(tr.say(name))
            one.setAccessibleName(f"{title} {tr.say(name)}")
            self.group.addButton(one, value)
            self.answers[value] = one
            self.card.body.addWidget(one)
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_MAX)
        self.note.setAccessibleName(tr("overall change", "A note, if you like"))
        self.note.setPlaceholderText(tr("overall change", "A note, if you like"))
        self.card.body.addWidget(self.note)
        self.save = button(tr("overall change", "Save the answer"), "primary")
        self.save.clicked.connect(self._save)
        self.card.body.addSpacing(4)
        self.card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.group.idToggled.connect(lambda *_: self._update())
        past = tr("overall change", "Answers so far")
        self.past = Card(past)
        self.past.body.addWidget(
            label(tr("overall change", "Ask again every four to six weeks."), "subtitle", wrap=True)
        )
        self.table = TextTable(past)
        self.past.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.card)
        column.addWidget(self.past)
        self._update()

    @property
    def is_dirty(self) -> bool:
        """Whether something was answered and is not saved yet."""
        return self.group.checkedButton() is not None or bool(self.note.text().strip())

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self.card.hide()

    @property
    def has_results(self) -> bool:
        """Whether there is anything to look at."""
        return not self.past.isHidden()

    def forget(self) -> None:
        """Drop the answer: it is saved, or for another diary."""
        self.group.setExclusive(False)
        for one in self.answers.values():
            one.setChecked(False)
        self.group.setExclusive(True)
        self.note.clear()
        self._update()

    def show_reading(self, reading: MeasuresReading) -> None:
        """Show a diary; an answer that is not saved stays."""
        tr = self._tr
        self.card.meta.setText(due_text(tr, reading.due.overall_change, reading.day))
        self.past.setVisible(bool(reading.changes))
        self.table.show_rows(
            (
                tr("measures table", "Day"),
                tr("measures table", "Answer"),
                tr("measures table", "Note"),
            ),
            [
                (tr.date(one.day), tr.say(CHANGE_NAMES[one.value]), one.note)
                for one in reversed(reading.changes)
            ],
        )

    def _update(self) -> None:
        chosen = self.group.checkedButton() is not None
        self.save.setEnabled(chosen)
        why = "" if chosen else self._tr("overall change", "Choose an answer first")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _save(self) -> None:
        if self.group.checkedButton() is not None:
            self.rate_wanted.emit(self.group.checkedId(), self.note.text())
