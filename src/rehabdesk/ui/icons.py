"""The program's own icons, drawn in the theme's colour at any size."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rehabdesk.resources import resource_path

_INK = "#000000"


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a pixmap.

    Args:
        name: File name in `resources/icons` without ending.
        colour: `#RRGGBB` for its strokes.
        size: Edge in logical pixels.
        ratio: Device pixel ratio.
    """
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace(_INK, colour).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, size: int = 24, ratio: float = 2.0) -> QIcon:
    """Return an icon that stays sharp on screens with doubled pixels."""
    return QIcon(icon_pixmap(name, colour, size, ratio))
