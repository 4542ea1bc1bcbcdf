"""The import dialog: from a file to what it adds, and never half of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.interchange.exporting import export_json
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.progress import Progress
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.import_file import dialog as dialog_module
from rehabdesk.ui.dialogs.import_file.columns import ColumnRow, Meaning
from rehabdesk.ui.dialogs.import_file.dialog import ImportDialog
from rehabdesk.ui.dialogs.import_file.preview import PreviewPart
from rehabdesk.ui.dialogs.import_file.work import Imported, bring_in

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Asked = Callable[[Callable[[Diary], object]], object]
OpenDiary = Callable[[Callable[[Diary], object]], None]

KNEE = SidedRegion("knee_front", Side.RIGHT)
TABLE = "date,kneePain,climbing,mood\n2026-03-01,5.7,0,3\n2026-03-02,4,1,2\n2026-03-04,,1,2\n"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog belongs to: it deletes itself when it is closed, its window does not."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window: QWidget, context: UiContext, open_diary: OpenDiary) -> ImportDialog:
    open_diary(lambda _: None)
    dialog = ImportDialog(context, window)
    dialog.open()
    return dialog


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    runner = dialog._context.workbench.runner
    qtbot.waitUntil(lambda: not runner.busy)


def opened(qtbot: QtBot, dialog: ImportDialog, path: Path) -> PreviewPart:
    dialog.open_file(path)
    settle(qtbot, dialog)
    assert dialog.preview is not None, dialog.hint.text()
    return dialog.preview


def written(tmp_path: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def row(part: PreviewPart, name: str) -> ColumnRow:
    assert part.columns is not None
    return next(one for one in part.columns.rows if one.guess.name == name)


def mean(qtbot: QtBot, dialog: ImportDialog, name: str, meaning: Meaning) -> ColumnRow:
    """Choose what a column is, as a person would."""
    assert dialog.preview is not None
    one = row(dialog.preview, name)
    one.meaning.setCurrentIndex(one.meaning.findData(meaning.value))
    settle(qtbot, dialog)
    return one


def knee_pain(qtbot: QtBot, dialog: ImportDialog, name: str = "kneePain") -> None:
    """Say that a column is pain at the front of the right knee."""
    one = mean(qtbot, dialog, name, Meaning.PAIN)
    assert one.region is not None
    one.region.choose(KNEE)
    settle(qtbot, dialog)


def entries(asked: Asked) -> list[tuple[dt.date, float, PainKind]]:
    found = asked(lambda diary: diary.pain.between(None, None))
    assert isinstance(found, list)
    return [(one.day, one.value, one.kind) for one in found]


def imported(qtbot: QtBot, dialog: ImportDialog) -> None:
    assert dialog.import_button.isEnabled(), dialog.hint.text()
    dialog.import_button.click()
    settle(qtbot, dialog)


def test_a_table_is_recognised_mapped_previewed_and_imported(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, asked: Asked
) -> None:
    part = opened(qtbot, dialog, written(tmp_path, TABLE))
    assert part.columns is not None
    chosen = [one.chosen for one in part.columns.rows]
    assert chosen == [Meaning.DAY, Meaning.PAIN, Meaning.LEFT_OUT, Meaning.LEFT_OUT]
    assert not dialog.import_button.isEnabled()
    assert dialog.hint.text() == "Say which region “kneePain” is about."
    assert dialog.import_button.toolTip() == dialog.hint.text()
    knee_pain(qtbot, dialog)
    mean(qtbot, dialog, "climbing", Meaning.ROUTINE)
    assert part._found.text() == (
        "Table of 3 rows · separated by: comma · text: UTF-8 · dates: year first · decimal point"
    )
    counts = "2 pain entries and 2 sessions on 3 days, 1 Mar 2026 to 4 Mar 2026."
    assert part._counts.text() == counts
    cells = [[part.rows.item(n, c).text() for c in range(3)] for n in range(part.rows.rowCount())]
    assert cells == [
        ["1 Mar 2026", "Front of knee, your right", "5.7 (Average)"],
        ["2 Mar 2026", "Front of knee, your right", "4 (Average)"],
        ["2 Mar 2026", "climbing", "Done"],
        ["4 Mar 2026", "climbing", "Done"],
    ]
    assert entries(asked) == []
    imported(qtbot, dialog)
    assert dialog._result.text() == "Imported: 2 pain entries and 2 sessions."
    assert entries(asked) == [
        (dt.date(2026, 3, 1), 5.7, PainKind.AVERAGE),
        (dt.date(2026, 3, 2), 4.0, PainKind.AVERAGE),
    ]


def test_trends_are_offered_at_the_end(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    imported(qtbot, dialog)
    with qtbot.waitSignals([dialog.accepted, dialog.trends_wanted]):
        dialog.trends_button.click()


def test_pages_hear_of_an_import(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    heard: list[Changes] = []
    dialog._context.workbench.data_changed.connect(heard.append)
    imported(qtbot, dialog)
    (changes,) = heard
    assert Kind.PAIN_ENTRY in changes.kinds
    assert dialog._context.workbench.undo_label is None


def test_the_same_file_again_adds_nothing(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = written(tmp_path, TABLE)
    opened(qtbot, dialog, path)
    knee_pain(qtbot, dialog)
    imported(qtbot, dialog)
    part = opened(qtbot, dialog, path)
    knee_pain(qtbot, dialog)
    assert part._counts.text() == "2 are in the diary already and stay as they are."
    assert not dialog.import_button.isEnabled()
    assert dialog.hint.text() == "Everything in this file is in the diary already."


def test_looking_changes_nothing(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, asked: Asked
) -> None:
    before = asked(lambda diary: (diary.revision, diary.settings.value_kind(KNEE)))
    opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    mean(qtbot, dialog, "climbing", Meaning.ROUTINE)
    assert dialog.import_button.isEnabled()
    assert asked(lambda diary: (diary.revision, diary.settings.value_kind(KNEE))) == before
    assert asked(lambda diary: diary.plans.versions()) == []


@pytest.mark.parametrize(
    ("order", "days"),
    [("dmy", [(4, 3), (4, 4), (4, 5)]), ("mdy", [(3, 4), (4, 4), (5, 4)])],
)
def test_ambiguous_dates_have_to_be_answered(
    qtbot: QtBot,
    dialog: ImportDialog,
    tmp_path: Path,
    asked: Asked,
    order: str,
    days: list[tuple[int, int]],
) -> None:
    text = "Tag;Schmerz\n03.04.2026;3,5\n04.04.2026;4,5\n05.04.2026;2\n"
    part = opened(qtbot, dialog, written(tmp_path, text.encode("cp1252")))
    knee_pain(qtbot, dialog, "Schmerz")
    assert part._question.isVisible()
    assert not dialog.import_button.isEnabled()
    assert dialog.hint.text().startswith("“03.04.2026” could mean two days")
    button = part.answer._buttons[order]
    button.click()
    settle(qtbot, dialog)
    assert not part._question.isVisible()
    assert "decimal comma" in part._found.text()
    imported(qtbot, dialog)
    assert [(day.month, day.day) for day, _, _ in entries(asked)] == days


def test_rejected_lines_are_named_counted_and_copied(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, asked: Asked
) -> None:
    bad = "".join(f"2026-03-{day:02},11\n" for day in range(1, 29))
    part = opened(qtbot, dialog, written(tmp_path, f"date,Knee front right\n2026-02-01,5\n{bad}"))
    assert row(part, "Knee front right").region is not None
    assert part._rejected_title.text() == "28 lines cannot be taken"
    shown = part.rejected.toPlainText().splitlines()
    assert shown[0] == "Line 3: pain goes from 0 to 10, but the cell says 11."
    assert shown[-1] == "8 more lines cannot be taken."
    assert not dialog.import_button.isEnabled()
    assert dialog.hint.text() == (
        "28 lines cannot be taken. Correct them in the file and open it again."
    )
    part.copy_rejected()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 28
    assert entries(asked) == []


def test_only_one_column_is_the_day(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    part = opened(qtbot, dialog, written(tmp_path, TABLE))
    mean(qtbot, dialog, "mood", Meaning.DAY)
    assert row(part, "date").chosen is Meaning.LEFT_OUT
    mean(qtbot, dialog, "mood", Meaning.LEFT_OUT)
    assert dialog.hint.text() == "Say which column has the day."


@pytest.mark.parametrize(
    ("content", "part_of_sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02" * 500, "is not a text table"),
        (b"PK\x03\x04rest", "damaged and cannot be unpacked"),
        (b"date,a,a\n2026-01-01,1,2\n", "more than once"),
        (b'{"format": "else"}', "not a diary of RehabDesk"),
    ],
)
def test_what_cannot_be_imported_is_said_in_one_sentence(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, content: bytes, part_of_sentence: str
) -> None:
    dialog.open_file(written(tmp_path, content))
    settle(qtbot, dialog)
    assert part_of_sentence in dialog.hint.text()
    assert dialog.preview is None
    assert dialog.drop.isVisible()


def test_a_bad_second_file_leaves_the_first(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    part = opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    dialog.open_file(tmp_path / "absent.csv")
    settle(qtbot, dialog)
    assert dialog.hint.text().startswith("There is no file")
    assert part.isVisible()
    assert dialog.import_button.isEnabled()


def test_a_whole_diary_comes_in_as_json(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, asked: Asked, context: UiContext
) -> None:
    path = tmp_path / "diary.json"

    def export(diary: Diary) -> None:
        record_pain(diary, context.clock, KNEE, 3.25)
        export_json(diary, path)
        with diary.change(dialog_module.message("import", "Import")):
            diary.pain.delete(diary.pain.between(None, None)[0].id)

    asked(export)
    part = opened(qtbot, dialog, path)
    assert part.columns is None
    assert part._found.text() == "A diary of RehabDesk (JSON)"
    assert part.rows.item(0, 2).text() == "3.25 (Now)"
    assert dialog.hint.text() == "Everything in this file is in the diary already."


class Stubborn:
    """Imports, but only after somebody has asked to stop."""

    def __init__(self, dialog: ImportDialog) -> None:
        self._dialog = dialog

    def __call__(
        self, diary: Diary, loaded: object, preview: object, progress: Progress | None = None
    ) -> Imported:
        assert progress is not None
        progress.report(1, 4)
        assert self._dialog._relay is not None
        self._dialog._relay.cancel()
        return bring_in(diary, loaded, preview, progress)  # type: ignore[arg-type]


def test_stopping_an_import_leaves_no_trace(
    qtbot: QtBot,
    dialog: ImportDialog,
    tmp_path: Path,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    before = asked(lambda diary: diary.revision)
    monkeypatch.setattr(dialog_module, "bring_in", Stubborn(dialog))
    imported(qtbot, dialog)
    assert dialog.hint.text() == "Stopped. Nothing was changed."
    assert dialog.isVisible()
    assert dialog.import_button.isEnabled()
    assert entries(asked) == []
    assert asked(lambda diary: diary.revision) == before


def test_progress_reaches_the_window_and_escape_stops_instead_of_closing(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, asked: Asked
) -> None:
    opened(qtbot, dialog, written(tmp_path, TABLE))
    knee_pain(qtbot, dialog)
    dialog.import_button.click()
    relay = dialog._relay
    assert relay is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert relay.cancelled()
    assert dialog.isVisible()
    settle(qtbot, dialog)
    # Too late or in time: all of it or nothing, and the dialog says which.
    assert (dialog._result.text() != "") == (len(entries(asked)) == 2)
    dialog._relay = relay
    relay.report(2, 5)
    qtbot.waitUntil(lambda: (dialog.bar.value(), dialog.bar.maximum()) == (2, 5))
    dialog._relay = None


def test_another_file_is_chosen(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.drop.dropped.emit(written(tmp_path, TABLE))
    settle(qtbot, dialog)
    assert dialog.preview is not None
    other = written(tmp_path, TABLE, "other.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    dialog.preview.other_file_wanted.emit()
    settle(qtbot, dialog)
    assert dialog._loaded is not None
    assert dialog._loaded.source.path == other


def test_closing_while_a_file_is_read_is_harmless(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    runner = dialog._context.workbench.runner
    dialog.open_file(written(tmp_path, TABLE))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    qtbot.waitUntil(lambda: not runner.busy)


def test_the_real_diary_and_the_real_backup(
    qtbot: QtBot, dialog: ImportDialog, real_data: Path, asked: Asked
) -> None:
    opened(qtbot, dialog, real_data / "knee_diary_2015_2018.csv")
    knee_pain(qtbot, dialog)
    mean(qtbot, dialog, "climbing", Meaning.ROUTINE)
    imported(qtbot, dialog)
    assert len(entries(asked)) == 1133
    part = opened(qtbot, dialog, real_data / "loop_habits_021.db")
    assert part.columns is None
    assert part._found.text() == "Habits of Loop Habit Tracker"
    imported(qtbot, dialog)
    assert dialog._result.text() == "Imported: 3 sessions."


def test_separator_and_encoding_can_be_changed(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = written(tmp_path, "date;pain;Übung\n2026-03-01;5;1\n".encode("cp1250"))
    part = opened(qtbot, dialog, path)
    part.encoding.setCurrentIndex(part.encoding.findData("cp1251"))
    settle(qtbot, dialog)
    assert dialog.preview is not part
    part = dialog.preview or part
    assert row(part, "Ьbung").chosen is Meaning.LEFT_OUT
    assert "text: CP1251" in part._found.text()
    part.encoding.setCurrentIndex(part.encoding.findData("utf-8"))
    settle(qtbot, dialog)
    assert dialog.hint.text() == "“table.csv” cannot be read as UTF-8."
    assert dialog.preview is part
    assert part.encoding.currentData() == "cp1251"
