"""Reminders come at their time, once, and never in quiet hours."""

from __future__ import annotations

import datetime as dt

import pytest

from rehabdesk.domain.plan import Pause, Reminder
from rehabdesk.domain.safety import Cause
from rehabdesk.domain.text import message
from rehabdesk.services.reminding import QuietHours, Reminding, is_something_left
from rehabdesk.services.safety.recording import answer_questions
from rehabdesk.services.safety.rules import load_safety_rules
from rehabdesk.services.session_state import running_session
from rehabdesk.services.sessions import finish_session, skip_session, start_session

ZONE = dt.timezone(dt.timedelta(hours=2))
NIGHT = QuietHours(dt.time(21, 30), dt.time(7))
NEVER = QuietHours(dt.time(0), dt.time(0))
AT_EIGHT = [Reminder("r", dt.time(8))]


def at(hour: int, minute: int = 0, day: int = 1) -> dt.datetime:
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("time", "night", "noon"),
    [
        (dt.time(21, 29), False, False),
        (dt.time(21, 30), True, False),
        (dt.time(3), True, False),
        (dt.time(7), False, False),
        (dt.time(12), False, True),
        (dt.time(14), False, False),
    ],
)
def test_quiet_hours_may_go_past_midnight(time, night, noon):
    assert NIGHT.covers(time) is night
    assert QuietHours(dt.time(12), dt.time(14)).covers(time) is noon
    assert not NEVER.covers(time)


def test_each_time_comes_once():
    reminding = Reminding(at(7, 50))
    assert [reminding.check(at(*time), AT_EIGHT, NIGHT) for time in ((7, 59), (8, 0), (8, 1))] == [
        False, True, False,
    ]  # fmt: skip
    assert reminding.check(at(8, 0, day=2), AT_EIGHT, NIGHT)


def test_what_falls_into_quiet_hours_is_not_said_later():
    reminding = Reminding(at(20))
    late = [Reminder("r", dt.time(22))]
    assert not reminding.check(at(22), late, NIGHT)
    assert not reminding.check(at(7, 30, day=2), late, NIGHT)


def test_snoozing_says_it_again_after_a_quarter_of_an_hour():
    reminding = Reminding(at(7))
    assert reminding.check(at(8), AT_EIGHT, NIGHT)
    reminding.snooze(at(8, 1))
    assert [reminding.check(at(8, minute), AT_EIGHT, NIGHT) for minute in (15, 16, 17)] == [
        False, True, False,
    ]  # fmt: skip


def test_quiet_for_today_ends_with_the_day():
    reminding = Reminding(at(7))
    reminding.snooze(at(7))
    reminding.quiet_today(at(7, 10))
    assert not reminding.check(at(8), AT_EIGHT, NIGHT)
    assert reminding.check(at(8, day=2), AT_EIGHT, NIGHT)


def test_nothing_is_said_when_nothing_is_left(book):
    assert not is_something_left(book.diary, book.day(0))
    plan = book.plan(1, 0, book.item("bridge", weekdays=(1, 3, 5)))
    assert [is_something_left(book.diary, book.day(n)) for n in (0, 1, 2)] == [True, False, True]
    start_session(book.diary, book.at(0), items=plan.items)
    assert not is_something_left(book.diary, book.day(0))
    finish_session(book.diary, book.at(0), running_session(book.diary).session.id)
    assert is_something_left(book.diary, book.day(0))
    skip_session(book.diary, book.at(0), book.day(0), "rain")
    assert not is_something_left(book.diary, book.day(0))
    with book.diary.change(message("change", "x")):
        book.diary.plan_extras.save_pause(Pause("p", book.day(2), None))
    assert not is_something_left(book.diary, book.day(2))


def test_nobody_is_called_to_a_session_that_a_red_flag_stops(book):
    book.plan(1, 0, book.item("bridge"))
    assert is_something_left(book.diary, book.day(0))
    flag = load_safety_rules().flag("locked")
    answer_questions(book.diary, book.at(0), Cause.CHOSEN, [flag], [flag.id])
    assert not is_something_left(book.diary, book.day(0))
