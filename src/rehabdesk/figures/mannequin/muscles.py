"""Where muscles lie on the figure: rows of balls on pelvis, spine and bones.

They show where an exercise should be felt; they are signs, not anatomy to scale.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from rehabdesk.figures.mannequin.bones import LegBones, Skeleton
from rehabdesk.figures.mannequin.flesh import Ball, Row
from rehabdesk.figures.mannequin.vectors import (
    along,
    cross,
    lerp,
    put,
    scale,
    sub,
    unit,
)

_Bone: TypeAlias = Literal["pelvis", "thigh", "shank"]
#: Bone; on the pelvis outward, forward, up, on a bone part, forward, outward; radius.
_Spot: TypeAlias = tuple[_Bone, float, float, float, float]

_MUSCLES: Final[dict[str, tuple[_Spot, ...]]] = {
    "glute_max": (
        ("pelvis", 0.048, -0.028, 0.024, 0.021),
        ("pelvis", 0.052, -0.030, -0.002, 0.024),
        ("pelvis", 0.052, -0.026, -0.026, 0.020),
    ),
    "glute_med": (
        ("pelvis", 0.066, -0.008, 0.056, 0.020),
        ("pelvis", 0.072, -0.006, 0.022, 0.021),
        ("thigh", 0.07, -0.004, 0.034, 0.013),
    ),
    "rotators": (
        ("pelvis", 0.046, -0.044, 0.000, 0.021),
        ("thigh", 0.04, -0.026, 0.030, 0.017),
    ),
    "quads": (
        ("thigh", 0.26, 0.026, 0.004, 0.018),
        ("thigh", 0.52, 0.022, 0.004, 0.021),
        ("thigh", 0.74, 0.017, 0.002, 0.017),
        ("thigh", 0.87, 0.014, 0.000, 0.010),
    ),
    "hamstrings": (
        ("thigh", 0.24, -0.020, 0.004, 0.018),
        ("thigh", 0.50, -0.016, 0.004, 0.019),
        ("thigh", 0.76, -0.014, 0.002, 0.013),
    ),
    "adductors": (
        ("thigh", 0.16, 0.010, -0.030, 0.014),
        ("thigh", 0.36, 0.010, -0.026, 0.017),
        ("thigh", 0.62, 0.008, -0.018, 0.012),
    ),
    "calf": (
        ("shank", 0.13, -0.014, 0.000, 0.014),
        ("shank", 0.28, -0.018, 0.000, 0.018),
        ("shank", 0.44, -0.014, 0.000, 0.013),
    ),
    "hip_flexor": (
        ("pelvis", 0.050, 0.026, 0.046, 0.014),
        ("pelvis", 0.056, 0.030, 0.010, 0.017),
        ("thigh", 0.18, 0.030, 0.004, 0.016),
        ("thigh", 0.32, 0.028, 0.002, 0.012),
    ),
    "tfl": (
        ("pelvis", 0.078, 0.014, 0.044, 0.015),
        ("thigh", 0.06, 0.014, 0.038, 0.016),
        ("thigh", 0.28, 0.010, 0.040, 0.011),
    ),
}
#: Along the trunk: height, outward, forward, radius.
_OBLIQUES: Final = (
    (0.075, 0.058, 0.006, 0.018),
    (0.115, 0.060, 0.008, 0.020),
    (0.160, 0.066, 0.008, 0.018),
)
_CORE: Final = ((0.050, 0.0, 0.022, 0.022), (0.100, 0.0, 0.026, 0.024), (0.155, 0.0, 0.028, 0.022))


def muscle_owner(name: str) -> str:
    """Return the part of the body a muscle is drawn on."""
    side, _, what = name.partition("_")
    return f"{side}_leg" if what in _MUSCLES else "trunk"


def is_on_pelvis(name: str) -> bool:
    """Tell whether a muscle begins on the pelvis."""
    spots = _MUSCLES.get(name.partition("_")[2], ())
    return any(bone == "pelvis" for bone, *_ in spots)


def muscle_row(skeleton: Skeleton, name: str) -> Row:
    """Return where a muscle lies.

    Args:
        skeleton: The figure.
        name: Such as `right_quads`, or `core`.
    """
    if name == "core":
        return tuple((skeleton.trunk.at(up, out, front), r) for up, out, front, r in _CORE)
    side, _, what = name.partition("_")
    sign = 1.0 if side == "right" else -1.0
    if what == "obliques":
        return tuple(
            (skeleton.trunk.at(up, sign * out, front), r) for up, out, front, r in _OBLIQUES
        )
    leg = skeleton.right_leg if side == "right" else skeleton.left_leg
    return tuple(_spot(skeleton, leg, spot) for spot in _MUSCLES[what])


def _spot(skeleton: Skeleton, leg: LegBones, spot: _Spot) -> Ball:
    bone, first, second, third, radius = spot
    if bone == "pelvis":
        trunk = skeleton.trunk
        return (put(trunk.pelvis, trunk.pelvis_frame, (leg.sign * first, second, third)), radius)
    start, end, front = (
        (leg.hip, leg.knee, leg.thigh_front)
        if bone == "thigh"
        else (leg.knee, leg.ankle, leg.shank_front)
    )
    out = scale(cross(front, unit(sub(end, start))), -leg.sign)
    return (along(along(lerp(start, end, first), front, second), out, third), radius)
