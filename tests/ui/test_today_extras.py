"""Beside the check-in: activities, what helped, swelling; and the card of a flare."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from rehabdesk.domain.load import Help
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.safety import Cause
from rehabdesk.domain.text import message
from rehabdesk.services.loads import add_activity
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.plan.page import PlanPage
from rehabdesk.ui.pages.today.page import TodayPage
from rehabdesk.ui.widgets.focus_chain import next_in_chain

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

KNEE = SidedRegion("knee_inner", Side.LEFT)
TODAY = dt.date(2026, 6, 17)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    qtbot.addWidget(page.footer)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    return page


def settle(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def chip(page: TodayPage, name: str) -> QPushButton:
    # What was just made is shown when the layout gets its turn.
    QApplication.processEvents()
    (one,) = [
        one
        for one in page.beside.extras.findChildren(QPushButton)
        if one.accessibleName() == name and not one.isHidden()
    ]
    return one


def activities(asked) -> list[tuple[str, int, int]]:
    rows = asked(lambda diary: diary.loads.activities(None, None))
    return [(one.activity, one.minutes, one.effort) for one in rows]


def helps(asked) -> dict[Help, str]:
    rows = asked(lambda diary: diary.loads.help_marks(TODAY, TODAY))
    return {one.help: one.note for one in rows}


def test_an_activity_is_entered_in_one_line_by_keyboard(
    qtbot: QtBot, page: TodayPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    row = page.beside.extras.row
    assert not row.add_button.isEnabled()
    row.name.setFocus()
    QTest.keyClicks(row.name, "Walk")
    assert page.has_unsaved
    row.minutes.setFocus()
    row.minutes.selectAll()
    QTest.keyClicks(row.minutes, "40")
    row.effort.setFocus()
    row.effort.selectAll()
    QTest.keyClicks(row.effort, "5")
    QTest.keyClick(row.effort, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert activities(asked) == [("Walk", 40, 5)]
    assert page.beside.extras.lines == ["Walk, 40 min, effort 5"]
    assert (row.typed, page.has_unsaved) == (False, False)
    chip(page, "Take out: Walk, 40 min, effort 5").click()
    settle(qtbot, page)
    assert (activities(asked), page.beside.extras.lines) == ([], [])
    page.context.workbench.undo()
    settle(qtbot, page)
    assert page.beside.extras.lines == ["Walk, 40 min, effort 5"]


def test_an_earlier_activity_is_entered_again_with_one_click(
    qtbot: QtBot, page: TodayPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary(
        lambda diary: add_activity(diary, clock, TODAY - dt.timedelta(days=2), "Swim", 30, 6)
    )
    settle(qtbot, page)
    assert len(page.beside.extras.offers) == 1
    again = chip(page, "Enter again: Swim, 30 min, effort 6")
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Space)
    settle(qtbot, page)
    # The button is gone; the keyboard goes on where one types.
    assert page.beside.extras.row.name.hasFocus()
    assert activities(asked) == [("Swim", 30, 6)] * 2
    assert page.beside.extras.offers == []


def test_what_is_refused_stands_in_the_line_again(
    qtbot: QtBot, page: TodayPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    failed: list[object] = []
    page.context.workbench.failed.connect(failed.append)
    page.beside.extras.activity_added.emit("x" * 99, 40, 4)
    settle(qtbot, page)
    assert len(failed) == 1
    assert page.beside.extras.row.typed
    assert activities(asked) == []


def test_what_helped_is_marked_by_chips_and_words(
    qtbot: QtBot, page: TodayPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    words = page.beside.extras.words(Help.MEDICATION)
    assert words.isHidden()
    chip(page, "What helped?: Heat").click()
    chip(page, "What helped?: Medication").click()
    settle(qtbot, page)
    assert helps(asked) == {Help.HEAT: "", Help.MEDICATION: ""}
    assert words.isVisible()
    words.setFocus()
    QTest.keyClicks(words, "<b>one & a half</b>")
    assert page.has_unsaved
    QTest.keyClick(words, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert helps(asked)[Help.MEDICATION] == "<b>one & a half</b>"
    assert not page.has_unsaved
    chip(page, "What helped?: Heat").click()
    settle(qtbot, page)
    assert set(helps(asked)) == {Help.MEDICATION}


def test_words_that_were_typed_are_saved_for_their_day_when_another_is_shown(
    qtbot: QtBot, page: TodayPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    chip(page, "What helped?: Other").click()
    settle(qtbot, page)
    page.beside.extras.words(Help.OTHER).setText("Laughing")
    page.open_at("2026-06-15")
    settle(qtbot, page)
    assert helps(asked) == {Help.OTHER: "Laughing"}
    assert page.beside.extras.helps.chosen == ()
    assert page.beside.extras.words(Help.OTHER).isHidden()


def usual_weeks(diary: Diary, clock: FixedClock) -> None:
    for back in range(1, 29):
        record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=back)), KNEE, 3)


@pytest.fixture
def flaring(clock: FixedClock, no_red_flags):
    """Four weeks of 3, a plan, and today 8, written down on the body map."""

    def fill(diary: Diary) -> None:
        usual_weeks(diary, clock)
        item = PlanItem(
            "i", 0, "single_leg_bridge", "hip_strength", ExerciseSide.BOTH, 4, 10, times_a_week=3
        )
        first = clock.moment.date() - dt.timedelta(days=30)
        with diary.change(message("change", "x")):
            diary.plans.add_version(PlanVersion("v", 1, first, "Plan", "", (item,)))
        no_red_flags(diary, FixedClock(clock.moment - dt.timedelta(days=3)))
        record_pain(diary, clock, KNEE, 8)

    return fill


def test_a_flare_is_told_with_its_steps_and_leads_to_the_questions(
    qtbot: QtBot, page: TodayPage, open_diary, flaring, asked
) -> None:
    open_diary(flaring)
    settle(qtbot, page)
    card = page.beside.flare
    assert card.isVisible()
    assert card.title.text() == "This looks like a flare"
    assert "0 of 2 mornings in a row back to your usual." in card.lines
    assert card.lines[0] == "Inner knee, your left: 8 on 17 Jun. Your usual over four weeks is 3."
    assert [one for one in card.lines if one.startswith(("1. ", "2. ", "3. ", "4. "))]
    assert "Bridge instead of Single-leg bridge: 2 × 12" in card.lines[-1]
    assert card.questions.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        card.questions.click()
    settle(qtbot, page)
    assert wanted.args == ["safety", ""]
    checks = asked(lambda diary: diary.safety.checks())
    assert checks[-1].cause is Cause.FLARE
    assert not card.questions.isVisible()
    # Nothing is suggested before they are answered.
    assert not card.gentler.isVisible()
    assert not any("Bridge" in one for one in card.lines)


def test_the_gentler_plan_is_a_draft_until_somebody_saves_it(
    qtbot: QtBot, page: TodayPage, open_diary, flaring, asked, context: UiContext
) -> None:
    open_diary(flaring)
    settle(qtbot, page)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.beside.flare.gentler.click()
    assert wanted.args == ["plan", "flare"]
    plan = PlanPage(context)
    qtbot.addWidget(plan)
    plan.resize(1100, 700)
    plan.show()
    plan.open_at("flare")
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert [(one.exercise, one.sets) for one in plan.desk.plan.items] == [("bridge", 2)]
    assert plan.desk.is_changed
    assert len(asked(lambda diary: diary.plans.versions())) == 1


def test_a_check_in_that_begins_a_flare_asks_the_questions_at_once(
    qtbot: QtBot, page: TodayPage, open_diary, asked, clock: FixedClock, no_red_flags
) -> None:
    def fill(diary: Diary) -> None:
        usual_weeks(diary, clock)
        no_red_flags(diary, clock)

    open_diary(fill)
    settle(qtbot, page)
    assert page.beside.flare.isHidden()
    page.check_in.pads[0].rate(6)
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    causes = [one.cause for one in asked(lambda diary: diary.safety.checks())]
    assert causes.count(Cause.FLARE) == 1
    assert page.beside.flare.isVisible()
    # Once is enough.
    page.check_in.pads[0].rate(7)
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    causes = [one.cause for one in asked(lambda diary: diary.safety.checks())]
    assert causes.count(Cause.FLARE) == 1
    page.context.workbench.undo()
    page.context.workbench.undo()
    settle(qtbot, page)
    causes = [one.cause for one in asked(lambda diary: diary.safety.checks())]
    assert causes.count(Cause.FLARE) == 0


def test_swelling_is_marked_by_side_and_begins_a_flare(
    qtbot: QtBot, page: TodayPage, open_diary, asked, clock: FixedClock, no_red_flags
) -> None:
    open_diary(lambda diary: no_red_flags(diary, clock))
    settle(qtbot, page)
    chip(page, "Is a knee swollen?: Your left").click()
    settle(qtbot, page)
    (row,) = asked(lambda diary: diary.loads.swellings(None, None))
    assert (row.day, row.side) == (TODAY, Side.LEFT)
    assert page.beside.flare.lines[0] == "A knee is swollen again."
    chip(page, "Is a knee swollen?: Your left").click()
    settle(qtbot, page)
    assert page.beside.flare.isHidden()


def tab_order(page: TodayPage) -> list[str]:
    met = []
    one = next_in_chain(page)
    while one is not page:
        # A field inside another one is no stop of its own.
        inside = isinstance(one.parent(), QAbstractSpinBox)
        stops = one.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside
        if one.isVisibleTo(page) and stops:
            met.append(one.accessibleName() or getattr(one, "text", str)())
        one = next_in_chain(one)
    return met


@pytest.mark.parametrize("narrow", [False, True])
def test_tab_goes_through_the_card_in_the_order_of_reading(
    qtbot: QtBot, page: TodayPage, open_diary, clock: FixedClock, narrow: bool
) -> None:
    def fill(diary: Diary) -> None:
        add_activity(diary, clock, TODAY, "Swim", 30, 6)
        add_activity(diary, clock, TODAY - dt.timedelta(days=1), "Walk", 40, 4)

    open_diary(fill)
    page.set_narrow(narrow)
    settle(qtbot, page)
    swim = "Take out: Swim, 30 min, effort 6"
    qtbot.waitUntil(lambda: swim in tab_order(page))
    order = tab_order(page)
    start = order.index(swim)
    assert order[start : start + 8] == [
        "Take out: Swim, 30 min, effort 6",
        "Another activity of the day",
        "How long, in minutes",
        "How hard it felt, 0 to 10",
        "Add the activity",
        "Enter again: Walk, 40 min, effort 4",
        "What helped?: Heat",
        "What helped?: Cold",
    ]
    assert order[-1 if narrow else start - 1] == (
        "Is a knee swollen?: Your right" if narrow else "Note for the day"
    )


def test_no_advice_about_doses_anywhere(qtbot: QtBot, page: TodayPage, open_diary, flaring) -> None:
    open_diary(flaring)
    settle(qtbot, page)
    said = " ".join(page.beside.flare.lines).casefold()
    for word in (" mg", "tablet", "ibuprofen", "paracetamol", "dose", "!"):
        assert word not in said
