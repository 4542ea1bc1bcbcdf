"""The question of the next morning on Today."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.services.session_state import running_session
from rehabdesk.services.sessions import finish_session, record_set, start_session
from rehabdesk.ui.pages.today.page import TodayPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

YESTERDAY = dt.date(2026, 6, 16)
ITEM = PlanItem("b", 0, "bridge", "hip_strength", ExerciseSide.NONE, 1, 2, times_a_week=3)
PLAN = PlanVersion("v", 1, dt.date(2026, 6, 1), "", "", (ITEM,))


@pytest.fixture
def page(qtbot, context, open_diary, clock, no_red_flags):
    before = FixedClock(clock.moment - dt.timedelta(days=1))

    def fill(diary):
        with diary.change(message("change", "x")):
            diary.plans.add_version(dataclasses.replace(PLAN))
        no_red_flags(diary, before)
        start_session(diary, before, pain_before=2)
        state = running_session(diary)
        record_set(diary, state.sets[0], 2)
        finish_session(diary, before, state.session.id)

    page = TodayPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    open_diary(fill)
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    return page


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def morning_of(asked):
    return asked(lambda diary: diary.sessions.between(YESTERDAY, YESTERDAY))[0].pain_next_morning


@pytest.mark.parametrize(("digit", "worse"), [(Qt.Key.Key_2, False), (Qt.Key.Key_3, True)])
def test_the_morning_after_is_asked_once(qtbot, page, asked, digit, worse):
    assert page.beside.morning.isVisible()
    assert not page.beside.morning.save.isEnabled()
    QTest.keyClick(page.beside.morning.pad, digit)
    assert page.beside.morning.line.startswith("Your pain was higher") is worse
    page.beside.morning.save.click()
    settle(qtbot, page)
    assert morning_of(asked) == int(digit) - int(Qt.Key.Key_0)
    assert not page.beside.morning.isVisible()
    page.context.workbench.undo()
    settle(qtbot, page)
    assert page.beside.morning.isVisible()


def test_no_answer_stays_unknown(qtbot, page, asked):
    QTest.keyClick(page.beside.morning.pad, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert morning_of(asked) is None
    assert page.beside.morning.isVisible()


def test_another_day_asks_about_its_own_day_before(qtbot, page):
    page.open_at("2026-06-15")
    settle(qtbot, page)
    assert not page.beside.morning.isVisible()
