"""Saving one pain entry: python probe_save.py program COUNT | bare COUNT DIARY."""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import sqlite3
import sys
import time
import uuid

from common import on_page, say


def program(count: str) -> None:
    """RehabDesk's body map: from Enter until the region's new value is painted.

    `saves`: seconds of each. `stall`: the longest time the event loop did nothing else, seen by
    a timer of a millisecond in as many further saves.
    """

    def ready(_start, page):
        saves = [_save(page, number) for number in range(int(count))]
        beats = _Beats(page)
        for number in range(int(count)):
            _save(page, number)
        say(saves=saves, stall=beats.longest)

    on_page("body", ready)


def _save(page, number: int) -> float:
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from rehabdesk.domain.regions import Side, SidedRegion

    app = QApplication.instance()
    where = SidedRegion("knee_inner", Side.LEFT)
    page.selection.choose(where)
    digit = 3 + number % 4
    shown = page.selection.values.get(where)
    if shown is not None and shown.value == digit:
        digit += 1  # what is shown already is not painted again
    QTest.keyClick(page.panel.pad, Qt.Key(Qt.Key.Key_0 + digit))
    _settle(app)

    class Filter(QObject):
        painted = False

        def eventFilter(self, _watched, event):
            if event.type() == QEvent.Type.Paint:
                value = page.selection.values.get(where)
                self.painted |= value is not None and value.value == digit
            return False

    canvas, watching = page.map.canvases[0], Filter()
    canvas.installEventFilter(watching)
    began = time.perf_counter()
    QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    while not watching.painted:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    took = time.perf_counter() - began
    canvas.removeEventFilter(watching)
    _settle(app)
    return took


def _settle(app) -> None:
    end = time.perf_counter() + 0.05
    while time.perf_counter() < end:
        app.processEvents()


class _Beats:
    """Notes the longest pause between two beats of a timer."""

    def __init__(self, parent) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def bare(count: str, diary: str) -> None:
    """One INSERT and COMMIT each into a diary file, with a diary's pragmas."""
    connection = sqlite3.connect(diary, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}")
    saves = []
    for number in range(int(count)):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO pain_entry"
            " (id, created_at, changed_at, day, at, region, side, kind, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                str(uuid.uuid4()),
                "2026-06-17T12:00:00+00:00",
                "2026-06-17T12:00:00+00:00",
                "2026-06-17",
                "2026-06-17T12:00:00+02:00",
                "knee_inner",
                "left",
                "now",
                3 + number % 4,
            ),
        )
        connection.execute("COMMIT")
        saves.append(time.perf_counter() - began)
    connection.close()
    say(saves=saves)


if __name__ == "__main__":
    {"program": program, "bare": bare}[sys.argv[1]](*sys.argv[2:])
