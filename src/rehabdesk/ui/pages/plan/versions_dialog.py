"""All versions of the plan: what they prescribe and what changed; they can only be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rehabdesk.domain.plan import PlanVersion
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import draft_of
from rehabdesk.services.plan_texts import dosage_text, plan_changes
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label


class VersionsDialog(FramedDialog):
    """The versions, the latest first."""

    #: A version as a draft (`PlanDraft`), to begin a new one from.
    draft_wanted = Signal(object)

    def __init__(
        self,
        tr: Translator,
        index: LibraryIndex,
        versions: Sequence[PlanVersion],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("plan", "Versions of your plan"), parent)
        self._tr, self._index = tr, index
        if not versions:
            self.add_text(tr("plan", "There is no plan yet."))
        for number in range(len(versions) - 1, -1, -1):
            before = versions[number - 1] if number else None
            self.body.addWidget(self._box(versions[number], before))
        self.body.addStretch(1)
        self.add_close_button(tr("dialog", "Close"))
        self.finished.connect(self.deleteLater)

    def _box(self, version: PlanVersion, before: PlanVersion | None) -> QFrame:
        tr = self._tr
        box = QFrame()
        dress(box, "panel")
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        day = tr.date(version.from_day, "medium")
        heading = tr("plan", "Version {number}, from {day}", number=version.number, day=day)
        box.setAccessibleName(heading)
        column.addWidget(label(heading, "row", wrap=True))
        for text in (version.title, version.note):
            if text:
                column.addWidget(label(breakable(text), "", wrap=True))
        if version.author:
            column.addWidget(
                label(tr("plan", "Made by {name}", name=version.author), "meta", wrap=True)
            )
        column.addWidget(label(tr("plan", "What it prescribes"), "meta"))
        for item in version.items:
            words = tr(
                "plan",
                "{exercise} – {dosage}",
                exercise=self._index.name(item.exercise),
                dosage=dosage_text(item, tr),
            )
            column.addWidget(label(breakable(f"•  {words}"), "", wrap=True))
        if before is not None:
            column.addWidget(label(tr("plan", "What changed"), "meta"))
            for change in plan_changes(before, version, self._index, tr):
                column.addWidget(label(breakable(f"•  {tr.say(change.text)}"), "", wrap=True))
        again = button(tr("plan", "Begin a draft from it"), "quiet")
        again.setAccessibleName(
            tr("plan", "Begin a draft from version {number}", number=version.number)
        )
        again.clicked.connect(lambda: self._take(version))
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _take(self, version: PlanVersion) -> None:
        self.accept()
        self.draft_wanted.emit(draft_of(version))
