"""What a drawing of the body consists of, ready to be painted and asked.

Everything is in body coordinates: x in centimetres from the midline, positive towards the person's
left (front and back views), or positive towards the front (inner and outer views); y in
centimetres downwards from the waist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.figures.body.curves import Curve, Point, Polygon, Taper
from rehabdesk.figures.body.polygons import Box, contains, distance_to_edge

Tone = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Opacity:
    """How opaque a shade is on the light and on the dark theme, 0 to 255."""

    light: int
    dark: int


@dataclass(frozen=True, slots=True)
class Blob:
    """A soft elliptic highlight or shadow; `angle` turns it clockwise, in degrees."""

    tone: Tone
    at: Point
    radius: Point
    angle: float
    alpha: Opacity


@dataclass(frozen=True, slots=True)
class SoftStroke:
    """A soft highlight or shadow along a line, from the widest layer to the narrowest.

    Each layer is as opaque as `alpha`, so they add up towards the middle.
    """

    tone: Tone
    points: Polygon
    widths: tuple[float, ...]
    alpha: Opacity


@dataclass(frozen=True, slots=True)
class Area:
    """An evenly filled closed shape, such as a toenail."""

    tone: Tone
    polygon: Polygon
    alpha: Opacity


Shade = Blob | SoftStroke | Area


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing.

    Attributes:
        points: The flattened curve.
        weight: Thickness in units of the drawing's pen (see the painter), about 0.4 to 1.4.
        closed: Whether the line returns to its start.
        detail: 0 is always drawn, 1 only in close-ups.
        taper: Which ends thin out.
        strength: Opacity relative to the other inner lines, 0 to 1.
    """

    points: Polygon
    weight: float
    closed: bool
    detail: int
    taper: Taper
    strength: float


@dataclass(frozen=True, slots=True)
class RegionShape:
    """A region of one side as it lies on a drawing, clipped to the body.

    Attributes:
        where: Region and side.
        pieces: One or more polygons that share no point.
        anchor: A point inside, where a leader line ends or a number sits.
        label: Where the number badge sits; outside the body for narrow regions.
        reach: Extra centimetres within which a click still offers this region.
        box: The smallest box around all pieces.
    """

    where: SidedRegion
    pieces: tuple[Polygon, ...]
    anchor: Point
    label: Point
    reach: float
    box: Box

    @property
    def badge_is_outside(self) -> bool:
        """Whether the number sits beside the region, on a leader line."""
        return self.label != self.anchor

    def distance(self, point: Point) -> float:
        """Return how far a point is from the region, 0 if it is inside."""
        if any(contains(piece, point) for piece in self.pieces):
            return 0.0
        return min(distance_to_edge(piece, point) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class CloseUp:
    """An enlarged part of a drawing, described for the left side.

    Attributes:
        joint: What is shown.
        box: The part of the drawing, in body coordinates of the left side.
        clip_midline: Leave out what belongs to the other leg.
        fade: Centimetres over which the edges at the smaller x (of the left side), the top, the
            larger x and the bottom fade.
        lines: Extra lines, only here.
        shades: Extra shading, only here.
        regions: The regions shown, for both sides.
    """

    joint: Joint
    box: Box
    clip_midline: bool
    fade: tuple[float, float, float, float]
    lines: tuple[Line, ...]
    shades: tuple[Shade, ...]
    regions: tuple[RegionShape, ...]


@dataclass(frozen=True, slots=True)
class BodyView:
    """A drawing of the lower body seen from one direction.

    Attributes:
        view: The direction.
        mirrored: Whether both halves of the body are on it (front and back); inner and outer
            views show one leg that serves both sides.
        outline: The flattened outline.
        outline_curve: The same as Bezier curves.
        clip_top: Nothing above this y is drawn.
        fade: Centimetres below `clip_top` over which the drawing appears.
        garment: The fitted shorts, clipped to the body.
        garment_lines: Waistband, hem and seams.
        shades: Highlights and shadows, in painting order.
        lines: Inner lines.
        regions: All regions of both sides.
        closeups: Enlarged parts by joint.
    """

    view: View
    mirrored: bool
    outline: Polygon
    outline_curve: Curve
    clip_top: float
    fade: float
    garment: tuple[Polygon, ...]
    garment_lines: tuple[Line, ...]
    shades: tuple[Shade, ...]
    lines: tuple[Line, ...]
    regions: tuple[RegionShape, ...]
    closeups: Mapping[Joint, CloseUp]

    @property
    def box(self) -> Box:
        """The visible part of the drawing."""
        around = Box.of([point for point in self.outline if point[1] >= self.clip_top])
        return Box(around.left, self.clip_top, around.right, around.bottom)

    def shapes(
        self, side: Side | None = None, closeup: Joint | None = None
    ) -> tuple[RegionShape, ...]:
        """Return the regions on the drawing or on one of its close-ups.

        Args:
            side: Only this side and the middle; needed where one leg serves both sides. None
                gives both sides.
            closeup: The close-up to look at instead of the whole drawing.

        Raises:
            KeyError: This drawing has no such close-up.
        """
        regions = self.regions if closeup is None else self.closeups[closeup].regions
        wanted = (side, Side.NONE)
        return tuple(shape for shape in regions if side is None or shape.where.side in wanted)

    def shape(self, where: SidedRegion, closeup: Joint | None = None) -> RegionShape | None:
        """Return where a region lies on the drawing, None if it is not on it."""
        for shape in self.shapes(where.side, closeup):
            if shape.where == where:
                return shape
        return None
