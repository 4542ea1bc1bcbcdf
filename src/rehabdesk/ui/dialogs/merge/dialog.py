"""The merge dialog: another copy is looked at, conflicts are decided, then it is merged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.services.diaries import SUFFIX
from rehabdesk.services.library import library_index
from rehabdesk.services.merging.merging import (
    MergePreview,
    MergeResult,
    merge_diary,
    preview_merge,
)
from rehabdesk.services.merging.rows import Keep
from rehabdesk.services.merging.texts import ConflictWords, MergeWords
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.dialogs.merge.conflict_panel import ConflictPanel
from rehabdesk.ui.dialogs.working import WorkingPart
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.widgets.basic import button, clear_layout, label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: More conflicts than these are not decided one by one; the newest is kept.
MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found out about the other copy."""

    preview: MergePreview
    counts: list[str]
    conflicts: list[ConflictWords]


class MergeDialog(FramedDialog):
    """Leads from a file to what it brings. Nothing is changed before Merge is pressed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("merge", "Merge another copy"), parent)
        self._context = context
        self._path: Path | None = None
        self.panels: list[ConflictPanel] = []
        self.add_text(
            tr(
                "merge",
                "Brings in what you wrote in another copy of this diary, on another computer or in "
                "a backup. Nothing is lost, nothing is doubled. The other file stays as it is.",
            )
        )
        self.choose = button(tr("merge", "Choose the other copy…"))
        self.choose.clicked.connect(self.ask)
        self.body.addWidget(self.choose)
        self.working = WorkingPart(tr)
        self.body.addWidget(self.working)
        self._found = QVBoxLayout()
        self._found.setSpacing(8)
        self.body.addLayout(self._found)
        self.same_person = QCheckBox(tr("merge", "Both diaries are about the same person"))
        self.same_person.toggled.connect(lambda _: self._allow())
        self.body.addWidget(self.same_person)
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.cancel = self.add_button(tr("dialog", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.merge_button = self.add_button(tr("merge", "Merge"), "primary")
        self.merge_button.clicked.connect(self.merge)
        self.finished.connect(self.deleteLater)
        self._looked: _Looked | None = None
        self._show_looked(None)

    def ask(self) -> None:
        """Ask for the other copy."""
        tr, path = self._context.tr, self._context.workbench.diary_path
        name, _ = QFileDialog.getOpenFileName(
            self,
            tr("merge", "Choose the other copy"),
            str(path.parent if path is not None else Path.home()),
            tr("file dialog", "RehabDesk diaries") + f" (*{SUFFIX})",
        )
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Find out what another copy would bring."""
        context = self._context
        tr, clock, regions = context.tr, context.clock, context.regions
        self._show_looked(None)
        self._path = path
        relay = self.working.begin(tr("merge", "Looking at “{name}”…", name=path.name))

        def work(diary: Diary) -> _Looked | KnownError:
            try:
                preview = preview_merge(diary, path, clock, progress=relay)
            except KnownError as error:
                return error
            words = MergeWords(tr, regions, library_index(diary, tr))
            shown = preview.conflicts[:MOST_SHOWN]
            return _Looked(preview, words.counts(preview), [words.conflict(one) for one in shown])

        def done(result: _Looked | KnownError) -> None:
            if not isValid(self):
                return
            self.working.end()
            if isinstance(result, KnownError):
                self.problem.say(tr.say(result.message))
            else:
                self._show_looked(result)

        context.workbench.read(work, done, key="merge preview")

    def merge(self) -> None:
        """Merge with what was chosen."""
        path, context = self._path, self._context
        if path is None or not self.merge_button.isEnabled():
            return
        choices: dict[str, Keep] = {one.conflict.key: one.chosen for one in self.panels}
        same = self.same_person.isChecked()
        relay = self.working.begin(context.tr("merge", "Merging…"))
        self.merge_button.setEnabled(False)
        self.choose.setEnabled(False)
        results: list[MergeResult] = []

        def work(diary: Diary) -> Changes:
            results.append(
                merge_diary(diary, path, context.clock, choices, relay, same_person=same)
            )
            return results[0].changes

        def done(_: Changes) -> None:
            if isValid(self):
                self._merged(results[0], path)

        def refused(error: KnownError) -> None:
            if isValid(self):
                self.working.end()
                self.choose.setEnabled(True)
                self._allow()
                self.problem.say(context.tr.say(error.message))

        context.workbench.change(work, done, refused)

    def reject(self) -> None:
        """Close; while something is going on, stop that first."""
        if not self.working.stop():
            super().reject()

    def _show_looked(self, looked: _Looked | None) -> None:
        self._looked = looked
        self.panels = []
        clear_layout(self._found)
        self.problem.say("")
        other_person = looked is not None and not looked.preview.same_diary
        self.same_person.setVisible(other_person)
        self.same_person.setChecked(False)
        if looked is not None and self._path is not None:
            self._fill(looked, self._path.name)
            self.fit_soon()
        self._allow()

    def _fill(self, looked: _Looked, name: str) -> None:
        tr = self._context.tr
        self._found.addWidget(label(breakable(name), "row", wrap=True))
        if not looked.preview.same_diary:
            text = tr("merge", "It is not a copy of this diary, but another one.")
            self._found.addWidget(label(text, wrap=True))
        for line in looked.counts:
            self._found.addWidget(label(breakable(line), wrap=True))
        conflicts = looked.preview.conflicts
        if not conflicts:
            return
        count = tr.n(
            "merge",
            "{count} conflict: choose what is kept",
            "{count} conflicts: choose what is kept",
            len(conflicts),
        )
        self._found.addWidget(label(count, "card_title", wrap=True))
        hint = tr("merge", "What you do not choose stays in the diary's history.")
        self._found.addWidget(label(hint, "meta", wrap=True))
        for conflict, words in zip(conflicts, looked.conflicts, strict=False):
            panel = ConflictPanel(tr, conflict, words)
            self.panels.append(panel)
            self._found.addWidget(panel)
        if len(conflicts) > len(self.panels):
            rest = len(conflicts) - len(self.panels)
            text = tr("merge", "Of {count} more, the newest is kept.", count=rest)
            self._found.addWidget(label(text, wrap=True))

    def _allow(self) -> None:
        tr, looked = self._context.tr, self._looked
        if looked is None:
            reason = tr("merge", "Choose the other copy first.")
        elif looked.preview.is_nothing:
            reason = tr("merge", "There is nothing to merge.")
        elif not looked.preview.same_diary and not self.same_person.isChecked():
            reason = tr("merge", "Say first that both are about the same person.")
        else:
            reason = ""
        self.merge_button.setEnabled(not reason)
        self.merge_button.setToolTip(reason)
        self.merge_button.setAccessibleDescription(reason)

    def _merged(self, result: MergeResult, path: Path) -> None:
        tr = self._context.tr
        self.working.end()
        self._show_looked(None)
        self.choose.hide()
        self.merge_button.hide()
        self.cancel.setText(tr("dialog", "Close"))
        lines = [tr("merge", "“{name}” was merged.", name=path.name)]
        if result.backup is not None:
            kept = tr("merge", "How your diary was before is kept as “{name}”.",
                      name=result.backup.name)  # fmt: skip
            lines.append(kept)
        for line in lines:
            self._found.addWidget(label(breakable(line), "row", wrap=True))
        self.fit_soon()
        self.cancel.setFocus()
