"""One conflict: both versions, one of them chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout

from rehabdesk.domain.text import Translator
from rehabdesk.services.merging.rows import Conflict, Keep
from rehabdesk.services.merging.texts import ConflictWords, VersionWords
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label


class ConflictPanel(QFrame):
    """The newest is chosen until somebody chooses."""

    def __init__(self, tr: Translator, conflict: Conflict, words: ConflictWords) -> None:
        super().__init__()
        self.conflict = conflict
        dress(self, "panel")
        self.setAccessibleName(words.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(label(breakable(words.title), "row", wrap=True))
        column.addWidget(label(words.why, "meta", wrap=True))
        self._group = QButtonGroup(self)
        self.choices: dict[Keep, QRadioButton] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        names = {Keep.OURS: tr("merge", "Here"), Keep.THEIRS: tr("merge", "In the other copy")}
        for keep, version in ((Keep.OURS, words.ours), (Keep.THEIRS, words.theirs)):
            newest = keep is conflict.newest
            name = names[keep] + (" " + tr("merge", "(newest)") if newest else "")
            row.addLayout(self._version(tr, keep, name, version, words.title), 1)
        self.choices[conflict.newest].setChecked(True)
        column.addLayout(row)

    @property
    def chosen(self) -> Keep:
        """Which version is kept."""
        return next(keep for keep, one in self.choices.items() if one.isChecked())

    def _version(
        self, tr: Translator, keep: Keep, name: str, version: VersionWords, title: str
    ) -> QVBoxLayout:
        choice = QRadioButton(name)
        choice.setAccessibleName(f"{title}: {name}")
        choice.setAccessibleDescription("; ".join(version.lines))
        self._group.addButton(choice)
        self.choices[keep] = choice
        part = QVBoxLayout()
        part.setSpacing(2)
        part.addWidget(choice)
        part.addWidget(
            label(tr("merge", "changed {when}", when=version.changed), "meta", wrap=True)
        )
        for line in version.lines:
            part.addWidget(label(breakable(line), wrap=True))
        part.addStretch(1)
        return part
