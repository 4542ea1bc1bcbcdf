"""Says above every page that a shared copy is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from rehabdesk.domain.review import SharedCopy
from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label


class ReviewBanner(QFrame):
    """What is open, what can be done with it, and the way to the review."""

    review_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        dress(self, "banner")
        self.text = label("", wrap=True)
        self.open_review = button(tr("review", "Comments and plan…"))
        self.open_review.clicked.connect(self.review_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.open_review, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_copy(self, shared: SharedCopy) -> None:
        """Say which period is shown and what was left out."""
        tr = self._tr
        last = tr.date(shared.last, "medium")
        if shared.first is None:
            period = tr("review", "up to {last}", last=last)
        else:
            first = tr.date(shared.first, "medium")
            period = tr("review", "{first} to {last}", first=first, last=last)
        parts = [tr("review", "Shared copy, {period}: to look at, not to change.", period=period)]
        if not shared.notes:
            parts.append(tr("review", "Notes were left out."))
        self.text.setText(" ".join(parts))
        self.setAccessibleName(self.text.text())
