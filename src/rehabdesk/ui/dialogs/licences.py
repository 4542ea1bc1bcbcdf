"""The free software RehabDesk is made of, and under which licence each part of it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.licences import Part
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.widgets.basic import choice_box, label

_LINES_SHOWN = 14


class LicencesDialog(FramedDialog):
    """Names the parts; of the chosen one it shows the licence."""

    def __init__(
        self, tr: Translator, parts: Sequence[Part], parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            tr: Says texts.
            parts: What ships, RehabDesk first.
            parent: The window it belongs to.
        """
        super().__init__(tr("licences", "Licences"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr, self._parts = tr, tuple(parts)
        self.add_text(
            tr(
                "licences",
                "RehabDesk is made of free software. Each part comes with its own licence, in the "
                "words of its authors.",
            )
        )
        self.choice = choice_box()
        self.choice.setAccessibleName(tr("licences", "Part"))
        # Names of software, and the licences' own names.
        self.choice.setProperty("verbatim", True)
        self.choice.view().setProperty("verbatim_columns", [0])
        for part in self._parts:
            self.choice.addItem(f"{part.name} {part.version}".strip())
        self.choice.currentIndexChanged.connect(self._show)
        self.body.addWidget(self.choice)
        self.short = label("", "meta", wrap=True)
        self.body.addWidget(self.short)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("licences", "Licence text"))
        self.text.setProperty("verbatim", True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES_SHOWN)
        self.body.addWidget(self.text, 1)
        self.add_close_button(tr("dialog", "Close"))
        self.choice.setFocus()
        self._show(0)

    @Slot(int)
    def _show(self, row: int) -> None:
        tr, part = self._tr, self._parts[row]
        name = part.licence or tr("licences", "see the text below")
        self.short.setText(tr("licences", "Licence: {name}", name=name))
        missing = tr("licences", "The text of this licence is not on this computer.")
        self.text.setPlainText(part.text or missing)
