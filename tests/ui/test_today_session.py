"""Today's session on the Today page: what is due, and the way to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.plans import start_pause
from rehabdesk.services.sheet import tick_day
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.session import START
from rehabdesk.ui.pages.session.item_row import ItemRow
from rehabdesk.ui.pages.today.page import TodayPage
from rehabdesk.ui.pages.today.session_card import Leads

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

KNEE = SidedRegion("knee_inner", Side.LEFT)
NAMES = ("clamshell", "bridge", "step_up", "mini_squat", "calf_raise")


def plan(clock: FixedClock, count: int) -> PlanVersion:
    side = ExerciseSide.BOTH
    item = PlanItem("", 0, "", "hip_strength", side, 2, 10, rest_s=30, times_a_week=3)
    items = tuple(
        dataclasses.replace(item, id=f"i{n}", position=n, exercise=name)
        for n, name in enumerate(NAMES[:count])
    )
    first = clock.moment.date() - dt.timedelta(days=21)
    return PlanVersion("v1", 1, first, "Plan", "", items)


@pytest.fixture
def filler(clock: FixedClock, no_red_flags):
    """Make what fills a diary with a plan of some exercises and a knee that was rated."""

    def make(count: int, more: Callable[[Diary], object] = lambda _: None):
        def fill(diary: Diary) -> None:
            with diary.change(message("change", "Something done")):
                diary.plans.add_version(plan(clock, count))
            yesterday = FixedClock(clock.moment - dt.timedelta(days=1))
            record_pain(diary, yesterday, KNEE, 4, kind=PainKind.NOW)
            no_red_flags(diary, clock)
            more(diary)

        return fill

    return make


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


def looks(page: TodayPage) -> tuple[object, object]:
    """Return how saving and starting are dressed."""
    return page.check_in.save_button.property("look"), page.beside.session.go.property("look")


def test_what_is_due_stands_there_with_its_dosage_and_minutes(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    open_diary(filler(5))
    settle(qtbot, page)
    card = page.beside.session
    assert card.isVisible()
    assert card.meta.text().startswith("5 exercises · about ")
    rows = [row for row in card.findChildren(ItemRow) if row.isVisible()]
    assert len(rows) == 4
    texts = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "Clamshell" in texts
    assert "2 × 10 · each side · rest 30 s" in texts
    assert "and 1 more" in texts
    assert card.go.text() == "Start session"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        card.go.click()
    assert wanted.args == ["session", START]


def test_starting_is_the_main_button_once_the_check_in_is_saved(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    open_diary(filler(2))
    settle(qtbot, page)
    assert looks(page) == ("primary", "")
    page.check_in.pads[0].rate(3)
    assert looks(page) == ("primary", "")
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    assert looks(page) == ("", "primary")
    page.check_in.pads[0].rate(5)
    assert looks(page) == ("primary", "")


def test_a_day_that_is_done_or_free_asks_for_nothing(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    today = clock.moment.date()

    def done(diary: Diary) -> None:
        record_pain(diary, clock, KNEE, 3, kind=PainKind.NOW)
        tick_day(diary, clock, today, plan(clock, 2).items)

    open_diary(filler(2, done))
    settle(qtbot, page)
    assert page.beside.session.sentence == "Done for the day."
    assert page.beside.session.go.text() == "Another session"
    assert looks(page) == ("primary", "")


def test_a_break_says_so(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    today = clock.moment.date()
    open_diary(filler(2, lambda diary: start_pause(diary, today, None)))
    settle(qtbot, page)
    assert page.beside.session.sentence.startswith("You agreed on a break.")
    assert [row for row in page.beside.session.findChildren(ItemRow) if row.isVisible()] == []


def test_without_a_plan_the_card_leads_to_one_and_past_days_are_ticked(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    open_diary()
    settle(qtbot, page)
    assert page.beside.session.leads is Leads.PLAN
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.beside.session.go.click()
    assert wanted.args == ["plan", ""]


def test_a_past_day_is_ticked_off(
    qtbot: QtBot, page: TodayPage, open_diary, filler, clock: FixedClock
) -> None:
    open_diary(filler(2))
    settle(qtbot, page)
    page.open_at("2026-06-15")
    settle(qtbot, page)
    assert page.beside.session.title.text() == "Session"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.beside.session.go.click()
    assert wanted.args == ["session", "2026-06-15"]
