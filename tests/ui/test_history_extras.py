"""History says what else was there on a day: activities, what helped, swelling."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from rehabdesk.domain.load import Help
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side
from rehabdesk.services.loads import add_activity, mark_helps, mark_swelling
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.history.page import HistoryPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TODAY = dt.date(2026, 6, 17)


def test_the_day_says_what_else_was_there(
    qtbot: QtBot, context: UiContext, open_diary, clock: FixedClock
) -> None:
    def fill(diary: Diary) -> None:
        add_activity(diary, clock, TODAY, "<b>Walk</b>", 40, 4)
        mark_helps(diary, clock, TODAY, {Help.MEDICATION, Help.HEAT}, {Help.MEDICATION: "a & b"})
        mark_swelling(diary, clock, TODAY, {Side.RIGHT})

    open_diary(fill)
    page = HistoryPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert page.check_in.extras.splitlines() == [
        "<b>Walk</b>, 40 min, effort 4",
        "Helped: Heat and Medication (a & b)",
        "Swollen knee: your right",
    ]
    context.workbench.change(lambda diary: mark_helps(diary, clock, TODAY, set(), {}))
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert "Helped" not in page.check_in.extras
