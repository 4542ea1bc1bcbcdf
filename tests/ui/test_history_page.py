"""The history page: what it shows, how it is filtered, what can be done with an entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.check_ins import save_check_in
from rehabdesk.services.pain_entries import edit_pain, record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.entry_editor import EntryEditor
from rehabdesk.ui.pages.history.earlier import EarlierDialog
from rehabdesk.ui.pages.history.month_view import months_on
from rehabdesk.ui.pages.history.page import HistoryPage
from rehabdesk.ui.pages.history.reading import Period

#: The platform without a screen says so whenever a window is shown.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

Fill = Callable[[Diary], object]
OpenDiary = Callable[[Fill], None]
Asked = Callable[[Callable[[Diary], object]], object]

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.RIGHT)
SENTENCE = Qt.ItemDataRole.AccessibleTextRole


def fill(diary: Diary) -> None:
    """Two entries today, one two days ago (entered today), one in May."""
    now = dt.datetime(2026, 6, 17, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    may = FixedClock(now.replace(month=5, day=31, hour=8, minute=14))
    record_pain(diary, may, HIP, 8, kind=PainKind.WORST)
    clock = FixedClock(now)
    record_pain(diary, clock, KNEE, 2.5, day=TODAY - dt.timedelta(days=2))
    record_pain(
        diary,
        clock,
        KNEE,
        4,
        at=now.replace(hour=8, minute=14),
        qualities=(Quality.SHARP,),
        activities=(Activity.STAIRS_DOWN,),
        note="<b>plain</b>",
    )
    record_pain(diary, clock, HIP, 6)
    save_check_in(diary, clock, TODAY, Sleep.GOOD, Stiffness.UNDER_10, "slept late")


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary: OpenDiary) -> HistoryPage:
    open_diary(fill)
    return make(qtbot, context)


def make(qtbot: QtBot, context: UiContext) -> HistoryPage:
    page = HistoryPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1100, 800)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def values(page: HistoryPage) -> list[float]:
    return [row.entry.value for row in page.entries.list.entries.rows]


def sentence(page: HistoryPage, row: int = 0) -> str:
    return str(page.entries.list.entries.index(row, 0).data(SENTENCE))


def day_sentence(page: HistoryPage, day: dt.date) -> str:
    model = page.calendar.view.days
    return str(model.index_of(day).data(SENTENCE))


def press(root: QWidget, name: str) -> None:
    (one,) = [
        b
        for b in root.findChildren(QPushButton)
        if b.isVisibleTo(root) and name in (b.text(), b.accessibleName())
    ]
    one.click()


def test_today_is_shown_first_with_everything_about_its_entries(page: HistoryPage) -> None:
    assert page.day == TODAY
    assert values(page) == [4, 6]
    assert sentence(page) == (
        "Wed 17 Jun 2026; 08:14; Inner knee, your left; 4 of 10; Now; Sharp · Stairs down;"
        " <b>plain</b>"
    )
    assert page.entries.title.text() == "Wed 17 Jun 2026"
    assert page.entries.meta.text() == "2 entries"


def test_the_calendar_says_the_worst_pain_and_the_check_in_of_each_day(page: HistoryPage) -> None:
    assert day_sentence(page, TODAY) == (
        "Wednesday 17 June, today; 2 pain entries, the highest 6 of 10, Outer hip, your right;"
        " check-in"
    )
    assert "1 pain entry, 2.5 of 10, Inner knee" in day_sentence(page, dt.date(2026, 6, 15))
    assert day_sentence(page, dt.date(2026, 6, 1)) == "Monday 1 June; no pain entries"


def test_days_to_come_cannot_be_chosen(qtbot: QtBot, page: HistoryPage) -> None:
    model = page.calendar.view.days
    future = model.index_of(TODAY + dt.timedelta(days=1))
    assert model.flags(future) == Qt.ItemFlag.NoItemFlags
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_Right)
    assert page.day == TODAY
    page.open_at("2026-06-15")
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_Down)
    assert page.day == dt.date(2026, 6, 15)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, dt.date(2026, 6, 16)),
        (Qt.Key.Key_Up, dt.date(2026, 6, 10)),
        (Qt.Key.Key_PageUp, dt.date(2026, 5, 17)),
    ],
)
def test_keys_of_the_calendar(qtbot: QtBot, page: HistoryPage, key: Qt.Key, day: dt.date) -> None:
    qtbot.keyClick(page.calendar.view, key)
    settle(qtbot, page)
    assert page.day == day
    assert page.calendar.view.days.day_at(page.calendar.view.currentIndex()) == day
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_Home)
    assert page.day == TODAY


def test_arrows_cross_the_ends_of_months(qtbot: QtBot, page: HistoryPage) -> None:
    page.open_at("2026-06-01")
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_Left)
    settle(qtbot, page)
    assert page.day == dt.date(2026, 5, 31)
    assert values(page) == [8]
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_Right)
    assert page.day == dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2026, 1, 15), -1, dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 2, 28)),
        (dt.date(2026, 3, 31), -13, dt.date(2025, 2, 28)),
    ],
)
def test_the_same_day_of_another_month(day: dt.date, months: int, expected: dt.date) -> None:
    assert months_on(day, months) == expected


def choose_period(page: HistoryPage, qtbot: QtBot, name: str) -> None:
    press(page, f"Period: {name}")
    settle(qtbot, page)


def test_a_month_a_range_and_everything(qtbot: QtBot, page: HistoryPage) -> None:
    choose_period(page, qtbot, "Month")
    assert values(page) == [4, 6, 2.5]
    assert page.entries.meta.text() == "3 entries on 2 days"
    assert "entered later" in sentence(page, 2)
    choose_period(page, qtbot, "All")
    assert values(page) == [4, 6, 2.5, 8]
    page.filter.set_range(dt.date(2026, 6, 16), dt.date(2026, 5, 1))
    choose_period(page, qtbot, "From … to")
    assert values(page) == [2.5, 8]


def test_the_month_of_the_list_goes_along_with_the_calendar(
    qtbot: QtBot, page: HistoryPage
) -> None:
    choose_period(page, qtbot, "Month")
    qtbot.keyClick(page.calendar.view, Qt.Key.Key_PageUp)
    settle(qtbot, page)
    assert page.filter.period is Period.MONTH
    assert values(page) == [8]


def test_regions_are_chosen_one_by_one_from_those_in_use(
    qtbot: QtBot, page: HistoryPage, clock: FixedClock
) -> None:
    groin = SidedRegion("groin", Side.LEFT)
    page.context.workbench.change(lambda diary: record_pain(diary, clock, groin, 9))
    settle(qtbot, page)
    choose_period(page, qtbot, "All")
    hip, knee, _ = page.filter._menu.actions()[2:]
    assert (knee.text(), hip.text()) == ("Inner knee, your left", "Outer hip, your right")
    hip.trigger()
    settle(qtbot, page)
    assert values(page) == [6, 8]
    knee.trigger()
    settle(qtbot, page)
    assert values(page) == [4, 6, 2.5, 8]
    assert page.filter._regions.text() == "2 regions"


def test_open_at_a_region_shows_all_of_it(qtbot: QtBot, page: HistoryPage) -> None:
    page.open_at(str(HIP))
    settle(qtbot, page)
    assert values(page) == [6, 8]


def test_deleting_offers_undo_until_the_next_change(
    qtbot: QtBot, page: HistoryPage, clock: FixedClock
) -> None:
    qtbot.keyClick(page.entries.list, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert values(page) == [6]
    assert page.entries._undo.isVisible()
    press(page, "Undo")
    settle(qtbot, page)
    assert values(page) == [4, 6]
    assert not page.entries._undo.isVisible()
    press(page, "Delete the chosen entry")
    settle(qtbot, page)
    page.context.workbench.change(lambda diary: record_pain(diary, clock, KNEE, 1))
    settle(qtbot, page)
    assert not page.entries._undo.isVisible()


def test_deleted_entries_are_shown_on_demand_and_restored(qtbot: QtBot, page: HistoryPage) -> None:
    press(page, "Delete the chosen entry")
    settle(qtbot, page)
    press(page, "Deleted entries too")
    settle(qtbot, page)
    assert values(page) == [4, 6]
    assert sentence(page).endswith("; deleted")
    page.entries.list.setCurrentIndex(page.entries.list.entries.index(0, 0))
    assert not page.entries._edit.isVisible()
    press(page, "Restore the chosen entry")
    settle(qtbot, page)
    assert "deleted" not in sentence(page)


def test_the_next_entry_is_chosen_after_a_deletion(qtbot: QtBot, page: HistoryPage) -> None:
    choose_period(page, qtbot, "All")
    page.entries.list.setCurrentIndex(page.entries.list.entries.index(1, 0))
    press(page, "Delete the chosen entry")
    settle(qtbot, page)
    chosen = page.entries.list.chosen
    assert chosen is not None
    assert chosen.entry.value == 2.5


def test_what_an_entry_was_before(qtbot: QtBot, page: HistoryPage) -> None:
    assert not page.entries._earlier.isEnabled()
    assert page.entries._earlier.toolTip() == "This entry has not been changed."
    row = page.entries.list.chosen
    assert row is not None
    changed = dataclasses.replace(row.entry, value=5.5, note="")
    page.context.workbench.change(lambda diary: edit_pain(diary, changed))
    qtbot.waitUntil(page.entries._earlier.isEnabled)
    press(page, "What it was before…")
    (dialog,) = page.window().findChildren(EarlierDialog)
    panel = next(w for w in dialog.findChildren(QWidget) if w.accessibleDescription())
    assert panel.accessibleDescription() == "Pain: 4 → 5.5; Note: “<b>plain</b>” → nothing"
    assert panel.accessibleName() == "17 Jun 2026, 21:30"
    dialog.reject()


def test_enter_opens_the_editor_on_the_chosen_entry(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.keyClick(page.entries.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.entries.list, Qt.Key.Key_Return)
    (editor,) = page.window().findChildren(EntryEditor)
    assert editor.pad.rating == 6
    editor.pad.rate(3)
    editor.save()
    settle(qtbot, page)
    assert values(page) == [4, 3]


def test_the_check_in_of_the_day_and_the_ways_to_change_the_day(
    qtbot: QtBot, page: HistoryPage
) -> None:
    texts = page.check_in._answers.text(), page.check_in._note.text()
    assert texts == ("Sleep: Good\nMorning stiffness: Under 10 min", "slept late")
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, "Edit the check-in of Wed 17 Jun 2026")
    assert wanted.args == ["today", "2026-06-17"]
    page.open_at("2026-06-10")
    settle(qtbot, page)
    assert page.check_in._answers.text() == "Nothing answered."
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, "Add to 10 Jun")
    assert wanted.args == ["body", "2026-06-10"]


def test_days_without_entries_offer_to_add_some(qtbot: QtBot, page: HistoryPage) -> None:
    page.open_at("2026-06-10")
    settle(qtbot, page)
    assert page.entries._empty_text.text() == "No pain entries on this day."
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, "Add to this day")
    assert wanted.args == ["body", "2026-06-10"]
    page.filter.choose_regions([SidedRegion("groin", Side.LEFT)])
    page.refresh()
    settle(qtbot, page)
    assert page.entries._empty_text.text() == "No pain entries match this filter."
    press(page, "Show all entries")
    settle(qtbot, page)
    assert values(page) == [4, 6, 2.5, 8]


def test_an_empty_diary_leads_to_the_body_map(
    qtbot: QtBot, context: UiContext, open_diary: OpenDiary
) -> None:
    open_diary(lambda _: None)
    page = make(qtbot, context)
    assert page.entries._empty.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, "Show where it hurts")
    assert wanted.args == ["body", ""]


def test_calendar_and_list_are_beside_each_other_where_there_is_room(page: HistoryPage) -> None:
    assert page.entries.x() > page.calendar.geometry().right()
    page.set_narrow(True)
    page.resize(700, 900)
    page.layout().activate() if page.layout() is not None else None
    assert page.entries.y() > page.calendar.y()
    assert page.entries.x() == page.calendar.x()


def test_long_notes_are_cut_at_a_line_and_short_ones_are_not(
    qtbot: QtBot, page: HistoryPage
) -> None:
    model, row = page.entries.list.entries, page.entries.list._row
    texts = model.texts(0)
    assert row.plan(texts, 600).note_text == "<b>plain</b>"
    long = dataclasses.replace(texts, note="many words " * 300)
    plan = row.plan(long, 600)
    assert plan.note_text.endswith("…")
    assert plan.note.bottom() <= plan.height
    assert row.plan(long, 300).height > row.plan(texts, 300).height


def test_twenty_thousand_entries_are_one_widget_and_quick(
    qtbot: QtBot, page: HistoryPage, asked: Asked
) -> None:
    rows = [
        (str(TODAY - dt.timedelta(days=n // 5)), None, "groin", "left", "now", float(n % 11), "")
        for n in range(20_000)
    ]

    def add(diary: Diary) -> None:
        with diary.change(message("change", "Imported"), undoable=False):
            diary.pain.insert_many((*row, 0, str(n)) for n, row in enumerate(rows))

    asked(add)
    widgets = len(page.findChildren(QWidget))
    choose_period(page, qtbot, "All")
    assert len(page.entries.list.entries.rows) == 20_004
    assert len(page.findChildren(QWidget)) == widgets
    # Equal rows are measured once, so the heights of all cost next to nothing.
    qtbot.waitUntil(lambda: page.entries.list.verticalScrollBar().maximum() > 20_000 * 40)
    assert len(page.entries.list._row._plans) < 100


def test_entries_at_equal_times_stay_apart(page: HistoryPage) -> None:
    rows: list[PainEntry] = [row.entry for row in page.entries.list.entries.rows]
    assert page.entries.list.entries.row_of(rows[1].id) == 1
    assert page.entries.list.entries.row_of("absent") == -1
