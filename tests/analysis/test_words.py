"""Every outcome class has its words, and they say no more than the class allows."""

from __future__ import annotations

import dataclasses
from string import Formatter

import pytest

from rehabdesk.analysis.certainty import cannot_tell, exploratory_note, how_sure
from rehabdesk.analysis.estimate import Refusal
from rehabdesk.analysis.link import LinkEstimate
from rehabdesk.analysis.outcome import (
    ChangeOutcome,
    LinkOutcome,
    TrendOutcome,
    classify_change,
    classify_link,
    classify_trend,
)
from rehabdesk.analysis.trend import ChangeEstimate, TrendEstimate
from rehabdesk.analysis.words import (
    change_words,
    link_words,
    points,
    trend_words,
)
from rehabdesk.domain.text import Message


def said(message: Message) -> str:
    one = message.plural if message.plural is not None and message.count != 1 else message.text
    return one.format(**message.values)


def link(effect: float, low: float, high: float, p: float) -> LinkEstimate:
    return LinkEstimate(effect, low, high, p, n=143, span_days=180, half_width=1.3)


def refused(why: Refusal, **more: float) -> LinkEstimate:
    return LinkEstimate(None, None, None, None, n=24, span_days=60, refusal=why, **more)


CLEAR = link(-2.87, -4.26, -1.52, 0.0003)
WRONG = link(1.24, 0.4, 2.1, 0.004)
POSSIBLE = link(-1.2, -2.34, -0.05, 0.041)
POSSIBLE_HIGHER = link(1.2, 0.06, 2.34, 0.04)
SMALL = link(-0.1, -0.8, 0.6, 0.7)
WIDE = link(-1.35, -3.23, 0.4, 0.12)

LINKS = {
    LinkOutcome.CLEAR: CLEAR,
    LinkOutcome.CLEAR_WRONG_SIGN: WRONG,
    LinkOutcome.POSSIBLE: POSSIBLE,
    LinkOutcome.SMALL_AT_MOST: SMALL,
    LinkOutcome.WIDE: WIDE,
    LinkOutcome.TOO_LITTLE_DATA: refused(Refusal.TOO_LITTLE_DATA),
    LinkOutcome.BARELY_VARIED: refused(Refusal.BARELY_VARIED, sd_a=0.0312, sd_e=0.02),
    LinkOutcome.FOLLOWS_TIME: refused(Refusal.FOLLOWS_TIME, sd_a=0.2, sd_e=0.05, half_width=6.04),
    LinkOutcome.PAIN_CONSTANT: refused(Refusal.PAIN_CONSTANT, sd_a=0.2, sd_e=0.1),
}


@pytest.mark.parametrize(("outcome", "estimate"), LINKS.items(), ids=lambda one: str(one)[:20])
def test_each_class_is_found(outcome: LinkOutcome, estimate: LinkEstimate):
    assert classify_link(estimate) is outcome


def test_every_class_has_a_case_here():
    assert set(LINKS) == set(LinkOutcome)


@pytest.mark.parametrize(
    ("p", "outcome"),
    [
        (0.0, LinkOutcome.CLEAR),
        (0.0099, LinkOutcome.CLEAR),
        (0.01, LinkOutcome.POSSIBLE),
        (0.0499, LinkOutcome.POSSIBLE),
        (0.05, LinkOutcome.WIDE),
    ],
)
def test_edges_of_p(p: float, outcome: LinkOutcome):
    assert classify_link(dataclasses.replace(CLEAR, p_value=p)) is outcome


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [
        (-1.0, 1.0, LinkOutcome.SMALL_AT_MOST),
        (-1.01, 0.5, LinkOutcome.WIDE),
        (-0.5, 1.01, LinkOutcome.WIDE),
    ],
)
def test_edges_of_small(low: float, high: float, outcome: LinkOutcome):
    assert classify_link(link(0.0, low, high, 0.9)) is outcome


def test_an_interval_within_one_point_can_still_be_clear():
    assert classify_link(link(-0.6, -0.9, -0.3, 0.001)) is LinkOutcome.CLEAR


def test_a_chosen_period_is_never_clear():
    assert classify_link(CLEAR, exploratory=True) is LinkOutcome.POSSIBLE
    text = said(link_words(CLEAR, exploratory=True).patient)
    assert text.startswith("A possible link, not yet firm: about 2.9 points lower (likely 1.5 to")
    assert said(exploratory_note()).startswith("Exploratory:")


def test_other_regions_go_by_their_adjusted_p():
    assert classify_link(CLEAR, adjusted_p=0.02) is LinkOutcome.POSSIBLE
    assert classify_link(CLEAR, adjusted_p=0.2) is LinkOutcome.WIDE
    assert "p = 0.02" in said(link_words(CLEAR, adjusted_p=0.02).physio)


