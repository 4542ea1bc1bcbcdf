"""The home plan in its dialog: pages, paper, name, PDF, printer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_pages import PaperPage, set_paper
from rehabdesk.ui.dialogs.print_plan import PrintPlanDialog

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

LARGEST_PRINT = 1_500_000
NAMES = ("bridge", "clamshell", "sit_to_stand", "step_up", "dead_bug")


def prescribe(diary: Diary) -> None:
    items = tuple(
        PlanItem(f"i{place}", place, name, "hip_strength", ExerciseSide.LEFT, 2, 10, times_a_week=3)
        for place, name in enumerate(NAMES)
    )
    with diary.change(message("change", "Plan saved")):
        diary.plans.add_version(PlanVersion("v", 1, dt.date(2026, 6, 1), "Hips", "", items))


@pytest.fixture
def dialog(
    qtbot: QtBot, context: UiContext, open_diary: Callable[..., None]
) -> Callable[..., PrintPlanDialog]:
    def make(fill: Callable[[Diary], None] = prescribe) -> PrintPlanDialog:
        open_diary(fill)
        made = PrintPlanDialog(context)
        qtbot.addWidget(made)
        qtbot.waitUntil(lambda: bool(made.told.text()))
        return made

    return make


def test_it_shows_every_page(qtbot: QtBot, dialog: Callable[..., PrintPlanDialog]) -> None:
    shown = dialog()
    shown.show()
    pages = shown.findChildren(PaperPage)
    assert [page.accessibleName() for page in pages] == ["Page 1 of 2", "Page 2 of 2"]
    assert shown.told.text() == "2 pages"
    assert shown.print_button.isEnabled()
    picture = pages[0].grab().toImage()
    dark = sum(
        QColor(picture.pixel(x, y)).lightness() < 100
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    assert picture.pixelColor(5, 5) == QColor(Qt.GlobalColor.white)
    # How much ink there is depends on the fonts around the page; a blank page has none.
    assert dark > 100


def test_pages_fit_between_the_edges(qtbot: QtBot, dialog: Callable[..., PrintPlanDialog]) -> None:
    shown = dialog()
    shown.show()
    shown.resize(700, 500)
    qtbot.waitUntil(lambda: shown.findChildren(PaperPage)[0].width() < 420)
    page = shown.findChildren(PaperPage)[0]
    assert page.height() == pytest.approx(page.width() * 842 / 595, abs=1)
    assert page.grab().toImage().pixelColor(5, 5) == QColor(Qt.GlobalColor.white)


def test_another_paper_and_a_name_make_the_pages_anew(
    qtbot: QtBot, dialog: Callable[..., PrintPlanDialog]
) -> None:
    shown = dialog()
    first = shown.pages
    assert b'viewBox="0 0 595' in first[0]
    shown.paper.choose("letter")
    shown.paper.chosen.emit("letter")
    qtbot.waitUntil(lambda: b'viewBox="0 0 612' in shown.pages[0])
    before = shown.pages
    shown.name.setText("Jo")
    shown.name.editingFinished.emit()
    qtbot.waitUntil(lambda: shown.pages != before)


def test_it_saves_what_it_shows(
    qtbot: QtBot, dialog: Callable[..., PrintPlanDialog], tmp_path: Path
) -> None:
    shown = dialog()
    shown.save(tmp_path / "p.pdf")
    qtbot.waitUntil(lambda: "p.pdf" in shown.told.text())
    assert shown.told.text() == "The home plan is in “p.pdf”."
    assert len(pypdf.PdfReader(tmp_path / "p.pdf").pages) == 2


def test_a_folder_that_is_not_there_is_told(
    qtbot: QtBot, dialog: Callable[..., PrintPlanDialog], tmp_path: Path
) -> None:
    shown = dialog()
    shown.save(tmp_path / "missing" / "p.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in shown.told.text())
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_it_prints_whole_sheets(
    dialog: Callable[..., PrintPlanDialog], tmp_path: Path, paper: str, size: tuple[int, int]
) -> None:
    shown = dialog()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_paper(printer, paper)
    shown.print_to(printer)
    assert shown.told.text() == "Sent to the printer."
    pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == 2
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == size
    # Letters with a line around each would look bold, and take three times as much.
    assert (tmp_path / "printed.pdf").stat().st_size < LARGEST_PRINT
    # Lines and letters, no picture of them.
    assert "/Image" not in [
        one.get_object()["/Subtype"] for one in pages[0]["/Resources"].get("/XObject", {}).values()
    ]


def test_without_a_plan_it_says_so(dialog: Callable[..., PrintPlanDialog]) -> None:
    shown = dialog(lambda _: None)
    assert shown.told.text() == "There is no plan to print yet."
    assert not shown.print_button.isEnabled()
    assert not shown.save_button.isEnabled()
