"""Sessions: every step saved, nothing lost, nothing counted twice."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import ExerciseSide, SessionStatus, SetUnit
from rehabdesk.services.session_state import due_items, running_session, state_of
from rehabdesk.services.sessions import (
    clear_set,
    delete_session,
    finish_session,
    go_to,
    morning_question,
    rate_session,
    record_set,
    skip_item,
    skip_session,
    start_session,
    use_exercise,
)
from rehabdesk.store.diary import Diary

BOTH, LEFT = ExerciseSide.BOTH, ExerciseSide.LEFT


@pytest.fixture
def plan(book):
    walk = book.item("walk_retraining", sets=1, reps=None, hold_s=600)
    return book.plan(1, 0, book.item("clamshell", BOTH), book.item("bridge"), walk)


def now(book):
    return running_session(book.diary)


def test_a_session_plans_all_sets_left_before_right(book, plan):
    start_session(book.diary, book.at(0), pain_before=3)
    state = now(book)
    assert [(one.exercise, one.side.value, one.number, one.planned) for one in state.sets] == [
        ("clamshell", "left", 1, 10), ("clamshell", "left", 2, 10),
        ("clamshell", "right", 1, 10), ("clamshell", "right", 2, 10),
        ("bridge", "none", 1, 10), ("bridge", "none", 2, 10),
        ("walk_retraining", "none", 1, 600),
    ]  # fmt: skip
    assert state.sets[-1].unit is SetUnit.SECONDS
    assert (state.session.pain_before, state.session.running) == (3, True)
    assert (state.session.day, state.session.backfilled) == (book.day(0), False)
    assert state.current_item.exercise == "clamshell"
    assert state.next_set == state.sets[0]
    with pytest.raises(InputError, match="going on"):
        start_session(book.diary, book.at(0))


def test_going_through_a_session(book, plan):
    start_session(book.diary, book.at(0))
    state = now(book)
    assert state.session.status is SessionStatus.NOT_DONE
    record_set(book.diary, state.sets[0], 10, pain=1, clean=True)
    assert now(book).session.status is SessionStatus.PARTIAL
    record_set(book.diary, state.sets[1], 6, pain=4)
    assert now(book).next_set.side is ExerciseSide.RIGHT
    skip_item(book.diary, now(book), state.items[0].id, "tired")
    state = now(book)
    assert [one.skipped for one in state.sets[:4]] == [False, False, True, True]
    assert (state.sets[2].skip_reason, state.current_item.exercise) == ("tired", "bridge")
    # Back again: what was skipped can still be done.
    go_to(book.diary, state.session.id, state.items[0].id)
    record_set(book.diary, now(book).sets[2], 10)
    use_exercise(book.diary, now(book), state.items[1].id, "prone_hip_extension")
    state = now(book)
    assert [one.exercise for one in state.sets[4:6]] == ["prone_hip_extension"] * 2
    assert not state.sets[2].skipped
    clear_set(book.diary, state.sets[0])
    assert now(book).next_set == dataclasses.replace(
        state.sets[0], done=None, pain=None, clean=None
    )
    record_set(book.diary, state.sets[0], 12, clean=False)
    finish_session(book.diary, book.at(0, 21), state.session.id, pain_after=2, effort=7, note="ok")
    assert now(book) is None
    (session,) = book.diary.sessions.between(None, None)
    assert (session.status, session.effort, session.pain_after) == (SessionStatus.PARTIAL, 7, 2)
    assert (session.finished_at, session.note) == (book.at(0, 21).now(), "ok")
    done = state_of(book.diary, session)
    assert [one.done for one in done.sets] == [12, 6, 10, None, None, None, None]
    assert done.done_share == pytest.approx((1 + 0.6 + 1) / 7)


def test_a_finished_session_can_be_corrected(book, plan):
    start_session(book.diary, book.at(0), items=plan.items[1:2])
    for one in now(book).sets:
        record_set(book.diary, one, 10)
    session_id = now(book).session.id
    finish_session(book.diary, book.at(0), session_id)
    assert book.diary.sessions.get(session_id).status is SessionStatus.DONE
    changes = record_set(book.diary, book.diary.sets.of(session_id)[1], 4)
    assert book.diary.sessions.get(session_id).status is SessionStatus.PARTIAL
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert book.diary.sessions.get(session_id).status is SessionStatus.DONE
    delete_session(book.diary, session_id)
    assert (book.diary.sessions.between(None, None), book.diary.sets.of(session_id)) == ([], [])


def test_stopping_at_once_leaves_no_trace_and_skipping_all_is_a_skip(book, plan):
    start_session(book.diary, book.at(0))
    finish_session(book.diary, book.at(0), now(book).session.id)
    assert book.diary.sessions.between(None, None) == []
    start_session(book.diary, book.at(0), items=plan.items[:1])
    skip_item(book.diary, now(book), plan.items[0].id, "a cold")
    finish_session(book.diary, book.at(0), now(book).session.id)
    (session,) = book.diary.sessions.between(None, None)
    assert session.status is SessionStatus.SKIPPED


def test_impossible_things_are_refused_and_change_nothing(book, plan):
    with pytest.raises(InputError, match="no plan"):
        start_session(book.diary, book.at(0), day=book.day(-1))
    with pytest.raises(InputError, match="still to come"):
        start_session(book.diary, book.at(0), day=book.day(1))
    start_session(book.diary, book.at(0))
    state, before = now(book), book.diary.revision
    for call in (
        lambda: record_set(book.diary, state.sets[0], -1),
        lambda: record_set(book.diary, state.sets[0], 5, pain=11),
        lambda: finish_session(book.diary, book.at(0), state.session.id, effort=11),
        lambda: rate_session(book.diary, "no such", effort=1),
        lambda: skip_item(book.diary, state, state.items[0].id, "x" * 4001),
        lambda: skip_session(book.diary, book.at(0), book.day(0), "x" * 4001),
    ):
        with pytest.raises(InputError):
            call()
    assert book.diary.revision == before


def test_a_past_session_is_backfilled(book, plan):
    start_session(book.diary, book.at(3), day=book.day(1))
    assert now(book).session.backfilled is True
    skip_session(book.diary, book.at(3), book.day(2), "rain")
    skipped = book.diary.sessions.between(book.day(2), book.day(2))[0]
    assert (skipped.status, skipped.skip_reason, skipped.backfilled) == (
        SessionStatus.SKIPPED, "rain", True,
    )  # fmt: skip


def test_what_is_due(book):
    plan = book.plan(
        1, 0, book.item("clamshell", LEFT, times_a_week=2), book.item("bridge", weekdays=(2,))
    )
    assert [one.exercise for one in due_items(book.diary, plan, book.day(0))] == ["clamshell"]
    book.done(plan, 0, {"clamshell": [10, 10]})
    assert [one.exercise for one in due_items(book.diary, plan, book.day(1))] == [
        "clamshell", "bridge",
    ]  # fmt: skip
    book.done(plan, 1, {"clamshell": [None, None], "bridge": [10, 10]})
    assert [one.exercise for one in due_items(book.diary, plan, book.day(2))] == ["clamshell"]
    book.done(plan, 2, {"clamshell": [3, 0]})
    assert due_items(book.diary, plan, book.day(3)) == ()
    # What was done on the day itself does not make it less due.
    assert [one.exercise for one in due_items(book.diary, plan, book.day(2))] == ["clamshell"]
    # A new week; and with nothing due, a session is about everything.
    assert [one.exercise for one in due_items(book.diary, plan, book.day(7))] == ["clamshell"]
    start_session(book.diary, book.at(3))
    assert [one.exercise for one in now(book).items] == ["clamshell", "bridge"]


def test_the_next_morning_is_asked_once(book, plan):
    done = book.done(plan, 0, {"bridge": [10, 10]}, pain_before=2.0)
    assert morning_question(book.diary, book.day(0)) is None
    assert morning_question(book.diary, book.day(1)).session == done
    assert morning_question(book.diary, book.day(2)) is None
    rate_session(book.diary, done.id, pain_next_morning=4)
    assert morning_question(book.diary, book.day(1)) is None
    kept = book.diary.sessions.get(done.id)
    assert (kept.pain_next_morning, kept.pain_before) == (4, 2)


CRASH = """
import datetime as dt, os, signal, sys
from pathlib import Path
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.text import message
from rehabdesk.services.session_state import running_session
from rehabdesk.services.sessions import go_to, record_set, start_session
from rehabdesk.store.diary import Diary

