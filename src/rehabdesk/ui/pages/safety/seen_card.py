"""Entering that a professional has seen what was answered with yes."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rehabdesk.domain.safety import RaisedFlag
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.recording import WHO_MAX
from rehabdesk.services.safety.words import question_words
from rehabdesk.ui.safety.tick_row import TickRow
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.date_field import DateField


class SeenCard(Card):
    """The day, who, what was said, and what it was about."""

    #: The flags, the day, who and the note.
    saved = Signal(object, object, str, str)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "Has a health professional seen it?"))
        self._tr = tr
        self._flags: tuple[RaisedFlag, ...] = ()
        self._ticks: list[TickRow] = []
        self._about = QVBoxLayout()
        self._about.setSpacing(0)
        self.day = DateField(tr, tr("safety", "Seen on"))
        self.who = QLineEdit()
        self.who.setMaxLength(WHO_MAX)
        self.who.setPlaceholderText(tr("safety", "For example: Dr Adler, walk-in clinic"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("safety", "For example: exercises are fine"))
        self.save = button(tr("safety", "Save as seen"), "primary")
        self.save.clicked.connect(self._save)
        self.who.textChanged.connect(self._update)
        self.who.returnPressed.connect(self._save)
        self.note.returnPressed.connect(self._save)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addLayout(_field(tr("safety", "Seen on"), self.day))
        first.addLayout(_field(tr("safety", "By whom"), self.who), 1)
        self.body.addLayout(self._about)
        self.body.addLayout(first)
        self.body.addLayout(_field(tr("safety", "What was said (may stay empty)"), self.note))
        self.body.addSpacing(4)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and is not saved yet."""
        return bool(self.who.text().strip() or self.note.text().strip())

    def forget(self) -> None:
        """Empty the fields: it is saved, or another diary was opened."""
        self.who.clear()
        self.note.clear()
        self._flags = ()

    def show_flags(self, flags: tuple[RaisedFlag, ...], today: dt.date) -> None:
        """Ask about what is open; nothing hides the card. What was typed stays."""
        self.setVisible(bool(flags))
        ids = [one.answer.id for one in flags]
        if ids == [one.answer.id for one in self._flags]:
            return
        self._flags = flags
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.show_day(today)
        clear_layout(self._about)
        self._ticks = []
        stops = any(one.in_force for one in flags)
        dress(self.save, "primary" if stops else "")
        if len(flags) > 1:
            for one in flags:
                row = TickRow(question_words(self._tr, one))
                row.tick(ticked=one.in_force or not stops)
                row.toggled.connect(self._update)
                self._ticks.append(row)
                self._about.addWidget(row)
        self._update()

    def chosen(self) -> tuple[RaisedFlag, ...]:
        """Return what was seen."""
        if not self._ticks:
            return self._flags
        pairs = zip(self._flags, self._ticks, strict=True)
        return tuple(flag for flag, row in pairs if row.is_ticked)

    def _update(self) -> None:
        why = ""
        if not self.who.text().strip():
            why = self._tr("safety", "Say by whom first")
        elif not self.chosen():
            why = self._tr("safety", "Tick what was seen")
        self.save.setEnabled(not why)
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _save(self) -> None:
        if self.save.isEnabled():
            self.saved.emit(self.chosen(), self.day.day, self.who.text(), self.note.text())


def _field(text: str, field: QWidget) -> QVBoxLayout:
    caption = label(text, "meta")
    caption.setBuddy(field)
    field.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(field)
    return column
