"""A pose: where the pelvis is and what each limb is tied to.

Limbs that carry weight or hold something are given by what they touch (a foot flat on the floor, a
kneeling leg, a palm, a hand on a thigh); free limbs by the angles of their joints. Between two
poses these givens are mixed, never the pictures, so what is planted stays planted and limbs keep
their length. Angles are degrees, lengths parts of the body's height.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypeVar

import msgspec

from rehabdesk.figures.mannequin.vectors import Vec

Limb: TypeAlias = Literal["left_arm", "right_arm", "left_leg", "right_leg"]
#: What can be pinned, reached for, held or followed by an arrow.
Landmark: TypeAlias = str

_Degrees = Annotated[float, msgspec.Meta(ge=-360, le=360)]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of the records of a figure's file; unknown keys are typing mistakes."""


class LegAngles(Record, frozen=True, tag_field="how", tag="angles"):
    """A free leg.

    Attributes:
        hip: Flexion, abduction (away from the midline), outward rotation.
        knee: Flexion.
        ankle: Lifting of the foot; negative points the toes.
    """

    hip: tuple[_Degrees, _Degrees, _Degrees] = (0.0, 0.0, 0.0)
    knee: _Degrees = 0.0
    ankle: _Degrees = 0.0


class FlatFoot(Record, frozen=True, tag_field="how", tag="flat"):
    """A foot flat on something.

    Attributes:
        at: Where the ankle stands, x and y.
        on: Height of what it stands on.
        out: How far the toes point away from the midline.
        knee: The direction the knee points to; left out, over the toes and up.
    """

    at: tuple[float, float]
    on: float = 0.0
    out: _Degrees = 6.0
    knee: Vec | None = None


class OnBall(Record, frozen=True, tag_field="how", tag="ball"):
    """A foot whose ball stays put while the heel may rise.

    Attributes:
        at: Where the ball of the foot is, x and y.
        lift: How far the foot is tipped up about its ball; 0 is flat.
        on: Height of what it stands on.
        out: How far the toes point away from the midline.
        knee: The direction the knee points to.
    """

    at: tuple[float, float]
    lift: _Degrees = 0.0
    on: float = 0.0
    out: _Degrees = 4.0
    knee: Vec | None = None


class OnHeel(Record, frozen=True, tag_field="how", tag="heel"):
    """A foot that rests on its heel.

    Attributes:
        at: Where the heel is, x and y.
        toes: How far the toes are lifted from lying flat; 90 points them straight up.
        on: Height of what it rests on.
        out: How far the toes point away from the midline.
        knee: The direction the knee points to; left out, up.
    """

    at: tuple[float, float]
    toes: _Degrees = 80.0
    on: float = 0.0
    out: _Degrees = 6.0
    knee: Vec | None = None


class AnkleAt(Record, frozen=True, tag_field="how", tag="ankle"):
    """A leg whose ankle is somewhere given.

    Attributes:
        at: The ankle.
        knee: The direction the knee points to.
        toe: The direction of the foot, heel to toe.
        sole: The direction from the sole to the ankle.
    """

    at: Vec
    knee: Vec
    toe: Vec
    sole: Vec | None = None


class Kneeling(Record, frozen=True, tag_field="how", tag="kneel"):
    """A leg that kneels: knee and shin stay put, the pelvis rises or sinks to fit.

    Attributes:
        at: The knee, x and y.
        on: Height of what it kneels on.
        heading: Where the shin points; 0 straight back, positive outwards.
    """

    at: tuple[float, float]
    on: float = 0.0
    heading: _Degrees = 0.0


class ArmAngles(Record, frozen=True, tag_field="how", tag="angles"):
    """A free arm.

    Attributes:
        shoulder: Flexion (0 along the trunk, 90 forward, 180 overhead), abduction, outward
            rotation.
        elbow: Flexion.
        wrist: Bending of the hand towards the palm's back.
    """

    shoulder: tuple[_Degrees, _Degrees, _Degrees] = (0.0, 8.0, 0.0)
    elbow: _Degrees = 8.0
    wrist: _Degrees = 0.0


class Palm(Record, frozen=True, tag_field="how", tag="palm"):
    """A hand that leans on something.

    Attributes:
        at: The wrist's place on the surface.
        fingers: The direction of the fingers.
        off: The direction away from the surface.
        elbow: The direction the elbow points to, left out: back, out and down.
    """

    at: Vec
    fingers: Vec = (0.0, 1.0, 0.0)
    off: Vec = (0.0, 0.0, 1.0)
    elbow: Vec | None = None


class Reach(Record, frozen=True, tag_field="how", tag="reach"):
    """A hand on a part of the body, or at a place in the room.

    Attributes:
        to: A landmark, such as `right_thigh`, or `room`.
        part: How far along that part, 0 to 1.
        offset: From there to the wrist, in the room; from the origin for `room`.
        fingers: The direction of the fingers; left out, that of the forearm.
        elbow: The direction the elbow points to, left out: back, out and down.
    """

    to: Landmark
    part: float = 0.0
    offset: Vec = (0.0, 0.0, 0.0)
    fingers: Vec | None = None
    elbow: Vec | None = None


