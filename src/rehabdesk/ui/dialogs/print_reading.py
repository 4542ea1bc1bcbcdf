"""An article, or the facts about a region, before it is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rehabdesk.domain.text import Message
from rehabdesk.reports.home_plan import Paper
from rehabdesk.reports.reading import Reading
from rehabdesk.services.reading import reading_pages, save_reading
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_dialog import Made, PaperDialog, PaperWords

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class PrintReadingDialog(PaperDialog):
    """Shows a text as it prints."""

    def __init__(self, context: UiContext, reading: Reading, parent: QWidget | None = None) -> None:
        tr = context.tr
        words = PaperWords(
            title=tr("print reading", "“{title}” on paper", title=reading.title),
            save_title=tr("print reading", "Save the text as PDF"),
            file_name=tr("print reading", "Text"),
            saved=lambda name: tr("print reading", "The text is in “{name}”.", name=name),
        )
        super().__init__(context, words, parent)
        self._reading = reading
        self.refresh()

    def make(self, paper: Paper) -> Callable[[Diary], Made]:
        """Return what sets the pages."""
        reading, tr = self._reading, self.context.tr

        def save(path: Path) -> tuple[Message, ...]:
            return save_reading(reading, tr, path, paper)

        return lambda _: Made(reading_pages(reading, tr, paper), paper, save, reading.title)
