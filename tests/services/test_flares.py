"""Flares of a real diary: facts, words, the suggestion. Day 0 is Monday 1 June 2026."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from rehabdesk.analysis.flares import CallReason, FlareReason
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.plan import ExerciseSide, PainLimits
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.resources import resource_path
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.flare_plan import (
    earlier_draft,
    flare_view,
    gentler_draft,
    gentler_items,
    gentler_text,
)
from rehabdesk.services.flares import (
    call_texts,
    flare_days,
    flare_state,
    flares_between,
    load_flare_plan,
    mornings_text,
    parse_flare_plan,
    reason_texts,
)
from rehabdesk.services.library import load_library
from rehabdesk.services.loads import mark_swelling
from rehabdesk.services.measures.due import measures_due
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.plans import save_plan

KNEE, HIP = SidedRegion("knee_inner", Side.LEFT), SidedRegion("hip_outer", Side.RIGHT)
PLAN = load_flare_plan()


def rate(book, number, value, where=KNEE, kind=PainKind.NOW, hour=20):
    record_pain(book.diary, book.at(number, hour), where, value, kind=kind)


def usual_weeks(book, value=3):
    for number in range(-28, 0):
        rate(book, number, value)


def test_a_flare_is_found_and_told(book):
    usual_weeks(book)
    rate(book, 0, 3, hour=8)
    assert flare_state(book.diary, book.day(0)) is None
    rate(book, 0, 6)
    state = flare_state(book.diary, book.day(0))
    assert (state.over, state.calls, state.flare.reasons) == (False, (), (FlareReason.PAIN,))
    assert reason_texts(state.flare, load_regions(), book.tr) == [
        "Inner knee, your left: 6 on 1 Jun. Your usual over four weeks is 3."
    ]
    assert mornings_text(state.flare, book.tr) == "0 of 2 mornings in a row back to your usual."
    rate(book, 1, 4, hour=8)
    rate(book, 1, 6)
    state = flare_state(book.diary, book.day(1))
    assert mornings_text(state.flare, book.tr) == "1 of 2 mornings in a row back to your usual."
    rate(book, 2, 3)
    state = flare_state(book.diary, book.day(2))
    assert (state.over, state.flare.last) == (True, book.day(2))
    assert flare_state(book.diary, book.day(5)) is None
    assert flare_days(book.diary, book.day(-5), book.day(9)) == {book.day(n) for n in range(3)}


def test_only_the_kind_that_counts_makes_a_flare(book):
    with book.diary.change(message("change", "x")):
        book.diary.settings.set_value_kind(KNEE, PainKind.WORST)
    for number in range(-28, 0):
        rate(book, number, 3, kind=PainKind.WORST)
    rate(book, 0, 9, kind=PainKind.NOW)
    assert flare_state(book.diary, book.day(0)) is None
    rate(book, 0, 5, kind=PainKind.WORST)
    assert flare_state(book.diary, book.day(0)) is not None


@pytest.mark.parametrize(("limits", "pain", "flares"), [
    (None, 6, 1), (None, 5, 0), (PainLimits(1, 4), 5, 1), (PainLimits(3, 7), 7, 0),
])  # fmt: skip
def test_row_red_range_twice_by_the_limits_of_the_plan(book, limits, pain, flares):
    plan = book.plan(1, 0, book.item("bridge"), limits=limits)
    for number in (0, 2):
        made = book.done(plan, number, {"bridge": [10, 10]})
        one = book.diary.sets.of(made.id)[0]
        with book.diary.change(message("change", "x")):
            book.diary.sets.update(dataclasses.replace(one, pain=float(pain)))
    found = flares_between(book.diary, book.day(0), book.day(2))
    assert len(found) == flares
    if found:
        assert (found[0].first, found[0].reasons) == (book.day(2), (FlareReason.RED_ZONE,))
        assert reason_texts(found[0], load_regions(), book.tr) == [
            "2 sessions within a week went into the red range."
        ]


def test_pain_after_a_session_counts_as_well(book):
    plan = book.plan(1, 0, book.item("bridge"))
    for number in (0, 2):
        book.done(plan, number, {"bridge": [10, 10]}, pain_after=8.0, pain_before=9.0)
    assert len(flares_between(book.diary, book.day(0), book.day(2))) == 1


def test_row_swelling_is_a_flare_until_it_is_gone(book):
    mark_swelling(book.diary, book.at(0), book.day(0), {Side.LEFT})
    state = flare_state(book.diary, book.day(0))
    assert reason_texts(state.flare, load_regions(), book.tr) == ["A knee is swollen again."]
    rate(book, 1, 2)
    rate(book, 2, 2)
    assert flare_state(book.diary, book.day(2)).over


def test_row_calling_the_physio_in_words(book):
    usual_weeks(book)
    for number in range(16):
        rate(book, number, 8)
    state = flare_state(book.diary, book.day(15))
    assert state.calls == (CallReason.NOT_SETTLED,)
    assert call_texts(state, book.tr) == [
        "It has been 14 days. Now is a good time to talk to your physio."
    ]
    for number in (16, 17):
        rate(book, number, 3)
    rate(book, 18, 10)
    state = flare_state(book.diary, book.day(18))
    assert call_texts(state, book.tr) == [
        "This is flare number 2 within 28 days. Now is a good time to talk to your physio."
    ]


def test_row_steps_in_words_come_from_the_numbers(book):
    said = [book.tr.say(one) for one in PLAN.steps]
    assert len(said) == 4
    assert "2 to 3 gentler days are fine; complete rest is not needed." in said[0]
    assert "about 50 % of the sets" in said[1]
    assert said[2].startswith("Cold or warmth may ease it.")
    assert "once 2 mornings in a row are back to your usual" in said[3]
    assert book.tr.say(PLAN.advice) == (
        "Talk to your physio if it has not settled after 14 days, or if a second flare comes"
        " within 28 days."
    )
    text = resource_path("rules", "flare.json").read_text("utf-8")
    other = parse_flare_plan(text.replace('"share_of_sets": 0.5', '"share_of_sets": 0.3'))
    assert "about 30 % of the sets" in book.tr.say(other.steps[1])
    assert json.loads(text)["sources"] == list(PLAN.sources)
    everything = " ".join([*said, book.tr.say(PLAN.what), book.tr.say(PLAN.settled)])
    for word in ("!", "must", "fail", "mg", "tablet", "cause"):
        assert word not in everything


def test_row_half_of_the_sets_and_easier_versions_are_suggested_and_not_applied(book):
    usual_weeks(book)
    version = book.plan(
        1, -30, book.item("single_leg_bridge", ExerciseSide.LEFT, sets=3),
        book.item("clamshell", sets=2), book.item("quad_set", sets=1),
    )  # fmt: skip
    rate(book, 0, 8)
    before = book.diary.revision
    view = flare_view(book.diary, book.day(0), book.tr)
    by_id = {one.before.exercise: one.after for one in view.gentler}
    easier = by_id["single_leg_bridge"]
    assert (easier.id, easier.exercise, easier.sets) == ("single_leg_bridge-1", "bridge", 2)
    draft = gentler_draft(book.diary, book.day(0), book.tr)
    assert [one.sets for one in draft.items] == [2, 1, 1]
    assert draft.note == "Gentler during a flare"
    lines = [gentler_text(one, view.index, book.tr) for one in view.gentler]
    assert any(one.startswith("Bridge instead of Single-leg bridge: 2 × ") for one in lines)
    # Nothing was saved.
    assert book.diary.revision == before
    assert book.diary.plans.versions() == [version]


def test_row_half_of_the_sets_of_every_number(book):
    for sets, expected in ((1, 1), (2, 1), (3, 2), (4, 2), (5, 3)):
        version = book.plan(sets, 0, book.item("glute_squeeze_none", sets=sets))
        found = gentler_items(version, book.index)
        assert [one.after.sets for one in found] == ([expected] if expected != sets else [])


def test_an_easier_version_that_is_in_the_plan_is_not_suggested_twice(book):
    chain = next(one for one in load_library() if one.easier and one.easier[0].exercise)
    easier = chain.easier[0].exercise
    version = book.plan(1, 0, book.item(chain.id, sets=2), book.item(easier, sets=2))
    names = [one.after.exercise for one in gentler_items(version, book.index)]
    assert chain.id in names
    assert len(names) == len(set(names))


def test_after_the_flare_the_plan_from_before_is_offered(book):
    usual_weeks(book)
    book.plan(1, -30, book.item("step_up", ExerciseSide.LEFT, sets=3))
    rate(book, 0, 8)
    draft = gentler_draft(book.diary, book.day(0), book.tr)
    save_plan(book.diary, book.at(0), draft, book.index, book.day(0))
    view = flare_view(book.diary, book.day(0), book.tr)
    assert (view.gentler, view.changed, view.earlier.number) == ((), True, 1)
    assert gentler_draft(book.diary, book.day(0), book.tr) is None
    for number in (1, 2):
        rate(book, number, 3)
    view = flare_view(book.diary, book.day(2), book.tr)
    assert (view.state.over, view.earlier.number) == (True, 1)
    back = earlier_draft(book.diary, book.day(2), book.tr)
    assert [(one.exercise, one.sets) for one in back.items] == [("step_up", 3)]


def test_no_self_tests_while_a_flare_is_on(book):
    usual_weeks(book)
    rate(book, 0, 8)
    # Nothing was rated the day after, yet the flare is on.
    assert measures_due(book.diary, book.day(1)).flare_day
    rate(book, 1, 3)
    rate(book, 2, 3)
    assert not measures_due(book.diary, book.day(3)).flare_day


def test_no_flare_no_view(book):
    usual_weeks(book)
    assert flare_view(book.diary, book.day(0), book.tr) is None
    assert gentler_draft(book.diary, book.day(0), book.tr) is None
    assert earlier_draft(book.diary, book.day(0), book.tr) is None
    zone = dt.timezone(dt.timedelta(hours=-9))
    late = FixedClock(dt.datetime(2026, 6, 1, 23, 50, tzinfo=zone))
    record_pain(book.diary, late, HIP, 10)
    assert flare_view(book.diary, book.day(0), book.tr) is None
