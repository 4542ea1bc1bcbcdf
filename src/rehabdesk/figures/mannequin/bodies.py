"""Draws the body: limbs and trunk from far to near, hair, muscles, ghost and shadows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rehabdesk.figures.mannequin.bones import ArmBones, LegBones, Skeleton
from rehabdesk.figures.mannequin.camera import Camera, Point
from rehabdesk.figures.mannequin.description import Part
from rehabdesk.figures.mannequin.drawing import Fill, Glow, Ink, Item, Outline, Role, SoftSpot
from rehabdesk.figures.mannequin.flesh import (
    Ball,
    Row,
    arm_flesh,
    leg_flesh,
    trunk_flesh,
)
from rehabdesk.figures.mannequin.hair import hair_cap
from rehabdesk.figures.mannequin.muscles import is_on_pelvis, muscle_owner, muscle_row
from rehabdesk.figures.mannequin.outlines import (
    Circle,
    Polygon,
    disc,
    half_ellipse,
    hull,
    row,
)
from rehabdesk.figures.mannequin.vectors import dot, lerp, sub, unit

#: How far a limb on the far side is mixed into the ground.
_FAR_FADE = 0.42
#: A limb this much farther away than the trunk is far.
_FAR = 0.02
#: Only from the side is one limb near and one far.
_SIDEWAYS = 0.62
_SHADE = -0.10
#: The lit part of a ball: offset of its middle and its size, as parts of the radius.
_LIT = (0.09, -0.13, 0.83)
_SHADOW_BELOW = 0.10
_SHADOW_ALPHA = 0.20


@dataclass(frozen=True, slots=True)
class Style:
    """How a part is drawn.

    Attributes:
        camera: Where it is looked at from.
        light: -1 if light comes from the left of the picture, 1 from the right.
        fade: How far it is mixed into the ground.
        halo: Whether it stands out against what is behind.
    """

    camera: Camera
    light: float = -1.0
    fade: float = 0.0
    halo: bool = False


def _circles(balls: Sequence[Ball], camera: Camera) -> list[Circle]:
    return [(*camera.point(centre), radius) for centre, radius in balls]


def _lit(circles: Sequence[Circle], light: float) -> list[Circle]:
    aside, up, size = _LIT
    return [(x + r * aside * light, y + r * up, r * size) for x, y, r in circles]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something of one material: outline and lit part."""

    role: Role
    whole: tuple[Polygon, ...]
    lit: tuple[Polygon, ...]


def _tinted(piece: _Piece, style: Style) -> list[Item]:
    return [
        Fill(piece.whole, Ink(piece.role, _SHADE, style.fade)),
        Fill(piece.lit, Ink(piece.role, 0.0, style.fade), lit=True),
    ]


def _line(piece: _Piece, style: Style) -> Outline:
    return Outline(piece.whole, Ink("line", 0.0, style.fade))


def _halo(pieces: Iterable[_Piece], style: Style) -> list[Item]:
    if not style.halo:
        return []
    return [Outline(piece.whole, Ink("ground"), ("line", "halo")) for piece in pieces]


def _limb_piece(role: Role, rows: Sequence[Row], style: Style) -> _Piece:
    whole: list[Polygon] = []
    lit: list[Polygon] = []
    for balls in rows:
        circles = _circles(balls, style.camera)
        whole += row(circles)
        lit += row(_lit(circles, style.light))
    return _Piece(role, tuple(whole), tuple(lit))


def _cloth_piece(role: Role, balls: Row, style: Style) -> _Piece:
    """Return a trouser leg or a sleeve: round at the joint, cut flat at the hem."""
    camera = style.camera
    circles = _circles(balls, camera)
    axis = unit(sub(balls[-1][0], balls[-2][0]))
    flat = (dot(axis, camera.right), -dot(axis, camera.up))
    size = (flat[0] ** 2 + flat[1] ** 2) ** 0.5
    direction = (flat[0] / size, flat[1] / size) if size > 1e-6 else (1.0, 0.0)
    depth = max(0.12, abs(dot(axis, camera.look)))
    lit = _lit(circles, style.light)
    return _Piece(
        role,
        (*row(circles, round_end=False), half_ellipse(circles[-1], direction, depth)),
        (*row(lit, round_end=False), half_ellipse(lit[-1], direction, depth)),
    )


