"""Says that safety questions come before a plan is suggested, and takes the person there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from rehabdesk.domain.safety import GateState
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.gate import GateReading
from rehabdesk.services.safety.words import due_words, gate_title, stop_words
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.page import Page


class GateDialog(FramedDialog):
    """Why no plan is suggested for now; plans of one's own can be put together all the same."""

    def __init__(self, tr: Translator, reading: GateReading, page: Page) -> None:
        """Make the dialog.

        Args:
            tr: Says texts.
            reading: Why training waits.
            page: Whose window it belongs to; it asks for the Safety page.
        """
        gate = reading.gate
        super().__init__(gate_title(tr, gate), page.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stopped = gate.state is GateState.STOP
        if stopped:
            self.add_text(stop_words(tr, gate.stops, reading.number))
            self.add_text(tr("safety", "Plans are suggested when a professional has seen it."))
        else:
            self.add_text(due_words(tr, gate.due))
            self.add_text(tr("safety", "Plans are suggested when they are answered."))
        self.body.addStretch(1)
        later = self.add_button(tr("safety", "Later"))
        later.clicked.connect(self.reject)
        text = (
            tr("safety", "See what you answered")
            if stopped
            else tr("safety", "Answer the questions")
        )
        self.go = self.add_button(text, "primary")
        self.go.setDefault(True)
        self.go.setFocus()
        self.go.clicked.connect(self.accept)
        self.accepted.connect(lambda: page.page_wanted.emit("safety", "" if stopped else "ask"))
