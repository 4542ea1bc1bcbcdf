"""Where a drawing sits on screen or paper, and the only place that knows left from right.

Body coordinates have +x towards the person's left (front and back views) or towards the front
(inner and outer views). On screen:

- front: you face the person, so their left is at your right;
- back: you stand behind, so their left is at your left;
- outer side of the left leg and inner side of the right leg: the front is at your left;
- inner side of the left leg and outer side of the right leg: the front is at your right.
"""

from __future__ import annotations

from dataclasses import dataclass

from rehabdesk.domain.pain import Spot
from rehabdesk.domain.regions import Joint, Side, View
from rehabdesk.figures.body.curves import Point
from rehabdesk.figures.body.model import BodyView
from rehabdesk.figures.body.polygons import Box


def x_is_flipped(view: View, side: Side | None) -> bool:
    """Tell whether +x of the body points to the left of the screen.

    Raises:
        ValueError: An inner or outer view without left or right.
    """
    if view is View.FRONT:
        return False
    if view is View.BACK:
        return True
    if side not in (Side.LEFT, Side.RIGHT):
        raise ValueError(f"the {view.value} view needs a side")
    return (view is View.OUTER) == (side is Side.LEFT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's place and size in pixels (or points, or millimetres).

    Attributes:
        view: The drawing.
        side: The leg, in inner and outer views; the side of a close-up.
        closeup: The close-up, or None for the whole drawing.
        scale: Pixels per centimetre.
        origin: Where the body's (0, 0), the waist on the midline, is on screen.
        visible: The part of the body that is shown, in body coordinates.
    """

    view: View
    side: Side | None
    closeup: Joint | None
    scale: float
    origin: Point
    visible: Box

    @property
    def flipped(self) -> bool:
        """Whether +x of the body points to the left of the screen."""
        return x_is_flipped(self.view, self.side)

    @property
    def left_side_first(self) -> bool:
        """Whether the person's left is at the left of the screen (front and back views)."""
        return self.view is View.BACK

    @property
    def front_first(self) -> bool:
        """Whether the front of the body is at the left of the screen (inner and outer views)."""
        return self.flipped

    def to_screen(self, x: float, y: float) -> Point:
        """Return where a point of the body is on screen."""
        across = -x if self.flipped else x
        return self.origin[0] + across * self.scale, self.origin[1] + y * self.scale

    def from_screen(self, x: float, y: float) -> Point:
        """Return which point of the body is at a place on screen."""
        across = (x - self.origin[0]) / self.scale
        return (-across if self.flipped else across), (y - self.origin[1]) / self.scale

    def spot(self, x: float, y: float) -> Spot:
        """Return the spot to store for a click at a place on screen."""
        body_x, body_y = self.from_screen(x, y)
        return Spot(self.view, round(body_x, 2), round(body_y, 2))

    def screen_box(self) -> Box:
        """Return the visible part in screen coordinates."""
        one = self.to_screen(self.visible.left, self.visible.top)
        other = self.to_screen(self.visible.right, self.visible.bottom)
        return Box(min(one[0], other[0]), one[1], max(one[0], other[0]), other[1])


def whole_frame(
    view: BodyView,
    width: float,
    height: float,
    *,
    side: Side | None = None,
    margin: float = 0.0,
    scale: float | None = None,
) -> Frame:
    """Return the frame that shows a whole drawing centred in a rectangle at (0, 0).

    Args:
        view: The drawing.
        width: Of the rectangle, in pixels.
        height: Of the rectangle, in pixels.
        side: The leg, needed for inner and outer views.
        margin: Pixels kept free at each edge.
        scale: Pixels per centimetre; None makes the drawing as large as fits. Give the smallest
            of several drawings' scales to show them at one size.
    """
    box = view.box
    if scale is None:
        scale = min((width - 2 * margin) / box.width, (height - 2 * margin) / box.height)
    return _centred(Frame(view.view, side, None, scale, (0.0, 0.0), box), width, height)


def closeup_frame(view: BodyView, joint: Joint, side: Side, width: float, height: float) -> Frame:
    """Return the frame that fills a rectangle at (0, 0) with a close-up of one side.

    The close-up's box fits into the rectangle; where the rectangle is wider or higher, more of the
    body is shown.

    Raises:
        KeyError: The drawing has no such close-up.
        ValueError: The side is neither left nor right.
    """
    if side not in (Side.LEFT, Side.RIGHT):
        raise ValueError("a close-up is of the left or the right side")
    box = view.closeups[joint].box
    if view.mirrored and side is Side.RIGHT:
        box = Box(-box.right, box.top, -box.left, box.bottom)
    scale = min(width / box.width, height / box.height)
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    half_x, half_y = width / scale / 2, height / scale / 2
    shown = Box(middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
    return _centred(Frame(view.view, side, joint, scale, (0.0, 0.0), shown), width, height)


def _centred(frame: Frame, width: float, height: float) -> Frame:
    """Return the frame moved so that its visible part is in the middle of a rectangle."""
    box = frame.screen_box()
    origin = (width / 2 - (box.left + box.right) / 2, height / 2 - (box.top + box.bottom) / 2)
    return Frame(frame.view, frame.side, frame.closeup, frame.scale, origin, frame.visible)
