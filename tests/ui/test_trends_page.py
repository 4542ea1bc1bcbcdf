from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind, Quality
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.content import PAIRS
from rehabdesk.ui.pages.trends.page import TrendsPage

# A window that is shown by itself; it is of no account inside the main window.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
CALF = SidedRegion("calf", Side.RIGHT)
Open = Callable[[Callable[[Diary], object]], None]


def ratings(where: SidedRegion, backs: Iterable[int], value: float) -> Callable[[Diary], None]:
    def fill(diary: Diary) -> None:
        rows = [
            (
                (TODAY - dt.timedelta(days=back)).isoformat(),
                None,
                where.region,
                where.side.value,
                "now",
                value,
                "",
                0,
                None,
            )
            for back in backs
        ]
        with diary.change(message("test", "Filled"), undoable=False):
            diary.pain.insert_many(rows)

    return fill


def several(*fills: Callable[[Diary], None]) -> Callable[[Diary], None]:
    def fill(diary: Diary) -> None:
        for one in fills:
            one(diary)

    return fill


@pytest.fixture
def show(qtbot: QtBot, context: UiContext) -> Callable[[], TrendsPage]:
    """Make the page, show it and wait until it shows the diary."""

    def make() -> TrendsPage:
        page = TrendsPage(context)
        qtbot.addWidget(page)
        page.resize(1160, 700)
        with qtbot.waitSignal(page.shown):
            page.show()
        qtbot.waitUntil(lambda: not page._settled.isActive())
        qtbot.waitUntil(lambda: not context.workbench.runner.busy)
        return page

    return make


def all_text(page: TrendsPage) -> str:
    labels = page.content.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(page))


