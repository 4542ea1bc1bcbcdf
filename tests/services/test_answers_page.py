"""What the page is given beside the answers: marks of days, stretches, and the cache."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.analysis.doses import DayDose
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.adherence import DayMark
from rehabdesk.services.answers.cache import AnswerCache
from rehabdesk.services.answers.page import day_mark, read_answers
from rehabdesk.services.answers.stretches import LEAST_DAYS, stretches
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as made:
        yield made


def test_the_cache_lasts_as_long_as_the_diary_stays_as_it_is(diary: Diary, clock: FixedClock):
    cache = AnswerCache()
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    assert [cache.get(diary, "a", make) for _ in range(3)] == [0, 0, 0]
    assert cache.get(diary, "b", make) == 1
    record_pain(diary, clock, KNEE, 5)
    assert cache.get(diary, "a", make) == 2
    assert cache.get(diary, "a", make) == 2


@pytest.mark.parametrize(
    ("dose", "mark"),
    [
        (DayDose(TODAY, 0.0, 0.0), DayMark.REST),
        (DayDose(TODAY, 4.0, 0.0, excused=True), DayMark.PAUSED),
        (DayDose(TODAY, 0.0, 0.0, excused=True), DayMark.PAUSED),
        (DayDose(TODAY, 3.0, 0.1 + 0.2 + 2.7, recorded=True), DayMark.DONE),
        (DayDose(TODAY, 4.0, 3.9, recorded=True), DayMark.PARTIAL),
        (DayDose(TODAY, 4.0, 0.0, recorded=True), DayMark.NOT_DONE),
        (DayDose(TODAY, 4.0, 0.0), DayMark.UNLOGGED),
    ],
)
def test_what_became_of_a_day(dose: DayDose, mark: DayMark):
    assert day_mark(dose) is mark


# Stretches


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 3), min_size=0, max_size=12),
    st.integers(-20, 20),
    st.integers(1, 150),
)
def test_stretches_cover_their_days_once(levels: list[int], offset: int, length: int):
    shares = [level / 3 for level in levels for _ in range(11)]
    doses = [
        DayDose(TODAY + dt.timedelta(days=i), 3.0, 3.0 * share, recorded=True)
        for i, share in enumerate(shares)
    ]
    series = DailySeries(TODAY + dt.timedelta(days=offset), np.arange(float(length)) % 11)
    found = stretches(series, doses)
    for one, after in itertools.pairwise(found):
        assert (after.first - one.last).days == 1
    for one in found:
        assert one.values.size == (one.last - one.first).days + 1
        assert one.values.size >= LEAST_DAYS
        assert 0.0 <= one.score <= 1.0
    if found:
        assert found[-1].last == series.last_day


def test_stretches_part_more_from_less():
    shares = [1.0] * 40 + [0.0] * 40
    doses = [
        DayDose(TODAY + dt.timedelta(days=i), 1.0, share, recorded=True)
        for i, share in enumerate(shares)
    ]
    pain = np.concatenate([np.full(40, 3.0), np.full(40, 6.0)])
    more, less = stretches(DailySeries(TODAY, pain), doses)
    assert (more.more, less.more) == (True, False)
    assert more.score > 0.9
    assert less.mean > more.mean
    assert stretches(DailySeries(TODAY, pain), doses[:40]) == ()
    assert stretches(DailySeries(TODAY, pain), []) == ()


def test_a_diary_without_a_plan_has_no_adherence(diary: Diary, clock: FixedClock):
    record_pain(diary, clock, KNEE, 5)
    assert read_answers(diary, clock, load_regions(), (), AnswerCache()).adherence is None
