"""The check-in of a day, and everything there is about a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.errors import DiaryError, InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.check_ins import day_state, save_check_in
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary

NOW = FixedClock(dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC))
DAY = dt.date(2026, 11, 20)
KNEE = SidedRegion("knee_inner", Side.LEFT)
GROIN = SidedRegion("groin", Side.RIGHT)


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    with Diary.create(tmp_path / "d.rehab", NOW) as made:
        yield made


def test_one_check_in_a_day_that_can_be_changed(diary: Diary) -> None:
    save_check_in(diary, NOW, DAY, sleep=Sleep.WOKE_WITH_PAIN)
    first = diary.check_ins.for_day(DAY)
    save_check_in(diary, NOW, DAY, Sleep.GOOD, Stiffness.FROM_10_TO_30, "better")
    second = diary.check_ins.for_day(DAY)
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert (second.sleep, second.stiffness) == (Sleep.GOOD, Stiffness.FROM_10_TO_30)
    assert (second.note, second.backfilled) == ("better", False)
    assert len(diary.check_ins.between(None, None)) == 1


def test_past_days_are_marked_and_stay_so(diary: Diary) -> None:
    earlier = DAY - dt.timedelta(days=3)
    save_check_in(diary, NOW, earlier, note="late")
    found = diary.check_ins.for_day(earlier)
    assert found is not None
    assert found.backfilled
    # Changing today's answers tomorrow does not make them backfilled.
    save_check_in(diary, NOW, DAY, note="on time")
    tomorrow = FixedClock(NOW.moment + dt.timedelta(days=1))
    save_check_in(diary, tomorrow, DAY, note="on time, corrected")
    found = diary.check_ins.for_day(DAY)
    assert found is not None
    assert not found.backfilled


def test_emptying_a_check_in_takes_it_away_and_undo_brings_it_back(diary: Diary) -> None:
    assert save_check_in(diary, NOW, DAY).rows == ()
    save_check_in(diary, NOW, DAY, sleep=Sleep.GOOD)
    emptied = save_check_in(diary, NOW, DAY)
    assert diary.check_ins.for_day(DAY) is None
    save_check_in(diary, NOW, DAY, sleep=Sleep.WOKE_OTHERWISE)  # a day can start anew
    with pytest.raises(DiaryError, match="changed again"):
        diary.apply(message("change", "x"), emptied.rows, forward=False)
    found = diary.check_ins.for_day(DAY)
    assert found is not None
    assert found.sleep is Sleep.WOKE_OTHERWISE
    with diary.change(message("change", "x")):
        diary.check_ins.delete(found.id)
    diary.apply(message("change", "x"), emptied.rows, forward=False)
    found = diary.check_ins.for_day(DAY)
    assert found is not None
    assert found.sleep is Sleep.GOOD


def test_the_future_and_endless_notes_are_refused(diary: Diary) -> None:
    with pytest.raises(InputError):
        save_check_in(diary, NOW, DAY + dt.timedelta(days=1), sleep=Sleep.GOOD)
    with pytest.raises(InputError):
        save_check_in(diary, NOW, DAY, note="x" * 4001)
    assert diary.revision == 0


def test_a_day_shows_entries_check_in_and_what_can_be_repeated(diary: Diary) -> None:
    yesterday = FixedClock(NOW.moment - dt.timedelta(days=1))
    record_pain(diary, yesterday, KNEE, 5)
    record_pain(diary, yesterday, GROIN, 2)
    record_pain(diary, NOW, GROIN, 3)
    save_check_in(diary, NOW, DAY, sleep=Sleep.GOOD)
    state = day_state(diary, DAY)
    assert [one.value for one in state.entries] == [3.0]
    assert state.check_in is not None
    assert [one.where for one in state.ghosts] == [KNEE]  # the groin has been rated today
