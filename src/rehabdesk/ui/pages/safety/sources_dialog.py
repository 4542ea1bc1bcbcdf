"""Where the red-flag questions come from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from rehabdesk.domain.safety import SafetyRules, Urgency
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.words import URGENCY_NAMES
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.widgets.basic import Card, label


class SourcesDialog(FramedDialog):
    """Each question with its source; what no page was found for says so."""

    def __init__(self, tr: Translator, rules: SafetyRules, parent: QWidget | None = None) -> None:
        super().__init__(tr("safety", "Where the questions come from"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_text(
            tr(
                "safety",
                "In our own words, after these sources. “General clinical knowledge” means that no"
                " page was found that says it; that is less sure.",
            ),
            "subtitle",
        )
        for urgency in Urgency:
            card = Card(tr.say(URGENCY_NAMES[urgency]))
            for flag in rules.flags:
                if flag.urgency is not urgency:
                    continue
                signs = [tr.say(one.text) for one in flag.symptoms]
                asked = "; ".join(signs) or tr.say(flag.question)
                card.body.addWidget(label(asked, "", wrap=True))
                source = label(flag.source, "hint", wrap=True)
                # Sources are quoted as they are.
                source.setProperty("verbatim", True)
                card.body.addWidget(source)
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.add_close_button(tr("dialog", "Close")).setFocus()
