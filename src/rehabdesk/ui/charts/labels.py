"""Keeps labels beside a chart from touching each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """Where a label would like to be.

    Attributes:
        centre: Its middle, in pixels from the top.
        height: Its height.
    """

    centre: float
    height: float


def placed(wishes: Sequence[Wish], top: float, bottom: float, gap: float) -> list[float]:
    """Return the upper edges of labels that do not touch and keep their order.

    Labels that would touch share out the way they move; none leaves the space between `top` and
    `bottom` unless there is not enough of it for all, then the last ones do.

    Args:
        wishes: The labels in any order.
        top: Upper end of the space.
        bottom: Lower end of the space.
        gap: Least distance between two labels.

    Returns:
        Upper edges in the order of the wishes.
    """
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].centre)
    groups: list[_Group] = []
    for i in order:
        wish = wishes[i]
        groups.append(_Group([i], wish.centre - wish.height / 2, wish.height))
        while len(groups) > 1 and groups[-2].bottom + gap > groups[-1].top:
            groups[-2:] = [_joined(groups[-2], groups[-1], gap)]
    _keep_inside(groups, top, bottom, gap)
    edges = [0.0] * len(wishes)
    for group in groups:
        edge = group.top
        for i in group.members:
            edges[i] = edge
            edge += wishes[i].height + gap
    return edges


@dataclass(slots=True)
class _Group:
    """Labels that stand directly below each other."""

    members: list[int]
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


def _joined(upper: _Group, lower: _Group, gap: float) -> _Group:
    """Put two groups together so that their members move the same way up and down on average."""
    height = upper.height + gap + lower.height
    few, more = len(upper.members), len(lower.members)
    # Where the joined group would begin if only the upper or only the lower group mattered.
    shift = (upper.top * few + (lower.top - upper.height - gap) * more) / (few + more)
    return _Group(upper.members + lower.members, shift, height)


def _keep_inside(groups: list[_Group], top: float, bottom: float, gap: float) -> None:
    """Push groups up from the bottom, then down from the top: the top edge wins."""
    limit = bottom
    for group in reversed(groups):
        group.top = min(group.top, limit - group.height)
        limit = group.top - gap
    limit = top
    for group in groups:
        group.top = max(group.top, limit)
        limit = group.bottom + gap
