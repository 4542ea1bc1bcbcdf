"""Simulated diaries whose true link is known, plain ones and ones made to mislead.

Pain is a level with a trend, plus the effect of the routine, plus AR(1) and day-to-day noise,
rounded to whole points and cut at 0 and 10; some days are not logged. Only the routine's true
effect is an effect: whatever else goes along with adherence is there to be mistaken for one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rehabdesk.analysis.exposure import exposure

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PERSISTENT_SD = 1.2
NOISE_SD = 0.5
MISSING = 0.3
TREND = -2.5
LEVEL = 6.5


class Habit(enum.StrEnum):
    """How a person keeps up the routine."""

    STREAKY = "streaky"
    DECLINING = "declining"
    RISING = "rising"
    WEEKLY = "weekly"
    INTERRUPTED = "interrupted"


class Stress(enum.StrEnum):
    """Ways in which a diary can break what the method assumes."""

    NONE = "none"
    RECOVERY = "exponential recovery"
    FLARE = "flare in the middle"
    FLOOR = "floor"
    CEILING = "ceiling"
    LOGS_BAD_DAYS = "logging mostly on bad days"
    BURSTS = "missing in bursts"
    SKIPS_BAD_DAYS = "skipping on bad days"
    HEAVY_TAILS = "heavy tails"
    DRIFT = "random-walk drift"
    THREE_A_WEEK = "3 sessions a week"


@dataclass(frozen=True, slots=True)
class Person:
    """Who keeps a simulated diary.

    Attributes:
        length: Days of the diary.
        phi: Persistence of pain from day to day.
        habit: How the routine is kept up.
        effect: True difference in points between full and no adherence.
        stress: What is wrong with the diary.
    """

    length: int
    phi: float
    habit: Habit
    effect: float = 0.0
    stress: Stress = Stress.NONE


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """Days, pain and done as `estimate_link` takes them, each of shape (T,)."""

    days: Ints
    pain: Floats
    done: Floats


def simulate(person: Person, rng: np.random.Generator) -> Diary:
    """Return one diary of a person.

    Args:
        person: Who keeps it.
        rng: Source of chance; the same state gives the same diary.
    """
    days = np.arange(person.length, dtype=np.int64)
    errors = _errors(person, rng)
    course = _course(person, rng)
    chance = habit_chance(person.habit, person.length, rng)
    if person.stress is Stress.SKIPS_BAD_DAYS:
        chance = np.where(errors > 0.0, 0.25 * chance, chance)
    done = (rng.random(person.length) < chance).astype(np.float64)
    if person.stress is Stress.THREE_A_WEEK:
        done[~np.isin(days % 7, (0, 2, 4))] = np.nan
    # The effect of what was done before the diary began is not known to the estimate.
    built_up = exposure(days, done) + rng.random() * np.exp(-days / 10.0)
    pain = np.clip(np.round(course + errors + person.effect * built_up), 0.0, 10.0)
    pain[~_logged(person, pain, rng)] = np.nan
    return Diary(days, pain, done)


def invented_done(habit: Habit, length: int, rng: np.random.Generator) -> Floats:
    """Return the share done on each day by a person of a habit, 0 or 1, shape (length,)."""
    return (rng.random(length) < habit_chance(habit, length, rng)).astype(np.float64)


def habit_chance(habit: Habit, length: int, rng: np.random.Generator) -> Floats:
    """Return the chance of doing the routine on each day, shape (length,)."""
    part = np.linspace(0.0, 1.0, length)
    days = np.arange(length)
    if habit is Habit.STREAKY:
        return np.where(_two_states(length, 1.0 / 14.0, rng), 0.9, 0.1)
    if habit is Habit.DECLINING:
        return _sticky(0.95 - 0.8 * part, rng)
    if habit is Habit.RISING:
        return _sticky(0.15 + 0.8 * part, rng)
    if habit is Habit.WEEKLY:
        of_week = rng.random(length // 7 + 2)[days // 7]
        return np.where(days % 7 < 5, 0.4 + 0.6 * of_week, 0.3 * of_week)
    return _with_breaks(np.full(length, 0.85), rng)


def _sticky(chance: Floats, rng: np.random.Generator) -> Floats:
    """Return 0 or 1 a day: on three days of four as the day before, else anew by chance."""
    anew = rng.random(chance.size) < 0.25
    anew[0] = True
    drawn = (rng.random(chance.size) < chance).astype(np.float64)
    return drawn[np.maximum.accumulate(np.where(anew, np.arange(chance.size), 0))]


def _with_breaks(chance: Floats, rng: np.random.Generator) -> Floats:
    """Put in breaks of ten days to four weeks, about one in two months and at least one."""
    for _ in range(max(1, round(chance.size / 60))):
        start = int(rng.integers(0, chance.size))
        chance[start : start + int(rng.integers(10, 29))] = 0.0
    return chance


def _two_states(length: int, leave: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return a state that changes with the chance `leave` every day, shape (length,)."""
    changes = np.cumsum(rng.random(length) < leave)
    return np.asarray((changes + int(rng.integers(2))) % 2 == 0, dtype=np.bool_)


def _errors(person: Person, rng: np.random.Generator) -> Floats:
    """Return AR(1) plus noise, started from its long-run distribution, shape (T,)."""
    if person.stress is Stress.HEAVY_TAILS:
        # Student's t with 3 degrees of freedom has the variance 3.
        shocks = rng.standard_t(3, person.length) / np.sqrt(3.0)
    else:
        shocks = rng.standard_normal(person.length)
    shocks[1:] *= np.sqrt(1.0 - person.phi**2)
    level, levels = 0.0, []
    for shock in shocks.tolist():
        level = person.phi * level + shock
        levels.append(level)
    return PERSISTENT_SD * np.array(levels) + NOISE_SD * rng.standard_normal(person.length)


def _course(person: Person, rng: np.random.Generator) -> Floats:
    """Return pain as it would be without routine and chance, shape (T,)."""
    days = np.arange(person.length)
    part = np.linspace(0.0, 1.0, person.length)
    line = LEVEL + TREND * part
    if person.stress is Stress.RECOVERY:
        return 3.0 + 4.0 * np.exp(-days / rng.uniform(10.0, 30.0))
    if person.stress is Stress.FLARE:
        since = days - person.length * rng.uniform(0.35, 0.65)
        return line + np.where(since >= 0.0, 3.0 * np.exp(-since / 10.0), 0.0)
    if person.stress is Stress.FLOOR:
        return 2.5 + TREND * part
    if person.stress is Stress.CEILING:
        return 10.0 + TREND * part
    if person.stress is Stress.DRIFT:
        return 5.0 + np.cumsum(rng.normal(0.0, 0.1, person.length))
    return line


def _logged(person: Person, pain: Floats, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return which days are logged, shape (T,): 70 % of them, by chance if nothing is wrong."""
    if person.stress is Stress.BURSTS:
        away = _two_states(person.length, 1.0 / 8.0, rng) & (rng.random(person.length) < 0.6)
        return np.asarray(~away, dtype=np.bool_)
    chance = np.full(person.length, 1.0 - MISSING)
    if person.stress is Stress.LOGS_BAD_DAYS:
        chance = np.where(pain >= np.median(pain), 0.9, 0.3)
    return np.asarray(rng.random(person.length) < chance, dtype=np.bool_)
