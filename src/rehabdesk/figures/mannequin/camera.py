"""Where the figure is looked at from, and the way from space to the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

from rehabdesk.figures.mannequin.vectors import Vec, dot

#: x to the right, y down, in body heights.
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """A parallel projection.

    Attributes:
        right: The direction that is to the right in the picture.
        up: The direction that is up in the picture.
        look: The direction the viewer looks in.
    """

    right: Vec
    up: Vec
    look: Vec

    @classmethod
    def around(cls, azimuth: float, elevation: float) -> Camera:
        """Return a camera that looks at the figure.

        Args:
            azimuth: 0 from the front, 90 from the figure's right, degrees.
            elevation: How far from above, degrees.
        """
        az, el = math.radians(azimuth), math.radians(elevation)
        level = (-math.sin(az), -math.cos(az))
        return cls(
            (-math.cos(az), math.sin(az), 0.0),
            (level[0] * math.sin(el), level[1] * math.sin(el), math.cos(el)),
            (level[0] * math.cos(el), level[1] * math.cos(el), -math.sin(el)),
        )

    def point(self, v: Vec) -> Point:
        """Return where a point of space is in the picture."""
        return (dot(v, self.right), -dot(v, self.up))

    def depth(self, v: Vec) -> float:
        """Return how far away a point is; larger is farther."""
        return dot(v, self.look)
