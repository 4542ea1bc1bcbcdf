"""What is prescribed and performed on which day, as tables anyone can check.

The weeks of the tables begin on Monday 5 January 2026.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from rehabdesk.analysis.doses import (
    DayDose,
    ItemDose,
    Pause,
    Prescription,
    SessionDose,
    daily_doses,
    done_on,
    done_shares,
    prescription_of,
    set_share,
)
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion

MONDAY = dt.date(2026, 1, 5)
NAN = float("nan")
DAILY = ItemDose("bridge", 3.0, weekdays=frozenset(range(1, 8)))
THRICE = ItemDose("clam", 6.0, times_a_week=3)


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def doses(
    items: ItemDose | list[Prescription],
    sessions: list[SessionDose],
    days: int = 7,
    pauses: tuple[Pause, ...] = (),
    first: int = 0,
) -> tuple[DayDose, ...]:
    plan = items if isinstance(items, list) else [Prescription(day(-400), (items,))]
    return daily_doses(plan, sessions, pauses, day(first), day(first + days - 1))


def shares(*arguments: object, **more: object) -> list[float]:
    return done_shares(doses(*arguments, **more)).tolist()


def whole(*numbers: int) -> list[SessionDose]:
    return [SessionDose(day(number)) for number in numbers]


def check(found: list[float], expected: list[float]) -> None:
    np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_weekdays():
    item = ItemDose("lunge", 2.0, weekdays=frozenset({1, 3, 5}))
    # Monday done, Wednesday without a record, Thursday done though not prescribed, Friday half.
    sessions = [*whole(0, 3), SessionDose(day(4), {"lunge": 1.0})]
    check(shares(item, sessions), [1, NAN, 0, NAN, 0.5, NAN, NAN])
    found = doses(item, sessions)
    assert [one.prescribed for one in found] == [2, 0, 2, 0, 2, 0, 0]
    assert [one.performed for one in found] == [2, 0, 0, 0, 1, 0, 0]
    assert [one.recorded for one in found] == [True, False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("session_days", "expected"),
    [
        ((0, 2, 4), [1, NAN, 1, NAN, 1, NAN, NAN]),
        ((1,), [NAN, 1, NAN, NAN, NAN, 0, 0]),
        ((), [NAN, NAN, NAN, NAN, 0, 0, 0]),
        ((5, 6), [NAN, NAN, NAN, NAN, 0, 1, 1]),
        ((0, 1, 2, 3, 4), [1, 1, 1, 1, 1, NAN, NAN]),
    ],
)
def test_three_a_week(session_days: tuple[int, ...], expected: list[float]):
    check(shares(THRICE, whole(*session_days)), expected)


def test_weeks_do_not_lend_to_each_other():
    found = shares(THRICE, whole(0, 1, 2, 3, 4), days=14)
    check(found, [1, 1, 1, 1, 1, NAN, NAN, NAN, NAN, NAN, NAN, 0, 0, 0])


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (2, [NAN, NAN]),  # 3 · 2/7 is less than one
        (3, [NAN, NAN, 0]),
        (4, [NAN, NAN, NAN, 0]),
        (5, [NAN, NAN, NAN, 0, 0]),
        (6, [NAN, NAN, NAN, NAN, 0, 0]),
    ],
)
def test_a_week_that_is_not_over_counts_pro_rata(days: int, expected: list[float]):
    check(shares(THRICE, [], days=days), expected)


def test_a_week_that_began_before_counts_pro_rata():
    check(shares(THRICE, [], days=4, first=3), [NAN, NAN, NAN, 0])


def test_partial_sessions_add_up_and_are_capped():
    sessions = [
        SessionDose(day(0), {"bridge": 1.5}),
        SessionDose(day(0), {"bridge": 0.75}),
        SessionDose(day(1), {"bridge": 9.0}),
        SessionDose(day(2), {"bridge": -1.0, "something else": 3.0}),
    ]
    check(shares(DAILY, sessions, days=4), [0.75, 1.0, 0.0, 0.0])


def test_what_a_session_was_about_is_due_on_its_day():
    session = SessionDose(day(1), {"other": 1.0}, attempted=frozenset({"clam"}))
    # Tuesday is one of the three days, with nothing done; the other two are the last free ones.
    check(shares(THRICE, [session]), [NAN, 0, NAN, NAN, NAN, 0, 0])
    found = doses(THRICE, [session])
    assert [one.recorded for one in found if one.prescribed] == [True, False, False]
    without = SessionDose(day(1), {"other": 1.0})
    check(shares(THRICE, [without]), [NAN, NAN, NAN, NAN, 0, 0, 0])


def test_sets_too_many_of_one_exercise_do_not_make_up_for_another():
    both = Prescription(MONDAY, (DAILY, ItemDose("clam", 1.0, weekdays=frozenset({1}))))
    check(shares([both], [SessionDose(MONDAY, {"bridge": 8.0})], days=1), [0.75])


def test_exercises_of_different_frequency():
    plan = Prescription(MONDAY, (ItemDose("often", 1.0, times_a_week=5), THRICE))
    sessions = [SessionDose(day(i), {"often": 1.0, "clam": 6.0 * (i < 3)}) for i in range(5)]
    check(shares([plan], sessions), [1, 1, 1, 1, 1, NAN, NAN])


def test_a_pause_leaves_the_denominator_and_counts_as_zero():
    found = doses(DAILY, whole(0, 1, 2, 3), pauses=(Pause(day(2), day(4)),))
    check(done_shares(found).tolist(), [1, 1, 0, 0, 0, 0, 0])
    assert [one.excused for one in found] == [False, False, True, True, True, False, False]
    assert [one.share for one in found] == [1.0, 1.0, None, None, None, 0.0, 0.0]
    going_on = doses(DAILY, [], pauses=(Pause(day(5)),))
    assert [one.excused for one in going_on] == [False] * 5 + [True] * 2


def test_a_week_cut_by_a_pause_counts_pro_rata():
    # Four days are left: 3 · 4/7 gives one.
    found = shares(THRICE, [], pauses=(Pause(day(0), day(2)),))
    check(found, [0, 0, 0, NAN, NAN, NAN, 0])


def test_a_skip_was_prescribed_and_not_performed():
    found = doses(DAILY, [*whole(0), SessionDose(day(1), skipped=True)], days=3)
    check(done_shares(found).tolist(), [1, 0, 0])
    assert [one.share for one in found] == [1.0, 0.0, 0.0]
    assert [one.skipped for one in found] == [False, True, False]
    assert [one.prescribed for one in found] == [3, 3, 3]
    # A session on the day of a skip counts, and in a pause there is nothing to skip.
    both = doses(DAILY, [*whole(0), SessionDose(day(0), skipped=True)], days=1)
    assert (both[0].share, both[0].skipped) == (1.0, False)
    paused = (Pause(day(0), day(0)),)
    rest = doses(DAILY, [SessionDose(day(0), skipped=True)], days=1, pauses=paused)
    assert (rest[0].share, rest[0].skipped) == (None, False)
    # On a rest day there is nothing to skip; among three a week it stands for one of the three.
    monday = ItemDose("lunge", 2.0, weekdays=frozenset({1}))
    check(shares(monday, [SessionDose(day(1), skipped=True)], days=3), [0, NAN, NAN])
    check(shares(THRICE, [SessionDose(day(1), skipped=True)]), [NAN, 0, NAN, NAN, NAN, 0, 0])


def test_each_day_is_judged_by_the_plan_in_force():
    plans = [
        Prescription(day(3), (ItemDose("new", 4.0, weekdays=frozenset(range(1, 8))),)),
        Prescription(day(1), (DAILY,)),
    ]
    sessions = [
        SessionDose(day(1), {"bridge": 3.0}),
        SessionDose(day(3), {"bridge": 3.0, "new": 1.0}),
    ]
    found = doses(plans, sessions, days=5)
    assert [one.prescribed for one in found] == [0, 3, 3, 4, 4]
    check(done_shares(found).tolist(), [NAN, 1, 0, 0.25, 0])


def test_a_plan_change_cuts_the_week():
    same = [Prescription(day(0), (THRICE,)), Prescription(day(4), (THRICE,))]
    # 3 · 4/7 gives one in the first part, 3 · 3/7 one in the second.
    check(shares(same, []), [NAN, NAN, NAN, 0, NAN, NAN, 0])


def test_of_two_versions_on_one_day_the_later_holds():
    plans = [Prescription(day(0), (DAILY,)), Prescription(day(0), ())]
    check(shares(plans, []), [NAN] * 7)


def test_a_plan_version_becomes_sets_on_one_side():
    def item(name: str, side: ExerciseSide, **more: object) -> PlanItem:
        return PlanItem(name, 0, f"own:{name}", "hip", side, **more)

    version = PlanVersion(
        "v",
        1,
        MONDAY,
        "",
        "",
        (
            item("clam", ExerciseSide.BOTH, sets=3, times_a_week=4),
            item("bridge", ExerciseSide.NONE, sets=2, weekdays=(1, 4)),
            item("left out", ExerciseSide.LEFT, sets=2, weekdays=(1,)),
        ),
    )
    found = prescription_of(version, lambda one: one.id != "left out")
    assert found == Prescription(
        MONDAY,
        (ItemDose("clam", 6.0, times_a_week=4), ItemDose("bridge", 2.0, frozenset({1, 4}))),
    )


def test_a_set_counts_as_far_as_it_went():
    assert set_share(8, 10) == pytest.approx(0.8)
    assert set_share(15, 10) == 1.0
    assert set_share(-1, 10) == 0.0


def test_done_shares_of_other_days():
    found = doses(DAILY, whole(1), days=3)
    check(done_on(found, day(0), 3).tolist(), [0, 1, 0])
    check(done_on(found, day(-2), 4).tolist(), [NAN, NAN, 0, 1])
    check(done_on(found, day(2), 3).tolist(), [0, NAN, NAN])
    check(done_on(found, day(9), 2).tolist(), [NAN, NAN])
    check(done_on((), day(0), 2).tolist(), [NAN, NAN])
