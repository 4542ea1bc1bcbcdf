"""The first screen: what this is and what it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, button, label


class WelcomeStep(QWidget):
    """Three sentences, one notice, and the way on."""

    went_on = Signal()
    skipped = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        card = Card(tr("start", "A private diary for knee pain and the hips behind it"))
        texts = (
            tr("start", "Say where it hurts and how strong it is: half a minute a day."),
            tr("start", "Do a hip routine that fits you, one exercise at a time."),
            tr(
                "start",
                "See over the weeks whether the two go together, and show it to your physio.",
            ),
            tr("start", "All you enter stays in one file on this computer."),
        )
        for text in texts:
            card.body.addWidget(label(text, "reading", wrap=True))
        notice = QFrame()
        dress(notice, "warning")
        inside = QVBoxLayout(notice)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(4)
        title = tr("start", "Not medical advice, not yet reviewed by a physiotherapist.")
        more = tr(
            "start",
            "RehabDesk makes no diagnosis. With pain that is new, strong or does not settle, see a"
            " professional.",
        )
        inside.addWidget(label(title, "row", wrap=True))
        inside.addWidget(label(more, "", wrap=True))
        notice.setAccessibleName(f"{title} {more}")
        self.skip = button(tr("start", "Skip to Today"), "quiet")
        self.skip.clicked.connect(self.skipped)
        self.go_on = button(tr("start", "Continue"), "primary")
        self.go_on.setAutoDefault(True)
        self.go_on.clicked.connect(self.went_on)
        self.footer = QWidget()
        row = QHBoxLayout(self.footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(notice)

    def focus_main(self) -> None:
        """Put the keyboard on the way on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
