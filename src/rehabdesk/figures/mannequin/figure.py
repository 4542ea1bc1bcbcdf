"""Draws an exercise: the whole way from its description to a list of shapes."""

from __future__ import annotations

from functools import cached_property

from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.arrows import arrow_items, arrow_path
from rehabdesk.figures.mannequin.bodies import body_items, ghost_items, shadow_items
from rehabdesk.figures.mannequin.bones import Skeleton
from rehabdesk.figures.mannequin.camera import Camera, Point
from rehabdesk.figures.mannequin.description import Description, Mat, load_description
from rehabdesk.figures.mannequin.drawing import Bounds, FigureDrawing, Ink, Item, Stroke
from rehabdesk.figures.mannequin.flesh import all_balls
from rehabdesk.figures.mannequin.mirror import mirrored_description
from rehabdesk.figures.mannequin.motion import Tempo, pose_at
from rehabdesk.figures.mannequin.outlines import Polygon
from rehabdesk.figures.mannequin.pose import Pose
from rehabdesk.figures.mannequin.props import draw_room
from rehabdesk.figures.mannequin.skeleton import solve

#: Moments at which the room a movement needs is measured.
_SAMPLES = (0.0, 0.5, 1.0)
_MARGIN = 0.02
#: The floor is drawn as a line a little below the middle of the feet.
_FLOOR_BELOW = 0.012


def load_figure(exercise: str, side: Side = Side.RIGHT) -> Figure:
    """Return the figure of an exercise.

    Args:
        exercise: The exercise's id.
        side: The working side; what is done with both sides at once looks the same for `NONE`.

    Raises:
        FileNotFoundError: The exercise has no figure.
        ValueError: Its file is not valid.
    """
    return Figure(load_description(exercise), side)


class Figure:
    """An exercise done with one side; draws every moment of it."""

    def __init__(self, description: Description, side: Side = Side.RIGHT) -> None:
        """Make a figure.

        Args:
            description: What is to be drawn, for the right side.
            side: The working side.
        """
        self.side = side
        self.description = mirrored_description(description) if side is Side.LEFT else description
        self.camera = Camera.around(*self.description.camera)

    @property
    def shown(self) -> float:
        """The moment that stands for the end of the movement."""
        return self.description.shown

    def moment(self, tempo: Tempo, seconds: float) -> float:
        """Return how far the movement is at a time: in its tempo, or on its round.

        Args:
            tempo: Of a repetition; what goes round has its own.
            seconds: Since the start.
        """
        if self.description.cycle is not None:
            return seconds / self.description.cycle % 1.0
        return tempo.moment(seconds)

    def pose(self, moment: float) -> Pose:
        """Return the pose at a moment, 0 for the start and 1 for the end."""
        return pose_at(self.description.poses, moment)

    def skeleton(self, moment: float) -> Skeleton:
        """Return the joints at a moment."""
        return solve(self.pose(moment))

    def drawing(
        self, moment: float, *, ghost: bool = False, arrow: bool = False, muscles: bool = True
    ) -> FigureDrawing:
        """Return the picture of a moment.

        Args:
            moment: 0 for the start, 1 for the end of the movement.
            ghost: Show the start as a silhouette behind the figure.
            arrow: Show what moves.
            muscles: Show where it should be felt.
        """
        skeleton = self.skeleton(moment)
        room = draw_room(self.description.props, self.camera, skeleton)
        light = 1.0 if self.side is Side.LEFT else -1.0
        items: list[Item] = [*self._floor(), *room.back, *shadow_items(skeleton, self.camera)]
        if ghost:
            items += self._ghost
        items += body_items(
            skeleton,
            self.camera,
            muscles=self.description.muscles if muscles else (),
            order=self.description.order,
            light=light,
        )
        items += room.front
        if arrow:
            items += arrow_items(self.arrow_paths)
        return FigureDrawing(tuple(items), self.bounds)

    def _floor(self) -> list[Item]:
        if any(isinstance(prop, Mat) for prop in self.description.props):
            return []
        y = self.camera.point((0.0, 0.0, 0.0))[1] + _FLOOR_BELOW
        line = ((self.bounds.left, y), (self.bounds.right, y))
        return [Stroke(line, Ink("floor"), "fine", fading=True)]

    @cached_property
    def _ghost(self) -> list[Item]:
        return ghost_items(self.skeleton(0.0), self.camera)

    @cached_property
    def arrow_paths(self) -> tuple[Polygon, ...]:
        """The lines of the arrows, each from where something starts to where it goes."""
        return tuple(
            arrow_path(arrow, self.camera, self.skeleton) for arrow in self.description.arrows
        )

    @cached_property
    def bounds(self) -> Bounds:
        """The part of the plane that holds the whole movement, props and arrows."""
        points: list[Point] = [point for path in self.arrow_paths for point in path]
        for moment in sorted({*_SAMPLES, self.shown}):
            skeleton = self.skeleton(moment)
            if moment in (_SAMPLES[0], _SAMPLES[-1]):
                points += draw_room(self.description.props, self.camera, skeleton).reach
            for centre, radius in all_balls(skeleton):
                x, y = self.camera.point(centre)
                points += ((x - radius, y - radius), (x + radius, y + radius))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Bounds(min(xs), min(ys), max(xs), max(ys)).grown(_MARGIN)
