"""The plan as a calendar: the right days, and importing again never doubles."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import ExerciseSide, Reminder
from rehabdesk.services.calendar_export import (
    calendar_bytes,
    export_calendar,
    plan_series,
    weekdays_for_times,
)
from rehabdesk.services.plans import end_pause, save_reminder, start_pause


def events(book, number=0):
    calendar = Calendar.from_ical(calendar_bytes(book.diary, book.at(number), book.tr))
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def dates(book):
    """Return first day, last day and days left out of each series, counted from day 0."""
    monday = book.day(0)
    series = plan_series(book.diary.plans.versions(), book.diary.plan_extras.pauses())
    return [
        (
            one.version.number,
            one.weekdays,
            (one.first - monday).days,
            None if one.last is None else (one.last - monday).days,
            [(day - monday).days for day in one.left_out],
        )
        for one in series
    ]


def test_every_number_of_times_has_its_days():
    for times in range(1, 8):
        assert len(set(weekdays_for_times()[times])) == times


def test_exercises_of_the_same_days_are_one_series(book):
    book.plan(
        1, 1, book.item("clamshell", ExerciseSide.LEFT), book.item("bridge"),
        book.item("figure4", weekdays=(2, 6)), title="Hips; <b>, and\nmore",
    )  # fmt: skip
    assert dates(book) == [(1, (1, 3, 5), 2, None, []), (1, (2, 6), 1, None, [])]
    first, second = events(book).values()
    assert str(first["summary"]) == "Hips; <b>, and\nmore"
    assert first["dtstart"].dt == book.day(2)
    assert first["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,WE,FR"
    assert str(first["description"]).splitlines() == [
        "Clamshell: 2 × 10 · left side · 3 times a week",
        "Bridge: 2 × 10 · 3 times a week",
    ]
    assert second["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU,SA"


def test_a_plan_change_ends_the_series_and_keeps_its_uid(book):
    book.plan(1, 0, book.item("bridge"))
    (before,) = events(book)
    first = events(book)[before]
    book.plan(2, 9, book.item("bridge"))
    after = events(book)
    assert list(after) == [before, "v2-135@rehabdesk"]
    assert after[before]["rrule"]["until"] == [book.day(8)]
    assert after[before]["sequence"] > first["sequence"]
    assert after[before]["dtstart"].dt == first["dtstart"].dt


def test_the_same_diary_gives_the_same_bytes(book):
    book.plan(1, 0, book.item("bridge"))
    found = calendar_bytes(book.diary, book.at(0), book.tr)
    assert found == calendar_bytes(book.diary, book.at(0), book.tr)
    assert all(len(line) <= 75 for line in found.split(b"\r\n"))


def test_pauses_are_left_out(book):
    book.plan(1, 0, book.item("bridge"))
    start_pause(book.diary, book.day(2), book.day(8))
    assert dates(book) == [(1, (1, 3, 5), 0, None, [2, 4, 7])]
    (event,) = events(book).values()
    left_out = [one.dt for part in event["exdate"] for one in part.dts]
    assert left_out == [book.day(2), book.day(4), book.day(7)]
    start_pause(book.diary, book.day(16))
    assert dates(book) == [(1, (1, 3, 5), 0, 15, [2, 4, 7])]
    end_pause(book.diary, book.diary.plan_extras.pauses()[1].id, book.day(18))
    assert dates(book) == [(1, (1, 3, 5), 0, None, [2, 4, 7, 16, 18])]


def test_a_series_never_begins_in_a_pause_or_after_its_end(book):
    book.plan(1, 0, book.item("bridge"))
    book.plan(2, 1, book.item("figure4", weekdays=(1,)))
    book.plan(3, 3, book.item("bridge"))
    start_pause(book.diary, book.day(0), book.day(4))
    assert dates(book) == [(3, (1, 3, 5), 7, None, [])]


def test_with_a_reminder_events_have_a_time(book):
    book.plan(1, 0, book.item("bridge"))
    save_reminder(book.diary, Reminder("r0", dt.time(7, 0), enabled=False))
    save_reminder(book.diary, Reminder("r1", dt.time(18, 30)))
    start_pause(book.diary, book.day(2), book.day(2))
    (event,) = events(book).values()
    assert event["dtstart"].dt == dt.datetime(2026, 6, 1, 18, 30)
    assert event["dtstart"].dt.tzinfo is None
    assert event["duration"].dt == dt.timedelta(minutes=5)
    assert event["exdate"].dts[0].dt == dt.datetime(2026, 6, 3, 18, 30)
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == dt.timedelta(0)


def test_a_calendar_without_a_plan_is_refused(book, tmp_path):
    with pytest.raises(InputError, match="no plan"):
        export_calendar(book.diary, book.at(0), book.tr, tmp_path / "a.ics")
    book.plan(1, 0, book.item("bridge"))
    export_calendar(book.diary, book.at(0), book.tr, tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(InputError, match="itself"):
        export_calendar(book.diary, book.at(0), book.tr, book.diary.path)
    with pytest.raises(InputError, match="cannot be written"):
        export_calendar(book.diary, book.at(0), book.tr, tmp_path / "no" / "a.ics")
