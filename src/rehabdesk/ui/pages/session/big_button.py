"""The large buttons of the player."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme


class BigButton(QPushButton):
    """A button of the player's height, pressed by Space or Enter.

    All other keys are the player's: on a usual button the arrows would move the focus.
    """

    def __init__(self, theme: Theme, text: str = "", look: str = "", *, low: bool = False) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        self._theme = theme
        self._use = "nav" if low else "player"
        if look:
            dress(self, look)
        theme.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Space or Enter, leave everything else to the player."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _restyle(self) -> None:
        self.setMinimumHeight(self._theme.tokens.target[self._use])
