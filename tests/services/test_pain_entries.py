"""Saying where it hurts, on the day the person meant, wherever and whenever they are."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import DiaryError, InputError
from rehabdesk.domain.moments import FixedClock, diary_day
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import (
    Ghost,
    delete_pain,
    edit_pain,
    ghosts,
    moved_to,
    record_pain,
    repeat_ghosts,
    restore_pain,
)
from rehabdesk.store.diary import Diary

KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.LEFT)
LABEL = message("change", "Something done")


def at(text: str) -> FixedClock:
    return FixedClock(dt.datetime.fromisoformat(text))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


NOW = at("2026-11-20T20:15:42.987654+01:00")


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", NOW) as made:
        yield made


def test_an_entry_is_of_now_unless_said_otherwise(diary: Diary) -> None:
    changes = record_pain(diary, NOW, KNEE, 4)
    (entry,) = diary.pain.on_day(day("2026-11-20"))
    assert entry.at == dt.datetime.fromisoformat("2026-11-20T20:15:42+01:00")
    assert entry.at is not None
    assert entry.at.utcoffset() == dt.timedelta(hours=1)
    assert (entry.kind, entry.value, entry.backfilled) == (PainKind.NOW, 4.0, False)
    assert [(row.kind, row.id) for row in changes.rows] == [(Kind.PAIN_ENTRY, entry.id)]


@pytest.mark.parametrize(
    ("clock", "meant", "time", "expected", "has_time", "backfilled"),
    [
        # Just before midnight, just after, and when the new day begins for diary purposes.
        ("2026-11-20T23:59:59+01:00", None, None, "2026-11-20", True, False),
        ("2026-11-21T00:00:00+01:00", None, None, "2026-11-20", True, False),
        ("2026-11-21T03:59:59+01:00", None, None, "2026-11-20", True, False),
        ("2026-11-21T04:00:00+01:00", None, None, "2026-11-21", True, False),
        # After midnight the new calendar day can be meant, too.
        ("2026-11-21T01:30:00+01:00", "2026-11-21", None, "2026-11-21", True, False),
        ("2026-11-21T01:30:00+01:00", "2026-11-20", None, "2026-11-20", True, False),
        # A past day is filled in: its time is not known.
        ("2026-11-20T20:00:00+01:00", "2026-11-19", None, "2026-11-19", False, True),
        ("2026-11-20T20:00:00+01:00", "2016-02-29", None, "2016-02-29", False, True),
        # ... unless it is said; the time alone says the day.
        ("2026-11-20T20:00:00+01:00", None, "2026-11-19T08:00:00+01:00", "2026-11-19", True, True),
        ("2026-11-20T20:00:00+01:00", None, "2026-11-20T02:00:00+01:00", "2026-11-19", True, True),
        # A time of the night before bed belongs where the person says.
        (
            "2026-11-20T20:00:00+01:00",
            "2026-11-20",
            "2026-11-20T02:00:00+01:00",
            "2026-11-20",
            True,
            False,
        ),
    ],
)
def test_the_day_is_the_one_that_was_meant(
    diary: Diary,
    clock: str,
    meant: str | None,
    time: str | None,
    expected: str,
    has_time: bool,
    backfilled: bool,
) -> None:
    record_pain(
        diary,
        at(clock),
        KNEE,
        5,
        day=day(meant) if meant else None,
        at=dt.datetime.fromisoformat(time) if time else None,
    )
    (entry,) = diary.pain.between(None, None)
    assert entry.day == day(expected)
    assert (entry.at is not None) == has_time
    assert entry.backfilled == backfilled


def test_a_journey_keeps_each_place_s_own_time_and_day(diary: Diary) -> None:
    # Evening in Tokyo on the 20th, then over the date line to an evening in Honolulu, again
    # on the 20th and later; then one in Berlin on the 21st.
    for moment in (
        "2026-11-20T19:00:00+09:00",
        "2026-11-20T18:00:00-10:00",
        "2026-11-21T21:00:00+01:00",
    ):
        record_pain(diary, at(moment), KNEE, 5)
    found = diary.pain.between(None, None)
    assert [one.day for one in found] == [
        day("2026-11-20"),
        day("2026-11-20"),
        day("2026-11-21"),
    ]
    # The local time that was seen comes back, in the order in which it happened.
    assert [one.at.isoformat() for one in found if one.at] == [
        "2026-11-20T19:00:00+09:00",
        "2026-11-20T18:00:00-10:00",
        "2026-11-21T21:00:00+01:00",
    ]


def test_the_hour_that_comes_twice_stays_in_order(diary: Diary) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = dt.datetime(2026, 10, 25, 2, 40, tzinfo=berlin, fold=0)
    second = dt.datetime(2026, 10, 25, 2, 20, tzinfo=berlin, fold=1)
    record_pain(diary, FixedClock(second), KNEE, 2)
    record_pain(diary, FixedClock(first), KNEE, 1)
    found = diary.pain.between(None, None)
    assert [one.value for one in found] == [1.0, 2.0]
    assert [one.at.isoformat() for one in found if one.at] == [
        "2026-10-25T02:40:00+02:00",
        "2026-10-25T02:20:00+01:00",
    ]
    assert {one.day for one in found} == {day("2026-10-24")}


@given(
    st.datetimes(dt.datetime.fromisoformat("2020-01-01"), dt.datetime.fromisoformat("2030-01-01")),
    st.sampled_from(["Europe/Berlin", "Pacific/Apia", "America/St_Johns", "Asia/Kathmandu"]),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_zone_any_time(diary: Diary, moment: dt.datetime, zone: str) -> None:
    local = moment.replace(tzinfo=ZoneInfo(zone), microsecond=0)
    changes = record_pain(diary, FixedClock(local), KNEE, 5)
    entry = diary.pain.get(changes.rows[0].id)
    assert entry is not None
    assert entry.at is not None
    assert entry.at.replace(tzinfo=None) == local.replace(tzinfo=None)
    assert entry.at.utcoffset() == local.utcoffset()
    assert entry.day == diary_day(local)


@pytest.mark.parametrize(
    "how",
    [
        {"value": 10.1},
        {"value": -0.5},
        {"value": float("nan")},
        {"value": float("inf")},
        {"day": day("2026-11-21")},
        {"day": day("9999-12-31")},
        {"at": dt.datetime.fromisoformat("2026-11-20T20:16:00+01:00")},
        {"at": dt.datetime.fromisoformat("2026-11-18T20:16:00+01:00"), "day": day("2026-11-20")},
        {"note": "x" * 4001},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_saved(diary: Diary, how: dict[str, object]) -> None:
    with pytest.raises(InputError):
        record_pain(diary, NOW, KNEE, **({"value": 5.0} | how))  # type: ignore[arg-type]
    assert diary.revision == 0


def test_a_time_without_offset_is_a_bug(diary: Diary) -> None:
    with pytest.raises(ValueError, match="offset"):
        record_pain(diary, NOW, KNEE, 5, at=dt.datetime(2026, 11, 20, 8, 0))


def test_editing_deleting_restoring(diary: Diary) -> None:
    record_pain(diary, NOW, KNEE, 5, note="stairs")
    (entry,) = diary.pain.on_day(day("2026-11-20"))
    better = dataclasses.replace(entry, value=2.5, where=GROIN, note="")
    assert edit_pain(diary, better).rows[0].before["value"] == 5.0  # type: ignore[index]
    assert diary.pain.get(entry.id) == better
    with pytest.raises(InputError):
        edit_pain(diary, dataclasses.replace(entry, value=11.0))
    delete_pain(diary, entry.id)
    with pytest.raises(DiaryError):
        edit_pain(diary, entry)
    restore_pain(diary, entry.id)
    assert diary.pain.get(entry.id) == better


def test_an_entry_moved_to_another_day_loses_its_time(diary: Diary) -> None:
    record_pain(diary, NOW, KNEE, 5)
    (entry,) = diary.pain.on_day(day("2026-11-20"))
    moved = moved_to(entry, day("2026-11-18"), NOW)
    assert (moved.day, moved.at, moved.backfilled) == (day("2026-11-18"), None, True)
    with pytest.raises(InputError):
        moved_to(entry, day("2026-11-22"), NOW)


def test_ghosts_are_the_last_ratings_of_the_last_day(diary: Diary) -> None:
    today = day("2026-11-20")
    assert ghosts(diary, today) == []
    record_pain(diary, at("2026-11-16T09:00:00+01:00"), GROIN, 9)
    record_pain(diary, at("2026-11-17T09:00:00+01:00"), KNEE, 5)
    record_pain(diary, at("2026-11-17T21:00:00+01:00"), KNEE, 3)
    # The kind that counts is offered, though another was entered after it.
    record_pain(diary, at("2026-11-17T21:01:00+01:00"), KNEE, 8, kind=PainKind.WORST)
    record_pain(diary, at("2026-11-17T21:02:00+01:00"), GROIN, 6, kind=PainKind.WORST)
    record_pain(diary, at("2026-11-20T09:00:00+01:00"), GROIN, 1)
    last = day("2026-11-17")
    assert ghosts(diary, today) == [
        Ghost(KNEE, PainKind.NOW, 3.0, last),
        Ghost(GROIN, PainKind.WORST, 6.0, last),
    ]
    assert ghosts(diary, day("2026-11-24")) == [
        Ghost(GROIN, PainKind.NOW, 1.0, today),
    ]
    assert ghosts(diary, day("2026-11-27")) != []
    assert ghosts(diary, day("2026-11-28")) == []  # more than seven days back


def test_repeating_is_one_change(diary: Diary) -> None:
    record_pain(diary, at("2026-11-19T21:00:00+01:00"), KNEE, 3)
    record_pain(diary, at("2026-11-19T21:00:00+01:00"), GROIN, 6, kind=PainKind.WORST)
    changes = repeat_ghosts(diary, NOW, day("2026-11-20"), {KNEE: 4, GROIN: 6})
    assert len(changes.rows) == 2
    found = [(one.where, one.kind, one.value) for one in diary.pain.on_day(day("2026-11-20"))]
    assert found == [(KNEE, PainKind.NOW, 4.0), (GROIN, PainKind.WORST, 6.0)]
    diary.apply(LABEL, changes.rows, forward=False)
    assert diary.pain.on_day(day("2026-11-20")) == []
    with pytest.raises(InputError):
        repeat_ghosts(diary, NOW, day("2026-11-20"), {KNEE: 4, GROIN: 60})
    assert diary.pain.on_day(day("2026-11-20")) == []
