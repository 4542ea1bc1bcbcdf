"""The primary region: chosen by a person, else by a rule that no result can move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import FixedClock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.answers.primary import (
    SETTING,
    choose_primary_region,
    primary_region,
    record_rule,
    region_by_rule,
    rule_is_due,
)
from rehabdesk.services.catalogue import load_regions
from rehabdesk.store.diary import Diary

TODAY = dt.date(2026, 6, 17)
KNEE = SidedRegion("knee_inner", Side.LEFT)
HIP = SidedRegion("hip_outer", Side.LEFT)
REGIONS = load_regions()


@pytest.fixture
def diary(tmp_path: Path, clock: FixedClock) -> Iterator[Diary]:
    with Diary.create(tmp_path / "my.rehab", clock) as made:
        yield made


def rate(diary: Diary, where: SidedRegion, days: range, kind: PainKind = PainKind.NOW) -> None:
    rows = [
        ((TODAY - dt.timedelta(days=day)).isoformat(), None, where.region, where.side.value,
         kind.value, 5.0, "", 0, None)
        for day in days
    ]  # fmt: skip
    with diary.change(message("test", "Filled"), undoable=False):
        diary.pain.insert_many(rows)


def test_an_empty_diary_has_none(diary: Diary):
    assert primary_region(diary, REGIONS) is None
    assert not rule_is_due(diary, REGIONS, TODAY)
    assert record_rule(diary, REGIONS, TODAY).kinds == frozenset()


def test_the_first_fourteen_days_decide(diary: Diary):
    rate(diary, HIP, range(34, 41))
    rate(diary, KNEE, range(27, 33))
    # The 15th day and all that follow do not count, however many entries they have.
    rate(diary, KNEE, range(27))
    assert region_by_rule(diary, REGIONS) == HIP
    found = primary_region(diary, REGIONS)
    assert (found.where, found.by_person, found.recorded) == (HIP, False, False)


def test_all_kinds_of_entries_count_and_of_equals_the_first_listed(diary: Diary):
    rate(diary, HIP, range(3))
    rate(diary, KNEE, range(2))
    assert region_by_rule(diary, REGIONS) == HIP
    rate(diary, KNEE, range(1), PainKind.WORST)
    order = [one for one in REGIONS.sided() if one in {KNEE, HIP}]
    assert region_by_rule(diary, REGIONS) == order[0]


def test_the_rule_is_written_down_after_fourteen_days_and_stays(diary: Diary):
    rate(diary, HIP, range(10, 14))
    assert not rule_is_due(diary, REGIONS, TODAY)
    assert rule_is_due(diary, REGIONS, TODAY + dt.timedelta(days=1))
    changes = record_rule(diary, REGIONS, TODAY + dt.timedelta(days=1))
    assert changes.kinds == {Kind.DIARY_SETTING}
    assert not changes.undoable
    # Entries written in later for the first days change nothing any more.
    rate(diary, KNEE, range(14))
    assert region_by_rule(diary, REGIONS) == KNEE
    found = primary_region(diary, REGIONS)
    assert (found.where, found.by_person, found.recorded) == (HIP, False, True)
    assert not rule_is_due(diary, REGIONS, TODAY + dt.timedelta(days=30))
    assert record_rule(diary, REGIONS, TODAY + dt.timedelta(days=30)).kinds == frozenset()


def test_a_choice_is_kept_and_every_change_remembered(diary: Diary):
    rate(diary, HIP, range(20))
    record_rule(diary, REGIONS, TODAY + dt.timedelta(days=1))
    choose_primary_region(diary, REGIONS, KNEE)
    choose_primary_region(diary, REGIONS, HIP)
    found = primary_region(diary, REGIONS)
    assert (found.where, found.by_person) == (HIP, True)
    assert [(one.where, one.by_person) for one in found.earlier] == [(KNEE, True), (HIP, False)]
    assert found.earlier[0].until == TODAY


def test_what_the_rule_showed_before_a_choice_is_remembered_too(diary: Diary):
    rate(diary, HIP, range(5))
    changes = choose_primary_region(diary, REGIONS, KNEE)
    assert not changes.undoable
    found = primary_region(diary, REGIONS)
    assert [(one.where, one.by_person) for one in found.earlier] == [(HIP, False)]


def test_choosing_what_the_rule_says_is_no_change_of_region(diary: Diary):
    rate(diary, HIP, range(5))
    choose_primary_region(diary, REGIONS, HIP)
    found = primary_region(diary, REGIONS)
    assert (found.where, found.by_person, found.earlier) == (HIP, True, ())


def test_an_unknown_region_cannot_be_chosen_and_an_unknown_value_is_passed_over(diary: Diary):
    rate(diary, HIP, range(5))
    with pytest.raises(InputError):
        choose_primary_region(diary, REGIONS, SidedRegion("knee_inner", Side.NONE))
    for value in ("", "nonsense", "[]", '{"region": "tail:left", "by": "person"}'):
        with diary.change(message("test", "Set"), undoable=False):
            diary.settings.set(SETTING, value)
        found = primary_region(diary, REGIONS)
        assert (found.where, found.by_person, found.recorded) == (HIP, False, False)
