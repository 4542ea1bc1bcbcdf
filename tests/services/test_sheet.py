"""The paper sheet on the screen: what is ticked is done, what is unticked never was."""

from __future__ import annotations

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import ExerciseSide, SessionStatus
from rehabdesk.services.adherence import adherence
from rehabdesk.services.home_plan import home_plan
from rehabdesk.services.plans import start_pause
from rehabdesk.services.sheet import sheet, tick, tick_day

BOTH, LEFT, RIGHT, NONE = (
    ExerciseSide.BOTH, ExerciseSide.LEFT, ExerciseSide.RIGHT, ExerciseSide.NONE,
)  # fmt: skip
#: The rows of an exercise for both sides.
CLAM_L, CLAM_R = "clamshell left", "clamshell right"


def grid(book, days=3):
    return sheet(book.diary, book.index, book.day(0), days)


def shares(book, days=3):
    return {
        row.exercise + (f" {row.side.value}" if row.side is not NONE else ""): [
            cell.share for cell in row.cells
        ]
        for row in grid(book, days).rows
    }


def test_several_days_are_typed_up_as_one_change(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    clam, bridge = plan.items
    changes = tick(
        book.diary,
        book.at(2),
        {
            (book.day(0), clam.id, LEFT): True,
            (book.day(0), clam.id, RIGHT): True,
            (book.day(0), bridge.id, NONE): True,
            (book.day(2), clam.id, LEFT): True,
            (book.day(2), clam.id, RIGHT): True,
        },
    )
    assert shares(book) == {
        "bridge": [1, None, None], CLAM_L: [1, None, 1], CLAM_R: [1, None, 1],
    }  # fmt: skip
    first, second = book.diary.sessions.between(None, None)
    assert (first.status, first.backfilled, second.backfilled) == (SessionStatus.DONE, True, False)
    assert [(one.side.value, one.done) for one in book.diary.sets.of(second.id)] == [
        ("left", 10), ("left", 10), ("right", 10), ("right", 10),
    ]  # fmt: skip
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert shares(book) == {"bridge": [None] * 3, CLAM_L: [None] * 3, CLAM_R: [None] * 3}
    assert book.diary.sessions.between(None, None) == []
    book.diary.apply(changes.label, changes.rows, forward=True)
    assert adherence(book.diary, book.at(2)).totals[0].backfilled == 1


def test_a_tick_taken_away_takes_the_session_with_it(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    clam, bridge = plan.items
    tick_day(book.diary, book.at(0), book.day(0), plan.items)
    day = book.day(0)
    tick(book.diary, book.at(0), {(day, clam.id, LEFT): False, (day, clam.id, RIGHT): False})
    assert shares(book, 1) == {"bridge": [1], CLAM_L: [None], CLAM_R: [None]}
    tick(book.diary, book.at(0), {(day, bridge.id, NONE): False})
    assert book.diary.sessions.between(None, None) == []


def test_one_side_is_ticked_alone_and_the_other_is_known_to_be_open(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH))
    (clam,), day = plan.items, book.day(0)
    tick(book.diary, book.at(0), {(day, clam.id, LEFT): True})
    (session,) = book.diary.sessions.between(None, None)
    assert session.status is SessionStatus.PARTIAL
    assert shares(book, 1) == {CLAM_L: [1], CLAM_R: [None]}
    left, right = adherence(book.diary, book.at(0)).sides
    assert (left.performed, right.performed, right.prescribed) == (2, 0, 2)
    tick(book.diary, book.at(0), {(day, clam.id, RIGHT): True})
    assert book.diary.sessions.between(None, None)[0].status is SessionStatus.DONE
    # Taking the left away leaves the right; taking that away leaves no session.
    tick(book.diary, book.at(0), {(day, clam.id, LEFT): False})
    assert shares(book, 1) == {CLAM_L: [None], CLAM_R: [1]}
    assert book.diary.sessions.between(None, None)[0].status is SessionStatus.PARTIAL
    tick(book.diary, book.at(0), {(day, clam.id, RIGHT): False})
    assert book.diary.sessions.between(None, None) == []


def test_a_tick_and_an_untick_of_the_two_sides_at_once(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH))
    (clam,), day = plan.items, book.day(0)
    tick(book.diary, book.at(0), {(day, clam.id, LEFT): True})
    tick(book.diary, book.at(0), {(day, clam.id, LEFT): False, (day, clam.id, RIGHT): True})
    assert shares(book, 1) == {CLAM_L: [None], CLAM_R: [1]}


