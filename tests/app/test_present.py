"""The open window hears of a new day, and of what another window wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabdesk.app.present import Present
from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.diaries import create_diary
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary
from rehabdesk.ui.tasks import TaskRunner
from rehabdesk.ui.workbench import Workbench

KNEE = SidedRegion("knee_inner", Side.LEFT)
BERLIN = dt.timezone(dt.timedelta(hours=2))


class MovingClock:
    """Tells the moment it was set to last."""

    moment = dt.datetime(2026, 6, 17, 23, 50, tzinfo=BERLIN)

    def now(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def workbench(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Workbench]:
    """A workbench with a diary that is closed at the end."""
    runner = TaskRunner("diary")
    workbench = Workbench(runner)
    runner.run(
        lambda: create_diary(tmp_path / "my.rehab", clock).diary,
        lambda diary: workbench.attach(diary, UndoStack()),
        lambda _: None,
    )
    qtbot.waitUntil(lambda: workbench.is_open)
    yield workbench
    diary = workbench.detach()
    if diary is not None:
        runner.run(diary.close, lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: not runner.busy)
    runner.close()


@pytest.fixture
def moving() -> MovingClock:
    return MovingClock()


@pytest.fixture
def present(
    qapp: QApplication, qtbot: QtBot, workbench: Workbench, moving: MovingClock
) -> Iterator[Present]:
    present = Present(workbench, moving, qapp)
    present.look()
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    yield present
    present.stop()


def test_midnight_and_the_start_of_a_diary_day_are_told_once_each(
    present: Present, moving: MovingClock
) -> None:
    told: list[dt.datetime] = []
    present.day_changed.connect(lambda: told.append(moving.moment))
    moments = [
        dt.datetime(2026, 6, day, hour, 5, tzinfo=BERLIN)
        for day, hour in ((17, 23), (18, 0), (18, 1), (18, 4), (18, 9), (19, 9))
    ]
    for moment in moments:
        moving.moment = moment
        present.look()
    assert told == [moments[1], moments[3], moments[5]]


def test_what_another_window_wrote_is_told(
    qtbot: QtBot, present: Present, workbench: Workbench, clock: FixedClock
) -> None:
    heard: list[Changes] = []
    workbench.data_changed.connect(heard.append)
    path = workbench.diary_path
    assert path is not None
    with Diary.open(path, clock) as second:
        record_pain(second, clock, KNEE, 4)
    with qtbot.waitSignal(present.changed_elsewhere):
        present.look()
    assert [Kind.PAIN_ENTRY in one.kinds for one in heard] == [True]


def test_what_this_window_wrote_is_no_news(
    qtbot: QtBot, present: Present, workbench: Workbench, clock: FixedClock
) -> None:
    told: list[Callable[[], None]] = []
    present.changed_elsewhere.connect(lambda: told.append(present.look))
    workbench.change(lambda diary: record_pain(diary, clock, KNEE, 4))
    present.look()
    qtbot.waitUntil(lambda: not workbench.runner.busy)
    assert told == []
