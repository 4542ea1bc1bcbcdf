"""A drawing of the body that can be clicked, and reached by keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from rehabdesk.domain.regions import Joint, Side, SidedRegion, View
from rehabdesk.figures.body.frames import Frame, closeup_frame, whole_frame
from rehabdesk.figures.body.hits import TOLERANCE_CM, Hit, hits
from rehabdesk.figures.body.model import BodyView
from rehabdesk.ui.body.painter import drawing_pixmap, paint_drawing
from rehabdesk.ui.body.region_painter import RegionMark, RegionPainter
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.body.theme_colours import body_colours
from rehabdesk.ui.pictures.layers import Layer
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.theme.tokens import Tokens

#: Half of the least size of a thing that can be clicked, in pixels.
HALF_TARGET = 18
#: The side of the chosen region; None for both.
SIDE_KEYS: Mapping[int, Side | None] = {
    Qt.Key.Key_L: Side.LEFT,
    Qt.Key.Key_R: Side.RIGHT,
    Qt.Key.Key_B: None,
}
_STEP_KEYS: Mapping[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


def is_side_key(event: QKeyEvent) -> bool:
    """Tell whether a key alone names a side or both."""
    return event.key() in SIDE_KEYS and not event.modifiers()


class RegionButton(QAbstractButton):
    """The invisible, focusable twin of a region for keyboard and screen reader.

    The drawing beneath shows its focus; the mouse passes through to the drawing.
    """

    focus_changed = Signal()
    step_wanted = Signal(int)
    key_typed = Signal(QKeyEvent)

    def __init__(self, where: SidedRegion, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.where = where
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the canvas paints regions."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the canvas show the focus."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the canvas show that the focus went."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours, Space and Enter choose, digits go on to the pad."""
        step = _STEP_KEYS.get(event.key())
        if step is not None:
            self.step_wanted.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.text().isdigit() or is_side_key(event):
            self.click()
            self.key_typed.emit(event)
        else:
            super().keyPressEvent(event)


