"""The sets of an exercise on one side: done, present, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabdesk.domain.plan import SetDone
from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme

WIDTH, HEIGHT, GAP = 44, 36, 8


class SetBoxes(QWidget):
    """One box per set: a tick, half a tick's colour, a dash for left out, or the number."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self._sets: tuple[SetDone, ...] = ()
        self._present = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_sets(self, sets: Sequence[SetDone], present: SetDone) -> str:
        """Show sets; the present one stands out. Returns the same in words."""
        if tuple(sets) == self._sets and present.id == self._present:
            return self.accessibleName()
        self._sets, self._present = tuple(sets), present.id
        number = next((n for n, one in enumerate(sets, 1) if one.id == present.id), 1)
        text = self._tr("player", "Set {number} of {count}", number=number, count=len(sets))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()
        return text

    def sizeHint(self) -> QSize:
        """Return the boxes' size; many sets share the width."""
        scaled = self._theme.tokens.scaled
        count = max(1, len(self._sets))
        width = min(count, 4) * (scaled(WIDTH) + GAP) - GAP
        return QSize(width, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the boxes."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(tokens.type_px["row"])
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        count = max(1, len(self._sets))
        room = (self.width() - GAP * (count - 1)) / count
        width = min(room, float(tokens.scaled(WIDTH)))
        for place, one in enumerate(self._sets):
            box = QRectF(place * (width + GAP), 1, width - 1, self.height() - 2)
            self._paint_box(painter, box, one, place + 1)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF, one: SetDone, number: int) -> None:
        colours = self._theme.tokens.colours
        present = one.id == self._present
        over = one.done is not None and not present
        fill = "primary" if over else "soft" if present else "surface"
        edge = QPen(QColor(colours["primary" if present else "control"]), 2 if present else 1)
        painter.setPen(Qt.PenStyle.NoPen if over else edge)
        painter.setBrush(QColor(colours[fill]))
        painter.drawRoundedRect(box, 8, 8)
        ink = QColor(colours["on_primary" if over else "on_soft" if present else "text"])
        middle, unit = box.center(), box.height() / 8
        painter.setPen(QPen(ink, 2.2))
        if over:
            tick = [(-1.3, 0.1), (-0.3, 1.0), (1.5, -1.1)]
            painter.drawPolyline([middle + QPointF(x * unit, y * unit) for x, y in tick])
        elif one.skipped and not present:
            painter.drawLine(middle - QPointF(unit, 0), middle + QPointF(unit, 0))
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._tr.number(number))
