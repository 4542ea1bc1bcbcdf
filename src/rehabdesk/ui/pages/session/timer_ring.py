"""The ring that shows how much of a phase or a rest is left, with its words and digits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.ui.theme.theme import Theme

WIDE, NARROW = 164, 120
STROKE = 13
_WHOLE = 360 * 16
_TOP = 90 * 16


class TimerRing(QWidget):
    """Says everything in words as well: its accessible description is what it shows."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._side = WIDE
        self._word = self._digits = self._below = ""
        self._part: float | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room in a small window."""
        self._side = NARROW if narrow else WIDE
        self.updateGeometry()

    @property
    def text(self) -> str:
        """What it shows, as a line."""
        return " ".join(part for part in (self._word, self._digits, self._below) if part)

    def show_time(self, word: str, digits: str, below: str, part: float | None) -> None:
        """Show a phase.

        Args:
            word: Its name, above the digits.
            digits: The number.
            below: What the number counts.
            part: How much is over, 0 to 1, or None where nothing is timed.
        """
        shown = (self._word, self._digits, self._below, self._part)
        if shown == (word, digits, below, part):
            return
        spoken = self.text
        self._word, self._digits, self._below, self._part = word, digits, below, part
        if self.text != spoken:
            self.setAccessibleDescription(self.text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the ring; it grows with the text."""
        side = self._theme.tokens.scaled(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring from twelve o'clock on, and the words."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke = tokens.scaled(STROKE)
        ring = QRectF(self.rect()).adjusted(stroke, stroke, -stroke, -stroke)
        ring.adjust(-stroke / 2 + 1, -stroke / 2 + 1, stroke / 2 - 1, stroke / 2 - 1)
        painter.setPen(QPen(QColor(tokens.colours["border"]), stroke))
        painter.drawEllipse(ring)
        if self._part:
            pen = QPen(QColor(tokens.colours["primary"]), stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, _TOP, -round(_WHOLE * min(1.0, self._part)))
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        small = self._side == NARROW
        size = tokens.type_px["digits" if small or len(self._digits) > 2 else "timer"]
        height, middle = float(self.height()), self.height() / 2
        half = size * 0.5
        rows = (
            (
                self._word,
                tokens.type_px["caption" if small else "row"],
                600,
                "text2",
                middle - half - tokens.scaled(21),
            ),
            (self._below, tokens.type_px["caption"], 400, "text2", middle + half),
        )
        painter.setPen(QColor(tokens.colours["text"]))
        painter.setFont(self._font(size, tokens.type_weight["timer"]))
        painter.drawText(QRectF(0, 0, self.width(), height), _CENTRE, self._digits)
        for text, pixels, weight, colour, top in rows:
            painter.setFont(self._font(pixels, weight))
            painter.setPen(QColor(tokens.colours[colour]))
            painter.drawText(QRectF(0, top, self.width(), tokens.scaled(22)), _CENTRE, text)

    def _font(self, pixels: int, weight: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight(weight))
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


_CENTRE = Qt.AlignmentFlag.AlignCenter
