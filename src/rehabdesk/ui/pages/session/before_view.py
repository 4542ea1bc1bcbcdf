"""Pain right before a session; nothing has to be rated."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, SideLabel, button, clear_layout, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

COLUMN = 640


class BeforeView(QWidget):
    """A pad for each primary region, or one for pain in general."""

    #: Ratings by region, and the general one or None.
    begun = Signal(object, object)
    given_up = Signal()

    def __init__(
        self,
        theme: Theme,
        tr: Translator,
        regions: RegionCatalogue,
        name_of: Callable[[SidedRegion], str],
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._regions, self._name_of = theme, tr, regions, name_of
        self._pads: list[tuple[SidedRegion | None, IntensityPad]] = []
        self._card = Card(tr("session", "How is it right now?"), tr("session", "before you begin"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self._card.body.addLayout(self._rows)
        hint = tr("session", "Rate what you feel at this moment. You can leave it out.")
        self._card.body.addWidget(label(hint, "meta", wrap=True))
        self._card.setMaximumWidth(theme.tokens.scaled(COLUMN))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        outer.addStretch(1)
        self.footer = self._make_footer()

    @property
    def pads(self) -> tuple[IntensityPad, ...]:
        """The pads from top to bottom."""
        return tuple(pad for _, pad in self._pads)

    def show_regions(self, asked: tuple[SidedRegion, ...]) -> None:
        """Ask about regions, nothing rated yet."""
        clear_layout(self._rows)
        self._pads = []
        self.begin.setEnabled(True)
        for one in asked:
            self._add(one, self._head(one), self._name_of(one))
        if not asked:
            name = self._tr("session", "Pain right now")
            self._add(None, label(name, "row"), name)

    def focus_main(self) -> None:
        """Put the keyboard on the first pad."""
        for pad in self.pads[:1]:
            pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, where: SidedRegion) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(self._tr.say(self._regions[where.region].name), "row"))
        row.addWidget(SideLabel(self._tr, where.side))
        row.addStretch(1)
        return head

    def _add(self, where: SidedRegion | None, head: QWidget, name: str) -> None:
        pad = IntensityPad(self._tr, self._theme)
        pad.setAccessibleName(name)
        pad.committed.connect(self._begin)
        if self._pads:
            pad.leave_out_ends()
        self._pads.append((where, pad))
        self._rows.addWidget(head)
        self._rows.addWidget(pad)

    def _make_footer(self) -> QWidget:
        back = button(self._tr("session", "Back"), "quiet")
        back.clicked.connect(self.given_up)
        self.begin = button(self._tr("session", "Begin"), "primary")
        self.begin.clicked.connect(self._begin)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.begin)
        return footer

    def _begin(self) -> None:
        # Enter on a pad comes here, too, and a second time while the first is being saved.
        if not self.begin.isEnabled():
            return
        rated = {where: pad.rating for where, pad in self._pads if pad.rating is not None}
        general = rated.pop(None, None)
        self.begun.emit(rated, general)