def _leg_items(skeleton: Skeleton, leg: LegBones, style: Style) -> list[Item]:
    flesh = leg_flesh(leg)
    skin = _limb_piece("skin", (flesh.skin[2:],), style)
    shoe = _limb_piece("shoe", flesh.foot, style)
    cloth = _cloth_piece("shorts", flesh.cloth, style)
    trunk, camera = skeleton.trunk, style.camera
    # The thigh has no edge where it comes out of the pelvis: cover it with cloth.
    patch = hull(
        _circles(((leg.hip, 0.0475), (trunk.at(0.026, leg.sign * 0.034, -0.004), 0.0475)), camera)
    )
    # A foot that points away lies behind its shin.
    first, second = (shoe, skin) if camera.depth(leg.toe) > -0.35 else (skin, shoe)
    return [
        *_halo((skin, shoe, cloth), style),
        _line(first, style),
        *_tinted(first, style),
        _line(second, style),
        *_tinted(second, style),
        _line(cloth, style),
        Fill((patch,), Ink("shorts", 0.0, style.fade)),
        *_tinted(cloth, style),
    ]


def _arm_items(skeleton: Skeleton, arm: ArmBones, style: Style) -> list[Item]:
    flesh = arm_flesh(arm)
    skin = _limb_piece("skin", (flesh.skin[1:], flesh.thumb), style)
    sleeve = _cloth_piece("shirt", flesh.sleeve, style)
    trunk = skeleton.trunk
    patch = hull(
        _circles(
            (
                (lerp(arm.shoulder, trunk.at(0.262, arm.sign * 0.06), 0.35), 0.0275),
                (trunk.at(0.245, arm.sign * 0.058), 0.034),
            ),
            style.camera,
        )
    )
    return [
        *_halo((skin, sleeve), style),
        _line(skin, style),
        *_tinted(skin, style),
        _line(sleeve, style),
        Fill((patch,), Ink("shirt", 0.0, style.fade)),
        *_tinted(sleeve, style),
    ]


def _sections(role: Role, levels: Sequence[Row], style: Style) -> _Piece:
    """Return the hulls between neighbouring cross-sections."""
    circles = [_circles(level, style.camera) for level in levels]
    lit = [_lit(level, style.light) for level in circles]
    return _Piece(
        role,
        tuple(hull((*low, *high)) for low, high in pairwise(circles)),
        tuple(hull((*low, *high)) for low, high in pairwise(lit)),
    )


def _trunk_items(skeleton: Skeleton, style: Style) -> list[Item]:
    flesh = trunk_flesh(skeleton.trunk)
    camera = style.camera
    shorts = _sections("shorts", flesh.shorts, style)
    seat = _limb_piece("shorts", flesh.buttocks, style)
    shorts = _Piece("shorts", (*shorts.whole, *seat.whole), (*shorts.lit, *seat.lit))
    shirt = _sections("shirt", flesh.shirt, style)
    neck = _limb_piece("skin", (flesh.neck,), style)
    skull = _skull(skeleton, style)
    head = _head_items(skeleton, skull, style)
    head_behind = camera.depth(flesh.cranium[0]) > camera.depth(skeleton.trunk.at(0.25)) + 0.06
    cloth: list[Item] = [_line(shorts, style), *_tinted(shorts, style), _line(shirt, style)]
    cloth += _tinted(shirt, style)
    nape: list[Item] = [_line(neck, style), *_tinted(neck, style)]
    if head_behind:
        return [*nape, *head, *cloth]
    return [*nape, *cloth, *_halo((skull,), style), *head]


