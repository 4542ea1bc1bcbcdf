"""Asks before something that was entered and not saved is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from rehabdesk.domain.text import Translator


class UnsavedQuestion(QMessageBox):
    """Go back to it, or close without it."""

    def __init__(self, tr: Translator, parent: QWidget, close: Callable[[], None]) -> None:
        """Make the question; `close` is called if it may be lost."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle("RehabDesk")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(tr("unsaved", "Something you entered is not saved yet."))
        lose = self.addButton(
            tr("unsaved", "Close without saving"), QMessageBox.ButtonRole.DestructiveRole
        )
        back = self.addButton(tr("unsaved", "Go back"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(back)
        self.setEscapeButton(back)
        lose.clicked.connect(lambda _=False: close())
