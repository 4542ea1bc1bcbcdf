"""Says what is to be measured again; it is hidden while nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from rehabdesk.domain.text import Translator
from rehabdesk.services.measures.due import MeasuresDue
from rehabdesk.ui.pages.measures.words import due_line
from rehabdesk.ui.widgets.basic import Card, button, label


class DueCard(Card):
    """One sentence and the way there."""

    #: The section of the Self-tests page that is due first.
    wanted = Signal(str)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setAccessibleName(tr("today", "To be measured again"))
        self._tr = tr
        self._first = ""
        self._line = label("", "subtitle", wrap=True)
        self.go = button(tr("today", "Go to it"))
        self.go.clicked.connect(lambda: self.wanted.emit(self._first))
        self.body.setContentsMargins(20, 8, 16, 8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._line, 1)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.hide()

    @property
    def line(self) -> str:
        """The sentence."""
        return self._line.text()

    def show_due(self, due: MeasuresDue) -> None:
        """Say what is due, or nothing."""
        names = due.names
        self._first = names[0] if names else ""
        self._line.setText(due_line(self._tr, due))
        self.go.setAccessibleName(self._tr("today", "Go to it: {what}", what=self.line))
        self.setVisible(bool(names))
