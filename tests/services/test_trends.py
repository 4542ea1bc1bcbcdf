from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest

from rehabdesk.analysis.daily import DailySeries
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import Translator, message
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.language import translator_for
from rehabdesk.services.trends import (
    KneeAndHip,
    choose_regions,
    compare_with_start,
    entries_of_day,
    knee_and_hip_pairs,
    load_change_rule,
    read_trends,
    together,
)
from rehabdesk.store.diary import Diary
from rehabdesk.store.pain_entries import RegionUse

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
KNEE_RIGHT = SidedRegion("knee_front", Side.RIGHT)
HIP = SidedRegion("hip_outer", Side.LEFT)
GROIN_RIGHT = SidedRegion("groin", Side.RIGHT)
CALF = SidedRegion("calf", Side.LEFT)
NAN = float("nan")


@pytest.fixture
def tr() -> Translator:
    return translator_for()


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as made:
        yield made


def fill(
    diary: Diary,
    where: SidedRegion,
    ratings: Iterable[tuple[int, float]],
    kind: PainKind = PainKind.NOW,
) -> None:
    """Add ratings as (days before today, value)."""
    rows = [
        (
            (TODAY - dt.timedelta(days=back)).isoformat(),
            None,
            where.region,
            where.side.value,
            kind.value,
            float(value),
            "",
            0,
            None,
        )
        for back, value in ratings
    ]
    with diary.change(message("test", "Filled"), undoable=False):
        diary.pain.insert_many(rows)


def use(where: SidedRegion, entries: int) -> RegionUse:
    return RegionUse(where, PainKind.NOW, entries, 3.0, TODAY, TODAY, 0)


def test_first_and_last_two_weeks_are_averaged_over_logged_days():
    values = np.full(40, NAN)
    values[0:14:2] = 6.0
    values[14:26] = 10.0
    values[26:40:2] = 3.0
    values[39] = 3.0
    since = compare_with_start(DailySeries(TODAY, values), load_change_rule())
    assert (since.start.mean, since.start.logged) == (6.0, 7)
    assert (since.latest.mean, since.latest.logged) == (3.0, 8)
    assert since.start.last == TODAY + dt.timedelta(days=13)
    assert since.latest.first == TODAY + dt.timedelta(days=26)
    assert since.difference == -3.0
    assert since.comparable


def test_windows_that_overlap_are_not_compared():
    rule = load_change_rule()
    assert compare_with_start(DailySeries(TODAY, np.full(27, 4.0)), rule).comparable is False
    assert compare_with_start(DailySeries(TODAY, np.full(28, 4.0)), rule).comparable is True


def test_five_days_in_a_window_are_too_few():
    values = np.full(60, 4.0)
    values[5:20] = NAN
    since = compare_with_start(DailySeries(TODAY, values), load_change_rule())
    assert since.start.logged == 5
    assert since.comparable is False


def test_the_two_most_used_regions_are_shown_until_somebody_chooses():
    uses = [use(KNEE, 9), use(HIP, 5), use(CALF, 1)]
    assert choose_regions(uses, []) == (KNEE, HIP)
    assert choose_regions(uses, [CALF, KNEE]) == (KNEE, CALF)
    assert choose_regions(uses, [GROIN_RIGHT]) == (KNEE, HIP)


def test_pairs_are_the_most_used_knee_and_hip_region_of_each_side():
    regions = load_regions()
    uses = [use(KNEE, 9), use(HIP, 8), use(SidedRegion("groin", Side.LEFT), 7), use(CALF, 6)]
    assert knee_and_hip_pairs(uses, regions) == (KneeAndHip(KNEE, HIP),)
    uses += [use(GROIN_RIGHT, 3), use(KNEE_RIGHT, 2)]
    assert knee_and_hip_pairs(uses, regions) == (
        KneeAndHip(KNEE, HIP),
        KneeAndHip(KNEE_RIGHT, GROIN_RIGHT),
        KneeAndHip(KNEE, GROIN_RIGHT),
        KneeAndHip(KNEE_RIGHT, HIP),
    )
    assert [pair.same_side for pair in knee_and_hip_pairs(uses, regions)] == [
        True,
        True,
        False,
        False,
    ]


