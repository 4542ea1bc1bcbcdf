"""The task runner: order, outdated results, errors, threads."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from rehabdesk.domain.errors import InputError, KnownError
from rehabdesk.domain.text import message
from rehabdesk.ui.tasks import TaskRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner("test")
    yield runner
    qtbot.waitUntil(lambda: not runner.busy)
    runner.close()


def never(error: KnownError) -> None:
    raise AssertionError(error)


def test_results_come_in_the_order_of_the_work(qtbot: QtBot, runner: TaskRunner) -> None:
    results: list[int] = []
    for number in range(5):
        runner.run(lambda number=number: number, results.append, never)
    qtbot.waitUntil(lambda: len(results) == 5)
    assert results == [0, 1, 2, 3, 4]


def test_callbacks_run_on_the_gui_thread_and_work_does_not(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    threads: list[threading.Thread] = []
    runner.run(
        threading.current_thread,
        lambda worker: threads.extend([worker, threading.current_thread()]),
        never,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_result_of_an_older_question_is_dropped(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    results: list[str] = []

    def slow() -> str:
        gate.wait(10)
        return "old"

    runner.run(slow, results.append, never, key="chart")
    runner.run(lambda: "waiting", results.append, never, key="chart")
    runner.run(lambda: "new", results.append, never, key="chart")
    runner.run(lambda: "other", results.append, never, key="list")
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert results == ["new", "other"]


def test_a_known_error_goes_to_its_own_callback(qtbot: QtBot, runner: TaskRunner) -> None:
    errors: list[KnownError] = []

    def refuse() -> None:
        raise InputError(message("pain error", "Pain goes from 0 to 10."))

    runner.run(refuse, lambda _: errors.clear(), errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].message.text == "Pain goes from 0 to 10."


def test_a_bug_is_raised_on_the_gui_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as caught:
        runner.run(stumble, never, never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_no_garbage_is_collected_on_the_worker(qtbot: QtBot):
    runner = TaskRunner("test")
    seen: list[bool] = []
    assert gc.isenabled()
    for _ in range(2):
        runner.run(gc.isenabled, seen.append, lambda _: None)
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: len(seen) == 2 and not runner.busy)
    assert seen == [False, False]
    assert gc.isenabled()
    gc.disable()
    try:
        # Whoever switched it off switches it on again.
        runner.run(gc.isenabled, seen.append, lambda _: None)
        qtbot.waitUntil(lambda: not runner.busy)
        assert not gc.isenabled()
    finally:
        gc.enable()
    runner.run(gc.isenabled, seen.append, lambda _: None)
    runner.close()
    assert gc.isenabled()


def test_what_begins_soon_counts_as_work_until_it_has_begun(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    begun: list[str] = []
    owner = QObject()
    runner.soon(0, owner, lambda: begun.append("here"))
    assert runner.busy
    with qtbot.waitSignal(runner.idle):
        pass
    assert (begun, runner.busy) == (["here"], False)


def test_what_belongs_to_something_that_is_gone_does_not_begin(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    begun: list[str] = []
    owner = QObject()
    runner.soon(0, owner, lambda: begun.append("gone"))
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: not runner.busy)
    assert begun == []
