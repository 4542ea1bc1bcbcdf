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
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from rehabdesk.domain.regions import Side
from rehabdesk.figures.body.curves import THIN_END, Curve, Point, Taper, flatten, ribbon, stretch
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.model import Blob, BodyView, Line, Opacity, Shade, SoftStroke
from rehabdesk.figures.body.polygons import Box
from rehabdesk.ui.body.colours import BodyColours

#: Thickness of a line of weight 1 in centimetres, on a map of 5.2 pixels per centimetre.
_PEN_CM = 0.23
_PEN_SCALE = 5.2
_PEN_SHRINKING = 0.65
_OUTLINE_WEIGHT = 1.35
_LINE_ALPHA = {False: 140, True: 150}
_GARMENT_OPACITY = 0.72
_GARMENT_LINE_ALPHA = 110
#: The roundness of the body: its own outline as a shadow in layers, from wide to narrow (cm).
_VOLUME_WIDEST_CM = 8.4
_VOLUME_NARROWEST_CM = 0.5
#: Layers at the map's size and at most; the larger the picture, the finer the steps must be.
_VOLUME_LAYERS = 20
_VOLUME_LAYERS_MOST = 44
_VOLUME_OPACITY = {False: 0.44, True: 0.8}
_VOLUME_FLATNESS_CM = 0.08
#: How much of a soft stroke its narrowest layer leaves out at each end.
_STROKE_CUT = 0.3
_STROKE_POINTS = 13
#: Pixels per centimetre of the soft layer, as a part of the device's and its limits.
_SOFT_PART = 0.35
_SOFT_COARSEST = 3.0
_SOFT_FINEST = 8.0
_BLOB_STOPS = ((0.0, 1.0), (0.25, 0.84), (0.5, 0.5), (0.75, 0.16), (1.0, 0.0))


def drawing_pixmap(
    view: BodyView,
    frame: Frame,
    colours: BodyColours,
    width: int,
    height: int,
    pixel_ratio: float = 1.0,
) -> QPixmap:
    """Return the drawing as a picture for keeping between paints; see `drawing_image`."""
    return QPixmap.fromImage(drawing_image(view, frame, colours, width, height, pixel_ratio))


