"""The answers on the Trends page: read in the background, never shown when they are outdated."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rehabdesk.analysis.outcome import LinkOutcome
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import Pause
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.answers.answers import link_answer, trend_answer
from rehabdesk.services.answers.material import read_material
from rehabdesk.services.answers.primary import primary_region
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.demo import write_story
from rehabdesk.services.demo_story import tell
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.content import PAIRS
from rehabdesk.ui.pages.trends.page import TrendsPage
from rehabdesk.ui.workbench import Workbench

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
FRONT = SidedRegion("knee_front", Side.RIGHT)
Open = Callable[[Callable[[Diary], object]], None]
Ask = Callable[[Callable[[Diary], object]], object]


@pytest.fixture
def demo(clock: FixedClock) -> Callable[[Diary], None]:
    """Fill a diary with the half year of the demo."""

    def fill(diary: Diary) -> None:
        story = tell(clock.now(), TODAY, 182, lambda one: one.text.format(**one.values), 0)
        write_story(diary, story)

    return fill


@pytest.fixture
def show(qtbot: QtBot, context: UiContext) -> Callable[[], TrendsPage]:
    def make() -> TrendsPage:
        page = TrendsPage(context)
        qtbot.addWidget(page)
        page.resize(1160, 700)
        with qtbot.waitSignal(page.answers.arrived):
            page.show()
        idle(qtbot, context.workbench)
        return page

    return make


@pytest.fixture
def hold() -> Iterator[threading.Event]:
    """Something the worker can be made to wait for; let go at the latest when the test ends."""
    event = threading.Event()
    yield event
    event.set()


def idle(qtbot: QtBot, workbench: Workbench) -> None:
    qtbot.waitUntil(lambda: not workbench.runner.busy)


def all_text(page: TrendsPage) -> str:
    labels = page.content.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(page))


def test_the_page_shows_what_the_services_say(
    qtbot: QtBot, context: UiContext, open_diary: Open, asked: Ask, demo, show
):
    open_diary(demo)
    page = show()
    clock, regions = context.clock, load_regions()
    link = asked(lambda diary: link_answer(read_material(diary, clock, regions), KNEE))
    trend = asked(lambda diary: trend_answer(read_material(diary, clock, regions), HIP))
    assert page.answers.primary_card.answer == link
    qtbot.waitUntil(lambda: context.tr.say(link.patient) in all_text(page))
    text = all_text(page)
    assert f"Trend: {context.tr.say(trend.patient)}" in text
    assert "Stretches with more and with less of the routine" in text
    assert "A picture for the eye, not the test" in text
    assert "Last four weeks:" in text
    panel = page.board.adherence
    assert panel is not None
    assert panel.data is not None
    assert panel.data.title.startswith("Hip strengthening")
    (chart,) = page.board.charts
    assert [one.short for one in chart.data.markers] == ["v1", "v2", "v3"]
    assert panel.data.markers == chart.data.markers


def test_the_rule_is_written_down_once(
    qtbot: QtBot, context: UiContext, open_diary: Open, asked: Ask, demo, show
):
    open_diary(demo)
    before = asked(lambda diary: primary_region(diary, context.regions))
    assert not before.recorded
    show()
    after = asked(lambda diary: (primary_region(diary, context.regions), diary.revision))
    assert (after[0].where, after[0].recorded, after[0].by_person) == (before.where, True, False)
    show()
    assert asked(lambda diary: diary.revision) == after[1]


def test_from_a_change_on_no_older_answer_is_shown(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show, hold
):
    open_diary(demo)
    page = show()
    card = page.answers.primary_card
    old = card.answer
    assert old is not None
    changes: list[object] = []
    context.workbench.data_changed.connect(changes.append)
    context.workbench.change(lambda diary: record_pain(diary, context.clock, KNEE, 9))
    qtbot.waitUntil(lambda: bool(changes))
    # The worker is held up: the page cannot know the new answer yet, and does not show the old.
    context.workbench.runner.run(hold.wait, lambda _: None, lambda _: None)
    assert page.answers.answers is None
    assert card.answer is None
    qtbot.waitUntil(lambda: "Working it out" in all_text(page))
    assert context.tr.say(old.patient) not in all_text(page)
    hold.set()
    qtbot.waitUntil(lambda: card.answer is not None)
    idle(qtbot, context.workbench)
    assert card.answer.estimate != old.estimate


def test_an_answer_about_an_older_state_makes_the_page_read_again(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show
):
    open_diary(demo)
    page = show()
    answers = page.answers.answers
    assert answers is not None
    page.answers.outdate()
    page.answers._revision = answers.revision + 1
    with qtbot.waitSignal(page.answers.outdated):
        page.answers._show(answers)
    assert page.answers.answers is None
    qtbot.waitUntil(lambda: page.answers.answers is not None)
    idle(qtbot, context.workbench)


def test_typing_does_not_wait_for_answers(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show, hold
):
    open_diary(demo)
    page = show()
    context.workbench.runner.run(hold.wait, lambda _: None, lambda _: None)
    for number in range(5):
        context.workbench.change(
            lambda diary, number=number: record_pain(diary, context.clock, KNEE, number)
        )
        page.refresh()
    # The window is free all the while; of five readings the last one is done.
    assert page.isEnabled()
    hold.set()
    idle(qtbot, context.workbench)
    qtbot.waitUntil(lambda: page.answers.answers is not None)


def test_another_primary_region_is_chosen_and_remembered(
    qtbot: QtBot, context: UiContext, open_diary: Open, asked: Ask, demo, show
):
    open_diary(demo)
    page = show()
    page.answers.take_primary(HIP)
    qtbot.waitUntil(
        lambda: (
            page.answers.answers is not None
            and page.answers.answers.primary is not None
            and page.answers.answers.primary.where == HIP
        )
    )
    idle(qtbot, context.workbench)
    assert page.answers.primary_card.answer.basis.where == HIP
    others = [card for card in page.content.cards if getattr(card, "answer", None)]
    assert [card.answer.basis.where for card in others] == [HIP, KNEE]
    found = asked(lambda diary: primary_region(diary, context.regions))
    assert [one.where for one in found.earlier] == [KNEE]
    revision = asked(lambda diary: diary.revision)
    page.answers.take_primary(HIP)
    idle(qtbot, context.workbench)
    assert asked(lambda diary: diary.revision) == revision


def test_the_link_does_not_follow_the_period_of_the_chart(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show
):
    open_diary(demo)
    page = show()
    before = page.answers.primary_card.answer
    page.periods.chosen.emit("4w")
    idle(qtbot, context.workbench)
    assert page.answers.primary_card.answer is before


def test_knees_and_hips_have_no_link_cards(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show
):
    open_diary(demo)
    page = show()
    page.chart_card.view.choose(PAIRS)
    with qtbot.waitSignal(page.answers.arrived):
        page.chart_card.view.chosen.emit(PAIRS)
    idle(qtbot, context.workbench)
    assert page.board.adherence is None
    assert "Does the routine go with less pain?" not in all_text(page)
    page.chart_card.view.choose("regions")
    with qtbot.waitSignal(page.answers.arrived):
        page.chart_card.view.chosen.emit("regions")
    idle(qtbot, context.workbench)
    qtbot.waitUntil(page.answers.primary_card.isVisible)
    assert page.board.adherence is not None


def test_a_pointed_day_tells_what_was_done(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show
):
    open_diary(demo)
    page = show()
    panel = page.board.adherence
    assert panel is not None
    assert panel.data is not None
    place = max(i for i, cell in enumerate(panel.data.cells) if cell.value == "done")
    page.board.charts[0].setFocus()
    page.board.charts[0].point_at(panel.data.first_day + place)
    qtbot.waitUntil(lambda: "Hip strengthening" in page.board.panel.text)
    assert "sets" in page.board.panel.text


def test_pauses_are_shaded_in_chart_and_panel(
    qtbot: QtBot, context: UiContext, open_diary: Open, demo, show
):
    def fill(diary: Diary) -> None:
        demo(diary)
        with diary.change(message("test", "Pause"), undoable=False):
            first = TODAY - dt.timedelta(days=20)
            diary.plan_extras.save_pause(Pause("p", first, first + dt.timedelta(days=6)))

    open_diary(fill)
    page = show()
    (span,) = page.board.charts[0].data.spans
    assert (span.last - span.first, span.text) == (6, "pause")
    panel = page.board.adherence
    assert panel is not None
    assert panel.data is not None
    place = span.first - panel.data.first_day
    assert {cell.value for cell in panel.data.cells[place : place + 7]} == {"paused"}


def test_a_young_diary_gets_a_refusal_with_counts(
    qtbot: QtBot, context: UiContext, open_diary: Open, clock: FixedClock, show
):
    open_diary(lambda diary: record_pain(diary, clock, FRONT, 5))
    page = show()
    answer = page.answers.primary_card.answer
    assert answer.outcome is LinkOutcome.TOO_LITTLE_DATA
    qtbot.waitUntil(lambda: "1 of 20 diary days" in all_text(page))
    assert page.board.adherence is None
    assert "Stretches" not in all_text(page)
