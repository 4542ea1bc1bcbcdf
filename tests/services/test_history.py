"""The calendar month, the filtered list, and what an entry was before."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.check_in import Sleep
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.plan import PlanVersion, Session, SessionStatus
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.review import Comment
from rehabdesk.domain.text import message
from rehabdesk.services.check_ins import save_check_in
from rehabdesk.services.history import EntryFilter, entries, month, revisions_of
from rehabdesk.services.pain_entries import delete_pain, edit_pain, record_pain, restore_pain
from rehabdesk.store.diary import Diary

NOW = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))
KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)


def nov(number: int) -> dt.date:
    return dt.date(2026, 11, number)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", NOW) as made:
        yield made


def test_a_month_has_all_its_days(diary: Diary) -> None:
    record_pain(diary, NOW, KNEE, 3)
    record_pain(diary, NOW, GROIN, 6)
    record_pain(diary, NOW, KNEE, 6)
    record_pain(diary, NOW, KNEE, 0, day=nov(2))
    record_pain(diary, NOW, KNEE, 9, day=dt.date(2026, 10, 31))
    save_check_in(diary, NOW, nov(20), sleep=Sleep.GOOD)
    save_check_in(diary, NOW, nov(5), note="late")
    with diary.change(message("change", "x")):
        diary.plans.add_version(PlanVersion("v", 1, nov(1), "t", "", ()))
        for number, status in enumerate(SessionStatus):
            diary.sessions.add(Session(f"s{number}", nov(10 + number), None, "v", "hip", status))
    days = month(diary, 2026, 11)
    assert [one.day for one in days] == [nov(number) for number in range(1, 31)]
    today = days[19]
    assert (today.entries, today.worst, today.worst_where) == (3, 6.0, GROIN)
    assert today.check_in
    assert not today.backfilled
    assert (days[1].entries, days[1].worst, days[1].backfilled) == (1, 0.0, True)
    assert (days[4].entries, days[4].worst, days[4].check_in) == (0, None, True)
    assert days[4].backfilled
    assert days[2].worst_where is None
    # Done and partly done are sessions; a skip and one not done are not.
    assert [one.session for one in days[9:13]] == [True, True, False, False]
    assert len(month(diary, 2024, 2)) == 29
    assert len(month(diary, 9999, 12)) == 31
    assert len(month(diary, 1, 1)) == 31


def test_a_list_can_be_narrowed_by_region_and_day(diary: Diary) -> None:
    for number in (1, 5, 9):
        record_pain(diary, NOW, KNEE, number, day=nov(number))
        record_pain(diary, NOW, GROIN, number, day=nov(number))

    def found(**how: object) -> list[tuple[int, str]]:
        which = EntryFilter(**how)  # type: ignore[arg-type]
        return [(one.day.day, one.where.region) for one in entries(diary, which)]

    assert len(found()) == 6
    assert found(first=nov(5), where=KNEE) == [(5, "knee_inner"), (9, "knee_inner")]
    assert found(last=nov(5), where=GROIN) == [(1, "groin"), (5, "groin")]
    assert found(first=nov(5), last=nov(5)) == [(5, "knee_inner"), (5, "groin")]
    assert found(where=KNEE.mirrored) == []
    delete_pain(diary, entries(diary)[0].id)
    assert len(found()) == 5
    assert found(deleted=True) == [(1, "knee_inner")]


def test_what_an_entry_was_before_is_told_in_order(diary: Diary) -> None:
    record_pain(diary, NOW, KNEE, 3, note="first")
    (entry,) = entries(diary)
    edit_pain(diary, dataclasses.replace(entry, value=5.0))
    delete_pain(diary, entry.id)
    restore_pain(diary, entry.id)
    before = revisions_of(diary, entry.id)
    assert [(one.entry.value, one.deleted) for one in before] == [
        (3.0, False),
        (5.0, False),
        (5.0, True),
    ]
    assert before[0].entry == entry
    assert before[0].changed_at == NOW.moment
    assert revisions_of(diary, "none") == []


def test_comments_are_counted_by_day(diary: Diary, clock: FixedClock) -> None:
    day = dt.date(2026, 6, 3)
    with diary.change(message("change", "x")):
        for number, about in enumerate((day, day, None)):
            diary.comments.add(Comment(f"c{number}", "x", "", clock.now(), about))
    counts = {one.day.day: one.comments for one in month(diary, 2026, 6) if one.comments}
    assert counts == {3: 2}
