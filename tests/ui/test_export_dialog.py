"""The export dialog: every format, a place, progress, stopping, and what is refused."""

from __future__ import annotations

import datetime as dt
import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.services import progress as progress_module
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.export_file import formats
from rehabdesk.ui.dialogs.export_file.dialog import ExportDialog
from rehabdesk.ui.dialogs.export_file.formats import FORMATS, ExportKind

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Open = Callable[[Callable[[Diary], object]], None]


def fill(diary: Diary) -> None:
    rows = [
        (day, None, "groin", "left", "now", 3.0, "=1+1", 0, None)
        for day in (dt.date(2026, 6, 1).isoformat(), dt.date(2026, 6, 9).isoformat())
    ]
    item = PlanItem("i", 0, "bridge", "hip_strength", ExerciseSide.NONE, 2, 10, times_a_week=3)
    plan = PlanVersion("v", 1, dt.date(2026, 6, 1), "Mine", "", (item,))
    with diary.change(message("test", "Filled"), undoable=False):
        diary.plans.add_version(plan)
        diary.pain.insert_many(rows)


@pytest.fixture
def dialog(qtbot: QtBot, context: UiContext, open_diary: Open) -> ExportDialog:
    open_diary(fill)
    made = ExportDialog(context)
    qtbot.addWidget(made)
    made.open()
    return made


def finished(qtbot: QtBot, dialog: ExportDialog) -> str:
    qtbot.waitUntil(lambda: not dialog.told.isHidden())
    return dialog.told.text()


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_format(
    kind: ExportKind, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(_parent, _title, start, kinds):
        asked.append((start, kinds))
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    dialog.choose(kind)
    dialog.export_button.click()
    target = tmp_path / f"mine{FORMATS[kind].ending}"
    assert finished(qtbot, dialog) == f"The file “{target}” is written."
    assert Path(asked[0][0]).parent == tmp_path
    assert Path(asked[0][0]).name.startswith("my")
    assert f"*{FORMATS[kind].ending}" in asked[0][1]
    content = target.read_bytes()
    begins = {
        ExportKind.JSON: b'{"format":"rehabdesk-diary"',
        ExportKind.TABLES: b"PK",
        ExportKind.FHIR: b"{",
        ExportKind.REPORT: b"<!",
        ExportKind.CHART: b"<svg",
        ExportKind.CALENDAR: b"BEGIN:VCALENDAR",
    }
    assert content.startswith(begins[kind])
    if kind is ExportKind.TABLES:
        with zipfile.ZipFile(target) as archive:
            assert b"'=1+1" in archive.read("pain_entries.csv")


def test_what_belongs_to_a_clinics_record(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dialog.fhir_part.isHidden()
    dialog.choose(ExportKind.FHIR)
    assert not dialog.fhir_part.isHidden()
    assert not dialog.snomed.isChecked()
    dialog.name.setText("  Ada ")
    dialog.notes.setChecked(False)
    dialog.export(tmp_path / "f.json")
    finished(qtbot, dialog)
    text = (tmp_path / "f.json").read_text("utf-8")
    assert json.loads(text)["entry"][0]["resource"]["name"] == [{"text": "Ada"}]
    assert "=1+1" not in text
    assert "snomed" not in text
    dialog.snomed.setChecked(True)
    dialog.export(tmp_path / "f.json")
    finished(qtbot, dialog)
    assert "http://snomed.info/sct" in (tmp_path / "f.json").read_text("utf-8")


@pytest.mark.parametrize("kind", [ExportKind.JSON, ExportKind.TABLES, ExportKind.FHIR])
def test_a_diary_is_never_replaced(
    kind: ExportKind, dialog: ExportDialog, qtbot: QtBot, context: UiContext
) -> None:
    path = context.workbench.diary_path
    dialog.choose(kind)
    other = path.with_name("other.zip")
    other.write_bytes(path.read_bytes())
    before = other.read_bytes()
    dialog.export(other)
    assert "was not replaced" in finished(qtbot, dialog)
    assert other.read_bytes() == before
    # It can be tried again at another place.
    assert dialog.export_button.isEnabled()
    dialog.export(path.with_name("fine.zip"))
    assert "is written" in finished(qtbot, dialog)


@pytest.mark.parametrize("kind", list(ExportKind))
def test_stopping_leaves_nothing(
    kind: ExportKind, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch
) -> None:
    """Escape while it is being written: it stops, and no file is left, not even a part of one."""
    reached, go_on = threading.Event(), threading.Event()
    real = progress_module.stop_if_cancelled

    def stop_later(progress) -> None:
        reached.set()
        assert go_on.wait(10)
        real(progress)

    monkeypatch.setattr(formats, "stop_if_cancelled", stop_later)
    before = {one for one in tmp_path.iterdir() if ".rehab" not in one.name}
    dialog.choose(kind)
    dialog.export(tmp_path / f"out{FORMATS[kind].ending}")
    qtbot.waitUntil(reached.is_set)
    assert dialog.bar.isVisible()
    assert not dialog.export_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.bar_text.text() == "Stopping…"
    go_on.set()
    assert finished(qtbot, dialog) == "Stopped. Nothing was changed."
    assert {one for one in tmp_path.iterdir() if ".rehab" not in one.name} == before
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_the_keyboard_reaches_every_format(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.kinds[ExportKind.JSON].setFocus()
    for kind in list(ExportKind)[1:]:
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Down)
        assert dialog.kind is kind
    for one in dialog.kinds.values():
        assert one.accessibleDescription()
        assert one.minimumHeight() >= 36
