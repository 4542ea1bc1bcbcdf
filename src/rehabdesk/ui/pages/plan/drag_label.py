"""What hangs on the pointer while an exercise is dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from rehabdesk.ui.theme.tokens import Tokens

#: Layers of the shadow, each black at 3 %.
_SHADOW_LAYERS = 6
_WIDEST = 300


def drag_label(tokens: Tokens, name: str, picture: QPixmap | None) -> QPixmap:
    """Return a small card with an exercise's name and, if there is one, its figure."""
    font = QFont()
    font.setPixelSize(tokens.type_px["row"])
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    beside = 12 + (round(picture.deviceIndependentSize().width()) + 8 if picture else 0)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, tokens.scaled(_WIDEST))
    width = beside + metrics.horizontalAdvance(text) + 16
    height = max(tokens.scaled(44), 64 if picture else 0)
    pixmap = QPixmap(width + 2 * _SHADOW_LAYERS, height + 2 * _SHADOW_LAYERS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(_SHADOW_LAYERS, _SHADOW_LAYERS, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 8))
    for layer in range(_SHADOW_LAYERS):
        painter.drawRoundedRect(room.adjusted(-layer, -layer, layer, layer), 12, 12)
    painter.setPen(QPen(QColor(tokens.colours["primary"]), 2))
    painter.setBrush(QColor(tokens.colours["surface"]))
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), tokens.radius["panel"], 10)
    if picture:
        size = picture.deviceIndependentSize()
        painter.drawPixmap(
            QPointF(room.left() + 10, room.center().y() - size.height() / 2), picture
        )
    painter.setFont(font)
    painter.setPen(QColor(tokens.colours["text"]))
    painter.drawText(
        room.adjusted(beside, 0, -8, 0),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        text,
    )
    painter.end()
    return pixmap
