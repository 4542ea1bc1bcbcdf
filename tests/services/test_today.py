"""What Today shows of a day, and its check-in as one change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.check_in import Sleep
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.today import save_day, today_state
from rehabdesk.store.diary import Diary

KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)
BACK = SidedRegion("low_back_mid", Side.NONE)
TODAY = dt.date(2026, 6, 17)  # a Wednesday


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as diary:
        yield diary


def days_ago(clock: FixedClock, days: int) -> FixedClock:
    return FixedClock(clock.moment - dt.timedelta(days=days))


def test_an_empty_diary_asks_about_nothing(diary: Diary) -> None:
    state = today_state(diary, TODAY)
    assert (state.asked, state.week, state.recent, state.others) == ((), {}, (), 0)


def test_regions_of_the_last_four_weeks_are_asked_about(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, days_ago(clock, 29), GROIN, 5)  # too long ago
    record_pain(diary, days_ago(clock, 28), BACK, 5)
    for days in (1, 2):
        record_pain(diary, days_ago(clock, days), HIP, 5)
    record_pain(diary, clock, KNEE, 1)
    state = today_state(diary, TODAY)
    assert [one.where for one in state.asked] == [HIP, KNEE, BACK] or [
        one.where for one in state.asked
    ] == [HIP, BACK, KNEE]
    assert [one.where for one in state.recent] == [one.where for one in state.asked]


def test_the_week_shows_the_highest_of_each_day(diary: Diary, clock: FixedClock) -> None:
    for days, value in ((0, 2), (0, 6), (2, 1), (3, 9)):  # Sunday is another week
        record_pain(diary, days_ago(clock, days), KNEE, value)
    assert today_state(diary, TODAY).week == {TODAY: 6, dt.date(2026, 6, 15): 1}


def test_a_region_switched_to_worst_is_asked_at_its_worst(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, days_ago(clock, 1), KNEE, 5)
    with diary.change(message("change", "Setting changed")):
        diary.settings.set_value_kind(KNEE, PainKind.WORST)
    (asked,) = today_state(diary, TODAY).asked
    assert asked.kind is PainKind.WORST
    save_day(diary, clock, TODAY, {KNEE: 7}, None, None, "")
    (asked,) = today_state(diary, TODAY).asked
    assert asked.latest is not None
    assert (asked.latest.kind, asked.latest.value) == (PainKind.WORST, 7)


def test_a_check_in_is_saved_wholly_or_not_at_all(diary: Diary, clock: FixedClock) -> None:
    with pytest.raises(InputError):
        save_day(diary, clock, TODAY, {KNEE: 3, HIP: 12}, Sleep.GOOD, None, "note")
    assert diary.pain.on_day(TODAY) == []
    assert diary.check_ins.for_day(TODAY) is None
    revision = diary.revision
    changes = save_day(diary, clock, TODAY, {KNEE: 3, HIP: 2}, Sleep.GOOD, None, "note")
    assert len(changes.rows) == 3
    assert diary.revision == revision + 1


def test_other_regions_of_the_day_are_counted(diary: Diary, clock: FixedClock) -> None:
    for where in (KNEE, HIP, GROIN):
        record_pain(diary, days_ago(clock, 1), where, 3)
        record_pain(diary, clock, where, 3)
    record_pain(diary, clock, BACK, 1)
    assert today_state(diary, TODAY).others == 1
