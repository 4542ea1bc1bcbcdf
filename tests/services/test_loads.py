"""Entering other activities, what helped and swelling; loads by hand. Day 0 is 1 June 2026."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.load import Help
from rehabdesk.domain.plan import ExerciseSide, SessionStatus
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import message
from rehabdesk.services.loads import (
    add_activity,
    day_extras,
    mark_helps,
    mark_swelling,
    period_load,
    remove_activity,
    session_loads,
)
from rehabdesk.services.plan_rules import estimated_minutes


def test_an_activity_is_saved_with_its_load_and_taken_out(book):
    add_activity(book.diary, book.at(1), book.day(1), "  Walk ", 40, 4)
    add_activity(book.diary, book.at(1), book.day(0), "Swimming", 30, 0)
    (walk,) = day_extras(book.diary, book.day(1)).activities
    assert (walk.activity, walk.minutes, walk.effort, walk.load) == ("Walk", 40, 4, 160)
    (swim,) = day_extras(book.diary, book.day(0)).activities
    assert (walk.backfilled, swim.backfilled, swim.load) == (False, True, 0)
    changes = remove_activity(book.diary, walk.id)
    assert day_extras(book.diary, book.day(1)).activities == ()
    book.diary.apply(changes.label, changes.rows, forward=False)
    assert day_extras(book.diary, book.day(1)).activities == (walk,)


@pytest.mark.parametrize(
    ("activity", "minutes", "effort", "day", "sentence"),
    [
        ("  ", 40, 4, 0, "Say what it was"),
        ("x" * 81, 40, 4, 0, "up to 80 letters"),
        ("Walk", 0, 4, 0, "Minutes go from 1 to 1440"),
        ("Walk", 1441, 4, 0, "Minutes go from 1 to 1440"),
        ("Walk", 40, 11, 0, "Effort goes from 0 to 10"),
        ("Walk", 40, -1, 0, "Effort goes from 0 to 10"),
        ("Walk", 40, 4, 1, "still to come"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(book, activity, minutes, effort, day, sentence):
    before = book.diary.revision
    with pytest.raises(InputError, match=sentence):
        add_activity(book.diary, book.at(0), book.day(day), activity, minutes, effort)
    assert book.diary.revision == before


def test_activities_of_other_days_are_offered_but_not_twice(book):
    for number, name in enumerate(("Walk", "Swim", "Bike", "Dance", "Garden")):
        add_activity(book.diary, book.at(0), book.day(0), name, 10 + number, 3)
    offered = day_extras(book.diary, book.day(1)).offered
    assert [one.activity for one in offered] == ["Garden", "Dance", "Bike", "Swim"]
    add_activity(book.diary, book.at(1), book.day(1), "garden", 5, 5)
    offered = day_extras(book.diary, book.day(1)).offered
    assert [one.activity for one in offered] == ["Dance", "Bike", "Swim", "Walk"]


def test_what_helped_is_marked_worded_and_taken_back(book):
    diary, today = book.diary, book.day(0)
    mark_helps(diary, book.at(0), today, {Help.HEAT, Help.MEDICATION}, {Help.MEDICATION: " one "})
    helps = day_extras(diary, today).helps
    assert {kind: one.note for kind, one in helps.items()} == {
        Help.HEAT: "",
        Help.MEDICATION: "one",
    }
    # What is not named keeps its words.
    mark_helps(diary, book.at(0), today, {Help.MEDICATION}, {})
    assert {kind: one.note for kind, one in day_extras(diary, today).helps.items()} == {
        Help.MEDICATION: "one"
    }
    assert day_extras(diary, book.day(-1)).helps == {}
    changes = mark_helps(diary, book.at(0), today, set(), {})
    assert day_extras(diary, today).helps == {}
    diary.apply(changes.label, changes.rows, forward=False)
    assert set(day_extras(diary, today).helps) == {Help.MEDICATION}


def test_a_note_that_is_too_long_changes_nothing(book):
    before = book.diary.revision
    with pytest.raises(InputError, match="up to"):
        mark_helps(
            book.diary, book.at(0), book.day(0), {Help.HEAT, Help.OTHER}, {Help.OTHER: "x" * 9999}
        )
    assert book.diary.revision == before
    assert day_extras(book.diary, book.day(0)).helps == {}


def test_swelling_is_marked_by_side(book):
    mark_swelling(book.diary, book.at(1), book.day(0), {Side.LEFT, Side.RIGHT})
    mark_swelling(book.diary, book.at(1), book.day(0), {Side.RIGHT})
    assert day_extras(book.diary, book.day(0)).swollen == {Side.RIGHT}
    (row,) = book.diary.loads.swellings(None, None)
    assert row.backfilled


def test_the_load_of_sessions_by_hand(book):
    plan = book.plan(1, 0, book.item("clamshell", ExerciseSide.BOTH), book.item("figure4"))
    begun = book.at(0).moment
    timed = book.done(
        plan, 0, {"clamshell": [10] * 4}, at=begun,
        finished_at=begun + dt.timedelta(minutes=24, seconds=40), effort=6,
    )  # fmt: skip
    open_lid = dataclasses.replace(timed, id="lid", finished_at=begun + dt.timedelta(hours=9))
    with book.diary.change(message("change", "x")):
        book.diary.sessions.add(open_lid)
    book.whole(plan, 1, SessionStatus.DONE, routine="stretching", effort=2)
    book.whole(plan, 2, SessionStatus.PARTIAL)
    book.whole(plan, 3, SessionStatus.SKIPPED, effort=9)
    whole, stretch = estimated_minutes(plan.items), estimated_minutes(plan.items[1:])
    found = session_loads(book.diary, book.day(0), book.day(6))
    assert [(one.minutes, one.effort, one.load) for one in found] == [
        (25, 6, 150), (whole, 6, whole * 6), (stretch, 2, stretch * 2), (whole, None, None),
    ]  # fmt: skip
    add_activity(book.diary, book.at(2), book.day(2), "Walk", 40, 4)
    week = period_load(book.diary, book.day(0), book.day(6))
    assert (week.activities, week.sessions, week.unknown) == (
        160, 150 + whole * 6 + stretch * 2, 1,
    )  # fmt: skip
    assert week.total == week.activities + week.sessions
    extras = day_extras(book.diary, book.day(9))
    assert (extras.week.total, extras.week_before.activities) == (0, 160)
