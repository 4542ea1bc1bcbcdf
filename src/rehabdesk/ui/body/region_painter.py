"""Paints the pain regions over a drawing of the body.

Four codes carry a value, never colour alone: how far the fill is from the surface, the number, the
hatching (1-3 plain, 4-6 one way, 7-10 both ways) and the outline. Yesterday's values are ghosts: a
tint and a dashed line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from rehabdesk.domain.regions import SidedRegion
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.model import BodyView, RegionShape
from rehabdesk.ui.body.colours import BodyColours
from rehabdesk.ui.body.painter import colour, polygon_path

_FILL_ALPHA = 235
_HATCH_ALPHA = 153
_HATCH_PITCH = 6.0
_HATCH_WIDTH = 1.15
_OUTLINE = 1.6
_SELECTED_OUTLINE = 2.6
_GHOST_OUTLINE = 1.7
_GHOST_TINT = 22
_GHOST_DASH = (3.5, 2.5)
_IDLE_ALPHA = 105
_IDLE_DOT = 1.25
_IDLE_DASH = (1.0, 2.0)
_HOVER_ALPHA = 170
_FOCUS_RING = 3.0
_FOCUS_GAP = 1.6
_FOCUS_HALO = 1.2
_BADGE_RADIUS = 11.0
_BADGE_TEXT = 13
#: First step that is hatched one way, and both ways.
_SINGLE_HATCH_FROM = 4
_CROSS_HATCH_FROM = 7


@dataclass(frozen=True, slots=True)
class RegionMark:
    """What to show of one region.

    Attributes:
        where: Region and side.
        value: Pain now, or the median of a heat map; None for no entry.
        ghost: Yesterday's pain, shown while there is no value.
        text: The number as it reads in the person's language; empty for a whole number.
        hovered: The pointer is over it.
        selected: Its value is being entered.
        focused: It has the keyboard.
    """

    where: SidedRegion
    value: float | None = None
    ghost: float | None = None
    text: str = ""
    hovered: bool = False
    selected: bool = False
    focused: bool = False


def pain_step(value: float) -> int:
    """Return the step of the palette for a value, halves rounded up."""
    return max(0, min(10, int(value + 0.5)))


class RegionPainter:
    """Paints regions at one size; make a new one when size or colours change.

    Paths are made once, so that a paint costs few milliseconds.
    """

    def __init__(self, view: BodyView, frame: Frame, colours: BodyColours) -> None:
        self._frame = frame
        self._colours = colours
        side = frame.side if frame.closeup is not None or not view.mirrored else None
        self._shapes = {shape.where: shape for shape in view.shapes(side, frame.closeup)}
        self._paths = {where: self._path_of(shape) for where, shape in self._shapes.items()}
        self._visible = QRectF()
        if frame.closeup is not None:
            box = frame.screen_box()
            self._visible = QRectF(box.left, box.top, box.width, box.height)

    @property
    def regions(self) -> tuple[SidedRegion, ...]:
        """The regions on this drawing, in the drawing's order."""
        return tuple(self._shapes)

    def path(self, where: SidedRegion) -> QPainterPath:
        """Return a region's outline on screen.

        Raises:
            KeyError: The region is not on this drawing.
        """
        return QPainterPath(self._paths[where])

    def anchor(self, where: SidedRegion) -> QPointF:
        """Return the point on screen where a leader line to the region ends.

        Raises:
            KeyError: The region is not on this drawing.
        """
        return QPointF(*self._frame.to_screen(*self._shapes[where].anchor))

    def paint(
        self,
        painter: QPainter,
        marks: Iterable[RegionMark] = (),
        *,
        badges: bool = True,
        outlines: bool = True,
    ) -> None:
        """Paint all regions of the drawing.

        Args:
            painter: In the frame's coordinates.
            marks: What is known of some regions; the others are dotted outlines. Marks of regions
                that are not on this drawing are left out.
            badges: Whether to print the numbers here (a close-up may print them elsewhere).
            outlines: Whether to paint the dotted outlines; no if they are in the drawing already.
        """
        known = {mark.where: mark for mark in marks if mark.where in self._shapes}
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._visible.isEmpty():
            painter.setClipRect(self._visible, Qt.ClipOperation.IntersectClip)
        for where, path in self._paths.items() if outlines else ():
            if where not in known or not _is_marked(known[where]):
                self._idle(painter, path)
        # What matters most comes last, so no neighbour covers its outline.
        ordered = sorted(known.values(), key=_importance)
        for mark in ordered:
            self._mark(painter, mark)
        if badges:
            for mark in ordered:
                self._badge_of(painter, mark)
        painter.restore()

    def _path_of(self, shape: RegionShape) -> QPainterPath:
        path = QPainterPath()
        for piece in shape.pieces:
            path.addPath(polygon_path(self._frame.to_screen(x, y) for x, y in piece))
        return path

    def _idle(self, painter: QPainter, path: QPainterPath) -> None:
        pen = _pen(colour(self._colours.body_line, _IDLE_ALPHA), _IDLE_DOT)
        # Round dots would look the same and cost three times as much.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        pen.setDashPattern(list(_IDLE_DASH))
        painter.strokePath(path, pen)

    def _mark(self, painter: QPainter, mark: RegionMark) -> None:
        path, colours = self._paths[mark.where], self._colours
        if mark.value is not None:
            step = pain_step(mark.value)
            if step > 0:
                # No pain is an outline with its number; the body stays visible.
                painter.fillPath(path, colour(colours.pain[step], _FILL_ALPHA))
                self._hatch(painter, path, step)
        elif mark.ghost is not None:
            painter.fillPath(path, colour(colours.ghost, _GHOST_TINT))
            pen = _pen(colour(colours.ghost), _GHOST_OUTLINE)
            pen.setDashPattern(list(_GHOST_DASH))
            painter.strokePath(path, pen)
        if mark.hovered:
            fill = (
                Qt.GlobalColor.transparent
                if mark.value is not None
                else colour(colours.soft, _HOVER_ALPHA)
            )
            painter.fillPath(path, fill)
            painter.strokePath(path, _pen(colour(colours.primary), _OUTLINE + 0.4))
        if mark.focused:
            self._focus_ring(painter, path)
        if mark.selected or mark.value is not None:
            width = _SELECTED_OUTLINE if mark.selected else _OUTLINE
            painter.strokePath(path, _pen(colour(colours.text), width))

    def _focus_ring(self, painter: QPainter, path: QPainterPath) -> None:
        """Paint the ring around the region, so that a narrow region's fill stays visible."""
        around = QPainterPath()
        margin = 2 * _FOCUS_RING
        around.addRect(path.boundingRect().adjusted(-margin, -margin, margin, margin))
        painter.save()
        painter.setClipPath(around.subtracted(path), Qt.ClipOperation.IntersectClip)
        for name, reach in (
            (self._colours.surface, _FOCUS_GAP + _FOCUS_RING + _FOCUS_HALO),
            (self._colours.focus, _FOCUS_GAP + _FOCUS_RING),
            (self._colours.surface, _FOCUS_GAP),
        ):
            painter.strokePath(path, _pen(colour(name), 2 * reach))
        painter.restore()

    def _hatch(self, painter: QPainter, path: QPainterPath, step: int) -> None:
        if step < _SINGLE_HATCH_FROM:
            return
        box = path.boundingRect()
        lines: list[QLineF] = []
        # Lines start on a common grid, so the two pieces of a region continue each other.
        x = (box.left() - box.height()) // _HATCH_PITCH * _HATCH_PITCH
        while x < box.right():
            lines.append(QLineF(x, box.bottom(), x + box.height(), box.top()))
            if step >= _CROSS_HATCH_FROM:
                lines.append(QLineF(x, box.top(), x + box.height(), box.bottom()))
            x += _HATCH_PITCH
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour(self._colours.on_pain(step), _HATCH_ALPHA), _HATCH_WIDTH))
        painter.drawLines(lines)
        painter.restore()

    def _badge_of(self, painter: QPainter, mark: RegionMark) -> None:
        number = mark.value if mark.value is not None else mark.ghost
        if number is None:
            return
        shape = self._shapes[mark.where]
        anchor = QPointF(*self._frame.to_screen(*shape.anchor))
        label = QPointF(*self._frame.to_screen(*shape.label))
        if shape.badge_is_outside:
            ink = self._colours.text if mark.value is not None else self._colours.ghost
            painter.setPen(_pen(colour(self._colours.surface), 3.4))
            painter.drawLine(label, anchor)
            painter.setPen(_pen(colour(ink), 1.4))
            painter.drawLine(label, anchor)
        text = mark.text or f"{number:g}"
        paint_badge(painter, label, text, self._colours, ghost=mark.value is None)


