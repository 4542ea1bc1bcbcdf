"""Qt's own texts follow the program's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from rehabdesk.ui.qt_language import install_qt_translations


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    install_qt_translations(qapp, "en_GB")


def cancel_text(qtbot: QtBot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "Abbrechen"), ("fr", "Annuler"), ("en_GB", "Cancel")]
)
def test_standard_buttons(qtbot: QtBot, qapp: QApplication, language: str, expected: str) -> None:
    assert install_qt_translations(qapp, language)
    assert cancel_text(qtbot) == expected


def test_another_choice_replaces_the_first(qtbot: QtBot, qapp: QApplication) -> None:
    for language in ("de", "fr", "en_GB"):
        install_qt_translations(qapp, language)
    assert cancel_text(qtbot) == "Cancel"
    QCoreApplication.sendPostedEvents(None, 52)  # deletes what is to be deleted later
    assert len(qapp.findChildren(QTranslator)) == 1


def test_without_qts_files_everything_stays_english(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_qt_translations(qapp, "de")
    with monkeypatch.context() as patch:
        patch.setattr(QLibraryInfo, "path", lambda _: "/no/such/folder")
        assert not install_qt_translations(qapp, "de")
    assert cancel_text(qtbot) == "Cancel"
