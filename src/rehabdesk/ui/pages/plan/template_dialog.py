"""Choosing a plan to begin with."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import PlanDraft, draft_from_template
from rehabdesk.services.plan_rules import estimated_minutes
from rehabdesk.services.plan_templates import PlanTemplate, load_templates
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.words import dosage_line
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Segments, label


class _TemplateBox(QFrame):
    """One template: when it suits; once chosen, what is in it and why."""

    def __init__(self, tr: Translator, index: LibraryIndex, template: PlanTemplate) -> None:
        super().__init__()
        self._tr, self._index, self.template = tr, index, template
        dress(self, "panel")
        title = tr.say(template.title)
        self.choose = QRadioButton(title)
        font = self.choose.font()
        font.setBold(True)
        self.choose.setFont(font)
        self.choose.setAccessibleDescription(tr.say(template.for_whom))
        self._more = QWidget()
        self._inside = QVBoxLayout(self._more)
        self._inside.setContentsMargins(28, 0, 0, 0)
        self._inside.setSpacing(8)
        suits = label(tr.say(template.for_whom), "", wrap=True)
        suits.setContentsMargins(28, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(self.choose)
        column.addWidget(suits)
        column.addWidget(self._more)
        self._more.hide()

    def open_up(self, *, opened: bool) -> None:
        """Show what is in the template, or only when it suits."""
        if opened and self._inside.isEmpty():
            self._fill()
        self._more.setVisible(opened)

    def _fill(self) -> None:
        tr, template = self._tr, self.template
        self._inside.addWidget(label(tr.say(template.reason), "meta", wrap=True))
        draft = draft_from_template(template, self._index, tr)
        for one, item in zip(template.items, draft.items, strict=True):
            name, dosage = self._index.name(one.exercise), dosage_line(item, tr)
            line = QVBoxLayout()
            line.setSpacing(0)
            line.addWidget(label(name, "row", wrap=True))
            line.addWidget(label(dosage, "meta", wrap=True))
            line.addWidget(label(tr.say(one.reason), "meta", wrap=True))
            self._inside.addLayout(line)
        minutes = estimated_minutes(draft.items)
        parts = [tr.n("plan", "about {count} minute", "about {count} minutes", minutes)]
        if template.weeks is not None:
            weeks = template.weeks
            parts.append(
                tr.n(
                    "plan", "stay with it for {count} week", "stay with it for {count} weeks", weeks
                )
            )
        self._inside.addWidget(label(" · ".join(parts), "meta", wrap=True))
        source = label(template.source, "hint", wrap=True)
        # Sources are quoted as they are.
        source.setProperty("verbatim", True)
        self._inside.addWidget(source)


class TemplateDialog(FramedDialog):
    """Offers the templates; the chosen one becomes a draft that can be changed."""

    #: The draft (`PlanDraft`).
    chosen = Signal(object)

    def __init__(self, tr: Translator, index: LibraryIndex, parent: QWidget | None = None) -> None:
        super().__init__(tr("plan template", "Choose a plan to begin with"), parent)
        self._tr, self._index = tr, index
        self.add_text(
            tr(
                "plan template",
                "It becomes a draft: swap, add and change what you like before you save it.",
            ),
            "subtitle",
        )
        self.side = Segments(
            tr("plan template", "One-sided exercises for"),
            [
                (ExerciseSide.BOTH.value, tr("dosage", "Each side")),
                (ExerciseSide.LEFT.value, tr("dosage", "Your left")),
                (ExerciseSide.RIGHT.value, tr("dosage", "Your right")),
            ],
        )
        self.side.choose(ExerciseSide.BOTH.value)
        self.side.chosen.connect(self.side.choose)
        self.body.addWidget(label(tr("plan template", "One-sided exercises for"), "meta"))
        self.body.addWidget(self.side, 0, Qt.AlignmentFlag.AlignLeft)
        self._group = QButtonGroup(self)
        self.boxes = [_TemplateBox(tr, index, one) for one in load_templates()]
        for box in self.boxes:
            self._group.addButton(box.choose)
            box.choose.toggled.connect(lambda on, box=box: box.open_up(opened=on))
            self.body.addWidget(box)
        self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.take = self.add_button(tr("plan template", "Make it my draft"), "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        self.boxes[0].choose.setChecked(True)
        self.boxes[0].choose.setFocus()
        self.finished.connect(self.deleteLater)

    def choose(self, template_id: str) -> None:
        """Choose a template."""
        for box in self.boxes:
            box.choose.setChecked(box.template.id == template_id)

    @property
    def draft(self) -> PlanDraft:
        """The chosen template as a draft."""
        template = next(box.template for box in self.boxes if box.choose.isChecked())
        side = ExerciseSide(self.side.current)
        return draft_from_template(template, self._index, self._tr, side)

    def _take(self) -> None:
        draft = self.draft
        self.accept()
        self.chosen.emit(draft)
