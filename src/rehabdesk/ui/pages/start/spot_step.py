"""The last screen: where the worst spot is, how strong it is, and a first plan."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.first_plan import suggested_template
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.safety.gate import GateReading
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.start.plan_offer import PlanOffer
from rehabdesk.ui.safety.gate_card import GateCard
from rehabdesk.ui.widgets.basic import Card, Chips, Segments, button, choice_box, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad


class SpotStep(QWidget):
    """A region, a side, a rating; below, a plan for it."""

    saved = Signal()
    skipped = Signal()
    #: The safety questions are wanted first.
    safety_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        tr, self._regions = context.tr, context.regions
        self._tr = tr
        self._index: LibraryIndex | None = None
        self._make_fields(context)
        card = self._make_card()
        self.offer = PlanOffer(tr)
        self.offer.changed.connect(self._update)
        self.gate = GateCard(tr)
        self.gate.wanted.connect(lambda _: self.safety_wanted.emit())
        self.footer = self._make_footer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (card, self.gate, self.offer):
            column.addWidget(part)
        self.places.changed.connect(self._place_chosen)
        self.others.currentIndexChanged.connect(self._other_chosen)
        self.side.chosen.connect(lambda _: self._update())
        self.pad.rated.connect(lambda _: self._update())
        self.pad.committed.connect(self._enter)
        self._update()

    def _make_fields(self, context: UiContext) -> None:
        tr = self._tr
        main = [(one.id, tr.say(one.name)) for one in self._regions if one.main]
        self.places = Chips(tr("start", "Worst spot"), main)
        self.others = choice_box()
        self.others.setAccessibleName(tr("start", "Another place"))
        self.others.addItem(tr("start", "Another place…"), "")
        for region in self._regions:
            if not region.main:
                self.others.addItem(tr.say(region.name), region.id)
        self.side = Segments(
            tr("start", "Side"),
            [
                (Side.LEFT.value, tr("dosage", "Your left")),
                (Side.RIGHT.value, tr("dosage", "Your right")),
            ],
        )
        self.pad = IntensityPad(tr, context.theme)
        self.pad.setAccessibleName(tr("start", "How strong is the pain now?"))

    def _make_card(self) -> Card:
        tr = self._tr
        card = Card(tr("start", "Where is the worst spot?"))
        self._side_caption = label(tr("start", "Which side?"), "row")
        card.body.addWidget(self.places)
        card.body.addLayout(_left(self.others))
        card.body.addSpacing(4)
        card.body.addWidget(self._side_caption)
        card.body.addLayout(_left(self.side))
        card.body.addSpacing(4)
        card.body.addWidget(label(tr("start", "How strong is the pain now?"), "row"))
        card.body.addWidget(self.pad)
        return card

    def _make_footer(self) -> QWidget:
        tr = self._tr
        self.skip = button(tr("start", "Skip to Today"), "quiet")
        self.skip.clicked.connect(self.skipped)
        self.save = button("", "primary")
        self.save.setAutoDefault(True)
        self.save.clicked.connect(self.saved)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.save)
        return footer

    @property
    def where(self) -> SidedRegion | None:
        """What was chosen, or None while region or side are missing."""
        region = self._region
        if not region:
            return None
        if not self._regions[region].sided:
            return SidedRegion(region, Side.NONE)
        return SidedRegion(region, Side(self.side.current)) if self.side.current else None

    @property
    def pain(self) -> tuple[SidedRegion, int] | None:
        """Where and how strong, or None while something is missing."""
        where, rating = self.where, self.pad.rating
        return None if where is None or rating is None else (where, rating)

    def forget(self) -> None:
        """Begin anew."""
        self.places.choose([])
        self.others.setCurrentIndex(0)
        self.side.choose("")
        self.pad.show_rating(None)
        self._update()

    def show_state(self, index: LibraryIndex, reading: GateReading, has_plan: bool) -> None:
        """Offer a plan, or say what plans wait for; who has one keeps it unless they say so."""
        self.offer.take.tick(ticked=not has_plan)
        self._index = index
        self.gate.show_gate(reading.gate, reading.number, only_if_closed=True)
        self.offer.setVisible(reading.gate.allows_training)
        self._update()

    def focus_main(self) -> None:
        """Put the keyboard on the places."""
        first = self.places.findChildren(QWidget)[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _region(self) -> str:
        chosen = self.places.chosen
        return chosen[0] if chosen else str(self.others.currentData() or "")

    def _place_chosen(self) -> None:
        if self.places.chosen:
            self.others.blockSignals(True)
            self.others.setCurrentIndex(0)
            self.others.blockSignals(False)
        self._update()

    def _other_chosen(self) -> None:
        if self.others.currentData():
            self.places.choose([])
        self._update()

    def _update(self) -> None:
        region = self._region
        sided = not region or self._regions[region].sided
        self.side.setVisible(sided)
        self._side_caption.setVisible(sided)
        if self._index is not None:
            self.offer.show_template(suggested_template(region, self.pad.rating), self._index)
        self.save.setText(self._save_text())
        why = self._why_not()
        self.save.setEnabled(not why)
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _save_text(self) -> str:
        """Say what is saved, as the plan may be out of sight."""
        tr = self._tr
        if self.offer.draft is None:
            return tr("start", "Save the pain")
        begun = bool(self._region) or self.pad.rating is not None
        return tr("start", "Save pain and plan") if begun else tr("start", "Save the plan")

    def _why_not(self) -> str:
        tr = self._tr
        begun = bool(self._region) or self.pad.rating is not None
        if self.pain is not None or (not begun and self.offer.draft is not None):
            return ""
        if not self._region:
            return tr("start", "Choose where it hurts, or skip this")
        if self.where is None:
            return tr("start", "Choose the side first")
        return tr("start", "Say how strong it is first")

    def _enter(self) -> None:
        if self.save.isEnabled():
            self.saved.emit()


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
