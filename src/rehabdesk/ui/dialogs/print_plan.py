"""The home plan before it is printed: its pages, the paper, a name, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rehabdesk.domain.text import Message
from rehabdesk.reports.home_plan import Paper
from rehabdesk.services.home_plan import home_plan, preview_pages, save_home_plan
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_dialog import Made, PaperDialog, PaperWords
from rehabdesk.ui.widgets.basic import label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAME_MAX = 80


class PrintPlanDialog(PaperDialog):
    """Shows the home plan as it prints, with the person's name if they like."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        words = PaperWords(
            title=tr("print plan", "Home plan on paper"),
            save_title=tr("print plan", "Save the home plan as PDF"),
            file_name=tr("print plan", "Home plan"),
            saved=lambda name: tr("print plan", "The home plan is in “{name}”.", name=name),
        )
        super().__init__(context, words, parent)
        self._printed_name = ""
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_MAX)
        self.name.editingFinished.connect(self._name_entered)
        asked = label(tr("print plan", "Name on the paper, if you like"), "row", wrap=True)
        asked.setBuddy(self.name)
        self.name.setAccessibleName(asked.text())
        self.choices.addWidget(asked)
        self.choices.addWidget(self.name)
        self.refresh()

    def make(self, paper: Paper) -> Callable[[Diary], Made]:
        """Return what gathers the plan and sets its pages."""
        name, tr, clock = self.name.text(), self.context.tr, self.context.clock
        self._printed_name = name

        def work(diary: Diary) -> Made:
            plan = home_plan(diary, clock, tr, paper=paper, name=name)

            def save(path: Path) -> tuple[Message, ...]:
                return save_home_plan(plan, tr, path)

            return Made(preview_pages(plan, tr), paper, save, plan.title)

        return work

    def _name_entered(self) -> None:
        # Leaving the field is no change by itself.
        if self.name.text() != self._printed_name:
            self.refresh()