class BodyCanvas(QWidget):
    """Shows one drawing (whole or close-up, of one leg or both) with its regions.

    Several canvases share a `RegionSelection`, so that they always agree.
    """

    #: A click fell between regions: the candidates and the place in global coordinates.
    neighbours_found = Signal(object, QPoint)
    key_typed = Signal(QKeyEvent)
    #: A region was clicked with the mouse.
    clicked = Signal()
    #: The drawing was fitted into another size.
    fitted = Signal()

    def __init__(
        self,
        view: BodyView,
        selection: RegionSelection,
        theme: Theme,
        name_of: Callable[[SidedRegion], str],
        *,
        side: Side | None = None,
        closeup: Joint | None = None,
        badges: bool = True,
        tip_of: Callable[[SidedRegion], str] | None = None,
    ) -> None:
        """Make a canvas.

        Args:
            view: The drawing.
            selection: What it shows and chooses.
            theme: Colours.
            name_of: The name of a region with its side, for tooltips and assistive tools.
            side: The leg, in inner and outer views and in close-ups.
            closeup: The close-up to show instead of the whole drawing.
            badges: Whether numbers are printed on the regions.
            tip_of: What the tooltip says of a region; its name by default.
        """
        super().__init__()
        self._badges = badges
        self._view = view
        self._selection = selection
        self._theme = theme
        self._name_of = name_of
        self._tip_of = tip_of or name_of
        self._side = side
        self._closeup = closeup
        self._frame: Frame | None = None
        self._drawing = QPixmap()
        self._regions: RegionPainter | None = None
        self._buttons: dict[SidedRegion, RegionButton] = {}
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        for shape in view.shapes(side, closeup):
            self._add_button(shape.where)
        self._make_tab_stop()
        selection.region_chosen.connect(self._chosen)
        selection.values_changed.connect(self._values_changed)
        selection.hovered.connect(self.update)
        theme.changed.connect(self._redraw)
        self._values_changed()

    @property
    def frame(self) -> Frame | None:
        """Where the drawing sits in the widget; None before it has a size."""
        return self._frame

    @property
    def regions(self) -> tuple[SidedRegion, ...]:
        """The regions on this canvas."""
        return tuple(self._buttons)

    @property
    def buttons(self) -> tuple[RegionButton, ...]:
        """The focusable twins of the regions."""
        return tuple(self._buttons.values())

    def region_centre(self, where: SidedRegion) -> QPoint:
        """Return a point inside a region, in the widget's coordinates.

        Raises:
            KeyError: The region is not on this canvas.
            RuntimeError: The canvas has no size yet.
        """
        if self._regions is None:
            raise RuntimeError("the canvas has no size yet")
        return self._regions.anchor(where).toPoint()

    def hits_at(self, x: float, y: float) -> tuple[Hit, ...]:
        """Return the regions that a click at a place of the widget may mean."""
        if self._frame is None:
            return ()
        body_x, body_y = self._frame.from_screen(x, y)
        if self._closeup is not None:
            tolerance = HALF_TARGET / self._frame.scale
        else:
            tolerance = max(TOLERANCE_CM, HALF_TARGET / self._frame.scale / 2)
        return hits(self._view, body_x, body_y, tolerance, side=self._side, closeup=self._closeup)

    def sizeHint(self) -> QSize:
        """Ask for the least; the layout gives what is there."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which regions can be told apart."""
        return QSize(130, 210)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the drawing into the new size."""
        super().resizeEvent(event)
        self._redraw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the kept drawing and the regions over it."""
        if self._regions is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawing)
        marks = [self._mark(where) for where in self._buttons if self._shows(where)]
        self._regions.paint(painter, marks, badges=self._badges, outlines=False)
        painter.end()

    def painting(self) -> Callable[[Tokens], list[Layer]]:
        """Return what draws the map as it is now, for pictures; it can run on another thread."""
        frame, view, box = self._frame, self._view, QRectF(self.rect())
        marks = [
            replace(self._mark(where), hovered=False, selected=False, focused=False)
            for where in self.values
        ]

        def layers(tokens: Tokens) -> list[Layer]:
            if frame is None:
                return []
            colours = body_colours(tokens)

            def draw(painter: QPainter) -> None:
                paint_drawing(painter, view, frame, colours)
                regions = RegionPainter(view, frame, colours)
                regions.paint(painter, badges=False)
                regions.paint(painter, marks, outlines=False)

            return [Layer(box, draw, inside=True, soft=True)]

        return layers

    @property
    def look(self) -> tuple[View, Side | None, Joint | None]:
        """Which drawing it is: the view, the leg, the close-up."""
        return self._view.view, self._side, self._closeup

    @property
    def values(self) -> Mapping[SidedRegion, float]:
        """What is rated on it, without what was only rated before."""
        known = self._selection.values
        return {where: known[where].value for where in self._buttons if where in known}

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the region under the pointer."""
        found = self.hits_at(event.position().x(), event.position().y())
        where = found[0].where if found else None
        self._selection.point_at(where)
        self.setToolTip(self._tip_of(where) if where is not None else "")
        cursor = Qt.CursorShape.PointingHandCursor if where else Qt.CursorShape.ArrowCursor
        self.setCursor(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the region under the pointer; between regions, offer the neighbours."""
        if event.button() != Qt.MouseButton.LeftButton or self._frame is None:
            return
        x, y = event.position().x(), event.position().y()
        found = self.hits_at(x, y)
        if not found:
            return
        spot = self._frame.spot(x, y)
        self._selection.choose(found[0].where, spot)
        self.clicked.emit()
        if found[0].distance_cm > 0 and len(found) > 1:
            self.neighbours_found.emit(found, event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the region under the pointer."""
        super().leaveEvent(event)
        self._selection.point_at(None)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw when the screen's pixel ratio may have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._redraw()

    def _add_button(self, where: SidedRegion) -> None:
        one = RegionButton(where, self._name_of(where), self)
        one.clicked.connect(lambda _=False, where=where: self._selection.choose(where))
        one.focus_changed.connect(self.update)
        one.step_wanted.connect(self._step)
        one.key_typed.connect(self.key_typed)
        self._buttons[where] = one

    def _shows(self, where: SidedRegion) -> bool:
        selection = self._selection
        return (
            where in selection.values
            or where in selection.ghosts
            or where in (selection.current, selection.hover)
            or self._buttons[where].hasFocus()
        )

    def _mark(self, where: SidedRegion) -> RegionMark:
        entered = self._selection.values.get(where)
        ghost = self._selection.ghosts.get(where)
        shown = entered or ghost
        return RegionMark(
            where,
            value=entered.value if entered else None,
            ghost=ghost.value if ghost and not entered else None,
            text=shown.text if shown else "",
            hovered=self._selection.hover == where,
            selected=self._selection.current == where,
            focused=self._buttons[where].hasFocus(),
        )

    def _redraw(self) -> None:
        width, height = self.width(), self.height()
        if width < 40 or height < 40:
            return
        if self._closeup is not None and self._side is not None:
            frame = closeup_frame(self._view, self._closeup, self._side, width, height)
        else:
            frame = whole_frame(self._view, width, height, side=self._side, margin=6)
        colours = body_colours(self._theme.tokens)
        self._frame = frame
        self._drawing = drawing_pixmap(
            self._view, frame, colours, width, height, self.devicePixelRatioF()
        )
        self._regions = RegionPainter(self._view, frame, colours)
        # The dotted outlines never change, so they are kept with the drawing: a paint has only
        # those regions to do that are marked.
        painter = QPainter(self._drawing)
        self._regions.paint(painter, badges=False)
        painter.end()
        for where, one in self._buttons.items():
            box = self._regions.path(where).boundingRect().toAlignedRect()
            one.setGeometry(box.intersected(QRect(0, 0, width, height)))
        self.fitted.emit()
        self.update()

    def _chosen(self, where: SidedRegion | None) -> None:
        for other, one in self._buttons.items():
            one.setChecked(other == where)
        self._make_tab_stop()
        self.update()

    def _make_tab_stop(self) -> None:
        # One region takes part in the Tab order; arrows reach the others.
        if not self._buttons:
            return
        current = self._selection.current
        stop = current if current in self._buttons else next(iter(self._buttons))
        for where, one in self._buttons.items():
            policy = Qt.FocusPolicy.TabFocus if where == stop else Qt.FocusPolicy.NoFocus
            one.setFocusPolicy(policy)

    def _step(self, by: int) -> None:
        order = list(self._buttons)
        focused = next((w for w, one in self._buttons.items() if one.hasFocus()), order[0])
        target = order[(order.index(focused) + by) % len(order)]
        for where, one in self._buttons.items():
            policy = Qt.FocusPolicy.TabFocus if where == target else Qt.FocusPolicy.NoFocus
            one.setFocusPolicy(policy)
        self._buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _values_changed(self) -> None:
        for where, one in self._buttons.items():
            known = self._selection.values.get(where) or self._selection.ghosts.get(where)
            one.setAccessibleDescription(known.spoken if known else "")
        self.update()
