"""The whole window, offscreen: panes by F6, focus on a new page, files dropped, hover."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget

from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import create_diary
from rehabdesk.services.library import load_library
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.plan_drafts import PlanDraft, item_of
from rehabdesk.services.plan_files import write_plan_file
from rehabdesk.ui.body.canvas import RegionButton
from rehabdesk.ui.dialogs.import_file.dialog import ImportDialog
from rehabdesk.ui.pages.body.page import BodyPage
from rehabdesk.ui.pages.plan.file_dialog import PlanFileDialog
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.shell.sidebar import Sidebar
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

KNEE = SidedRegion("knee_inner", Side.LEFT)
NO_KEYS = Qt.KeyboardModifier.NoModifier


def make(path: Path, clock: FixedClock) -> Path:
    diary = create_diary(path, clock).diary
    record_pain(diary, clock, KNEE, 4)
    diary.close()
    return path


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[OffscreenDesktop]:
    options = LaunchOptions(diary=make(tmp_path / "knee.rehab", clock), language="en", clock=clock)
    with OffscreenDesktop(options, tmp_path) as program:
        program.window.activateWindow()
        program.settle()
        yield program
    qapp.setStyleSheet("")


def focused(program: OffscreenDesktop) -> QWidget:
    found = program.window.focusWidget()
    assert found is not None
    return found


def press(program: OffscreenDesktop, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(program.window, key, modifier)
    program.settle()


def body(program: OffscreenDesktop) -> BodyPage:
    press(program, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    page = program.window.current_page
    assert isinstance(page, BodyPage)
    return page


def drop(program: OffscreenDesktop, *files: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy = Qt.DropAction.CopyAction
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(program.window, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(program.window, QDropEvent(QPointF(50, 50), copy, data, left, NO_KEYS))
    program.settle()
    return True


def test_the_program_starts_where_something_can_be_typed(program: OffscreenDesktop) -> None:
    pad = focused(program)
    assert isinstance(pad, IntensityPad)
    QTest.keyClick(pad, Qt.Key.Key_7)
    assert pad.rating == 7
    QTest.keyClick(pad, Qt.Key.Key_Return)  # or closing would ask


def test_a_page_chosen_by_key_gets_the_focus_and_one_clicked_leaves_it(
    program: OffscreenDesktop,
) -> None:
    page = body(program)
    assert isinstance(focused(program), RegionButton)
    assert page.isAncestorOf(focused(program))
    history = next(
        one for one in program.window.sidebar.findChildren(QWidget) if "History" in one.toolTip()
    )
    history.setFocus()
    QTest.mouseClick(history, Qt.MouseButton.LeftButton)
    program.settle()
    assert program.window.current_id == "history"
    assert focused(program) is history


def test_f6_goes_round_the_panes_and_comes_back_to_where_each_was_left(
    program: OffscreenDesktop,
) -> None:
    page = body(program)
    seen = [focused(program)]
    while len(seen) < 20:
        press(program, Qt.Key.Key_F6)
        if focused(program) is seen[0]:
            break
        seen.append(focused(program))
    names = [type(one).__name__ for one in seen]
    assert page.list in seen
    assert any(page.panel.isAncestorOf(one) for one in seen)
    assert any(page.closeup.isAncestorOf(one) for one in seen)
    assert any(program.window.sidebar.isAncestorOf(one) for one in seen)
    assert len(seen) == 6, names
    # Back again, to the pad this time: the pane is entered where it was left.
    page.panel.pad.setFocus()
    press(program, Qt.Key.Key_F6)
    press(program, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused(program) is page.panel.pad
    assert not isinstance(focused(program), Sidebar)


def test_hovering_names_the_region_at_once_and_the_tooltip_says_what_clinicians_do(
    program: OffscreenDesktop,
) -> None:
    page = body(program)
    canvas = page.map.canvases[0]
    QTest.mouseMove(canvas, canvas.region_centre(KNEE))
    assert program.window.statusBar().currentMessage() == "Inner knee, your left"
    assert canvas.toolTip() == "Inner knee, your left\nMedial knee, medial joint line"
    page.selection.point_at(None)
    assert program.window.statusBar().currentMessage() == ""


def test_a_dropped_diary_is_opened(
    program: OffscreenDesktop, tmp_path: Path, clock: FixedClock
) -> None:
    other = make(tmp_path / "Other.REHAB", clock)
    assert drop(program, other)
    program.wait_until(lambda: program.desktop.workbench.diary_path == other)
    assert program.window.windowTitle() == "Other – RehabDesk"


def test_a_dropped_table_is_shown_before_it_is_imported(
    program: OffscreenDesktop, tmp_path: Path
) -> None:
    table = tmp_path / "diary.csv"
    table.write_text("date,knee\n2026-06-01,3\n2026-06-02,4\n")
    assert drop(program, table)
    dialog = program.window.findChild(ImportDialog)
    assert dialog is not None
    program.wait_until(lambda: dialog.preview is not None)
    dialog.reject()


def plan_file(path: Path) -> Path:
    write_plan_file(PlanDraft(items=(item_of(load_library().exercises["clamshell"]),)), [], path)
    return path


def test_a_dropped_plan_is_shown_before_it_is_taken_in(
    program: OffscreenDesktop, tmp_path: Path
) -> None:
    assert drop(program, plan_file(tmp_path / "from the physio.rehabplan"))
    program.wait_until(lambda: program.window.findChild(PlanFileDialog) is not None)
    dialog = program.window.findChild(PlanFileDialog)
    assert dialog is not None
    dialog.reject()


def test_a_plan_file_opens_over_the_diary_used_last(
    qapp: QApplication, tmp_path: Path, clock: FixedClock
) -> None:
    diary = make(tmp_path / "knee.rehab", clock)
    Preferences(tmp_path / "settings.ini").remember_diary(diary)
    sent = plan_file(tmp_path / "from the physio.rehabplan")
    options = LaunchOptions(diary=sent, language="en", clock=clock)
    with OffscreenDesktop(options, tmp_path) as program:
        program.wait_until(lambda: program.window.findChild(PlanFileDialog) is not None)
        assert program.desktop.workbench.diary_path == diary
        dialog = program.window.findChild(PlanFileDialog)
        assert dialog is not None
        dialog.reject()
    qapp.setStyleSheet("")


def test_undo_and_redo_say_what_they_did_from_any_page(program: OffscreenDesktop) -> None:
    page = body(program)
    page.selection.choose(KNEE.mirrored)
    page.panel.pad.rate(8)
    page.panel.save()
    program.settle()
    press(program, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    control = Qt.KeyboardModifier.ControlModifier
    press(program, Qt.Key.Key_Z, control)
    assert says(program, "Undone: 1 pain entry saved")
    press(program, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert says(program, "Done again: 1 pain entry saved")


def says(program: OffscreenDesktop, text: str) -> bool:
    return any(one.text() == text for one in program.window.statusBar().findChildren(QLabel))


def test_two_files_at_once_are_not_taken(program: OffscreenDesktop, tmp_path: Path) -> None:
    assert not drop(program, tmp_path / "a.csv", tmp_path / "b.csv")


def boxes(program: OffscreenDesktop) -> list[str]:
    return [one.text() for one in program.window.findChildren(QMessageBox)]


def press_in_box(program: OffscreenDesktop, text: str) -> None:
    (box,) = program.window.findChildren(QMessageBox)
    next(one for one in box.buttons() if one.text() == text).click()
    program.settle()


def test_closing_asks_before_something_is_lost(program: OffscreenDesktop) -> None:
    page = body(program)
    page.panel.pad.rate(8)
    program.window.close()
    program.settle()
    assert boxes(program) == ["Something you entered is not saved yet."]
    press_in_box(program, "Go back")
    assert program.window.isVisible()
    assert page.panel.pad.rating == 8
    program.window.close()
    press_in_box(program, "Close without saving")
    program.wait_until(lambda: not program.window.isVisible())


@pytest.mark.skipif(sys.platform == "win32", reason="open files stay in place")
def test_a_diary_that_is_gone_is_told_once_and_what_was_typed_stays(
    program: OffscreenDesktop, tmp_path: Path
) -> None:
    page = body(program)
    page.selection.choose(KNEE.mirrored)
    away = tmp_path / "away.rehab"
    (tmp_path / "knee.rehab").rename(away)
    for _ in range(2):
        page.panel.pad.rate(8)
        page.panel.save()
        program.settle()
    (text,) = boxes(program)
    assert "moved, deleted or replaced" in text
    assert page.panel.pad.rating == 8
    away.rename(tmp_path / "knee.rehab")
    page.panel.save()
    program.settle()
    assert page.selection.values[KNEE.mirrored].value == 8


@pytest.mark.skipif(sys.platform == "win32", reason="open files stay in place")
def test_a_backup_that_fails_is_told_before_the_window_goes(
    program: OffscreenDesktop, tmp_path: Path
) -> None:
    (tmp_path / "knee.rehab").unlink()
    program.window.close()
    program.settle()
    assert program.window.isVisible()
    assert "There is no diary" in boxes(program)[0]
    press_in_box(program, "OK")
    program.wait_until(lambda: not program.window.isVisible())


def test_what_was_typed_for_one_diary_stays_out_of_another(
    program: OffscreenDesktop, tmp_path: Path, clock: FixedClock
) -> None:
    page = body(program)
    page.panel.pad.rate(8)
    other = make(tmp_path / "other.rehab", clock)
    drop(program, other)
    program.wait_until(lambda: program.desktop.workbench.diary_path == other)
    program.settle()
    assert page.panel.pad.rating is None


def test_without_a_diary_there_are_ways_to_one_and_no_pages(
    program: OffscreenDesktop, tmp_path: Path, clock: FixedClock
) -> None:
    wrong = tmp_path / "wrong.rehab"
    wrong.write_bytes(b"not a diary")
    (tmp_path / "knee.rehab").unlink()
    drop(program, wrong)  # and there is nothing to go back to
    assert "There is no diary" in boxes(program)[0]
    press_in_box(program, "OK")
    assert "not a RehabDesk diary" in boxes(program)[0]
    press_in_box(program, "OK")
    shown = [one.text() for one in program.window.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["Open a diary…", "New diary…", "Try the demo diary"]
    assert program.window.windowTitle() == "RehabDesk"
    press(program, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert program.window.current_page is None
    program.desktop.files.open_path(make(tmp_path / "new.rehab", clock))
    program.wait_until(lambda: program.window.current_page is not None)
    assert program.window.sidebar.isEnabled()
