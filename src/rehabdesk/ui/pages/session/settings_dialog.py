"""The few settings of sessions."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.session.choices import SessionPreferences
from rehabdesk.ui.widgets.basic import button, label


class SessionSettingsDialog(QDialog):
    """Motion and sound."""

    def __init__(
        self, tr: Translator, choices: SessionPreferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self.setWindowTitle(tr("session settings", "Settings of sessions"))
        self.reduced = QCheckBox(
            tr("session settings", "Figures show only start and end, without moving")
        )
        self.reduced.setChecked(choices.reduced_motion)
        self.sound = QCheckBox(
            tr("session settings", "A short sound when you change direction or begin again")
        )
        self.sound.setChecked(choices.sound)
        self.save = button(tr("session settings", "Save"), "primary")
        self.save.clicked.connect(self.accept)
        cancel = button(tr("session settings", "Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(8)
        column.addWidget(label(self.windowTitle(), "card_title"))
        column.addWidget(self.reduced)
        column.addWidget(self.sound)
        column.addSpacing(12)
        column.addLayout(row)

    def accept(self) -> None:
        """Keep the choices."""
        self._choices.reduced_motion = self.reduced.isChecked()
        self._choices.sound = self.sound.isChecked()
        super().accept()