def drawing_image(
    view: BodyView,
    frame: Frame,
    colours: BodyColours,
    width: int,
    height: int,
    pixel_ratio: float = 1.0,
) -> QImage:
    """Return the drawing as a picture on a transparent ground; may run on any thread.

    Args:
        view: The drawing.
        frame: Where it sits in the picture, in logical pixels.
        colours: The theme's colours.
        width: Of the picture, in logical pixels.
        height: Of the picture, in logical pixels.
        pixel_ratio: Device pixels per logical pixel.
    """
    image = QImage(
        math.ceil(width * pixel_ratio),
        math.ceil(height * pixel_ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(pixel_ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_drawing(painter, view, frame, colours)
    painter.end()
    return image


def paint_drawing(painter: QPainter, view: BodyView, frame: Frame, colours: BodyColours) -> None:
    """Paint the body, without regions.

    The painter may carry any transformation; the frame is on top of it.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(*frame.origin)
    painter.scale(-frame.scale if frame.flipped else frame.scale, frame.scale)
    closeup = view.closeups[frame.closeup] if frame.closeup is not None else None
    shown = _shown(view, frame)
    painter.setClipRect(_rect(shown), Qt.ClipOperation.IntersectClip)
    _Drawing(painter, colours, frame.scale, view).paint(
        shades=(*view.shades, *(closeup.shades if closeup else ())),
        lines=(
            *(line for line in view.lines if line.detail == 0 or closeup),
            *(closeup.lines if closeup else ()),
        ),
        shown=shown,
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
    """Return the pen for weight 1; it grows much less than the scale, so lines stay fine."""
    return _PEN_CM * math.pow(_PEN_SCALE / scale, _PEN_SHRINKING)


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
        self, painter: QPainter, colours: BodyColours, scale: float, view: BodyView
    ) -> None:
        self._painter = painter
        self._colours = colours
        self._scale = scale
        self._pen_cm = _pen_cm(scale)
        self._view = view
        self._outline = curve_path(view.outline_curve)

    def paint(self, shades: Sequence[Shade], lines: Sequence[Line], shown: Box) -> None:
        """Paint the shaded body, shorts, lines and outline, in this order."""
        painter, colours = self._painter, self._colours
        flesh = self._flesh(shades, shown)
        painter.fillPath(self._outline, flesh)
        cloth = self._cloth(flesh)
        for piece in self._view.garment:
            painter.fillPath(polygon_path(piece), cloth)
        painter.save()
        painter.setClipPath(self._outline, Qt.ClipOperation.IntersectClip)
        for line in self._view.garment_lines:
            self._line(line, _GARMENT_LINE_ALPHA)
        for line in lines:
            self._line(line, _LINE_ALPHA[colours.dark])
        painter.restore()
        width = self._pen_cm * _OUTLINE_WEIGHT
        painter.strokePath(self._outline, _round_pen(colour(colours.body_line), width))

    def _flesh(self, shades: Sequence[Shade], shown: Box) -> QBrush:
        """Return light and shadow as a brush to fill the outline with.

        Everything here is soft, so a coarse picture is enough; it has 16 bits per channel because
        many faint layers add up.
        """
        device = self._painter.deviceTransform()
        finest = math.hypot(device.m11(), device.m12())
        fineness = min(_SOFT_FINEST, max(_SOFT_COARSEST, finest * _SOFT_PART))
        picture = QImage(
            math.ceil(shown.width * fineness) + 1,
            math.ceil(shown.height * fineness) + 1,
            QImage.Format.Format_RGBX64,
        )
        picture.fill(colour(self._colours.body))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(fineness, fineness)
        painter.translate(-shown.left, -shown.top)
        shader = _Shader(painter, self._colours)
        coarse = flatten(self._view.outline_curve, closed=True, flatness=_VOLUME_FLATNESS_CM)
        shader.volume(polygon_path(coarse), self._layers())
        for shade in shades:
            shader.shade(shade)
        painter.end()
        brush = QBrush(picture)
        brush.setTransform(
            QTransform.fromTranslate(shown.left, shown.top).scale(1 / fineness, 1 / fineness)
        )
        return brush

    def _layers(self) -> int:
        """Return how many steps of roundness this size needs."""
        enlarged = self._scale / _PEN_SCALE
        return round(min(_VOLUME_LAYERS_MOST, _VOLUME_LAYERS * max(1.0, enlarged)))

    def _cloth(self, flesh: QBrush) -> QBrush:
        """Return the same light and shadow on the shorts.

        The tint is what half-transparent cloth makes of the body's plain colour; multiplied over
        the shading it leaves the form under the cloth as clear as on the skin.
        """
        body, garment = QColor(self._colours.body), QColor(self._colours.garment)
        tint = QColor.fromRgbF(
            *(
                min(1.0, (skin * (1 - _GARMENT_OPACITY) + cloth * _GARMENT_OPACITY) / skin)
                for skin, cloth in (
                    (body.redF(), garment.redF()),
                    (body.greenF(), garment.greenF()),
                    (body.blueF(), garment.blueF()),
                )
            )
        )
        picture = flesh.textureImage()
        painter = QPainter(picture)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(picture.rect(), tint)
        painter.end()
        brush = QBrush(picture)
        brush.setTransform(flesh.transform())
        return brush

    def _line(self, line: Line, alpha: int) -> None:
        ink = colour(self._colours.body_line, round(alpha * line.strength))
        width = self._pen_cm * line.weight
        if line.closed:
            self._painter.strokePath(polygon_path(line.points), _round_pen(ink, width))
        else:
            self._painter.fillPath(_ribbon_path(line.points, width, line.taper), ink)


class _Shader:
    """Paints light and shadow in body coordinates, without clipping."""

    def __init__(self, painter: QPainter, colours: BodyColours) -> None:
        self._painter = painter
        self._colours = colours

    def volume(self, outline: QPainterPath, layers: int) -> None:
        """Paint the roundness of the body: darker towards its edge, in this many steps."""
        ink = QColor(self._colours.body_shade)
        ink.setAlphaF(_VOLUME_OPACITY[self._colours.dark] / layers)
        pen = _round_pen(ink, 1.0)
        # The outline is made of short pieces, whose joints need no arcs.
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        step = (_VOLUME_NARROWEST_CM / _VOLUME_WIDEST_CM) ** (1 / (layers - 1))
        for layer in range(layers):
            pen.setWidthF(_VOLUME_WIDEST_CM * step**layer)
            self._painter.strokePath(outline, pen)

    def shade(self, shade: Shade) -> None:
        """Paint one highlight or shadow."""
        ink = self._ink(shade.tone, shade.alpha)
        if isinstance(shade, Blob):
            self._blob(shade, ink)
        elif isinstance(shade, SoftStroke):
            self._soft_stroke(shade, ink)
        else:
            self._painter.fillPath(polygon_path(shade.polygon), ink)

    def _soft_stroke(self, stroke: SoftStroke, ink: QColor) -> None:
        """Paint a stroke whose narrower layers are also shorter, so its ends are soft as well."""
        for index, width in enumerate(stroke.widths):
            cut = _STROKE_CUT * index / len(stroke.widths)
            middle = stretch(stroke.points, cut, 1 - cut, _STROKE_POINTS)
            self._painter.fillPath(_ribbon_path(middle, width, "both", thin=0.0), ink)

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


def _ribbon_path(
    points: Sequence[Point], width: float, taper: Taper, *, thin: float = THIN_END
) -> QPainterPath:
    path = polygon_path(ribbon(points, width, taper, thin=thin))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _round_pen(ink: QColor, width: float) -> QPen:
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
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
