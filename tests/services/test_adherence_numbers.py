"""Adherence as tables anyone can check. Day 0 is Monday 1 June 2026; sets are 2 × 10."""

from __future__ import annotations

import dataclasses
import math

import pytest

from rehabdesk.analysis.doses import done_shares
from rehabdesk.domain.plan import ExerciseSide, OwnExercise, PlanItem, SessionStatus
from rehabdesk.domain.text import message
from rehabdesk.services.adherence import (
    Adherence,
    DayMark,
    RoutineAdherence,
    adherence,
    adherence_answer,
    routine_calendar,
)
from rehabdesk.services.doses import hip_doses, read_book
from rehabdesk.services.plans import start_pause

BOTH, LEFT, RIGHT, NONE = (
    ExerciseSide.BOTH,
    ExerciseSide.LEFT,
    ExerciseSide.RIGHT,
    ExerciseSide.NONE,
)
MON_WED_FRI = (1, 3, 5)


LABEL = message("change", "x")


def of(
    found: Adherence, side: ExerciseSide | None, routine: str = "hip_strength"
) -> RoutineAdherence:
    rows = found.totals if side is None else found.sides
    (row,) = [one for one in rows if (one.routine, one.side) == (routine, side)]
    return row


def counts(row: RoutineAdherence) -> dict[str, int]:
    names = ("done", "partial", "not_done", "skipped", "unlogged", "paused", "backfilled")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


def test_partial_sets_on_both_sides(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH, weekdays=MON_WED_FRI))
    # Monday: all left, right 10 and 5. Wednesday nothing. Friday everything.
    book.done(plan, 0, {"clamshell": [10, 10, 10, 5]})
    book.done(plan, 4, {"clamshell": [10, 12, 10, 10]})
    found = adherence(book.diary, book.at(7, 9))
    assert (found.first, found.last) == (book.day(-21), book.day(6))
    left, right, both = of(found, LEFT), of(found, RIGHT), of(found, None)
    assert (left.prescribed, left.performed) == (6, 4)
    assert counts(left) == {"done": 2, "unlogged": 1}
    assert (right.prescribed, right.performed) == (6, 3.5)
    assert counts(right) == {"done": 1, "partial": 1, "unlogged": 1}
    assert (both.prescribed, both.performed, both.ratio) == (12, 7.5, 7.5 / 12)
    fade = math.exp(-0.1)
    weights = [fade**6, fade**4, fade**2]
    by_hand = (1.0 * weights[0] + 0.0 + 1.0 * weights[2]) / sum(weights)
    assert left.smoothed == pytest.approx(by_hand)


def test_a_plan_change_in_mid_week_divides_by_what_was_prescribed_that_day(book):
    old = book.plan(1, 0, book.item("clamshell", LEFT))
    new = book.plan(2, 3, book.item("clamshell", LEFT, sets=3))
    book.done(old, 1, {"clamshell": [10, 10]})
    book.done(new, 4, {"clamshell": [10, 10, 0]})
    row = of(adherence(book.diary, book.at(7, 9)), LEFT)
    # Monday to Wednesday 3 · 3/7 gives one day of 2 sets, Thursday to Sunday 3 · 4/7 one of 3.
    assert (row.prescribed, row.performed) == (5, 4)
    assert counts(row) == {"done": 1, "partial": 1}


def test_what_was_done_before_a_change_on_the_same_day_counts_for_the_new_plan(book):
    old = book.plan(1, 0, book.item("clamshell", LEFT, weekdays=(1, 2)), book.item("bridge"))
    book.plan(2, 1, book.item("clamshell", LEFT, sets=4, weekdays=(1, 2)))
    book.done(old, 1, {"clamshell": [10, 10], "bridge": [10, 10]})
    row = of(adherence(book.diary, book.at(2, 9)), LEFT)
    # Monday 2 sets without a session, Tuesday 4 of which 2 were done in the morning.
    assert (row.prescribed, row.performed) == (6, 2)
    assert counts(row) == {"partial": 1, "unlogged": 1}


def test_a_change_on_the_same_day_keeps_sides_apart(book):
    old = book.plan(1, 0, book.item("clamshell", RIGHT, weekdays=(1,)))
    sides = [book.item("clamshell", side, weekdays=(1,)) for side in (LEFT, RIGHT)]
    sides[1] = dataclasses.replace(sides[1], exercise="clamshell", id="right")
    made = book.plan(2, 0, sides[0])
    right = dataclasses.replace(sides[1], id="right-2", position=1)
    with book.diary.change(LABEL):
        book.diary.plans.delete_version(made.id)
        both = dataclasses.replace(made, id="v3", number=3, items=(
            dataclasses.replace(made.items[0], id="left-3"), right))  # fmt: skip
        book.diary.plans.add_version(both)
    book.done(old, 0, {"clamshell": [10, 10]})
    found = adherence(book.diary, book.at(1, 9))
    assert (of(found, LEFT).performed, of(found, RIGHT).performed) == (0, 2)


