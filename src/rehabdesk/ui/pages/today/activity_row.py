"""Entering another activity of the day in one line."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox

from rehabdesk.domain.load import ACTIVITY_MAX, MOST_EFFORT, MOST_MINUTES
from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button
from rehabdesk.ui.widgets.flow_box import FlowBox

_NAME_WIDTH, _NUMBER_WIDTH = 160, 104
_USUAL_MINUTES, _USUAL_EFFORT = 30, 4


class _Number(QSpinBox):
    """A number that the wheel, which scrolls the page, leaves alone."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ActivityRow(FlowBox):
    """What, how long, how hard, and a button; Enter in any field adds it."""

    #: Activity, minutes and effort.
    added = Signal(str, int, int)
    changed = Signal()

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme = theme
        self.name = QLineEdit()
        self.name.setMaxLength(ACTIVITY_MAX)
        self.name.setPlaceholderText(tr("load", "such as Walk"))
        self.name.setAccessibleName(tr("load", "Another activity of the day"))
        self.minutes = _Number()
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setSingleStep(5)
        self.minutes.setSuffix(" " + tr("load", "min"))
        self.minutes.setAccessibleName(tr("load", "How long, in minutes"))
        self.effort = _Number()
        self.effort.setRange(0, MOST_EFFORT)
        self.effort.setPrefix(tr("load", "effort") + " ")
        self.effort.setAccessibleName(tr("load", "How hard it felt, 0 to 10"))
        self.effort.setToolTip(tr("load", "0 is no effort at all, 10 is all you can give."))
        self.add_button = button(tr("load", "Add"), "", tr("load", "Add the activity"))
        self.add_button.clicked.connect(self._add)
        for number in (self.minutes, self.effort):
            number.setLocale(QLocale(tr.language))
            number.setKeyboardTracking(False)
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.name, self.minutes, self.effort, self.add_button):
            self.add(part)
        self.name.textChanged.connect(lambda _: self._update())
        self._why = tr("load", "Say what it was first")
        self.empty()
        theme.changed.connect(self._size)
        self._size()

    @property
    def typed(self) -> bool:
        """Whether an activity was typed and not added."""
        return bool(self.name.text().strip())

    def empty(self) -> None:
        """Show the row as it is in the beginning."""
        self.name.clear()
        self.minutes.setValue(_USUAL_MINUTES)
        self.effort.setValue(_USUAL_EFFORT)
        self._update()

    def take_back(self, name: str, minutes: int, effort: int) -> None:
        """Show again what could not be saved, so that it is not lost."""
        self.name.setText(name)
        self.minutes.setValue(minutes)
        self.effort.setValue(effort)

    def showEvent(self, event: QShowEvent) -> None:
        """Give all parts one height: what it is, the style says when they are shown."""
        super().showEvent(event)
        self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add with Enter from any of the fields."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.typed:
            self._add()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        if not self.typed:
            return
        self.minutes.interpretText()
        self.effort.interpretText()
        found = (self.name.text().strip(), self.minutes.value(), self.effort.value())
        # Taken as saved at once, so that a second Enter does not add it twice.
        self.empty()
        self.added.emit(*found)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _update(self) -> None:
        self.add_button.setEnabled(self.typed)
        why = "" if self.typed else self._why
        self.add_button.setToolTip(why)
        self.add_button.setAccessibleDescription(why)
        self.changed.emit()

    def _size(self) -> None:
        scaled = self._theme.tokens.scaled
        self.name.setFixedWidth(scaled(_NAME_WIDTH))
        for number in (self.minutes, self.effort):
            number.setFixedWidth(scaled(_NUMBER_WIDTH))
        parts = (self.name, self.minutes, self.effort, self.add_button)
        highest = max(part.sizeHint().height() for part in parts)
        for part in parts:
            part.setMinimumHeight(highest)
