"""The body around a skeleton: rows of balls per limb, cross-sections of the trunk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin.bones import ArmBones, LegBones, Skeleton, Trunk
from rehabdesk.figures.mannequin.vectors import (
    Vec,
    across,
    along,
    cross,
    lerp,
    place,
    put,
    scale,
    sub,
    unit,
)

#: A centre in space and a radius.
Ball: TypeAlias = tuple[Vec, float]
Row: TypeAlias = tuple[Ball, ...]

#: One drawing asks for the same limbs several times (body, shadow, bounds).
_KEPT = 8


@dataclass(frozen=True, slots=True)
class LegFlesh:
    """A leg: skin from hip to ankle, cloth, and the parts of the foot."""

    skin: Row
    cloth: Row
    foot: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ArmFlesh:
    """An arm: skin from shoulder to fingertips, thumb, and sleeve."""

    skin: Row
    thumb: Row
    sleeve: Row


@dataclass(frozen=True, slots=True)
class TrunkFlesh:
    """Trunk and head; cross-sections are pairs of balls, from the bottom up."""

    shorts: tuple[Row, ...]
    buttocks: tuple[Row, Row]
    shirt: tuple[Row, ...]
    neck: Row
    cranium: Ball
    face: Row
    nose: Row
    ears: tuple[Ball, Ball]


def _on_bone(start: Vec, end: Vec, front: Vec, out: Vec, flesh: body.Stations) -> Row:
    return tuple(
        (along(along(lerp(start, end, part), front, ahead), out, aside), radius)
        for part, ahead, aside, radius in flesh
    )


@lru_cache(maxsize=_KEPT)
def leg_flesh(leg: LegBones) -> LegFlesh:
    """Return the flesh of a leg."""
    thigh, shank = unit(sub(leg.knee, leg.hip)), unit(sub(leg.ankle, leg.knee))
    thigh_out = scale(cross(leg.thigh_front, thigh), -leg.sign)
    shank_out = scale(cross(leg.shank_front, shank), -leg.sign)
    upper = _on_bone(leg.hip, leg.knee, leg.thigh_front, thigh_out, body.THIGH_FLESH)
    lower = _on_bone(leg.knee, leg.ankle, leg.shank_front, shank_out, body.SHANK_FLESH)
    cloth = _on_bone(leg.hip, leg.knee, leg.thigh_front, thigh_out, body.SHORTS_FLESH)
    ankle = (along(leg.ankle, leg.sole, -0.004), 0.0185)
    heel = (leg.foot(body.HEEL), body.HEEL_RADIUS)
    ball = (leg.foot(body.BALL), body.BALL_RADIUS)
    toe = (leg.tip, body.TOE_RADIUS)
    instep = (leg.foot((0.034, -0.020)), 0.0185)
    arch = (leg.foot((0.022, -0.0300)), 0.0165)
    return LegFlesh(
        (*upper, *lower[1:]),
        cloth,
        ((ankle, heel, arch, ball, toe), (ankle, instep, ball)),
    )


@lru_cache(maxsize=_KEPT)
def arm_flesh(arm: ArmBones) -> ArmFlesh:
    """Return the flesh of an arm."""
    upper, fore = unit(sub(arm.elbow, arm.shoulder)), unit(sub(arm.wrist, arm.elbow))
    upper_front, fore_front = across(arm.front, upper, arm.thumb), across(arm.front, fore, upper)
    upper_out = scale(cross(upper_front, upper), -arm.sign)
    fore_out = scale(cross(fore_front, fore), -arm.sign)
    skin = _on_bone(arm.shoulder, arm.elbow, upper_front, upper_out, body.UPPER_ARM_FLESH)
    lower = _on_bone(arm.elbow, arm.wrist, fore_front, fore_out, body.FOREARM_FLESH)
    sleeve = _on_bone(arm.shoulder, arm.elbow, upper_front, upper_out, body.SLEEVE_FLESH)
    hand = tuple((along(arm.wrist, arm.fingers, far), radius) for far, radius in body.HAND)
    thumb_side = across(arm.thumb, arm.fingers, upper)
    thumb = tuple(
        (along(along(arm.wrist, arm.fingers, far), thumb_side, aside), radius)
        for far, aside, radius in body.THUMB
    )
    return ArmFlesh((*skin, *lower[1:], *hand[1:]), thumb, sleeve)


@lru_cache(maxsize=_KEPT)
def trunk_flesh(trunk: Trunk) -> TrunkFlesh:
    """Return the flesh of the trunk and the head."""
    buttocks = [
        tuple(
            (put(trunk.pelvis, trunk.pelvis_frame, (side * out, front, up)), radius)
            for out, front, up, radius in body.BUTTOCK
        )
        for side in (-1.0, 1.0)
    ]
    neck = tuple(
        (
            along(
                along(trunk.neck, trunk.chest_frame[1], front),
                trunk.head_frame[2] if up > 0 else trunk.chest_frame[2],
                up,
            ),
            radius,
        )
        for front, up, radius in body.NECK
    )
    face = tuple(
        _on_head(trunk, 0.0, front, up, radius) for front, up, radius in (body.FACE, body.CHIN)
    )
    nose = tuple(_on_head(trunk, 0.0, front, up, radius) for front, up, radius in body.NOSE)
    out, front, up, radius = body.EAR
    return TrunkFlesh(
        tuple(_level(trunk, level) for level in body.SHORTS_LEVELS),
        (buttocks[0], buttocks[1]),
        tuple(_level(trunk, level) for level in body.SHIRT_LEVELS),
        neck,
        _on_head(trunk, 0.0, *body.CRANIUM),
        face,
        nose,
        (_on_head(trunk, -out, front, up, radius), _on_head(trunk, out, front, up, radius)),
    )


def _level(trunk: Trunk, level: body.Level) -> Row:
    return tuple(
        (trunk.at(level.height, side * level.half, level.front), level.radius)
        for side in (-1.0, 1.0)
    )


def _on_head(trunk: Trunk, out: float, front: float, up: float, radius: float) -> Ball:
    return (along(trunk.neck, place(trunk.head_frame, (out, front, up)), 1.0), radius)


def all_balls(skeleton: Skeleton) -> list[Ball]:
    """Return every ball of the body: what may touch or cross something."""
    trunk = trunk_flesh(skeleton.trunk)
    found: list[Ball] = [trunk.cranium, *trunk.face, *trunk.nose, *trunk.neck]
    for pair in (*trunk.shorts, *trunk.buttocks, *trunk.shirt):
        found.extend(pair)
    for leg in (skeleton.left_leg, skeleton.right_leg):
        flesh = leg_flesh(leg)
        found.extend((*flesh.skin, *flesh.foot[0], *flesh.foot[1]))
    for arm in (skeleton.left_arm, skeleton.right_arm):
        limb = arm_flesh(arm)
        found.extend((*limb.skin, *limb.thumb))
    return found
