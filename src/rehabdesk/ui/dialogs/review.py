"""A review that came back: its comments and what it changes in the plan; taken, or nothing is."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_files import PlanFile
from rehabdesk.services.review_texts import about_words, comment_count_words, plan_words
from rehabdesk.services.reviews import PlanState, ReviewPreview, take_review
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label
from rehabdesk.ui.widgets.date_field import DateField


class ReviewDialog(FramedDialog):
    """The preview of a review."""

    def __init__(
        self,
        context: UiContext,
        name: str,
        file: PlanFile,
        preview: ReviewPreview,
        index: LibraryIndex,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            context: What pages share.
            name: The file's name.
            file: What was read from it.
            preview: What it would change.
            index: The library with the diary's own exercises and those of the file.
            parent: The window.
        """
        tr = context.tr
        super().__init__(tr("review", "Take in this review?"), parent)
        self._context, self._file, self._preview = context, file, preview
        self.add_text(breakable(name), "subtitle")
        if file.draft.author:
            self.add_text(
                breakable(tr("review", "Written by {name}", name=file.draft.author)), "row"
            )
        self.add_text(comment_count_words(preview, tr), "row")
        for comment in preview.comments:
            panel = QFrame()
            dress(panel, "panel")
            column = QVBoxLayout(panel)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(2)
            column.addWidget(label(about_words(comment, index, tr), "row", wrap=True))
            column.addWidget(label(breakable(comment.text), wrap=True))
            self.body.addWidget(panel)
        self._build_plan()
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(tr("review", "Leave my diary as it is"))
        cancel.clicked.connect(self.reject)
        self.take = self.add_button(tr("review", "Take it in"), "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        if preview.is_nothing:
            self.take.hide()
            cancel.setText(tr("dialog", "Close"))
        self.finished.connect(self.deleteLater)

    def _build_plan(self) -> None:
        tr, preview = self._context.tr, self._preview
        new = preview.plan_state is PlanState.NEW
        self.body.addWidget(label(tr("review", "Plan"), "row"))
        for line in plan_words(preview, tr):
            self.add_text(breakable(f"•  {line}" if new else line))
        self.with_plan = QCheckBox(tr("review", "Make it my plan"))
        self.with_plan.setChecked(new)
        self.from_label = label(tr("plan", "From"), "meta")
        self.day = DateField(tr, tr("plan", "From"))
        self.day.show_day(diary_day(self._context.clock.now()))
        for part in (self.with_plan, self.from_label, self.day):
            self.body.addWidget(part)
            part.setVisible(new)
        if new:
            for part in (self.from_label, self.day):
                self.with_plan.toggled.connect(part.setVisible)

    def _take(self) -> None:
        context, file = self._context, self._file
        new = self._preview.plan_state is PlanState.NEW
        day = self.day.day if new and self.with_plan.isChecked() else None
        self.take.setEnabled(False)

        def done(_changes: Changes) -> None:
            if isValid(self):
                self.accept()

        def refused(error: KnownError) -> None:
            if isValid(self):
                self.take.setEnabled(True)
                self.problem.say(context.tr.say(error.message))

        context.workbench.change(
            lambda diary: take_review(diary, context.clock, file, context.tr, day), done, refused
        )
