"""What a drawn figure consists of: shapes in painting order, with roles instead of colours.

Coordinates are body heights, x to the right and y down. The screen, the paper and the tests all
read the same list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rehabdesk.figures.mannequin.camera import Point
from rehabdesk.figures.mannequin.outlines import Polygon

#: What something is made of; the painter knows the colours. `ground` is what lies behind.
Role: TypeAlias = Literal[
    "skin",
    "shirt",
    "shorts",
    "shoe",
    "hair",
    "line",
    "muscle",
    "prop",
    "prop_line",
    "mat",
    "mat_line",
    "band",
    "band_line",
    "arrow",
    "ground",
    "ghost",
    "ghost_line",
    "floor",
    "shadow",
]
#: How wide a line is: `line` an outline, `fine` half of it, `halo` the gap around a near limb,
#: `arrow` the arrow, `casing` the gap around it, `bar` a chair's legs, `cord` a strap and
#: `cord_line` its edge.
Width: TypeAlias = Literal["line", "fine", "halo", "arrow", "casing", "bar", "cord", "cord_line"]


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour by its role.

    Attributes:
        role: What it is for.
        shade: Lighter (above 0) or darker (below 0), as a part of full.
        fade: Mixed into the ground by this part: what is far away.
        alpha: Opacity.
    """

    role: Role
    shade: float = 0.0
    fade: float = 0.0
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A line around the whole of overlapping polygons: only its outer half is to be seen.

    Attributes:
        polygons: What it runs around; what it should not cross is filled afterwards.
        ink: Colour.
        widths: The sum of these is how far it reaches outwards.
        dashed: Whether it is broken.
    """

    polygons: tuple[Polygon, ...]
    ink: Ink
    widths: tuple[Width, ...] = ("line",)
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """Overlapping polygons filled as one (non-zero rule).

    Attributes:
        polygons: What is filled.
        ink: Colour.
        lit: Whether it is the lit part of something already filled; without light and shadow it
            is left out.
    """

    polygons: tuple[Polygon, ...]
    ink: Ink
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Glow:
    """A soft edge around polygons, in layers from wide to narrow.

    Attributes:
        polygons: What glows.
        ink: Colour of the narrowest layer.
        reach: How far it goes.
    """

    polygons: tuple[Polygon, ...]
    ink: Ink
    reach: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open line with round ends.

    Attributes:
        points: The line.
        ink: Colour.
        width: Kind of line.
        fading: Whether it disappears towards both ends.
    """

    points: Polygon
    ink: Ink
    width: Width = "line"
    fading: bool = False


@dataclass(frozen=True, slots=True)
class SoftSpot:
    """A shadow on the ground: an ellipse that fades outwards."""

    centre: Point
    radii: tuple[float, float]
    ink: Ink


Item: TypeAlias = Outline | Fill | Glow | Stroke | SoftSpot


@dataclass(frozen=True, slots=True)
class Bounds:
    """The part of the plane a drawing needs; `top` is the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent in x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent in y."""
        return self.bottom - self.top

    def joined(self, other: Bounds) -> Bounds:
        """Return the smallest bounds around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: float) -> Bounds:
        """Return bounds with every edge moved outwards."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class FigureDrawing:
    """One picture of an exercise.

    Attributes:
        items: In painting order.
        bounds: The part of the plane that holds the whole movement, the same for every moment.
    """

    items: tuple[Item, ...]
    bounds: Bounds
