"""Ticking off, and typing up the paper sheet, through the real widgets."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key
LABEL = message("change", "Something done")
KNEE = SidedRegion("knee_inner", Side.LEFT)
TODAY = dt.date(2026, 6, 17)
LEFT_NAME, RIGHT_NAME = "Clamshell, left side", "Clamshell, right side"
PAIN_NAME = "Pain 0–10: Inner knee, your left · Worst"


def sessions(it):
    return it.asked(lambda diary: diary.sessions.between(None, None))


def sets(it, session):
    return it.asked(lambda diary: diary.sets.of(session.id))


def entries(it, day):
    return it.asked(lambda diary: diary.pain.on_day(day))


@pytest.fixture
def typing(desk):
    """The sheet of a plan of two exercises, the keyboard in its first cell."""
    it = desk("clam", "bridge")
    it.page.home.sheet.click()
    it.settle()
    it.page.sheet.focus_main()
    return it


def test_everything_of_today_in_two_clicks(desk):
    it = desk("clam", "bridge")
    it.page.home.tick.click()
    it.settle()
    assert [box.text() for box in it.page.tick.boxes] == [
        "Bridge · 1 × 2", "Clamshell · 2 × 3 · each side",
    ]  # fmt: skip
    assert not it.page.tick.save.isEnabled()
    it.page.tick.all.click()
    it.page.tick.save.click()
    it.settle()
    (session,) = sessions(it)
    assert (session.day, session.backfilled) == (TODAY, False)
    assert [one.done for one in sets(it, session)] == [3, 3, 3, 3, 2]
    assert it.page.view is it.page.home


def test_a_day_before_is_backfilled_and_a_tick_can_be_taken_away(desk):
    it = desk("clam", "bridge")
    it.page.open_at("2026-06-15")
    it.settle()
    it.page.tick.boxes[0].click()
    it.page.tick.save.click()
    it.settle()
    (session,) = sessions(it)
    assert (session.day, session.backfilled) == (dt.date(2026, 6, 15), True)
    assert [one.exercise for one in sets(it, session)] == ["bridge"]
    it.page.open_at("2026-06-15")
    it.settle()
    assert [box.isChecked() for box in it.page.tick.boxes] == [True, False]
    it.page.tick.boxes[0].click()
    it.page.tick.save.click()
    it.settle()
    assert sessions(it) == []


def test_the_grid_is_the_one_on_paper(typing):
    model = typing.page.sheet.model
    vertical = Qt.Orientation.Vertical
    assert [model.headerData(row, vertical) for row in range(model.rowCount())] == [
        "Bridge", LEFT_NAME, RIGHT_NAME, PAIN_NAME,
    ]  # fmt: skip
    assert (model.columnCount(), model.days[0], model.days[-1]) == (
        14, dt.date(2026, 6, 4), TODAY,
    )  # fmt: skip
    assert model.headerData(13, Qt.Orientation.Horizontal) == "Wed\n17"
    # The two days that were rated are shown and cannot be rated twice.
    assert [model.index(3, column).data() for column in (10, 11, 12, 13)] == ["", "4", "4", ""]


def test_several_days_are_typed_up_by_keyboard_and_saved_as_one_change(typing):
    it = typing
    it.key(Key.Key_Down, Key.Key_Space, Key.Key_Tab, Key.Key_Tab, Key.Key_X)
    it.key(Key.Key_Down, Key.Key_Return)
    it.key(Key.Key_Down, Key.Key_1, Key.Key_0, Key.Key_Right, Key.Key_3)
    assert it.page.sheet.save.isEnabled()
    it.page.sheet.save.click()
    it.settle()
    assert [(one.day.day, one.backfilled) for one in sessions(it)] == [(4, True), (6, True)]
    # On the 4th the left side alone, on the 6th both sides.
    done = [[(one.side.value, one.done) for one in sets(it, day)] for day in sessions(it)]
    left, right = [("left", 3)] * 2, [("right", 3)] * 2
    assert done == [[*left, ("right", None), ("right", None)], [*left, *right]]
    sixth, seventh = entries(it, dt.date(2026, 6, 6)), entries(it, dt.date(2026, 6, 7))
    assert [(one.where, one.kind, one.value) for one in (*sixth, *seventh)] == [
        (KNEE, PainKind.WORST, 10), (KNEE, PainKind.WORST, 3),
    ]  # fmt: skip
    it.page.context.workbench.undo()
    it.settle()
    assert sessions(it) == []
    assert entries(it, dt.date(2026, 6, 6)) == []


def test_a_slip_is_taken_back_before_it_is_saved(typing):
    it, model = typing, typing.page.sheet.model
    it.key(Key.Key_Space)
    assert model.index(0, 0).data() == "✓"
    it.key(Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_7, Key.Key_Delete)
    assert not model.is_dirty
    assert not it.page.sheet.save.isEnabled()


def test_a_rating_in_the_diary_is_not_typed_over(typing):
    it, table, model = typing, typing.page.sheet.table, typing.page.sheet.model
    table.setCurrentIndex(model.index(3, 11))
    it.key(Key.Key_9)
    assert (model.index(3, 11).data(), model.is_dirty) == ("4", False)


def test_the_keyboard_leaves_the_grid_at_its_end(typing):
    table, model = typing.page.sheet.table, typing.page.sheet.model
    table.setCurrentIndex(model.index(3, 13))
    QTest.keyClick(table, Key.Key_Tab)
    assert not table.hasFocus()
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, Key.Key_Backtab)
    assert not table.hasFocus()


def test_a_click_ticks_and_every_cell_says_what_it_is(typing):
    table, model = typing.page.sheet.table, typing.page.sheet.model
    cell = table.visualRect(model.index(0, 13)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert model.ticks == {(TODAY, "bridge", ExerciseSide.NONE): True}
    said = model.index(0, 13).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Bridge, Wednesday 17 June: done"


def test_other_weeks_wait_until_what_is_typed_is_saved(typing):
    it, view = typing, typing.page.sheet
    it.key(Key.Key_Space)
    assert not view.earlier.isEnabled()
    it.key(Key.Key_Space)
    view.earlier.click()
    it.settle()
    assert view.model.days[-1] == dt.date(2026, 6, 3)
    # Before the plan began there is nothing to tick.
    it.key(Key.Key_Space)
    assert view.model.ticks == {}
    view.later.click()
    it.settle()
    assert view.model.days[-1] == TODAY
    assert not view.later.isEnabled()


def test_a_partial_set_is_shown_as_such_and_can_be_ticked(desk):
    it = desk("bridge")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(5)
    it.page.player.stop.click()
    it.settle()
    it.page.finish.save.click()
    it.settle()
    it.page.home.sheet.click()
    it.settle()
    model = it.page.sheet.model
    assert model.index(0, 13).data() == "½"
    model.toggle(0, 13)
    it.page.sheet.save.click()
    it.settle()
    (session,) = sessions(it)
    assert [one.done for one in sets(it, session)] == [2]


def test_what_is_typed_stays_until_it_is_saved(typing):
    it = typing
    assert not it.page.has_unsaved
    it.key(Key.Key_Space)
    assert it.page.has_unsaved
    it.page.sheet.given_up.emit()
    it.settle()
    it.page.home.sheet.click()
    it.settle()
    assert it.page.sheet.model.index(0, 0).data() == "✓"
    it.page.sheet.save.click()
    it.settle()
    assert not it.page.has_unsaved


def test_ticks_and_ratings_count_as_unsaved_but_sets_do_not(desk):
    it = desk("bridge")
    it.page.home.tick.click()
    it.settle()
    it.page.tick.boxes[0].click()
    assert it.page.has_unsaved
    it.page.tick.given_up.emit()
    it.settle()
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(8)
    it.settle()
    assert not it.page.has_unsaved
    it.page.finish.effort.choose(3)
    assert it.page.has_unsaved


def test_another_diary_begins_at_its_plan(typing):
    it = typing
    it.key(Key.Key_Space)
    it.page.context.workbench.diary_opened.emit()
    it.settle()
    assert it.page.view is it.page.home
    assert not it.page.has_unsaved


def test_the_sheet_of_an_older_version_is_typed_up_as_printed(desk):
    it = desk("clam", "bridge")
    day = TODAY - dt.timedelta(days=1)
    none = ExerciseSide.NONE
    stand = PlanItem("new", 0, "sit_to_stand", "hip_strength", none, times_a_week=3)
    later = PlanVersion("v9", 9, day, "Newer", "", (stand,))

    def add(diary):
        with diary.change(LABEL):
            diary.plans.add_version(later)
        return diary.plans.versions()[0]

    old = it.asked(add)
    it.page.home.sheet.click()
    it.settle()
    view = it.page.sheet
    assert view.version == 0
    view.choose_version(old.number)
    it.settle()
    model = view.model
    assert view.version == old.number
    assert [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == [
        "Bridge", LEFT_NAME, RIGHT_NAME,
    ]  # fmt: skip
    model.toggle(0, model.days.index(TODAY))
    assert not view._version.isEnabled()
    view.save.click()
    it.settle()
    (session,) = sessions(it)
    assert (session.day, session.plan_version_id) == (TODAY, old.id)
