"""One step more or less of an exercise: each way changes one thing."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

from rehabdesk.domain.exercise import Exercise, Library
from rehabdesk.domain.plan import Band, ExerciseSide, PlanItem
from rehabdesk.domain.text import Message, message
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import item_of
from rehabdesk.services.plan_rules import load_plan_rule
from rehabdesk.services.progression_rule import ProgressionRule

_HALF_MINUTE = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One way to do more or less.

    Attributes:
        text: What changes.
        item: The plan item as it would be; its id stays.
    """

    text: Message
    item: PlanItem


def harder_steps(item: PlanItem, index: LibraryIndex, rule: ProgressionRule) -> tuple[Step, ...]:
    """Return the ways to do more, the gentlest first; none if everything is at its end."""
    steps = []
    if item.reps is None:
        steps.append(_longer(item, rule))
    elif item.reps < rule.reps_to:
        reps = min(item.reps + rule.reps_step, rule.reps_to)
        steps.append(_reps(item, reps))
    if item.reps is not None and item.sets < rule.sets_to:
        more = dataclasses.replace(item, sets=item.sets + 1)
        text = message("progression", "{count} sets instead of {before}", count=more.sets,
                       before=item.sets)  # fmt: skip
        steps.append(Step(text, more))
    slower = _slower(item, rule)
    if slower is not None:
        steps.append(slower)
    if item.band is not None and item.band is not Band.EXTRA_STRONG:
        bands = list(Band)
        stronger = bands[bands.index(item.band) + 1]
        text = message("progression", "a stronger band")
        steps.append(Step(text, dataclasses.replace(item, band=stronger)))
    following = _following(item, index.library)
    if following is not None:
        steps.append(_other(item, following, index))
    return tuple(steps)


def easier_steps(item: PlanItem, index: LibraryIndex, rule: ProgressionRule) -> tuple[Step, ...]:
    """Return the ways to do less: the easier exercise first, then fewer repetitions."""
    steps = []
    easier = easier_exercise(item.exercise, index.library)
    if easier is not None:
        steps.append(_other(item, easier, index))
    fewer = _less(item, rule.back_factor)
    if fewer is not None:
        steps.append(fewer)
    return tuple(steps)


def after_break(item: PlanItem, rule: ProgressionRule) -> Step | None:
    """Return the dose to begin again with after a break, or None if it cannot be less."""
    return _less(item, rule.break_factor)


def easier_exercise(exercise_id: str, library: Library) -> Exercise | None:
    """Return the exercise that is the easier version of one, or None if there is none."""
    if exercise_id not in library:
        return None
    exercise = library[exercise_id]
    for variant in exercise.easier:
        if variant.exercise is not None:
            return library[variant.exercise]
    return library.next_in_chain(exercise, -1)


def _following(item: PlanItem, library: Library) -> Exercise | None:
    if item.exercise not in library:
        return None
    exercise = library[item.exercise]
    following = library.next_in_chain(exercise, 1)
    if following is not None:
        return following
    named = [one.exercise for one in exercise.harder if one.exercise is not None]
    return library[named[0]] if named else None


def _other(item: PlanItem, exercise: Exercise, index: LibraryIndex) -> Step:
    usual = item_of(exercise)
    # One side stays one side where both exercises are done one side at a time.
    one_sided = ExerciseSide.NONE not in {item.side, usual.side}
    side = item.side if one_sided else usual.side
    other = dataclasses.replace(
        usual,
        id=item.id,
        position=item.position,
        side=side,
        sets=min(usual.sets, item.sets),
        times_a_week=item.times_a_week,
        weekdays=item.weekdays,
    )
    text = message("progression", "another exercise: {name}", name=index.name(exercise.id))
    return Step(text, other)


def _reps(item: PlanItem, reps: int) -> Step:
    text = message(
        "progression", "{count} repetitions instead of {before}", count=reps, before=item.reps or 0
    )
    return Step(text, dataclasses.replace(item, reps=reps))


def _longer(item: PlanItem, rule: ProgressionRule) -> Step:
    before = item.hold_s or 1
    if before < rule.seconds_to:
        after = min(before + rule.seconds_step, rule.seconds_to)
    else:
        grown = before * rule.long_factor
        after = math.ceil(grown / _HALF_MINUTE) * _HALF_MINUTE
    return _seconds(item, min(after, load_plan_rule().most_seconds))


def _seconds(item: PlanItem, seconds: int) -> Step:
    text = message(
        "progression", "{after} s instead of {before} s", after=seconds, before=item.hold_s or 0
    )
    return Step(text, dataclasses.replace(item, hold_s=seconds))


def _slower(item: PlanItem, rule: ProgressionRule) -> Step | None:
    if item.reps is None:
        return None
    now = load_plan_rule().seconds_back if item.lower_s is None else item.lower_s
    if now >= rule.slower_to:
        return None
    there = load_plan_rule().seconds_there if item.lift_s is None else item.lift_s
    slower = dataclasses.replace(item, lift_s=there, lower_s=now + rule.slower_s)
    return Step(message("progression", "a slower way back"), slower)


def _less(item: PlanItem, factor: float) -> Step | None:
    if item.reps is not None:
        reps = max(1, round(item.reps * factor))
        return _reps(item, reps) if reps < item.reps else None
    before = item.hold_s or 1
    seconds = max(1, round(before * factor))
    return _seconds(item, seconds) if seconds < before else None
