"""Paints a drawing of the body at any size, from vector data alone.

The same calls serve the screen, pictures and print, so a drawing looks the same everywhere. A paint
takes tens of milliseconds; the screen keeps the result (`drawing_pixmap`) until size or colours
change and paints only the regions on top of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRadialGradient,
)

from rehabdesk.domain.regions import Side
from rehabdesk.figures.body.curves import Curve, Point, ribbon
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.model import Area, Blob, BodyView, Line, Opacity, Shade, SoftStroke
from rehabdesk.figures.body.polygons import Box
from rehabdesk.ui.body.colours import BodyColours

#: Thickness of a line of weight 1 in centimetres, on a map of 5.2 pixels per centimetre.
_PEN_CM = 0.23
_PEN_SCALE = 5.2
_OUTLINE_WEIGHT = 1.35
_LINE_ALPHA = {False: 140, True: 150}
_GARMENT_ALPHA = 120
_GARMENT_LINE_ALPHA = 110
#: The roundness of the body: its own outline as a shadow in layers, from wide to narrow (cm).
_VOLUME_WIDEST_CM = 8.4
_VOLUME_NARROWEST_CM = 0.5
_VOLUME_LAYERS = 18
_VOLUME_ALPHA = {False: 6, True: 11}
_BLOB_STOPS = ((0.0, 1.0), (0.25, 0.84), (0.5, 0.5), (0.75, 0.16), (1.0, 0.0))


def drawing_pixmap(
    view: BodyView,
    frame: Frame,
    colours: BodyColours,
    width: int,
    height: int,
    pixel_ratio: float = 1.0,
) -> QPixmap:
    """Return the drawing as a picture on a transparent ground, for keeping between paints.

    Args:
        view: The drawing.
        frame: Where it sits in the picture, in logical pixels.
        colours: The theme's colours.
        width: Of the picture, in logical pixels.
        height: Of the picture, in logical pixels.
        pixel_ratio: Device pixels per logical pixel.
    """
    pixmap = QPixmap(math.ceil(width * pixel_ratio), math.ceil(height * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_drawing(painter, view, frame, colours)
    painter.end()
    return pixmap


def paint_drawing(painter: QPainter, view: BodyView, frame: Frame, colours: BodyColours) -> None:
    """Paint the body, without regions.

    The painter may carry any transformation; the frame is on top of it.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(*frame.origin)
    painter.scale(-frame.scale if frame.flipped else frame.scale, frame.scale)
    closeup = view.closeups[frame.closeup] if frame.closeup is not None else None
    shown = _shown(view, frame)
    painter.setClipRect(_rect(shown), Qt.ClipOperation.IntersectClip)
    outline = curve_path(view.outline_curve)
    _Drawing(painter, colours, _pen_cm(frame.scale), outline).paint(
        view,
        shades=(*view.shades, *(closeup.shades if closeup else ())),
        lines=(
            *(line for line in view.lines if line.detail == 0 or closeup),
            *(closeup.lines if closeup else ()),
        ),
    )
    _fade(painter, view, frame, shown, colours)
    painter.restore()


def curve_path(curve: Curve) -> QPainterPath:
    """Return a closed curve as a path."""
    path = QPainterPath(QPointF(*curve[0][0]))
    for _, first, second, end in curve:
        path.cubicTo(QPointF(*first), QPointF(*second), QPointF(*end))
    path.closeSubpath()
    return path


def polygon_path(points: Iterable[Point], *, closed: bool = True) -> QPainterPath:
    """Return a polygon or polyline as a path."""
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    if closed:
        path.closeSubpath()
    return path


def colour(name: str, alpha: int = 255) -> QColor:
    """Return a colour with an opacity of 0 to 255."""
    made = QColor(name)
    made.setAlpha(max(0, min(255, alpha)))
    return made


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _pen_cm(scale: float) -> float:
    """Return the pen for weight 1; it grows with the root of the scale, so lines stay fine."""
    return _PEN_CM * math.sqrt(_PEN_SCALE / scale)


def _shown(view: BodyView, frame: Frame) -> Box:
    """Return the part of the body to paint, in body coordinates."""
    box = frame.visible
    top = max(box.top, view.clip_top)
    if frame.closeup is None:
        return Box(box.left - 2, top, box.right + 2, box.bottom + 2)
    left, right = box.left, box.right
    if view.closeups[frame.closeup].clip_midline and view.mirrored:
        left, right = (
            (max(left, 0.0), right) if frame.side is Side.LEFT else (left, min(right, 0.0))
        )
    return Box(left, top, right, box.bottom)


