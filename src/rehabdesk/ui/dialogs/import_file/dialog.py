"""The import dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.text import Message, message
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.dialogs.import_file.parts import DropPanel
from rehabdesk.ui.dialogs.import_file.preview import PreviewPart
from rehabdesk.ui.dialogs.import_file.progress import ProgressRelay
from rehabdesk.ui.dialogs.import_file.rereading import AS_FOUND, Reading
from rehabdesk.ui.dialogs.import_file.words import already_words, amounts
from rehabdesk.ui.dialogs.import_file.work import (
    Imported,
    Loaded,
    Outcome,
    bring_in,
    load,
    look,
)
from rehabdesk.ui.plain import plain_tip
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

T = TypeVar("T")

WIDTH, HEIGHT = 860, 640
_ROOM = 0.94


class ImportDialog(FramedDialog):
    """Leads from a file to what it adds. Nothing is changed before Import is pressed."""

    trends_wanted = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("import", "Import"), parent)
        self._context, self._tr = context, tr
        self._loaded: Loaded | None = None
        self._outcome = Outcome()
        self._relay: ProgressRelay | None = None
        self.preview: PreviewPart | None = None
        self._build_start()
        self._build_progress()
        self._build_result()
        self._preview_place = QVBoxLayout()
        self.body.addLayout(self._preview_place)
        self.body.addStretch(1)
        self.hint = label("", "subtitle", wrap=True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, self.hint)
        self._build_buttons()
        self.finished.connect(self.deleteLater)
        self._start_again()

    def open_file(self, path: Path, reading: Reading = AS_FOUND) -> None:
        """Read a file and show what it would add."""
        context = self._context
        self._show_only(progress=self._tr("import", "Reading “{name}”…", name=path.name))
        today = context.clock.now().date()
        context.workbench.runner.run(
            lambda: load(path, context.regions, today, reading),
            self._while_open(self._loaded_file),
            self._while_open(self._not_readable),
            key="import file",
        )

    def start_import(self) -> None:
        """Bring the file in."""
        loaded, preview = self._loaded, self._outcome.preview
        if loaded is None or not self.import_button.isEnabled():
            return
        relay = ProgressRelay()
        relay.reported.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._relay = relay
        self._show_only(progress=self._tr("import", "Importing…"))
        done: list[Imported] = []

        def work(diary: Diary) -> Changes:
            done.append(bring_in(diary, loaded, preview, relay))
            return done[0].changes

        self._context.workbench.change(
            work,
            self._while_open(lambda _: self._imported(done[0])),
            self._while_open(self._refused),
        )

    def reject(self) -> None:
        """Close; while something is being imported, stop that first."""
        if self._relay is not None:
            self._relay.cancel()
            self.bar_text.setText(self._tr("import", "Stopping…"))
            return
        super().reject()

    def _make_room(self) -> None:
        """Take a size that has room for a table, within the window."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        scaled = self._context.theme.tokens.scaled
        wanted = QSize(scaled(WIDTH), scaled(HEIGHT)).expandedTo(self.size())
        self.resize(wanted.boundedTo(room * _ROOM))

    def _build_start(self) -> None:
        tr = self._tr
        self._start = QWidget()
        column = QVBoxLayout(self._start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(
                tr(
                    "import",
                    "Bring in what you kept elsewhere: a table (CSV or TSV), a backup or CSV "
                    "export of Loop Habit Tracker, or a diary of RehabDesk (JSON, or its tables as "
                    "a .zip file).",
                ),
                wrap=True,
            )
        )
        self.drop = DropPanel(tr)
        self.drop.browse_wanted.connect(self._browse)
        self.drop.dropped.connect(self.open_file)
        column.addWidget(self.drop)
        self.body.addWidget(self._start)

    def _build_progress(self) -> None:
        self._progress_part = QWidget()
        column = QVBoxLayout(self._progress_part)
        column.setContentsMargins(0, 28, 0, 28)
        column.setSpacing(12)
        self.bar_text = label("", "row", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self._tr("import", "Progress"))
        column.addWidget(self.bar_text)
        column.addWidget(self.bar)
        self.body.addWidget(self._progress_part)

    def _build_result(self) -> None:
        self._result_panel = QFrame()
        dress(self._result_panel, "panel")
        self._result = label("", "row", wrap=True)
        inner = QVBoxLayout(self._result_panel)
        inner.setContentsMargins(20, 20, 20, 20)
        inner.addWidget(self._result)
        self.body.addWidget(self._result_panel)

    def _build_buttons(self) -> None:
        tr = self._tr
        self.cancel_button = self.add_button(tr("dialog", "Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = self.add_button(tr("import", "Import"), "primary")
        self.import_button.clicked.connect(self.start_import)
        self.trends_button = self.add_button(tr("import", "Show trends"), "primary")
        self.trends_button.clicked.connect(self._to_trends)

    def _show_only(
        self, *, start: bool = False, progress: str = "", preview: bool = False, result: str = ""
    ) -> None:
        """Show one step of the way."""
        self._start.setVisible(start)
        self._progress_part.setVisible(bool(progress))
        self.bar_text.setText(progress)
        self.bar.setRange(0, 0)
        if self.preview is not None:
            self.preview.setVisible(preview)
        self._result.setText(result)
        self._result_panel.setVisible(bool(result))
        self.import_button.setVisible(preview)
        self.trends_button.setVisible(bool(result))
        self.cancel_button.setText(
            self._tr("dialog", "Close") if result else self._tr("dialog", "Cancel")
        )
        self._say("")

    def _start_again(self) -> None:
        self._show_only(start=True)
        self.drop.browse.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._tr("import", "Choose a file to import"))
        if name:
            self.open_file(Path(name))

    def _loaded_file(self, loaded: Loaded) -> None:
        self._loaded = loaded
        if self.preview is not None:
            self._preview_place.removeWidget(self.preview)
            self.preview.hide()
            self.preview.deleteLater()
        self.preview = PreviewPart(self._context, loaded)
        self.preview.mapping_changed.connect(self._look)
        self.preview.other_file_wanted.connect(self._browse)
        path = loaded.source.path
        self.preview.reading_changed.connect(lambda reading: self.open_file(path, reading))
        self._preview_place.addWidget(self.preview)
        self._show_only(preview=True)
        self._make_room()
        self._look()
        if self.preview.columns is not None:
            self.preview.columns.rows[0].meaning.setFocus()
        else:
            self.import_button.setFocus()

    def _not_readable(self, error: KnownError) -> None:
        if self.preview is not None:
            self.preview.show_reading()
            self._show_only(preview=True)
            self._show_outcome(self._outcome)
        else:
            self._start_again()
        self._say(self._tr.say(error.message))

    def _look(self) -> None:
        """Find out in the background what would come in."""
        loaded, part, clock = self._loaded, self.preview, self._context.clock
        if loaded is None or part is None:
            return
        mapping = part.mapping
        self._allow(message("import", "One moment…"))
        self._context.workbench.read(
            lambda diary: look(diary, loaded, mapping, clock),
            self._while_open(self._show_outcome),
            key="import preview",
        )

    def _show_outcome(self, outcome: Outcome) -> None:
        self._outcome = outcome
        if self.preview is not None:
            self.preview.show_outcome(outcome)
        self._allow(outcome.problem)

    def _allow(self, problem: Message | None) -> None:
        """Let Import be pressed, or say why it cannot be."""
        text = "" if problem is None else self._tr.say(problem)
        self.import_button.setEnabled(problem is None)
        self.import_button.setToolTip(plain_tip(text))
        self.import_button.setAccessibleDescription(text)
        self._say(text)

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        if self._relay is not None:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)

    def _imported(self, done: Imported) -> None:
        self._relay = None
        tr = self._tr
        text = tr("import", "Imported: {amounts}.", amounts=amounts(tr, done.counts))
        if done.counts.already_there:
            text += " " + already_words(tr, done.counts.already_there)
        self._show_only(result=text)
        self._fit()
        self.trends_button.setFocus()

    def _refused(self, error: KnownError) -> None:
        self._relay = None
        self._show_only(preview=True)
        self._show_outcome(self._outcome)
        self._say(self._tr.say(error.message))
        self.import_button.setFocus()

    def _to_trends(self) -> None:
        self.accept()
        self.trends_wanted.emit()

    def _while_open(self, act: Callable[[T], None]) -> Callable[[T], None]:
        """Return a callback that does nothing once the dialog is gone."""

        def do(value: T) -> None:
            if isValid(self):
                act(value)

        return do
