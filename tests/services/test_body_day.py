"""The body map's day: what counts, what is repeated, times of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind, Spot
from rehabdesk.domain.regions import Side, SidedRegion, View
from rehabdesk.services.body_day import RatingInput, at_time, body_day, save_rating, with_saved
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.undo import UndoStack
from rehabdesk.store.diary import Diary

KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
BACK = SidedRegion("low_back_mid", Side.NONE)
TODAY = dt.date(2026, 6, 17)
PLUS_2 = dt.timezone(dt.timedelta(hours=2))


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as diary:
        yield diary


def test_the_latest_rating_of_the_kind_that_counts_is_shown(
    diary: Diary, clock: FixedClock
) -> None:
    def at(hour: int) -> dt.datetime:
        return dt.datetime(2026, 6, 17, hour, tzinfo=PLUS_2)

    record_pain(diary, clock, KNEE, 3, at=at(8))
    record_pain(diary, clock, KNEE, 4, at=at(12))
    record_pain(diary, clock, KNEE, 9, kind=PainKind.WORST, at=at(20))
    record_pain(diary, clock, HIP, 7, kind=PainKind.WORST, at=at(9))
    assert body_day(diary, TODAY).values == {KNEE: 4, HIP: 7}


def test_regions_in_use_come_most_used_first(diary: Diary, clock: FixedClock) -> None:
    for days, where in ((1, KNEE), (2, HIP), (3, HIP)):
        before = FixedClock(clock.moment - dt.timedelta(days=days))
        record_pain(diary, before, where, 5)
    day = body_day(diary, TODAY)
    assert day.used == (HIP, KNEE)
    assert [(ghost.where, ghost.value) for ghost in day.ghosts] == [(KNEE, 5)]


def test_both_sides_are_one_change_and_the_spot_stays_on_its_side(
    diary: Diary, clock: FixedClock
) -> None:
    spot = Spot(View.FRONT, 5.5, 57.0)
    rating = RatingInput(KNEE, 6, spot=spot, both_sides=True)
    changes = save_rating(diary, clock, TODAY, rating)
    found = {one.where: (one.value, one.spot) for one in diary.pain.on_day(TODAY)}
    assert found == {KNEE: (6, spot), KNEE.mirrored: (6, None)}
    stack = UndoStack()
    stack.push(changes)
    stack.undo(diary)
    assert diary.pain.on_day(TODAY) == []


def test_what_was_saved_can_be_shown_without_reading(diary: Diary, clock: FixedClock) -> None:
    record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=1)), KNEE, 5)
    record_pain(diary, FixedClock(clock.moment - dt.timedelta(days=1)), HIP, 2)
    before = body_day(diary, TODAY)
    changes = save_rating(diary, clock, TODAY, RatingInput(KNEE, 3, both_sides=True))
    assert with_saved(before, TODAY, changes).values == body_day(diary, TODAY).values
    assert with_saved(before, TODAY, changes).ghosts == body_day(diary, TODAY).ghosts


def test_only_what_counts_on_that_day_is_shown_without_reading(
    diary: Diary, clock: FixedClock
) -> None:
    record_pain(diary, clock, KNEE, 5)
    state = body_day(diary, TODAY)
    worst = save_rating(diary, clock, TODAY, RatingInput(KNEE, 9, PainKind.WORST))
    yesterday = save_rating(diary, clock, TODAY - dt.timedelta(days=1), RatingInput(KNEE, 1))
    for changes in (worst, yesterday):
        assert with_saved(state, TODAY, changes).values == {KNEE: 5}


def test_the_middle_has_no_other_side(diary: Diary, clock: FixedClock) -> None:
    save_rating(diary, clock, TODAY, RatingInput(BACK, 2, both_sides=True))
    assert len(diary.pain.on_day(TODAY)) == 1


def test_a_refused_rating_saves_neither_side(diary: Diary, clock: FixedClock) -> None:
    with pytest.raises(InputError):
        save_rating(diary, clock, TODAY, RatingInput(KNEE, 11, both_sides=True))
    assert diary.pain.on_day(TODAY) == []


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (dt.time(8, 30), dt.datetime(2026, 6, 17, 8, 30)),
        (dt.time(4, 0), dt.datetime(2026, 6, 17, 4, 0)),
        # The small hours belong to the evening before.
        (dt.time(1, 15), dt.datetime(2026, 6, 18, 1, 15)),
    ],
)
def test_a_time_of_a_diary_day(clock: FixedClock, time: dt.time, expected: dt.datetime) -> None:
    moment = at_time(clock, TODAY, time)
    assert moment.replace(tzinfo=None) == expected
    assert moment.utcoffset() is not None
