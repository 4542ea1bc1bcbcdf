"""The star of favourites."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF

_INNER = 0.46


def star(centre: QPointF, radius: float) -> list[QPointF]:
    """Return the corners of a five-pointed star, one point up."""
    corners = []
    for number in range(10):
        reach = radius * (_INNER if number % 2 else 1.0)
        angle = math.pi * (number / 5 - 0.5)
        corners.append(
            QPointF(centre.x() + reach * math.cos(angle), centre.y() + reach * math.sin(angle))
        )
    return corners
