"""Asks once how it is the morning after a session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from rehabdesk.domain.text import Translator
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.session_state import SessionState
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad


class MorningCard(Card):
    """A pad and one sentence; it is hidden while there is nothing to ask.

    No answer stays unknown: it counts neither as better nor as worse.
    """

    #: The session's id and the rating.
    answered = Signal(str, int)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(tr("morning", "How is it this morning, after yesterday’s session?"))
        self._tr = tr
        self._light = load_traffic_light()
        self._asked: SessionState | None = None
        self.pad = IntensityPad(tr, theme)
        self.pad.setAccessibleName(tr("morning", "Pain this morning, after yesterday’s session"))
        self.pad.rated.connect(self._update)
        self.pad.committed.connect(self._save)
        self.save = button(tr("morning", "Save"))
        self.save.clicked.connect(self._save)
        self._line = label("", "subtitle", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.pad)
        self.body.addLayout(row)
        self.hide()

    @property
    def line(self) -> str:
        """The sentence below the pad."""
        return self._line.text()

    def show_question(self, state: SessionState | None) -> None:
        """Ask about a session, or say nothing any more."""
        if state is None:
            self._asked = None
            self.hide()
            return
        if self._asked is None or self._asked.session.id != state.session.id:
            self._asked = state
            self.pad.show_rating(None)
            self.pad.show_before(state.session.pain_before, self._tr("morning", "before it"))
        self._update()
        self.show()

    def _update(self) -> None:
        rating = self.pad.rating
        before = self._asked.session.pain_before if self._asked else None
        worse = self._light.morning_is_worse(before, rating)
        self._line.setText(self._tr.say(self._light.morning_worse) if worse else "")
        self.save.setEnabled(rating is not None)
        why = "" if rating is not None else self._tr("morning", "Rate it first")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _save(self) -> None:
        if self._asked is not None and self.pad.rating is not None:
            self.answered.emit(self._asked.session.id, self.pad.rating)
