"""The entry editor: every field is kept or changed, nothing typed is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import (
    NOTE_MAX,
    Activity,
    PainEntry,
    PainKind,
    Quality,
    Spot,
    Spread,
)
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.entry_editor import EntryEditor

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Asked = Callable[[Callable[[Diary], object]], object]
OpenDiary = Callable[[Callable[[Diary], object]], None]

DAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
ELSEWHERE = dt.timezone(dt.timedelta(hours=-5))


@pytest.fixture
def entry(open_diary: OpenDiary, asked: Asked, clock: FixedClock) -> PainEntry:
    """An entry that says everything, made in another time zone."""
    open_diary(
        lambda diary: record_pain(
            diary,
            clock,
            KNEE,
            5.5,
            kind=PainKind.WORST,
            at=dt.datetime(2026, 6, 17, 8, 14, 33, tzinfo=ELSEWHERE),
            spot=Spot(View.FRONT, 7.0, 58.0),
            spread=Spread.REGIONAL,
            qualities=(Quality.SHARP,),
            activities=(Activity.SITTING,),
            note="as it was ",
        )
    )
    found = asked(lambda diary: diary.pain.on_day(DAY))
    assert isinstance(found, list)
    (only,) = found
    assert isinstance(only, PainEntry)
    return only


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialog belongs to: it deletes itself when it is closed, its window does not."""
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def editor(window: QWidget, context: UiContext, entry: PainEntry) -> EntryEditor:
    editor = EntryEditor(context, entry, window)
    editor.show()
    return editor


def saved(qtbot: QtBot, editor: EntryEditor, asked: Asked) -> PainEntry:
    """Save, and return the entry the diary then has."""
    entry_id = editor._entry.id
    with qtbot.waitSignal(editor.accepted):
        editor.save()
    found = asked(lambda diary: diary.pain.get(entry_id))
    assert isinstance(found, PainEntry)
    return found


def test_saving_without_a_change_changes_nothing(
    qtbot: QtBot, editor: EntryEditor, entry: PainEntry, asked: Asked
) -> None:
    assert editor.entry == entry
    heard: list[Changes] = []
    editor._context.workbench.data_changed.connect(heard.append)
    assert saved(qtbot, editor, asked) == entry
    assert heard == []


def test_decimals_stay_until_the_pad_is_touched(editor: EntryEditor) -> None:
    assert editor.pad.rating is None
    assert editor.kept.text() == "The entry says 5.5. It stays so unless you choose a number."
    editor.kind.choose("now")
    assert editor.entry.value == 5.5
    editor.pad.rate(0)
    assert editor.entry.value == 0


def test_every_field_can_be_changed(
    qtbot: QtBot, editor: EntryEditor, entry: PainEntry, asked: Asked
) -> None:
    editor.region.setEditText("groin, your RIGHT")
    qtbot.keyClick(editor.pad, Qt.Key.Key_7)
    editor.kind.choose("average")
    editor.spread.choose(["diffuse"])
    editor.qualities.choose(["numb", "ache"])
    editor.activities.choose([])
    editor.note.setPlainText("  new  ")
    found = saved(qtbot, editor, asked)
    assert found == dataclasses.replace(
        entry,
        where=SidedRegion("groin", Side.RIGHT),
        spot=None,
        value=7,
        kind=PainKind.AVERAGE,
        spread=Spread.DIFFUSE,
        qualities=(Quality.ACHE, Quality.NUMB),
        activities=(),
        note="new",
    )


def test_another_day_is_marked_as_entered_later(
    qtbot: QtBot, editor: EntryEditor, asked: Asked
) -> None:
    editor.timed.setChecked(False)
    editor.day.show_day(dt.date(2026, 6, 10))
    found = saved(qtbot, editor, asked)
    assert (found.day, found.at, found.backfilled) == (dt.date(2026, 6, 10), None, True)


def test_a_changed_time_is_on_the_clock_here(
    qtbot: QtBot, editor: EntryEditor, asked: Asked, clock: FixedClock
) -> None:
    editor.time.show_time(dt.time(12, 5))
    found = saved(qtbot, editor, asked)
    assert found.at is not None
    assert found.at.replace(tzinfo=None) == dt.datetime(2026, 6, 17, 12, 5)
    assert found.at.utcoffset() == clock.moment.utcoffset()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda e: e.region.setEditText("elbow"), "Choose a region from the list."),
        (lambda e: e.time.show_time(dt.time(23, 59)), "That time is still to come."),
        (
            lambda e: e.note.setPlainText("x" * (NOTE_MAX + 1)),
            f"A note can have up to {NOTE_MAX} characters.",
        ),
    ],
)
def test_a_refused_save_says_why_and_keeps_what_was_typed(
    qtbot: QtBot,
    editor: EntryEditor,
    entry: PainEntry,
    asked: Asked,
    spoil: Callable[[EntryEditor], None],
    sentence: str,
) -> None:
    editor.qualities.choose(["burning"])
    spoil(editor)
    typed = editor.region.currentText(), editor.note.toPlainText(), editor.time.clock_time
    editor.save()
    qtbot.waitUntil(lambda: editor.problem.text().replace(",", "") == sentence)
    assert editor.isVisible()
    assert editor.save_button.isEnabled()
    assert typed == (
        editor.region.currentText(),
        editor.note.toPlainText(),
        editor.time.clock_time,
    )
    assert editor.qualities.chosen == ("burning",)
    assert asked(lambda diary: diary.pain.get(entry.id)) == entry


def test_the_keyboard_saves_and_cancels(
    qtbot: QtBot, editor: EntryEditor, entry: PainEntry, asked: Asked
) -> None:
    qtbot.keyClicks(editor.note, "more ")
    with qtbot.waitSignal(editor.accepted):
        qtbot.keyClick(editor.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = asked(lambda diary: diary.pain.get(entry.id))
    assert isinstance(found, PainEntry)
    assert found.note == "more as it was"


def test_escape_leaves_the_entry_as_it_was(
    qtbot: QtBot, editor: EntryEditor, entry: PainEntry, asked: Asked
) -> None:
    editor.pad.rate(9)
    with qtbot.waitSignal(editor.rejected):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert asked(lambda diary: diary.pain.get(entry.id)) == entry


def test_the_region_box_finds_by_any_part_of_a_name(editor: EntryEditor) -> None:
    completer = editor.region.completer()
    assert completer is not None
    completer.setCompletionPrefix("outer hip")
    assert completer.completionCount() == 2


def test_the_fields_take_no_more_height_than_they_need(qtbot: QtBot, editor: EntryEditor) -> None:
    editor.resize(560, 400)
    layout = editor._inner.layout()
    assert layout is not None
    qtbot.waitUntil(
        lambda: editor._inner.height() == layout.totalHeightForWidth(editor._inner.width())
    )