def test_an_empty_diary_leads_to_the_body_map(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary()
    page = show()
    assert page.empty.isVisible()
    assert not page.periods.isVisible()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.empty.go.click()
    assert wanted.args == ["body", ""]


def test_the_first_entry_turns_the_empty_page_into_a_chart(
    qtbot: QtBot, context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary()
    page = show()
    with qtbot.waitSignal(page.shown):
        context.workbench.change(lambda diary: record_pain(diary, context.clock, KNEE, 6))
    assert page.chart_card.isVisible()
    assert page.board.charts[0].data.logged.tolist() == [TODAY.toordinal()]
    qtbot.waitUntil(lambda: page.subtitle.text() == "17 Jun 2026")
    qtbot.waitUntil(lambda: "1 of 20 diary days" in all_text(page))
    assert "It takes six weeks" in all_text(page)


def test_the_two_most_used_regions_share_a_chart_that_names_the_kind(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    fills = [
        ratings(KNEE, range(60), 5),
        ratings(HIP, range(50), 3),
        ratings(CALF, range(3), 2),
    ]
    open_diary(several(*fills))
    page = show()
    (chart,) = page.board.charts
    assert chart.data.title == "Pain now, 0–10"
    assert [one.name for one in chart.data.series] == ["Inner knee", "Outer hip"]
    assert [one.ending for one in chart.data.series] == ["now 5.0", "now 3.0"]
    level = chart.data.series[0].level
    assert level is not None
    assert (level.value, level.first_day) == (3.0, TODAY.toordinal() - 59 + 14)
    qtbot.waitUntil(lambda: page.answers.answers is not None)
    titles = [card.title.text() for card in page.content.cards]
    # The primary region's link, both regions since the start, the other region's link.
    assert titles == [
        "Inner knee, your left: nothing to compare",
        "Inner knee, your left",
        "Outer hip, your left",
        "Outer hip, your left: nothing to compare",
    ]
    assert "No worthwhile change shown yet." in all_text(page)


def test_more_regions_are_small_charts_and_the_choice_is_remembered(
    qtbot: QtBot, context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(several(*(ratings(where, range(9), 4) for where in (KNEE, HIP, CALF))))
    page = show()
    with qtbot.waitSignal(page.shown):
        page.chart_card.regions.chosen.emit((str(KNEE), str(HIP), str(CALF)))
    assert len(page.board.charts) == 3
    assert page.chart_card.regions.accessibleName() == "Regions: 3 chosen"
    page.close()
    assert len(show().board.charts) == 3
    assert context.preferences.get("trends/regions") == f"{KNEE},{HIP},{CALF}"


def test_the_last_region_cannot_be_unticked(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(ratings(KNEE, range(9), 4))
    page = show()
    button = page.chart_card.regions
    (action,) = button.menu().actions()
    with qtbot.assertNotEmitted(button.chosen):
        action.trigger()
    assert action.isChecked()


def test_a_period_is_chosen_kept_and_let_go_when_the_chart_is_moved(
    qtbot: QtBot, context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(ratings(KNEE, range(400), 4))
    page = show()
    assert page.periods.current == "12w"
    first, last = page.board.period
    assert last - first == pytest.approx(84)
    page.periods.chosen.emit("4w")
    first, last = page.board.period
    assert (last - first, last) == (pytest.approx(28), TODAY.toordinal() + 0.5)
    assert context.preferences.get("trends/period") == "4w"
    chart = page.board.charts[0]
    chart.pan(-30)
    assert page.periods.current == ""
    qtbot.waitUntil(lambda: "May 2026" in page.subtitle.text())
    moved = page.board.period
    with qtbot.waitSignal(page.shown):
        context.workbench.change(lambda diary: record_pain(diary, context.clock, KNEE, 6))
    assert page.board.period == pytest.approx(moved)
    qtbot.keyClick(chart, Qt.Key.Key_0)
    assert page.periods.current == "4w"


def test_pointing_at_a_day_tells_its_entries(
    qtbot: QtBot, clock: FixedClock, open_diary: Open, show: Callable[[], TrendsPage]
):
    def entry(diary: Diary) -> None:
        record_pain(diary, clock, KNEE, 6, qualities=(Quality.SHARP,), note="after the stairs")
        record_pain(diary, clock, CALF, 2, kind=PainKind.WORST)

    open_diary(several(ratings(KNEE, range(1, 30), 4), entry))
    page = show()
    page.board.charts[0].point_at(TODAY.toordinal())
    assert "Inner knee, left: 6" in page.board.panel.text
    qtbot.waitUntil(lambda: "after the stairs" in page.board.panel.text)
    text = page.board.charts[0].accessibleDescription()
    assert "Inner knee, your left: 6, pain now" in text
    assert "Sharp" in text
    assert text.index("Inner knee") < text.index("Calf, your right: 2, worst pain")
    page.board.charts[0].point_at(None)


def test_an_outdated_answer_is_never_shown(
    qtbot: QtBot, context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(several(*(ratings(where, range(20), 4) for where in (KNEE, HIP, CALF))))
    page = show()
    shown: list[tuple[str, ...]] = []
    page.shown.connect(
        lambda: shown.append(tuple(one.name for one in page.board.charts[0].data.series))
    )
    page.chart_card.regions.chosen.emit((str(HIP),))
    page.chart_card.regions.chosen.emit((str(CALF),))
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert shown == [("Calf",)]
    context.workbench.change(lambda diary: record_pain(diary, context.clock, CALF, 8))
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert page.board.charts[0].data.series[0].value_on(TODAY.toordinal()) == 6.0


def test_knee_and_hip_counts_the_days_of_the_period(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    fills = [
        ratings(KNEE, range(40), 4),
        ratings(HIP, range(0, 40, 2), 3),
        ratings(HIP, range(1, 20, 2), 0),
    ]
    open_diary(several(*fills))
    page = show()
    assert page.chart_card.view.isVisible()
    with qtbot.waitSignal(page.shown):
        page.chart_card.view._buttons[PAIRS].click()
    (chart,) = page.board.charts
    assert [one.name for one in chart.data.series] == ["Inner knee", "Outer hip"]
    assert "30 days in this period have an entry for both: both hurt on 20" in all_text(page)
    chart.show_period(TODAY.toordinal() - 9.5, TODAY.toordinal() + 0.5)
    qtbot.waitUntil(lambda: "10 days in this period" in all_text(page))
    assert "both hurt on 5, only the knee on 5" in all_text(page)


def test_without_a_hip_there_is_nothing_to_compare(
    context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    context.preferences.set("trends/view", PAIRS)
    open_diary(ratings(KNEE, range(20), 4))
    page = show()
    assert not page.chart_card.view.isVisible()
    assert len(page.board.charts) == 1


def test_the_table_has_the_days_of_the_period_and_copies_them(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(several(ratings(KNEE, [0, 1, 2, 3, 100], 4.5), ratings(HIP, [1], 3)))
    page = show()
    page.chart_card.swap.click()
    table = page.chart_card.table
    assert table.isVisible()
    assert not page.board.isVisible()
    assert table.table.rowCount() == 4
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "Day",
        "Inner knee, your left, pain now",
        "Inner knee, your left, smoothed",
        "Outer hip, your left, pain now",
        "Outer hip, your left, smoothed",
    ]
    assert lines[2] == "2026-06-16\t4.5\t4.5\t3\t"
    assert len(lines) == 5
    for column in (0, 3):
        index = table.table.index(1, column)
        table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "Day\tOuter hip, your left, pain now\n2026-06-16\t3\n"


def test_a_diary_that_ended_long_ago_shows_its_end_and_does_not_call_it_now(
    open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(ratings(KNEE, range(700, 900), 4))
    page = show()
    assert page.board.period[1] == pytest.approx(TODAY.toordinal() - 700 + 0.5)
    assert page.board.charts[0].data.series[0].ending == "last 4.0"


def test_opening_at_a_region_or_a_day(
    qtbot: QtBot, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(several(ratings(KNEE, range(400), 4), ratings(CALF, range(300, 320), 2)))
    page = show()
    with qtbot.waitSignal(page.shown):
        page.open_at(str(CALF))
    assert [one.name for one in page.board.charts[0].data.series] == ["Calf"]
    day = TODAY - dt.timedelta(days=310)
    page.open_at(day.isoformat())
    assert page.board.charts[0].day == day.toordinal()
    page.open_at("nowhere:left")
    page.board.charts[0].point_at(None)


def test_the_theme_reaches_the_charts_at_once(
    context: UiContext, open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(ratings(KNEE, range(20), 4))
    page = show()
    context.theme.choose("dark", 1.3)
    style = page.board.charts[0].style_now
    assert style.tokens.name == "dark"
    assert style.font.pixelSize() == round(13 * 1.3)


def test_a_narrow_window_puts_the_cards_below_the_chart(
    open_diary: Open, show: Callable[[], TrendsPage]
):
    open_diary(several(ratings(KNEE, range(20), 4), ratings(HIP, range(20), 4)))
    page = show()

    def place(widget: QLabel) -> tuple[int, int]:
        at = widget.mapTo(page, widget.rect().topLeft())
        return at.x(), at.y()

    card = page.content.cards[0]
    assert place(card)[0] > place(page.chart_card)[0] + page.chart_card.width()
    page.set_narrow(True)
    page.resize(900, 900)
    page.content.layout().activate()
    assert place(card)[1] > place(page.chart_card)[1] + page.chart_card.height()
    below = page.content.cards[1:3]
    assert place(below[0])[1] == place(below[1])[1] > place(card)[1] + card.height()


def test_entries_of_kinds_that_do_not_count_are_explained(
    clock: FixedClock, open_diary: Open, show: Callable[[], TrendsPage]
):
    def fill(diary: Diary) -> None:
        entry = record_pain(diary, clock, KNEE, 5, kind=PainKind.WORST)
        del entry
        with diary.change(message("test", "Kind")):
            diary.settings.set_value_kind(KNEE, PainKind.NOW)

    open_diary(fill)
    page = show()
    assert page.empty.isVisible()
    assert "Inner knee, your left" in page.empty.sentence.text()


def test_an_empty_diary_has_no_card_over_the_title(
    qtbot: QtBot, open_diary: Open, context: UiContext
):
    open_diary()
    page = TrendsPage(context)
    qtbot.addWidget(page)
    page.show()
    assert not page.answers.primary_card.isVisible()
    qtbot.waitUntil(lambda: page.empty.isVisible())  # noqa: PLW0108
    assert not page.answers.primary_card.isVisible()
