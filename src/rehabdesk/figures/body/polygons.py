"""Facts about polygons: area, distance, and the common part of two of them.

Polygons are tuples of points without a repeated last point, in any sense of rotation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabdesk.figures.body.curves import Point, Polygon

#: How far a polygon is nudged when it exactly touches another; far below anything visible.
_NUDGE_CM = 1e-6
_NUDGES = 8
_ALMOST = 1e-10


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle; `top` is the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, points: Sequence[Point]) -> Box:
        """Return the smallest box around points."""
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        """Extent in x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent in y."""
        return self.bottom - self.top

    def grown(self, by: float) -> Box:
        """Return the box with every edge moved outwards."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, point: Point) -> bool:
        """Tell whether a point is in the box."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


def edges(polygon: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """Go through the edges of a polygon, the closing one last."""
    for index, start in enumerate(polygon):
        yield start, polygon[(index + 1) % len(polygon)]


def area(polygon: Sequence[Point]) -> float:
    """Return the area of a simple polygon, never negative."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(polygon))) / 2


def contains(polygon: Sequence[Point], point: Point) -> bool:
    """Tell whether a point is inside a polygon (even-odd rule)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in edges(polygon):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def distance_to_edge(polygon: Sequence[Point], point: Point) -> float:
    """Return the distance from a point to the nearest edge of a polygon."""
    return min(_distance_to_segment(point, a, b) for a, b in edges(polygon))


def _distance_to_segment(point: Point, a: Point, b: Point) -> float:
    """Return the distance from a point to a straight line between two points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    t = 0.0
    if squared:
        t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared))
    return math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy)


def crossings(polygon: Sequence[Point]) -> list[Point]:
    """Return where edges of a polygon cross each other; empty for a simple polygon."""
    found = []
    sides = list(edges(polygon))
    boxes = [Box.of(side) for side in sides]
    for index, (a, b) in enumerate(sides):
        for other in range(index + 2, len(sides)):
            if (index == 0 and other == len(sides) - 1) or not boxes[index].meets(boxes[other]):
                continue
            cut = _cut(a, b, *sides[other])
            if cut is not None and 0 <= cut[0] <= 1 and 0 <= cut[1] <= 1:
                found.append((a[0] + cut[0] * (b[0] - a[0]), a[1] + cut[0] * (b[1] - a[1])))
    return found


def intersection(subject: Polygon, clip: Polygon) -> tuple[Polygon, ...]:
    """Return the common part of two simple polygons, as none, one or several polygons.

    The method is that of G. Greiner and K. Hormann (1998). Where the two touch exactly, the
    subject is nudged by a millionth of a centimetre, always in the same way.

    Raises:
        ArithmeticError: The polygons touch in a way that nudging does not undo.
    """
    if not Box.of(subject).meets(Box.of(clip)):
        return ()
    for attempt in range(_NUDGES):
        nudge = _NUDGE_CM * attempt
        moved = tuple((x + nudge, y + nudge * 0.618) for x, y in subject)
        try:
            return _intersection(moved, clip)
        except _TouchError:
            continue
    raise ArithmeticError("the polygons touch everywhere")


class _TouchError(Exception):
    """Two polygons share a point that is no clean crossing."""


@dataclass(slots=True, eq=False)
class _Node:
    """A corner of a polygon or a crossing of the two; crossings know their twin."""

    point: Point
    after: _Node | None = None
    before: _Node | None = None
    twin: _Node | None = None
    entry: bool = False
    visited: bool = False


def _intersection(subject: Polygon, clip: Polygon) -> tuple[Polygon, ...]:
    """Return the common part of two polygons that do not touch without crossing."""
    on_subject: list[list[tuple[float, _Node]]] = [[] for _ in subject]
    on_clip: list[list[tuple[float, _Node]]] = [[] for _ in clip]
    reach = Box.of(subject)
    near = [(j, c, d) for j, (c, d) in enumerate(edges(clip)) if reach.meets(Box.of((c, d)))]
    for i, (a, b) in enumerate(edges(subject)):
        box = Box.of((a, b))
        for j, c, d in near:
            if not box.meets(Box.of((c, d))):
                continue
            cut = _clean_cut(a, b, c, d)
            if cut is None:
                continue
            point = (a[0] + cut[0] * (b[0] - a[0]), a[1] + cut[0] * (b[1] - a[1]))
            mine, theirs = _Node(point), _Node(point)
            mine.twin, theirs.twin = theirs, mine
            on_subject[i].append((cut[0], mine))
            on_clip[j].append((cut[1], theirs))
    if not any(on_subject):
        if contains(clip, subject[0]):
            return (subject,)
        return (clip,) if contains(subject, clip[0]) else ()
    nodes = _ring(subject, on_subject, starts_inside=contains(clip, subject[0]))
    _ring(clip, on_clip, starts_inside=contains(subject, clip[0]))
    return tuple(_walk(nodes))


def _ring(
    polygon: Polygon, cuts: list[list[tuple[float, _Node]]], *, starts_inside: bool
) -> list[_Node]:
    """Join corners and crossings to a ring and mark the crossings as entry or exit."""
    nodes: list[_Node] = []
    for corner, on_edge in zip(polygon, cuts, strict=True):
        nodes.append(_Node(corner))
        nodes.extend(node for _, node in sorted(on_edge, key=lambda cut: cut[0]))
    entry = not starts_inside
    for index, node in enumerate(nodes):
        node.before = nodes[index - 1]
        node.after = nodes[(index + 1) % len(nodes)]
        if node.twin is not None:
            node.entry, entry = entry, not entry
    return nodes


def _walk(nodes: list[_Node]) -> Iterator[Polygon]:
    """Follow the border of the common part from each crossing not yet visited."""
    for start in nodes:
        if start.twin is None or start.visited:
            continue
        points: list[Point] = []
        node: _Node | None = start
        while node is not None and node.twin is not None and not node.visited:
            node.visited = node.twin.visited = True
            forwards = node.entry
            while True:
                points.append(node.point)
                node = node.after if forwards else node.before
                if node is None or node.twin is not None:
                    break
            node = node.twin if node is not None else None
        if len(points) > 2:
            yield tuple(points)


def _cut(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    """Return where the lines ab and cd meet, as parts of each; None if they are parallel."""
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    slant = rx * sy - ry * sx
    if abs(slant) < _ALMOST * (abs(rx) + abs(ry)) * (abs(sx) + abs(sy)):
        return None
    qx, qy = c[0] - a[0], c[1] - a[1]
    return (qx * sy - qy * sx) / slant, (qx * ry - qy * rx) / slant


def _clean_cut(a: Point, b: Point, c: Point, d: Point) -> tuple[float, float] | None:
    """Return where two edges cross, None if they do not.

    Raises:
        _TouchError: They touch at an end or lie on each other.
    """
    cut = _cut(a, b, c, d)
    if cut is None:
        if _distance_to_segment(a, c, d) < _ALMOST or _distance_to_segment(c, a, b) < _ALMOST:
            raise _TouchError
        return None
    t, u = cut
    if not (-_ALMOST < t < 1 + _ALMOST and -_ALMOST < u < 1 + _ALMOST):
        return None
    if min(t, u) < _ALMOST or max(t, u) > 1 - _ALMOST:
        raise _TouchError
    return cut
