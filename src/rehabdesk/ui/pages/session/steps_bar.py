"""The exercises of a session as a row of bars on top of the player."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.theme.theme import Theme

GAP = 12
BAR = 7


@dataclass(frozen=True, slots=True)
class StepPart:
    """One exercise.

    Attributes:
        name: Number and name.
        share: How much of it is over, 0 to 1.
        present: Whether the session is at it.
    """

    name: str
    share: float
    present: bool


class StepsBar(QWidget):
    """How far the session is, exercise by exercise."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[StepPart, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[StepPart], spoken: str) -> None:
        """Show exercises; `spoken` says the same in a sentence."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.setAccessibleDescription(spoken)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bars and one line of words."""
        return QSize(300, BAR + 8 + self._theme.tokens.scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars; names that do not fit are shortened to their end."""
        if not self._parts:
            return
        tokens = self._theme.tokens
        colours = tokens.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - GAP * (len(self._parts) - 1)) / len(self._parts)
        for place, part in enumerate(self._parts):
            left = place * (width + GAP)
            painter.setPen(Qt.PenStyle.NoPen)
            for fill, share in (("border", 1.0), ("primary", part.share)):
                if share > 0:
                    painter.setBrush(QColor(colours[fill]))
                    bar = QRectF(left, 0, max(BAR, width * share), BAR)
                    painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
            font = QFont(self.font())
            font.setPixelSize(tokens.type_px["caption"])
            font.setWeight(QFont.Weight.Bold if part.present else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(colours["text" if part.present else "text2"]))
            text = QFontMetrics(font).elidedText(
                part.name, Qt.TextElideMode.ElideRight, round(width)
            )
            words = QRectF(left, BAR + 5, width, tokens.scaled(20))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
        painter.end()