def _skull(skeleton: Skeleton, style: Style) -> _Piece:
    flesh = trunk_flesh(skeleton.trunk)
    cranium = _circles((flesh.cranium,), style.camera)
    face = _circles(flesh.face, style.camera)
    nose = _circles(flesh.nose, style.camera)
    lit = [_lit(part, style.light) for part in (cranium, face, nose)]
    return _Piece(
        "skin",
        (hull((*cranium, *face)), *row(nose)),
        (hull((*lit[0], *lit[1])), *row(lit[2])),
    )


def _head_items(skeleton: Skeleton, skull: _Piece, style: Style) -> list[Item]:
    camera, trunk = style.camera, skeleton.trunk
    hair = hair_cap(trunk, camera)
    # Hair is a little larger than the skull: its line comes first, so both share one edge.
    items: list[Item] = []
    if hair:
        items.append(Outline((hair,), Ink("line", 0.0, style.fade)))
    items += [_line(skull, style), *_tinted(skull, style)]
    if hair:
        items.append(Fill((hair,), Ink("hair", 0.0, style.fade)))
    for ear, side in zip(trunk_flesh(trunk).ears, (-1.0, 1.0), strict=True):
        if side * dot(trunk.head_frame[0], camera.look) < -0.45:
            shell = (disc(_circles((ear,), camera)[0]),)
            items += [
                Outline(shell, Ink("line", 0.0, style.fade), ("fine",)),
                Fill(shell, Ink("skin", _SHADE, style.fade)),
            ]
    return items


def _muscle_items(skeleton: Skeleton, name: str, style: Style) -> list[Item]:
    polygons = tuple(row(_circles(muscle_row(skeleton, name), style.camera)))
    return [
        Glow(polygons, Ink("muscle", 0.0, style.fade, 0.26), 0.011),
        Fill(polygons, Ink("muscle", 0.0, style.fade)),
    ]


def _depths(skeleton: Skeleton, camera: Camera) -> dict[Part, float]:
    def leg(bones: LegBones) -> float:
        return (
            camera.depth(bones.hip) + camera.depth(bones.knee) * 2 + camera.depth(bones.ankle)
        ) / 4

    def arm(bones: ArmBones) -> float:
        return (
            camera.depth(bones.shoulder) + camera.depth(bones.elbow) + camera.depth(bones.wrist)
        ) / 3

    return {
        "left_leg": leg(skeleton.left_leg),
        "right_leg": leg(skeleton.right_leg),
        "trunk": camera.depth(skeleton.trunk.at(0.11)),
        "left_arm": arm(skeleton.left_arm),
        "right_arm": arm(skeleton.right_arm),
    }


def body_items(
    skeleton: Skeleton,
    camera: Camera,
    *,
    muscles: Sequence[str] = (),
    order: Sequence[Part] = (),
    light: float = -1.0,
) -> list[Item]:
    """Return the body from far to near.

    Args:
        skeleton: The figure.
        camera: Where it is looked at from.
        muscles: What to mark.
        order: Parts from back to front; left out, by their depth.
        light: -1 if light comes from the left of the picture, 1 from the right.
    """
    depths = _depths(skeleton, camera)
    parts = list(order) or sorted(depths, key=lambda part: -depths[part])
    middle = parts.index("trunk")
    items: list[Item] = []
    late: list[Item] = []
    for index, part in enumerate(parts):
        far = part != "trunk" and _is_far(skeleton, camera, part)
        style = Style(camera, light, _FAR_FADE if far else 0.0, index > middle)
        items += _part_items(skeleton, part, style)
        for name in muscles:
            if muscle_owner(name) != part:
                continue
            marks = _muscle_items(skeleton, name, style)
            # What lies on the pelvis is not hidden by the trunk, unless it is on the far side.
            if index < middle and not far and is_on_pelvis(name):
                late += marks
            else:
                items += marks
        if part == "trunk":
            items += late
    return items


