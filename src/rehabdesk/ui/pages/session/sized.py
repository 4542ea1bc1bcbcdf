"""Labels in the type sizes that the style sheet has no look for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from rehabdesk.ui.theme.theme import Theme


class SizedLabel(QLabel):
    """A plain-text label in the type of a use, such as `player_name`; it follows the theme."""

    def __init__(self, theme: Theme, use: str, *, wrap: bool = False) -> None:
        super().__init__()
        self._theme, self._use = theme, use
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        tokens = self._theme.tokens
        size, weight = tokens.type_px[self._use], tokens.type_weight[self._use]
        self.setStyleSheet(f"font-size: {size}px; font-weight: {weight};")
