"""Lift, hold, lower: as wide as they are long, the present one in bold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.theme.theme import Theme

GAP = 8
BAR = 12


@dataclass(frozen=True, slots=True)
class BarPart:
    """One phase.

    Attributes:
        text: Its name and length: "Hold 5 s".
        seconds: How long it lasts.
        filled: How much of it is over, 0 to 1.
        present: Whether it is going on.
    """

    text: str
    seconds: float
    filled: float
    present: bool


class PhaseBar(QWidget):
    """The parts of one repetition."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[BarPart, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[BarPart]) -> None:
        """Show phases; none leaves the room empty."""
        if tuple(parts) == self._parts:
            return
        if [one.text for one in parts] != [one.text for one in self._parts]:
            self.setAccessibleDescription(", ".join(one.text for one in parts))
        self._parts = tuple(parts)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar and the words below it."""
        tokens = self._theme.tokens
        return QSize(200, BAR + 8 + tokens.scaled(22))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and the words."""
        if not self._parts:
            return
        tokens = self._theme.tokens
        colours = tokens.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 1.0
        for part, width in zip(self._parts, self._widths(), strict=True):
            bar = QRectF(left, 1, width, BAR)
            painter.setPen(QPen(QColor(colours["control"]), 1))
            painter.setBrush(QColor(colours["sunken"]))
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
            if part.filled > 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours["primary"]))
                done = QRectF(left, 1, max(BAR, width * min(1.0, part.filled)), BAR)
                painter.drawRoundedRect(done, BAR / 2, BAR / 2)
            painter.setPen(QColor(colours["text" if part.present else "text2"]))
            painter.setFont(self._font(part.present))
            words = QRectF(left + 2, BAR + 8, width, tokens.scaled(22))
            painter.drawText(
                words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, part.text
            )
            left += width + GAP
        painter.end()

    def _widths(self) -> list[float]:
        """Share the width by seconds, but leave every word its room."""
        room = self.width() - 2 - GAP * (len(self._parts) - 1)
        metrics = QFontMetrics(self._font(True))
        least = [metrics.horizontalAdvance(one.text) + 8.0 for one in self._parts]
        spare = max(0.0, room - sum(least))
        total = sum(one.seconds for one in self._parts) or 1.0
        wanted = [room * one.seconds / total for one in self._parts]
        missing = [max(0.0, want - need) for want, need in zip(wanted, least, strict=True)]
        share = spare / (sum(missing) or 1.0)
        return [need + more * share for need, more in zip(least, missing, strict=True)]

    def _font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.type_px["row"])
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font
