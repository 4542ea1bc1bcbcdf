"""The check-in of the chosen day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from rehabdesk.domain.check_in import CheckIn
from rehabdesk.domain.names import SLEEP_NAMES, STIFFNESS_NAMES
from rehabdesk.domain.text import Translator
from rehabdesk.services.load_texts import activity_text, helps_text, swelling_text
from rehabdesk.ui.pages.history.reading import MonthState
from rehabdesk.ui.pages.history.words import heading_words
from rehabdesk.ui.widgets.basic import Card, button, label


class CheckInPanel(Card):
    """Says what was answered; editing happens on Today."""

    edit_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("history", "Check-in"), " ")
        self._tr = tr
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(4)
        self._answers = label("", wrap=True)
        self._note = label("", "subtitle", wrap=True)
        self._extras = label("", wrap=True)
        self._edit = button("", "quiet")
        self._edit.clicked.connect(self.edit_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._answers, 1)
        row.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self._note)
        self.body.addWidget(self._extras)
        self._extras.hide()
        self.show_check_in(dt.date(2000, 1, 1), None)

    def set_read_only(self) -> None:
        """Offer no editing: the diary is only looked at."""
        self._edit.hide()

    @property
    def extras(self) -> str:
        """What else is said about the day."""
        return self._extras.text()

    def show_extras(self, state: MonthState) -> None:
        """Show other activities, what helped and swelling of the day."""
        tr = self._tr
        lines = [activity_text(tr, one) for one in state.activities]
        if state.helps:
            lines.append(helps_text(tr, state.helps))
        if state.swellings:
            lines.append(swelling_text(tr, state.swellings))
        self._extras.setText("\n".join(lines))
        self._extras.setVisible(bool(lines))

    def show_check_in(self, day: dt.date, found: CheckIn | None) -> None:
        """Show the answers of a day."""
        tr = self._tr
        name = heading_words(tr, day)
        self.meta.setText(name)
        lines = []
        if found is not None and found.sleep is not None:
            lines.append(tr("history", "Sleep: {answer}", answer=tr.say(SLEEP_NAMES[found.sleep])))
        if found is not None and found.stiffness is not None:
            answer = tr.say(STIFFNESS_NAMES[found.stiffness])
            lines.append(tr("history", "Morning stiffness: {answer}", answer=answer))
        if found is not None and found.backfilled:
            lines.append(tr("history", "entered later"))
        if not lines:
            lines.append(
                tr("history", "Nothing answered.")
                if found is None or not found.note
                else tr("history", "A note only.")
            )
        self._answers.setText("\n".join(lines))
        self._note.setText(found.note if found is not None else "")
        self._note.setVisible(found is not None and bool(found.note))
        if found is None:
            self._edit.setText(tr("history", "Fill in"))
            self._edit.setAccessibleName(tr("history", "Fill in the check-in of {day}", day=name))
        else:
            self._edit.setText(tr("history", "Edit"))
            self._edit.setAccessibleName(tr("history", "Edit the check-in of {day}", day=name))
