"""Reads the drawings in `resources/body/` and makes them ready for use.

`docs/body_map.md` describes the format. Front and back views are drawn as one half (the person's
left, x > 0) and mirrored here, so the halves are always exactly alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.figures.body.curves import Point, Polygon, Taper, flatten, mirrored, smooth_curve
from rehabdesk.figures.body.model import (
    Area,
    Blob,
    BodyView,
    CloseUp,
    Line,
    Opacity,
    RegionShape,
    Shade,
    SoftStroke,
    Tone,
)
from rehabdesk.figures.body.polygons import Box, area, intersection
from rehabdesk.resources import resource_path

#: Slivers left over from clipping are not regions.
_SLIVER_CM2 = 0.05

_Points = list[list[float]]


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of the records in a file; unknown keys are errors, they would be typing mistakes."""


class _Alpha(_Record, frozen=True):
    light: int
    dark: int


class _Shade(_Record, frozen=True):
    shape: Literal["blob", "stroke", "area"]
    tone: Tone
    alpha: _Alpha
    at: tuple[float, float] = (0.0, 0.0)
    radius: tuple[float, float] = (1.0, 1.0)
    angle: float = 0.0
    points: _Points = []
    widths: list[float] = []
    mirror: bool = True


class _Line(_Record, frozen=True):
    points: _Points
    weight: float = 1.0
    closed: bool = False
    detail: int = 0
    taper: Taper = "both"
    strength: float = 1.0
    mirror: bool = True


class _Region(_Record, frozen=True):
    polygon: _Points
    anchor: tuple[float, float]
    label: tuple[float, float] | None = None
    sided: bool = True
    reach: float = 0.0


class _Override(_Record, frozen=True):
    polygon: _Points | None = None
    anchor: tuple[float, float] | None = None
    label: tuple[float, float] | None = None


class _CloseUp(_Record, frozen=True):
    centre: tuple[float, float]
    width: float
    height: float
    clip_midline: bool = False
    fade: tuple[float, float, float, float] = (0.0, 2.0, 0.0, 2.0)
    lines: list[_Line] = []
    shade: list[_Shade] = []
    regions: dict[str, _Override] = {}


class _File(_Record, frozen=True):
    view: View
    mirror: bool
    outline: _Points
    clip_top: float
    fade: float
    garment: list[_Points] = []
    garment_lines: list[_Line] = []
    shade: list[_Shade] = []
    lines: list[_Line] = []
    regions: dict[str, _Region] = {}
    closeups: dict[Joint, _CloseUp] = {}


def load_view(view: View) -> BodyView:
    """Return the drawing that ships with the program.

    Raises:
        FileNotFoundError: The program has no drawing of this view.
        ValueError: The file is not a valid drawing.
    """
    return read_view(resource_path("body", f"{view.value}.json"))


def read_view(path: Path) -> BodyView:
    """Return the drawing in a file.

    Raises:
        OSError: The file cannot be read.
        ValueError: The file is not a valid drawing.
    """
    try:
        record = msgspec.json.decode(path.read_bytes(), type=_File)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return _Builder(record).view()


