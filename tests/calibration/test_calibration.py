"""The calibration's quick sample keeps the promises, and would say so if it did not."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from rehabdesk.analysis import calibration, gls
from rehabdesk.analysis.calibration import (
    Cell,
    Tally,
    broken_promises,
    conservative,
    count,
    effect_cells,
    null_cells,
    plan,
    stress_cells,
)
from rehabdesk.analysis.errors import ErrorGrid
from rehabdesk.analysis.naive import NAIVE, correlation_p, means_p, recent_share, regression_p
from rehabdesk.analysis.simulation import Habit, Person, Stress, simulate

HARD = Cell(180, 0.8)


@pytest.fixture(scope="module")
def quick(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, Path]:
    folder = tmp_path_factory.mktemp("calibration")
    runner = clone / "tests" / "calibration" / "run.py"
    ended = subprocess.run(
        [sys.executable, str(runner), "--quick", "--out", str(folder)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr, folder


def test_quick_sample_keeps_every_promise(quick: tuple[int, str, Path]):
    code, output, _ = quick
    assert code == 0, output


def test_page_and_picture_show_every_cell(quick: tuple[int, str, Path]):
    _, _, folder = quick
    page = (folder / "calibration.md").read_text("utf-8")
    for stress in Stress:
        if stress is not Stress.NONE:
            assert f"| {stress.value} |" in page
    assert page.count("| 84 days, φ 0.3 |") == 3
    marks = ET.parse(folder / "calibration.svg").getroot().iter()  # noqa: S314 - our own file
    kinds = [one.tag.rpartition("}")[2] for one in marks]
    # A legend and 16 cells, each with the method's dot and three open marks.
    assert kinds.count("circle") == 17
    assert kinds.count("path") == 3 * 17


def test_naive_methods_announce_what_is_not_there(quick: tuple[int, str, Path]):
    _, _, folder = quick
    lines = (folder / "calibration.md").read_text("utf-8").splitlines()
    row = next(line for line in lines if line.startswith("| 180 days, φ 0.8 |"))
    naive = [float(cell) for cell in row.split("|")[5:8]]
    assert min(naive) > 20.0


def only_independent_errors() -> ErrorGrid:
    zero = np.zeros(1)
    return ErrorGrid(zero, np.zeros(1, dtype=np.int64), zero, zero, zero)


def test_an_estimate_that_takes_days_for_independent_breaks_the_promises(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(gls, "error_grid", only_independent_errors)
    results = {(HARD, Habit.STREAKY): count(HARD, Habit.STREAKY, 150, seed=1)}
    assert any("false positives" in line for line in broken_promises(results, allow=3.5))


def test_intervals_of_half_the_width_break_the_promises(monkeypatch: pytest.MonkeyPatch):
    estimate = calibration.estimate_link

    def too_sure(*arguments: object) -> object:
        found = estimate(*arguments)
        if found.effect is None or found.low is None or found.high is None:
            return found
        return dataclasses.replace(
            found,
            low=(found.low + found.effect) / 2.0,
            high=(found.high + found.effect) / 2.0,
        )

    monkeypatch.setattr(calibration, "estimate_link", too_sure)
    cell = Cell(180, 0.6, -1.5)
    results = {(cell, Habit.STREAKY): count(cell, Habit.STREAKY, 150, seed=1)}
    assert any("coverage" in line for line in broken_promises(results, allow=3.5))


def test_broken_promises_by_hand():
    fine, wrong, effect, power = (
        Cell(56, 0.0),
        Cell(84, 0.0),
        Cell(84, 0.0, -3.0),
        Cell(180, 0.0, -1.5),
    )
    results = {
        (fine, Habit.STREAKY): Tally(1000, 1000, below_05=55),
        (wrong, Habit.STREAKY): Tally(1000, 1000, below_05=40),
        (wrong, Habit.RISING): Tally(1000, 1000, below_05=72),
        (effect, Habit.STREAKY): Tally(1000, 1000, covered=919),
        (power, Habit.STREAKY): Tally(1000, 1000, covered=950, below_05=279),
    }
    broken = broken_promises(results)
    assert len(broken) == 3
    assert broken[0] == "false positives 5.6%: 84 days, φ 0"
    assert broken[1] == "coverage 91.9%: 84 days, φ 0, effect -3"
    assert broken[2] == "power 27.9%: 180 days"
    assert broken_promises(results, allow=1.0) == []


def test_conservative_cells():
    assert conservative(Tally(1000, 1000, below_05=19), Cell(84, 0.0))
    assert not conservative(Tally(1000, 1000, below_05=20), Cell(84, 0.0))
    assert conservative(Tally(1000, 1000, covered=991), Cell(84, 0.0, -3.0))
    assert not conservative(Tally(1000, 1000, covered=990), Cell(84, 0.0, -3.0))


def test_the_full_plan_has_every_cell():
    tasks = plan(4000, 1500)
    assert {task.cell for task in tasks} == {*null_cells(), *effect_cells(), *stress_cells()}
    assert (len(null_cells()), len(effect_cells())) == (20, 40)
    assert sum(task.runs for task in tasks) == 30 * 4000 + 40 * 1500


def test_the_same_seed_gives_the_same_counts():
    assert count(HARD, Habit.RISING, 3, seed=4) == count(HARD, Habit.RISING, 3, seed=4)


@pytest.mark.parametrize("habit", Habit)
def test_simulated_diaries_are_what_they_are_said_to_be(habit: Habit):
    diaries = [simulate(Person(365, 0.8, habit), np.random.default_rng(seed)) for seed in range(40)]
    pain = np.array([diary.pain for diary in diaries])
    assert np.isnan(pain).mean() == pytest.approx(0.3, abs=0.02)
    assert np.nanmean(pain[:, :30]) - np.nanmean(pain[:, -30:]) == pytest.approx(2.3, abs=0.4)
    whole = pain[np.isfinite(pain)]
    assert (whole == np.round(whole)).all()
    assert whole.min() >= 0.0
    assert whole.max() <= 10.0
    done = np.array([diary.done for diary in diaries])
    rise = done[:, 182:].mean() - done[:, :182].mean()
    expected = {Habit.RISING: 0.4, Habit.DECLINING: -0.4}.get(habit, 0.0)
    assert rise == pytest.approx(expected, abs=0.12)


def test_pain_persists_as_much_as_is_said():
    # Without rounding losses: the correlation of neighbours is phi 1.44 / (1.44 + 0.25 + 1/12).
    rng = np.random.default_rng(1)
    diaries = [simulate(Person(365, 0.8, Habit.STREAKY), rng) for _ in range(60)]
    line = 6.5 - 2.5 * np.linspace(0.0, 1.0, 365)
    rest = np.array([diary.pain for diary in diaries]) - line
    both = np.isfinite(rest[:, 1:]) & np.isfinite(rest[:, :-1])
    pairs = np.corrcoef(rest[:, 1:][both], rest[:, :-1][both])[0, 1]
    assert pairs == pytest.approx(0.8 * 1.44 / (1.44 + 0.25 + 1.0 / 12.0), abs=0.04)


def test_naive_methods_against_scipy():
    stats = pytest.importorskip("scipy.stats")
    diary = simulate(Person(120, 0.3, Habit.STREAKY), np.random.default_rng(3))
    logged = np.isfinite(diary.pain)
    share, pain = recent_share(diary.done)[logged], diary.pain[logged]
    assert correlation_p(diary.pain, diary.done) == pytest.approx(stats.pearsonr(share, pain)[1])
    high = share > np.median(share)
    welch = stats.ttest_ind(pain[high], pain[~high], equal_var=False)
    assert means_p(diary.pain, diary.done) == pytest.approx(welch.pvalue)
    linear = pytest.importorskip("statsmodels.regression.linear_model")
    x = np.column_stack([np.ones(pain.size), np.flatnonzero(logged), share])
    expected = linear.OLS(pain, x).fit().pvalues[2]
    assert regression_p(diary.pain, diary.done) == pytest.approx(expected, rel=1e-6)


def test_naive_methods_find_nothing_where_there_is_nothing_to_compare():
    pain, done = np.full(40, 3.0), np.ones(40)
    assert [p(pain, done) for p in NAIVE.values()] == [1.0, 1.0, 1.0]


def test_recent_share_leaves_out_rest_days():
    nan = float("nan")
    found = recent_share(np.array([nan, 1.0, nan, 0.0, 1.0, nan, nan, nan, nan, nan, nan, nan]))
    expected = [0, 1, 1, 1 / 2, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2, 1, 0]
    np.testing.assert_allclose(found, expected)
