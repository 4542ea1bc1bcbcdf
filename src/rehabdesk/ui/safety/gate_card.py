"""Says kindly that safety questions come first, or what a yes asks for; with the way there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from rehabdesk.domain.safety import Gate, GateState, Urgency
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.words import due_words, gate_title, stop_words
from rehabdesk.ui.safety.steps import look_of, redress
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label


class GateCard(QFrame):
    """A quiet card while questions are due; in the colours of a stop while one is in force."""

    #: The Safety page is wanted, at its questions (`ask`) or at its overview ("").
    wanted = Signal(str)

    def __init__(self, tr: Translator, *, main: bool = False) -> None:
        """Make a hidden card.

        Args:
            tr: Says texts.
            main: Its button is the main one of a page that cannot go on before.
        """
        super().__init__()
        self._tr, self._main = tr, main
        self._argument = ""
        dress(self, "card")
        self._title = label("", "card_title", wrap=True)
        self._text = label("", "", wrap=True)
        self.go = button("", "primary" if main else "")
        self.go.clicked.connect(lambda: self.wanted.emit(self._argument))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def text(self) -> str:
        """What the card says, or "" while it is hidden."""
        return "" if self.isHidden() else f"{self._title.text()} {self._text.text()}"

    def show_gate(self, gate: Gate, number: str, *, only_if_closed: bool = False) -> None:
        """Say what waits; nothing hides the card.

        Args:
            gate: Whether training may go on.
            number: The emergency number, or "".
            only_if_closed: Say nothing of questions that nothing waits for.
        """
        tr = self._tr
        title = gate_title(tr, gate)
        if not title or (only_if_closed and gate.allows_training):
            self.hide()
            return
        if gate.state is GateState.STOP:
            redress(self, look_of(gate.most_urgent or Urgency.EMERGENCY))
            steps = stop_words(tr, gate.stops, number)
            waits = tr("safety", "Sessions wait until a health professional has seen it.")
            words = f"{steps} {waits}".strip()
            self._argument = ""
            self.go.setText(tr("safety", "See what you answered"))
        else:
            redress(self, "card")
            words = due_words(tr, gate.due)
            if gate.due.waits:
                waits = tr(
                    "safety", "Plans and sessions wait for them; writing down pain does not."
                )
                words = f"{words} {waits}"
            self._argument = "ask"
            self.go.setText(tr("safety", "Answer the questions"))
        self._title.setText(title)
        self._text.setText(words)
        self.setAccessibleName(f"{title} {words}")
        self.show()
