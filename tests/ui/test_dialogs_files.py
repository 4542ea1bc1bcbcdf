"""Choosing a backup and naming a new diary."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import (
    backups_of,
    close_diary,
    create_diary,
    default_diary_path,
    open_diary,
)
from rehabdesk.services.language import translator_for
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.ui.dialogs.new_diary import NewDiaryDialog, ask_new_diary, name_problem
from rehabdesk.ui.dialogs.restore import RestoreDialog, ask_backup, size_text

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TR = translator_for()


@pytest.fixture
def diary_file(tmp_path: Path, clock: FixedClock) -> Path:
    """A diary that was closed on three days."""
    file = tmp_path / "Ada.rehab"
    for day in range(3):
        now = FixedClock(clock.moment + dt.timedelta(days=day))
        diary = (open_diary if day else create_diary)(file, now).diary
        record_pain(diary, now, SidedRegion("knee_inner", Side.LEFT), day)
        close_diary(diary)
    return file


def restore_dialog(qtbot: QtBot, file: Path) -> RestoreDialog:
    dialog = RestoreDialog(TR, file.stem, backups_of(file))
    qtbot.addWidget(dialog)
    return dialog


def cells(dialog: RestoreDialog, row: int) -> list[str]:
    items = [dialog.table.item(row, column) for column in range(3)]
    return [item.text() for item in items if item is not None]


def test_backups_are_listed_newest_first_with_day_reason_and_size(
    qtbot: QtBot, diary_file: Path
) -> None:
    dialog = restore_dialog(qtbot, diary_file)
    newest = backups_of(diary_file)[0].path
    assert [cells(dialog, row)[0] for row in range(3)] == [
        "19 Jun 2026",
        "18 Jun 2026",
        "17 Jun 2026",
    ]
    assert cells(dialog, 0)[1] == "When the diary was closed"
    assert cells(dialog, 0)[2] == f"{round(newest.stat().st_size / 1000)} KB"
    assert dialog.chosen == newest


def test_another_backup_is_chosen_with_the_keyboard(qtbot: QtBot, diary_file: Path) -> None:
    dialog = restore_dialog(qtbot, diary_file)
    dialog.show()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen == backups_of(diary_file)[1].path


def test_without_backups_there_is_nothing_to_restore(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = restore_dialog(qtbot, tmp_path / "Ada.rehab")
    assert not dialog.restore.isEnabled()
    assert dialog.chosen is None


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.usefixtures("qapp")
def test_ask_backup_returns_the_file_or_none(diary_file: Path, accept: bool) -> None:
    def answer() -> None:
        (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, RestoreDialog)]
        (dialog.accept if accept else dialog.reject)()

    QTimer.singleShot(0, answer)
    found = ask_backup(None, TR, diary_file)
    assert found == (backups_of(diary_file)[0].path if accept else None)


@pytest.mark.parametrize(
    ("size", "text"),
    [(10, "1 KB"), (155_600, "156 KB"), (2_345_000, "2.3 MB")],
)
def test_sizes(tmp_path: Path, size: int, text: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(size))
    assert size_text(TR, file) == text
    assert size_text(TR, tmp_path / "absent") == "–"


@pytest.mark.parametrize("name", ["Ada", "Knie 2026", "Élodie’s diary", "日記", "My diary v1.2"])
def test_good_names(name: str) -> None:
    assert name_problem(name) is None


@pytest.mark.parametrize(
    "name", ["", "  ", "a/b", "a\\b", "..", ".hidden", "end.", "con", "LPT1.x", "a:b", "a\nb", "a?"]
)
def test_names_that_some_system_refuses(name: str) -> None:
    assert name_problem(name) is not None


def test_new_diary_says_where_the_file_will_be(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewDiaryDialog(TR, tmp_path)
    qtbot.addWidget(dialog)
    dialog.name.setText(" Ada ")
    assert dialog.path == tmp_path / "Ada.rehab"
    assert dialog.make.isEnabled()
    assert str(dialog.path) in dialog.hint.text()


def test_new_diary_never_replaces_one(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Ada.rehab").write_bytes(b"")
    dialog = NewDiaryDialog(TR, tmp_path)
    qtbot.addWidget(dialog)
    dialog.name.setText("Ada")
    assert not dialog.make.isEnabled()
    assert dialog.hint.text() == "There is already a diary of this name in this folder."
    assert dialog.make.toolTip() == dialog.hint.text()
    dialog.name.setText("Ada 2")
    assert dialog.make.isEnabled()
    assert dialog.make.toolTip() == ""


@pytest.mark.parametrize("folder", ["", "relative", "/no/such/folder"])
def test_new_diary_needs_a_folder_that_exists(qtbot: QtBot, tmp_path: Path, folder: str) -> None:
    dialog = NewDiaryDialog(TR, tmp_path)
    qtbot.addWidget(dialog)
    dialog.folder.setText(folder)
    assert not dialog.make.isEnabled()


def test_new_diary_takes_a_chosen_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    dialog = NewDiaryDialog(TR, tmp_path)
    qtbot.addWidget(dialog)
    dialog._browse()
    assert dialog.path.parent == other


@pytest.mark.usefixtures("qapp")
def test_ask_new_diary_offers_this_computers_folder() -> None:
    def answer() -> None:
        (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, NewDiaryDialog)]
        dialog.name.setText("Ada")
        dialog.make.click()
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, answer)
    found = ask_new_diary(None, TR)
    assert found == default_diary_path().parent / "Ada.rehab"
    assert not found.exists()
