"""Suggestions, row by row of the rule: pain first, then the next morning, a break, effort, reps."""

from __future__ import annotations

import dataclasses

import pytest

from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.plan import Band, ExerciseSide, PainLimits, PlanItem, SetUnit
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.library import load_library
from rehabdesk.services.progression import Direction, Suggestion, suggestions
from rehabdesk.services.progression_history import pain_rises
from rehabdesk.services.progression_rule import load_progression_rule
from rehabdesk.services.progression_steps import (
    after_break,
    easier_exercise,
    easier_steps,
    harder_steps,
)

LEFT, BOTH, NONE = ExerciseSide.LEFT, ExerciseSide.BOTH, ExerciseSide.NONE
RULE = load_progression_rule()
LABEL = message("change", "x")
KNEE = SidedRegion("knee_inner", Side.LEFT)


def go(book, plan, number, reps, *, pain=1.0, morning=1.0, before=1.0, effort=None, clean=None,
       exercise="clamshell", switched=None):  # fmt: skip
    """Add a session of one exercise with the same pain in every set."""
    made = book.done(plan, number, {exercise: reps}, pain_before=before,
                     pain_next_morning=morning, effort=effort)  # fmt: skip
    with book.diary.change(LABEL):
        for place, one in enumerate(book.diary.sets.of(made.id)):
            name = switched if switched and place else one.exercise
            book.diary.sets.update(dataclasses.replace(one, pain=pain, clean=clean, exercise=name))
    return made


def only(book, number, **more) -> Suggestion | None:
    found = suggestions(book.diary, book.day(number), book.index, **more)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.fixture
def plan(book):
    return book.plan(1, 0, book.item("clamshell", LEFT))


def said(book, one):
    return [book.tr.say(step.text) for step in one.steps]


ROWS = {
    # name: two sessions of (reps, more), and what is suggested
    "two more in the last set, twice": (([10, 12], {}), ([10, 12], {}), Direction.HARDER),
    "more than two": (([12, 14], {}), ([12, 15], {}), Direction.HARDER),
    "only once": (([10, 11], {}), ([10, 12], {}), None),
    "first set short": (([9, 12], {}), ([10, 12], {}), None),
    "form not clean": (([10, 12], {}), ([10, 12], {"clean": False}), None),
    "form clean": (([10, 12], {"clean": True}), ([10, 12], {}), Direction.HARDER),
    "pain not rated": (([10, 12], {}), ([10, 12], {"pain": None}), None),
    "pain at the edge of green": (([10, 12], {"pain": 2}), ([10, 12], {}), Direction.HARDER),
    "amber the time before": (([10, 12], {"pain": 3}), ([10, 12], {}), None),
    "amber now": (([10, 12], {}), ([10, 12], {"pain": 3}), Direction.SAME),
    "red now": (([10, 12], {}), ([10, 12], {"pain": 6}), Direction.EASIER),
    "red the time before": (([10, 12], {"pain": 7}), ([10, 12], {}), None),
    "worse next morning": (([10, 12], {}), ([10, 12], {"morning": 2}), Direction.EASIER),
    "worse the morning before": (([10, 12], {"morning": 3}), ([10, 12], {}), None),
    "half a point is not worse": (([10, 12], {}), ([10, 12], {"morning": 1.5}), Direction.HARDER),
    "morning not rated": (([10, 12], {}), ([10, 12], {"morning": None}), Direction.WAIT),
    "before not rated": (([10, 12], {}), ([10, 12], {"before": None}), Direction.WAIT),
    "easy twice": (([10, 10], {"effort": 4}), ([10, 10], {"effort": 3}), Direction.HARDER),
    "easy once": (([10, 10], {"effort": 5}), ([10, 10], {"effort": 4}), None),
    "easy, once not said": (([10, 10], {}), ([10, 10], {"effort": 4}), None),
    "very hard": (([10, 12], {}), ([10, 12], {"effort": 9}), Direction.SAME),
    "hard": (([10, 12], {}), ([10, 12], {"effort": 8}), Direction.HARDER),
    "as planned": (([10, 10], {}), ([10, 10], {}), None),
    "red goes before a worse morning": (
        ([10, 10], {}), ([10, 10], {"pain": 8, "morning": 5}), Direction.EASIER,
    ),
    "a worse morning goes before amber": (
        ([10, 10], {}), ([10, 10], {"pain": 4, "morning": 5}), Direction.EASIER,
    ),
    "stopped at once because of pain": (([10, 10], {}), ([0, None], {"pain": 7}), Direction.EASIER),
    "partly with the easier version": (
        ([10, 12], {}), ([12, 12], {"switched": "iso_hip_abduction"}), None,
    ),
    "red, then the easier version": (
        ([10, 12], {}), ([3, 10], {"pain": 7, "switched": "iso_hip_abduction"}), Direction.EASIER,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "expected"), ROWS.values(), ids=ROWS)
