"""A drawing of the body for paper with the regions that hurt.

Which way round the body stands is decided before: all points come as they lie on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabdesk.reports.drawing.canvas import Canvas, Picture, Point
from rehabdesk.reports.drawing.inks import (
    BODY,
    BODY_LINE,
    GARMENT,
    INK,
    PAIN,
    SOFT,
    WHITE,
    on_pain,
    step_of,
)

Polygon = Sequence[Point]
_BADGE = 7.0
_BADGE_TEXT = 8.5
_HATCH_FROM, _CROSS_FROM = 4, 7
_PITCH = 3.6


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the drawing, already where it lies on the paper."""

    points: tuple[Point, ...]
    width: float
    closed: bool


@dataclass(frozen=True, slots=True)
class DrawnRegion:
    """A region that hurts.

    Attributes:
        pieces: Its polygons on the paper.
        anchor: A point inside, where the line to its number ends.
        value: Pain, 0 to 10.
        text: The number as it is written.
    """

    pieces: tuple[tuple[Point, ...], ...]
    anchor: Point
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class BodyPicture:
    """One view of the body.

    Attributes:
        width: In points.
        height: In points; the title is above the body within it.
        outline: The body.
        garment: The shorts.
        lines: Inner lines.
        regions: What hurts.
        title: The view.
        left: What stands at the left above the body: a side, or "front".
        right: What stands at the right.
        heading: How much of the height the title and the sides take.
    """

    width: float
    height: float
    outline: tuple[Point, ...]
    garment: tuple[tuple[Point, ...], ...]
    lines: tuple[DrawnLine, ...]
    regions: tuple[DrawnRegion, ...]
    title: str
    left: str
    right: str
    heading: float


def draw_body(body: BodyPicture) -> Picture:
    """Return the drawing with its regions, hatching, numbers and sides."""
    canvas = Canvas(body.width, body.height)
    canvas.area((body.outline,), BODY)
    canvas.area(body.garment, GARMENT)
    for line in body.lines:
        if line.closed:
            canvas.area((line.points,), "none", stroke=BODY_LINE, width=line.width)
        else:
            canvas.polyline(line.points, BODY_LINE, line.width)
    canvas.area((body.outline,), "none", stroke=BODY_LINE, width=0.8)
    for region in body.regions:
        _fill(canvas, region)
    for region, at in _beside(body):
        _badge(canvas, region, at)
    canvas.write((body.width / 2, 9), body.title, 8.5, INK, anchor="middle", weight=600)
    below = body.heading - 3
    canvas.write((2, below), body.left, 8.5, SOFT, weight=600)
    canvas.write((body.width - 2, below), body.right, 8.5, SOFT, anchor="end", weight=600)
    return canvas.picture()


def _fill(canvas: Canvas, region: DrawnRegion) -> None:
    step = step_of(region.value)
    canvas.area(region.pieces, PAIN[step])
    if step >= _HATCH_FROM:
        canvas.hatch(region.pieces, on_pain(step), 0.45, _PITCH)
    if step >= _CROSS_FROM:
        canvas.hatch(region.pieces, on_pain(step), 0.45, _PITCH, rising=False)
    canvas.area(region.pieces, "none", stroke=INK, width=1.0)


def _beside(body: BodyPicture) -> Iterator[tuple[DrawnRegion, Point]]:
    """Return where the number of each region stands: beside the body, on its own half.

    Numbers keep the order of their regions from top to bottom and never touch each other.
    """
    middle = (min(x for x, _ in body.outline) + max(x for x, _ in body.outline)) / 2
    halves: tuple[list[DrawnRegion], list[DrawnRegion]] = ([], [])
    for region in body.regions:
        halves[region.anchor[0] >= middle].append(region)
    for on_right, regions in enumerate(halves):
        ordered = sorted(regions, key=lambda one: one.anchor[1])
        heights = _apart([one.anchor[1] for one in ordered], body.heading + _BADGE, body.height)
        for region, y in zip(ordered, heights, strict=True):
            half = _half(region) + 1.0
            yield region, (body.width - half if on_right else half, y)


def _apart(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return heights as near to the wanted ones as they can be with a badge's room each."""
    room = 2 * _BADGE + 1.5
    heights: list[float] = []
    for y in wanted:
        heights.append(max(y, top, heights[-1] + room if heights else top))
    limit = bottom - _BADGE - 1.0
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], limit)
        limit = heights[place] - room
    return heights


def _half(region: DrawnRegion) -> float:
    return max(_BADGE, 2.3 * len(region.text) + 3.2)


def _badge(canvas: Canvas, region: DrawnRegion, at: Point) -> None:
    canvas.line(at, region.anchor, WHITE, 2.4)
    canvas.line(at, region.anchor, INK, 0.9)
    canvas.dot(region.anchor, 1.5, INK, stroke=WHITE, line=0.6)
    half = _half(region)
    corner = (at[0] - half, at[1] - _BADGE)
    canvas.box(corner, 2 * half, 2 * _BADGE, INK, stroke=WHITE, line=1.0, radius=_BADGE)
    canvas.write((at[0], at[1] + 3), region.text, _BADGE_TEXT, WHITE, anchor="middle", weight=600)