def test_a_tick_completes_what_was_begun(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH))
    book.done(plan, 0, {"clamshell": [10, 5, None, None]})
    # Left 10 and 5 of 10, right nothing.
    assert shares(book, 1) == {CLAM_L: [0.75], CLAM_R: [None]}
    tick_day(book.diary, book.at(0), book.day(0), plan.items)
    (session,) = book.diary.sessions.between(None, None)
    assert session.status is SessionStatus.DONE
    assert shares(book, 1) == {CLAM_L: [1], CLAM_R: [1]}


def test_a_session_saved_as_a_whole_is_shown_and_can_be_corrected(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"), book.item("figure4"))
    book.whole(plan, 0, SessionStatus.DONE, routine="hip_strength")
    both = {CLAM_L: [1], CLAM_R: [1], "figure4": [None]}
    assert shares(book, 1) == {"bridge": [1], **both}
    tick(book.diary, book.at(0), {(book.day(0), plan.items[1].id, NONE): False})
    assert shares(book, 1) == {"bridge": [None], **both}


def test_unticking_leaves_sessions_without_sets_alone(book):
    plan = book.plan(1, 0, book.item("bridge"))
    book.whole(plan, 0, SessionStatus.PARTIAL)
    tick(book.diary, book.at(0), {(book.day(0), plan.items[0].id, NONE): False})
    assert [one.status for one in book.diary.sessions.between(None, None)] == [
        SessionStatus.PARTIAL
    ]


def test_ticking_after_a_skip_is_a_session(book):
    plan = book.plan(1, 0, book.item("bridge"))
    book.whole(plan, 0, SessionStatus.SKIPPED)
    tick_day(book.diary, book.at(0), book.day(0), plan.items)
    assert [one.status for one in book.diary.sessions.between(None, None)] == [SessionStatus.DONE]


def test_the_grid_knows_versions_weekdays_and_pauses(book):
    book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge", weekdays=(2,)))
    book.plan(2, 2, book.item("bridge", weekdays=(2,)), book.item("step_up"))
    start_pause(book.diary, book.day(1), book.day(1))
    found = sheet(book.diary, book.index, book.day(-1), 5)
    assert [(row.exercise, row.side) for row in found.rows] == [
        ("bridge", NONE), ("step_up", NONE), ("clamshell", LEFT), ("clamshell", RIGHT),
    ]  # fmt: skip
    bridge, step, left, right = found.rows
    assert [cell.item is not None for cell in bridge.cells] == [False, True, True, True, True]
    assert [cell.item is not None for cell in step.cells] == [False, False, False, True, True]
    for clam in (left, right):
        assert [cell.item is not None for cell in clam.cells] == [False, True, True, False, False]
    assert [cell.due for cell in bridge.cells] == [False, False, True, False, False]
    assert [cell.paused for cell in bridge.cells] == [False, False, True, False, False]
    assert bridge.cells[1].item.id == "bridge-1"
    assert bridge.cells[3].item.id == "bridge-2"


def test_the_rows_are_those_of_the_printed_plan(book):
    """Lying before standing, and a row for each side, whatever the plan's own order."""
    book.plan(1, 0, book.item("step_up", LEFT), book.item("clamshell", BOTH), book.item("bridge"))
    printed = home_plan(book.diary, book.at(0), book.tr)
    on_paper = [(one.name, len(one.sides)) for one in printed.exercises]
    rows = grid(book).rows
    on_screen = {}
    for row in rows:
        name = book.index.name(row.exercise)
        on_screen[name] = on_screen.get(name, 0) + 1
    assert list(on_screen.items()) == on_paper
    assert [row.side for row in rows if row.exercise == "clamshell"] == [LEFT, RIGHT]


def test_days_to_come_are_refused_and_nothing_is_saved(book):
    plan = book.plan(1, 0, book.item("bridge"))
    (bridge,) = plan.items
    ticks = {(book.day(0), bridge.id, NONE): True, (book.day(1), bridge.id, NONE): True}
    with pytest.raises(InputError, match="still to come"):
        tick(book.diary, book.at(0), ticks)
    assert book.diary.sessions.between(None, None) == []
