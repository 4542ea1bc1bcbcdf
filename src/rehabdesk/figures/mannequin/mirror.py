"""The same exercise with the other side: everything changes sides, nothing is drawn twice."""

from __future__ import annotations

from typing import cast

import msgspec

from rehabdesk.figures.mannequin import description as made
from rehabdesk.figures.mannequin.pose import mirrored, other_side
from rehabdesk.figures.mannequin.vectors import Vec


def mirrored_description(description: made.Description) -> made.Description:
    """Return an exercise for the left side."""
    return msgspec.structs.replace(
        description,
        camera=(-description.camera[0], description.camera[1]),
        poses=tuple(mirrored(pose) for pose in description.poses),
        moves=tuple(other_side(name) for name in description.moves),
        contacts=tuple(cast(made.Contact, other_side(name)) for name in description.contacts),
        muscles=tuple(cast(made.Muscle, other_side(name)) for name in description.muscles),
        props=tuple(_prop(prop) for prop in description.props),
        arrows=tuple(_arrow(arrow) for arrow in description.arrows),
        order=tuple(cast(made.Part, other_side(name)) for name in description.order),
    )


def _vec(v: Vec) -> Vec:
    return (-v[0], v[1], v[2])


def _span(span: tuple[float, float]) -> tuple[float, float]:
    return (-span[1], -span[0])


def _arrow(arrow: made.Arrow) -> made.Arrow:
    return msgspec.structs.replace(
        arrow,
        follow=other_side(arrow.follow),
        away=None if arrow.away is None else (-arrow.away[0], arrow.away[1]),
        push=None if arrow.push is None else _vec(arrow.push),
    )


def _prop(prop: made.Prop) -> made.Prop:
    replace = msgspec.structs.replace
    match prop:
        case made.Mat():
            return replace(prop, x=_span(prop.x))
        case made.Block():
            (x0, *low), (x1, *high) = prop.low, prop.high
            return replace(prop, low=(-x1, *low), high=(-x0, *high))
        case made.Chair():
            return replace(prop, at=(-prop.at[0], prop.at[1]), heading=-prop.heading)
        case made.Table():
            (x0, y0), (x1, y1) = prop.low, prop.high
            return replace(prop, low=(-x1, y0), high=(-x0, y1))
        case made.Wall():
            if prop.axis == "y":
                return replace(prop, span=_span(prop.span))
            return replace(prop, at=-prop.at)
        case made.Roll():
            return replace(prop, start=_vec(prop.start), end=_vec(prop.end))
        case made.Cord():
            through = [
                replace(anchor, to=other_side(anchor.to), offset=_vec(anchor.offset))
                for anchor in prop.through
            ]
            return replace(prop, through=through)
    return prop