class Forearm(Record, frozen=True, tag_field="how", tag="forearm"):
    """An arm that leans on its elbow and forearm; the shoulder blade gives way to fit.

    Attributes:
        at: The elbow, x and y.
        on: Height of what it leans on.
        towards: The direction of the forearm on the floor, x and y.
    """

    at: tuple[float, float]
    on: float = 0.0
    towards: tuple[float, float] = (0.0, 1.0)


Leg: TypeAlias = LegAngles | FlatFoot | OnBall | OnHeel | AnkleAt | Kneeling
Arm: TypeAlias = ArmAngles | Palm | Reach | Forearm


class Root(Record, frozen=True):
    """Where the trunk is.

    Attributes:
        at: The place of the pinned point.
        pin: `pelvis`; `shoulders` for the middle between the shoulders; `feet` for the pelvis at
            the height at which the lower foot stands on z (for free legs).
        turn: Tilt to the figure's right, lean forward, turn to its left. Lying on the back is a
            lean of -90, face down 90, on the left side a tilt of -90.
        rest: Height of what the trunk lies or sits on: it sinks or rises until it touches.
    """

    at: Vec
    pin: Literal["pelvis", "shoulders", "feet"] = "pelvis"
    turn: tuple[_Degrees, _Degrees, _Degrees] = (0.0, 0.0, 0.0)
    rest: float | None = None


class Pose(Record, frozen=True):
    """The whole body.

    Attributes:
        root: Where the trunk is.
        spine: Bending forward, to the right, and turning to the left, of the chest on the pelvis.
        head: Nodding, tilting to the right, and turning to the left.
        left_leg: See `Leg`.
        right_leg: See `Leg`.
        left_arm: See `Arm`.
        right_arm: See `Arm`.
    """

    root: Root
    left_leg: Leg
    right_leg: Leg
    left_arm: Arm = ArmAngles()
    right_arm: Arm = ArmAngles()
    spine: tuple[_Degrees, _Degrees, _Degrees] = (0.0, 0.0, 0.0)
    head: tuple[_Degrees, _Degrees, _Degrees] = (0.0, 0.0, 0.0)


def mix(a: Pose, b: Pose, t: float) -> Pose:
    """Return the pose at part t of the way between two poses.

    Raises:
        ValueError: The two tie a limb to different kinds of things.
    """
    return _mixed_record(a, b, t)


def mirrored(pose: Pose) -> Pose:
    """Return the pose of the other side: left becomes right and the reverse."""
    return Pose(
        root=msgspec.structs.replace(
            pose.root,
            at=_flipped(pose.root.at),
            turn=(-pose.root.turn[0], pose.root.turn[1], -pose.root.turn[2]),
        ),
        left_leg=_mirrored_limb(pose.right_leg),
        right_leg=_mirrored_limb(pose.left_leg),
        left_arm=_mirrored_limb(pose.right_arm),
        right_arm=_mirrored_limb(pose.left_arm),
        spine=(pose.spine[0], -pose.spine[1], -pose.spine[2]),
        head=(pose.head[0], -pose.head[1], -pose.head[2]),
    )


def other_side(name: Landmark) -> Landmark:
    """Return a landmark's name on the other side; those in the middle stay."""
    if name.startswith("left_"):
        return "right_" + name.removeprefix("left_")
    if name.startswith("right_"):
        return "left_" + name.removeprefix("right_")
    return name


_RecordT = TypeVar("_RecordT", bound=Record)


def _mixed_record(a: _RecordT, b: Record, t: float) -> _RecordT:
    if type(a) is not type(b):
        raise ValueError(f"{type(a).__name__} cannot become {type(b).__name__}")
    if a == b:
        return a
    fields = a.__struct_fields__
    return type(a)(*(_mixed(getattr(a, key), getattr(b, key), t) for key in fields))


def _mixed(a: object, b: object, t: float) -> object:
    """Mix numbers; what is no number is taken from the first."""
    if isinstance(a, float | int) and not isinstance(a, bool) and isinstance(b, float | int):
        return a + (b - a) * t
    if isinstance(a, tuple) and isinstance(b, tuple):
        return tuple(_mixed(x, y, t) for x, y in zip(a, b, strict=True))
    if isinstance(a, Record) and isinstance(b, Record):
        return _mixed_record(a, b, t)
    if (a is None) != (b is None):
        raise ValueError("a direction or height is given in one pose only")
    return a


def _flipped(v: Vec) -> Vec:
    return (-v[0], v[1], v[2])


#: Fields that hold a place or direction in the room.
_SIDED = ("at", "knee", "toe", "sole", "fingers", "off", "elbow", "offset", "towards")

_LimbT = TypeVar("_LimbT", bound=Record)


def _mirrored_limb(limb: _LimbT) -> _LimbT:
    """Return a limb of the other side. Angles are the same on both; places change sides."""
    changes: dict[str, object] = {}
    for key in limb.__struct_fields__:
        value: object = getattr(limb, key)
        if key in _SIDED and isinstance(value, tuple):
            changes[key] = (-value[0], *value[1:])
        elif key == "to" and isinstance(value, str):
            changes[key] = other_side(value)
    return msgspec.structs.replace(limb, **changes)
