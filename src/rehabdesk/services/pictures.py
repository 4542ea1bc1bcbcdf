"""The pictures beside articles and regions, read from `resources/pictures/` and said in words."""

from __future__ import annotations

import functools
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.names import VIEW_NAMES, full_name
from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.domain.text import Message, Translator
from rehabdesk.figures.body.loading import load_view
from rehabdesk.figures.body.model import BodyView, RegionShape
from rehabdesk.figures.body.picture import (
    Align,
    Label,
    Mark,
    Panel,
    Picture,
    Strength,
    Stroke,
    StrokeLook,
)
from rehabdesk.figures.body.picture_svg import panel_svg
from rehabdesk.figures.body.polygons import Box
from rehabdesk.reports.reading import Drawing, Illustration, PlacedWords
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions

CONTEXT = "picture"
#: Pixels per centimetre of the body, unless a picture says otherwise.
WHOLE_SCALE = 3.2
_REGION_SCALE = 2.4
_MARGIN = 4.0
#: How large drawings are on paper, compared with the screen at usual text size.
_MM_PER_PIXEL = 0.2

_Point = tuple[float, float]
_Words = Annotated[str, Meta(min_length=1, max_length=60)]


class _Strict(Struct, forbid_unknown_fields=True):
    """Refuses names it does not know."""


class MarkData(_Strict):
    """A marked region."""

    region: str
    side: Side = Side.LEFT
    strength: Strength = "strong"


class StrokeData(_Strict):
    """A line over the drawing, in body coordinates (centimetres)."""

    points: Annotated[tuple[_Point, ...], Meta(min_length=2)]
    look: StrokeLook


class LabelData(_Strict):
    """Words; a thin line leads to a point or to a region, if one is given."""

    text: _Words
    at: _Point
    align: Align = "begin"
    to: _Point | None = None
    region: str | None = None
    side: Side = Side.LEFT


class PanelData(_Strict):
    """One drawing."""

    title: _Words
    view: View
    box: tuple[float, float, float, float]
    side: Side | None = None
    closeup: Joint | None = None
    scale: float = WHOLE_SCALE
    marks: tuple[MarkData, ...] = ()
    strokes: tuple[StrokeData, ...] = ()
    labels: tuple[LabelData, ...] = ()


class PictureData(_Strict):
    """One file of `resources/pictures/`."""

    format: Annotated[int, Meta(ge=1, le=1)]
    caption: str
    alternative: str
    source: str
    panels: Annotated[tuple[PanelData, ...], Meta(min_length=1)]


def picture_named(name: str, tr: Translator) -> Picture:
    """Return a picture with its words in the reader's language.

    Raises:
        FileNotFoundError: There is none of this name.
        KeyError: It marks a region that is not on its drawing.
    """
    data = load_picture(name)
    return Picture(
        caption=_say(data.caption, tr),
        alternative=_say(data.alternative, tr),
        panels=tuple(_panel(one, tr) for one in data.panels),
    )


def region_picture(region_id: str, tr: Translator, side: Side | None = None) -> Picture:
    """Return a drawing with one region marked.

    Args:
        region_id: The region.
        tr: Says its name.
        side: The side; left out or one it cannot have, the left where it has sides.

    Raises:
        KeyError: There is no such region.
    """
    region = load_regions()[region_id]
    where = SidedRegion(region_id, side if side in region.sides else region.sides[0])
    view = region.views[0]
    drawing = _view(view)
    name = full_name(tr, region, where)
    title = tr("picture", "{view}: {region}", view=tr.say(VIEW_NAMES[view]), region=name)
    box = drawing.box
    panel = Panel(
        title=title,
        view=drawing,
        side=None if drawing.mirrored else where.side,
        closeup=None,
        box=Box(box.left - _MARGIN, box.top, box.right + _MARGIN, box.bottom + _MARGIN),
        scale=_REGION_SCALE,
        marks=(Mark(_shape(drawing, where), "strong"),),
        strokes=(),
        labels=(),
    )
    alternative = tr(
        "picture", "Drawing of the body with one region marked: {region}.", region=name
    )
    return Picture("", alternative, (panel,))


def illustration(picture: Picture) -> Illustration:
    """Return a picture as drawings for paper."""
    return Illustration(picture.caption, picture.alternative, tuple(map(_drawing, picture.panels)))


@functools.cache
def load_picture(name: str) -> PictureData:
    """Read one file of `resources/pictures/`.

    Raises:
        FileNotFoundError: There is none of this name.
        msgspec.ValidationError: It is not as it should be.
    """
    content = resource_path("pictures", f"{name}.json").read_bytes()
    return msgspec.json.decode(content, type=PictureData)


@functools.cache
def _view(view: View) -> BodyView:
    return load_view(view)


def _panel(data: PanelData, tr: Translator) -> Panel:
    drawing = _view(data.view)
    marks = tuple(
        Mark(_shape(drawing, SidedRegion(one.region, one.side), data.closeup), one.strength)
        for one in data.marks
    )
    return Panel(
        title=_say(data.title, tr),
        view=drawing,
        side=data.side,
        closeup=data.closeup,
        box=Box(*data.box),
        scale=data.scale,
        marks=marks,
        strokes=tuple(Stroke(one.points, one.look) for one in data.strokes),
        labels=tuple(_label(one, drawing, tr, data.closeup) for one in data.labels),
    )


def _drawing(panel: Panel) -> Drawing:
    scale = panel.scale * _MM_PER_PIXEL
    frame = panel.frame(1.0)
    words = []
    for one in panel.labels:
        x, y = frame.to_screen(*one.at)
        across, down = x / panel.box.width, y / panel.box.height
        words.append(PlacedWords(one.text, across, down, one.align))
    return Drawing(
        panel.title,
        panel_svg(panel),
        panel.box.width * scale,
        panel.box.height * scale,
        tuple(words),
    )


def _label(data: LabelData, drawing: BodyView, tr: Translator, closeup: Joint | None) -> Label:
    to = data.to
    if data.region is not None:
        to = _shape(drawing, SidedRegion(data.region, data.side), closeup).anchor
    return Label(_say(data.text, tr), data.at, to, data.align)


def _shape(drawing: BodyView, where: SidedRegion, closeup: Joint | None = None) -> RegionShape:
    shape = drawing.shape(where, closeup)
    if shape is None:
        raise KeyError(f"{where} is not on the {drawing.view.value} drawing")
    return shape


def _say(text: str, tr: Translator) -> str:
    return tr.say(Message(CONTEXT, text)) if text else ""