clock = FixedClock(dt.datetime.fromisoformat(sys.argv[2]))
diary = Diary.open(Path(sys.argv[1]), clock)
start_session(diary, clock, pain_before=2)
state = running_session(diary)
record_set(diary, state.sets[0], 10, pain=1)
record_set(diary, state.sets[1], 7, pain=3)
go_to(diary, state.session.id, state.items[1].id)
print("saved", flush=True)
with diary.change(message("change", "x")):
    diary.sets.delete(state.sets[0].id)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 of POSIX")
def test_a_killed_program_takes_the_session_up_where_it_was(book, plan):
    path, clock = book.diary.path, book.at(0)
    book.diary.close()
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(path), clock.now().isoformat()],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "saved\n"), done.stderr
    with Diary.open(path, clock) as diary:
        state = running_session(diary)
        assert [one.done for one in state.sets] == [10, 7, None, None, None, None, None]
        assert [one.pain for one in state.sets[:2]] == [1, 3]
        assert state.session.pain_before == 2
        assert state.current_item.exercise == "bridge"
        assert state.next_set.exercise == "bridge"
        # It goes on, and what was left behind is not lost either.
        record_set(diary, state.next_set, 10)
        record_set(diary, running_session(diary).next_set, 10)
        record_set(diary, running_session(diary).next_set, 600)
        assert running_session(diary).next_set.exercise == "clamshell"
        assert diary.problems() == []


def test_another_program_sees_the_running_session(book, plan):
    start_session(book.diary, book.at(0))
    record_set(book.diary, now(book).sets[0], 9)
    with Diary.open(book.diary.path, FixedClock(book.at(1).now()), read_only=True) as reader:
        assert running_session(reader).sets[0].done == 9
