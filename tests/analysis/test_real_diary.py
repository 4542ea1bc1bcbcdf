"""A real person's knee beside invented adherence, which cannot have mattered: a placebo test."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from rehabdesk.analysis.calibration import count_placebo
from rehabdesk.analysis.daily import DailySeries, daily_values
from rehabdesk.analysis.simulation import Habit
from rehabdesk.domain.pain import PainKind

RUNS = 200
MOST_FALSE = 0.06
#: Standard errors of chance that 200 inventions allow for.
ALLOWANCE = 2.5


@pytest.fixture(scope="module")
def knee(real_data: Path) -> DailySeries:
    path = real_data / "knee_diary_2015_2018.csv"
    if not path.is_file():
        pytest.skip(f"no real data: {path} is absent")
    with path.open(encoding="utf-8", newline="") as file:
        ratings = [
            (dt.date.fromisoformat(row["date"]), PainKind.AVERAGE, float(row["kneePain"]))
            for row in csv.DictReader(file)
            if row["kneePain"]
        ]
    series = daily_values(ratings, PainKind.AVERAGE)
    assert series is not None
    return series


@pytest.mark.parametrize("habit", Habit)
def test_invented_adherence_raises_few_alarms(knee: DailySeries, habit: Habit):
    tally = count_placebo(knee.values, habit, RUNS, seed=2)
    assert tally.answered > RUNS / 2
    rate = tally.share(tally.below_05)
    assert rate <= MOST_FALSE + ALLOWANCE * tally.error(MOST_FALSE)
    # The usual way announces a link in a third and more.
    assert tally.share(tally.naive_05[0]) > 0.3
