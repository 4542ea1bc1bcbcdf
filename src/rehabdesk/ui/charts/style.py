"""How charts look: colours, pens and fonts made from the theme's tokens."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from rehabdesk.ui.theme.tokens import Tokens

LINE_PX = 2.8
CASING_PX = 5.4
DOT_PX = 4.5
DOT_ALPHA = 0.53
FOCUS_PX = 2.0
DASH = (3.2, 1.9)
LEVEL_DASH = (4.0, 4.0)


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """Everything a chart may know about how it looks.

    Attributes:
        tokens: The tokens in force.
        font: The application's font at caption size.
    """

    tokens: Tokens
    font: QFont

    @classmethod
    def of(cls, tokens: Tokens, base: QFont) -> ChartStyle:
        """Return the style for tokens.

        Args:
            tokens: The tokens in force.
            base: The application's font.
        """
        font = QFont(base)
        font.setPixelSize(tokens.type_px["caption"])
        return cls(tokens, font)

    @property
    def strong_font(self) -> QFont:
        """The caption font in 600, for names."""
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def name_font(self) -> QFont:
        """The font of region names beside lines."""
        font = self.strong_font
        font.setPixelSize(self.tokens.type_px["body"])
        return font

    def colour(self, role: str, alpha: float = 1.0) -> QColor:
        """Return a colour of the theme, more or less see-through."""
        colour = QColor(self.tokens.colours[role])
        colour.setAlphaF(alpha)
        return colour

    def ink(self, index: int, alpha: float = 1.0) -> QColor:
        """Return the colour of the first or second series."""
        return self.colour(("series1", "series2")[index % 2], alpha)

    def line_pen(self, index: int) -> QPen:
        """Return the pen of a series' line: solid for the first, dashed for the second."""
        pen = QPen(self.ink(index), LINE_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if index % 2 else Qt.PenCapStyle.RoundCap)
        if index % 2:
            pen.setDashPattern(list(DASH))
        return pen

    def casing_pen(self) -> QPen:
        """Return the pen that parts a line from what lies under it."""
        pen = QPen(self.colour("surface"), CASING_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        # Lines are drawn in pieces, which meet under round caps without a seam.
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def level_pen(self, index: int) -> QPen:
        """Return the thin dashed pen of a level line."""
        pen = QPen(self.ink(index), 1.3)
        pen.setDashPattern(list(LEVEL_DASH))
        return pen


def paint_focus(painter: QPainter, box: QRect, style: ChartStyle) -> None:
    """Paint the ring that says the keyboard is with a chart."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.colour("focus"), FOCUS_PX))
    inside = QRectF(box).adjusted(FOCUS_PX / 2, FOCUS_PX / 2, -FOCUS_PX / 2, -FOCUS_PX / 2)
    painter.drawRoundedRect(inside, style.tokens.radius["cell"], style.tokens.radius["cell"])