class _Builder:
    """Turns a file's records into a drawing; holds the outline everything is clipped to."""

    def __init__(self, record: _File) -> None:
        self._record = record
        # Most regions of a close-up are those of the whole drawing.
        self._known: dict[tuple[tuple[float, ...], ...], tuple[Polygon, ...]] = {}
        self._curve = smooth_curve(self._whole(record.outline), closed=True)
        self._outline = flatten(self._curve, closed=True)

    def view(self) -> BodyView:
        """Return the finished drawing."""
        record = self._record
        return BodyView(
            view=record.view,
            mirrored=record.mirror,
            outline=self._outline,
            outline_curve=self._curve,
            clip_top=record.clip_top,
            fade=record.fade,
            garment=tuple(self._garment()),
            garment_lines=tuple(self._lines(record.garment_lines)),
            shades=tuple(self._shades(record.shade)),
            lines=tuple(self._lines(record.lines)),
            regions=tuple(self._regions(record.regions)),
            closeups={
                joint: self._closeup(joint, closeup) for joint, closeup in record.closeups.items()
            },
        )

    def _whole(self, half: _Points) -> _Points:
        """Return the points of both halves where the file holds one."""
        if not self._record.mirror:
            return half
        return half + [[-point[0], *point[1:]] for point in reversed(half) if point[0] != 0]

    def _clipped(self, points: Sequence[Sequence[float]]) -> tuple[Polygon, ...]:
        """Return the part of a closed curve that is on the body."""
        key = tuple(tuple(point) for point in points)
        if key not in self._known:
            polygon = flatten(smooth_curve(points, closed=True), closed=True)
            pieces = intersection(polygon, self._outline)
            self._known[key] = tuple(piece for piece in pieces if area(piece) > _SLIVER_CM2)
        return self._known[key]

    def _garment(self) -> Iterator[Polygon]:
        for points in self._record.garment:
            yield from self._clipped(self._whole(points))

    def _lines(self, records: Sequence[_Line]) -> Iterator[Line]:
        for record in records:
            points = flatten(
                smooth_curve(record.points, closed=record.closed), closed=record.closed
            )
            halves = [points]
            if self._record.mirror and record.mirror:
                halves.append(tuple((-x, y) for x, y in points))
            for half in halves:
                yield Line(
                    half,
                    record.weight,
                    record.closed,
                    record.detail,
                    record.taper,
                    record.strength,
                )

    def _shades(self, records: Sequence[_Shade]) -> Iterator[Shade]:
        for record in records:
            yield _shade(record, 1)
            if self._record.mirror and record.mirror:
                yield _shade(record, -1)

    def _regions(self, records: dict[str, _Region]) -> Iterator[RegionShape]:
        for region_id, record in records.items():
            yield from self._sides(region_id, record)

    def _sides(self, region_id: str, record: _Region) -> Iterator[RegionShape]:
        """Return a region for each side it has.

        Raises:
            ValueError: The region is not on the body.
        """
        pieces = self._clipped(record.polygon)
        if not pieces:
            raise ValueError(f"the region {region_id} is not on the {self._record.view} drawing")
        label = record.label or record.anchor

        def shape(side: Side, *, mirror: bool) -> RegionShape:
            here = tuple(mirrored(piece) for piece in pieces) if mirror else pieces
            return RegionShape(
                SidedRegion(region_id, side),
                here,
                _mirror_point(record.anchor) if mirror else record.anchor,
                _mirror_point(label) if mirror else label,
                record.reach,
                Box.of([point for piece in here for point in piece]),
            )

        if record.sided:
            yield shape(Side.LEFT, mirror=False)
            yield shape(Side.RIGHT, mirror=self._record.mirror)
        else:
            yield shape(Side.NONE, mirror=False)

    def _closeup(self, joint: Joint, record: _CloseUp) -> CloseUp:
        """Return a close-up with the regions whose anchor is in it."""
        box = Box(
            record.centre[0] - record.width / 2,
            record.centre[1] - record.height / 2,
            record.centre[0] + record.width / 2,
            record.centre[1] + record.height / 2,
        )
        unknown = sorted(set(record.regions) - set(self._record.regions))
        if unknown:
            raise ValueError(f"the close-up of the {joint} names unknown regions: {unknown}")
        regions: list[RegionShape] = []
        for region_id, base in self._record.regions.items():
            change = record.regions.get(region_id, _Override())
            merged = _Region(
                change.polygon or base.polygon,
                change.anchor or base.anchor,
                change.label or change.anchor or base.label,
                base.sided,
                base.reach,
            )
            if box.holds(merged.anchor):
                regions += self._sides(region_id, merged)
        return CloseUp(
            joint,
            box,
            record.clip_midline,
            record.fade,
            tuple(self._lines(record.lines)),
            tuple(self._shades(record.shade)),
            tuple(regions),
        )


def _mirror_point(point: Point) -> Point:
    return (-point[0], point[1])


def _shade(record: _Shade, sign: int) -> Shade:
    """Return a shade, mirrored if `sign` is -1.

    Raises:
        ValueError: A soft stroke has no widths.
    """
    alpha = Opacity(record.alpha.light, record.alpha.dark)
    if record.shape == "blob":
        at = (sign * record.at[0], record.at[1])
        return Blob(record.tone, at, record.radius, sign * record.angle, alpha)
    closed = record.shape == "area"
    points = flatten(smooth_curve(record.points, closed=closed), closed=closed)
    moved = tuple((sign * x, y) for x, y in points)
    if closed:
        return Area(record.tone, moved, alpha)
    if not record.widths:
        raise ValueError("a soft stroke needs widths")
    return SoftStroke(record.tone, moved, tuple(record.widths), alpha)
