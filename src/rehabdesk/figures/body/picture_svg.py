"""A panel of a picture as an SVG drawing for paper: black lines on white, without its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rehabdesk.figures.body.curves import Point, Polygon
from rehabdesk.figures.body.frames import Frame
from rehabdesk.figures.body.model import Line
from rehabdesk.figures.body.picture import Panel, Stroke, arrow_head
from rehabdesk.figures.body.polygons import Box

#: The name by which every reader of SVG knows the format; nothing is fetched from there.
_NAMESPACE: Final = "http:" + "//www.w3.org/2000/svg"
#: Units per centimetre of the body.
_UNITS: Final = 40.0
_INK: Final = "#14191A"
_SOFT: Final = "#8B9294"
_STRONG: Final = "#5A6163"
_WEAK: Final = "#C9CDCE"
_OUTLINE: Final = 14.0
_DETAIL: Final = 7.0
_STROKE: Final = 22.0
_HALO: Final = 44.0
_LEADER: Final = 7.0
_HEAD: Final = 130.0


def panel_svg(panel: Panel) -> bytes:
    """Return the shapes of a panel, as large as its box."""
    frame = panel.frame(_UNITS)
    width, height = panel.box.width * _UNITS, panel.box.height * _UNITS
    parts = "".join(_parts(panel, frame))
    return (
        f'<svg xmlns="{_NAMESPACE}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}"><g fill="none" stroke-linecap="round" '
        f'stroke-linejoin="round">{parts}</g></svg>'
    ).encode("ascii")


def _parts(panel: Panel, frame: Frame) -> Iterator[str]:
    view = panel.view
    closeup = view.closeups[panel.closeup] if panel.closeup is not None else None
    for mark in panel.marks:
        fill = _STRONG if mark.strength == "strong" else _WEAK
        for piece in mark.shape.pieces:
            yield f'<path d="{_path(piece, frame)}Z" fill="{fill}"/>'
    shown = [line for line in view.lines if line.detail == 0 or closeup]
    shown += [*(closeup.lines if closeup else ()), *view.garment_lines]
    for line in shown:
        yield from _line(line, panel, frame)
    for run in _runs(_closed(view.outline), panel.box):
        yield _polyline(run, frame, _INK, _OUTLINE)
    for label in panel.labels:
        if label.to is not None:
            yield _polyline((label.at, label.to), frame, "#FFFFFF", 3 * _LEADER)
            yield _polyline((label.at, label.to), frame, _INK, _LEADER)
            x, y = frame.to_screen(*label.to)
            yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="18" fill="{_INK}" stroke="#FFFFFF" '
            yield 'stroke-width="8"/>'
    for stroke in panel.strokes:
        yield from _stroke(stroke, frame)


def _line(line: Line, panel: Panel, frame: Frame) -> Iterator[str]:
    points = _closed(line.points) if line.closed else line.points
    for run in _runs(points, panel.box):
        yield _polyline(run, frame, _SOFT, max(4.0, _DETAIL * line.weight))


def _stroke(stroke: Stroke, frame: Frame) -> Iterator[str]:
    points = stroke.points
    dash = ' stroke-dasharray="70 50"' if stroke.look == "dashed" else ""
    yield _polyline(points, frame, "#FFFFFF", _HALO)
    yield _polyline(points, frame, _INK, _STROKE, dash)
    if stroke.look == "arrow":
        tail, tip = frame.to_screen(*points[-2]), frame.to_screen(*points[-1])
        head = " ".join(f"{x:.0f},{y:.0f}" for x, y in arrow_head(tail, tip, _HEAD))
        yield f'<polygon points="{head}" fill="{_INK}" stroke="#FFFFFF" stroke-width="10"/>'


def _closed(points: Polygon) -> Polygon:
    return (*points, points[0])


def _runs(points: Iterable[Point], box: Box) -> Iterator[Polygon]:
    """Split a line into the runs of points that are inside a box."""
    run: list[Point] = []
    for point in points:
        x, y = point
        if box.left <= x <= box.right and box.top <= y <= box.bottom:
            run.append(point)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
    if len(run) > 1:
        yield tuple(run)


def _path(points: Iterable[Point], frame: Frame) -> str:
    return "M" + " ".join(
        f"{x:.0f},{y:.0f}" for x, y in (frame.to_screen(*point) for point in points)
    )


def _polyline(
    points: Iterable[Point], frame: Frame, colour: str, width: float, more: str = ""
) -> str:
    return f'<path d="{_path(points, frame)}" stroke="{colour}" stroke-width="{width:.0f}"{more}/>'
