"""The large buttons of the player."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import label


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
        # The style sheet's own least height would win over one set on the widget.
        border = 2
        self.setStyleSheet(f"min-height: {self._theme.tokens.target[self._use] - border}px;")


class WrappingButton(BigButton):
    """A lower button whose text may take several lines, which a button's own text cannot."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, low=True)
        self.setAccessibleName(text)
        self._words = label(text, wrap=True)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(_ASIDE, _ABOVE - 2, _ASIDE, _ABOVE + 2)
        row.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines, at least that of a button."""
        room = QRect(0, 0, max(1, width - 2 * _ASIDE), 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        lines = self._words.fontMetrics().boundingRect(room, flags, self._words.text())
        return max(self._theme.tokens.target[self._use], lines.height() + 2 * _ABOVE + 4)

    def sizeHint(self) -> QSize:
        """Return a width of some words."""
        width = self._theme.tokens.scaled(120)
        return QSize(width, self._theme.tokens.target[self._use])

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()


_ASIDE, _ABOVE = 12, 4
