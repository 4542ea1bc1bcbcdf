"""The body map on paper: which views are shown, and where each region lies on them.

`figures.body.frames` alone knows left from right; everything here goes through it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rehabdesk.domain.names import VIEW_NAMES
from rehabdesk.domain.regions import RegionCatalogue, Side, SidedRegion, View
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.figures.body.curves import Point, simplified
from rehabdesk.figures.body.frames import Frame, whole_frame
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.body.model import BodyView, Line, RegionShape
from rehabdesk.figures.body.polygons import contains, intersection
from rehabdesk.reports.drawing.body_map import BodyPicture, DrawnLine, DrawnRegion, draw_body
from rehabdesk.reports.report import Figure
from rehabdesk.services.reporting.words import region_short, side_letter

#: A view, and the leg it shows where it shows one leg.
Look = tuple[View, Side | None]

#: Room for the title and the sides in one row, and in two where the title is long.
_ONE_ROW, _TWO_ROWS = 13.0, 25.0
_MARGIN = 3.0
#: Thickness of a line of weight 1, in points.
_PEN = 0.5
#: Points nearer than this to the line between their neighbours are left out: a tenth of a point.
_TOLERANCE_CM = 0.06
_ONE_LEG: dict[tuple[View, Side], Message] = {
    (View.INNER, Side.LEFT): message("report map", "Left leg, inner side"),
    (View.INNER, Side.RIGHT): message("report map", "Right leg, inner side"),
    (View.OUTER, Side.LEFT): message("report map", "Left leg, outer side"),
    (View.OUTER, Side.RIGHT): message("report map", "Right leg, outer side"),
}


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A drawing with as many points as paper can show, in body coordinates.

    Attributes:
        view: The drawing it is made from.
        outline: The body, cut off where the drawing begins.
        garment: The shorts.
        lines: Inner lines that are drawn at this size.
        pieces: The polygons of each region on it.
    """

    view: BodyView
    outline: tuple[Point, ...]
    garment: tuple[tuple[Point, ...], ...]
    lines: tuple[tuple[tuple[Point, ...], float, bool], ...]
    pieces: Mapping[SidedRegion, tuple[tuple[Point, ...], ...]]


@functools.cache
def _drawing(name: View) -> _Drawing:
    """Return a drawing made ready for paper; it is read once."""
    view = load_view(name)
    return _Drawing(
        view=view,
        outline=simplified(_below(view.outline, view.clip_top), _TOLERANCE_CM),
        garment=tuple(simplified(piece, _TOLERANCE_CM) for piece in view.garment),
        lines=tuple(
            (simplified(run, _TOLERANCE_CM), max(0.25, _PEN * line.weight), line.closed)
            for line in (*view.garment_lines, *view.lines)
            if line.detail == 0
            for run in _runs_inside(line, view)
        ),
        pieces={
            shape.where: tuple(simplified(piece, _TOLERANCE_CM) for piece in shape.pieces)
            for shape in view.regions
        },
    )


def looks_of(where: SidedRegion, regions: RegionCatalogue) -> tuple[Look, ...]:
    """Return every view a region is drawn on, the best one first.

    An inner or outer view shows one leg, the one the region is on.
    """
    best = regions[where.region].views
    found: list[Look] = []
    for view in (*best, *(one for one in View if one not in best)):
        sides = (Side.LEFT, Side.RIGHT) if where.side is Side.NONE else (where.side,)
        one_leg = view in {View.INNER, View.OUTER}
        looks: list[Look] = [(view, side) for side in sides] if one_leg else [(view, None)]
        found += [look for look in looks if _is_on(where, look)]
    return tuple(found)


def _is_on(where: SidedRegion, look: Look) -> bool:
    return any(shape.where == where for shape in _drawing(look[0]).view.shapes(look[1]))


def short_looks(
    where: Sequence[SidedRegion], regions: RegionCatalogue, most: int | None = None
) -> tuple[Look, ...]:
    """Return as few views as show all regions: front and back before the sides.

    Args:
        where: The regions, the most important one first.
        regions: All regions.
        most: So many views at most; the last regions may then be on none of them.
    """
    preferred: list[Look] = [(View.FRONT, None), (View.BACK, None)]
    needed: list[Look] = []
    for one in where:
        looks = looks_of(one, regions)
        if not any(look in needed for look in looks):
            needed.append(next((look for look in preferred if look in looks), looks[0]))
    return _ordered(needed[:most]) or ((View.FRONT, None),)


def all_looks(where: Sequence[SidedRegion], regions: RegionCatalogue) -> tuple[Look, ...]:
    """Return every view that shows any of some regions."""
    return _ordered([look for one in where for look in looks_of(one, regions)])


