"""How wide lines are: they grow with the figure, within limits that keep them readable."""

from __future__ import annotations

from typing import Final

from rehabdesk.figures.mannequin.drawing import Width

#: Part of the body's height, least and most pixels.
_WIDTHS: Final[dict[Width, tuple[float, float, float]]] = {
    "line": (0.0040, 0.7, 2.1),
    "fine": (0.0026, 0.5, 1.4),
    "halo": (0.0070, 1.0, 3.5),
    "arrow": (0.0125, 2.2, 7.5),
    "casing": (0.0230, 4.6, 13.0),
    "bar": (0.0170, 1.6, 9.0),
    "cord": (0.0130, 1.8, 8.0),
    "cord_line": (0.0200, 2.8, 11.0),
}


def line_width(kind: Width, scale: float) -> float:
    """Return a line's width in pixels.

    Args:
        kind: What the line is.
        scale: Pixels per body height.
    """
    part, least, most = _WIDTHS[kind]
    return max(least, min(most, part * scale))
