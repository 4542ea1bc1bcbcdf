"""The hair: a cap on the back and top of the head, which shows where the face looks."""

from __future__ import annotations

import math
from typing import Final

from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin.bones import Trunk
from rehabdesk.figures.mannequin.camera import Camera, Point
from rehabdesk.figures.mannequin.outlines import Polygon, area
from rehabdesk.figures.mannequin.vectors import Vec, add, cross, dot, place, put, scale, unit

#: Middle of the cap on the head (right, forward, up) and the cosine of its reach from there.
_AXIS: Final = unit((0.0, -0.55, 0.83))
_REACH: Final = 0.20
_STEPS: Final = 48


def hair_cap(trunk: Trunk, camera: Camera) -> Polygon:
    """Return the visible part of the hair; empty if none is to be seen."""
    front, up, _ = body.CRANIUM
    centre = put(trunk.neck, trunk.head_frame, (0.0, front - 0.003, up + 0.003))
    axis = place(trunk.head_frame, _AXIS)
    edge = _longest_run(_edge(axis, camera))
    limb = _longest_run(_limb(axis, camera))
    if edge and limb and math.dist(edge[-1], limb[0]) > math.dist(edge[-1], limb[-1]):
        limb.reverse()
    x, y = camera.point(centre)
    polygon = tuple(
        (x + px * body.HAIR_RADIUS, y + py * body.HAIR_RADIUS) for px, py in (*edge, *limb)
    )
    return polygon if area(polygon) >= 0 else polygon[::-1]


def _edge(axis: Vec, camera: Camera) -> list[Point | None]:
    """Return the hairline around the head, None where the head hides it."""
    first = unit(cross(axis, (0.31, 0.17, 0.93)))
    second = cross(axis, first)
    wide = math.sqrt(1 - _REACH**2)
    found: list[Point | None] = []
    for step in range(_STEPS):
        turn = 2 * math.pi * step / _STEPS
        way = add(
            scale(axis, _REACH),
            add(scale(first, wide * math.cos(turn)), scale(second, wide * math.sin(turn))),
        )
        found.append(camera.point(way) if camera.depth(way) <= 0 else None)
    return found


def _limb(axis: Vec, camera: Camera) -> list[Point | None]:
    """Return the outer edge of the head as seen, None where there is no hair."""
    found: list[Point | None] = []
    for step in range(_STEPS):
        turn = 2 * math.pi * step / _STEPS
        way = add(scale(camera.right, math.cos(turn)), scale(camera.up, math.sin(turn)))
        found.append(camera.point(way) if dot(way, axis) >= _REACH else None)
    return found


def _longest_run(points: list[Point | None]) -> list[Point]:
    """Return the points that are there, in one piece, from a ring."""
    if None not in points:
        return [point for point in points if point is not None]
    start = points.index(None)
    turned = points[start:] + points[:start]
    return [point for point in turned if point is not None]
