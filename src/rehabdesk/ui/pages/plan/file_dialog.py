"""A plan file that somebody sent: what it would change, and from when on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.services.plan_files import PlanFile, PlanPreview, take_plan_file
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.widgets.basic import label
from rehabdesk.ui.widgets.date_field import DateField


class PlanFileDialog(FramedDialog):
    """The preview of a plan file; it becomes a new version, or nothing happens."""

    def __init__(
        self,
        context: UiContext,
        name: str,
        file: PlanFile,
        preview: PlanPreview,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            context: What pages share.
            name: The file's name.
            file: What was read from it.
            preview: What it would change.
            parent: The window.
        """
        tr = context.tr
        super().__init__(tr("plan file", "Take in this plan?"), parent)
        self._context, self._file = context, file
        self.add_text(breakable(name), "subtitle")
        for text in (file.draft.title, file.draft.note):
            if text:
                self.add_text(breakable(text), "row" if text == file.draft.title else "")
        if file.draft.author:
            self.add_text(tr("plan", "Made by {name}", name=file.draft.author), "meta")
        count = len(file.draft.items)
        exercises = tr.n("plan", "{count} exercise", "{count} exercises", count)
        minutes = tr.n("plan", "about {count} minute", "about {count} minutes", preview.minutes)
        self.add_text(f"{exercises} · {minutes}", "meta")
        self.body.addWidget(label(tr("plan", "What changes"), "row"))
        for one in preview.changes:
            self.add_text(breakable(f"•  {tr.say(one.text)}"))
        if not preview.changes:
            self.add_text(tr("plan file", "Nothing: it is the plan you have."))
        for warning in preview.warnings:
            self.add_text(tr.say(warning), "meta")
        for own in preview.new_exercises:
            self.add_text(tr("plan file", "It brings the exercise {name}.", name=own.name), "meta")
        self.body.addWidget(label(tr("plan", "From"), "meta"))
        self.day = DateField(tr, tr("plan", "From"))
        self.day.show_day(diary_day(context.clock.now()))
        self.body.addWidget(self.day)
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(tr("plan file", "Leave my plan as it is"))
        cancel.clicked.connect(self.reject)
        self.take = self.add_button(tr("plan file", "Take it in"), "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        self.finished.connect(self.deleteLater)

    def _take(self) -> None:
        context, file, day = self._context, self._file, self.day.day
        self.take.setEnabled(False)

        def done(_changes: Changes) -> None:
            if isValid(self):
                self.accept()

        def refused(error: KnownError) -> None:
            if isValid(self):
                self.take.setEnabled(True)
                self.problem.say(context.tr.say(error.message))

        context.workbench.change(
            lambda diary: take_plan_file(diary, context.clock, file, context.tr, day),
            done,
            refused,
        )
