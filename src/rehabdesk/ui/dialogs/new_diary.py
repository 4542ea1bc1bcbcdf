"""Asking for the name and the folder of a new diary."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.diaries import SUFFIX, default_diary_path
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.plain import plain_tip
from rehabdesk.ui.widgets.basic import button, label

NAME_MAX = 80
#: Signs that one system or another takes for something else in a file's name.
_FORBIDDEN = '<>:"/\\|?*'
#: Names that mean devices on Windows.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10)))
)


def name_problem(name: str) -> Message | None:
    """Return why a name cannot be a diary's on every system, or None if it can."""
    if not name.strip():
        return message("new diary", "Give the diary a name.")
    if any(sign in _FORBIDDEN or not sign.isprintable() for sign in name):
        return message(
            "new diary", "A name cannot have any of these signs: {signs}", signs=_signs()
        )
    if name.startswith(".") or name.endswith("."):
        return message("new diary", "A name cannot begin or end with a full stop.")
    if name.strip().split(".")[0].casefold() in _DEVICES:
        return message("new diary", "The computer needs the name “{name}” for itself.", name=name)
    return None


def _signs() -> str:
    return " ".join(_FORBIDDEN)


class NewDiaryDialog(FramedDialog):
    """Asks for a name and a folder, and says at once what is wrong with them."""

    def __init__(self, tr: Translator, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(tr("new diary", "New diary"), parent)
        self._tr = tr
        self.add_text(
            tr(
                "new diary",
                "A diary is one file on this computer. Each person has their own.",
            )
        )
        self.name = QLineEdit(tr("new diary", "My diary"))
        self.name.setMaxLength(NAME_MAX)
        self.name.selectAll()
        self._field(tr("new diary", "&Name"), self.name)
        self.folder = QLineEdit(str(folder))
        self.folder.setProperty("verbatim", True)
        browse = button(
            tr("new diary", "Choose…"), name=tr("new diary", "Choose the folder of the diary")
        )
        browse.clicked.connect(self._browse)
        self._field(tr("new diary", "&Folder"), self.folder, browse)
        self.hint = label("", "meta", wrap=True)
        self.body.addWidget(self.hint)
        self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.make = self.add_button(tr("new diary", "Make the diary"), "primary")
        self.make.setDefault(True)
        self.make.clicked.connect(self.accept)
        self.name.textChanged.connect(self._check)
        self.folder.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()

    @property
    def path(self) -> Path:
        """The file the diary would be."""
        return Path(self.folder.text().strip()) / f"{self.name.text().strip()}{SUFFIX}"

    def problem(self) -> Message | None:
        """Return why the diary cannot be made like this, or None."""
        found = name_problem(self.name.text())
        if found is not None:
            return found
        folder = Path(self.folder.text().strip())
        if not folder.is_absolute() or (not folder.is_dir() and folder != _default_folder()):
            return message("new diary", "There is no such folder. Choose one that exists.")
        if self.path.exists():
            return message("new diary", "There is already a diary of this name in this folder.")
        return None

    def _field(self, text: str, field: QLineEdit, beside: QWidget | None = None) -> None:
        caption = label(text, "row")
        caption.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if beside is not None:
            row.addWidget(beside)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row)
        self.body.addLayout(column)

    def _check(self) -> None:
        found = self.problem()
        self.make.setEnabled(found is None)
        text = (
            self._tr("new diary", "It will be the file {file}.", file=str(self.path))
            if found is None
            else self._tr.say(found)
        )
        self.hint.setText(text)
        self.make.setAccessibleDescription("" if found is None else text)
        self.make.setToolTip("" if found is None else plain_tip(text))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self._tr("new diary", "Folder of the diary"), self.folder.text()
        )
        if chosen:
            self.folder.setText(str(Path(chosen)))


def _default_folder() -> Path:
    return default_diary_path().parent


def ask_new_diary(parent: QWidget | None, tr: Translator) -> Path | None:
    """Ask for a new diary's name and folder.

    Args:
        parent: The window the dialog belongs to.
        tr: Says the texts.

    Returns:
        A file that does not exist yet, or None if the person thought better of it. Its folder
        exists, unless it is the one for this computer's diaries, which may have to be made.
    """
    dialog = NewDiaryDialog(tr, _default_folder(), parent)
    try:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.path if accepted else None
    finally:
        dialog.deleteLater()
