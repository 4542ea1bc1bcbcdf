"""The arrow that shows what moves, beside the body."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from rehabdesk.figures.mannequin.bones import Skeleton
from rehabdesk.figures.mannequin.camera import Camera, Point
from rehabdesk.figures.mannequin.description import Arrow
from rehabdesk.figures.mannequin.drawing import Ink, Item, Stroke
from rehabdesk.figures.mannequin.flesh import all_balls
from rehabdesk.figures.mannequin.outlines import Circle, Polygon
from rehabdesk.figures.mannequin.vectors import add, scale

#: The gap between arrow and body.
CLEARANCE = 0.026
_STEP = 0.01
_FARTHEST = 0.5
_SAMPLES = 9
_LONGEST = 0.34
_HEAD = 0.042
_SPREAD = math.radians(38)


def arrow_path(arrow: Arrow, camera: Camera, at: Callable[[float], Skeleton]) -> Polygon:
    """Return an arrow's line, clear of the body at the end of the movement.

    Args:
        arrow: What it shows.
        camera: Where it is looked at from.
        at: Gives the figure at a moment.
    """
    end = at(arrow.span[1])
    body = [(*camera.point(centre), radius) for centre, radius in all_balls(end)]
    path = _sized(_way(arrow, camera, at), arrow.least)
    away = arrow.away or _outwards(path, body)
    size = math.hypot(*away) or 1.0
    direction = (away[0] / size, away[1] / size)
    far = _clear_after(path, body, direction)
    return tuple((x + direction[0] * far, y + direction[1] * far) for x, y in path)


def _clear_after(path: Sequence[Point], body: Sequence[Circle], direction: Point) -> float:
    """Return how far a line has to be moved to keep its distance from balls, in whole steps.

    Each point is too near to each ball on one stretch of the way, where it is inside the circle
    around it; what is looked for is the first place outside of all stretches.
    """
    dx, dy = direction
    stretches = []
    for px, py in _points_and_middles(path):
        for x, y, radius in body:
            along = (x - px) * dx + (y - py) * dy
            half = (radius + CLEARANCE) ** 2 - (x - px) ** 2 - (y - py) ** 2 + along**2
            if half > 0.0 and along + math.sqrt(half) > 0.0:
                stretches.append((along - math.sqrt(half), along + math.sqrt(half)))
    far = 0.0
    for begin, end in sorted(stretches):
        if begin <= far < end:
            far = math.ceil(end / _STEP) * _STEP
    return min(far, _FARTHEST)


def _way(arrow: Arrow, camera: Camera, at: Callable[[float], Skeleton]) -> list[Point]:
    start, end = arrow.span
    if arrow.push is not None:
        place = at(end).landmark(arrow.follow)
        outside = add(place, scale(arrow.push, -1.0 if arrow.inwards else 1.0))
        line = [camera.point(place), camera.point(outside)]
        return line[::-1] if arrow.inwards else line
    moments = (start + (end - start) * step / (_SAMPLES - 1) for step in range(_SAMPLES))
    return [camera.point(at(moment).landmark(arrow.follow)) for moment in moments]


def _sized(path: Sequence[Point], least: float) -> list[Point]:
    """Return a path that is neither too short to see nor too long."""
    long = sum(math.dist(a, b) for a, b in pairwise(path)) or 1e-6
    if least <= long <= _LONGEST:
        return list(path)
    by = (least if long < least else _LONGEST) / long
    middle = path[len(path) // 2]
    return [(middle[0] + (x - middle[0]) * by, middle[1] + (y - middle[1]) * by) for x, y in path]


def _outwards(path: Sequence[Point], body: Sequence[Circle]) -> Point:
    """Return the direction from the body's middle to the path, at right angles to the path."""
    x = sum(ball[0] for ball in body) / len(body)
    y = sum(ball[1] for ball in body) / len(body)
    middle = path[len(path) // 2]
    out = (middle[0] - x, middle[1] - y)
    along = (path[-1][0] - path[0][0], path[-1][1] - path[0][1])
    normal = (-along[1], along[0])
    side = 1.0 if normal[0] * out[0] + normal[1] * out[1] >= 0 else -1.0
    return (normal[0] * side, normal[1] * side)


def is_clear(path: Sequence[Point], body: Sequence[Circle], gap: float) -> bool:
    """Tell whether a line keeps its distance from balls."""
    points = _points_and_middles(path)
    return all(math.hypot(px - x, py - y) >= r + gap for px, py in points for x, y, r in body)


def _points_and_middles(path: Sequence[Point]) -> list[Point]:
    return [*path, *(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(path))]


def arrow_items(paths: Sequence[Polygon]) -> list[Item]:
    """Return arrows as lines with open heads, each with a gap around it."""
    items: list[Item] = []
    for path in paths:
        strokes = (path, _head(path))
        items += [Stroke(stroke, Ink("ground", alpha=0.85), "casing") for stroke in strokes]
        items += [Stroke(stroke, Ink("arrow"), "arrow") for stroke in strokes]
    return items


def _head(path: Polygon) -> Polygon:
    tip = path[-1]
    tail = next((point for point in reversed(path) if math.dist(point, tip) > _HEAD * 0.9), path[0])
    back = math.atan2(tail[1] - tip[1], tail[0] - tip[0])
    barbs = [
        (
            tip[0] + _HEAD * math.cos(back + turn),
            tip[1] + _HEAD * math.sin(back + turn),
        )
        for turn in (_SPREAD, -_SPREAD)
    ]
    return (barbs[0], tip, barbs[1])
