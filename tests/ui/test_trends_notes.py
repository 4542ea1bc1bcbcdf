"""Flares and what helped on the Trends page: below the chart, in the day's panel, in the table."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.load import Help
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.names import HELP_LETTERS, HELP_NAMES
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import message
from rehabdesk.services.loads import mark_helps
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.page import TrendsPage

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)


def fill(diary: Diary, clock: FixedClock) -> None:
    """Usual days of 3, a flare of four days a fortnight ago, and what helped then and today."""
    for back in range(60):
        day = FixedClock(clock.moment - dt.timedelta(days=back))
        record_pain(diary, day, KNEE, 8 if back in {14, 13} else 3)
    flare = TODAY - dt.timedelta(days=14)
    mark_helps(
        diary, clock, flare, {Help.COLD, Help.MEDICATION}, {Help.MEDICATION: "<i>two</i> & a bit"}
    )
    mark_helps(diary, clock, TODAY, {Help.OTHER}, {})


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, open_diary, clock: FixedClock) -> TrendsPage:
    open_diary(lambda diary: fill(diary, clock))
    page = TrendsPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    with qtbot.waitSignal(page.shown):
        page.show()
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    return page


def test_flares_and_letters_stand_below_the_chart(page: TrendsPage) -> None:
    notes = page.board.notes
    assert notes is not None
    assert notes.isVisible()
    data = notes.data
    first = (TODAY - dt.timedelta(days=14)).toordinal()
    # Begun on the first day of 8, over on the second calm morning.
    assert [(one.first, one.last, one.text) for one in data.flares] == [(first, first + 3, "flare")]
    assert [(one.day, one.letters) for one in data.marks] == [
        (first, "CM"), (TODAY.toordinal(), "O"),
    ]  # fmt: skip
    assert data.key.replace("\u00a0", " ") == "C Cold · M Medication · O Other"
    assert notes.accessibleDescription() == "1 flare. Something helped on 2 days."


def test_a_day_says_what_helped_in_words(qtbot: QtBot, page: TrendsPage) -> None:
    chart = page.board.charts[0]
    day = TODAY - dt.timedelta(days=14)
    chart.setFocus()
    chart.point_at(day.toordinal())
    qtbot.waitUntil(lambda: "Helped" in page.board.panel.text)
    assert "Flare, day 1" in page.board.panel.text
    assert "Helped: Cold and Medication (<i>two</i> & a bit)" in page.board.panel.text


def test_the_table_has_a_column_for_it(page: TrendsPage) -> None:
    page.chart_card.swap.click()
    model = page.chart_card.table.table
    last = model.columnCount() - 1
    head = model.headerData(last, Qt.Orientation.Horizontal)
    assert head == "Flares and what helped"
    texts = [model.index(row, last).data() for row in range(model.rowCount())]
    assert texts[0] == "Helped: Other"
    assert texts[14] == "Flare, day 1 · Helped: Cold and Medication (<i>two</i> & a bit)"
    assert texts[13] == "Flare, day 2"
    assert texts[20] == ""


def test_letters_and_bars_are_painted_where_they_belong(page: TrendsPage) -> None:
    notes = page.board.notes
    frame = page.board.charts[0].frame
    image = notes.grab().toImage()
    ratio = image.devicePixelRatio()
    colours = page.context.theme.tokens.colours
    surface, grid = QColor(colours["surface"]).rgb(), QColor(colours["grid"]).rgb()

    def ink(day: dt.date, row: int) -> bool:
        x = round(frame.x(day.toordinal()) * ratio)
        top = round((4 + row * (notes.height() - 8) / 3 + 3) * ratio)
        found = {image.pixel(x + dx, top + dy) for dx in range(-4, 5) for dy in range(12)}
        return bool(found - {surface, grid})

    flare, quiet = TODAY - dt.timedelta(days=13), TODAY - dt.timedelta(days=40)
    assert ink(flare, 0)
    assert not ink(quiet, 0)
    assert ink(TODAY - dt.timedelta(days=14), 1)
    assert not ink(quiet, 1)


def test_a_mark_that_is_taken_away_goes_and_without_notes_there_is_no_panel(
    qtbot: QtBot, page: TrendsPage, context: UiContext, clock: FixedClock
) -> None:
    context.workbench.change(lambda diary: mark_helps(diary, clock, TODAY, set(), {}))
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    assert [one.letters for one in page.board.notes.data.marks] == ["CM"]
    assert page.board.notes.data.key == "C\u00a0Cold · M\u00a0Medication"
    page.board.show_notes(None)
    assert page.board.notes is None


def test_every_kind_has_a_letter_of_its_own(context: UiContext) -> None:
    letters = [context.tr.say(HELP_LETTERS[one]) for one in Help]
    assert len(set(letters)) == len(letters)
    assert set(HELP_NAMES) == set(Help)


def test_a_day_tells_its_comment(
    qtbot: QtBot, page: TrendsPage, context: UiContext, clock: FixedClock
) -> None:
    day = TODAY - dt.timedelta(days=20)

    def add(diary: Diary) -> Changes:
        with diary.change(message("change", "x")) as recorder:
            diary.comments.add(
                Comment("c", "Was it <b>the stairs</b>?", "Ms Adler", clock.now(), day)
            )
        return recorder.changes

    context.workbench.change(add)
    qtbot.waitUntil(lambda: not context.workbench.runner.busy)
    chart = page.board.charts[0]
    chart.setFocus()
    chart.point_at(day.toordinal())
    qtbot.waitUntil(lambda: "Comment: Was it <b>the stairs</b>?" in page.board.panel.text)
