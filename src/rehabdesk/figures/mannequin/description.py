"""The files in `resources/figures/`: one exercise each. `docs/figures.md` explains the format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import msgspec

from rehabdesk.figures.mannequin.pose import Landmark, Pose, Record
from rehabdesk.figures.mannequin.vectors import Vec
from rehabdesk.resources import resource_path

Part: TypeAlias = Literal["left_arm", "left_leg", "trunk", "right_leg", "right_arm"]
#: `each`: the working side is chosen; `both`: both sides at once; `alternating`: in turn.
SideHandling: TypeAlias = Literal["each", "both", "alternating"]
Layer: TypeAlias = Literal["back", "front"]
Contact: TypeAlias = Literal[
    "left_foot",
    "right_foot",
    "left_toes",
    "right_toes",
    "left_knee",
    "right_knee",
    "left_hand",
    "right_hand",
    "left_forearm",
    "right_forearm",
    "trunk",
    "shoulders",
]
Muscle: TypeAlias = Literal[
    "left_glute_max",
    "right_glute_max",
    "left_glute_med",
    "right_glute_med",
    "left_rotators",
    "right_rotators",
    "left_quads",
    "right_quads",
    "left_hamstrings",
    "right_hamstrings",
    "left_adductors",
    "right_adductors",
    "left_calf",
    "right_calf",
    "left_hip_flexor",
    "right_hip_flexor",
    "left_tfl",
    "right_tfl",
    "left_obliques",
    "right_obliques",
    "core",
]

_Span = tuple[float, float]


class Mat(Record, frozen=True, tag_field="kind", tag="mat"):
    """An exercise mat on the floor (or a bed's sheet at a height)."""

    x: _Span = (-0.19, 0.19)
    y: _Span = (-0.52, 0.52)


class Block(Record, frozen=True, tag_field="kind", tag="block"):
    """A box: step, bench, worktop, bed, cushion.

    Attributes:
        low: The corner with the smallest coordinates.
        high: The corner with the largest.
        soft: Whether it is a cushion or mattress.
        layer: Behind or in front of the body.
        solid: Whether the body may not be inside it.
    """

    low: Vec
    high: Vec
    soft: bool = False
    layer: Layer = "back"
    solid: bool = True


class Chair(Record, frozen=True, tag_field="kind", tag="chair"):
    """A chair.

    Attributes:
        at: The middle of the seat, x and y.
        heading: Where someone sitting on it looks; 0 is +y, 90 is +x.
        seat: Height of the seat.
        layer: Behind or in front of the body.
    """

    at: tuple[float, float]
    heading: float = 0.0
    seat: float = 0.265
    layer: Layer = "back"


class Table(Record, frozen=True, tag_field="kind", tag="table"):
    """A worktop on two legs.

    Attributes:
        low: The corner of the top with the smallest x and y.
        high: The corner with the largest.
        top: Height.
        layer: Behind or in front of the body.
    """

    low: tuple[float, float]
    high: tuple[float, float]
    top: float = 0.54
    layer: Layer = "back"


class Wall(Record, frozen=True, tag_field="kind", tag="wall"):
    """A piece of wall.

    Attributes:
        axis: The axis it stands across.
        at: Where on that axis.
        span: Its extent on the other axis.
        height: Its extent upwards.
        layer: Behind or in front of the body.
    """

    axis: Literal["x", "y"]
    at: float
    span: _Span = (-0.26, 0.26)
    height: float = 1.04
    layer: Layer = "back"


class Roll(Record, frozen=True, tag_field="kind", tag="roll"):
    """A rolled towel, pillow or ball (start and end alike).

    Attributes:
        start: One end of its middle line.
        end: The other end.
        radius: Thickness.
        layer: Behind or in front of the body.
    """

    start: Vec
    end: Vec
    radius: float
    layer: Layer = "back"


class KneeBall(Record, frozen=True, tag_field="kind", tag="knee_ball"):
    """A ball held between the knees."""

    radius: float = 0.05


class Loop(Record, frozen=True, tag_field="kind", tag="loop"):
    """A band around both legs.

    Attributes:
        part: Where on the thighs (or shins), 0 to 1 towards the knee (ankle).
        on: Which part of the legs.
    """

    part: float = 0.82
    on: Literal["thigh", "shin"] = "thigh"


class Anchor(Record, frozen=True):
    """A point a cord runs through: on the body or, with `room`, in the room."""

    to: Landmark
    part: float = 0.0
    offset: Vec = (0.0, 0.0, 0.0)


class Cord(Record, frozen=True, tag_field="kind", tag="cord"):
    """A band with an anchor, or a strap in the hands.

    Attributes:
        through: Its points in order.
        post: Whether the last point is a post on the floor.
        layer: Behind or in front of the body.
    """

    through: Annotated[list[Anchor], msgspec.Meta(min_length=2)]
    post: bool = False
    layer: Layer = "front"


Prop: TypeAlias = Mat | Block | Chair | Table | Wall | Roll | KneeBall | Loop | Cord


class Arrow(Record, frozen=True):
    """Shows where something moves.

    Attributes:
        follow: The landmark whose way it shows.
        away: The direction in the picture (x right, y down) in which it is moved until it is clear
            of the body; left out, away from the body's middle.
        span: The part of the movement it shows.
        push: A direction in the room: the arrow shows this push where nothing moves.
        inwards: Whether the push comes from outside and ends at the body.
        least: Its least length.
    """

    follow: Landmark
    away: tuple[float, float] | None = None
    span: tuple[float, float] = (0.0, 1.0)
    push: Vec | None = None
    inwards: bool = False
    least: float = 0.10


class Description(Record, frozen=True):
    """How an exercise is drawn, for the right side.

    Attributes:
        exercise: The exercise's id.
        sides: How it deals with the two sides.
        camera: Azimuth (0 front, 90 the figure's right) and elevation in degrees.
        poses: The start, places on the way, the end.
        moves: The parts of the body that move.
        contacts: What must stay where it is during the whole movement.
        props: Things in the room.
        muscles: Where it should be felt, one or two.
        arrows: What moves.
        order: Parts from back to front, where depth alone does not tell.
        shown: The moment (0 to 1) of the still picture.
        cycle: Seconds of one round, for a movement that goes round and ends where it began.
    """

    exercise: str
    sides: SideHandling
    camera: tuple[float, float]
    poses: Annotated[tuple[Pose, ...], msgspec.Meta(min_length=2)]
    moves: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    contacts: tuple[Contact, ...]
    muscles: Annotated[tuple[Muscle, ...], msgspec.Meta(max_length=3)]
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    order: tuple[Part, ...] = ()
    shown: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    cycle: Annotated[float, msgspec.Meta(gt=0)] | None = None


def figure_ids() -> tuple[str, ...]:
    """Return the ids of all exercises that have a figure, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_path("figures").glob("*.json")))


def load_description(exercise: str) -> Description:
    """Return an exercise's figure as it ships with the program.

    Raises:
        FileNotFoundError: The exercise has no figure.
        ValueError: The file is not a valid description.
    """
    return read_description(resource_path("figures", f"{exercise}.json"))


def read_description(path: Path) -> Description:
    """Return the figure in a file.

    In the file each pose names only what differs from the one before.

    Raises:
        ValueError: The file is not a valid description.
    """
    raw = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    poses: list[dict[str, Any]] = []
    for pose in raw.get("poses", []):
        poses.append(_completed(poses[-1], pose) if poses else pose)
    found = msgspec.convert({**raw, "poses": poses}, Description)
    if found.exercise != path.stem:
        raise ValueError(f"{path.name} describes {found.exercise}")
    return found


def _completed(before: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return a pose with what it does not name taken from the pose before."""
    made = dict(before)
    for key, value in change.items():
        same = isinstance(value, dict) and isinstance(made.get(key), dict)
        if same and value.get("how", made[key].get("how")) == made[key].get("how"):
            made[key] = {**made[key], **value}
        else:
            made[key] = value
    return made
