"""The program is left open overnight: what is entered in the morning belongs to the new day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.body.page import BodyPage
from rehabdesk.ui.pages.history.page import HistoryPage
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

KNEE = SidedRegion("knee_inner", Side.LEFT)
EVENING = dt.date(2026, 6, 17)
MORNING = dt.date(2026, 6, 18)


class MovingClock:
    """Tells the moment it was set to last."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment

    def sleep(self) -> None:
        """Go on to eight in the morning."""
        self.moment = dt.datetime.combine(MORNING, dt.time(8), self.moment.tzinfo)


@pytest.fixture
def moving(clock: FixedClock) -> MovingClock:
    return MovingClock(clock.moment)


@pytest.fixture
def overnight(context: UiContext, moving: MovingClock) -> UiContext:
    return dataclasses.replace(context, clock=moving)


def shown(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def test_today_asks_about_the_new_day(
    qtbot: QtBot, overnight: UiContext, moving: MovingClock, open_diary, asked, clock: FixedClock
) -> None:
    open_diary(lambda diary: record_pain(diary, clock, KNEE, 5))
    page = TodayPage(overnight)
    shown(qtbot, page)
    assert (page.day, page.title.text()) == (EVENING, "Good evening")
    moving.sleep()
    page.new_day()
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)
    assert (page.day, page.title.text()) == (MORNING, "Good morning")
    page.check_in.pads[0].rate(3)
    page.check_in.save_wanted.emit()
    (entry,) = asked(lambda diary: diary.pain.on_day(MORNING))
    assert (entry.value, entry.backfilled) == (3, False)


def test_what_was_typed_in_the_evening_stays_with_the_evening(
    qtbot: QtBot, overnight: UiContext, moving: MovingClock, open_diary, clock: FixedClock
) -> None:
    open_diary(lambda diary: record_pain(diary, clock, KNEE, 5))
    page = TodayPage(overnight)
    shown(qtbot, page)
    page.check_in.pads[0].rate(7)
    moving.sleep()
    page.new_day()
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)
    assert page.day == EVENING
    assert page.check_in.ratings == {KNEE: 7}
    assert any("filled in later" in one.text() for one in page.findChildren(QLabel))


def test_the_body_map_goes_along(
    qtbot: QtBot, overnight: UiContext, moving: MovingClock, open_diary, clock: FixedClock
) -> None:
    open_diary(lambda diary: record_pain(diary, clock, KNEE, 5))
    page = BodyPage(overnight)
    shown(qtbot, page)
    assert page.selection.values[KNEE].value == 5
    moving.sleep()
    page.new_day()
    qtbot.waitUntil(lambda: KNEE in page.selection.ghosts)
    assert (page.day, dict(page.selection.values)) == (MORNING, {})


def test_a_day_that_was_chosen_stays_chosen(
    qtbot: QtBot, overnight: UiContext, moving: MovingClock, open_diary
) -> None:
    open_diary()
    page = BodyPage(overnight)
    shown(qtbot, page)
    page.open_at("2026-06-10")
    moving.sleep()
    page.new_day()
    assert page.day == dt.date(2026, 6, 10)


def test_the_calendar_ends_with_the_new_day(
    qtbot: QtBot, overnight: UiContext, moving: MovingClock, open_diary
) -> None:
    open_diary()
    page = HistoryPage(overnight)
    shown(qtbot, page)
    assert page.day == EVENING
    moving.sleep()
    page.new_day()
    assert page.day == MORNING
    page.open_at("2026-06-03")
    page.new_day()
    assert page.day == dt.date(2026, 6, 3)
