"""A picture that explains something: parts of the body's drawings with marks, lines and words.

It is made of the same drawings as the body map, for the screen and for paper alike. Words are kept
apart from shapes, so that they can be set in the letters around the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rehabdesk.domain.regions import Joint, Side
from rehabdesk.figures.body.curves import Point, Polygon
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.model import BodyView, RegionShape
from rehabdesk.figures.body.polygons import Box

#: How clearly a region is marked; told apart by hatching, not by colour alone.
Strength = Literal["strong", "weak"]
#: A line; a guide, dashed; a line that ends in an arrow.
StrokeLook = Literal["line", "dashed", "arrow"]
#: Whether a label's words begin, end or are centred at its place on the picture.
Align = Literal["begin", "end", "middle"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked region.

    Attributes:
        shape: Where it lies.
        strength: How clearly it is marked.
    """

    shape: RegionShape
    strength: Strength


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line over the drawing, in body coordinates."""

    points: Polygon
    look: StrokeLook


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside the drawing.

    Attributes:
        text: What they say.
        at: Where they are, in body coordinates; their middle line runs through it.
        to: What a thin line leads to, or None.
        align: Which part of the words is at the place.
    """

    text: str
    at: Point
    to: Point | None
    align: Align


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a picture.

    Attributes:
        title: What it shows and of which side, in a few words.
        view: The drawing.
        side: The leg, in inner and outer views and in close-ups.
        closeup: The joint that is shown with all its lines, or None.
        box: The part of the drawing that is shown, in body coordinates.
        scale: Pixels per centimetre at usual text size.
        marks: Marked regions.
        strokes: Lines over the drawing.
        labels: Words.
    """

    title: str
    view: BodyView
    side: Side | None
    closeup: Joint | None
    box: Box
    scale: float
    marks: tuple[Mark, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]

    def frame(self, scale: float) -> Frame:
        """Return where the drawing sits in a rectangle at (0, 0) just as large as the panel.

        Args:
            scale: Pixels (or other units) per centimetre.
        """
        frame = Frame(self.view.view, self.side, self.closeup, scale, (0.0, 0.0), self.box)
        box = frame.screen_box()
        return Frame(
            frame.view, frame.side, frame.closeup, scale, (-box.left, -box.top), frame.visible
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words.

    Attributes:
        caption: What it shows.
        alternative: The same for who cannot see it, in full.
        panels: Its drawings, from left to right.
    """

    caption: str
    alternative: str
    panels: tuple[Panel, ...]


def arrow_head(tail: Point, tip: Point, size: float) -> Polygon:
    """Return the head of an arrow as a triangle.

    Args:
        tail: A point before the tip, for the direction.
        tip: The tip.
        size: Its length.

    Raises:
        ValueError: Both points are the same.
    """
    across, down = tip[0] - tail[0], tip[1] - tail[1]
    length = (across * across + down * down) ** 0.5
    if length == 0:
        raise ValueError("an arrow needs a direction")
    across, down = across / length * size, down / length * size
    base = (tip[0] - across, tip[1] - down)
    half = 0.5
    return (
        tip,
        (base[0] - down * half, base[1] + across * half),
        (base[0] + down * half, base[1] - across * half),
    )
