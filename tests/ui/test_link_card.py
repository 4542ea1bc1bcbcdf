"""The link card: every class through the card, the drawing's geometry, refusals, choosing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate
from rehabdesk.analysis.outcome import LinkOutcome, classify_link
from rehabdesk.analysis.words import link_words
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.answers.answers import Basis, LinkAnswer
from rehabdesk.services.answers.primary import EarlierChoice, PrimaryRegion
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import translator_for
from rehabdesk.ui.charts.interval_chart import IntervalChart, IntervalData, tick_text
from rehabdesk.ui.charts.style import ChartStyle
from rehabdesk.ui.pages.trends.link_card import LinkCard, Meter
from rehabdesk.ui.pages.trends.primary_dialog import PrimaryDialog
from rehabdesk.ui.theme.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
CHOSEN = PrimaryRegion(KNEE, by_person=True, recorded=True)


def numbers(effect: float, low: float, high: float, p: float) -> LinkEstimate:
    return LinkEstimate(effect, low, high, p, 153, 182, None, 1.4, 0.2, 0.15)


def refused(why: Refusal, n: int = 153, span: int = 182) -> LinkEstimate:
    return LinkEstimate(None, None, None, None, n, span, why, None, 0.05, 0.02)


CLASSES = {
    LinkOutcome.CLEAR: (numbers(-1.6, -2.6, -0.6, 0.001), "about 1.6 points (likely 0.6 to 2.6)"),
    LinkOutcome.CLEAR_WRONG_SIGN: (numbers(1.1, 0.4, 1.9, 0.004), "Show this to your physio."),
    LinkOutcome.POSSIBLE: (numbers(-0.8, -1.5, -0.1, 0.03), "More weeks will tell."),
    LinkOutcome.SMALL_AT_MOST: (numbers(-0.1, -0.7, 0.5, 0.7), "less than about 1 point"),
    LinkOutcome.WIDE: (numbers(1.0, -1.3, 3.3, 0.4), "1.3 points lower to 3.3 points higher"),
    LinkOutcome.TOO_LITTLE_DATA: (refused(Refusal.TOO_LITTLE_DATA, 12, 16), "12 in 16 days"),
    LinkOutcome.BARELY_VARIED: (refused(Refusal.BARELY_VARIED), "Keep going"),
    LinkOutcome.FOLLOWS_TIME: (refused(Refusal.FOLLOWS_TIME), "or simply time could"),
    LinkOutcome.PAIN_CONSTANT: (refused(Refusal.PAIN_CONSTANT), "the same on every day"),
}


def answer(estimate: LinkEstimate, *, primary: bool = True) -> LinkAnswer:
    words = link_words(estimate)
    basis = Basis(
        KNEE, PainKind.NOW, dt.date(2026, 1, 1), dt.date(2026, 6, 17), exploratory=False,
        adherence_share=0.63,
    )  # fmt: skip
    return LinkAnswer(
        basis, message("routine", "Hip strengthening"), estimate, classify_link(estimate),
        words.patient, words.physio, primary,
    )  # fmt: skip


@pytest.fixture
def style(theme: Theme) -> ChartStyle:
    return ChartStyle.of(theme.tokens, QApplication.font())


@pytest.fixture
def card(qtbot: QtBot, style: ChartStyle) -> LinkCard:
    made = LinkCard(translator_for(), load_regions(), style)
    qtbot.addWidget(made)
    made.resize(326, 700)
    made.show()
    return made


def seen(card: LinkCard) -> str:
    # Layouts show what is put into them with the next events.
    QCoreApplication.processEvents()
    return "\n".join(one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card))


def press(card: LinkCard, text: str) -> None:
    next(one for one in card.findChildren(QPushButton) if one.text() == text).click()


def test_every_class_is_there():
    assert set(CLASSES) == set(LinkOutcome)
    assert all(classify_link(estimate) is outcome for outcome, (estimate, _) in CLASSES.items())


@pytest.mark.parametrize("outcome", list(LinkOutcome))
def test_every_class_through_the_card(card: LinkCard, outcome: LinkOutcome):
    estimate, words = CLASSES[outcome]
    card.show_answer(answer(estimate), CHOSEN)
    text = seen(card)
    assert words in text
    assert words in card.accessibleDescription()
    assert "Inner knee, your left" in text
    assert "For your physio" not in text
    if estimate.refusal is None:
        assert card.chart is not None
        assert "How sure" in text
        assert "What this cannot tell" in text
        assert "Estimate" in card.accessibleDescription()
    else:
        assert card.chart is None
        assert "How sure" not in text
        assert "There is nothing you need to do differently." in text


def test_details_are_shown_on_demand_and_stay_open(card: LinkCard):
    card.show_answer(answer(CLASSES[LinkOutcome.CLEAR][0]), CHOSEN)
    press(card, "How this is worked out")
    assert "AR(1)+noise" in seen(card)
    assert "63\u00a0% of the prescribed sets done" in seen(card)
    assert "whatever period the chart shows" in seen(card)
    card.show_answer(answer(CLASSES[LinkOutcome.POSSIBLE][0]), CHOSEN)
    assert "not firm under repeated looks" in seen(card)
    press(card, "Hide how it is worked out")
    assert "not firm under repeated looks" not in seen(card)


def test_a_refusal_counts_what_there_is_and_what_is_needed(card: LinkCard):
    card.show_answer(answer(refused(Refusal.TOO_LITTLE_DATA, 19, 27)), CHOSEN)
    assert card.title.text() == "Inner knee, your left: too early to say"
    meters = card.findChildren(Meter)
    assert [one.accessibleName() for one in meters] == [
        "19 of 20 diary days",
        "from first to last 27 of 28 days",
    ]
    # What is not enough is never drawn as full.
    assert [one.filled for one in meters] == [9, 9]
    card.show_answer(answer(refused(Refusal.TOO_LITTLE_DATA, 25, 40)), CHOSEN)
    assert [one for one in card.findChildren(Meter) if one.isVisibleTo(card)] == []


def test_an_outdated_answer_is_taken_away(card: LinkCard):
    card.show_answer(answer(CLASSES[LinkOutcome.CLEAR][0]), CHOSEN)
    card.show_waiting()
    assert card.answer is None
    assert "1.6" not in seen(card)
    assert "1.6" not in card.accessibleDescription()
    assert "Working it out" in seen(card)


def test_why_this_region_is_the_primary_one(qtbot: QtBot, card: LinkCard):
    estimate = CLASSES[LinkOutcome.WIDE][0]
    card.show_answer(answer(estimate), CHOSEN)
    assert "you chose it" in seen(card)
    with qtbot.waitSignal(card.choose_wanted):
        press(card, "Change region…")
    earlier = (EarlierChoice(HIP, by_person=False, until=dt.date(2026, 3, 1)),)
    card.show_answer(answer(estimate), PrimaryRegion(KNEE, False, True, earlier))
    assert "first 14 days, as nobody has chosen" in seen(card)
    press(card, "How this is worked out")
    assert "Changed 1 time, last on 1 Mar 2026; before that it was Outer hip" in seen(card)
    card.show_answer(answer(estimate, primary=False), CHOSEN)
    assert "Not your primary region" in seen(card)
    assert not [one for one in card.findChildren(QPushButton) if one.text() == "Change region…"
                and one.isVisibleTo(card)]  # fmt: skip


def data(low: float, effect: float, high: float) -> IntervalData:
    return IntervalData(
        effect, low, high, 2.0, "x", "no link", "worthwhile change", "less pain", "more pain"
    )


@given(
    st.tuples(*[st.floats(-40, 40) for _ in range(3)]).map(sorted).map(tuple),
)
def test_the_axis_is_widened_and_never_shrunk(points: tuple[float, float, float]):
    low, high = data(*points).reach
    assert low <= -3
    assert high >= 1
    assert low <= points[0]
    assert points[2] <= high
    assert 2 <= len(data(*points).ticks) <= 10
    assert 0 in data(*points).ticks


def test_the_usual_axis_goes_from_minus_three_to_one():
    assert data(-2.6, -1.6, 0.5).reach == (-3, 1)
    assert data(-2.6, -1.6, 0.5).ticks == (-3, -2, -1, 0, 1)
    assert data(-2.6, -1.6, 1.4).reach == (-3, 2)
    assert [tick_text(one) for one in (-3, 0, 1)] == ["−3", "0", "+1"]


@pytest.mark.parametrize("width", [240, 286, 700])
def test_dot_and_whisker_lie_where_the_numbers_say(qtbot: QtBot, style: ChartStyle, width: int):
    chart = IntervalChart(data(-1.4, -1.0, -0.4), style)
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    chart.show()
    image: QImage = chart.grab().toImage()
    ink = style.colour("primary").rgb()
    rows = [
        [x for x in range(image.width()) if image.pixelColor(x, y).rgb() == ink]
        for y in range(image.height())
    ]
    # The row with the most ink is the whisker's; the worthwhile-change line has the same ink.
    whisker = [x for x in max(rows, key=len) if x > chart.place(-2.0) + 4]
    assert whisker[0] == pytest.approx(chart.place(-1.4), abs=3)
    assert whisker[-1] == pytest.approx(chart.place(-0.4), abs=3)
    assert chart.place(-3) < chart.place(-2) < chart.place(0) < chart.place(1) <= width


def test_the_names_of_the_lines_never_touch(qtbot: QtBot, style: ChartStyle):
    for width in (180, 220, 286, 400):
        for high in (0.5, 3.3, 8.0):
            chart = IntervalChart(data(-1.0, 0.0, high), style)
            qtbot.addWidget(chart)
            chart.resize(width, 150)
            first, second = chart._name_boxes(width)
            assert chart._stacked(width) or first.right() + 5 <= second.left()


def test_the_primary_region_is_chosen_with_an_explanation(qtbot: QtBot, theme: Theme):
    dialog = PrimaryDialog(translator_for(), load_regions(), [KNEE, HIP], CHOSEN)
    qtbot.addWidget(dialog)
    dialog.show()
    text = "\n".join(one.text() for one in dialog.findChildren(QLabel))
    assert "before looking at its link" in text
    assert "Every change stays in the diary" in text
    names = [one.text() for one in dialog.findChildren(QRadioButton)]
    assert names == ["Inner knee, your left", "Outer hip, your left"]
    assert dialog.chosen == KNEE
    dialog.choose(HIP)
    assert dialog.chosen == HIP
    with qtbot.waitSignal(dialog.accepted):
        dialog.take.click()


def test_nothing_is_preselected_where_nothing_was_chosen(qtbot: QtBot, theme: Theme):
    dialog = PrimaryDialog(translator_for(), load_regions(), [KNEE, HIP], None)
    qtbot.addWidget(dialog)
    assert dialog.chosen is None
    assert not dialog.take.isEnabled()
    dialog.choose(HIP)
    assert dialog.take.isEnabled()
