"""Says inside a dialog why something cannot be saved."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label


class ProblemPanel(QFrame):
    """One sentence; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "warning")
        self._text = label("", "", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, or ""."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say why; nothing hides the panel."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
