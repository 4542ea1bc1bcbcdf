"""The export dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QFrame,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from rehabdesk.domain.errors import KnownError
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.export_file.formats import (
    FORMATS,
    ExportKind,
    ExportWish,
    suggested_name,
    write,
)
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.dialogs.import_file.progress import ProgressRelay
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

T = TypeVar("T")
#: Between the sign of a choice and its text.
_GAP = 10
_LEAST_TARGET = 36


class ExportDialog(FramedDialog):
    """Leads from a format to a file; the diary stays as it is."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("export", "Export"), parent)
        self._context, self._tr = context, tr
        self._relay: ProgressRelay | None = None
        self._build_fhir()
        self._build_formats()
        self._build_progress()
        self.told = label("", "subtitle", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.close_button = self.add_button(tr("dialog", "Cancel"))
        self.close_button.clicked.connect(self.reject)
        self.export_button = self.add_button(tr("export", "Choose a place…"), "primary")
        self.export_button.setDefault(True)
        self.export_button.clicked.connect(self.ask_and_export)
        self.finished.connect(self.deleteLater)
        self.choose(ExportKind.JSON)
        self.kinds[ExportKind.JSON].setFocus()

    @property
    def kind(self) -> ExportKind:
        """The chosen format."""
        return next(kind for kind, one in self.kinds.items() if one.isChecked())

    @property
    def wish(self) -> ExportWish:
        """What was chosen besides."""
        return ExportWish(
            name=self.name.text().strip(),
            snomed=self.snomed.isChecked(),
            notes=self.notes.isChecked(),
        )

    def choose(self, kind: ExportKind) -> None:
        """Choose a format."""
        self.kinds[kind].setChecked(True)

    def ask_and_export(self) -> None:
        """Ask where the file goes, and write it."""
        tr, chosen = self._tr, FORMATS[self.kind]
        bench = self._context.workbench
        folder = bench.diary_path.parent if bench.diary_path is not None else Path.home()
        start = folder / suggested_name(self.kind, bench.diary_name, tr)
        endings = f"*{chosen.ending}" + (" *.png" if self.kind is ExportKind.CHART else "")
        name, _ = QFileDialog.getSaveFileName(
            self, tr("export", "Export"), str(start), f"{tr.say(chosen.file_type)} ({endings})"
        )
        if name:
            path = Path(name)
            self.export(path if path.suffix else path.with_suffix(chosen.ending))

    def export(self, target: Path) -> None:
        """Write the chosen format to a file, and say where it is or why it is not."""
        kind, wish, tr, clock = self.kind, self.wish, self._tr, self._context.clock
        relay = ProgressRelay()
        relay.reported.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._relay = relay
        self._show_working(tr("export", "Writing “{name}”…", name=target.name))

        def work(diary: Diary) -> KnownError | None:
            try:
                write(kind, diary, target, clock, tr, wish, relay)
            except KnownError as error:
                return error
            return None

        def done(error: KnownError | None) -> None:
            self._done(target, error)

        self._context.workbench.read(work, self._while_open(done))

    def reject(self) -> None:
        """Close; while something is being written, stop that first."""
        if self._relay is not None:
            self._relay.cancel()
            self.bar_text.setText(self._tr("export", "Stopping…"))
            return
        super().reject()

    def _done(self, target: Path, error: KnownError | None) -> None:
        self._relay = None
        tr = self._tr
        self._show_working("")
        if error is not None:
            self.told.setText(tr.say(error.message))
            self.export_button.setFocus()
        else:
            self.told.setText(tr("export", "The file “{name}” is written.", name=str(target)))
            self.close_button.setText(tr("dialog", "Close"))
            self.close_button.setFocus()
        self.told.show()
        self._fit()

    def _build_formats(self) -> None:
        self._formats = QWidget()
        column = QVBoxLayout(self._formats)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        group = QButtonGroup(self)
        self.kinds: dict[ExportKind, QRadioButton] = {}
        least = self._context.theme.tokens.scaled(_LEAST_TARGET)
        for kind, one in FORMATS.items():
            choice = QRadioButton(self._tr.say(one.name))
            choice.setMinimumHeight(least)
            choice.setAccessibleDescription(self._tr.say(one.use))
            choice.toggled.connect(self._format_chosen)
            group.addButton(choice)
            self.kinds[kind] = choice
            use = label(self._tr.say(one.use), "meta", wrap=True)
            use.setContentsMargins(self._indent(), 0, 0, 6)
            column.addWidget(choice)
            column.addWidget(use)
            if kind is ExportKind.FHIR:
                column.addWidget(self.fhir_part)
        self.body.addWidget(self._formats)

    def _build_fhir(self) -> None:
        tr = self._tr
        self.fhir_part = QFrame()
        dress(self.fhir_part, "panel")
        column = QVBoxLayout(self.fhir_part)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        said = label(tr("export", "Name in the record (may stay empty)"), "row", wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        said.setBuddy(self.name)
        self.name.setAccessibleName(said.text())
        self.notes = QCheckBox(tr("export", "With my notes"))
        self.notes.setChecked(True)
        self.snomed = QCheckBox(tr("export", "With SNOMED CT codes"))
        may = label(
            tr(
                "export",
                "Only where you may use SNOMED CT: in its member countries or with a licence.",
            ),
            "meta",
            wrap=True,
        )
        may.setContentsMargins(self._indent(), 0, 0, 0)
        self.snomed.setAccessibleDescription(may.text())
        for one in (said, self.name, self.notes, self.snomed, may):
            column.addWidget(one)

    def _indent(self) -> int:
        """Return how far texts stand in below the choice they belong to."""
        self.ensurePolished()
        metric = QStyle.PixelMetric.PM_ExclusiveIndicatorWidth
        probe = QRadioButton(self)
        probe.hide()
        probe.ensurePolished()
        width = probe.style().pixelMetric(metric, None, probe) + _GAP
        probe.deleteLater()
        return width

    def _build_progress(self) -> None:
        self._progress_part = QWidget()
        column = QVBoxLayout(self._progress_part)
        column.setContentsMargins(0, 28, 0, 28)
        column.setSpacing(12)
        self.bar_text = label("", "row", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self._tr("export", "Progress"))
        column.addWidget(self.bar_text)
        column.addWidget(self.bar)
        self._progress_part.hide()
        self.body.addWidget(self._progress_part)

    def _show_working(self, text: str) -> None:
        working = bool(text)
        self._formats.setVisible(not working)
        self.fhir_part.setVisible(not working and self.kind is ExportKind.FHIR)
        self._progress_part.setVisible(working)
        self.bar_text.setText(text)
        self.bar.setRange(0, 0)
        self.export_button.setEnabled(not working)
        self.told.hide()
        self.close_button.setText(self._tr("dialog", "Cancel"))
        if working:
            self.close_button.setFocus()

    @Slot()
    def _format_chosen(self) -> None:
        self.fhir_part.setVisible(self.kinds[ExportKind.FHIR].isChecked())
        self.told.hide()
        if self.isVisible():
            self._fit()

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        if self._relay is not None:
            self.bar.setRange(0, max(total, 1))
            self.bar.setValue(done)

    def _while_open(self, act: Callable[[T], None]) -> Callable[[T], None]:
        """Return a callback that does nothing once the dialog is gone."""

        def do(value: T) -> None:
            if isValid(self):
                act(value)

        return do
