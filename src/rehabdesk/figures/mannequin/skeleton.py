"""From a pose to joints in space: forward and inverse kinematics."""

from __future__ import annotations

import math

from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin import pose as given
from rehabdesk.figures.mannequin.bones import (
    ArmBones,
    LegBones,
    Skeleton,
    Trunk,
    leg_landmark,
    lowest_of_foot,
    lowest_of_trunk,
    trunk_landmark,
)
from rehabdesk.figures.mannequin.vectors import (
    UP,
    UPRIGHT,
    Frame,
    Vec,
    about_x,
    about_y,
    about_z,
    across,
    add,
    along,
    cross,
    distance,
    length,
    place,
    put,
    scale,
    sub,
    turned,
    unit,
)

#: A limb is never pulled quite straight, so that it always knows where its joint points.
_STRAIGHTEST = 0.99995


def solve(pose: given.Pose) -> Skeleton:
    """Return the joints of a pose.

    Raises:
        KeyError: A hand reaches for something that does not exist.
    """
    trunk = _settled(_trunk(pose), pose)
    left_leg, right_leg = _leg(trunk, pose.left_leg, -1.0), _leg(trunk, pose.right_leg, 1.0)
    legs = {"left": left_leg, "right": right_leg}
    return Skeleton(
        trunk,
        left_leg,
        right_leg,
        _arm(trunk, legs, pose.left_arm, -1.0),
        _arm(trunk, legs, pose.right_arm, 1.0),
    )


def _trunk(pose: given.Pose) -> Trunk:
    """Return the trunk pinned where the pose says."""
    tilt, lean, turn = pose.root.turn
    pelvis_frame = turned(about_z(turn), turned(about_x(-lean), about_y(tilt)))
    chest_frame = turned(pelvis_frame, _bent(pose.spine))
    head_frame = turned(chest_frame, _bent(pose.head))
    bend = scale(pelvis_frame[2], body.LOWER_BACK)
    neck = along(bend, chest_frame[2], body.NECK_HEIGHT - body.LOWER_BACK)
    trunk = Trunk((0.0, 0.0, 0.0), pelvis_frame, chest_frame, bend, neck, head_frame)
    pinned = trunk_landmark(trunk, "shoulders" if pose.root.pin == "shoulders" else "pelvis")
    return trunk.moved(sub(pose.root.at, pinned))


def _bent(angles: Vec) -> Frame:
    forward, right, left_turn = angles
    return turned(about_x(-forward), turned(about_y(right), about_z(left_turn)))


def _settled(trunk: Trunk, pose: given.Pose) -> Trunk:
    """Let the trunk down on what it lies or sits on, or raise it to the height of its knees."""
    if pose.root.rest is not None:
        return trunk.moved((0.0, 0.0, pose.root.rest - lowest_of_trunk(trunk)))
    if pose.root.pin == "feet":
        legs = (_leg(trunk, pose.left_leg, -1.0), _leg(trunk, pose.right_leg, 1.0))
        sole = min(lowest_of_foot(leg) for leg in legs)
        return trunk.moved((0.0, 0.0, pose.root.at[2] - sole))
    for leg, sign in ((pose.left_leg, -1.0), (pose.right_leg, 1.0)):
        if isinstance(leg, given.Kneeling):
            hip = put(trunk.pelvis, trunk.pelvis_frame, (sign * body.HIP_HALF_WIDTH, 0.0, 0.0))
            knee = _kneeling_knee(leg)
            aside = (hip[0] - knee[0]) ** 2 + (hip[1] - knee[1]) ** 2
            height = knee[2] + math.sqrt(max(0.0, body.THIGH**2 - aside))
            return trunk.moved((0.0, 0.0, height - hip[2]))
    return trunk


def _kneeling_knee(leg: given.Kneeling) -> Vec:
    return (leg.at[0], leg.at[1], leg.on + body.KNEE_RADIUS)


def _leg(trunk: Trunk, leg: given.Leg, sign: float) -> LegBones:
    hip = put(trunk.pelvis, trunk.pelvis_frame, (sign * body.HIP_HALF_WIDTH, 0.0, 0.0))
    match leg:
        case given.LegAngles():
            return _swung_leg(trunk.pelvis_frame, hip, leg, sign)
        case given.Kneeling():
            return _kneeling_leg(hip, leg, sign)
        case given.AnkleAt():
            toe = unit(leg.toe)
            sole = across(leg.sole or UP, toe, UP)
            return _bent_leg(hip, leg.at, leg.knee, toe, sole, sign)
    toe, sole, ankle = _planted_foot(leg, sign)
    pole = leg.knee or (UP if isinstance(leg, given.OnHeel) else _over(leg, sign))
    level = unit((toe[0], toe[1], 0.0)) if isinstance(leg, given.OnBall) else toe
    return _bent_leg(hip, ankle, pole, toe, sole, sign, level)


