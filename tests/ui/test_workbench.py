"""The workbench: changes are announced once, undo never overtakes, old answers are dropped."""

from __future__ import annotations

import datetime as dt

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import Message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.workbench import Workbench

KNEE = SidedRegion("knee_inner", Side.LEFT)


def test_a_change_is_told_once_with_what_it_touched(
    qtbot: QtBot, workbench: Workbench, open_diary, clock: FixedClock
) -> None:
    open_diary()
    heard: list[Changes] = []
    workbench.data_changed.connect(heard.append)
    with qtbot.waitSignal(workbench.saved) as saved:
        workbench.change(lambda diary: record_pain(diary, clock, KNEE, 4))
    assert [one.kinds for one in heard] == [frozenset({Kind.PAIN_ENTRY})]
    label = saved.args[0]
    assert isinstance(label, Message)
    assert label.text == "Pain entry saved"


def test_what_nobody_asked_for_is_shown_but_not_told(
    qtbot: QtBot, workbench: Workbench, open_diary, clock: FixedClock
) -> None:
    open_diary()
    told: list[Message] = []
    workbench.saved.connect(told.append)
    with qtbot.waitSignal(workbench.data_changed):
        workbench.change(lambda diary: record_pain(diary, clock, KNEE, 4), quiet=True)
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert told == []


def test_undo_asked_for_at_once_takes_back_the_change_before_it(
    qtbot: QtBot, workbench: Workbench, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    workbench.change(lambda diary: record_pain(diary, clock, KNEE, 4))
    workbench.change(lambda diary: record_pain(diary, clock, KNEE, 7))
    workbench.undo()  # while the second change may still be under way
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert values(asked) == [4.0]
    workbench.redo()
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert values(asked) == [4.0, 7.0]


def test_a_refused_change_is_told_in_one_sentence_and_changes_nothing(
    qtbot: QtBot, workbench: Workbench, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    with qtbot.waitSignal(workbench.failed) as failed:
        workbench.change(lambda diary: record_pain(diary, clock, KNEE, 11))
    assert failed.args[0].text == "Pain goes from 0 to 10."
    assert values(asked) == []
    assert workbench.undo_label is None


def test_an_answer_about_a_diary_that_was_closed_is_dropped(
    qtbot: QtBot, workbench: Workbench, open_diary
) -> None:
    open_diary()
    answers: list[str] = []
    workbench.read(lambda diary: diary.path.name, answers.append)
    diary = workbench.detach()
    assert diary is not None
    workbench.runner.run(diary.close, lambda _: answers.append("closed"), lambda _: None)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["closed"]


def test_without_a_diary_nothing_happens(qtbot: QtBot, workbench: Workbench) -> None:
    def explode(_: Diary) -> Changes:
        raise InputError(Message("", ""))

    workbench.change(explode)
    workbench.undo()
    workbench.redo()
    assert not workbench.runner.busy
    assert workbench.diary_name == ""


def values(asked) -> list[float]:
    entries = asked(lambda diary: diary.pain.between(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
    return [entry.value for entry in entries]


def test_what_was_read_for_somebody_who_is_gone_is_dropped(
    qtbot: QtBot, workbench: Workbench, open_diary
) -> None:
    class Asker(QObject):
        def take(self, _: int) -> None:
            raise AssertionError("told although it is gone")

    open_diary()
    asker = Asker()
    workbench.read(lambda diary: diary.revision, asker.take)
    shiboken6.delete(asker)
    qtbot.waitUntil(lambda: not workbench.runner.busy)
