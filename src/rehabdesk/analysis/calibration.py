"""Does the link keep its promises? Many simulated diaries, counted.

The promises: false positives at p < .05 in at most 5.5 % of the diaries that get an answer, 95 %
intervals that hold the truth in at least 92 %, and a stated power for people with streaks of doing
and leaving the routine. Cells that are more careful than promised are called conservative.
`docs/calibration.md` has the counts; `./dev calibrate` makes them anew.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.link import estimate_link
from rehabdesk.analysis.naive import NAIVE
from rehabdesk.analysis.simulation import Diary, Habit, Person, Stress, invented_done, simulate

Floats = NDArray[np.float64]

LENGTHS = (56, 84, 180, 365)
PHIS = (0.0, 0.3, 0.6, 0.8, 0.9)
EFFECTS = (-1.5, -3.0)
#: What the method promises.
MOST_FALSE = 0.055
COVERAGE = (0.92, 0.99)
POWER = {180: 0.28, 365: 0.58}
#: Cells with fewer false positives than this, or more coverage than promised, are conservative.
CONSERVATIVE_BELOW = 0.02
#: The stresses are laid on diaries of this length and persistence.
STRESS_LENGTH = 180
STRESS_PHI = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of diary, kept by people of all habits in turn."""

    length: int
    phi: float
    effect: float = 0.0
    stress: Stress = Stress.NONE

    def __str__(self) -> str:
        """Name the cell in a few words."""
        if self.stress is not Stress.NONE:
            return self.stress.value
        return f"{self.length} days, φ {self.phi:g}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over simulated diaries.

    Attributes:
        runs: Diaries simulated.
        answered: Those that got an answer.
        below_05: Answers with p < .05.
        below_01: Answers with p < .01.
        covered: Answers whose interval holds the true effect.
        naive_05: Per usual method, diaries with p < .05, of those answered.
    """

    runs: int = 0
    answered: int = 0
    below_05: int = 0
    below_01: int = 0
    covered: int = 0
    naive_05: tuple[int, ...] = (0,) * len(NAIVE)

    def __add__(self, other: Tally) -> Tally:
        """Count both."""
        return Tally(
            self.runs + other.runs,
            self.answered + other.answered,
            self.below_05 + other.below_05,
            self.below_01 + other.below_01,
            self.covered + other.covered,
            tuple(a + b for a, b in zip(self.naive_05, other.naive_05, strict=True)),
        )

    def share(self, count: int) -> float:
        """Return a count as a share of the answers; NaN without any."""
        return count / self.answered if self.answered else float("nan")

    def error(self, rate: float) -> float:
        """Return the standard error of an observed share whose truth is `rate`."""
        return float(np.sqrt(rate * (1.0 - rate) / max(self.answered, 1)))


Results = Mapping[tuple[Cell, Habit], Tally]


def null_cells(lengths: Sequence[int] = LENGTHS, phis: Sequence[float] = PHIS) -> tuple[Cell, ...]:
    """Return the cells without an effect."""
    return tuple(Cell(length, phi) for length, phi in itertools.product(lengths, phis))


def effect_cells(
    lengths: Sequence[int] = LENGTHS, phis: Sequence[float] = PHIS
) -> tuple[Cell, ...]:
    """Return the cells with an effect."""
    return tuple(
        Cell(length, phi, effect)
        for effect, length, phi in itertools.product(EFFECTS, lengths, phis)
    )


def stress_cells() -> tuple[Cell, ...]:
    """Return the cells in which something is wrong with the diary and there is no effect."""
    return tuple(
        Cell(STRESS_LENGTH, STRESS_PHI, stress=stress)
        for stress in Stress
        if stress is not Stress.NONE
    )


def count(cell: Cell, habit: Habit, runs: int, seed: int) -> Tally:
    """Simulate diaries of one kind and count what the methods say about them.

    Args:
        cell: The kind of diary.
        habit: How the routine is kept up.
        runs: How many diaries.
        seed: Seeds are told apart by cell and habit as well.
    """
    rng = np.random.default_rng(_seed(cell, habit, seed))
    person = Person(cell.length, cell.phi, habit, cell.effect, cell.stress)
    return together(_judge(simulate(person, rng), cell.effect) for _ in range(runs))


def count_placebo(pain: Floats, habit: Habit, runs: int, seed: int) -> Tally:
    """Invent adherence beside real pain, which cannot have mattered, and count the alarms.

    Args:
        pain: Daily values of a real diary, shape (T,); NaN where nothing was logged.
        habit: The kind of adherence to invent.
        runs: How often.
        seed: Told apart by habit as well.
    """
    rng = np.random.default_rng([seed, list(Habit).index(habit)])
    days = np.arange(pain.size, dtype=np.int64)
    return together(
        _judge(Diary(days, pain, invented_done(habit, pain.size, rng)), 0.0) for _ in range(runs)
    )


def _seed(cell: Cell, habit: Habit, seed: int) -> list[int]:
    place = [cell.length, round(100 * cell.phi), round(-100 * cell.effect)]
    return [seed, *place, list(Stress).index(cell.stress), list(Habit).index(habit)]


def _judge(diary: Diary, truth: float) -> Tally:
    """Return what the methods say about one diary, as a count of one."""
    found = estimate_link(diary.days, diary.pain, diary.done)
    if found.p_value is None or found.low is None or found.high is None:
        return Tally(runs=1)
    return Tally(
        runs=1,
        answered=1,
        below_05=int(found.p_value < 0.05),
        below_01=int(found.p_value < 0.01),
        covered=int(found.low <= truth <= found.high),
        naive_05=tuple(int(p(diary.pain, diary.done) < 0.05) for p in NAIVE.values()),
    )


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of a calibration: cell, habit and how many diaries."""

    cell: Cell
    habit: Habit
    runs: int


