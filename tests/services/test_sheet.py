"""The paper sheet on the screen: what is ticked is done, what is unticked never was."""

from __future__ import annotations

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import ExerciseSide, SessionStatus
from rehabdesk.services.adherence import adherence
from rehabdesk.services.plans import start_pause
from rehabdesk.services.sheet import sheet, tick, tick_day

BOTH, NONE = ExerciseSide.BOTH, ExerciseSide.NONE


def shares(book, days=3):
    return {
        row.exercise: [cell.share for cell in row.cells]
        for row in sheet(book.diary, book.day(0), days).rows
    }


def test_several_days_are_typed_up_as_one_change(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    clam, bridge = plan.items
    changes = tick(
        book.diary,
        book.at(2),
        {
            (book.day(0), clam.id): True,
            (book.day(0), bridge.id): True,
            (book.day(2), clam.id): True,
        },
    )
    assert shares(book) == {"clamshell": [1, None, 1], "bridge": [1, None, None]}
    first, second = book.diary.sessions.between(None, None)
    assert (first.status, first.backfilled, second.backfilled) == (SessionStatus.DONE, True, False)
    assert [(one.side.value, one.done) for one in book.diary.sets.of(second.id)] == [
        ("left", 10), ("left", 10), ("right", 10), ("right", 10),
    ]  # fmt: skip
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert shares(book) == {"clamshell": [None] * 3, "bridge": [None] * 3}
    assert book.diary.sessions.between(None, None) == []
    book.diary.apply(changes.label, changes.rows, forward=True)
    assert adherence(book.diary, book.at(2)).totals[0].backfilled == 1


def test_a_tick_taken_away_takes_the_session_with_it(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"))
    clam, bridge = plan.items
    tick_day(book.diary, book.at(0), book.day(0), plan.items)
    tick(book.diary, book.at(0), {(book.day(0), clam.id): False})
    assert shares(book, 1) == {"clamshell": [None], "bridge": [1]}
    tick(book.diary, book.at(0), {(book.day(0), bridge.id): False})
    assert book.diary.sessions.between(None, None) == []


def test_a_tick_completes_what_was_begun(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH))
    book.done(plan, 0, {"clamshell": [10, 5, None, None]})
    assert shares(book, 1) == {"clamshell": [0.375]}
    tick_day(book.diary, book.at(0), book.day(0), plan.items)
    (session,) = book.diary.sessions.between(None, None)
    assert session.status is SessionStatus.DONE
    assert shares(book, 1) == {"clamshell": [1]}


def test_a_session_saved_as_a_whole_is_shown_and_can_be_corrected(book):
    plan = book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"), book.item("figure4"))
    book.whole(plan, 0, SessionStatus.DONE, routine="hip_strength")
    assert shares(book, 1) == {"clamshell": [1], "bridge": [1], "figure4": [None]}
    tick(book.diary, book.at(0), {(book.day(0), plan.items[1].id): False})
    assert shares(book, 1) == {"clamshell": [1], "bridge": [None], "figure4": [None]}


def test_unticking_leaves_sessions_without_sets_alone(book):
    plan = book.plan(1, 0, book.item("bridge"))
    book.whole(plan, 0, SessionStatus.PARTIAL)
    tick(book.diary, book.at(0), {(book.day(0), plan.items[0].id): False})
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
    found = sheet(book.diary, book.day(-1), 5)
    assert [(row.exercise, row.side) for row in found.rows] == [
        ("bridge", NONE), ("step_up", NONE), ("clamshell", BOTH),
    ]  # fmt: skip
    bridge, step, clam = found.rows
    assert [cell.item is not None for cell in bridge.cells] == [False, True, True, True, True]
    assert [cell.item is not None for cell in step.cells] == [False, False, False, True, True]
    assert [cell.item is not None for cell in clam.cells] == [False, True, True, False, False]
    assert [cell.due for cell in bridge.cells] == [False, False, True, False, False]
    assert [cell.paused for cell in bridge.cells] == [False, False, True, False, False]
    assert bridge.cells[1].item.id == "bridge-1"
    assert bridge.cells[3].item.id == "bridge-2"


def test_days_to_come_are_refused_and_nothing_is_saved(book):
    plan = book.plan(1, 0, book.item("bridge"))
    ticks = {(book.day(0), plan.items[0].id): True, (book.day(1), plan.items[0].id): True}
    with pytest.raises(InputError, match="still to come"):
        tick(book.diary, book.at(0), ticks)
    assert book.diary.sessions.between(None, None) == []
