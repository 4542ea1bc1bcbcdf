"""Vectors and frames in space, as plain tuples: a figure needs few, and needs them fast.

The world is right-handed: x points to the figure's right, y to where it faces when it stands, z up.
Lengths are parts of the body's height.
"""

from __future__ import annotations

import math
from typing import TypeAlias

Vec: TypeAlias = tuple[float, float, float]
#: The directions of a frame's x, y and z axis in the world.
Frame: TypeAlias = tuple[Vec, Vec, Vec]

UPRIGHT: Frame = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
UP: Vec = (0.0, 0.0, 1.0)
_TINY = 1e-9


def add(a: Vec, b: Vec) -> Vec:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """Return a vector of another length."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(a: Vec, direction: Vec, by: float) -> Vec:
    """Return the point `by` further along a direction."""
    return (a[0] + direction[0] * by, a[1] + direction[1] * by, a[2] + direction[2] * by)


def lerp(a: Vec, b: Vec, t: float) -> Vec:
    """Return the point at part t of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product (right-handed)."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """Return the length."""
    return math.sqrt(dot(a, a))


def distance(a: Vec, b: Vec) -> float:
    """Return how far two points are apart."""
    return math.dist(a, b)


def unit(a: Vec) -> Vec:
    """Return the direction of a vector; one of no length stays as it is."""
    size = length(a)
    return a if size < _TINY else scale(a, 1 / size)


def across(a: Vec, axis: Vec, otherwise: Vec) -> Vec:
    """Return the direction of a's part at right angles to an axis (a direction).

    Args:
        a: Any vector.
        axis: A direction.
        otherwise: Taken in place of `a` where `a` runs along the axis.
    """
    part = along(a, axis, -dot(a, axis))
    if dot(part, part) < 1e-6 * dot(a, a) + 1e-12:
        part = along(otherwise, axis, -dot(otherwise, axis))
    return unit(part)


def place(frame: Frame, v: Vec) -> Vec:
    """Return a vector given in a frame's axes, in the world."""
    x, y, z = frame
    return (
        x[0] * v[0] + y[0] * v[1] + z[0] * v[2],
        x[1] * v[0] + y[1] * v[1] + z[1] * v[2],
        x[2] * v[0] + y[2] * v[1] + z[2] * v[2],
    )


def put(origin: Vec, frame: Frame, v: Vec) -> Vec:
    """Return the point at `v` in a frame with an origin."""
    return add(origin, place(frame, v))


def turned(frame: Frame, by: Frame) -> Frame:
    """Return a frame turned by another one that is given in its own axes."""
    return (place(frame, by[0]), place(frame, by[1]), place(frame, by[2]))


def about_x(degrees: float) -> Frame:
    """Return the turn about x; positive takes y to z."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return ((1.0, 0.0, 0.0), (0.0, c, s), (0.0, -s, c))


def about_y(degrees: float) -> Frame:
    """Return the turn about y; positive takes z to x."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return ((c, 0.0, -s), (0.0, 1.0, 0.0), (s, 0.0, c))


def about_z(degrees: float) -> Frame:
    """Return the turn about z; positive takes x to y."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return ((c, s, 0.0), (-s, c, 0.0), (0.0, 0.0, 1.0))


def angle(a: Vec, b: Vec) -> float:
    """Return the angle between two vectors in degrees, 0 to 180."""
    return math.degrees(math.atan2(length(cross(a, b)), dot(a, b)))
