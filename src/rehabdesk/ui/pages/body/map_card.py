"""The map itself: the chosen drawing, the side labels, and the choice of drawings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.domain.text import Translator
from rehabdesk.figures.body.frames import x_is_flipped
from rehabdesk.figures.body.model import BodyView
from rehabdesk.ui.body.canvas import BodyCanvas
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, SideLabel, label


class MapCard(Card):
    """Shows one of the four drawings; each is made when first shown."""

    key_typed = Signal(QKeyEvent)
    neighbours_found = Signal(object, QPoint)
    clicked = Signal()

    def __init__(
        self,
        load: Callable[[View], BodyView],
        selection: RegionSelection,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
        tip_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._load = load
        self._selection = selection
        self._theme = theme
        self._tr = tr
        self._name_of = name_of
        self._tip_of = tip_of
        self._stack = QStackedWidget()
        self._pages: dict[View, QWidget] = {}
        self._view = View.FRONT
        self.setAccessibleName(tr("body map", "Body map"))
        self.body.setContentsMargins(12, 12, 12, 8)
        self.body.addWidget(self._stack)

    @property
    def view(self) -> View:
        """The drawing that is shown."""
        return self._view

    @property
    def canvases(self) -> tuple[BodyCanvas, ...]:
        """The canvases of the drawing that is shown."""
        page = self._pages.get(self._view)
        return tuple(page.findChildren(BodyCanvas)) if page is not None else ()

    def show_view(self, view: View) -> None:
        """Show a drawing."""
        self._view = view
        if view not in self._pages:
            page = self._make_page(self._load(view))
            self._pages[view] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[view])

    def _make_page(self, view: BodyView) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        # The person's left is at the viewer's right, except from behind.
        order = (Side.LEFT, Side.RIGHT) if view.view is View.BACK else (Side.RIGHT, Side.LEFT)
        labels = QHBoxLayout()
        for side in order:
            labels.addWidget(SideLabel(self._tr, side), 1, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(labels)
        if view.mirrored:
            column.addWidget(self._canvas(view, None), 1)
            return page
        legs = QHBoxLayout()
        legs.setSpacing(8)
        for side in order:
            leg = QVBoxLayout()
            leg.setSpacing(0)
            leg.addLayout(self._direction_labels(view.view, side))
            leg.addWidget(self._canvas(view, side), 1)
            legs.addLayout(leg, 1)
        column.addLayout(legs, 1)
        return page

    def _canvas(self, view: BodyView, side: Side | None) -> BodyCanvas:
        canvas = BodyCanvas(
            view, self._selection, self._theme, self._name_of, side=side, tip_of=self._tip_of
        )
        canvas.key_typed.connect(self.key_typed)
        canvas.neighbours_found.connect(self.neighbours_found)
        canvas.clicked.connect(self.clicked)
        return canvas

    def _direction_labels(self, view: View, side: Side) -> QHBoxLayout:
        front = label(self._tr("body map", "front"), "meta")
        back = label(self._tr("body map", "back"), "meta")
        front_first = x_is_flipped(view, side)
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 4, 0)
        row.addWidget(front if front_first else back)
        row.addStretch(1)
        row.addWidget(back if front_first else front)
        return row