def plan(
    false_runs: int,
    effect_runs: int,
    *,
    lengths: Sequence[int] = LENGTHS,
    phis: Sequence[float] = PHIS,
) -> tuple[Task, ...]:
    """Return the tasks of a calibration.

    Args:
        false_runs: Diaries per cell without an effect and per stress, shared by the habits.
        effect_runs: Diaries per cell with an effect.
        lengths: Lengths of the diaries.
        phis: Persistences.
    """
    kinds = [
        (null_cells(lengths, phis), false_runs),
        (effect_cells(lengths, phis), effect_runs),
        (stress_cells(), false_runs),
    ]
    return tuple(
        Task(cell, habit, max(1, runs // len(Habit)))
        for cells, runs in kinds
        for cell in cells
        for habit in Habit
    )


def of_cell(results: Results, cell: Cell) -> Tally:
    """Return the counts of a cell over all habits."""
    return together(tally for (one, _), tally in results.items() if one == cell)


def together(tallies: Iterable[Tally]) -> Tally:
    """Add up counts."""
    return sum(tallies, Tally())


def broken_promises(results: Results, allow: float = 0.0) -> list[str]:
    """Return what the counts break, one line each; empty if every promise is kept.

    Args:
        results: The counts.
        allow: Standard errors of chance to allow for; 0 takes the counts as they are.
    """
    broken = []
    for cell in dict.fromkeys(cell for cell, _ in results):
        tally = of_cell(results, cell)
        if not tally.answered:
            continue
        if cell.effect == 0.0:
            rate = tally.share(tally.below_05)
            if rate > MOST_FALSE + allow * tally.error(MOST_FALSE):
                broken.append(f"false positives {rate:.1%}: {cell}")
            continue
        rate = tally.share(tally.covered)
        least, _ = COVERAGE
        if rate < least - allow * tally.error(least):
            broken.append(f"coverage {rate:.1%}: {cell}, effect {cell.effect:g}")
    for length, promised in POWER.items():
        tally = power_at(results, length)
        rate = tally.share(tally.below_05)
        if tally.answered and rate < promised - allow * tally.error(promised):
            broken.append(f"power {rate:.1%}: {length} days")
    return broken


def power_at(results: Results, length: int) -> Tally:
    """Return the counts for streaks and the effect of -1.5 over all persistences of a length."""
    return together(
        tally
        for (cell, habit), tally in results.items()
        if (cell.effect, cell.length, habit) == (EFFECTS[0], length, Habit.STREAKY)
    )


def conservative(tally: Tally, cell: Cell) -> bool:
    """Tell whether a cell is more careful than promised."""
    if cell.effect == 0.0:
        return tally.share(tally.below_05) < CONSERVATIVE_BELOW
    return tally.share(tally.covered) > COVERAGE[1]
