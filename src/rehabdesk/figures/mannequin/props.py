"""Draws the things in the room, in the same space and camera as the figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rehabdesk.figures.mannequin import anatomy as body
from rehabdesk.figures.mannequin import description as props
from rehabdesk.figures.mannequin.bones import Skeleton
from rehabdesk.figures.mannequin.camera import Camera, Point
from rehabdesk.figures.mannequin.drawing import Fill, Ink, Item, Outline, Stroke
from rehabdesk.figures.mannequin.outlines import Circle, Polygon, area, row
from rehabdesk.figures.mannequin.vectors import Vec, add, dot, lerp, sub, unit

#: The direction the light comes from, for the faces of boxes.
_LIGHT = unit((0.35, 0.45, 1.0))
_LINE = Ink("prop_line")


@dataclass(frozen=True, slots=True)
class Room:
    """What is drawn before and after the body.

    Attributes:
        back: Items behind the body.
        front: Items in front of it.
        reach: Points that must fit into the picture.
    """

    back: tuple[Item, ...]
    front: tuple[Item, ...]
    reach: tuple[Point, ...]


def draw_room(things: Sequence[props.Prop], camera: Camera, skeleton: Skeleton) -> Room:
    """Return the drawn things of a room.

    Args:
        things: What is in it.
        camera: Where it is looked at from.
        skeleton: The figure, for what it wears and holds.
    """
    back: list[Item] = []
    front: list[Item] = []
    for thing in things:
        layer = "front" if isinstance(thing, props.Loop | props.KneeBall) else "back"
        if not isinstance(thing, props.Loop | props.KneeBall | props.Mat):
            layer = thing.layer
        (front if layer == "front" else back).extend(_drawn(thing, camera, skeleton))
    reach = [point for item in (*back, *front) for point in _points(item)]
    return Room(tuple(back), tuple(front), tuple(reach))


def _points(item: Item) -> Iterator[Point]:
    if isinstance(item, Fill):
        for polygon in item.polygons:
            yield from polygon
    elif isinstance(item, Stroke):
        yield from item.points


def _drawn(thing: props.Prop, camera: Camera, skeleton: Skeleton) -> list[Item]:
    match thing:
        case props.Mat():
            return _mat(thing, camera)
        case props.Block():
            return _block(thing.low, thing.high, camera, soft=thing.soft)
        case props.Chair():
            return _chair(thing, camera)
        case props.Table():
            return _table(thing, camera)
        case props.Wall():
            return _wall(thing, camera)
        case props.Roll():
            return _roll([(thing.start, thing.radius), (thing.end, thing.radius)], camera)
        case props.KneeBall():
            middle = lerp(skeleton.left_leg.knee, skeleton.right_leg.knee, 0.5)
            return _roll([(middle, thing.radius), (middle, thing.radius)], camera)
        case props.Loop():
            return _loop(thing, camera, skeleton)
    return _cord(thing, camera, skeleton)


def _face(corners: Sequence[Vec], camera: Camera, fill: Ink, line: Ink) -> list[Item]:
    polygon = tuple(camera.point(corner) for corner in corners)
    if area(polygon) < 0:
        polygon = polygon[::-1]
    return [Outline((polygon,), line, ("fine",)), Fill((polygon,), fill)]


def _mat(mat: props.Mat, camera: Camera) -> list[Item]:
    (x0, x1), (y0, y1), thick = mat.x, mat.y, -0.012
    line = Ink("mat_line")
    top = [(x0, y0, 0.0), (x1, y0, 0.0), (x1, y1, 0.0), (x0, y1, 0.0)]
    items: list[Item] = []
    for a, b in zip(top, (*top[1:], top[0]), strict=True):
        outward = (b[1] - a[1], a[0] - b[0], 0.0)
        if dot(outward, camera.look) < 0:
            edge = [a, b, (b[0], b[1], thick), (a[0], a[1], thick)]
            items += _face(edge, camera, Ink("mat", -0.14), line)
    return items + _face(top, camera, Ink("mat"), line)


def _block(low: Vec, high: Vec, camera: Camera, *, soft: bool = False) -> list[Item]:
    """Return the visible faces of a box."""
    items: list[Item] = []
    fill, line = ("mat", Ink("mat_line")) if soft else ("prop", _LINE)
    for axis in range(3):
        for end, corner in ((-1.0, low), (1.0, high)):
            normal = tuple(end if index == axis else 0.0 for index in range(3))
            if (
                normal[0] * camera.look[0] + normal[1] * camera.look[1] + normal[2] * camera.look[2]
                >= -1e-6
            ):
                continue
            first, second = ((1, 2), (2, 0), (0, 1))[axis]
            corners = []
            for a, b in ((low, low), (high, low), (high, high), (low, high)):
                place = [corner[axis]] * 3
                place[first], place[second] = a[first], b[second]
                corners.append((place[0], place[1], place[2]))
            bright = normal[0] * _LIGHT[0] + normal[1] * _LIGHT[1] + normal[2] * _LIGHT[2]
            shade = 0.05 if axis == 2 else -0.16 + 0.14 * bright
            ink = Ink("mat" if fill == "mat" else "prop", shade)
            items += _face(corners, camera, ink, line)
    return items


def _chair(chair: props.Chair, camera: Camera) -> list[Item]:
    angle = math.radians(chair.heading)
    ahead, right = (math.sin(angle), math.cos(angle)), (math.cos(angle), -math.sin(angle))

    def spot(x: float, y: float, z: float) -> Vec:
        return (
            chair.at[0] + right[0] * x + ahead[0] * y,
            chair.at[1] + right[1] * x + ahead[1] * y,
            z,
        )

    wide, deep, seat, back = 0.125, 0.125, chair.seat, chair.seat + 0.30
    feet = [(x, y) for x in (-wide, wide) for y in (-deep, deep)]
    feet.sort(key=lambda foot: -camera.depth(spot(foot[0], foot[1], 0.0)))
    bar = Ink("prop_line")
    items: list[Item] = [
        Stroke(
            (camera.point(spot(x * 0.94, y, 0.012)), camera.point(spot(x * 0.94, y, seat - 0.02))),
            bar,
            "bar",
        )
        for x, y in feet
    ]
    rest: list[Item] = [
        Stroke(
            (
                camera.point(spot(x * 0.94, -deep, seat)),
                camera.point(spot(x * 0.94, -deep - 0.035, back)),
            ),
            bar,
            "bar",
        )
        for x in (-wide, wide)
    ]
    panel = [
        spot(-wide, -deep - 0.016, seat + 0.13),
        spot(wide, -deep - 0.016, seat + 0.13),
        spot(wide, -deep - 0.036, back),
        spot(-wide, -deep - 0.036, back),
    ]
    rest += _face(panel, camera, Ink("prop", 0.02), _LINE)
    top = _slab([spot(x, y, seat) for x, y in _corners(wide, deep)], 0.022, camera)
    behind = camera.depth(spot(0, -deep, seat)) > camera.depth(spot(0, deep, seat))
    return [*items, *rest, *top] if behind else [*items, *top, *rest]


def _corners(wide: float, deep: float) -> list[tuple[float, float]]:
    return [(-wide, -deep), (wide, -deep), (wide, deep), (-wide, deep)]


def _slab(top: list[Vec], thick: float, camera: Camera) -> list[Item]:
    """Return a board of any heading: its visible edges and its top."""
    items: list[Item] = []
    for a, b in zip(top, (*top[1:], top[0]), strict=True):
        outward = (b[1] - a[1], a[0] - b[0], 0.0)
        if dot(outward, camera.look) < 0:
            edge = [a, b, (b[0], b[1], b[2] - thick), (a[0], a[1], a[2] - thick)]
            items += _face(edge, camera, Ink("prop", -0.12), _LINE)
    return items + _face(top, camera, Ink("prop", 0.05), _LINE)


def _table(table: props.Table, camera: Camera) -> list[Item]:
    (x0, y0), (x1, y1), top = table.low, table.high, table.top
    bar = Ink("prop_line")
    # The front legs stand back, so that nobody's knees meet them.
    back = y0 + 0.6 * (y1 - y0)
    legs = [(x, y) for x in (x0 + 0.02, x1 - 0.02) for y in (back, y1 - 0.02)]
    legs.sort(key=lambda leg: -camera.depth((leg[0], leg[1], 0.0)))
    items: list[Item] = [
        Stroke((camera.point((x, y, 0.012)), camera.point((x, y, top - 0.02))), bar, "bar")
        for x, y in legs
    ]
    corners: list[Vec] = [(x0, y0, top), (x1, y0, top), (x1, y1, top), (x0, y1, top)]
    return items + _slab(corners, 0.03, camera)


def _wall(wall: props.Wall, camera: Camera) -> list[Item]:
    (a, b), top = wall.span, wall.height
    thick = 0.035
    if wall.axis == "y":
        face: list[Vec] = [(a, wall.at, 0), (b, wall.at, 0), (b, wall.at, top), (a, wall.at, top)]
        far = wall.at + (thick if camera.look[1] > 0 else -thick)
        other: list[Vec] = [(x, far, z) for x, _, z in face]
    else:
        face = [(wall.at, a, 0), (wall.at, b, 0), (wall.at, b, top), (wall.at, a, top)]
        far = wall.at + (thick if camera.look[0] > 0 else -thick)
        other = [(far, y, z) for _, y, z in face]
    light, edge = Ink("prop", 0.12, 0.5), Ink("prop", -0.06, 0.35)
    line = Ink("prop_line", 0.0, 0.3)
    items = _face([face[2], face[3], other[3], other[2]], camera, edge, line)
    for first, second in ((0, 3), (1, 2)):
        side = [face[first], face[second], other[second], other[first]]
        middle_face, middle = _middle(face), _middle(side)
        if camera.depth(middle) < camera.depth(middle_face) + abs(b - a) / 2 * 0.999 and (
            camera.depth(face[first]) < camera.depth(middle_face)
        ):
            items += _face(side, camera, edge, line)
    return items + _face(face, camera, light, line)


def _middle(corners: Sequence[Vec]) -> Vec:
    total = (0.0, 0.0, 0.0)
    for corner in corners:
        total = add(total, corner)
    return (total[0] / len(corners), total[1] / len(corners), total[2] / len(corners))


def _roll(balls: Sequence[tuple[Vec, float]], camera: Camera) -> list[Item]:
    circles = [(*camera.point(centre), radius) for centre, radius in balls]
    polygons = tuple(row(circles))
    inner = tuple(row([(x - r * 0.12, y - r * 0.16, r * 0.8) for x, y, r in circles]))
    return [
        Outline(polygons, _LINE),
        Fill(polygons, Ink("prop", -0.08)),
        Fill(inner, Ink("prop", 0.04)),
    ]


def _loop(loop: props.Loop, camera: Camera, skeleton: Skeleton) -> list[Item]:
    """Return a ribbon across the outer edges of both legs, narrower where it is stretched."""
    ends: list[tuple[Circle, Point]] = []
    for leg in (skeleton.left_leg, skeleton.right_leg):
        start, end = (leg.hip, leg.knee) if loop.on == "thigh" else (leg.knee, leg.ankle)
        flesh = body.THIGH_FLESH if loop.on == "thigh" else body.SHANK_FLESH
        radius = next(s.radius for s in flesh if s.part >= loop.part) + 0.004
        axis = sub(camera_flat(camera, end), camera_flat(camera, start))
        ends.append(((*camera.point(lerp(start, end, loop.part)), radius), (axis[0], axis[1])))
    (a, axis_a), (b, axis_b) = ends
    apart = (b[0] - a[0], b[1] - a[1])
    if math.hypot(*apart) < 0.05:
        along_x, along_y = axis_a[0] + axis_b[0], axis_a[1] + axis_b[1]
        apart = (-along_y, along_x)
        if apart[0] * (b[0] - a[0]) + apart[1] * (b[1] - a[1]) < 0:
            apart = (along_y, -along_x)
    size = math.hypot(*apart) or 1.0
    n = (apart[0] / size, apart[1] / size)
    polygon = _ribbon(a, b, n)
    return [
        Outline((polygon,), Ink("band_line")),
        Fill((polygon,), Ink("band")),
    ]


def camera_flat(camera: Camera, v: Vec) -> Vec:
    """Return a point of space in the picture, as a vector."""
    x, y = camera.point(v)
    return (x, y, 0.0)


def _ribbon(a: Circle, b: Circle, n: Point) -> Polygon:
    m = (-n[1], n[0])
    start = (a[0] - n[0] * a[2], a[1] - n[1] * a[2])
    end = (b[0] + n[0] * b[2], b[1] + n[1] * b[2])
    long = math.hypot(end[0] - start[0], end[1] - start[1])
    wide, waist = 0.021, max(0.012, 0.021 - 0.03 * max(0.0, long - 0.10))
    upper, lower = [], []
    for step in range(9):
        t = step / 8
        half = waist + (wide - waist) * (2 * t - 1) ** 2
        bulge = 0.008 * (1 - (2 * t - 1) ** 2)
        x, y = start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t
        upper.append((x + m[0] * (half + bulge), y + m[1] * (half + bulge)))
        lower.append((x - m[0] * (half - bulge), y - m[1] * (half - bulge)))
    polygon = (*upper, *reversed(lower))
    return polygon if area(polygon) > 0 else polygon[::-1]


def _cord(cord: props.Cord, camera: Camera, skeleton: Skeleton) -> list[Item]:
    places = [
        add(
            (0.0, 0.0, 0.0) if anchor.to == "room" else skeleton.landmark(anchor.to, anchor.part),
            anchor.offset,
        )
        for anchor in cord.through
    ]
    items: list[Item] = []
    if cord.post:
        x, y, z = places[-1]
        items.append(
            Stroke(
                (camera.point((x, y, 0.0)), camera.point((x, y, max(0.45, z + 0.1)))), _LINE, "bar"
            )
        )
    line = tuple(camera.point(place) for place in places)
    items.append(Stroke(line, Ink("band_line"), "cord_line"))
    items.append(Stroke(line, Ink("band"), "cord"))
    return items