def _over(leg: given.FlatFoot | given.OnBall, sign: float) -> Vec:
    """Return where a knee points over its foot: to the toes, and up when the leg lies."""
    out = math.radians(leg.out) * sign
    return (math.sin(out), math.cos(out), 0.5)


def _planted_foot(
    leg: given.FlatFoot | given.OnBall | given.OnHeel, sign: float
) -> tuple[Vec, Vec, Vec]:
    """Return toe direction, sole direction and ankle of a foot on the ground."""
    out = math.radians(leg.out) * sign
    level = (math.sin(out), math.cos(out), 0.0)
    if isinstance(leg, given.FlatFoot):
        return level, UP, (leg.at[0], leg.at[1], leg.on + body.ANKLE_HEIGHT)
    if isinstance(leg, given.OnBall):
        (forward, down), radius, tip = body.BALL, body.BALL_RADIUS, -math.radians(leg.lift)
    else:
        (forward, down), radius, tip = body.HEEL, body.HEEL_RADIUS, math.radians(leg.toes)
    c, s = math.cos(tip), math.sin(tip)
    toe: Vec = (level[0] * c, level[1] * c, s)
    sole: Vec = (-level[0] * s, -level[1] * s, c)
    pivot = (leg.at[0], leg.at[1], leg.on + radius)
    return toe, sole, along(along(pivot, toe, -forward), sole, -down)


def _bent_leg(
    hip: Vec, ankle: Vec, pole: Vec, toe: Vec, sole: Vec, sign: float, toes: Vec | None = None
) -> LegBones:
    knee, ankle, front = reach(hip, ankle, pole, body.THIGH, body.SHANK)
    thigh, shank = unit(sub(knee, hip)), unit(sub(ankle, knee))
    return LegBones(
        sign,
        hip,
        knee,
        ankle,
        across(front, thigh, UP),
        across(front, shank, UP),
        toe,
        sole,
        toes or toe,
    )


def _swung_leg(pelvis: Frame, hip: Vec, leg: given.LegAngles, sign: float) -> LegBones:
    flexion, abduction, rotation = leg.hip
    thigh = turned(
        pelvis,
        turned(about_x(flexion), turned(about_y(-sign * abduction), about_z(-sign * rotation))),
    )
    shank = turned(thigh, about_x(-leg.knee))
    foot = turned(shank, about_x(leg.ankle))
    knee = along(hip, thigh[2], -body.THIGH)
    ankle = along(knee, shank[2], -body.SHANK)
    return LegBones(sign, hip, knee, ankle, thigh[1], shank[1], foot[1], foot[2], foot[1])


def _kneeling_leg(hip: Vec, leg: given.Kneeling, sign: float) -> LegBones:
    """Return a leg on its knee; the pelvis is already where its thigh reaches."""
    knee = _kneeling_knee(leg)
    drop = leg.on + body.LYING_ANKLE - knee[2]
    level = math.sqrt(body.SHANK**2 - drop**2)
    heading = math.radians(leg.heading) * sign
    ankle = add(knee, (math.sin(heading) * level, -math.cos(heading) * level, drop))
    back = unit((ankle[0] - knee[0], ankle[1] - knee[1], 0.0))
    thigh, shank = unit(sub(knee, hip)), unit(sub(ankle, knee))
    # The front of a kneeling leg is away from its shin at the thigh, and down at the shin.
    thigh_front = across(scale(back, -1.0), thigh, UP)
    toe = unit((back[0], back[1], -0.14))
    sole = across((0.0, 0.0, -1.0), toe, UP)
    shank_front = across((0.0, 0.0, -1.0), shank, UP)
    return LegBones(sign, hip, knee, ankle, thigh_front, shank_front, toe, sole, toe)


