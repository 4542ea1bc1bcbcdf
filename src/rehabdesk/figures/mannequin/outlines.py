"""Outlines of rows of balls and of cross-sections, as simple polygons.

A body part is a set of overlapping polygons. It is painted in two steps, a line of twice the width
along all of them and then the filling of all of them, so that only the outer edge of the whole
remains: one outline per part, without circles at the joints and without computing unions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from rehabdesk.figures.mannequin.camera import Point

Polygon: TypeAlias = tuple[Point, ...]
#: x, y and radius in the picture.
Circle: TypeAlias = tuple[float, float, float]


def _directions(count: int) -> tuple[Point, ...]:
    steps = (2 * math.pi * index / count for index in range(count))
    return tuple((math.cos(step), math.sin(step)) for step in steps)


_FINE, _MEDIUM, _COARSE = _directions(24), _directions(18), _directions(12)
_HEM = _directions(16)
_MEDIUM_FROM, _FINE_FROM = 0.014, 0.03
#: Where a row turns more sharply than this, a new outline begins (cosine).
_SHARP = math.cos(math.radians(20))


def disc(circle: Circle) -> Polygon:
    """Return a ball's outline."""
    x, y, radius = circle
    small = _MEDIUM if radius >= _MEDIUM_FROM else _COARSE
    around = _FINE if radius >= _FINE_FROM else small
    return tuple((x + c * radius, y + s * radius) for c, s in around)


def hull(circles: Sequence[Circle]) -> Polygon:
    """Return the smallest convex outline around balls."""
    outline = []
    for c, s in _FINE:
        farthest, x, y, radius = -math.inf, 0.0, 0.0, 0.0
        for ball in circles:
            reach = ball[0] * c + ball[1] * s + ball[2]
            if reach > farthest:
                farthest, (x, y, radius) = reach, ball
        outline.append((x + c * radius, y + s * radius))
    return tuple(outline)


def row(
    circles: Sequence[Circle], *, round_start: bool = True, round_end: bool = True
) -> list[Polygon]:
    """Return polygons that together cover a row of balls joined by cones.

    Where the row bends sharply a new polygon begins, round at its end. All turn the same way, so
    that a non-zero filling leaves no holes.

    Args:
        circles: The balls in order.
        round_start: Whether the row begins round or with a straight cut.
        round_end: Whether it ends round.
    """
    runs = _runs(circles)
    last = len(runs) - 1
    return [
        _run_outline(run, round_start or index > 0, round_end or index < last)
        for index, run in enumerate(runs)
    ]


def _runs(circles: Sequence[Circle]) -> list[list[Circle]]:
    """Split a row where it bends sharply; leave out balls that lie within their neighbours."""
    runs: list[list[Circle]] = []
    run = [circles[0]]
    before: Point | None = None
    for ball in circles[1:]:
        last = run[-1]
        dx, dy = ball[0] - last[0], ball[1] - last[1]
        gap = math.hypot(dx, dy)
        if gap <= abs(ball[2] - last[2]) + 1e-6:
            if ball[2] > last[2]:
                if len(run) > 1:
                    runs.append(run)
                run, before = [ball], None
            continue
        heading = (dx / gap, dy / gap)
        if before is not None and before[0] * heading[0] + before[1] * heading[1] < _SHARP:
            runs.append(run)
            run = [last]
        run.append(ball)
        before = heading
    runs.append(run)
    return runs


def _run_outline(run: Sequence[Circle], round_start: bool, round_end: bool) -> Polygon:
    """Return the outline of a row without sharp bends."""
    if len(run) == 1:
        return disc(run[0])
    left: list[Point] = []
    right: list[Point] = []
    before: tuple[Point, Point] | None = None
    for a, b in pairwise(run):
        x, y = b[0] - a[0], b[1] - a[1]
        gap = math.hypot(x, y)
        c = (a[2] - b[2]) / gap
        s = math.sqrt(max(0.0, 1 - c * c))
        x, y = x / gap, y / gap
        sides = ((x * c - y * s, y * c + x * s), (x * c + y * s, y * c - x * s))
        for normal, old, points in zip(sides, before or sides, (left, right), strict=True):
            # Neighbouring cones share one point, between where each would touch.
            middle = (normal[0] + old[0], normal[1] + old[1])
            size = math.hypot(*middle) or 1.0
            points.append((a[0] + middle[0] / size * a[2], a[1] + middle[1] / size * a[2]))
        before = sides
    if before is not None:
        end = run[-1]
        for normal, points in zip(before, (left, right), strict=True):
            points.append((end[0] + normal[0] * end[2], end[1] + normal[1] * end[2]))
    outline = list(right)
    if round_end:
        outline += _arc(run[-1], right[-1], left[-1])
    outline += reversed(left)
    if round_start:
        outline += _arc(run[0], left[0], right[0])
    return tuple(outline)


def _arc(circle: Circle, start: Point, end: Point) -> list[Point]:
    """Return the points between two points of a ball, turning from x to y."""
    x, y, radius = circle
    first = math.atan2(start[1] - y, start[0] - x)
    turn = (math.atan2(end[1] - y, end[0] - x) - first) % (2 * math.pi)
    steps = max(2, round(turn * (3.2 if radius >= _FINE_FROM else 2.4)))
    return [
        (
            x + math.cos(first + turn * k / steps) * radius,
            y + math.sin(first + turn * k / steps) * radius,
        )
        for k in range(1, steps)
    ]


def half_ellipse(centre: Circle, axis: Point, flatness: float) -> Polygon:
    """Return a round cut seen from the side: a hem.

    Args:
        centre: Place and radius of the cut.
        axis: The direction of the limb in the picture.
        flatness: 0 if the cut is seen edge-on, 1 if it faces the viewer.
    """
    x, y, radius = centre
    depth = radius * flatness
    return tuple(
        (
            x + axis[0] * c * depth - axis[1] * s * radius,
            y + axis[1] * c * depth + axis[0] * s * radius,
        )
        for c, s in _HEM
    )


def area(polygon: Polygon) -> float:
    """Return the signed area; all polygons of a part have the same sign."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        total += ax * by - bx * ay
    return total / 2
