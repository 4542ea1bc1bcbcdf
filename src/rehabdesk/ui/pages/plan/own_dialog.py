"""An exercise of a person's own."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.exercise import Library
from rehabdesk.domain.plan import OwnExercise
from rehabdesk.services.plans import PICTURE_MAX, save_own_exercise
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.widgets.basic import button, choice_box, label

_NOTE_LINES = 3
_HIP = "hip_strength"


class OwnExerciseDialog(FramedDialog):
    """Name, routine, position, how it is done and a picture."""

    def __init__(
        self,
        context: UiContext,
        library: Library,
        own: OwnExercise | None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog; `own` is the exercise to change, or None for a new one."""
        tr = context.tr
        title = (
            tr("own exercise", "An exercise of your own")
            if own is None
            else tr("own exercise", "Change your exercise")
        )
        super().__init__(title, parent)
        self._context, self._library = context, library
        self._own = own or OwnExercise(str(uuid.uuid4()), "", _HIP)
        self._picture: bytes | None = None
        self._build()
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = self.add_button(tr("dialog", "Save"), "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.finished.connect(self.deleteLater)
        self.name.setFocus()

    @property
    def exercise(self) -> OwnExercise:
        """The exercise as the fields say."""
        return dataclasses.replace(
            self._own,
            name=self.name.text().strip(),
            routine=str(self.routine.currentData()),
            counts_as_hip_strength=self.counts.isChecked(),
            instructions=self.how.toPlainText().strip(),
            position=str(self.position.currentData()),
        )

    def save(self) -> None:
        """Save; if that is refused, say why and keep everything."""
        exercise, picture = self.exercise, self._picture

        def refused(error: KnownError) -> None:
            if isValid(self):
                self.problem.say(self._context.tr.say(error.message))

        def done(_changes: Changes) -> None:
            if isValid(self):
                self.accept()

        self._context.workbench.change(
            lambda diary: save_own_exercise(diary, exercise, picture), done, refused
        )

    def take_picture(self, path: Path) -> None:
        """Take a copy of a picture file."""
        try:
            with path.open("rb") as file:
                data = file.read(PICTURE_MAX + 1)
        except OSError:
            self.problem.say(self._context.tr("own exercise", "The picture cannot be read."))
            return
        pixmap = QPixmap()
        if not pixmap.loadFromData(data):
            words = self._context.tr(
                "own exercise", "Choose a PNG or JPEG picture of at most one megabyte."
            )
            self.problem.say(words)
            return
        self.problem.say("")
        self._picture = data
        self._picture_name.setText(path.name)

    def _build(self) -> None:
        tr, own = self._context.tr, self._own
        self.name = QLineEdit(own.name)
        self.name.setMaxLength(120)
        self.routine = choice_box()
        for key, text in self._library.routines.items():
            self.routine.addItem(tr.say(text), key)
        if self.routine.findData(own.routine) < 0:
            self.routine.addItem(own.routine, own.routine)
        self.routine.setCurrentIndex(self.routine.findData(own.routine))
        self.position = choice_box()
        self.position.addItem(tr("own exercise", "Any"), "")
        for key, text in self._library.positions.items():
            self.position.addItem(tr.say(text), key)
        self.position.setCurrentIndex(max(self.position.findData(own.position), 0))
        self.how = QPlainTextEdit(own.instructions)
        self.how.setTabChangesFocus(True)
        lines = _NOTE_LINES * self._context.theme.tokens.scaled(24)
        self.how.setFixedHeight(lines)
        self.counts = QCheckBox(tr("own exercise", "Counts as hip strengthening"))
        self.counts.setChecked(own.counts_as_hip_strength)
        for name, field in (
            (tr("own exercise", "Name"), self.name),
            (tr("own exercise", "Routine"), self.routine),
            (tr("own exercise", "Position"), self.position),
            (tr("own exercise", "How it is done"), self.how),
        ):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(name, "meta"))
            part.addWidget(field)
            field.setAccessibleName(name)
            self.body.addLayout(part)
        self.body.addWidget(self.counts)
        self._build_picture()

    def _build_picture(self) -> None:
        tr = self._context.tr
        choose = button(tr("own exercise", "Choose a picture…"))
        choose.clicked.connect(self._choose)
        text = tr("own exercise", "A picture is there.") if self._own.picture else ""
        self._picture_name = label(text, "meta", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(choose)
        row.addWidget(self._picture_name, 1)
        row.setAlignment(choose, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(row)
        self.add_text(
            tr(
                "own exercise",
                "The picture is copied into your diary: PNG or JPEG, up to one megabyte.",
            ),
            "hint",
        )

    def _choose(self) -> None:
        tr = self._context.tr
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("own exercise", "Choose a picture"),
            "",
            tr("own exercise", "Pictures (*.png *.jpg *.jpeg)"),
        )
        if path:
            self.take_picture(Path(path))
