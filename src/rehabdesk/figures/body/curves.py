"""Smooth curves through given points, and what painters make of them.

A curve is drawn by the few points it passes through (Catmull-Rom with tangents of a sixth of the
chord between the neighbours, E. Catmull and R. Rom 1974). A point may carry a third number, its
softness: 1 is smooth, 0 is a corner.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Literal

Point = tuple[float, float]
#: Start, two control points, end.
Cubic = tuple[Point, Point, Point, Point]
Curve = tuple[Cubic, ...]
Polygon = tuple[Point, ...]
Taper = Literal["both", "start", "end", "none"]

#: Greatest distance between a curve and its flattened form; a third of a pixel on a fivefold
#: enlarged map.
FLATNESS_CM = 0.012
#: A tapered line has this part of its full width at its thin end.
THIN_END = 0.22


def smooth_curve(points: Sequence[Sequence[float]], *, closed: bool) -> Curve:
    """Return the smooth curve through points.

    Args:
        points: `(x, y)` or `(x, y, softness)`, at least two (three if closed).
        closed: Whether the last point is joined to the first.

    Raises:
        ValueError: There are too few points.
    """
    count = len(points)
    if count < (3 if closed else 2):
        raise ValueError(f"a curve needs more than {count} points")

    def at(index: int) -> Sequence[float]:
        return points[index % count] if closed else points[max(0, min(index, count - 1))]

    def tangent(index: int) -> Point:
        before, here, after = at(index - 1), at(index), at(index + 1)
        softness = here[2] if len(here) > 2 else 1.0
        return (
            (after[0] - before[0]) * softness / 6,
            (after[1] - before[1]) * softness / 6,
        )

    segments = []
    for index in range(count if closed else count - 1):
        start, end = at(index), at(index + 1)
        out_of, into = tangent(index), tangent(index + 1)
        segments.append(
            (
                (start[0], start[1]),
                (start[0] + out_of[0], start[1] + out_of[1]),
                (end[0] - into[0], end[1] - into[1]),
                (end[0], end[1]),
            )
        )
    return tuple(segments)


def flatten(curve: Curve, *, closed: bool, flatness: float = FLATNESS_CM) -> Polygon:
    """Return the points of a polyline that is nowhere farther than `flatness` from the curve.

    The number of pieces follows Wang's bound on the second difference of the control points. The
    first point of a closed curve is not repeated at the end.
    """
    points: list[Point] = [curve[0][0]]
    for start, first, second, end in curve:
        bend = max(
            math.hypot(start[0] - 2 * first[0] + second[0], start[1] - 2 * first[1] + second[1]),
            math.hypot(first[0] - 2 * second[0] + end[0], first[1] - 2 * second[1] + end[1]),
        )
        pieces = max(1, math.ceil(math.sqrt(0.75 * bend / flatness)))
        cubic = (start, first, second, end)
        points.extend(_on_cubic(cubic, step / pieces) for step in range(1, pieces + 1))
    if closed:
        points.pop()
    return tuple(points)


def _on_cubic(cubic: Cubic, t: float) -> Point:
    """Return the point of a cubic Bezier curve at parameter `t`."""
    rest = 1 - t
    weights = (rest**3, 3 * rest * rest * t, 3 * rest * t * t, t**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, cubic, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, cubic, strict=True)),
    )


def mirrored(points: Sequence[Point]) -> Polygon:
    """Return the points on the other side of the midline, in the opposite order.

    The order is reversed so that a polygon keeps its sense of rotation.
    """
    return tuple((-x, y) for x, y in reversed(points))


def ribbon(
    points: Sequence[Point], width: float, taper: Taper, *, thin: float = THIN_END
) -> Polygon:
    """Return the outline of a pen stroke that thins out towards its ends, as ink lines do.

    Args:
        points: The stroke's middle line, flattened, at least two points.
        width: Full width in the middle, in the unit of the points.
        taper: Which ends thin out.
        thin: Width of a tapered end as a part of the full width.
    """
    lengths = [0.0]
    for before, after in itertools.pairwise(points):
        lengths.append(lengths[-1] + math.dist(before, after))
    total = lengths[-1] or 1.0
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(0, index - 1)], points[min(len(points) - 1, index + 1)]
        length = math.dist(before, after) or 1.0
        across = (-(after[1] - before[1]) / length, (after[0] - before[0]) / length)
        half = width / 2 * (thin + (1 - thin) * _swelling(lengths[index] / total, taper))
        left.append((x + across[0] * half, y + across[1] * half))
        right.append((x - across[0] * half, y - across[1] * half))
    return (*left, *reversed(right))


def _swelling(t: float, taper: Taper) -> float:
    """Return 0 at a tapered end to 1 where a stroke is widest, at a place 0 to 1 along it."""
    if taper == "none":
        return 1.0
    if taper == "both":
        shape = math.sin(math.pi * t)
    elif taper == "start":
        shape = math.sin(math.pi / 2 * t)
    else:
        shape = math.cos(math.pi / 2 * t)
    return math.pow(max(0.0, shape), 0.7)


def stretch(points: Sequence[Point], start: float, end: float, count: int) -> Polygon:
    """Return `count` points at equal distances on a part of a polyline.

    Args:
        points: The polyline, at least two points.
        start: Where the part begins, 0 to 1 along the polyline.
        end: Where it ends.
        count: At least two.
    """
    lengths = [0.0]
    for before, after in itertools.pairwise(points):
        lengths.append(lengths[-1] + math.dist(before, after))
    made: list[Point] = []
    index = 1
    for step in range(count):
        along = lengths[-1] * (start + (end - start) * step / (count - 1))
        while index < len(points) - 1 and lengths[index] < along:
            index += 1
        (ax, ay), (bx, by) = points[index - 1], points[index]
        piece = lengths[index] - lengths[index - 1]
        part = (along - lengths[index - 1]) / piece if piece else 0.0
        made.append((ax + (bx - ax) * part, ay + (by - ay) * part))
    return tuple(made)


def simplified(points: Sequence[Point], tolerance: float) -> Polygon:
    """Return a line with fewer points that is nowhere further off than a tolerance.

    The first and the last point stay (U. Ramer 1972, D. Douglas and T. Peucker 1973).

    Args:
        points: At least two.
        tolerance: In the unit of the points.
    """
    kept = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, where = tolerance, 0
        for index in range(first + 1, last):
            off = _distance_to_chord(points[index], points[first], points[last])
            if off > far:
                far, where = off, index
        if where:
            kept.add(where)
            spans += [(first, where), (where, last)]
    return tuple(points[index] for index in sorted(kept))


def _distance_to_chord(point: Point, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, down)
    if length == 0.0:
        return math.hypot(point[0] - start[0], point[1] - start[1])
    return abs(across * (start[1] - point[1]) - (start[0] - point[0]) * down) / length