def test_an_exercise_skipped_with_all_its_sets_is_a_skip(book):
    plan = book.plan(
        1, 0, book.item("clamshell", LEFT, weekdays=(1,)), book.item("figure4", weekdays=(1,))
    )
    made = book.done(plan, 0, {"clamshell": [None, None], "figure4": [10, 10]})
    with book.diary.change(LABEL):
        for one in book.diary.sets.of(made.id)[:2]:
            book.diary.sets.update(dataclasses.replace(one, skipped=True, skip_reason="sore"))
    found = adherence(book.diary, book.at(1, 9))
    assert counts(of(found, LEFT)) == {"skipped": 1}
    assert counts(of(found, NONE, "stretching")) == {"done": 1}


def test_pauses_leave_the_denominator_skips_are_shown_apart(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, weekdays=tuple(range(1, 8))))
    book.done(plan, 0, {"clamshell": [10, 10]})
    book.whole(plan, 1, SessionStatus.SKIPPED)
    start_pause(book.diary, book.day(2), book.day(4), "away")
    book.done(plan, 5, {"clamshell": [5, 0]})
    row = of(adherence(book.diary, book.at(7, 9)), LEFT)
    # Monday done, Tuesday skipped, Wednesday to Friday away, Saturday a quarter, Sunday nothing.
    assert (row.prescribed, row.performed) == (8, 2.5)
    assert counts(row) == {
        "done": 1, "partial": 1, "skipped": 1, "unlogged": 1, "paused": 3,
    }  # fmt: skip
    doses = hip_doses(book.diary, book.day(0), book.day(6))
    # For the link pauses and skips are days without exposure.
    assert done_shares(doses).tolist() == [1, 0, 0, 0, 0, 0.25, 0]


def test_n_a_week_without_weekdays(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT), book.item("bridge"))
    book.done(plan, 0, {"clamshell": [10, 10], "bridge": [10, 10]})
    # Begun on Wednesday and stopped before the bridge; Thursday only the bridge.
    book.done(plan, 2, {"clamshell": [10, 10], "bridge": [None, None]})
    book.done(plan, 3, {"bridge": [10, 10]})
    found = adherence(book.diary, book.at(7, 9))
    clam, bridge = of(found, LEFT), of(found, NONE)
    # Two of three days; the third falls on Sunday.
    assert (clam.prescribed, clam.performed, counts(clam)) == (6, 4, {"done": 2, "unlogged": 1})
    # Wednesday was a session, so the bridge was due then.
    assert (bridge.prescribed, bridge.performed) == (6, 4)
    assert counts(bridge) == {"done": 2, "not_done": 1}
    assert [one.mark for one in clam.days][-7:] == [
        DayMark.DONE, DayMark.REST, DayMark.DONE, DayMark.REST, DayMark.REST, DayMark.REST,
        DayMark.UNLOGGED,
    ]  # fmt: skip


def test_a_daily_stretch_does_not_make_strength_due(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT), book.item("figure4", LEFT, times_a_week=7))
    for number in range(7):
        sets = {"figure4": [10, 10]} | ({"clamshell": [10, 10]} if number in {1, 3, 5} else {})
        book.done(plan, number, sets)
    found = adherence(book.diary, book.at(7, 9))
    assert of(found, LEFT).ratio == 1.0
    assert of(found, LEFT).prescribed == 6
    assert of(found, LEFT, "stretching").prescribed == 14
    assert [one.routine for one in found.totals] == ["hip_strength", "stretching"]
    shares = done_shares(hip_doses(book.diary, book.day(0), book.day(6)))
    assert [share == 1.0 for share in shares] == [False, True, False, True, False, True, False]


def test_a_habit_said_not_to_be_done_is_a_record_but_no_session(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, times_a_week=2))
    for number in range(7):
        status = SessionStatus.DONE if number in {0, 3} else SessionStatus.NOT_DONE
        book.whole(plan, number, status)
    row = of(adherence(book.diary, book.at(7, 9)), LEFT)
    assert (row.prescribed, row.performed, counts(row)) == (4, 4, {"done": 2})


def test_sessions_without_sets(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH, weekdays=MON_WED_FRI), book.item("figure4"))
    book.whole(plan, 0, SessionStatus.DONE, backfilled=True)
    book.whole(plan, 2, SessionStatus.PARTIAL, routine="hip_strength")
    book.whole(plan, 4, SessionStatus.DONE, routine="stretching")
    found = adherence(book.diary, book.at(7, 9))
    row = of(found, RIGHT)
    assert (row.prescribed, row.performed) == (6, 3)
    assert counts(row) == {"done": 1, "partial": 1, "unlogged": 1, "backfilled": 1}
    assert counts(of(found, NONE, "stretching")) == {"done": 2, "unlogged": 1, "backfilled": 1}


def test_backfilled_days_are_told_apart(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, weekdays=(1, 2)))
    book.done(plan, 0, {"clamshell": [10, 10]}, backfilled=True)
    book.done(plan, 1, {"clamshell": [10, 10]})
    row = of(adherence(book.diary, book.at(7, 9)), LEFT)
    assert counts(row) == {"done": 2, "backfilled": 1}


