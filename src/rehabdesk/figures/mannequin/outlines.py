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


_FINE, _MEDIUM, _COARSE = _directions(28), _directions(20), _directions(14)
_MEDIUM_FROM, _FINE_FROM = 0.014, 0.03
#: Turns sharper than this get a full ball at the joint (cosine).
_SHARP = math.cos(math.radians(14))


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
        x, y, radius = max(circles, key=lambda ball: ball[0] * c + ball[1] * s + ball[2])
        outline.append((x + c * radius, y + s * radius))
    return tuple(outline)


def cone(a: Circle, b: Circle) -> Polygon | None:
    """Return the four corners between two balls where a ribbon around them touches.

    None if one holds the other.
    """
    dx, dy = b[0] - a[0], b[1] - a[1]
    gap = math.hypot(dx, dy)
    narrowing = a[2] - b[2]
    if gap <= abs(narrowing) + 1e-9:
        return None
    ux, uy = dx / gap, dy / gap
    c = narrowing / gap
    s = math.sqrt(1 - c * c)
    left = (ux * c - uy * s, uy * c + ux * s)
    right = (ux * c + uy * s, uy * c - ux * s)
    return (
        (a[0] + left[0] * a[2], a[1] + left[1] * a[2]),
        (b[0] + left[0] * b[2], b[1] + left[1] * b[2]),
        (b[0] + right[0] * b[2], b[1] + right[1] * b[2]),
        (a[0] + right[0] * a[2], a[1] + right[1] * a[2]),
    )


def row(
    circles: Sequence[Circle], *, round_start: bool = True, round_end: bool = True
) -> list[Polygon]:
    """Return polygons that together cover a row of balls joined by cones.

    All turn the same way, so that a non-zero filling leaves no holes.

    Args:
        circles: The balls in order.
        round_start: Whether the row begins with a whole ball.
        round_end: Whether it ends with one.
    """
    found: list[Polygon] = []
    if round_start:
        found.append(disc(circles[0]))
    before: Point | None = None
    for a, b in pairwise(circles):
        corners = cone(a, b)
        if corners is None:
            found.append(disc(a if a[2] >= b[2] else b))
            continue
        gap = math.hypot(b[0] - a[0], b[1] - a[1])
        heading = ((b[0] - a[0]) / gap, (b[1] - a[1]) / gap)
        if before is not None and before[0] * heading[0] + before[1] * heading[1] < _SHARP:
            found.append(disc(a))
        before = heading
        # A cone runs down its left and back up its right: turned round, it goes the way of discs.
        found.append(corners[::-1])
    if round_end:
        found.append(disc(circles[-1]))
    return found


def loop_around(circles: Sequence[Circle]) -> Polygon:
    """Return one closed line around a row of balls; at sharp bends it crosses itself.

    Dashes run on along it without a break; what crosses is covered by the filling.
    """
    left: list[Point] = []
    right: list[Point] = []
    for a, b in pairwise(circles):
        corners = cone(a, b)
        if corners is not None:
            left += corners[:2]
            right += (corners[3], corners[2])
    if not left:
        return disc(max(circles, key=lambda ball: ball[2]))
    return (
        *left,
        *_cap(circles[-1], left[-1], right[-1]),
        *reversed(right),
        *_cap(circles[0], right[0], left[0]),
    )


def _cap(circle: Circle, start: Point, end: Point) -> Polygon:
    """Return the points of an arc around a ball's far end, between two of its points."""
    x, y, radius = circle
    first = math.atan2(start[1] - y, start[0] - x)
    turn = (math.atan2(end[1] - y, end[0] - x) - first) % (2 * math.pi)
    # Cones are gone round with the left side first: arcs turn back.
    turn -= 2 * math.pi
    return tuple(
        (x + math.cos(first + turn * k / 8) * radius, y + math.sin(first + turn * k / 8) * radius)
        for k in range(1, 8)
    )


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
        for c, s in _FINE
    )


def area(polygon: Polygon) -> float:
    """Return the signed area; all polygons of a part have the same sign."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        total += ax * by - bx * ay
    return total / 2