def test_reading_takes_the_kind_that_counts_and_averages_a_day(diary: Diary):
    fill(diary, KNEE, [(3, 4), (3, 6), (1, 2)])
    fill(diary, KNEE, [(2, 10)], PainKind.WORST)
    trends = read_trends(diary, load_regions(), [], TODAY)
    (trend,) = trends.trends
    assert trend.kind is PainKind.NOW
    assert trend.series.first_day == TODAY - dt.timedelta(days=3)
    np.testing.assert_array_equal(trend.series.values, [5.0, NAN, 2.0])
    assert trends.revision == diary.revision


def test_regions_without_a_counted_entry_are_named_apart(diary: Diary):
    fill(diary, HIP, [(2, 5)], PainKind.WORST)
    trends = read_trends(diary, load_regions(), [HIP], TODAY)
    assert trends.uses == ()
    assert trends.trends == ()
    assert [one.where for one in trends.uncounted] == [HIP]


def test_an_empty_diary_has_no_trends(diary: Diary):
    trends = read_trends(diary, load_regions(), [KNEE], TODAY, with_pairs=True)
    assert (trends.uses, trends.chosen, trends.pairs, trends.trends) == ((), (), (), ())


def test_a_region_is_current_for_two_weeks(diary: Diary):
    fill(diary, KNEE, [(14, 5)])
    fill(diary, HIP, [(15, 5)])
    trends = read_trends(diary, load_regions(), [KNEE, HIP], TODAY)
    assert trends.of(KNEE).is_current
    assert not trends.of(HIP).is_current


def test_worthwhile_line_needs_room_below_the_start(diary: Diary):
    fill(diary, KNEE, [(back, 1.5) for back in range(10)])
    fill(diary, HIP, [(back, 5) for back in range(10)])
    trends = read_trends(diary, load_regions(), [KNEE, HIP], TODAY)
    assert trends.of(KNEE).worthwhile is None
    line = trends.of(HIP).worthwhile
    assert line is not None
    assert line.both == 3.0


def test_pairs_read_their_regions_and_count_days_of_a_period(diary: Diary):
    fill(diary, KNEE, [(9, 5), (8, 0), (7, 4), (6, 4), (1, 4)])
    fill(diary, HIP, [(9, 2), (8, 1), (6, 0), (1, 3)])
    fill(diary, CALF, [(back, 2) for back in range(9)])
    trends = read_trends(diary, load_regions(), [CALF], TODAY, with_pairs=True)
    assert {one.where for one in trends.trends} == {KNEE, HIP}
    (pair,) = trends.pairs
    everything = together(trends, pair, None, None)
    assert (everything.both_logged, everything.both_hurt) == (4, 2)
    assert (everything.only_first, everything.only_second, everything.neither) == (1, 1, 0)
    week = together(trends, pair, TODAY - dt.timedelta(days=8), TODAY)
    assert (week.both_logged, week.both_hurt) == (3, 1)
    assert together(trends, pair, TODAY, TODAY).both_logged == 0


def test_entries_of_a_day_begin_with_those_on_the_chart(diary: Diary):
    fill(diary, CALF, [(1, 2)])
    fill(diary, KNEE, [(1, 5), (2, 6)])
    day = TODAY - dt.timedelta(days=1)
    assert [one.where for one in entries_of_day(diary, day, [KNEE])] == [KNEE, CALF]
    assert [one.where for one in entries_of_day(diary, day, [CALF])] == [CALF, KNEE]


def test_an_entry_is_told_with_its_kind_and_a_shortened_note_in_one_line(tr: Translator):
    entry = PainEntry(
        "x", TODAY, None, KNEE, PainKind.WORST, 6.5, note="<b>long</b>\n walk " + "x" * 300
    )
    assert texts.entry_head(tr, load_regions(), entry) == "Inner knee, your left: 6.5, worst pain"
    detail = texts.entry_detail(tr, entry)
    assert detail.startswith("“<b>long</b> walk xxx")
    assert len(detail) <= texts.NOTE_EXCERPT + 2


def test_signed_differences_have_no_signed_zero(tr: Translator):
    assert [texts.signed(tr, one) for one in (-2.24, 0.44, 0.04, -0.04)] == [
        "−2.2",
        "+0.4",
        "0.0",
        "0.0",
    ]


def test_period_names_years_once_where_they_are_equal(tr: Translator):
    assert texts.period(tr, dt.date(2026, 8, 3), dt.date(2026, 11, 2)) == "3 Aug – 2 Nov 2026"
    assert texts.period(tr, dt.date(2025, 8, 3), dt.date(2026, 11, 2)) == "3 Aug 2025 – 2 Nov 2026"
    assert texts.period(tr, TODAY, TODAY) == "17 Jun 2026"