@pytest.mark.parametrize(
    ("estimate", "patient"),
    [
        (
            CLEAR,
            "Pain tended to be lower after the weeks you kept up the routine: about 2.9 points "
            "(likely 1.5 to 4.3) between keeping it up fully and not at all. This is a pattern, "
            "not proof that the exercises caused it.",
        ),
        (
            WRONG,
            "Pain tended to be higher after the weeks you did more. The load may be too high, or "
            "you did more while something else flared. Show this to your physio.",
        ),
        (
            POSSIBLE,
            "A possible link, not yet firm: about 1.2 points lower (likely 0.05 to 2.3) with the "
            "routine kept up. More weeks will tell.",
        ),
        (
            POSSIBLE_HIGHER,
            "A possible link, not yet firm: about 1.2 points higher (likely 0.06 to 2.3) with the "
            "routine kept up. More weeks will tell.",
        ),
        (
            SMALL,
            "Your diary suggests the routine makes less than about 1 point of difference to "
            "day-to-day pain either way. It may still help strength and function.",
        ),
        (
            WIDE,
            "We cannot see a clear link yet. The real difference could be anywhere from 3.2 points "
            "lower to 0.4 points higher. This does not mean the routine is not working.",
        ),
        (
            LINKS[LinkOutcome.TOO_LITTLE_DATA],
            "Not enough diary days yet to answer this honestly: 24 in 60 days. 8–12 weeks with "
            "logs on good and bad days usually makes it possible to look.",
        ),
        (
            LINKS[LinkOutcome.BARELY_VARIED],
            "You did almost the same amount all along, so there is nothing to compare. Keep going "
            "– do not skip sessions just to create data.",
        ),
        (
            LINKS[LinkOutcome.FOLLOWS_TIME],
            "Your pain and your routine both changed steadily over the same time. Either could "
            "explain the other, or simply time could. We do not credit one for the other.",
        ),
        (
            LINKS[LinkOutcome.PAIN_CONSTANT],
            "Your pain was the same on every day you logged, so there is nothing to compare. "
            "Keep noting what you feel, whatever it is.",
        ),
    ],
)
def test_words_for_the_patient(estimate: LinkEstimate, patient: str):
    assert said(link_words(estimate).patient) == patient


def test_a_wide_interval_on_one_side_says_so():
    lower = link_words(CLEAR, adjusted_p=0.2).patient
    assert "anywhere from 1.5 to 4.3 points lower." in said(lower)
    higher = link_words(WRONG, adjusted_p=0.2).patient
    assert "anywhere from 0.4 to 2.1 points higher." in said(higher)


@pytest.mark.parametrize(
    ("estimate", "physio"),
    [
        (
            CLEAR,
            "Estimate -2.9 points, 95 % interval -4.3 to -1.5, p < 0.001; adjusted for linear "
            "trend, start-up, weekday, AR(1)+noise; exposure τ 10 d, lag 1 d; 143 days. "
            "Observational, one person; illness and workload not excluded.",
        ),
        (
            WRONG,
            "Estimate +1.2 points, 95 % interval 0.4 to 2.1, p = 0.004; adjusted for linear "
            "trend, start-up, weekday, AR(1)+noise; exposure τ 10 d, lag 1 d; 143 days. Consider "
            "load, and reverse causation. Observational, one person; illness and workload not "
            "excluded.",
        ),
        (
            POSSIBLE,
            "Estimate -1.2 points, 95 % interval -2.3 to -0.05, p = 0.041, 143 days; not firm "
            "under repeated looks.",
        ),
        (
            SMALL,
            "95 % interval -0.8 to 0.6 points, 143 days; excludes a difference of 1 point or more "
            "either way.",
        ),
        (WIDE, "95 % interval -3.2 to 0.4 points, 143 days; uninformative."),
        (
            LINKS[LinkOutcome.TOO_LITTLE_DATA],
            "24 of 60 days logged; too few to estimate.",
        ),
        (
            refused(Refusal.TOO_LITTLE_DATA, sd_a=0.2, sd_e=0.15, half_width=5.21),
            "24 of 60 days logged; the interval to be expected is ±5.2 points.",
        ),
        (
            LINKS[LinkOutcome.BARELY_VARIED],
            "SD of the exposure 0.031; not identifiable.",
        ),
        (
            LINKS[LinkOutcome.FOLLOWS_TIME],
            "0.25 of the exposure’s SD is left beside time and weekday; collinear with time.",
        ),
        (
            LINKS[LinkOutcome.PAIN_CONSTANT],
            "Pain identical on all 24 logged days; nothing to estimate.",
        ),
    ],
)
def test_words_for_the_physio(estimate: LinkEstimate, physio: str):
    assert said(link_words(estimate).physio) == physio


def trend(effect: float, low: float, high: float, span: int = 180) -> TrendEstimate:
    return TrendEstimate(effect, low, high, 0.001, n=100, span_days=span)


NO_TREND = TrendEstimate(None, None, None, None, 9, 30, refusal=Refusal.TOO_LITTLE_DATA)


