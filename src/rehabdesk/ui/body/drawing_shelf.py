"""Drawings of the body beside texts, made on the worker and kept."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from shiboken6 import isValid

from rehabdesk.domain.regions import Joint, Side, View
from rehabdesk.figures.body.picture import Panel
from rehabdesk.figures.body.polygons import Box
from rehabdesk.ui.body.painter import drawing_image
from rehabdesk.ui.body.theme_colours import body_colours
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.workbench import Workbench

_MOST_KEPT = 24


@dataclass(frozen=True, slots=True)
class _Wish:
    """What makes two drawings the same."""

    view: View
    side: Side | None
    closeup: Joint | None
    box: Box
    width: int
    height: int
    ratio: float
    theme: str


class DrawingShelf(QObject):
    """Hands out drawings; what is not made yet is made in the background, then `drawn` tells."""

    drawn = Signal()

    def __init__(self, workbench: Workbench, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench, self._theme = workbench, theme
        self._kept: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._asked: set[_Wish] = set()
        workbench.diary_closed.connect(self._forget_asked)

    def drawing(self, panel: Panel, width: int, height: int, ratio: float) -> QPixmap | None:
        """Return a panel's drawing, or None while it is being made.

        Args:
            panel: What is drawn.
            width: Of the picture, in logical pixels.
            height: Of the picture, in logical pixels.
            ratio: Device pixels per logical pixel.
        """
        theme = self._theme.tokens.name
        where = (panel.view.view, panel.side, panel.closeup, panel.box)
        wish = _Wish(*where, width, height, ratio, theme)
        found = self._kept.get(wish)
        if found is not None:
            self._kept.move_to_end(wish)
        elif wish not in self._asked:
            self._asked.add(wish)
            frame = panel.frame(width / panel.box.width)
            colours = body_colours(self._theme.tokens)
            self._workbench.read(
                lambda _: drawing_image(panel.view, frame, colours, width, height, ratio),
                lambda image: self._keep(wish, image),
            )
        return found

    def _keep(self, wish: _Wish, image: QImage) -> None:
        if not isValid(self):
            return
        self._asked.discard(wish)
        self._kept[wish] = QPixmap.fromImage(image)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        self.drawn.emit()

    @Slot()
    def _forget_asked(self) -> None:
        # Nothing more is delivered for a diary that was closed.
        self._asked.clear()