def _ordered(looks: Sequence[Look]) -> tuple[Look, ...]:
    order = [(View.FRONT, None), (View.BACK, None),
             *((view, side) for view in (View.OUTER, View.INNER)
               for side in (Side.RIGHT, Side.LEFT))]  # fmt: skip
    return tuple(one for one in order if one in looks)


def body_figure(
    look: Look,
    values: Mapping[SidedRegion, float],
    regions: RegionCatalogue,
    tr: Translator,
    size: tuple[float, float],
    *,
    tall: bool = False,
) -> Figure:
    """Return one view of the body with the regions on it that have a value.

    Args:
        look: The view.
        values: Pain by region, 0 to 10.
        regions: All regions.
        tr: Says names and numbers.
        size: Width and height, in points.
        tall: With room for a long title, as its neighbours have one.
    """
    picture = draw_body(body_picture(look, values, tr, size, tall=tall))
    return Figure(picture, _alternative(look, values, regions, tr))


def body_picture(
    look: Look,
    values: Mapping[SidedRegion, float],
    tr: Translator,
    size: tuple[float, float],
    *,
    tall: bool = False,
) -> BodyPicture:
    """Return where everything of one view lies on the paper."""
    drawing, side = _drawing(look[0]), look[1]
    view = drawing.view
    width, height = size
    heading = _TWO_ROWS if tall or side is not None else _ONE_ROW
    frame = whole_frame(view, width, height - heading, side=side, margin=_MARGIN)
    frame = replace(frame, origin=(frame.origin[0], frame.origin[1] + heading))
    shapes = [one for one in view.shapes(side) if one.where in values]
    left, right = _ends(frame, tr)
    return BodyPicture(
        width=width,
        height=height,
        outline=_placed(frame, drawing.outline),
        garment=tuple(_placed(frame, piece) for piece in drawing.garment),
        lines=tuple(
            DrawnLine(_placed(frame, points), width, closed)
            for points, width, closed in drawing.lines
        ),
        regions=tuple(_region(shape, drawing, frame, values[shape.where], tr) for shape in shapes),
        title=_title(look, tr),
        left=left,
        right=right,
        heading=heading,
    )


def _place(frame: Frame, point: Point) -> Point:
    return frame.to_screen(*point)


def _placed(frame: Frame, points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(_place(frame, point) for point in points)


def _region(
    shape: RegionShape, drawing: _Drawing, frame: Frame, value: float, tr: Translator
) -> DrawnRegion:
    return DrawnRegion(
        pieces=tuple(_placed(frame, piece) for piece in drawing.pieces[shape.where]),
        anchor=_place(frame, shape.anchor),
        value=value,
        text=tr.number(value, 1),
    )


def _below(outline: Sequence[Point], top: float) -> tuple[Point, ...]:
    """Return the outline cut off where the drawing begins."""
    left, right = min(x for x, _ in outline) - 1, max(x for x, _ in outline) + 1
    bottom = max(y for _, y in outline) + 1
    window = ((left, top), (right, top), (right, bottom), (left, bottom))
    return max(intersection(tuple(outline), window), key=len)


def _runs_inside(line: Line, view: BodyView) -> Iterator[tuple[Point, ...]]:
    """Return the parts of a line that lie on the visible body; a closed line is whole or none."""
    inside = [point[1] >= view.clip_top and contains(view.outline, point) for point in line.points]
    if line.closed:
        if all(inside):
            yield line.points
        return
    run: list[Point] = []
    for point, kept in zip(line.points, inside, strict=True):
        if kept:
            run.append(point)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)


def _title(look: Look, tr: Translator) -> str:
    view, side = look
    return tr.say(VIEW_NAMES[view] if side is None else _ONE_LEG[view, side])


def _ends(frame: Frame, tr: Translator) -> tuple[str, str]:
    """Return what stands at the left and at the right above a view."""
    if frame.view in {View.FRONT, View.BACK}:
        left, right = side_letter(tr, Side.LEFT), side_letter(tr, Side.RIGHT)
        return (left, right) if frame.left_side_first else (right, left)
    front, back = tr("report map", "front"), tr("report map", "back")
    return (front, back) if frame.front_first else (back, front)


def _alternative(
    look: Look, values: Mapping[SidedRegion, float], regions: RegionCatalogue, tr: Translator
) -> str:
    view = _drawing(look[0]).view
    shown = [shape.where for shape in view.shapes(look[1]) if shape.where in values]
    title = _title(look, tr)
    if not shown:
        return tr("report map", "Body map, {view}: no region with entries.", view=title)
    parts = [
        tr("report map", "{region} {value}", region=region_short(tr, regions, where),
           value=tr.number(values[where], 1))
        for where in sorted(shown, key=lambda one: (-values[one], one))
    ]  # fmt: skip
    return tr("report map", "Body map, {view}: {regions}.", view=title, regions=", ".join(parts))
