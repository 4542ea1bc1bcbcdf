"""Saving a draft as a new version, after a look at what changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import PainLimits, PlanVersion
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_rules import load_plan_rule
from rehabdesk.services.plan_texts import plan_changes
from rehabdesk.services.plans import save_plan
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.pages.plan.stepper import Stepper
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.widgets.basic import label
from rehabdesk.ui.widgets.date_field import DateField

Saved = Callable[[PlanDraft], None]


class SaveDialog(FramedDialog):
    """From when on, under which title, why; below it what is different."""

    def __init__(
        self,
        context: UiContext,
        index: LibraryIndex,
        base: PlanVersion | None,
        draft: PlanDraft,
        number: int,
        saved: Saved,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            context: What pages share.
            index: The library.
            base: The version before, or None.
            draft: What is to be saved.
            number: The number it gets.
            saved: Called with the draft as it was on the page once it is a version.
            parent: The window.
        """
        tr = context.tr
        super().__init__(tr("plan", "Save as version {number}", number=number), parent)
        self._context, self._index, self._base = context, index, base
        self._draft, self._saved = draft, saved
        self._build_fields(draft)
        self._build_limits(draft)
        self._build_changes()
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = self.add_button("", "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.day.dateChanged.connect(lambda _: self._say_day())
        self._say_day()
        self.finished.connect(self.deleteLater)
        self.day.setFocus()

    @property
    def draft(self) -> PlanDraft:
        """The draft with what the fields say."""
        limits = None
        if self.own_limits.isChecked():
            limits = PainLimits(self.green.value, self.amber.value)
        return dataclasses.replace(
            self._draft,
            title=self.name.text().strip(),
            note=self.note.text().strip(),
            limits=limits,
        )

    def save(self) -> None:
        """Save; if that is refused, say why and keep everything."""
        context, index = self._context, self._index
        draft, day, clock = self.draft, self.day.day, self._context.clock
        saved, before = self._saved, self._draft
        self.save_button.setEnabled(False)

        def done(_changes: Changes) -> None:
            saved(before)
            if isValid(self):
                self.accept()

        def refused(error: KnownError) -> None:
            if not isValid(self):
                return
            self.save_button.setEnabled(True)
            self.problem.say(context.tr.say(error.message))

        context.workbench.change(
            lambda diary: save_plan(diary, clock, draft, index, day), done, refused
        )

    def _build_fields(self, draft: PlanDraft) -> None:
        tr, today = self._context.tr, diary_day(self._context.clock.now())
        self.add_text(
            tr("plan", "What was prescribed before that day stays as it was."), "subtitle"
        )
        self.day = DateField(tr, tr("plan", "From"))
        self.day.show_day(today)
        longest = load_plan_rule().longest_text
        self.name = QLineEdit(draft.title)
        self.note = QLineEdit(draft.note)
        names = (tr("plan", "From"), tr("plan", "Title"), tr("plan", "Why it changes"))
        for name, field in zip(names, (self.day, self.name, self.note), strict=True):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(name, "meta"))
            part.addWidget(field)
            self.body.addLayout(part)
            field.setAccessibleName(name)
        for line in (self.name, self.note):
            line.setMaxLength(longest)

    def _build_limits(self, draft: PlanDraft) -> None:
        tr = self._context.tr
        usual = load_traffic_light().limits
        limits = draft.limits or usual
        self.own_limits = QCheckBox(tr("plan", "Pain limits agreed with a physio"))
        self.own_limits.setToolTip(
            tr(
                "plan",
                "Usually green is up to {green} and amber up to {amber}.",
                green=usual.green,
                amber=usual.amber,
            )
        )
        self.green = Stepper(tr, tr("plan", "Green up to"), 0, 10)
        self.amber = Stepper(tr, tr("plan", "Amber up to"), 0, 10)
        self.green.show_value(limits.green)
        self.amber.show_value(limits.amber)
        self._limits = QWidget()
        row = QHBoxLayout(self._limits)
        row.setContentsMargins(28, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.green)
        row.addWidget(self.amber)
        row.addStretch(1)
        self.own_limits.toggled.connect(self._limits.setVisible)
        self.own_limits.setChecked(draft.limits is not None)
        self._limits.setVisible(draft.limits is not None)
        self.body.addWidget(self.own_limits)
        self.body.addWidget(self._limits)

    def _build_changes(self) -> None:
        tr = self._context.tr
        if self._base is None:
            return
        changes = plan_changes(self._base, self._draft, self._index, tr)
        self.body.addWidget(label(tr("plan", "What changes"), "row"))
        for one in changes:
            self.add_text(breakable(f"•  {tr.say(one.text)}"))
        if not changes:
            self.add_text(tr("plan", "Nothing but the order or the notes."), "meta")

    def _say_day(self) -> None:
        day: dt.date = self.day.day
        self.save_button.setText(
            self._context.tr("plan", "Save from {day}", day=self._context.tr.date(day, "day_month"))
        )
        self.problem.say("")
