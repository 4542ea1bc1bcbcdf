"""Still figures as pixmaps, drawn one at a time while the window answers, and kept."""

from __future__ import annotations

import base64
import binascii
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.regions import Side
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.resources import resource_path
from rehabdesk.ui.figures.colours import theme_colours
from rehabdesk.ui.figures.painter import paint_figure
from rehabdesk.ui.theme.theme import Theme

#: Pixmaps that are kept: every card and every row of a long plan at two sizes.
MOST_KEPT = 240


@dataclass(frozen=True, slots=True)
class FigureWish:
    """A still picture that somebody wants to show.

    Attributes:
        exercise: Library id.
        side: The working side.
        width: In logical pixels.
        height: In logical pixels.
        ratio: Device pixels per logical pixel.
        ground: The colour role of what is behind it.
        moving: Show where the movement begins, and its arrow.
        moment: 0 for the start, 1 for the end, or None for the moment that stands for it.
    """

    exercise: str
    side: Side
    width: int
    height: int
    ratio: float = 1.0
    ground: str = "surface"
    moving: bool = True
    moment: float | None = None


class FigureShelf(QObject):
    """Hands out pictures of exercises. What is not drawn yet is drawn when nothing else is to do.

    The last wish is fulfilled first: that is what has just come into sight.
    """

    #: Emitted with an exercise's id when a picture of it has been drawn.
    drawn = Signal(str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmaps: OrderedDict[FigureWish, QPixmap] = OrderedDict()
        self._own: dict[str, QPixmap] = {}
        self._known: dict[str, bool] = {}
        self._wishes: list[FigureWish] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._draw_one)
        theme.changed.connect(self._forget)

    def has(self, exercise: Exercise) -> bool:
        """Tell whether there is anything to show of an exercise."""
        if exercise.picture:
            return not self.own_picture(exercise).isNull()
        if exercise.is_own:
            return False
        known = self._known.get(exercise.id)
        if known is None:
            known = self._known[exercise.id] = _is_drawn(exercise.id)
        return known

    def picture(self, exercise: Exercise, wish: FigureWish) -> QPixmap | None:
        """Return a picture, or None where there is none or not yet; then `drawn` will tell."""
        if exercise.picture:
            return _fitted(self.own_picture(exercise), wish)
        if not self.has(exercise):
            return None
        found = self._pixmaps.get(wish)
        if found is not None:
            self._pixmaps.move_to_end(wish)
            return found
        if wish in self._wishes:
            self._wishes.remove(wish)
        self._wishes.append(wish)
        if not self._timer.isActive():
            self._timer.start()
        return None

    def own_picture(self, exercise: Exercise) -> QPixmap:
        """Return the picture of an own exercise; a null pixmap if it cannot be read."""
        found = self._own.get(exercise.picture)
        if found is None:
            found = QPixmap()
            try:
                data = base64.b64decode(exercise.picture, validate=True)
            except (binascii.Error, ValueError):
                data = b""
            if data:
                found.loadFromData(data)
            self._own[exercise.picture] = found
        return found

    @Slot()
    def _draw_one(self) -> None:
        if not self._wishes:
            return
        wish = self._wishes.pop()
        try:
            self._pixmaps[wish] = self._drawing(wish)
        except (FileNotFoundError, ValueError):
            # A figure that cannot be read is none; the text stands alone.
            self._known[wish.exercise] = False
        while len(self._pixmaps) > MOST_KEPT:
            self._pixmaps.popitem(last=False)
        if self._wishes:
            self._timer.start()
        self.drawn.emit(wish.exercise)

    def _drawing(self, wish: FigureWish) -> QPixmap:
        figure = load_figure(wish.exercise, wish.side)
        moment = figure.shown if wish.moment is None else wish.moment
        moving = wish.moving
        drawing = figure.drawing(moment, ghost=moving, arrow=moving)
        pixmap = QPixmap(QSize(round(wish.width * wish.ratio), round(wish.height * wish.ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        pixmap.setDevicePixelRatio(wish.ratio)
        tokens = self._theme.tokens
        painter = QPainter(pixmap)
        room = QRectF(0, 0, wish.width, wish.height)
        paint_figure(painter, drawing, room, theme_colours(tokens, tokens.colours[wish.ground]))
        painter.end()
        return pixmap

    @Slot()
    def _forget(self) -> None:
        self._pixmaps.clear()
        self._wishes.clear()


def _is_drawn(exercise_id: str) -> bool:
    try:
        resource_path("figures", f"{exercise_id}.json")
    except FileNotFoundError:
        return False
    return True


def _fitted(picture: QPixmap, wish: FigureWish) -> QPixmap | None:
    if picture.isNull():
        return None
    size = QSize(round(wish.width * wish.ratio), round(wish.height * wish.ratio))
    keep, smooth = (
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    scaled = picture.scaled(size, keep, smooth)
    scaled.setDevicePixelRatio(wish.ratio)
    return scaled
