"""Which picture there is at a place of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from rehabdesk.domain.names import SIDE_NAMES, VIEW_NAMES, YOUR_SIDE_NAMES
from rehabdesk.domain.regions import Joint, Side, View
from rehabdesk.figures.body.frames import Frame
from rehabdesk.services.reporting.maps import body_figure
from rehabdesk.services.trend_texts import period
from rehabdesk.ui.body.canvas import BodyCanvas
from rehabdesk.ui.charts.board import ChartBoard
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pictures.layers import Drawable, Drawing, Layer, drawing_of
from rehabdesk.ui.pictures.picture import Picture
from rehabdesk.ui.theme.tokens import Tokens

#: Letters of the report's maps are for paper; on a screen they have to be larger.
PAPER_SCALE = 1.7


@runtime_checkable
class Captioned(Protocol):
    """A widget that says what the drawings in it show."""

    def picture_caption(self) -> tuple[str, str]:
        """Return a title, and which days are shown; each may be empty."""


def picture_at(page: QWidget, at: QPoint, context: UiContext) -> Picture | None:
    """Return the picture at a place of a page, or None if nothing is drawn there.

    Args:
        page: The page.
        at: The place, in its coordinates.
        context: The program.
    """
    child = page.childAt(at)
    above = [] if child is None else list(_up(child, page))
    for one in above:
        if isinstance(one, ChartBoard):
            return _of_board(one, one.mapFrom(page, at), context)
    for one in above:
        if isinstance(one, BodyCanvas):
            return _of_body(one, _caption(above), context)
        if isinstance(one, Drawable):
            title, days = _caption(above)
            title = title or one.accessibleName()
            return Picture(title, days, context.workbench.diary_name, drawing_of(one))
    return None


def largest(page: QWidget) -> QWidget | None:
    """Return the largest drawing of a page that can be seen, or None if there is none."""

    def seen(one: QWidget) -> int:
        box = one.visibleRegion().boundingRect()
        return box.width() * box.height()

    found = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, Drawable | BodyCanvas) and one.isVisible() and seen(one)
    ]
    return max(found, key=seen, default=None)


def _up(child: QWidget, page: QWidget) -> Iterator[QWidget]:
    """Go from a widget up to the page it is on."""
    one: QWidget | None = child
    while one is not None:
        yield one
        if one is page:
            return
        one = one.parentWidget()


def _caption(above: list[QWidget]) -> tuple[str, str]:
    return next((one.picture_caption() for one in above if isinstance(one, Captioned)), ("", ""))


def _of_board(board: ChartBoard, at: QPoint, context: UiContext) -> Picture | None:
    found = board.picture_at(at)
    if found is None:
        return None
    shown, drawing = found
    title = shown if isinstance(shown, str) else context.tr.list_of(shown)
    first, last = (dt.date.fromordinal(round(day)) for day in board.days_seen)
    return Picture(title, period(context.tr, first, last), context.workbench.diary_name, drawing)


def _ends(frame: Frame | None, context: UiContext) -> tuple[str, str]:
    """Return what lies at the left and at the right of a drawing: without it, sides are guesses."""
    tr = context.tr
    if frame is None:
        return "", ""
    if frame.view in {View.FRONT, View.BACK}:
        left, right = tr.say(SIDE_NAMES[Side.LEFT]), tr.say(SIDE_NAMES[Side.RIGHT])
        return (left, right) if frame.left_side_first else (right, left)
    front, back = tr("body map", "front"), tr("body map", "back")
    return (front, back) if frame.front_first else (back, front)


def _with_ends(layer: Layer, ends: tuple[str, str], tokens: Tokens, painter: QPainter) -> None:
    layer.draw(painter)
    font = QFont(QApplication.font())
    font.setPixelSize(tokens.type_px["caption"])
    painter.setFont(font)
    painter.setPen(QColor(tokens.colours["text2"]))
    box = layer.box.adjusted(2, 2, -2, -2)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, ends[0])
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, ends[1])


def _of_body(canvas: BodyCanvas, caption: tuple[str, str], context: UiContext) -> Picture:
    tr, look = context.tr, canvas.look
    view, side, closeup = look
    titles = {
        None: caption[0] or tr("body map", "Body map"),
        Joint.KNEE: tr("body map", "Knee close-up"),
        Joint.HIP: tr("body map", "Hip close-up"),
    }
    shown = tr.say(VIEW_NAMES[view])
    name = tr("picture", "{title}: {view}", title=titles[closeup], view=shown)
    if side is not None:
        name = tr("picture", "{map}, {side}", map=name, side=tr.say(YOUR_SIDE_NAMES[side]))
    size, values, paint = QSizeF(canvas.size()), dict(canvas.values), canvas.painting()

    ends = _ends(canvas.frame, context) if closeup is None else ("", "")

    def layers(tokens: Tokens) -> list[Layer]:
        found = paint(tokens)
        if closeup is not None:
            return found
        found = [
            Layer(one.box, partial(_with_ends, one, ends, tokens), True, True) for one in found
        ]
        # In an SVG file it is drawn as in the report: lines and areas, and nothing else.
        paper = size / PAPER_SCALE
        box = (paper.width(), paper.height())
        figure = body_figure((view, side), values, context.regions, tr, box)
        vector = (figure.picture.inline(figure.alternative), paper)
        return [replace(one, vector=vector) for one in found]

    drawing = Drawing(size, layers, anywhere=True)
    return Picture(name, caption[1], context.workbench.diary_name, drawing)
