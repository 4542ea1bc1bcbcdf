"""Two weeks with a routine in the real window: from a template to the adherence numbers.

A plan is taken from a template, done by keyboard with every timer on the test's clock, changed in
mid-week, ticked off afterwards, paused; the numbers at the end are those of a table made by hand.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.cli.main import run
from rehabdesk.domain.moments import Clock, SystemClock
from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.services.adherence import DayMark, adherence, adherence_answer
from rehabdesk.services.diaries import create_diary, open_diary
from rehabdesk.services.player import Stage
from rehabdesk.store.diary import Diary
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.plan.pause_dialog import PauseDialog
from rehabdesk.ui.pages.plan.save_dialog import SaveDialog
from rehabdesk.ui.pages.plan.template_dialog import TemplateDialog
from rehabdesk.ui.pages.session import page as session_page
from rehabdesk.ui.pages.session.page import SessionPage
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.pages.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ZONE = dt.timezone(dt.timedelta(hours=2))
#: Day 0.
MONDAY = dt.date(2026, 6, 1)
LEFT, RIGHT, NONE = ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.NONE

# The template "Hip strength 1" for both sides, three times a week, as (sets, repetitions):
#   clamshell 2 × 10 each side, bridge 2 × 10, standing side lift 2 × 10 each side (all of them
#   hip strength), sit to stand 2 × 8 (knee strength). From Thursday of the first week without
#   the standing side lift and with 3 × 10 of the clamshell each side.
#
# What is done:
#   Mon  1  guided: the right clamshell 10 and 5, the second set of sit to stand 4 of 8
#   Thu  4  the plan changes
#   Fri  5  ticked on the day after: clamshell and bridge
#   Sat  6  ticked on the sheet: the left clamshell alone
#   Mon  8 to Wed 10  an agreed break
#   Thu 11  guided, everything
#
# What is prescribed: of the week cut by the change, Monday to Wednesday are 3 · 3/7, rounded down
# 1 day, which is Monday; Thursday to Sunday are 3 · 4/7, rounded down 1 day. The clamshell was
# begun on two of them, which are both due, on both sides; the bridge on Friday; sit to stand on
# none, so it was due on Sunday, the last free day. Of the week with the break four days are left:
# 3 · 4/7, rounded down 1 day, which is Thursday. All other days are rest.
#
# (day of June, prescribed, performed) of each row:
TABLE = {
    ("hip_strength", LEFT): [(1, 4, 4.0), (5, 3, 3.0), (6, 3, 3.0), (11, 3, 3.0)],
    ("hip_strength", RIGHT): [(1, 4, 3.5), (5, 3, 3.0), (6, 3, 0.0), (11, 3, 3.0)],
    ("hip_strength", NONE): [(1, 2, 2.0), (5, 2, 2.0), (11, 2, 2.0)],
    ("knee_strength", NONE): [(1, 2, 1.5), (7, 2, 0.0), (11, 2, 2.0)],
}
#: prescribed, performed, then days: done, partial, not done, skipped, unlogged, backfilled.
COUNTED = {
    ("hip_strength", LEFT): (13, 13.0, 4, 0, 0, 0, 0, 1),
    ("hip_strength", RIGHT): (13, 9.5, 2, 1, 1, 0, 0, 1),
    ("hip_strength", NONE): (6, 6.0, 3, 0, 0, 0, 0, 1),
    ("knee_strength", NONE): (6, 3.5, 1, 1, 0, 0, 1, 0),
}
LAST = 14


class MovingClock:
    """A clock a test turns."""

    def __init__(self) -> None:
        self.moment = dt.datetime.combine(MONDAY, dt.time(8), ZONE)

    def now(self) -> dt.datetime:
        return self.moment


class ManualTicker(Ticker):
    """Time of a session that goes by when the test says so; the clock goes with it."""

    clock: MovingClock

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on = False

    @property
    def running(self) -> bool:
        return self._on

    def start(self) -> None:
        self._on = True

    def stop(self) -> None:
        self._on = False

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            if self._on:
                self.clock.moment += dt.timedelta(seconds=0.1)
                self.passed.emit(0.1)


class Person:
    """Somebody at the keyboard of the program."""

    def __init__(self, program: OffscreenDesktop, clock: MovingClock) -> None:
        self.program, self.clock, self.window = program, clock, program.window

    def settle(self) -> None:
        """Wait until what was begun is done, and what follows from it, too."""
        for _ in range(3):
            self.program.wait_until(lambda: not self.program.desktop.runner.busy)
            self.program.app.processEvents()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        self.program.wait_until(condition)
        self.settle()

    def wake_up(self, june: int, hour: int = 8) -> None:
        """Come back on another day."""
        self.clock.moment = dt.datetime(2026, 6, june, hour, tzinfo=ZONE)
        self.program.desktop.present.look()
        self.settle()

    def go_to(self, number: int, kind: type) -> QWidget:
        # Without a window manager nobody gives the focus back when a dialog has gone.
        self.window.activateWindow()
        self.settle()
        QTest.keyClick(self.window, Key(Key.Key_0 + number), CTRL)
        self.settle()
        page = self.window.current_page
        assert isinstance(page, kind), page
        return page

    def press(self, one: QAbstractButton) -> None:
        """Press a button by keyboard."""
        assert one.isVisible()
        assert one.isEnabled()
        one.setFocus()
        QTest.keyClick(one, Key.Key_Space)
        self.settle()

    def key(self, *keys: Key) -> None:
        for one in keys:
            # What has the focus in the window, whichever window is in front.
            target = self.window.focusWidget()
            assert target is not None
            QTest.keyClick(target, one)
        self.settle()

    def dialogs(self, kind: type[QDialog]) -> list[QDialog]:
        """Return the dialogs of a kind that are open over the window."""
        return [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, kind) and one.isVisible() and one.parentWidget() is self.window
        ]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        (one,) = self.dialogs(kind)
        return one


@pytest.fixture
def person(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_red_flags: Callable[[Diary, Clock], None],
) -> Iterator[Person]:
    clock = MovingClock()
    ManualTicker.clock = clock
    monkeypatch.setattr(session_page, "Ticker", ManualTicker)
    path = tmp_path / "hip.rehab"
    with create_diary(path, clock).diary as diary:
        no_red_flags(diary, clock)
    options = LaunchOptions(diary=path, language="en", clock=clock)
    with OffscreenDesktop(options, tmp_path) as program:
        program.window.activateWindow()
        program.settle()
        yield Person(program, clock)
    qapp.setStyleSheet("")


def take_template(it: Person) -> None:
    page = it.go_to(3, PlanPage)
    page.buttons.templates_wanted.emit()
    it.settle()
    dialog = it.dialog(TemplateDialog)
    for box in dialog.boxes:
        if box.template.id == "hip_strength_1":
            it.press(box.choose)
    it.press(dialog.take)
    save(it, page)


def save(it: Person, page: PlanPage) -> None:
    it.press(page.buttons.save)
    it.press(it.dialog(SaveDialog).save_button)
    it.wait_until(lambda: not page.desk.is_changed)


def start_from_today(it: Person) -> SessionPage:
    today = it.go_to(1, TodayPage)
    it.press(today.beside.session.go)
    page = it.window.current_page
    assert isinstance(page, SessionPage)
    it.wait_until(lambda: page.view is page.before)
    page.before.pads[0].setFocus()
    it.key(Key.Key_3, Key.Key_Return)
    it.wait_until(lambda: page.view is page.player)
    # The session has the whole window.
    assert not it.window.sidebar.isVisible()
    return page


def do_sets(it: Person, page: SessionPage, cut: dict[tuple[str, ExerciseSide, int], int]) -> None:
    """Do every set by keyboard; `cut` names sets that are ended after some repetitions."""
    player, ticker = page.player.player, page.findChild(ManualTicker)
    for _ in range(200):
        if page.view is not page.player:
            return
        if player.stage is Stage.READY:
            it.key(Key.Key_Space)
        elif player.stage is Stage.RESTING:
            it.key(Key.Key_Right)
        else:
            one = player.current
            reps = cut.get((one.exercise, one.side, one.number))
            length = player.timing.tempo.repetition * (reps or one.planned)
            ticker.wait(length + (0.5 if reps else 1.0))
            if reps:
                it.key(Key.Key_Right)
            it.settle()
    raise AssertionError("the session does not end")


def finish(it: Person, page: SessionPage) -> None:
    assert page.view is page.finish
    it.press(page.finish.save)
    it.wait_until(lambda: page.view is page.home)
    assert it.window.sidebar.isVisible()


def change_plan(it: Person) -> None:
    page = it.go_to(3, PlanPage)
    items = {one.exercise: one.id for one in page.desk.plan.items}
    page.remove_item(items["standing_hip_abduction"])
    page.open_item(items["clamshell"])
    it.settle()
    it.key(Key.Key_3, Key.Key_Tab)
    assert [(one.exercise, one.sets) for one in page.desk.plan.items] == [
        ("clamshell", 3), ("bridge", 2), ("sit_to_stand", 2),
    ]  # fmt: skip
    save(it, page)


def tick_friday(it: Person) -> None:
    page = it.go_to(4, SessionPage)
    it.press(page.home.tick)
    page.tick.days.go_to(dt.date(2026, 6, 5))
    it.settle()
    for box in page.tick.boxes:
        if "Sit" not in box.text():
            it.press(box)
    it.press(page.tick.save)
    it.wait_until(lambda: page.view is page.home)


def tick_left_on_the_sheet(it: Person) -> None:
    page = it.go_to(4, SessionPage)
    it.press(page.home.sheet)
    model, table = page.sheet.model, page.sheet.table
    names = [str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())]
    table.setFocus()
    table.setCurrentIndex(model.index(names.index("Clamshell, left side"), 13))
    it.key(Key.Key_Space)
    it.press(page.sheet.save)
    it.wait_until(lambda: page.view is page.home)


def pause(it: Person) -> None:
    page = it.go_to(3, PlanPage)
    page.buttons.pauses_wanted.emit()
    it.settle()
    dialog = it.dialog(PauseDialog)
    dialog.last.show_day(dt.date(2026, 6, 10))
    it.press(dialog.save_button)
    it.wait_until(lambda: not it.dialogs(PauseDialog))


def two_weeks(it: Person) -> Path:
    take_template(it)
    page = start_from_today(it)
    do_sets(it, page, {("clamshell", RIGHT, 2): 5, ("sit_to_stand", NONE, 2): 4})
    finish(it, page)
    it.wake_up(4)
    change_plan(it)
    it.wake_up(6)
    tick_friday(it)
    tick_left_on_the_sheet(it)
    it.wake_up(8)
    pause(it)
    it.wake_up(11, 18)
    page = start_from_today(it)
    do_sets(it, page, {})
    finish(it, page)
    it.wake_up(15, 9)
    path = it.program.desktop.workbench.diary_path
    assert path is not None
    return path


def test_the_numbers_of_two_weeks_are_those_of_the_table(person: Person) -> None:
    path = two_weeks(person)
    with open_diary(path, SystemClock(), read_only=True).diary as diary:
        found = adherence(diary, person.clock)
    assert (found.first, found.last) == (dt.date(2026, 5, 18), dt.date(2026, 6, LAST))
    rows = {(one.routine, one.side): one for one in found.sides}
    assert list(rows) == list(TABLE)
    for key, row in rows.items():
        due = [
            (one.day.day, one.prescribed, one.performed) for one in row.days if one.prescribed > 0
        ]
        assert due == TABLE[key], key
        assert (
            row.prescribed, row.performed, row.done, row.partial, row.not_done, row.skipped,
            row.unlogged, row.backfilled,
        ) == COUNTED[key], key  # fmt: skip
        assert row.ratio == pytest.approx(COUNTED[key][1] / COUNTED[key][0])
        weights = [math.exp(-0.1 * (LAST - day)) for day, _, _ in TABLE[key]]
        shares = [done / due for _, due, done in TABLE[key]]
        by_hand = sum(map(math.prod, zip(weights, shares, strict=True))) / sum(weights)
        assert row.smoothed == pytest.approx(by_hand)
        paused = [one.day.day for one in row.days if one.mark is DayMark.PAUSED]
        assert paused == [8, 9, 10], key
    # Four days of rest in the first week: Tuesday to Thursday, and Sunday for the clamshell.
    left = rows["hip_strength", LEFT]
    rest = [one.day.day for one in left.days if one.mark is DayMark.REST and one.day.day < 8]
    assert rest == [2, 3, 4, 7]
    out = io.StringIO()
    argv = ["adherence", "--diary", str(path), "--json", "--now", "2026-06-15T09:00:00+02:00"]
    assert run(argv, lambda _: 1, out=out, err=io.StringIO()) == 0
    answer = json.loads(out.getvalue())
    assert answer == adherence_answer(found)
    assert [
        (
            one["prescribed"], one["performed"], one["done"], one["partial"], one["skipped"],
            one["unlogged"], one["backfilled"],
        )
        for one in answer["routines"]
    ] == [counted[:4] + counted[5:] for counted in COUNTED.values()]  # fmt: skip
