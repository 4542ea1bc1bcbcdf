"""The enlarged joint beside the map: follows the chosen region and the chosen drawing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from rehabdesk.domain.regions import Joint, RegionCatalogue, Side, SidedRegion, View
from rehabdesk.domain.text import Translator
from rehabdesk.figures.body.model import BodyView
from rehabdesk.ui.body.closeup import CloseUpView
from rehabdesk.ui.body.selection import RegionSelection
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, SideLabel

_Key = tuple[View, Joint, Side]


class CloseUpCard(Card):
    """Shows the knee or the hip of one side, enlarged; each is made when first shown."""

    key_typed = Signal(QKeyEvent)
    neighbours_found = Signal(object, QPoint)
    clicked = Signal()

    def __init__(
        self,
        load: Callable[[View], BodyView],
        selection: RegionSelection,
        regions: RegionCatalogue,
        theme: Theme,
        tr: Translator,
        name_of: Callable[[SidedRegion], str],
        tip_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__(" ")
        self._load = load
        self._selection = selection
        self._regions = regions
        self._theme = theme
        self._tr = tr
        self._name_of = name_of
        self._tip_of = tip_of
        self._side_label = SideLabel(tr)
        self.head.addWidget(self._side_label)
        self.meta.hide()
        self._stack = QStackedWidget()
        self._views: dict[_Key, CloseUpView] = {}
        self._key: _Key = (View.FRONT, Joint.KNEE, Side.LEFT)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.addWidget(self._stack, 1)
        selection.region_chosen.connect(self._region_chosen)

    @property
    def closeup(self) -> CloseUpView | None:
        """The close-up that is shown."""
        return self._views.get(self._key)

    def show_view(self, view: View) -> None:
        """Show the present joint on another drawing."""
        self._show(view, self._key[1], self._key[2])

    def _region_chosen(self, where: SidedRegion | None) -> None:
        if where is None or where.side is Side.NONE:
            return
        joint = self._regions[where.region].joint or self._key[1]
        self._show(self._key[0], joint, where.side)

    def _show(self, view: View, joint: Joint, side: Side) -> None:
        drawing = self._load(view)
        if joint not in drawing.closeups:
            joint = Joint.KNEE if Joint.KNEE in drawing.closeups else joint
        if joint not in drawing.closeups:
            return
        self._key = (view, joint, side)
        if self._key not in self._views:
            one = CloseUpView(
                drawing,
                joint,
                side,
                self._selection,
                self._theme,
                self._name_of,
                lambda where: self._tr.say(self._regions[where.region].short_name),
                self._tip_of,
            )
            one.key_typed.connect(self.key_typed)
            one.neighbours_found.connect(self.neighbours_found)
            one.clicked.connect(self.clicked)
            self._views[self._key] = one
            self._stack.addWidget(one)
        self._stack.setCurrentWidget(self._views[self._key])
        titles = {
            Joint.KNEE: self._tr("body map", "Knee close-up"),
            Joint.HIP: self._tr("body map", "Hip close-up"),
        }
        self.title.setText(titles[joint])
        self._side_label.set_side(side)
