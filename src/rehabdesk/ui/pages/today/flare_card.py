"""Tells that a flare is on, why, and what tends to help; it changes nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.flare_plan import FlareView, gentler_text
from rehabdesk.services.flares import (
    call_texts,
    load_flare_plan,
    mornings_text,
    reason_texts,
)
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.flow_box import FlowBox


class FlareCard(Card):
    """Reasons, steps, the suggestion for the plan, and when to talk to the physio."""

    #: The red-flag questions are wanted.
    questions_wanted = Signal()
    #: A draft of the plan is wanted: "flare" or "before-flare".
    draft_wanted = Signal(str)

    def __init__(self, regions: RegionCatalogue, tr: Translator) -> None:
        plan = load_flare_plan()
        super().__init__(tr.say(plan.title))
        self._regions, self._tr, self._plan = regions, tr, plan
        self._text = QVBoxLayout()
        self._text.setSpacing(4)
        self.questions = button(tr("flare", "Answer the safety questions"))
        self.questions.clicked.connect(self.questions_wanted)
        self.gentler = button(tr("flare", "Gentler plan as a draft…"))
        self.gentler.clicked.connect(lambda: self.draft_wanted.emit("flare"))
        self.back = button(tr("flare", "Plan from before as a draft…"))
        self.back.clicked.connect(lambda: self.draft_wanted.emit("before-flare"))
        self._buttons = FlowBox()
        for one in (self.questions, self.gentler, self.back):
            self._buttons.add(one)
        self.body.addLayout(self._text)
        self.body.addWidget(self._buttons)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """Everything the card says, from top to bottom."""
        found = []
        for place in range(self._text.count()):
            item = self._text.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                found.append(str(widget.property("text")))
        return found

    def show_view(self, view: FlareView | None) -> None:
        """Tell about a flare, or nothing."""
        clear_layout(self._text)
        self.setVisible(view is not None)
        if view is None:
            return
        tr, plan = self._tr, self._plan
        over = view.state.over
        self.title.setText(tr("flare", "The flare has settled") if over else tr.say(plan.title))
        self.setAccessibleName(self.title.text())
        if over:
            self._say(tr.say(plan.settled))
        else:
            self._tell(view)
        self.questions.setVisible(not over and not view.asked)
        self.gentler.setVisible(bool(view.gentler))
        self.back.setVisible(over and view.earlier is not None)
        self._buttons.setVisible(
            any(not one.isHidden() for one in (self.questions, self.gentler, self.back))
        )

    def _tell(self, view: FlareView) -> None:
        tr, plan = self._tr, self._plan
        for reason in reason_texts(view.state.flare, self._regions, tr):
            self._say(reason)
        self._say(tr.say(plan.what), "subtitle")
        for number, step in enumerate(plan.steps, 1):
            self._say(tr("flare", "{number}. {step}", number=number, step=tr.say(step)))
        self._say(mornings_text(view.state.flare, tr), "subtitle")
        for call in call_texts(view.state, tr):
            self._say(call, "row")
        if not view.state.calls:
            self._say(tr.say(plan.advice), "subtitle")
        if view.gentler:
            self._say(tr("flare", "Your plan, gentler for now"), "row")
            for one in view.gentler:
                self._say(gentler_text(one, view.index, tr), "subtitle")
        elif view.changed:
            self._say(tr("flare", "Your plan was changed for this flare."), "subtitle")

    def _say(self, text: str, look: str = "") -> None:
        self._text.addWidget(label(text, look, wrap=True))
