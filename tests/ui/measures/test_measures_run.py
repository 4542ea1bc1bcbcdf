"""A self-test from practice to its results, by keyboard and on a clock of the test's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rehabdesk.services.measures.run import Phase
from rehabdesk.ui.dialogs.unsaved import UnsavedQuestion

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def test_standing_on_one_leg_from_practice_to_the_results(desk) -> None:
    one = desk()
    one.open_test("sl_stance")
    one.says("What is known about this test")
    one.press("Start this test")
    run = one.page.run
    assert run.side.text() == "YOUR LEFT"
    one.press("I have practised")
    for seconds in (10.2, 20.4, 15):
        one.hold(seconds)
    # Pain is asked, and Enter on the pad goes on.
    assert run.pad.hasFocus()
    QTest.keyClick(run.pad, Qt.Key.Key_2)
    QTest.keyClick(run.pad, Qt.Key.Key_Return)
    assert run.side.text() == "YOUR RIGHT"
    one.press("I have practised")
    one.hold(50)
    one.press("No more tries")
    one.press("Go on")
    assert one.page.has_unsaved
    one.says("Your left: 20.4 s, pain 2\nYour right: 45 s, pain not known")
    one.press("Save")
    assert one.results() == [
        ("sl_stance", "left", 20.4, 2.0, False),
        ("sl_stance", "right", 45.0, None, False),
    ]
    assert not one.page.has_unsaved
    one.says("Your left: 20.4 s on 17 Jun 2026")
    one.says("Your right: 45 s on 17 Jun 2026")
    one.says("Symmetry 45 % (100 × weaker side ÷ stronger side")
    one.page.context.workbench.undo()
    one.settle()
    assert one.results() == []


def test_counting_down_and_typing_the_count(desk) -> None:
    one = desk()
    one.open_test("chair30")
    one.press("Start this test")
    run = one.page.run
    for count in ("14", "12"):
        one.press("Start the clock")
        one.ticker.wait(3)
        assert run.ring.text == "ready 2 seconds left"
        one.ticker.wait(2 + 12)
        assert run.ring.text == "go 18 seconds left"
        one.ticker.wait(18)
        assert run.number.hasFocus()
        QTest.keyClicks(run.number, count)
        QTest.keyClick(run.number, Qt.Key.Key_Return)
    one.press("Go on")
    one.press("Save")
    assert one.results() == [("chair30", "none", 12.0, None, False)]


def test_a_number_that_cannot_be_is_said_and_stays(desk) -> None:
    one = desk()
    one.open_test("step_down")
    one.press("Start this test")
    one.press("I have practised")
    run = one.page.run
    for typed, sentence in (("seven", "“seven” is not a number."), ("7", "goes from 0 to 6")):
        run.number.setText(typed)
        one.press("Take this result")
        assert sentence in run.problem.text()
        assert run.number.text() == typed
    run.number.setText("3")
    one.press("Take this result")
    assert not run.problem.isVisible()
    assert run.pad.isVisible()


def test_pain_above_five_ends_the_test_and_is_kept(desk) -> None:
    one = desk()
    one.open_test("hip_abd_hold")
    one.press("Start this test")
    one.press("I have practised")
    one.press("Start the clock")
    one.ticker.wait(8)
    one.press("It hurts: stop")
    QTest.keyClick(one.page.run.pad, Qt.Key.Key_7)
    one.press("Go on")
    one.says("That is enough for today.")
    one.press("Save")
    assert one.results() == [("hip_abd_hold", "left", None, 7.0, True)]


def test_leaving_the_page_gives_up_the_running_try_alone(desk) -> None:
    one = desk()
    one.open_test("sl_stance")
    one.press("Start this test")
    one.press("I have practised")
    one.hold(10)
    one.press("Start the clock")
    one.ticker.wait(10)
    one.frame.hide()
    one.ticker.wait(5)
    run = one.page.run.run
    assert run is not None
    assert (run.phase, run.tries) == (Phase.READY, (10.0,))
    one.frame.show()
    assert one.page.has_unsaved


def test_going_back_asks_before_tries_are_lost(desk) -> None:
    one = desk()
    one.open_test("sl_stance")
    one.press("Start this test")
    one.press("Back")
    assert one.page.run.run is None
    one.press("Start this test")
    one.press("I have practised")
    one.hold(10)
    one.press("Back")
    (question,) = one.frame.window().findChildren(UnsavedQuestion)
    assert one.page.run.run is not None
    lose = next(b for b in question.buttons() if "without saving" in b.text())
    lose.click()
    one.settle()
    assert one.page.run.run is None
    assert one.results() == []


def test_safety_questions_come_before_a_test(desk) -> None:
    one = desk(asked=False)
    one.open_test("sl_stance")
    assert not one.page.start.isEnabled()
    assert "safety questions" in one.page.start.accessibleDescription()
    assert one.page.test.gate.isVisible()
    with one.qtbot.waitSignal(one.page.page_wanted) as wanted:
        QTest.keyClick(one.page.test.gate.go, Qt.Key.Key_Space)
    assert wanted.args == ["safety", "ask"]
    one.press("Back")
    one.page.open_at("own")
    assert one.page.own.name.isVisible()


def test_the_squat_says_that_the_step_down_comes_first_and_is_not_blocked(desk) -> None:
    one = desk()
    one.open_test("sls_count")
    assert one.page.test.first.isVisible()
    assert one.page.test.first.text.startswith("Do “Step-down")
    one.press("Start this test")
    one.press("Back")
    one.press("Back")
    one.open_test("slb_hold")
    assert not one.page.test.first.isVisible()


def test_a_time_taken_with_another_clock_is_typed(desk) -> None:
    one = desk()
    one.open_test("stairs")
    one.press("Start this test")
    one.press("I have practised")
    one.press("Type the time")
    run = one.page.run
    assert run.card.title.text() == "How long?"
    assert run.number.hasFocus()
    QTest.keyClicks(run.number, "21,5")
    QTest.keyClick(run.number, Qt.Key.Key_Return)
    one.press("Go on")
    one.press("Save")
    assert one.results() == [("stairs", "none", 21.5, None, False)]
