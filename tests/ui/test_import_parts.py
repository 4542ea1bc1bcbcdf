"""Parts of the import dialog: where files are dropped, and tables read another way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from rehabdesk.domain.errors import InputError
from rehabdesk.services.importing.tables import Table, read_table
from rehabdesk.services.language import translator_for
from rehabdesk.ui.dialogs.import_file.parts import DropPanel
from rehabdesk.ui.dialogs.import_file.rereading import ENCODINGS, Reading, read_again

COPY, LEFT, NONE = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)
TEXT = 'date;pain;Übung;x,y\n2026-03-01;5;a,b;1\n\n2026-03-02;4;c\n2026-03-03;4;"c;d";1|2\n'


def dragged(*addresses: str) -> tuple[QMimeData, QDragEnterEvent]:
    data = QMimeData()
    data.setUrls([QUrl(one) for one in addresses])
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    event.ignore()
    return data, event


def test_one_file_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    panel = DropPanel(translator_for())
    qtbot.addWidget(panel)
    path = tmp_path / "ä b.csv"
    data, enter = dragged(QUrl.fromLocalFile(str(path)).toString())
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(panel.dropped) as dropped:
        panel.dropEvent(QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE))
    assert dropped.args == [path]


@pytest.mark.parametrize("addresses", [(), ("file:///a", "file:///b"), ("mailto:a@b",)])
def test_anything_else_is_not_taken(qtbot: QtBot, addresses: tuple[str, ...]) -> None:
    panel = DropPanel(translator_for())
    qtbot.addWidget(panel)
    _, enter = dragged(*addresses)
    panel.dragEnterEvent(enter)
    assert not enter.isAccepted()


def again(data: bytes, reading: Reading) -> Table:
    return read_again(data, "t.csv", read_table(data, "t.csv"), reading)


def test_another_separator() -> None:
    table = again(TEXT.encode(), Reading(delimiter=","))
    assert table.delimiter == ","
    assert table.names == ("date;pain;Übung;x", "y")
    assert table.cells[0][0] == "2026-03-01;5;a"
    assert [one.line for one in table.rejected] == [4, 5]


def test_the_same_separator_gives_the_same_table() -> None:
    found = read_table(TEXT.encode(), "t.csv")
    table = again(TEXT.encode(), Reading(delimiter=";"))
    assert table.cells == found.cells
    assert table.cells[2] == ["a,b", "c;d"]
    assert (table.names, table.lines, table.rejected) == (found.names, found.lines, found.rejected)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_can_be_read(encoding: str) -> None:
    data = TEXT.replace("Ü", "x" if encoding in ("cp1251", "cp1253") else "Ü").encode(encoding)
    table = again(data, Reading(encoding=encoding))
    assert table.encoding == encoding
    assert table.cells[2] == ["a,b", "c;d"]
    assert table.names[2] in ("Übung", "xbung")


def test_bytes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(InputError, match="cannot be read as UTF-8"):
        again(TEXT.encode("cp1252"), Reading(encoding="utf-8"))
