"""Which region is meant by a click."""

from __future__ import annotations

from dataclasses import dataclass

from rehabdesk.domain.regions import Joint, Side, SidedRegion
from rehabdesk.figures.body.model import BodyView

#: How far beside a region a click still offers it, on the whole map.
TOLERANCE_CM = 1.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A region near a click and how far away its edge is, 0 if the click is inside."""

    where: SidedRegion
    distance_cm: float


def hits(
    view: BodyView,
    x: float,
    y: float,
    tolerance_cm: float = TOLERANCE_CM,
    *,
    side: Side | None = None,
    closeup: Joint | None = None,
) -> tuple[Hit, ...]:
    """Return the regions a click may mean, the likeliest first.

    A region that holds the point comes first. Among the others the nearest comes first, where the
    regions this program is mainly about count as nearer by their `reach`.

    Args:
        view: The drawing.
        x: Body coordinate, see `rehabdesk.figures.body.model`.
        y: Body coordinate.
        tolerance_cm: How far beside a region a click still offers it.
        side: The leg shown, in the inner and outer views.
        closeup: The close-up clicked on, if any.

    Raises:
        ValueError: The drawing shows one leg for both sides and no side was given.
    """
    if not view.mirrored and side is None:
        raise ValueError(f"the {view.view.value} view needs a side")
    found = []
    for shape in view.shapes(side, closeup):
        reached = tolerance_cm + shape.reach
        if not shape.box.grown(reached).holds((x, y)):
            continue
        distance = shape.distance((x, y))
        if distance <= reached:
            order = (distance > 0, max(0.0, distance - shape.reach), -shape.reach, distance)
            found.append((order, Hit(shape.where, distance)))
    found.sort(key=lambda pair: (*pair[0], pair[1].where))
    return tuple(hit for _, hit in found)
