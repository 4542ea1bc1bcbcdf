"""A drawn figure as an SVG picture, for paper: the same shapes, black on white."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from rehabdesk.figures.mannequin.drawing import (
    Bounds,
    FigureDrawing,
    Fill,
    Ink,
    Item,
    Outline,
    Role,
    Stroke,
)
from rehabdesk.figures.mannequin.outlines import Polygon
from rehabdesk.figures.mannequin.tones import PAPER, toned
from rehabdesk.figures.mannequin.widths import line_width

#: The name by which every reader of SVG knows the format; nothing is fetched from there.
_NAMESPACE: Final = "http:" + "//www.w3.org/2000/svg"
#: Pixels per body height for which line widths are chosen; the picture itself has no size.
_PRINT_SCALE: Final = 150.0
#: Units per body height: whole numbers of them are finer than any printer.
_UNITS: Final = 10_000


def svg(
    drawing: FigureDrawing,
    *,
    roles: Mapping[Role, str] = PAPER,
    bounds: Bounds | None = None,
    print_scale: float = _PRINT_SCALE,
) -> str:
    """Return a drawing as an SVG document.

    Args:
        drawing: What to show.
        roles: Role to colour; left out, black-and-white paper.
        bounds: What part of the plane to show, if not what the drawing needs.
        print_scale: Pixels (1/96 inch) per body height at which it will be shown, for the widths
            of lines.
    """
    return _Svg(roles, print_scale).document(drawing, bounds or drawing.bounds)


class _Svg:
    """One document."""

    def __init__(self, roles: Mapping[Role, str], scale: float) -> None:
        self._roles = roles
        self._scale = scale

    def document(self, drawing: FigureDrawing, bounds: Bounds) -> str:
        """Return the whole document."""
        box = " ".join(
            _number(value) for value in (bounds.left, bounds.top, bounds.width, bounds.height)
        )
        size = (
            f'width="{round(bounds.width * self._scale, 1)}" '
            f'height="{round(bounds.height * self._scale, 1)}"'
        )
        body = "".join(text for item in drawing.items for text in self._item(item))
        return f'<svg xmlns="{_NAMESPACE}" viewBox="{box}" {size}>{body}</svg>'

    def _item(self, item: Item) -> Iterable[str]:
        match item:
            case Fill(lit=False):
                yield f'<path d="{_path(item.polygons)}"{self._paint("fill", item.ink)}/>'
            case Outline():
                yield self._outline(item)
            case Stroke():
                yield self._stroke(item)
        # Light, glow and shadows are left out on paper: they would print as grey noise.

    def _outline(self, item: Outline) -> str:
        width = sum(line_width(kind, self._scale) for kind in item.widths) * 2 / self._scale
        dash = ""
        if item.dashed:
            dash = f' stroke-dasharray="{_number(width * 2.0)} {_number(width * 1.8)}"'
        return (
            f'<path d="{_path(item.polygons)}" fill="none" stroke-linejoin="bevel"'
            f' stroke-width="{_number(width)}"{self._paint("stroke", item.ink)}{dash}/>'
        )

    def _stroke(self, item: Stroke) -> str:
        width = line_width(item.width, self._scale) / self._scale
        return (
            f'<polyline points="{_points(item.points)}" fill="none" stroke-linecap="round"'
            f' stroke-linejoin="round" stroke-width="{_number(width)}"'
            f"{self._paint('stroke', item.ink)}/>"
        )

    def _paint(self, attribute: str, ink: Ink) -> str:
        colour = toned(self._roles, ink, flat=True)
        opacity = "" if ink.alpha == 1 else f' {attribute}-opacity="{ink.alpha:.2f}"'
        return f' {attribute}="{escape(colour)}"{opacity}'


def _number(value: float) -> str:
    """Return a length in the document's units, always written the same way."""
    return f"{value * _UNITS:.0f}"


def _points(polygon: Polygon) -> str:
    return " ".join([f"{x * _UNITS:.0f},{y * _UNITS:.0f}" for x, y in polygon])


def _path(polygons: Iterable[Polygon]) -> str:
    """Return overlapping polygons as one path (SVG fills by the non-zero rule unless told)."""
    return "".join([f"M{_points(polygon)}Z" for polygon in polygons])
