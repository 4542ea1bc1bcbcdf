"""The body map page: saying where it hurts by mouse, and by keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock, diary_day
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spread
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.body.page import BodyPage

pytestmark = pytest.mark.qt_log_ignore("This plugin (does not support|supports grabbing)")

INNER_LEFT = SidedRegion("knee_inner", Side.LEFT)
FRONT_RIGHT = SidedRegion("knee_front", Side.RIGHT)
GROIN_LEFT = SidedRegion("groin", Side.LEFT)
BACK = SidedRegion("low_back_mid", Side.NONE)
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, context: UiContext) -> BodyPage:
    page = BodyPage(context)
    qtbot.addWidget(page)
    page.set_narrow(False)
    page.resize(1134, 700)
    page.show()
    return page


def settle(qtbot: QtBot, page: BodyPage) -> None:
    qtbot.waitUntil(lambda: not page.context.workbench.runner.busy)


def entries(asked: Callable, day: dt.date) -> list[PainEntry]:
    return asked(lambda diary: diary.pain.on_day(day))


def yesterday(clock: FixedClock) -> FixedClock:
    return FixedClock(clock.moment - dt.timedelta(days=1))


def click(page: BodyPage, where: SidedRegion) -> None:
    for canvas in page.map.canvases:
        if where in canvas.regions:
            QTest.mouseClick(canvas, LEFT_BUTTON, pos=canvas.region_centre(where))
            return
    raise AssertionError(where)


def test_three_actions_save_a_pain_entry_with_its_spot(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    settle(qtbot, page)
    click(page, INNER_LEFT)
    assert page.panel.pad.hasFocus() or page.focusWidget() is page.panel.pad
    QTest.keyClick(page.panel.pad, Qt.Key.Key_6)
    with qtbot.waitSignal(page.entry_saved):
        QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    (entry,) = entries(asked, page.day)
    assert (entry.where, entry.value, entry.kind) == (INNER_LEFT, 6, PainKind.NOW)
    assert entry.at == clock.moment
    assert not entry.backfilled
    assert entry.spot is not None
    assert entry.spot.view is View.FRONT
    assert 0 < entry.spot.x < 9  # the person's left is +x, the inner knee is nearer the midline
    assert 50 < entry.spot.y < 66


@pytest.mark.parametrize(
    ("view", "where", "at_the_viewers_left"),
    [
        (View.FRONT, INNER_LEFT, False),
        (View.FRONT, FRONT_RIGHT, True),
        (View.BACK, SidedRegion("calf", Side.LEFT), True),
        (View.BACK, SidedRegion("calf", Side.RIGHT), False),
        (View.INNER, INNER_LEFT, False),
        (View.OUTER, SidedRegion("hip_outer", Side.RIGHT), True),
    ],
)
def test_left_and_right_are_the_persons_own(
    qtbot: QtBot, page: BodyPage, open_diary, view: View, where: SidedRegion, at_the_viewers_left
) -> None:
    open_diary()
    settle(qtbot, page)
    page.show_view(view)
    canvas = next(one for one in page.map.canvases if where in one.regions)
    on_map = canvas.mapTo(page.map, canvas.region_centre(where))
    assert (on_map.x() < page.map.width() / 2) == at_the_viewers_left
    click(page, where)
    assert page.selection.current == where


def test_keyboard_alone_from_the_list(qtbot: QtBot, page: BodyPage, open_diary, asked) -> None:
    open_diary()
    settle(qtbot, page)
    page.list.setFocus()
    QTest.keyClicks(page.list, "Top of")  # type ahead
    chosen = page.selection.current
    assert chosen is not None
    assert chosen.region == "buttock_upper"
    QTest.keyClick(page.list, Qt.Key.Key_1)
    QTest.keyClick(page.panel.pad, Qt.Key.Key_0)
    with qtbot.waitSignal(page.entry_saved):
        QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    (entry,) = entries(asked, page.day)
    assert (entry.where, entry.value, entry.spot) == (chosen, 10, None)


def test_the_map_is_reached_by_tab_and_walked_by_arrows(
    qtbot: QtBot, page: BodyPage, open_diary
) -> None:
    open_diary()
    settle(qtbot, page)
    (canvas,) = page.map.canvases
    stops = [one for one in canvas.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    first = stops[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    following = page.focusWidget()
    assert following in canvas.buttons
    assert following is not first
    QTest.keyClick(following, Qt.Key.Key_Return)
    assert page.selection.current == following.where
    assert following.isChecked()


def test_every_region_has_a_named_twin_and_a_row(page: BodyPage) -> None:
    rows = page.context.regions.sided()
    seen = set()
    for view in View:
        page.show_view(view)
        for canvas in page.map.canvases:
            for one in canvas.buttons:
                assert one.accessibleName()
                seen.add(one.where)
    assert seen == set(rows)


def test_yesterday_is_there_again_with_one_key(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    before = yesterday(clock)

    def fill(diary: Diary) -> None:
        record_pain(diary, before, INNER_LEFT, 4)
        record_pain(diary, before, GROIN_LEFT, 2.5)

    open_diary(fill)
    settle(qtbot, page)
    assert {where: ghost.value for where, ghost in page.selection.ghosts.items()} == {
        INNER_LEFT: 4,
        GROIN_LEFT: 2.5,
    }
    assert page.selection.ghosts[INNER_LEFT].note == "yesterday"
    page.selection.choose(GROIN_LEFT)
    with qtbot.waitSignal(page.entry_saved):
        QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)  # the same again
    settle(qtbot, page)
    assert page.selection.current == INNER_LEFT  # the next one is waiting
    QTest.keyClick(page.panel.pad, Qt.Key.Key_3)
    with qtbot.waitSignal(page.entry_saved):
        QTest.keyClick(page.panel.pad, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert {one.where: one.value for one in entries(asked, page.day)} == {
        GROIN_LEFT: 2.5,
        INNER_LEFT: 3,
    }
    assert not page.selection.ghosts


def test_same_on_the_other_knee_is_one_change(
    qtbot: QtBot, page: BodyPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    click(page, INNER_LEFT)
    both = named(page, "Same on the other knee")
    both.click()
    page.panel.pad.rate(5)
    with qtbot.waitSignal(page.entry_saved) as saved:
        page.panel.save()
    assert saved.args[0].label.text == "{count} pain entry saved"
    found = {one.where: (one.value, one.spot is None) for one in entries(asked, page.day)}
    assert found == {INNER_LEFT: (5, False), INNER_LEFT.mirrored: (5, True)}
    page.context.workbench.undo()
    settle(qtbot, page)
    assert entries(asked, page.day) == []
    assert not both.isChecked()


def test_everything_optional_is_saved_too(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.pad.rate(7)
    for text in (
        "Sharp",
        "Numb",
        "More…",
        "Worst",
        "A finger covers it",
        "Stairs down",
        "Kneeling",
    ):
        named(page, text).click()
    page.panel.note.setText("  <b>on the stairs</b> =1+1 ")
    with qtbot.waitSignal(page.entry_saved):
        page.panel.save()
    (entry,) = entries(asked, page.day)
    assert entry.kind is PainKind.WORST
    assert entry.qualities == (Quality.SHARP, Quality.NUMB)
    assert entry.spread is Spread.LOCALISED
    assert entry.activities == (Activity.STAIRS_DOWN, Activity.KNEELING)
    assert entry.note == "<b>on the stairs</b> =1+1"
    assert entry.at == clock.moment


def test_an_earlier_time_of_the_day(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.pad.rate(4)
    named(page, "More…").click()
    page.panel.timed.click()
    assert page.panel.time.clock_time == clock.moment.time()
    page.panel.time.show_time(dt.time(7, 15))
    with qtbot.waitSignal(page.entry_saved):
        page.panel.save()
    (entry,) = entries(asked, page.day)
    assert entry.at.replace(tzinfo=None) == dt.datetime(2026, 6, 17, 7, 15)


def test_a_middle_region_has_no_other_side(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(BACK)
    buttons = [one for one in page.panel.findChildren(QPushButton) if one.isVisible()]
    assert not [one for one in buttons if one.text().startswith("Same on")]


def test_without_a_number_nothing_is_saved_and_the_page_says_why(
    qtbot: QtBot, page: BodyPage, open_diary, asked
) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.note.setText("kept")
    page.panel.save()
    assert page.panel.hint == "Choose a number from 0 to 10 first."
    assert page.panel.note.text() == "kept"
    assert entries(asked, page.day) == []


def test_escape_takes_back_what_was_not_saved(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    QTest.keyClick(page.panel.pad, Qt.Key.Key_8)
    named(page, "Sharp").click()
    QTest.keyClick(page.panel.pad, Qt.Key.Key_Escape)
    assert page.panel.pad.rating is None
    assert not named(page, "Sharp").isChecked()


def test_an_earlier_day_is_backfilled(
    qtbot: QtBot, page: BodyPage, open_diary, asked, clock: FixedClock
) -> None:
    open_diary()
    day = diary_day(clock.moment) - dt.timedelta(days=3)
    page.open_at(day.isoformat())
    settle(qtbot, page)
    page.selection.choose(INNER_LEFT)
    page.panel.pad.rate(2)
    with qtbot.waitSignal(page.entry_saved):
        page.panel.save()
    (entry,) = entries(asked, day)
    assert entry.backfilled
    assert entry.at is None


def test_between_regions_the_neighbours_are_offered(
    qtbot: QtBot, page: BodyPage, open_diary
) -> None:
    open_diary()
    settle(qtbot, page)
    (canvas,) = page.map.canvases
    between = gap_point(canvas)
    QTest.mouseClick(canvas, LEFT_BUTTON, pos=between)
    menu = page.findChild(QMenu)
    assert menu is not None
    names = [action.text() for action in menu.actions()]
    assert len(names) >= 2
    spot = page.selection.spot
    menu.actions()[1].trigger()
    menu.close()
    assert page.selection.spot == spot
    assert page.context.regions[page.selection.current.region].name.text in names[1]


def test_over_time_shows_medians_and_no_zero_for_no_entry(
    qtbot: QtBot, page: BodyPage, open_diary, clock: FixedClock
) -> None:
    def fill(diary: Diary) -> None:
        for days, value in ((1, 2), (2, 8), (3, 3), (60, 10)):
            record_pain(
                diary, FixedClock(clock.moment - dt.timedelta(days=days)), INNER_LEFT, value
            )

    open_diary(fill)
    settle(qtbot, page)
    named(page, "Over time").click()
    settle(qtbot, page)
    assert {where: one.value for where, one in page.selection.values.items()} == {INNER_LEFT: 3}
    assert "Hurt on 3 of 3 days" in page.heat.sentence
    named(page, "All").click()
    settle(qtbot, page)
    assert page.selection.values[INNER_LEFT].value == 5.5  # of 2, 3, 8 and 10
    named(page, "Over time").click()
    settle(qtbot, page)
    assert page.selection.ghosts


def test_what_is_being_entered_survives_another_change(
    qtbot: QtBot, page: BodyPage, open_diary, clock: FixedClock
) -> None:
    open_diary()
    settle(qtbot, page)
    page.selection.choose(FRONT_RIGHT)
    page.panel.pad.rate(7)
    page.panel.note.setText("half a sentence")
    page.context.workbench.change(lambda diary: record_pain(diary, clock, INNER_LEFT, 1))
    settle(qtbot, page)
    assert page.panel.pad.rating == 7
    assert page.panel.note.text() == "half a sentence"
    assert page.selection.current == FRONT_RIGHT


def gap_point(canvas) -> QPoint:
    """A point in no region that is near two of them."""
    for y in range(canvas.height()):
        for x in range(canvas.width()):
            found = canvas.hits_at(x, y)
            if len(found) > 1 and found[0].distance_cm > 0:
                return QPoint(x, y)
    raise AssertionError


def named(page: BodyPage, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text)


def test_the_details_fit_into_a_usual_window(qtbot: QtBot, page: BodyPage, open_diary) -> None:
    open_diary()
    settle(qtbot, page)
    page.resize(1162, 711)  # what a window of 1366 × 768 leaves
    named(page, "More…").click()
    layout = page.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: layout.totalHeightForWidth(page.width()) <= 711)
    assert page.panel.note.isVisible()


@pytest.mark.parametrize("percent", [100, 115, 130, 200])
def test_no_button_of_a_narrow_page_is_narrower_than_its_words(
    qtbot: QtBot, context: UiContext, percent: int
) -> None:
    context.theme.choose("light", percent / 100)
    context.theme.apply()
    # In the window a page may get less room than it would like.
    window = QWidget()
    qtbot.addWidget(window)
    page = BodyPage(context)
    page.setParent(window)
    page.set_narrow(True)
    page.resize(956, 1400)
    window.show()
    settle(qtbot, page)
    shown = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert len(shown) > 10
    words = {one.text(): one.fontMetrics().horizontalAdvance(one.text()) for one in shown}
    assert [one.text() for one in shown if one.width() < words[one.text()] + 8] == []
