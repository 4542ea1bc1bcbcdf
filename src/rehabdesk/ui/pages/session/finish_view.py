"""After a session: how hard it was, how it feels now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rehabdesk.domain.pain import NOTE_MAX
from rehabdesk.domain.text import Translator
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.session_state import SessionState
from rehabdesk.ui.pages.session.home_view import sets_text
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

COLUMN = 640
MOST = 10


class EffortScale(QWidget):
    """Eleven buttons; nothing is chosen at first."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setAccessibleName(tr("session", "Effort"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for value in range(MOST + 1):
            text = tr.number(value)
            one = button(text, "callout", tr("session", "Effort {value} of 10", value=value))
            one.setCheckable(True)
            one.setMinimumWidth(24)
            one.setStyleSheet("padding: 0;")
            self._group.addButton(one, value)
            row.addWidget(one, 1)
        ends = QHBoxLayout()
        ends.addWidget(label(tr("session", "no effort"), "meta"))
        ends.addStretch(1)
        ends.addWidget(label(tr("session", "all I could"), "meta"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(ends)

    @property
    def value(self) -> int | None:
        """The chosen number, or None."""
        value = self._group.checkedId()
        return value if value >= 0 else None

    def clear(self) -> None:
        """Choose nothing."""
        self._group.setExclusive(False)
        for one in self._group.buttons():
            one.setChecked(False)
        self._group.setExclusive(True)

    def choose(self, value: int) -> None:
        """Choose a number as a person would."""
        self._group.button(value).click()

    def focus_first(self) -> None:
        """Put the keyboard on the scale."""
        self._group.button(0).setFocus(Qt.FocusReason.OtherFocusReason)


class FinishView(QWidget):
    """Asks about effort and pain; both can be left out."""

    #: Effort or None, pain after or None, note.
    saved = Signal(object, object, str)
    went_back = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._light = load_traffic_light()
        self._state: SessionState | None = None
        card = Card(tr("session", "That is it for today"))
        self._card = card
        self._done = label("", "subtitle", wrap=True)
        self.effort = EffortScale(tr)
        self.pad = IntensityPad(tr, theme)
        self.pad.setAccessibleName(tr("session", "Pain right now, after the session"))
        self.pad.rated.connect(self._rated)
        self._line = label("", "subtitle", wrap=True)
        self._line.hide()
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_MAX)
        self.note.setAccessibleName(tr("session", "Note on the session"))
        self.note.setPlaceholderText(tr("session", "Anything worth remembering (optional)"))
        for part in (
            self._done,
            label(tr("session", "How hard was it?"), "row"),
            label(
                tr("session", "6 or 7: two or three more were still possible."), "meta", wrap=True
            ),
            self.effort,
            label(tr("session", "Pain right now"), "row"),
            self.pad,
            self._line,
            self.note,
        ):
            card.body.addWidget(part)
        card.setMaximumWidth(theme.tokens.scaled(COLUMN))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.addStretch(1)
        self.footer = self._make_footer()

    @property
    def is_dirty(self) -> bool:
        """Whether something was rated or noted and is not saved yet."""
        noted = self._state is not None and self.note.text().strip() != self._state.session.note
        return noted or self.effort.value is not None or self.pad.rating is not None

    def show_state(self, state: SessionState) -> None:
        """Ask about a session, nothing answered yet."""
        tr = self._tr
        self._state = state
        self.save.setEnabled(True)
        self.effort.clear()
        self.pad.show_rating(None)
        before = state.session.pain_before
        self.pad.show_before(before, tr("session", "before"))
        self.note.setText(state.session.note)
        self._line.hide()
        touched = any(one.skipped or one.done is not None for one in state.sets)
        self._done.setText(
            tr("session", "{sets} All of it is saved.", sets=sets_text(tr, state))
            if touched
            else tr("session", "Nothing was done, so this leaves no trace in your diary.")
        )

    def focus_main(self) -> None:
        """Put the keyboard on the first question."""
        self.effort.focus_first()

    def _rated(self, pain: int) -> None:
        limits = self._state.version.limits if self._state else None
        zone = self._light.zone(pain, limits)
        texts = {
            Zone.GREEN: "",
            Zone.AMBER: self._tr.say(self._light.words[Zone.AMBER]),
            Zone.RED: self._tr("session", "That is a lot. Next time the easier version will do."),
        }
        self._line.setText(texts[zone])
        self._line.setVisible(bool(texts[zone]))

    def _make_footer(self) -> QWidget:
        tr = self._tr
        back = button(tr("session", "Back to the exercises"), "quiet")
        back.clicked.connect(self.went_back)
        self.save = button(tr("session", "Finish"), "primary")
        self.save.clicked.connect(self._save)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.save)
        return footer

    def _save(self) -> None:
        self.saved.emit(self.effort.value, self.pad.rating, self.note.text().strip())