def _is_far(skeleton: Skeleton, camera: Camera, part: Part) -> bool:
    """Tell whether a limb is on the side of the body away from the viewer."""
    aside = skeleton.trunk.pelvis_frame[0]
    turned_away = dot(aside, camera.look) * (1.0 if part.startswith("right") else -1.0)
    return turned_away > _SIDEWAYS


def _part_items(skeleton: Skeleton, part: Part, style: Style) -> list[Item]:
    match part:
        case "trunk":
            return _trunk_items(skeleton, style)
        case "left_leg" | "right_leg":
            leg = skeleton.left_leg if part == "left_leg" else skeleton.right_leg
            return _leg_items(skeleton, leg, style)
    arm = skeleton.left_arm if part == "left_arm" else skeleton.right_arm
    return _arm_items(skeleton, arm, style)


def ghost_items(skeleton: Skeleton, camera: Camera) -> list[Item]:
    """Return the silhouette of a pose with a broken line around it."""
    trunk = trunk_flesh(skeleton.trunk)
    # A silhouette needs no more than a few convex pieces.
    pieces: list[Row] = [
        (trunk.cranium, *trunk.face),
        _joined((*trunk.shorts, *trunk.buttocks)),
        *(_joined(trunk.shirt[start : start + 3]) for start in (0, 2, 4, 6)),
    ]
    rows: list[Row] = [trunk.neck]
    for leg in (skeleton.left_leg, skeleton.right_leg):
        flesh = leg_flesh(leg)
        rows.append(flesh.skin[::2])
        pieces.append(_joined(flesh.foot))
    polygons = [hull(_circles(piece, camera)) for piece in pieces]
    rows += [arm_flesh(arm).skin[::2] for arm in (skeleton.left_arm, skeleton.right_arm)]
    for balls in rows:
        polygons += row(_circles(balls, camera))
    whole = tuple(polygons)
    return [
        Outline(whole, Ink("ghost_line"), ("line",), dashed=True),
        Fill(whole, Ink("ghost")),
    ]


def _joined(rows: Sequence[Row]) -> Row:
    return tuple(ball for balls in rows for ball in balls)


def shadow_items(skeleton: Skeleton, camera: Camera) -> list[Item]:
    """Return soft shadows on the floor under what is near it."""
    items: list[Item] = []
    trunk = trunk_flesh(skeleton.trunk)
    middle = [ball for pair in (*trunk.shorts, *trunk.shirt, *trunk.buttocks) for ball in pair]
    groups: list[Sequence[Ball]] = [[*middle, trunk.cranium]]
    for leg in (skeleton.left_leg, skeleton.right_leg):
        flesh = leg_flesh(leg)
        groups.append((*flesh.foot[0], *flesh.skin[4:]))
    groups += [arm_flesh(arm).skin[4:] for arm in (skeleton.left_arm, skeleton.right_arm)]
    for group in groups:
        spot = _spot(group, camera)
        if spot is not None:
            items.append(spot)
    return items


def _spot(balls: Sequence[Ball], camera: Camera) -> SoftSpot | None:
    low = [(c, r) for c, r in balls if -0.02 < c[2] - r < _SHADOW_BELOW]
    if not low:
        return None
    marks: list[tuple[Point, float]] = [(camera.point((c[0], c[1], 0.0)), r) for c, r in low]
    left, right = min(p[0] - r for p, r in marks), max(p[0] + r for p, r in marks)
    top, bottom = min(p[1] for p, _ in marks), max(p[1] for p, _ in marks)
    height = min(c[2] - r for c, r in low)
    strength = _SHADOW_ALPHA * (1 - max(0.0, height) / _SHADOW_BELOW)
    tallness = (bottom - top) / 2 + 0.024
    return SoftSpot(
        ((left + right) / 2, (top + bottom) / 2),
        ((right - left) / 2 + 0.022, tallness),
        Ink("shadow", alpha=strength),
    )