@pytest.mark.parametrize(
    ("estimate", "outcome", "patient"),
    [
        (
            trend(-0.0988, -0.145, -0.0535),
            TrendOutcome.LOWER,
            "About 0.1 points lower per week (likely 0.05 to 0.14).",
        ),
        (
            trend(0.2, 0.004, 0.4, span=42),
            TrendOutcome.HIGHER,
            "About 0.2 points higher per week (likely 0.004 to 0.4).",
        ),
        (trend(-0.1, -0.2, 0.0), TrendOutcome.NO_DIRECTION, "No clear direction yet."),
        (
            trend(-0.5, -0.8, -0.2, span=41),
            TrendOutcome.TOO_EARLY,
            "Too early to call a direction; from 6 weeks of diary on it can be done.",
        ),
        (
            NO_TREND,
            TrendOutcome.TOO_LITTLE_DATA,
            "Not enough diary days yet to tell a direction (9). It takes at least 14 logged days "
            "over 4 weeks.",
        ),
    ],
)
def test_trend(estimate: TrendEstimate, outcome: TrendOutcome, patient: str):
    assert classify_trend(estimate) is outcome
    assert said(trend_words(estimate).patient) == patient


def change(conf: float) -> ChangeEstimate:
    return ChangeEstimate(
        -2.31, -4.0, -0.72, 0.0068, n=131, span_days=180, conf_mcid=conf, conf_30pct=0.72
    )


NO_CHANGE = ChangeEstimate(None, None, None, None, 9, 30, refusal=Refusal.TOO_LITTLE_DATA)


@pytest.mark.parametrize(
    ("estimate", "outcome", "patient"),
    [
        (
            change(0.95),
            ChangeOutcome.VERY_LIKELY,
            "Very likely at least 2 points lower than at the start: a worthwhile change.",
        ),
        (
            change(0.94),
            ChangeOutcome.PROBABLY,
            "Probably at least 2 points lower than at the start: a worthwhile change.",
        ),
        (
            change(0.8),
            ChangeOutcome.PROBABLY,
            "Probably at least 2 points lower than at the start: a worthwhile change.",
        ),
        (change(0.79), ChangeOutcome.NOT_SHOWN, "No worthwhile change shown yet."),
        (
            NO_CHANGE,
            ChangeOutcome.TOO_LITTLE_DATA,
            "Not enough diary days yet to compare with the start. It takes six weeks, with five "
            "logged days in the first two weeks and in the last two.",
        ),
    ],
)
def test_change(estimate: ChangeEstimate, outcome: ChangeOutcome, patient: str):
    assert classify_change(estimate) is outcome
    assert said(change_words(estimate).patient) == patient


def test_trend_and_change_for_the_physio():
    assert said(trend_words(trend(-0.0988, -0.145, -0.0535)).physio) == (
        "-0.1 points per week, 95 % interval -0.14 to -0.05, p = 0.001; linear, AR(1)+noise "
        "errors, 100 days over 180."
    )
    assert said(change_words(change(0.954)).physio) == (
        "Last against first 14 days: -2.3 points, 95 % interval -4.0 to -0.7, p = 0.007; "
        "probability of a fall by 2 points 95 %, by 30 % 72 %."
    )


def every_message() -> list[Message]:
    pairs = [
        *(link_words(one) for one in [*LINKS.values(), POSSIBLE_HIGHER]),
        link_words(CLEAR, adjusted_p=0.2),
        link_words(WRONG, adjusted_p=0.2),
        *(trend_words(one) for one in (trend(-1, -2, -0.5), trend(1, 0.5, 2), trend(0, -1, 1))),
        *(change_words(change(conf)) for conf in (0.5, 0.85, 0.99)),
    ]
    return [
        *(one for words in pairs for one in (words.patient, words.physio)),
        *(how_sure(outcome, span) for outcome in LinkOutcome for span in (56, 180)),
        cannot_tell(),
        exploratory_note(),
    ]


def test_every_sentence_has_its_fields_and_keeps_its_tone():
    for message in every_message():
        for text in filter(None, (message.text, message.plural)):
            fields = {name for _, name, _, _ in Formatter().parse(text) if name}
            assert fields <= set(message.values), text
            assert "!" not in text
            assert text.endswith(".")
            assert "because" not in text
            assert "improve" not in text


def test_only_a_refusal_leaves_the_card_without_an_answer():
    silent = {one for one in LinkOutcome if said(how_sure(one, 180)) == "No answer."}
    assert silent == {LinkOutcome(why.value) for why in Refusal}


def test_a_short_diary_is_told_how_often_chance_alone_looks_like_this():
    short = "Not firm: in a diary of less than 12 weeks chance alone looks like this in about 7 of "
    assert said(how_sure(LinkOutcome.POSSIBLE, 83)).startswith(short)
    assert "12 weeks" not in said(how_sure(LinkOutcome.POSSIBLE, 84))
    assert how_sure(LinkOutcome.CLEAR, 56) == how_sure(LinkOutcome.CLEAR, 365)


@pytest.mark.parametrize(
    ("value", "read"), [(1.25, 1.2), (-0.04, -0.04), (0.004, 0.0), (-0.004, 0.0), (-2.96, -3.0)]
)
def test_points_for_reading(value: float, read: float):
    assert points(value) == read
    assert str(points(value)) != "-0.0"
