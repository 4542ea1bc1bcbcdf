"""The safety card of the settings: the age band and the number to call in an emergency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from rehabdesk.domain.safety import AgeBand
from rehabdesk.services.safety.settings import (
    AGE_NAMES,
    NUMBER_MAX,
    age_band,
    emergency_number,
    set_age_band,
    set_emergency_number,
)
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.widgets.basic import Card, choice_box, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class SafetySettings:
    """What the card shows.

    Attributes:
        age: The age band, or None if it was not asked yet.
        number: The emergency number, or "".
    """

    age: AgeBand | None
    number: str


def read_safety_settings(diary: Diary) -> SafetySettings:
    """Read what the card shows."""
    return SafetySettings(age_band(diary), emergency_number(diary))


class SafetySettingsCard(Card):
    """Both belong to the diary; what is chosen takes effect at once."""

    def __init__(self, context: UiContext) -> None:
        tr = context.tr
        super().__init__(tr("settings", "Safety questions"))
        self._context = context
        self._saved = SafetySettings(None, "")
        self.age = choice_box()
        self.age.addItem(tr("settings", "Not asked yet"), "")
        for band, name in AGE_NAMES.items():
            self.age.addItem(tr.say(name), band.value)
        self.age.activated.connect(self._choose_age)
        self.number = QLineEdit()
        self.number.setMaxLength(NUMBER_MAX)
        self.number.setPlaceholderText(tr("settings", "For example 112, 911 or 000"))
        self.number.editingFinished.connect(self._save_number)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(_field(tr("settings", "Your age"), self.age))
        row.addLayout(_field(tr("settings", "Emergency number"), self.number), 1)
        self.body.addLayout(row)
        self.body.addWidget(
            label(
                tr(
                    "settings",
                    "A few questions depend on the age. The number is the one to call in an"
                    " emergency where you live; it is shown when an answer asks for it.",
                ),
                "meta",
                wrap=True,
            )
        )
        self.setEnabled(False)

    def show_settings(self, state: SafetySettings | None) -> None:
        """Show what the diary has; None if no diary is open."""
        self.setEnabled(state is not None)
        self._saved = state or SafetySettings(None, "")
        self.age.setCurrentIndex(
            self.age.findData(self._saved.age.value if self._saved.age else "")
        )
        if not self.number.hasFocus():
            self.number.setText(self._saved.number)

    def _choose_age(self) -> None:
        value = self.age.currentData()
        if not value or (self._saved.age and self._saved.age.value == value):
            self.show_settings(self._saved)
            return
        self._context.workbench.change(lambda diary: set_age_band(diary, AgeBand(value)))

    def _save_number(self) -> None:
        number = self.number.text()
        if number.strip() != self._saved.number:
            self._context.workbench.change(lambda diary: set_emergency_number(diary, number))


def _field(text: str, field: QComboBox | QLineEdit) -> QVBoxLayout:
    caption = label(text, "row")
    caption.setBuddy(field)
    field.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(field)
    return column