def paint_badge(
    painter: QPainter, at: QPointF, text: str, colours: BodyColours, *, ghost: bool = False
) -> None:
    """Paint a number in a disc: solid for a value, hollow and dashed for yesterday's."""
    font = QFont(painter.font())
    font.setPixelSize(_BADGE_TEXT)
    font.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(text) / 2 + 6
    half = max(_BADGE_RADIUS, wide)
    box = QRectF(at.x() - half, at.y() - _BADGE_RADIUS, 2 * half, 2 * _BADGE_RADIUS)
    if ghost:
        pen = QPen(colour(colours.ghost), 1.4)
        pen.setDashPattern([3, 2])
        painter.setBrush(colour(colours.surface, 235))
        ink = colours.ghost
    else:
        pen = QPen(colour(colours.surface), 2)
        painter.setBrush(colour(colours.text))
        ink = colours.surface
    painter.setPen(pen)
    painter.drawRoundedRect(box, _BADGE_RADIUS, _BADGE_RADIUS)
    painter.setPen(colour(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _pen(ink: QColor, width: float) -> QPen:
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _is_marked(mark: RegionMark) -> bool:
    """Tell whether a mark paints an outline of its own."""
    return mark.value is not None or mark.ghost is not None or mark.focused or mark.selected


def _importance(mark: RegionMark) -> tuple[bool, bool, bool, bool]:
    return (mark.focused, mark.selected, mark.hovered, mark.value is not None)
