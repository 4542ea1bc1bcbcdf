"""Paints a drawn figure at any size, from the list of shapes alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
)

from rehabdesk.figures.mannequin.drawing import (
    Bounds,
    FigureDrawing,
    Fill,
    Glow,
    Ink,
    Outline,
    SoftSpot,
    Stroke,
)
from rehabdesk.figures.mannequin.outlines import Polygon
from rehabdesk.figures.mannequin.widths import line_width
from rehabdesk.ui.figures.colours import FigureColours

_GLOW_LAYERS = 3
#: Lengths of dashes and gaps, in widths of the whole line.
_DASH = (2.0, 1.8)
_SPOT_STOPS = ((0.0, 1.0), (0.55, 0.72), (0.8, 0.28), (1.0, 0.0))
_FLOOR_STOPS = ((0.0, 0.0), (0.14, 1.0), (0.86, 1.0), (1.0, 0.0))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a drawing goes.

    Attributes:
        scale: Pixels per body height.
        left: x of the drawing's origin in pixels.
        top: y of the drawing's origin in pixels.
    """

    scale: float
    left: float
    top: float


def fitted(bounds: Bounds, rect: QRectF) -> Frame:
    """Return the frame that shows bounds as large as fits, in the middle of a rectangle."""
    scale = min(rect.width() / bounds.width, rect.height() / bounds.height)
    return Frame(
        scale,
        rect.center().x() - (bounds.left + bounds.right) / 2 * scale,
        rect.center().y() - (bounds.top + bounds.bottom) / 2 * scale,
    )


def paint_figure(
    painter: QPainter, drawing: FigureDrawing, rect: QRectF, colours: FigureColours
) -> None:
    """Paint a figure into a rectangle.

    Args:
        painter: May carry any transformation.
        drawing: What to paint.
        rect: Where; the whole movement fits, so the size stays the same from moment to moment.
        colours: What with.
    """
    frame = fitted(drawing.bounds, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(frame.left, frame.top)
    painter.scale(frame.scale, frame.scale)
    brush = _Brush(painter, colours, frame.scale)
    for item in drawing.items:
        brush.paint(item)
    painter.restore()


def _path(polygons: Iterable[Polygon]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(QPolygonF(list(starmap(QPointF, polygon))))
        path.closeSubpath()
    return path


class _Brush:
    """One painting; the painter is already in the drawing's coordinates."""

    def __init__(self, painter: QPainter, colours: FigureColours, scale: float) -> None:
        self._painter = painter
        self._colours = colours
        self._scale = scale
        # A line and the filling that follows it share their polygons: convert them once.
        self._paths: dict[int, QPainterPath] = {}
        self._shade: QBrush | None = None

    def paint(self, item: Outline | Fill | Glow | Stroke | SoftSpot) -> None:
        """Paint one item."""
        match item:
            case Fill(lit=True) if self._colours.flat:
                return
            case Fill():
                self._painter.fillPath(self._cached(item.polygons), self._colours.colour(item.ink))
            case Outline():
                self._outline(item)
            case Stroke():
                self._stroke(item)
            case Glow():
                self._glow(item)
            case SoftSpot():
                self._spot(item)

    def _cached(self, polygons: tuple[Polygon, ...]) -> QPainterPath:
        path = self._paths.get(id(polygons))
        if path is None:
            path = self._paths[id(polygons)] = _path(polygons)
        return path

    def _units(self, width: float) -> float:
        return width / self._scale

    def _outline(self, item: Outline) -> None:
        width = sum(line_width(kind, self._scale) for kind in item.widths)
        pen = QPen(self._colours.colour(item.ink), self._units(2 * width))
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        if item.dashed:
            pen.setDashPattern(_DASH)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.strokePath(self._cached(item.polygons), pen)

    def _stroke(self, item: Stroke) -> None:
        ink: QBrush | QColor = self._colours.colour(item.ink)
        if item.fading:
            gradient = QLinearGradient(QPointF(*item.points[0]), QPointF(*item.points[-1]))
            for stop, part in _FLOOR_STOPS:
                shade = QColor(ink)
                shade.setAlphaF(part * shade.alphaF())
                gradient.setColorAt(stop, shade)
            ink = QBrush(gradient)
        pen = QPen(
            QBrush(ink),
            self._units(line_width(item.width, self._scale)),
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
        path = QPainterPath()
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in item.points]))
        self._painter.strokePath(path, pen)

    def _glow(self, item: Glow) -> None:
        if self._colours.flat:
            return
        pen = QPen(self._colours.colour(item.ink), 1.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        path = self._cached(item.polygons)
        for layer in range(_GLOW_LAYERS, 0, -1):
            pen.setWidthF(2 * item.reach * layer / _GLOW_LAYERS)
            self._painter.strokePath(path, pen)

    def _spot(self, item: SoftSpot) -> None:
        if self._colours.flat:
            return
        painter = self._painter
        if self._shade is None:
            self._shade = _soft(self._colours.colour(Ink(item.ink.role)))
        painter.save()
        painter.translate(*item.centre)
        painter.scale(*item.radii)
        painter.setOpacity(painter.opacity() * item.ink.alpha)
        painter.fillRect(QRectF(-1, -1, 2, 2), self._shade)
        painter.restore()


def _soft(full: QColor) -> QBrush:
    """Return a brush that fades from the origin to nothing at a distance of 1."""
    gradient = QRadialGradient(QPointF(0, 0), 1.0)
    for stop, part in _SPOT_STOPS:
        shade = QColor(full)
        shade.setAlphaF(part)
        gradient.setColorAt(stop, shade)
    return QBrush(gradient)
