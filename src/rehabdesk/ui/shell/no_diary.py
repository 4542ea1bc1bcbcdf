"""What the window shows when no diary is open: the ways to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import FlowLayout, button, label

Command = Callable[[], None]


class NoDiary(QWidget):
    """One sentence, and a button for each way to a diary."""

    def __init__(self, tr: Translator, open_: Command, new: Command, demo: Command) -> None:
        super().__init__()
        dress(self, "page")
        self.setAccessibleName(tr("no diary", "No diary is open"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(12)
        column.addWidget(label(tr("no diary", "No diary is open"), "page_title", wrap=True))
        column.addWidget(
            label(
                tr("no diary", "Open the one you keep, begin a new one, or look around first."),
                "subtitle",
                wrap=True,
            )
        )
        ways: Sequence[tuple[str, str, Command]] = (
            (tr("no diary", "Open a diary…"), "primary", open_),
            (tr("no diary", "New diary…"), "", new),
            (tr("no diary", "Try the demo diary"), "", demo),
        )
        buttons = QWidget()
        row = FlowLayout(buttons, gap=12)
        for text, look, act in ways:
            one = button(text, look)
            one.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(one)
        column.addWidget(buttons)
        column.addStretch(1)
