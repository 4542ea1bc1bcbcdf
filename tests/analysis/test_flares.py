"""When a flare begins and ends. Each test names the row of the rule it is about.

Day 0 is Monday 1 June 2026. Thirty days before it the knee was rated 3 every day, so 3 is usual.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from rehabdesk.analysis.flares import (
    CallReason,
    DayPain,
    FlareFacts,
    FlareReason,
    call_reasons,
    find_flares,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.flares import load_flare_plan

RULE = load_flare_plan().rule
KNEE, HIP = SidedRegion("knee_inner", Side.LEFT), SidedRegion("hip_outer", Side.RIGHT)
MONDAY = dt.date(2026, 6, 1)


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def rated(value: float, morning: float | None = None, where: SidedRegion = KNEE) -> FlareFacts:
    first = value if morning is None else morning
    return FlareFacts({where: DayPain(first, (first + value) / 2, max(first, value))})


def facts(changes: dict[int, FlareFacts], usual: float = 3) -> dict[dt.date, FlareFacts]:
    """Return thirty usual days, then what is said; other days have nothing."""
    found = {day(-back): rated(usual) for back in range(1, 31)}
    return found | {day(number): one for number, one in changes.items()}


def flares(changes, rule=RULE, usual=3.0, last=60):
    return find_flares(facts(changes, usual), day(0), day(last), rule)


def begins(value: float, usual: float = 3, rule=RULE) -> bool:
    return bool(flares({0: rated(value)}, rule, usual, last=0))


@pytest.mark.parametrize(
    ("row", "usual", "value", "is_one"),
    [
        ("2 above the usual and 5", 3, 5, True),
        ("only 1.5 above the usual", 3.5, 5, False),
        ("2 above the usual but below 5", 2, 4.5, False),
        ("5 but not 2 above the usual", 4, 5.9, False),
        ("5 and from nothing", 0, 5, True),
        ("high, but that is usual", 8, 9, False),
        ("10 from 8", 8, 10, True),
    ],
)  # fmt: skip
def test_row_pain_above_the_usual(row, usual, value, is_one):
    assert begins(value, usual) is is_one, row


def test_row_pain_names_the_region_the_value_and_the_usual():
    two = FlareFacts({KNEE: DayPain(5, 5, 5), HIP: DayPain(9, 9, 9)})
    before = {day(-back): FlareFacts({KNEE: DayPain(3, 3, 3), HIP: DayPain(5, 5, 5)})
              for back in range(1, 29)}  # fmt: skip
    (flare,) = find_flares(before | {day(0): two}, day(0), day(0), RULE)
    assert (flare.reasons, flare.where, flare.value) == ((FlareReason.PAIN,), HIP, 9)
    assert flare.usual == {KNEE: 3, HIP: 5}


def test_row_usual_is_the_median_of_four_weeks_before_the_day():
    # 13 days of 2, then 15 of 4: the median of the last 28 is 4, whatever was long before.
    before = {day(-back): rated(9) for back in range(29, 60)}
    before |= {day(-back): rated(2) for back in range(16, 29)}
    before |= {day(-back): rated(4) for back in range(1, 16)}
    assert not find_flares(before | {day(0): rated(5.5)}, day(0), day(0), RULE)
    (flare,) = find_flares(before | {day(0): rated(6)}, day(0), day(0), RULE)
    assert flare.usual[KNEE] == 4


def test_row_least_rated_without_a_usual_there_is_no_pain_flare():
    few = {day(-back): rated(1) for back in range(1, 5)}
    assert find_flares(few | {day(0): rated(9)}, day(0), day(0), RULE) == ()
    enough = few | {day(-5): rated(1)}
    assert len(find_flares(enough | {day(0): rated(9)}, day(0), day(0), RULE)) == 1


def test_row_four_weeks_are_28_days():
    few = {day(-back): rated(1) for back in range(1, 5)}
    for oldest, known in ((28, True), (29, False)):
        found = few | {day(-oldest): rated(1), day(0): rated(9)}
        assert bool(find_flares(found, day(0), day(0), RULE)) is known, oldest


def test_row_highest_rating_of_the_day_counts_not_its_mean():
    assert flares({0: rated(7, morning=1)}, last=0)[0].value == 7


def red(sessions: int = 1) -> FlareFacts:
    return dataclasses.replace(rated(3), red_sessions=sessions)


def test_row_red_zone_twice_within_a_week():
    assert flares({0: red()}, last=20) == ()
    (flare,) = flares({0: red(), 6: red()}, last=6)
    assert (flare.first, flare.reasons) == (day(6), (FlareReason.RED_ZONE,))
    assert flares({0: red(), 7: red()}, last=7) == ()
    assert flares({0: red(2)}, last=0)[0].reasons == (FlareReason.RED_ZONE,)


def test_row_red_zone_what_made_a_flare_does_not_make_the_next():
    changes = {0: red(2), 1: rated(3), 2: rated(3), 3: red()}
    assert [one.first for one in flares(changes, last=3)] == [day(0)]


def swollen(value: float = 3) -> FlareFacts:
    return dataclasses.replace(rated(value), swollen=True)


def test_row_swelling_returns():
    assert flares({0: swollen()}, last=0)[0].reasons == (FlareReason.SWELLING,)
    # Swollen all along is not swelling that returns.
    always = {day(-back): swollen() for back in range(1, 10)}
    assert find_flares(always | {day(0): swollen()}, day(0), day(0), RULE) == ()
    # A week without, and it has returned.
    before = {day(-8): swollen()}
    (flare,) = find_flares(before | {day(0): swollen()}, day(0), day(0), RULE)
    assert flare.reasons == (FlareReason.SWELLING,)


def test_row_all_reasons_are_said():
    all_of_them = dataclasses.replace(rated(8), red_sessions=2, swollen=True)
    assert flares({0: all_of_them}, last=0)[0].reasons == tuple(FlareReason)


def test_row_two_calm_mornings_in_a_row_end_it():
    changes = {0: rated(7), 1: rated(6, 4), 2: rated(6), 3: rated(4), 4: rated(4), 5: rated(3)}
    (flare,) = flares(changes, last=5)
    # Day 1 began at 4, within a point of 3; day 2 did not; days 3 and 4 did.
    assert (flare.last, flare.settled, flare.mornings) == (day(4), True, 2)


@pytest.mark.parametrize(
    ("row", "second", "mornings"),
    [
        ("a morning within a point of the usual", rated(4), 2),
        ("a morning a little more than a point above", rated(4.5), 0),
        ("the evening does not count", rated(6, 4), 2),
        ("nothing was rated: unknown, not calm", FlareFacts(), 0),
        ("another region was rated", rated(0, where=HIP), 0),
        ("a session in the red range", red(), 0),
        ("still swollen", swollen(), 0),
    ],
)
def test_row_a_calm_morning(row, second, mornings):
    (flare,) = flares({0: rated(8), 1: rated(3), 2: second}, last=2)
    assert flare.mornings == mornings, row


def test_row_calm_where_nobody_knows_the_usual():
    some = {day(0): dataclasses.replace(rated(6), swollen=True)}
    some |= {day(1): rated(5), day(2): rated(4.5), day(3): rated(4)}
    (flare,) = find_flares(some, day(0), day(3), RULE)
    assert (flare.last, flare.settled) == (day(3), True)


def test_row_forgotten_after_two_weeks_without_an_entry():
    (flare,) = flares({0: rated(8), 2: rated(8)}, last=2 + 14)
    assert (flare.last, flare.settled) == (day(2), False)
    (flare,) = flares({0: rated(8), 2: rated(8)}, last=1 + 14)
    assert flare.last is None


def test_a_new_flare_can_follow():
    changes = {0: rated(8), 1: rated(3), 2: rated(3), 3: rated(8)}
    assert [(one.first, one.last) for one in flares(changes, last=3)] == [
        (day(0), day(2)), (day(3), None),
    ]  # fmt: skip


def test_row_not_settled_after_two_weeks():
    changes = {number: rated(8) for number in range(20)}
    for number, expected in ((13, ()), (14, (CallReason.NOT_SETTLED,))):
        found = flares(changes, last=number)
        assert call_reasons(found, day(number), RULE) == expected


def test_row_two_flares_within_four_weeks():
    for second, expected in ((27, (CallReason.AGAIN,)), (28, ())):
        calm = {number: rated(3) for number in range(1, second)}
        found = flares({0: rated(8), **calm, second: rated(8)}, last=second)
        assert [one.first for one in found] == [day(0), day(second)]
        assert call_reasons(found, day(second), RULE) == expected, second
    # A flare that is over asks for nothing.
    over = flares({0: rated(8), 1: rated(3), 2: rated(3)}, last=2)
    assert call_reasons(over, day(2), RULE) == ()
    assert call_reasons((), day(2), RULE) == ()


WRONG = {
    "points_above_usual": 1,
    "least_pain": 4,
    "least_rated": 1,
    "usual_days": 60,
    "red_zone_sessions": 1,
    "red_zone_days": 8,
    "swelling_free_days": 8,
    "settled_within_points": 2,
    "calm_mornings": 1,
    "forgotten_after_days": 13,
    "call_after_days": 13,
    "call_flares": 3,
    "call_within_days": 29,
}
ROWS = {
    "points_above_usual": lambda rule: begins(5, 3.5, rule),
    "least_pain": lambda rule: begins(4.5, 2, rule),
    "least_rated": lambda rule: find_flares(
        {day(-1): rated(1), day(0): rated(9)}, day(0), day(0), rule
    ),
    "usual_days": lambda rule: find_flares(
        {day(-back): rated(9 if back > 28 else 3) for back in range(1, 59)} | {day(0): rated(5)},
        day(0), day(0), rule,
    ),
    "red_zone_sessions": lambda rule: flares({0: red()}, rule, last=0),
    "red_zone_days": lambda rule: flares({0: red(), 7: red()}, rule, last=7),
    "swelling_free_days": lambda rule: find_flares(
        {day(-8): swollen(), day(0): swollen()}, day(0), day(0), rule
    ),
    "settled_within_points": lambda rule: flares(
        {0: rated(8), 1: rated(4.5), 2: rated(4.5)}, rule, last=2
    )[0].last,
    "calm_mornings": lambda rule: flares({0: rated(8), 1: rated(3)}, rule, last=1)[0].last,
    "forgotten_after_days": lambda rule: flares({0: rated(8)}, rule, last=13)[0].last,
    "call_after_days": lambda rule: call_reasons(
        flares({n: rated(8) for n in range(20)}, rule, last=13), day(13), rule
    ),
    "call_flares": lambda rule: call_reasons(
        flares({0: rated(8), 1: rated(3), 2: rated(3), 3: rated(8)}, rule, last=3), day(3), rule
    ),
    "call_within_days": lambda rule: call_reasons(
        flares({0: rated(8), **{n: rated(3) for n in range(1, 28)}, 28: rated(8)}, rule, last=28),
        day(28), rule,
    ),
}  # fmt: skip


def test_every_threshold_is_tried():
    assert set(WRONG) == set(ROWS) == {one.name for one in dataclasses.fields(RULE)}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_threshold_gives_another_answer(name):
    wrong = dataclasses.replace(RULE, **{name: WRONG[name]})
    assert ROWS[name](wrong) != ROWS[name](RULE), name
