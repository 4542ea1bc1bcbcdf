"""The guided session through the real widgets, by keyboard, with every timer on a test's clock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from rehabdesk.domain.plan import ExerciseSide, SessionStatus
from rehabdesk.services.player import Stage
from rehabdesk.ui.pages.session.page import SessionPage
from rehabdesk.ui.pages.session.ticker import ASLEEP_S, Ticker

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Key = Qt.Key


def test_a_session_by_keyboard_from_start_to_end(desk):
    it = desk("clam", "bridge")
    page = it.page
    page.home.focus_main()
    it.key(Key.Key_Space)  # Start session
    assert [pad.accessibleName() for pad in page.before.pads] == ["Inner knee, your left"]
    it.key(Key.Key_3, Key.Key_Return)
    assert page.view is page.player
    assert it.running().session.pain_before == 3
    it.key(Key.Key_Space)
    it.ticker.wait(2.5)
    assert page.player.counter.ring.text == "Hold 2 seconds left"
    assert page.player.stage.side == "YOUR LEFT"
    assert page.player.stage.text == "Clamshell: Pelvis quiet."
    assert page.player.stage.phases.accessibleDescription() == "Lift 2 s, Hold 2 s, Lower 3 s"
    it.ticker.wait(7)
    assert page.player.counter.text == "Repetition 2 of 3"
    it.key(Key.Key_1)
    it.ticker.wait(21 - 9.5)
    it.settle()
    assert page.player.counter.ring.text == "Rest 30 seconds left"
    assert it.done()[0] == 3
    assert it.running().sets[0].pain == 1
    it.ticker.wait(30 + 21)
    it.key(Key.Key_Right)  # enough rest; the other side waits
    assert page.player.stage.side == "YOUR RIGHT"
    assert page.player.counter.ring.text == "Get ready 3 times"
    it.ticker.wait(100)
    it.key(Key.Key_Space)
    it.ticker.wait(21 + 30 + 21)
    assert page.player.stage.text.startswith("Bridge: ")
    it.key(Key.Key_Space)
    it.ticker.wait(8)
    it.settle()
    assert page.view is page.finish
    page.finish.effort.choose(6)
    page.finish.pad.setFocus()
    it.key(Key.Key_2)
    page.finish.save.click()
    it.settle()
    assert page.view is page.home
    (session,) = it.asked(lambda diary: diary.sessions.between(None, None))
    assert (session.status, session.running) == (SessionStatus.DONE, False)
    assert (session.pain_before, session.pain_after, session.effort) == (3, 2, 6)
    sets = it.asked(lambda diary: diary.sets.of(session.id))
    assert [one.done for one in sets] == [3, 3, 3, 3, 2]


def test_space_pauses_and_goes_on_from_anywhere(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(1)
    it.page.player.pain.pad.setFocus()
    it.key(Key.Key_Space)
    assert (it.page.player.player.paused, it.ticker.running) == (True, False)
    assert it.page.player.counter.ring.text == "Paused 1 seconds left"
    it.key(Key.Key_Space)
    assert it.page.player.player.paused is False


def test_a_closed_lid_pauses_instead_of_counting(qtbot):
    now = [1000.0]
    ticker = Ticker(seconds=lambda: now[0])
    told: list[object] = []
    ticker.passed.connect(told.append)
    ticker.interrupted.connect(lambda: told.append("asleep"))
    ticker.start()
    now[0] += 0.25
    ticker.step()
    now[0] += ASLEEP_S + 3600
    ticker.step()
    now[0] -= 5
    ticker.step()
    now[0] += 0.5
    ticker.step()
    ticker.stop()
    assert told == [0.25, "asleep", 0.5]


def test_an_interruption_pauses_the_set(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(3)
    it.ticker.interrupted.emit()
    it.ticker.wait(60)
    assert it.page.player.player.seconds == pytest.approx(3)
    assert it.page.player.player.paused


def test_leaving_the_page_pauses_and_the_session_is_offered_again(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(3)
    it.frame.hide()
    assert it.ticker.running is False
    it.frame.show()
    it.settle()
    assert it.page.view is it.page.player


def test_after_a_crash_the_session_goes_on_where_it_was(desk, qtbot, context, clock):
    it = desk("clam", "bridge")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(21 + 30 + 9)
    it.settle()
    # Another page on the same diary knows nothing but what was saved.
    other = SessionPage(context, Ticker())
    qtbot.addWidget(other)
    other.show()
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert other.home.resume.isVisible()
    assert other.home.resume.title.text() == "Go on with your session from 21:30?"
    assert not other.home.start.isVisibleTo(other.home.footer)
    other.home.resume.go_on.click()
    qtbot.waitUntil(lambda: other.view is other.player)
    player = other.player.player
    assert (player.current.side, player.current.number, player.stage) == (
        ExerciseSide.LEFT, 2, Stage.READY,
    )  # fmt: skip
    assert [one.done for one in player.sets] == [3, None, None, None, None]


def test_amber_is_one_line_and_red_offers_two_ways_and_no_way_on(desk):
    it = desk("clam", "bridge")
    it.begin()
    player = it.page.player
    it.key(Key.Key_Space, Key.Key_4)
    assert player.pain.line.startswith("This is all right")
    assert (player.transport.asks, player.player.runs) == (False, True)
    it.ticker.wait(8)
    it.key(Key.Key_7)
    assert player.player.stage is Stage.STOPPED
    texts = [one.accessibleName() for one in player.transport.stop_choices.buttons]
    assert texts == [
        "Easier: Open the knee only a little, with your back against a wall",
        "End this exercise for today",
    ]
    assert not player.transport.buttons.isVisible()
    it.key(Key.Key_Right, Key.Key_Left, Key.Key_S, Key.Key_E)
    assert player.player.stage is Stage.STOPPED
    assert it.running().sets[0].pain == 7
    player.transport.stop_choices.buttons[1].click()
    it.settle()
    state = it.running()
    assert [one.done for one in state.sets] == [1, None, None, None, None]
    assert [one.skipped for one in state.sets] == [False, True, True, True, False]
    assert state.sets[1].skip_reason == "Pain of 7"
    assert player.stage.text.startswith("Bridge")


def test_the_easier_version_is_taken_and_saved(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_E, Key.Key_Space)
    assert {one.exercise for one in it.running().sets} == {"iso_hip_abduction"}
    assert not it.page.player.stage.text.startswith("Clamshell")


def test_skipping_asks_for_a_reason_and_takes_none(desk):
    it = desk("clam", "bridge")
    it.begin()
    it.key(Key.Key_S)
    choices = it.page.player.transport.skip_choices
    assert len(choices.buttons) == 6
    assert len({(one.width(), one.height()) for one in choices.buttons}) == 1
    it.key(Key.Key_Escape)
    assert not it.page.player.transport.asks
    it.key(Key.Key_S)
    choices.buttons[-1].click()
    it.settle()
    assert [(one.skipped, one.skip_reason) for one in it.running().sets[:4]] == [(True, "")] * 4
    it.page.context.workbench.undo()
    it.settle()
    assert it.page.player.player.item.id == "clam"
    assert not any(one.skipped for one in it.page.player.player.sets)


def test_ten_is_typed_as_one_and_nought(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_1, Key.Key_0)
    assert it.running().sets[0].pain == 10


def test_letters_and_digits_can_be_switched_off(desk, preferences):
    preferences.letter_keys = False
    it = desk("clam")
    it.begin()
    it.key(Key.Key_S, Key.Key_7, Key.Key_E)
    assert not it.page.player.transport.asks
    assert it.page.player.player.pain is None
    it.key(Key.Key_Space)
    assert it.page.player.player.runs


def test_r_writes_the_steps_out(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_R)
    assert it.page.player.stage.tells_how
    it.key(Key.Key_R)
    assert not it.page.player.stage.tells_how


def test_more_repetitions_than_planned_can_be_said(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(21)
    it.page.player.counter.correction.changed.emit(5)
    it.settle()
    assert it.done()[0] == 5


def test_less_motion_shows_the_start_and_the_end_only(desk, preferences):
    preferences.set("session/reduced_motion", "on")
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    seen = set()
    for _ in range(70):
        it.ticker.wait(0.1)
        seen.add(it.page.player.stage.figure.moment)
    assert seen == {0.0, 1.0}


def test_the_figure_moves_with_the_time(desk):
    it = desk("clam")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(1)
    figure = it.page.player.stage.figure
    assert figure.moment == pytest.approx(0.5, abs=0.01)
    it.key(Key.Key_Space)
    it.ticker.wait(1)
    assert figure.moment == pytest.approx(0.5, abs=0.01)


def test_stopping_at_once_leaves_no_trace(desk):
    it = desk("clam")
    it.begin()
    it.page.player.stop.click()
    it.settle()
    assert it.page.view is it.page.finish
    it.page.finish.save.click()
    it.settle()
    assert it.asked(lambda diary: diary.sessions.between(None, None)) == []


def test_from_the_end_one_can_go_back(desk):
    it = desk("bridge")
    it.begin()
    it.key(Key.Key_Space)
    it.ticker.wait(8)
    it.settle()
    it.page.finish.went_back.emit()
    it.settle()
    assert (it.page.view, it.page.player.player.stage) == (it.page.player, Stage.READY)


def test_the_shorter_version_is_the_first_two_and_only_offered_above_two(desk):
    it = desk("clam", "bridge", "stand")
    assert not it.page.home.short.isHidden()
    it.page.home.short.click()
    it.page.before.begin.click()
    it.settle()
    assert [one.id for one in it.running().items] == ["clam", "bridge"]


def test_two_exercises_are_short_already(desk):
    assert desk("clam", "bridge").page.home.short.isHidden()


def test_without_a_plan_there_is_one_way_on(desk, qtbot):
    it = desk()
    with qtbot.waitSignal(it.page.page_wanted) as wanted:
        it.page.home.make_plan.click()
    assert wanted.args == ["plan", ""]
    assert it.page.home.start.isHidden()


def test_a_second_enter_begins_no_second_session(desk):
    it = desk("bridge")
    refused: list[object] = []
    it.page.context.workbench.failed.connect(refused.append)
    it.page.home.start.click()
    pad = it.page.before.pads[0]
    pad.rate(3)
    pad.committed.emit()
    pad.committed.emit()
    it.settle()
    assert refused == []
    assert it.running().session.pain_before == 3
    it.page.player.stop.click()
    it.settle()
    it.page.finish.save.click()
    it.page.finish.save.click()
    it.settle()
    assert refused == []