def test_every_row_of_the_rule(book, plan, first, second, expected):
    go(book, plan, 0, first[0], **first[1])
    assert only(book, 0) is None or only(book, 0).direction is not Direction.HARDER
    go(book, plan, 2, second[0], **second[1])
    found = only(book, 3)
    assert (found.direction if found else None) is expected


def test_reasons_are_kind_and_say_the_number(book, plan):
    go(book, plan, 0, [10, 12])
    go(book, plan, 2, [10, 12], pain=6.5)
    found = only(book, 3)
    assert book.tr.say(found.reason) == (
        "Pain went up to 6.5 during it. The easier version will do for now."
    )
    assert (found.sessions, said(book, found)) == (
        2, ["another exercise: Isometric outer-hip press", "7 repetitions instead of 10"],
    )  # fmt: skip
    assert [step.item.id for step in found.steps] == [plan.items[0].id] * 2


def test_after_a_bad_morning_less_of_the_same_comes_first(book, plan):
    go(book, plan, 0, [10, 10], morning=4)
    assert said(book, only(book, 1))[0] == "7 repetitions instead of 10"


def test_nothing_harder_where_the_dose_is_fixed_but_easier_still(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, fixed=True))
    go(book, plan, 0, [10, 12])
    go(book, plan, 2, [10, 12])
    assert only(book, 3) is None
    go(book, plan, 4, [10, 12], pain=8)
    assert only(book, 5).direction is Direction.EASIER


def test_limits_of_the_plan_go_before_the_usual_ones(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT), limits=PainLimits(0, 3))
    go(book, plan, 0, [10, 12], pain=1)
    assert only(book, 1).direction is Direction.SAME
    go(book, plan, 2, [10, 12], pain=4)
    assert only(book, 3).direction is Direction.EASIER


def test_one_exercise_at_a_time(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT), book.item("bridge"))
    for number in (0, 2):
        made = book.done(plan, number, {"clamshell": [10, 12], "bridge": [10, 12]},
                         pain_before=1.0, pain_next_morning=1.0)  # fmt: skip
        with book.diary.change(LABEL):
            for one in book.diary.sets.of(made.id):
                book.diary.sets.update(dataclasses.replace(one, pain=1.0))
    found = suggestions(book.diary, book.day(3), book.index)
    assert [(one.item.exercise, one.direction) for one in found] == [
        ("clamshell", Direction.HARDER),
    ]  # fmt: skip


def test_the_last_set_of_each_side_counts(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH))
    go(book, plan, 0, [10, 12, 10, 12])
    go(book, plan, 2, [10, 12, 10, 11])
    assert only(book, 3) is None
    go(book, plan, 4, [10, 12, 10, 12])
    go(book, plan, 6, [10, 12, 10, 13])
    assert only(book, 7).direction is Direction.HARDER


def test_timed_sets_need_five_seconds_more(book):
    walk = book.item("wall_sit", NONE, sets=1, reps=None, hold_s=30)
    plan = book.plan(1, 0, walk)
    go(book, plan, 0, [35], exercise="wall_sit")
    go(book, plan, 2, [34], exercise="wall_sit")
    assert only(book, 3) is None
    go(book, plan, 4, [36], exercise="wall_sit")
    go(book, plan, 6, [35], exercise="wall_sit")
    found = only(book, 7)
    assert said(book, found)[0] == "35 s instead of 30 s"
    assert book.diary.sets.between(None, None).popitem()[1][0].unit is SetUnit.SECONDS


def test_a_new_dose_begins_anew_an_unchanged_one_goes_on(book, plan):
    go(book, plan, 0, [10, 12])
    same = book.plan(2, 1, book.item("clamshell", LEFT), book.item("bridge"))
    go(book, same, 2, [10, 12])
    assert only(book, 3).direction is Direction.HARDER
    more = book.plan(3, 3, book.item("clamshell", LEFT, reps=12))
    assert only(book, 3) is None
    go(book, more, 4, [12, 14])
    assert only(book, 5) is None


def test_a_step_back_is_tried_again_after_two_good_sessions(book, plan):
    go(book, plan, 0, [10, 8], pain=7)
    less = book.plan(2, 1, book.item("clamshell", LEFT, reps=7))
    go(book, less, 2, [7, 7])
    assert only(book, 3) is None
    go(book, less, 4, [7, 7])
    found = only(book, 5)
    assert (found.direction, said(book, found)) == (Direction.HARDER, ["2 × 10, as before"])
    assert (found.steps[0].item.reps, found.steps[0].item.id) == (10, "clamshell-2")


