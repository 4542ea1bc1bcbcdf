"""About, help and problem: what they tell, and what they must not tell."""

from __future__ import annotations

import platform
from types import TracebackType

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

import rehabdesk
from rehabdesk.app.pages import PAGE_ENTRIES
from rehabdesk.services.language import translator_for
from rehabdesk.services.licences import Part
from rehabdesk.ui.dialogs.about import AboutDialog
from rehabdesk.ui.dialogs.help import EVERYWHERE, PAGES, HelpDialog
from rehabdesk.ui.dialogs.licences import LicencesDialog
from rehabdesk.ui.dialogs.problem import ProblemDialog, details

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NOTE = "knife-like at night, told nobody"


def texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def rows(table: QTableWidget) -> list[tuple[str, str]]:
    found = []
    for row in range(table.rowCount()):
        keys, does = table.item(row, 0), table.item(row, 1)
        assert keys is not None
        assert does is not None
        found.append((keys.text(), does.text()))
    return found


def failure() -> tuple[RuntimeError, TracebackType | None]:
    note = NOTE

    def inner() -> None:
        raise KeyError(note)

    try:
        try:
            inner()
        except KeyError as error:
            raise RuntimeError(f"cannot save {note}") from error
    except RuntimeError as error:
        return error, error.__traceback__


def test_about_says_what_it_is_not_and_its_versions(qtbot: QtBot) -> None:
    dialog = AboutDialog(translator_for())
    qtbot.addWidget(dialog)
    said = texts(dialog)
    assert "This is not medical advice." in said
    assert "not yet been reviewed by a physiotherapist" in said
    assert "MIT licence" in said
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    for version in (rehabdesk.__version__, qVersion(), platform.python_version()):
        assert version in copied
        assert version in said


def test_about_leads_to_the_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog(translator_for())
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.licences_wanted):
        dialog.licences.click()


def test_licences_show_the_text_of_the_chosen_part(qtbot: QtBot) -> None:
    found = (Part("rehabdesk", "1.0", "MIT", "Do as you like."), Part("font", "", "", ""))
    dialog = LicencesDialog(translator_for(), found)
    qtbot.addWidget(dialog)
    assert dialog.text.toPlainText() == "Do as you like."
    assert "Licence: MIT" in texts(dialog)
    dialog.choice.setCurrentIndex(1)
    assert dialog.choice.currentText() == "font"
    assert "not on this computer" in dialog.text.toPlainText()


@pytest.mark.parametrize("page_id", [entry.id for entry in PAGE_ENTRIES])
def test_every_page_has_help(qtbot: QtBot, page_id: str) -> None:
    dialog = HelpDialog(translator_for(), page_id)
    qtbot.addWidget(dialog)
    assert PAGES[page_id].about.text in texts(dialog)
    listed = [row for table in dialog.tables for row in rows(table)]
    assert len(listed) == len(PAGES[page_id].keys) + len(EVERYWHERE)


def test_help_names_keys_as_they_are_pressed(qtbot: QtBot) -> None:
    dialog = HelpDialog(translator_for(), "body")
    qtbot.addWidget(dialog)
    own, everywhere = (dict(rows(table)) for table in dialog.tables)
    assert own["0 – 9"] == "Rate the pain of the chosen region"
    undo = QKeySequence("Ctrl+Z").toString(QKeySequence.SequenceFormat.NativeText)
    assert any(keys.startswith(undo) for keys in everywhere)


def test_help_without_a_page_tells_the_general_keys(qtbot: QtBot) -> None:
    dialog = HelpDialog(translator_for(), "")
    qtbot.addWidget(dialog)
    assert [len(rows(table)) for table in dialog.tables] == [len(EVERYWHERE)]


def test_details_name_places_and_nothing_a_person_entered() -> None:
    error, trace = failure()
    told = details(type(error), error, trace)
    assert NOTE not in told
    assert "cannot save" not in told
    assert "RuntimeError" in told
    assert "KeyError" in told
    assert "test_dialogs_about.py" in told
    assert "inner" in told
    assert __file__ not in told, "a path can hold a person's name"
    assert rehabdesk.__version__ in told


def test_problem_copies_its_details_and_goes_on(qtbot: QtBot) -> None:
    error, trace = failure()
    dialog = ProblemDialog(translator_for(), type(error), error, trace)
    qtbot.addWidget(dialog)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == details(type(error), error, trace)
    assert "not something you did" in texts(dialog)


def test_one_dialog_for_one_error_after_another(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    error, trace = failure()
    first = ProblemDialog(translator_for(), type(error), error, trace, window)
    first.open()
    for _ in range(2):
        ProblemDialog(translator_for(), type(error), error, trace, window).open()
    visible = [one for one in window.findChildren(ProblemDialog) if one.isVisible()]
    assert visible == [first]
    assert "It happened 3 times." in texts(first)
    assert first.details.toPlainText().count("KeyError") == 1
    first.close()


def test_dialogs_fit_a_small_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 480)
    window.show()
    dialog = HelpDialog(translator_for(), "body", window)
    dialog.open()
    assert dialog.width() <= 720
    assert dialog.height() <= 480
    assert dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.close()
