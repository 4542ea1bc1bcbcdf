"""The joints of a posed figure, and the points of the body others refer to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin.pose import Landmark
from rehabdesk.figures.mannequin.vectors import (
    UP,
    Frame,
    Vec,
    across,
    add,
    along,
    dot,
    lerp,
    put,
    scale,
    sub,
    unit,
)


@dataclass(frozen=True, slots=True)
class LegBones:
    """A leg.

    Attributes:
        sign: 1 for the right leg, -1 for the left.
        hip: Joint.
        knee: Joint.
        ankle: Joint.
        thigh_front: The direction the front of the thigh faces.
        shank_front: The direction of the shin's edge.
        toe: The direction of the foot, heel to toe.
        sole: The direction from the sole to the ankle.
        toes: The direction of the toes themselves, which stay flat when the heel rises.
    """

    sign: float
    hip: Vec
    knee: Vec
    ankle: Vec
    thigh_front: Vec
    shank_front: Vec
    toe: Vec
    sole: Vec
    toes: Vec

    def foot(self, part: tuple[float, float]) -> Vec:
        """Return a point of the foot, given along it and up from the ankle."""
        return along(along(self.ankle, self.toe, part[0]), self.sole, part[1])

    @property
    def tip(self) -> Vec:
        """The toes' end, by the ball of the foot."""
        down = scale(across(self.sole, self.toes, UP), body.TOE[1] - body.BALL[1])
        return add(along(self.foot(body.BALL), self.toes, body.TOE[0] - body.BALL[0]), down)


@dataclass(frozen=True, slots=True)
class ArmBones:
    """An arm.

    Attributes:
        sign: 1 for the right arm, -1 for the left.
        shoulder: Joint.
        elbow: Joint.
        wrist: Joint.
        front: The direction the elbow's hollow faces.
        fingers: The direction of the hand.
        thumb: The direction of the thumb.
    """

    sign: float
    shoulder: Vec
    elbow: Vec
    wrist: Vec
    front: Vec
    fingers: Vec
    thumb: Vec


@dataclass(frozen=True, slots=True)
class Trunk:
    """The trunk and head.

    Attributes:
        pelvis: The middle between the hips.
        pelvis_frame: Its axes: right, forward, up.
        chest_frame: The axes of the chest.
        bend: Where the lower back begins to bend.
        neck: The base of the neck.
        head_frame: The axes of the head.
    """

    pelvis: Vec
    pelvis_frame: Frame
    chest_frame: Frame
    bend: Vec
    neck: Vec
    head_frame: Frame

    def at(self, height: float, out: float = 0.0, front: float = 0.0) -> Vec:
        """Return a point of the trunk, by its height over the pelvis along the spine."""
        if height <= body.LOWER_BACK:
            return put(self.pelvis, self.pelvis_frame, (out, front, height))
        beyond = height - body.LOWER_BACK
        centre = along(self.bend, self.chest_frame[2], beyond)
        # The waist turns gradually from the pelvis's axes to the chest's.
        share = min(1.0, beyond / 0.1)
        side = lerp(self.pelvis_frame[0], self.chest_frame[0], share)
        ahead = lerp(self.pelvis_frame[1], self.chest_frame[1], share)
        return along(along(centre, side, out), ahead, front)

    def moved(self, by: Vec) -> Trunk:
        """Return the trunk somewhere else."""
        return Trunk(
            add(self.pelvis, by),
            self.pelvis_frame,
            self.chest_frame,
            add(self.bend, by),
            add(self.neck, by),
            self.head_frame,
        )


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All joints of the figure in space."""

    trunk: Trunk
    left_leg: LegBones
    right_leg: LegBones
    left_arm: ArmBones
    right_arm: ArmBones

    def landmark(self, name: Landmark, part: float = 0.0) -> Vec:
        """Return a point of the body.

        Args:
            name: `pelvis`, `chest`, `head`, or with `left_` or `right_` in front `hip`, `knee`,
                `ankle`, `heel`, `toe`, `shoulder`, `elbow`, `wrist`, `hand`, `thigh`, `shin`.
            part: For thigh and shin, how far along.

        Raises:
            KeyError: There is no such landmark.
        """
        side, _, what = name.partition("_")
        if not what:
            return trunk_landmark(self.trunk, name)
        leg, arm = (
            (self.left_leg, self.left_arm) if side == "left" else (self.right_leg, self.right_arm)
        )
        return leg_landmark(leg, what, part) or _arm_landmark(arm, what)


def trunk_landmark(trunk: Trunk, name: str) -> Vec:
    """Return a point of the trunk.

    Raises:
        KeyError: There is no such landmark.
    """
    points = {
        "pelvis": trunk.pelvis,
        "chest": trunk.at(0.22),
        "shoulders": trunk.at(body.SHOULDER_HEIGHT),
        "head": put(trunk.neck, trunk.head_frame, (0.0, *body.CRANIUM[:2])),
    }
    return points[name]


def leg_landmark(leg: LegBones, what: str, part: float = 0.0) -> Vec | None:
    """Return a point of a leg, None if its name is none of a leg's."""
    match what:
        case "hip" | "knee" | "ankle":
            return leg.hip if what == "hip" else leg.knee if what == "knee" else leg.ankle
        case "thigh":
            return lerp(leg.hip, leg.knee, part)
        case "shin":
            return lerp(leg.knee, leg.ankle, part)
        case "heel":
            return leg.foot(body.HEEL)
        case "toe":
            return leg.tip
    return None


def _arm_landmark(arm: ArmBones, what: str) -> Vec:
    points = {"shoulder": arm.shoulder, "elbow": arm.elbow, "wrist": arm.wrist}
    if what == "hand":
        return along(arm.wrist, arm.fingers, 0.05)
    return points[what]


def lowest_of_trunk(trunk: Trunk) -> float:
    """Return the height of the lowest point of pelvis, back and chest."""
    levels = (*body.SHORTS_LEVELS, *body.SHIRT_LEVELS)
    lowest = min(
        trunk.at(level.height, side * level.half, level.front)[2] - level.radius
        for level in levels
        for side in (-1.0, 1.0)
    )
    buttocks = min(
        put(trunk.pelvis, trunk.pelvis_frame, (side * out, front, up))[2] - radius
        for out, front, up, radius in body.BUTTOCK
        for side in (-1.0, 1.0)
    )
    return min(lowest, buttocks)


def lowest_of_foot(leg: LegBones) -> float:
    """Return the height of the lowest point of a foot."""
    return min(
        leg.foot(body.HEEL)[2] - body.HEEL_RADIUS,
        leg.foot(body.BALL)[2] - body.BALL_RADIUS,
        leg.tip[2] - body.TOE_RADIUS,
    )


def knee_flexion(leg: LegBones) -> float:
    """Return a knee's flexion in degrees; negative bends backwards."""
    thigh, shank = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    forward = dot(shank, leg.thigh_front)
    return math.degrees(math.atan2(-forward, dot(thigh, shank)))
