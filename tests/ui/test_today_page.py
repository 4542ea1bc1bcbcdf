"""The Today page: the check-in is one change, asked about what is in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.moments import FixedClock, diary_day
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.today.page import TodayPage
from rehabdesk.ui.widgets.focus_chain import next_in_chain

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.RIGHT)


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    return page


@pytest.fixture
def last_days(clock: FixedClock) -> Callable[[Diary], None]:
    """The knee on each of the last three days, the hip on one of them."""

    def fill(diary: Diary) -> None:
        for days in (3, 2, 1):
            before = FixedClock(clock.moment - dt.timedelta(days=days))
            record_pain(diary, before, KNEE, 4 + days)
        record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=2)), HIP, 2)

    return fill


def settle(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def named(page: TodayPage, text: str) -> QPushButton:
    buttons = [*page.findChildren(QPushButton), *page.footer.findChildren(QPushButton)]
    return next(one for one in buttons if one.text() == text)


def note_of(page: TodayPage) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit))


def test_an_empty_diary_leads_to_the_map(qtbot: QtBot, page: TodayPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    assert page.check_in.pads == ()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        named(page, "Show it on the body map…").click()
    assert wanted.args == ["body", page.day.isoformat()]


def test_regions_in_use_are_asked_about_most_used_first(
    qtbot: QtBot, page: TodayPage, open_diary, last_days
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    assert [pad.accessibleName() for pad in page.check_in.pads] == [
        "Inner knee, your left",
        "Outer hip, your right",
    ]
    assert [pad.rating for pad in page.check_in.pads] == [None, None]


def test_tab_goes_through_the_card_from_top_to_bottom(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, clock: FixedClock
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    page.context.workbench.change(lambda diary: record_pain(diary, clock, HIP, 1))
    settle(qtbot, page)  # the pads were made anew
    qtbot.waitUntil(lambda: all(pad.isVisible() for pad in page.check_in.pads))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    met: list[QWidget] = []
    one = next_in_chain(page)
    while one is not page:
        if page.check_in.isAncestorOf(one) and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            met.append(one)
        one = next_in_chain(one)
    met = [one for one in met if one.isVisible()]
    assert met[:2] == list(page.check_in.pads)
    tops = [one.mapTo(page, QPoint(0, 0)).y() for one in met]
    assert tops == sorted(tops)


def test_the_whole_check_in_is_one_change_and_one_undo(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, asked
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    knee, hip = page.check_in.pads
    QTest.keyClick(knee, Qt.Key.Key_3)
    QTest.keyClick(hip, Qt.Key.Key_0)
    named(page, "Under 10 min").click()
    named(page, "Woke with pain").click()
    QTest.keyClicks(note_of(page), "long walk yesterday")
    with qtbot.waitSignal(page.context.workbench.saved):
        named(page, "Save check-in").click()
    settle(qtbot, page)
    day = page.day
    entries = asked(lambda diary: diary.pain.on_day(day))
    assert {one.where: one.value for one in entries} == {KNEE: 3, HIP: 0}
    check_in = asked(lambda diary: diary.check_ins.for_day(day))
    assert (check_in.sleep, check_in.stiffness, check_in.note) == (
        Sleep.WOKE_WITH_PAIN,
        Stiffness.UNDER_10,
        "long walk yesterday",
    )
    assert not named(page, "Save check-in").isEnabled()
    page.context.workbench.undo()
    settle(qtbot, page)
    assert asked(lambda diary: diary.pain.on_day(day)) == []
    assert asked(lambda diary: diary.check_ins.for_day(day)) is None


def test_a_second_enter_does_not_save_twice(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, asked
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    pad = page.check_in.pads[0]
    QTest.keyClick(pad, Qt.Key.Key_3)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    QTest.keyClick(pad, Qt.Key.Key_Return)
    settle(qtbot, page)
    day = page.day
    assert len(asked(lambda diary: diary.pain.on_day(day))) == 1


def test_the_kind_that_counts_is_the_kind_that_is_asked(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, asked
) -> None:
    def fill(diary: Diary) -> None:
        last_days(diary)
        with diary.change(page.context.regions["knee_inner"].name):
            diary.settings.set_value_kind(KNEE, PainKind.WORST)

    open_diary(fill)
    settle(qtbot, page)
    page.check_in.pads[0].rate(9)
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    day = page.day
    assert [one.kind for one in asked(lambda diary: diary.pain.on_day(day))] == [PainKind.WORST]


def test_what_is_typed_survives_a_change_made_elsewhere(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, clock: FixedClock
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    page.check_in.pads[0].rate(8)
    QTest.keyClicks(note_of(page), "half a sen")
    page.context.workbench.change(lambda diary: record_pain(diary, clock, HIP, 1))
    settle(qtbot, page)
    assert page.check_in.ratings[KNEE] == 8
    assert note_of(page).text() == "half a sen"


def test_another_day_waits_for_what_is_not_saved(
    qtbot: QtBot, page: TodayPage, open_diary, last_days, asked
) -> None:
    open_diary(last_days)
    settle(qtbot, page)
    day = page.day
    page.check_in.pads[0].rate(8)
    with qtbot.waitSignal(page.context.workbench.failed) as told:
        page.open_at((day - dt.timedelta(days=1)).isoformat())
    assert told.args[0].text == "Save the check-in of {day} first."
    assert (page.day, page.check_in.pads[0].rating) == (day, 8)
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    page.open_at((day - dt.timedelta(days=1)).isoformat())
    settle(qtbot, page)
    assert page.day == day - dt.timedelta(days=1)
    assert asked(lambda diary: diary.pain.on_day(day))[0].value == 8


def test_after_midnight_the_evening_is_still_meant(
    qtbot: QtBot, context: UiContext, theme, workbench, open_diary, asked
) -> None:
    late = FixedClock(dt.datetime(2026, 6, 18, 1, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    page = TodayPage(
        UiContext(
            context.tr, theme, late, workbench, context.regions, context.preferences, context.review
        )
    )
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.show()
    open_diary(lambda diary: record_pain(diary, FixedClock(late.moment.replace(day=15)), KNEE, 5))
    settle(qtbot, page)
    assert page.day == dt.date(2026, 6, 17) == diary_day(late.moment)
    page.check_in.pads[0].rate(4)
    page.check_in.save_wanted.emit()
    settle(qtbot, page)
    (entry,) = asked(lambda diary: diary.pain.on_day(dt.date(2026, 6, 17)))
    assert entry.at == late.moment
    assert not entry.backfilled
