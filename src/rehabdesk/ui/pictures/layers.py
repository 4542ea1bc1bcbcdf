"""What a widget hands over to have its drawing made anew, in other colours and at any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from rehabdesk.ui.theme.tokens import Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A part of a drawing.

    Attributes:
        box: Where it is, in the widget's coordinates.
        draw: Paints it in these coordinates.
        inside: Nothing of it is to be seen outside the box.
        soft: Its shades are no lines and areas: it goes into an SVG file as an image.
        vector: What stands in an SVG file instead of it: elements in points of its own, whose
            width and height follow; None to have it drawn.
        at: Where the widget lies in the picture.
    """

    box: QRectF
    draw: Callable[[QPainter], None]
    inside: bool = False
    soft: bool = False
    vector: tuple[str, QSizeF] | None = None
    at: QPointF = field(default_factory=QPointF)

    def moved(self, by: QPointF) -> Layer:
        """Return it at another place of the picture."""
        return replace(self, at=self.at + by)


@runtime_checkable
class Drawable(Protocol):
    """A widget that can be drawn anew."""

    def layers(self, tokens: Tokens) -> Sequence[Layer]:
        """Return its drawing from below to above, in the colours of a theme."""


@runtime_checkable
class Resized(Protocol):
    """A widget that is drawn larger on a picture than it is."""

    def picture_size(self) -> QSizeF:
        """Return its size on a picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """Something that pictures can be made of.

    Attributes:
        size: How large it is.
        layers: Returns its layers in the colours of a theme.
        anywhere: Drawing it touches no widget, so another thread can do it.
        widgets: What it draws; without them it cannot be drawn any more.
    """

    size: QSizeF
    layers: Callable[[Tokens], Sequence[Layer]]
    anywhere: bool = False
    widgets: tuple[QWidget, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether it can still be drawn: charts are made anew when the diary changes."""
        return all(map(isValid, self.widgets))


def stacked(widgets: Sequence[Drawable]) -> Drawing:
    """Return widgets of one column as they stand below each other, without what is between."""
    parts = [widget for widget in widgets if isinstance(widget, QWidget)]
    size = QSizeF(max(one.width() for one in parts), sum(one.height() for one in parts))

    def layers(tokens: Tokens) -> list[Layer]:
        found, top = [], 0.0
        for widget, part in zip(widgets, parts, strict=True):
            found += [one.moved(QPointF(0, top)) for one in widget.layers(tokens)]
            top += part.height()
        return found

    return Drawing(size, layers, widgets=tuple(parts))


def drawing_of(widget: Drawable) -> Drawing:
    """Return a widget as it is now."""
    if not isinstance(widget, QWidget):
        raise TypeError("only widgets have a size")
    size = widget.picture_size() if isinstance(widget, Resized) else QSizeF(widget.size())
    return Drawing(size, widget.layers, widgets=(widget,))