def test_a_backfilled_session_about_something_else_backfills_nothing(book):
    clam, stretch = book.item("clamshell", LEFT, weekdays=(1,)), book.item("figure4", weekdays=(1,))
    plan = book.plan(1, 0, clam, stretch)
    book.done(plan, 0, {"clamshell": [10, 10]})
    book.done(plan, 0, {"figure4": [10, 10]}, backfilled=True)
    found = adherence(book.diary, book.at(1, 9))
    assert of(found, LEFT).backfilled == 0
    assert of(found, NONE, "stretching").backfilled == 1


def test_the_present_day_counts_once_it_has_a_session(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, weekdays=(1, 2)))
    book.done(plan, 0, {"clamshell": [10, 10]})
    before = adherence(book.diary, book.at(1, 12))
    assert (before.last, of(before, LEFT).ratio) == (book.day(0), 1.0)
    book.done(plan, 1, {"clamshell": [5, 5]}, running=True)
    assert adherence(book.diary, book.at(1, 12)).last == book.day(0)
    book.done(plan, 1, {"clamshell": [10, 0]})
    after = adherence(book.diary, book.at(1, 12))
    # The set begun in the session that still runs counts as well.
    assert (after.last, of(after, LEFT).performed) == (book.day(1), 4)


def test_only_the_window_counts_but_weeks_stay_whole(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT))
    for week in range(8):
        book.done(plan, 7 * week, {"clamshell": [10, 10]})
    found = adherence(book.diary, book.at(52, 9))  # Thursday: the window begins on a Thursday
    row = of(found, LEFT)
    # Four Mondays; of the first week two missing days fall in the window (Saturday, Sunday), of
    # the next three two each, and of the last one, three days long, 3 · 3/7 gives the Monday.
    assert found.first == book.day(24)
    assert (row.done, row.unlogged) == (4, 8)
    assert (row.prescribed, row.performed) == (24, 8)


def test_own_exercises_count_as_they_say(book):
    own = OwnExercise("00000000-0000-4000-8000-000000000001", "Stairs", "work", True)
    with book.diary.change(LABEL):
        book.diary.plans.add_own_exercise(own)
    item = PlanItem("x", 0, f"own:{own.id}", "work", NONE, 1, 10, weekdays=(1,))
    plan = book.plan(1, 0, item, book.item("dead_bug", weekdays=(1,)))
    book.done(plan, 0, {f"own:{own.id}": [5]})
    assert done_shares(hip_doses(book.diary, book.day(0), book.day(0))).tolist() == [0.5]
    found = adherence(book.diary, book.at(1, 12))
    assert [one.routine for one in found.totals] == ["hip_strength", "work"]


def test_nothing_prescribed(book):
    found = adherence(book.diary, book.at(7, 9))
    assert (found.totals, found.sides) == ((), ())
    doses = hip_doses(book.diary, book.day(0), book.day(2))
    assert [one.prescribed for one in doses] == [0, 0, 0]
    book.plan(1, 2, book.item("clamshell", LEFT, weekdays=(3,)))
    doses = hip_doses(book.diary, book.day(0), book.day(2))
    assert [(one.day, one.prescribed) for one in doses] == [
        (book.day(0), 0), (book.day(1), 0), (book.day(2), 2),
    ]  # fmt: skip


def test_the_answer_in_json_has_exactly_these_names(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH, weekdays=(1,)))
    book.done(plan, 0, {"clamshell": [10, 3, 10, 10]})
    answer = adherence_answer(adherence(book.diary, book.at(1, 12)))
    assert answer == {
        "window_days": 28,
        "routines": [
            {
                "routine": "hip_strength", "side": "left", "prescribed": 2, "performed": 1.3,
                "done": 0, "partial": 1, "skipped": 0, "unlogged": 0, "backfilled": 0,
                "ratio": 0.65, "smoothed": 0.65,
            },
            {
                "routine": "hip_strength", "side": "right", "prescribed": 2, "performed": 2,
                "done": 1, "partial": 0, "skipped": 0, "unlogged": 0, "backfilled": 0,
                "ratio": 1, "smoothed": 1,
            },
        ],
    }  # fmt: skip


def test_the_calendar_tells_every_kind_of_day_apart(book):
    plan = book.plan(1, 0, book.item("clamshell", LEFT, weekdays=tuple(range(1, 7))))
    book.done(plan, 0, {"clamshell": [10, 10]})
    book.done(plan, 1, {"clamshell": [10, 0]})
    book.done(plan, 2, {"clamshell": [None, None]})
    book.whole(plan, 3, SessionStatus.SKIPPED)
    start_pause(book.diary, book.day(5), book.day(5))
    days = routine_calendar(read_book(book.diary), "hip_strength", book.day(0), book.day(6))
    assert [one.mark.value for one in days] == [
        "done", "partial", "not_done", "skipped", "unlogged", "paused", "rest",
    ]  # fmt: skip