BREAKS = {9: None, 10: "8 repetitions instead of 10", 28: "8 repetitions instead of 10",
          29: "2 × 6, as at the start"}  # fmt: skip


@pytest.mark.parametrize(("days", "expected"), BREAKS.items())
def test_after_a_break_a_little_less(book, days, expected):
    book.plan(1, -30, book.item("clamshell", LEFT, reps=6))
    plan = book.plan(2, 0, book.item("clamshell", LEFT))
    go(book, plan, 0, [10, 10])
    found = only(book, days)
    assert (said(book, found) if found else None) == (expected and [expected])
    if found:
        assert f"{days} days ago" in book.tr.say(found.reason)


def test_red_goes_before_a_break(book, plan):
    go(book, plan, 0, [10, 10], pain=8)
    assert only(book, 40).direction is Direction.EASIER


def test_climbing_pain_holds_everything(book, plan):
    go(book, plan, 18, [10, 12])
    go(book, plan, 20, [10, 12])
    assert only(book, 20, primary=KNEE).direction is Direction.HARDER
    with book.diary.change(LABEL):
        for number in range(21):
            value = 3.0 + number // 7
            entry = PainEntry(f"p{number}", book.day(number), None, KNEE, PainKind.NOW, value)
            book.diary.pain.add(entry)
    assert pain_rises(book.diary, KNEE, book.day(20)) is True
    assert only(book, 20, primary=KNEE).direction is Direction.SAME
    # One of the weeks has two rated days only: no average, nothing is said.
    with book.diary.change(LABEL):
        for number in range(7, 12):
            book.diary.pain.delete(f"p{number}")
    assert pain_rises(book.diary, KNEE, book.day(20)) is False


def test_nothing_without_a_plan_or_sessions(book):
    assert suggestions(book.diary, book.day(0), book.index) == []
    book.plan(1, 0, book.item("clamshell", LEFT))
    assert suggestions(book.diary, book.day(20), book.index) == []


def item(**more) -> PlanItem:
    start = PlanItem("i", 0, "clamshell", "hip_strength", LEFT, 3, 12, 2, 45, 3)
    return dataclasses.replace(start, **more)


def test_every_step_changes_one_thing(book):
    full = item(band=Band.LIGHT)
    steps = harder_steps(full, book.index, RULE)
    assert [book.tr.say(step.text) for step in steps] == [
        "14 repetitions instead of 12",
        "4 sets instead of 3",
        "a slower way back",
        "a stronger band",
        "another exercise: Side-lying leg raise",
    ]
    assert [
        (step.item.reps, step.item.sets, step.item.lower_s, step.item.band) for step in steps[:4]
    ] == [
        (14, 3, None, Band.LIGHT),
        (12, 4, None, Band.LIGHT),
        (12, 3, 3, Band.LIGHT),
        (12, 3, None, Band.MEDIUM),
    ]
    other = steps[4].item
    assert (other.exercise, other.side, other.times_a_week) == ("side_lying_hip_abduction", LEFT, 3)


def test_steps_end(book):
    end = item(exercise="fire_hydrant", reps=15, sets=4, lift_s=2, lower_s=4)
    assert harder_steps(end, book.index, RULE) == ()
    assert harder_steps(item(reps=14), book.index, RULE)[0].item.reps == 15
    timed = [harder_steps(item(reps=None, hold_s=hold), book.index, RULE)[0].item.hold_s
             for hold in (30, 43, 45, 600)]  # fmt: skip
    assert timed == [35, 45, 60, 660]
    assert easier_steps(item(exercise="single_leg_stand", reps=1), book.index, RULE) == ()
    assert after_break(item(reps=1), RULE) is None
    assert after_break(item(reps=None, hold_s=600), RULE).item.hold_s == 450


def test_the_easier_version_of_each_exercise():
    library = load_library()
    assert easier_exercise("step_up", library) is None  # the first of its row
    assert easier_exercise("lateral_step_down", library) is library["step_up"]
    assert easier_exercise("clamshell", library) is library["iso_hip_abduction"]
    assert easier_exercise("own:x", library) is None
    for one in library:
        easier = easier_exercise(one.id, library)
        assert easier is None or easier.level <= one.level, one.id


def test_a_suggestion_changes_nothing_by_itself(book, plan):
    go(book, plan, 0, [10, 12])
    go(book, plan, 2, [10, 12])
    before = book.diary.revision
    assert only(book, 3).direction is Direction.HARDER
    assert book.diary.revision == before
    assert book.diary.plans.versions() == [plan]
