"""Going back to a backup of the diary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.diaries import backups_of
from rehabdesk.store.backups import Backup, Reason
from rehabdesk.ui.dialogs.frame import FramedDialog

REASON_NAMES: Mapping[Reason, Message] = {
    Reason.DAILY: message("backup", "When the diary was closed"),
    Reason.BEFORE_UPDATE: message("backup", "Before an update of the diary"),
    Reason.BEFORE_RESTORE: message("backup", "Before a backup was restored"),
    Reason.BEFORE_MERGE: message("backup", "Before another copy was merged"),
}
_KB = 1000
_ROWS_SHOWN = 6


class RestoreDialog(FramedDialog):
    """Lists the backups of a diary, the newest first, and lets one be chosen."""

    def __init__(
        self,
        tr: Translator,
        diary_name: str,
        backups: Sequence[Backup],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("backup", "Restore a backup"), parent)
        self._tr = tr
        self._backups = tuple(backups)
        self.add_text(
            tr(
                "backup",
                "The diary “{name}” goes back to how it was when the backup was made. How it is "
                "now is kept as a backup too, so you can come back to it.",
                name=diary_name,
            )
        )
        self.table = self._table()
        if self._backups:
            self.body.addWidget(self.table, 1)
        else:
            self.table.hide()
            self.add_text(
                tr(
                    "backup",
                    "There are no backups yet. The first one is made when you close RehabDesk "
                    "after a change.",
                ),
                "row",
            )
            self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.restore = self.add_button(tr("backup", "Restore this backup"), "primary")
        self.restore.clicked.connect(self.accept)
        self.restore.setEnabled(bool(self._backups))
        if self._backups:
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.restore.hide()
            cancel.setFocus()

    @property
    def chosen(self) -> Path | None:
        """The file of the chosen backup, or None."""
        rows = self.table.selectionModel().selectedRows()
        return self._backups[rows[0].row()].path if rows else None

    def _table(self) -> QTableWidget:
        tr = self._tr
        table = QTableWidget(len(self._backups), 3, self)
        table.setAccessibleName(tr("backup", "Backups"))
        table.setHorizontalHeaderLabels(
            [tr("backup", "Day"), tr("backup", "Made"), tr("backup", "Size")]
        )
        for row, backup in enumerate(self._backups):
            texts = (
                tr.date(backup.day),
                tr.say(REASON_NAMES[backup.reason]),
                size_text(tr, backup.path),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column == len(texts) - 1:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                table.setItem(row, column, item)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        height = max(36, self.fontMetrics().height() + 16)
        table.verticalHeader().setMinimumSectionSize(height)
        table.verticalHeader().setDefaultSectionSize(height)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        table.setMinimumHeight(height * (min(len(self._backups), _ROWS_SHOWN) + 1) + 12)
        table.doubleClicked.connect(lambda _: self.accept())
        return table


def size_text(tr: Translator, path: Path) -> str:
    """Return the size of a file as one says it, or a dash if it is gone."""
    try:
        size = path.stat().st_size
    except OSError:
        return "–"
    if size < _KB * _KB:
        return tr("file size", "{size} KB", size=max(1, round(size / _KB)))
    return tr("file size", "{size} MB", size=tr.number(size / _KB / _KB, 1))


def ask_backup(parent: QWidget | None, tr: Translator, path: Path) -> Path | None:
    """Let a backup of a diary be chosen.

    Args:
        parent: The window the dialog belongs to.
        tr: Says the texts.
        path: The diary.

    Returns:
        The backup's file, or None if the person thought better of it.
    """
    dialog = RestoreDialog(tr, path.stem, backups_of(path), parent)
    try:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        return dialog.chosen if accepted else None
    finally:
        dialog.deleteLater()
