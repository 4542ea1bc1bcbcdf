"""The Self-tests page: ratings, sides beside each other, totals, and the way from Today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.self_test import AffectedSide
from rehabdesk.services.measures import recording
from rehabdesk.services.measures.recording import Trial
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.measures.series_panel import SeriesPanel
from rehabdesk.ui.pages.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TESTS = load_self_tests()
KNEE = SidedRegion("knee_inner", Side.LEFT)
Fill = Callable[[Diary], object]


def test_an_own_activity_is_added_rated_and_undone_by_keyboard(
    desk,
) -> None:
    one = desk()
    own = one.page.own
    own.name.setFocus()
    QTest.keyClicks(own.name, "Stairs at home")
    assert one.page.has_unsaved
    QTest.keyClick(own.name, Qt.Key.Key_Return)
    one.settle()
    assert own.name.text() == ""
    (pad,) = own.pads.values()
    assert pad.accessibleName() == "Stairs at home"
    assert not own.save.isEnabled()
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_4)
    assert one.page.has_unsaved
    QTest.keyClick(pad, Qt.Key.Key_Return)
    one.settle()
    assert not one.page.has_unsaved
    assert one.ask(lambda d: [r.value for r in d.measures.ratings()]) == [4.0]
    assert not own.over_time.isHidden()
    assert pad.rating == 4
    one.page.context.workbench.undo()
    one.settle()
    assert one.ask(lambda d: d.measures.ratings()) == []
    assert pad.rating is None
    one.page.context.workbench.undo()
    one.settle()
    assert own.pads == {}


def test_five_are_enough_and_one_can_be_left_off(desk) -> None:
    def fill(diary: Diary) -> None:
        for name in "ABCDE":
            recording.add_own_activity(diary, name)

    one = desk(fill)
    own = one.page.own
    assert len(own.pads) == 5
    assert own.name.isHidden() or not own.name.isVisible()
    # What was rated and is not saved yet stays when the list changes.
    list(own.pads.values())[4].rate(7)
    leave = [b for b in own.findChildren(QPushButton) if b.accessibleName() == "Leave off: B"]
    QTest.keyClick(leave[0], Qt.Key.Key_Space)
    one.settle()
    assert [pad.accessibleName() for pad in own.pads.values()] == ["A", "C", "D", "E"]
    assert own.name.isVisible()
    assert list(own.ratings.values()) == [7.0]


def test_ratings_over_time_are_said_with_their_error(desk, clock: FixedClock) -> None:
    def fill(diary: Diary) -> None:
        recording.add_own_activity(diary, "Boule")
        (own,) = diary.measures.own_activities()
        before = FixedClock(clock.moment - dt.timedelta(days=14))
        recording.rate_own_activities(diary, before, {own.id: 3})
        recording.rate_own_activities(diary, clock, {own.id: 6})

    one = desk(fill)
    one.says("3 on 3 Jun, 6 on 17 Jun; larger than the usual error of such ratings.")
    one.press("Show as a table")
    (panel,) = one.page.own.over_time.findChildren(SeriesPanel)
    assert (panel.chart.isVisible(), panel.table.isVisible()) == (False, True)
    model = panel.table.rows
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["6", "3"]
    one.press("Show as a chart")


def test_did_not_do_it_is_kept_as_nothing_and_unanswered_not_at_all(
    desk,
) -> None:
    one = desk()
    one.page.open_at("pain")
    boxes = one.page.pain.boxes
    assert len(boxes) == 10
    assert all(isinstance(box, QComboBox) and box.accessibleName() for box in boxes.values())
    running, kneeling = boxes[Activity.RUNNING], boxes[Activity.KNEELING]
    running.setFocus()
    QTest.keyClick(running, Qt.Key.Key_D)
    QTest.keyClick(kneeling, Qt.Key.Key_0)
    one.press("Save ratings")
    found = one.ask(lambda d: {p.activity: p.value for p in d.measures.activity_pain()})
    assert found == {Activity.RUNNING: None, Activity.KNEELING: 0.0}
    assert not one.page.has_unsaved


def test_the_affected_side_is_kept(desk) -> None:
    one = desk()
    one.page.open_at("tests")
    chips = {b.text(): b for b in one.page.tests.affected.findChildren(QPushButton)}
    QTest.keyClick(chips["Left"], Qt.Key.Key_Space)
    one.settle()
    assert one.ask(recording.affected_side) is AffectedSide.LEFT


def test_sides_are_drawn_with_error_and_numbers(desk, clock: FixedClock) -> None:
    def fill(diary: Diary) -> None:
        trials = [Trial(Side.LEFT, (36.0,)), Trial(Side.RIGHT, (50.0,))]
        recording.record_self_test(diary, clock, TESTS["hip_abd_hold"], trials)
        trials = [Trial(Side.LEFT, (9.0,)), Trial(Side.RIGHT, (0.0,))]
        recording.record_self_test(diary, clock, TESTS["sl_stance"], trials)

    one = desk(fill)
    one.page.open_at("tests")
    first, second = one.page.tests.symmetry.chart.rows
    assert (first.name, first.percent) == ("Standing on one leg", None)
    assert "cannot be calculated" in first.text
    assert second.percent == pytest.approx(72.0)
    assert (second.low, second.high) == (pytest.approx(6.4), pytest.approx(137.6))
    assert "36 s · 50 s" in second.text
    chart = one.page.tests.symmetry.chart
    assert chart.place(100) > chart.place(72) > chart.place(50)


def test_a_flare_day_is_said_and_blocks_nothing(desk, clock: FixedClock) -> None:
    def fill(diary: Diary) -> None:
        for back in (3, 2, 1):
            record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=back)), KNEE, 3)
        record_pain(diary, clock, KNEE, 6)

    one = desk(fill)
    one.page.open_at("tests")
    assert one.page.tests.flare.isVisible()
    assert "self-tests" not in one.page.subtitle.text()
    one.open_test("sl_stance")
    one.press("Start this test")


def test_overall_change_by_keyboard(desk) -> None:
    one = desk()
    one.page.open_at("change")
    section = one.page.change
    assert not section.save.isEnabled()
    better = section.answers[2]
    assert "Much better" in better.accessibleName()
    QTest.keyClick(better, Qt.Key.Key_Space)
    QTest.keyClicks(section.note, "more stairs")
    one.press("Save the answer")
    assert one.ask(lambda d: [(c.value, c.note) for c in d.measures.change_ratings()]) == [
        (2, "more stairs")
    ]
    assert section.group.checkedButton() is None
    assert section.past.isVisible()


def test_totals_by_name_score_and_day(desk) -> None:
    one = desk()
    one.page.open_at("totals")
    section = one.page.totals
    said = one.problems()
    line = section.name.lineEdit()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "LEFS")
    assert section.about.text() == "0 to 80, higher is better."
    QTest.keyClicks(section.score, "81")
    one.press("Save the total")
    assert said == ["{name} goes from {low} to {high}."]
    # What was typed is still there.
    assert section.score.text() == "81"
    section.score.setText("61,5")
    one.press("Save the total")
    assert one.ask(lambda d: [(t.name, t.score) for t in d.measures.totals()]) == [("LEFS", 61.5)]
    one.press("Delete the total of 17 Jun")
    assert one.ask(lambda d: d.measures.totals()) == []


def test_another_diary_takes_nothing_over(desk) -> None:
    one = desk()
    page = one.page
    page.own.name.setText("Boule")
    page.pain.boxes[Activity.RISING].setCurrentIndex(4)
    page.change.answers[1].setChecked(True)
    page.totals.score.setText("12")
    one.open_test("sl_stance")
    one.press("Start this test")
    page.context.workbench.diary_opened.emit()
    one.settle()
    assert not page.has_unsaved
    assert page.run.run is None
    assert page.tests.isVisible()


def test_today_leads_to_what_is_due(
    qtbot: QtBot, context: UiContext, clock: FixedClock, open_diary: Callable[[Fill], None]
) -> None:
    today = TodayPage(context)
    qtbot.addWidget(today)
    today.resize(1134, 700)
    today.show()

    def fill(diary: Diary) -> None:
        record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=28)), KNEE, 3)

    open_diary(fill)
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert today.beside.due.isVisible()
    # Self-tests wait for the safety questions.
    assert today.beside.due.line == "Due now: own activities, pain on activities and overall."
    with qtbot.waitSignal(today.page_wanted) as wanted:
        QTest.keyClick(today.beside.due.go, Qt.Key.Key_Space)
    assert wanted.args == ["measures", "own"]


def test_today_says_nothing_in_a_new_diary(
    qtbot: QtBot, context: UiContext, clock: FixedClock, open_diary: Callable[[Fill], None]
) -> None:
    today = TodayPage(context)
    qtbot.addWidget(today)
    today.show()
    open_diary(lambda diary: record_pain(diary, clock, KNEE, 3))
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert today.beside.due.isHidden()
