"""The Report page: its pages follow the choices, old results are dropped, and it writes files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.language import translator_for
from rehabdesk.services.reporting.choices import Person, person, shared_notes
from rehabdesk.services.reporting.notes_part import Note
from rehabdesk.services.reporting.options import NotesShown, SectionName
from rehabdesk.services.reporting.report import report_pages
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.paper_pages import print_pages
from rehabdesk.ui.pages.report.notes_dialog import NotesDialog
from rehabdesk.ui.pages.report.page import ReportPage
from rehabdesk.ui.pages.report.person_dialog import PersonDialog

LABEL = message("change", "Something done")
TODAY = dt.date(2026, 6, 17)
Open = Callable[[Callable[[Diary], object]], None]
Ask = Callable[[Callable[[Diary], object]], object]


def fill(diary: Diary) -> None:
    with diary.change(LABEL):
        for number in range(30):
            diary.pain.add(
                PainEntry(
                    f"e{number}",
                    TODAY - dt.timedelta(days=number),
                    None,
                    SidedRegion("knee_inner", Side.LEFT),
                    PainKind.NOW,
                    4.0,
                    note=f"note {number}" if number < 3 else "",
                )
            )


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary: Open) -> ReportPage:
    open_diary(fill)
    page = ReportPage(context)
    qtbot.addWidget(page)
    page.resize(1162, 700)
    with qtbot.waitSignal(page.shown, timeout=20_000):
        page.show()
    return page


def shown_after(qtbot: QtBot, page: ReportPage, change: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.shown, timeout=20_000):
        change()


def test_pages_are_shown_and_can_be_written(page: ReportPage) -> None:
    assert page.preview.count >= 2
    assert page.outputs.save_pdf.isEnabled()
    assert page.report is not None
    assert page.report.first.facts[0].label == "Inner knee L"


def test_choices_change_the_report(qtbot: QtBot, page: ReportPage) -> None:
    count = page.preview.count
    page.options.sections.choose([])
    shown_after(qtbot, page, page.options.sections.changed.emit)
    assert page.preview.count == 1 < count
    page.options.period.setCurrentIndex(page.options.period.findData("4w"))
    shown_after(qtbot, page, lambda: None)
    assert page.report is not None
    assert page.report.stamp == "21 May – 17 Jun 2026"
    options = page.options.options()
    assert options.sections == frozenset()
    page.options.sections.choose([SectionName.PLAN.value])
    assert page.options.options().sections == {SectionName.PLAN}


def test_only_the_newest_choice_is_shown(qtbot: QtBot, page: ReportPage) -> None:
    stamps: list[str] = []
    page.shown.connect(lambda: stamps.append(page.report.stamp if page.report else ""))
    for key in ("12w", "1y", "4w"):
        page.options.period.setCurrentIndex(page.options.period.findData(key))
        page.refresh()
    qtbot.waitUntil(lambda: bool(stamps) and page.outputs.save_pdf.isEnabled(), timeout=20_000)
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy, timeout=20_000)
    assert set(stamps) == {"21 May – 17 Jun 2026"}


def test_cancel_stops_and_leaves_the_old_pages(qtbot: QtBot, page: ReportPage) -> None:
    count = page.preview.count
    shown: list[bool] = []
    page.shown.connect(lambda: shown.append(True))
    page.refresh()
    assert page.status.cancel.isVisible()
    page.status.cancel.click()
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy, timeout=20_000)
    assert not shown
    assert page.preview.count == count
    assert not page.status.cancel.isVisible()


def test_writes_pdf_and_html(qtbot: QtBot, page: ReportPage, tmp_path: Path) -> None:
    for name in ("r.pdf", "r.html"):
        page.save(tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in page.status.told.text(), timeout=20_000)
    assert "Rehab summary" in pypdf.PdfReader(tmp_path / "r.pdf").pages[0].extract_text()
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: ReportPage, tmp_path: Path
) -> None:
    page.save(tmp_path / "nowhere" / "r.pdf")
    qtbot.waitUntil(lambda: "cannot be written" in page.status.told.text(), timeout=20_000)


def test_prints_every_page(page: ReportPage, tmp_path: Path) -> None:
    assert page.report is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    pages = report_pages(page.report, translator_for()).pages
    assert print_pages(pages, printer)
    assert len(pypdf.PdfReader(tmp_path / "printed.pdf").pages) == page.preview.count


def test_chosen_notes_are_kept_in_the_diary(qtbot: QtBot, page: ReportPage, asked: Ask) -> None:
    assert page.report is not None
    assert page.report.first.notes is None
    shown_after(qtbot, page, lambda: page.share_notes(frozenset({"e1"})))
    assert asked(shared_notes) == {"e1"}
    assert page.report.first.notes is not None
    assert "note 1" in page.report.first.notes.lines[0]
    page.options.notes.choose(NotesShown.NONE.value)
    shown_after(qtbot, page, page.refresh)
    assert page.report.first.notes is None


def test_notes_dialog_ticks_what_was_chosen(qtbot: QtBot) -> None:
    notes = [Note(f"n{number}", TODAY, "Day", f"text {number}") for number in range(3)]
    dialog = NotesDialog(translator_for(), notes, frozenset({"n1", "of other days"}))
    qtbot.addWidget(dialog)
    assert dialog.chosen == {"n1"}
    assert dialog.shown == {"n0", "n1", "n2"}
    dialog.boxes["n2"].setChecked(True)
    assert dialog.chosen == {"n1", "n2"}


def test_name_is_kept_in_the_diary(qtbot: QtBot, page: ReportPage, asked: Ask) -> None:
    assert not page.options.with_name.isEnabled()
    shown_after(qtbot, page, lambda: page.name("Ada", dt.date(1970, 5, 4)))
    assert asked(person) == Person("Ada", dt.date(1970, 5, 4))
    assert page.report is not None
    assert page.report.person == ("Ada", "born 4 May 1970")
    assert page.options.with_name.isEnabled()
    page.options.with_name.setChecked(False)
    shown_after(qtbot, page, page.refresh)
    assert page.report.person == ()


def test_person_dialog_leaves_the_birth_date_out(qtbot: QtBot) -> None:
    dialog = PersonDialog(translator_for(), Person("Ada", None), TODAY)
    qtbot.addWidget(dialog)
    assert dialog.birth_date is None
    dialog.with_born.setChecked(True)
    assert dialog.birth_date == dt.date(1970, 1, 1)


def test_options_move_above_the_pages_in_a_narrow_window(page: ReportPage) -> None:
    assert page.options.isVisible()
    page.resize(880, 600)
    assert not page.options.isVisible()
    page.status.choices.click()
    assert page.options.isVisible()
    assert page.preview.columns == 1
    page.resize(1700, 900)
    assert page.options.isVisible()
    assert page.preview.columns == 2
