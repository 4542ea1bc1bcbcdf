"""A first plan that explains itself; taking it is up to the person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import PlanDraft, draft_from_template
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.services.plan_templates import PlanTemplate
from rehabdesk.ui.pages.plan.words import dosage_line
from rehabdesk.ui.safety.tick_row import TickRow
from rehabdesk.ui.widgets.basic import Card, clear_layout, label


class PlanOffer(Card):
    """The plan's name, when it suits, why, and its exercises with the reason for each."""

    changed = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("start", "A plan to begin with"))
        self._tr = tr
        self._draft: PlanDraft | None = None
        self._template: PlanTemplate | None = None
        self.take = TickRow(tr("start", "Begin with this plan today"), strong=True)
        self.take.tick(ticked=True)
        self.take.toggled.connect(self.changed)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(8)
        self.body.addWidget(self.take)
        self.body.addLayout(self._inside)
        more = tr("start", "You can change all of it on the Plan page, now or later.")
        self.body.addWidget(label(more, "meta", wrap=True))

    @property
    def draft(self) -> PlanDraft | None:
        """The plan, if it is offered and to be taken."""
        return self._draft if self.take.is_ticked and not self.isHidden() else None

    @property
    def template(self) -> PlanTemplate | None:
        """The template that is offered, or None."""
        return self._template

    def show_template(self, template: PlanTemplate, index: LibraryIndex) -> None:
        """Offer a template."""
        if template is self._template:
            return
        tr = self._tr
        self._template = template
        self._draft = draft_from_template(template, index, tr)
        clear_layout(self._inside)
        self.title.setText(tr("start", "A plan to begin with: {name}", name=tr.say(template.title)))
        self._inside.addWidget(label(tr.say(template.for_whom), "", wrap=True))
        self._inside.addWidget(label(tr.say(template.reason), "subtitle", wrap=True))
        for one, item in zip(template.items, self._draft.items, strict=True):
            part = QWidget()
            line = QVBoxLayout(part)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(0)
            name, dosage = index.name(one.exercise), dosage_line(item, tr)
            line.addWidget(label(name, "row", wrap=True))
            line.addWidget(label(f"{dosage}. {tr.say(one.reason)}", "meta", wrap=True))
            self._inside.addWidget(part)
        self.meta.setText(
            tr.n(
                "start",
                "about {count} minute",
                "about {count} minutes",
                estimated_minutes(self._draft.items),
            )
        )
        source = label(template.source, "hint", wrap=True)
        # Sources are quoted as they are.
        source.setProperty("verbatim", True)
        self._inside.addWidget(source)