def reach(root: Vec, target: Vec, pole: Vec, first: float, second: float) -> tuple[Vec, Vec, Vec]:
    """Return middle joint, end and bending direction of a two-bone limb.

    The end is the target, or the farthest point towards it if the limb is too short.
    """
    way = sub(target, root)
    gap = length(way)
    direction = scale(way, 1 / gap)
    longest, shortest = (first + second) * _STRAIGHTEST, abs(first - second) + 0.02
    gap = max(shortest, min(longest, gap))
    front = across(pole, direction, UP)
    ahead = (first**2 - second**2 + gap**2) / (2 * gap)
    aside = math.sqrt(max(0.0, first**2 - ahead**2))
    middle = along(along(root, direction, ahead), front, aside)
    return middle, along(root, direction, gap), front


def _shoulder(trunk: Trunk, sign: float) -> Vec:
    """Return a shoulder joint; lying on a side pushes the lower one up towards the ear."""
    x, y, z = trunk.at(body.SHOULDER_HEIGHT, sign * body.SHOULDER_HALF_WIDTH, -0.002)
    return (x, y, max(z, body.SHOULDER_RADIUS))


def _arm(trunk: Trunk, legs: dict[str, LegBones], arm: given.Arm, sign: float) -> ArmBones:
    shoulder = _shoulder(trunk, sign)
    chest = trunk.chest_frame
    match arm:
        case given.ArmAngles():
            return _swung_arm(chest, shoulder, arm, sign)
        case given.Forearm():
            return _propped_arm(shoulder, arm, sign)
        case given.Palm():
            off = unit(arm.off)
            fingers = across(arm.fingers, off, UPRIGHT[1])
            target = along(arm.at, off, body.PALM_RADIUS)
            pole = arm.elbow or place(chest, (sign * 0.5, -1.0, -0.2))
            elbow, wrist, front = reach(shoulder, target, pole, body.UPPER_ARM, body.FOREARM)
            thumb = scale(cross(fingers, off), -sign)
            return ArmBones(sign, shoulder, elbow, wrist, scale(front, -1.0), fingers, thumb)
    origin = (0.0, 0.0, 0.0) if arm.to == "room" else _reached(trunk, legs, arm)
    pole = arm.elbow or place(chest, (sign * 0.5, -1.0, -0.2))
    target = add(origin, arm.offset)
    elbow, wrist, front = reach(shoulder, target, pole, body.UPPER_ARM, body.FOREARM)
    fingers = unit(arm.fingers) if arm.fingers else unit(sub(wrist, elbow))
    thumb = across(scale(front, -1.0), fingers, chest[1])
    return ArmBones(sign, shoulder, elbow, wrist, scale(front, -1.0), fingers, thumb)


def _reached(trunk: Trunk, legs: dict[str, LegBones], arm: given.Reach) -> Vec:
    side, _, what = arm.to.partition("_")
    if not what:
        return trunk_landmark(trunk, arm.to)
    if what == "shoulder":
        return _shoulder(trunk, 1.0 if side == "right" else -1.0)
    found = leg_landmark(legs[side], what, arm.part)
    if found is None:
        raise KeyError(arm.to)
    return found


def _swung_arm(chest: Frame, shoulder: Vec, arm: given.ArmAngles, sign: float) -> ArmBones:
    flexion, abduction, rotation = arm.shoulder
    upper = turned(
        chest,
        turned(about_x(flexion), turned(about_y(-sign * abduction), about_z(-sign * rotation))),
    )
    fore = turned(upper, about_x(arm.elbow))
    hand = turned(fore, about_x(-arm.wrist))
    elbow = along(shoulder, upper[2], -body.UPPER_ARM)
    wrist = along(elbow, fore[2], -body.FOREARM)
    return ArmBones(sign, shoulder, elbow, wrist, upper[1], scale(hand[2], -1.0), hand[1])


def _propped_arm(shoulder: Vec, arm: given.Forearm, sign: float) -> ArmBones:
    elbow = (arm.at[0], arm.at[1], arm.on + body.ELBOW_RADIUS)
    shoulder = along(elbow, unit(sub(shoulder, elbow)), body.UPPER_ARM)
    level = unit((arm.towards[0], arm.towards[1], 0.0))
    drop = body.ELBOW_RADIUS - body.PALM_RADIUS
    fore = unit((level[0], level[1], -drop / body.FOREARM))
    wrist = along(elbow, fore, body.FOREARM)
    upper = unit(sub(shoulder, elbow))
    front = across(fore, upper, UP)
    return ArmBones(sign, shoulder, elbow, wrist, front, level, across(UP, level, UP))


def shoulder_gives(trunk: Trunk, arm: ArmBones) -> float:
    """Return how far a shoulder blade had to move to let the forearm stay where it is."""
    return distance(arm.shoulder, _shoulder(trunk, arm.sign))