class _Drawing:
    """One painting of a drawing; the painter is already in body coordinates."""

    def __init__(
        self, painter: QPainter, colours: BodyColours, pen_cm: float, outline: QPainterPath
    ) -> None:
        self._painter = painter
        self._colours = colours
        self._pen_cm = pen_cm
        self._outline = outline

    def paint(self, view: BodyView, shades: Sequence[Shade], lines: Sequence[Line]) -> None:
        """Paint fill, roundness, shades, shorts, lines and outline, in this order."""
        painter, colours = self._painter, self._colours
        painter.fillPath(self._outline, colour(colours.body))
        painter.save()
        painter.setClipPath(self._outline, Qt.ClipOperation.IntersectClip)
        self._volume()
        for shade in shades:
            self._shade(shade)
        for piece in view.garment:
            painter.fillPath(polygon_path(piece), colour(colours.garment, _GARMENT_ALPHA))
        for line in view.garment_lines:
            self._line(line, _GARMENT_LINE_ALPHA)
        for line in lines:
            self._line(line, _LINE_ALPHA[colours.dark])
        painter.restore()
        painter.strokePath(
            self._outline,
            self._round_pen(colour(colours.body_line), self._pen_cm * _OUTLINE_WEIGHT),
        )

    def _volume(self) -> None:
        ink = colour(self._colours.body_shade, _VOLUME_ALPHA[self._colours.dark])
        step = (_VOLUME_NARROWEST_CM / _VOLUME_WIDEST_CM) ** (1 / (_VOLUME_LAYERS - 1))
        for layer in range(_VOLUME_LAYERS):
            width = _VOLUME_WIDEST_CM * step**layer
            self._painter.strokePath(self._outline, self._round_pen(ink, width))

    def _shade(self, shade: Shade) -> None:
        ink = self._ink(shade.tone, shade.alpha)
        if isinstance(shade, Blob):
            self._blob(shade, ink)
        elif isinstance(shade, SoftStroke):
            path = polygon_path(shade.points, closed=False)
            for width in shade.widths:
                self._painter.strokePath(path, self._round_pen(ink, width))
        else:
            self._area(shade, ink)

    def _ink(self, tone: str, alpha: Opacity) -> QColor:
        name = self._colours.body_highlight if tone == "light" else self._colours.body_shade
        return colour(name, alpha.dark if self._colours.dark else alpha.light)

    def _blob(self, blob: Blob, ink: QColor) -> None:
        painter = self._painter
        gradient = QRadialGradient(QPointF(0, 0), 1.0)
        for stop, part in _BLOB_STOPS:
            gradient.setColorAt(stop, colour(ink.name(), round(ink.alpha() * part)))
        painter.save()
        painter.translate(*blob.at)
        painter.rotate(blob.angle)
        painter.scale(*blob.radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(QPointF(0, 0), 1.0, 1.0)
        painter.restore()

    def _area(self, shape: Area, ink: QColor) -> None:
        self._painter.fillPath(polygon_path(shape.polygon), ink)

    def _line(self, line: Line, alpha: int) -> None:
        ink = colour(self._colours.body_line, round(alpha * line.strength))
        width = self._pen_cm * line.weight
        if line.closed:
            self._painter.strokePath(polygon_path(line.points), self._round_pen(ink, width))
        else:
            outline = polygon_path(ribbon(line.points, width, line.taper))
            outline.setFillRule(Qt.FillRule.WindingFill)
            self._painter.fillPath(outline, ink)

    @staticmethod
    def _round_pen(ink: QColor, width: float) -> QPen:
        return QPen(
            ink,
            width,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )


def _fade(
    painter: QPainter, view: BodyView, frame: Frame, shown: Box, colours: BodyColours
) -> None:
    """Let the drawing disappear into the surface at the edges where the body goes on."""
    inner, top, outer, bottom = 0.0, view.fade, 0.0, 0.0
    if frame.closeup is not None:
        inner, top, outer, bottom = view.closeups[frame.closeup].fade
    if view.mirrored and frame.side is Side.RIGHT:
        inner, outer = outer, inner
    bands = (
        ((shown.left, 0), (shown.left + inner, 0), inner),
        ((0, shown.top), (0, shown.top + top), top),
        ((shown.right, 0), (shown.right - outer, 0), outer),
        ((0, shown.bottom), (0, shown.bottom - bottom), bottom),
    )
    for start, end, length in bands:
        if length <= 0:
            continue
        gradient = QLinearGradient(QPointF(*start), QPointF(*end))
        for stop in (0.0, 0.12, 0.3, 0.5, 0.7, 0.88, 1.0):
            # A smooth step has no visible beginning or end.
            covered = 1 - (3 * stop**2 - 2 * stop**3)
            gradient.setColorAt(stop, colour(colours.surface, round(255 * covered)))
        area = _band(shown, start, end)
        painter.fillRect(area, gradient)


def _band(shown: Box, start: Point, end: Point) -> QRectF:
    """Return the rectangle of a fade, a little beyond the edge so no line is left over."""
    if start[1] == end[1]:
        left, right = sorted((start[0], end[0]))
        return QRectF(left, shown.top, right - left, shown.height)
    top, bottom = sorted((start[1], end[1]))
    return QRectF(shown.left, top, shown.width, bottom - top)
