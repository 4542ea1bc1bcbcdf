"""What is checked and estimated when a plan is put together; see `resources/rules/plan.json`."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import Position
from rehabdesk.domain.plan import ExerciseSide, PainLimits, PlanItem
from rehabdesk.domain.text import Message, message
from rehabdesk.resources import resource_path
from rehabdesk.services.library import LibraryIndex


@dataclass(frozen=True, slots=True)
class PlanRule:
    """The rule in use.

    Attributes:
        many_exercises: More exercises than this are warned of.
        many_exercises_text: Why.
        seconds_there: Seconds from start to end position where no tempo is given.
        seconds_back: Seconds back.
        seconds_between: Seconds from one exercise to the next.
        most_exercises: More cannot be in a plan.
        most_sets: More sets cannot be prescribed.
        most_reps: More repetitions cannot be prescribed.
        most_seconds: Longer times cannot be prescribed.
        most_times: More days a week cannot be prescribed.
        longest_text: Longer cues, notes and names are refused.
    """

    many_exercises: int
    many_exercises_text: Message
    seconds_there: int
    seconds_back: int
    seconds_between: int
    most_exercises: int
    most_sets: int
    most_reps: int
    most_seconds: int
    most_times: int
    longest_text: int


@functools.cache
def load_plan_rule() -> PlanRule:
    """Return the rule; the file is read once."""
    data = json.loads(resource_path("rules", "plan.json").read_text(encoding="utf-8"))
    most = data["most"]
    return PlanRule(
        many_exercises=int(data["many_exercises"]),
        many_exercises_text=Message("plan", data["many_exercises_text"]),
        seconds_there=int(data["seconds_there"]),
        seconds_back=int(data["seconds_back"]),
        seconds_between=int(data["seconds_between_exercises"]),
        most_exercises=int(most["exercises"]),
        most_sets=int(most["sets"]),
        most_reps=int(most["reps"]),
        most_seconds=int(most["seconds"]),
        most_times=int(most["times_a_week"]),
        longest_text=int(most["text"]),
    )


def sides_of(side: ExerciseSide) -> tuple[ExerciseSide, ...]:
    """Return the sides sets are done on: both sides are left, then right."""
    if side is ExerciseSide.BOTH:
        return ExerciseSide.LEFT, ExerciseSide.RIGHT
    return (side,)


def item_seconds(item: PlanItem, rule: PlanRule | None = None) -> int:
    """Return about how long one item takes in a session, rests between its sets included."""
    rule = rule or load_plan_rule()
    hold = item.hold_s or 0
    if item.reps is None:
        one_set = hold
    else:
        there = rule.seconds_there if item.lift_s is None else item.lift_s
        back = rule.seconds_back if item.lower_s is None else item.lower_s
        one_set = item.reps * (there + hold + back)
    sets = item.sets * len(sides_of(item.side))
    return sets * one_set + (sets - 1) * (item.rest_s or 0)


def estimated_minutes(items: Sequence[PlanItem], rule: PlanRule | None = None) -> int:
    """Return about how many minutes all items take together, rounded up; 0 for none."""
    if not items:
        return 0
    rule = rule or load_plan_rule()
    seconds = sum(item_seconds(item, rule) for item in items)
    seconds += (len(items) - 1) * rule.seconds_between
    return -(-seconds // 60)


def plan_warnings(items: Sequence[PlanItem], rule: PlanRule | None = None) -> list[Message]:
    """Return what speaks against a plan as it is, each with its reason; nothing is forbidden."""
    rule = rule or load_plan_rule()
    return [rule.many_exercises_text] if len(items) > rule.many_exercises else []


def group_by_position(
    items: Iterable[PlanItem], index: LibraryIndex
) -> list[tuple[Position | None, list[PlanItem]]]:
    """Return items by the position they begin in, lying first, otherwise in the plan's order.

    Items whose position is not known come last, under None.
    """
    groups: dict[Position | None, list[PlanItem]] = {one: [] for one in (*Position, None)}
    for item in items:
        exercise = index.get(item.exercise)
        groups[exercise.position if exercise else None].append(item)
    return [(position, found) for position, found in groups.items() if found]


def check_items(items: Sequence[PlanItem], index: LibraryIndex) -> None:
    """Make sure that a plan can be prescribed.

    Raises:
        InputError: It cannot; the sentence names the exercise.
    """
    rule = load_plan_rule()
    if len(items) > rule.most_exercises:
        raise InputError(
            message(
                "plan error",
                "A plan can have up to {most} exercises; this one has {count}.",
                most=rule.most_exercises,
                count=len(items),
            )
        )
    for item in items:
        if item.exercise not in index:
            raise InputError(
                message("plan error", "There is no exercise “{name}”.", name=item.exercise[:60])
            )
        _check_item(item, index.name(item.exercise), rule)


def check_limits(limits: PainLimits | None) -> None:
    """Make sure that pain limits make sense.

    Raises:
        InputError: They do not.
    """
    if limits is not None and not 0 <= limits.green <= limits.amber <= 10:
        raise InputError(
            message("plan error", "Pain limits need to be 0 to 10, green not above amber.")
        )


def _check_item(item: PlanItem, name: str, rule: PlanRule) -> None:
    times = (item.hold_s, item.rest_s, item.lift_s, item.lower_s)
    whole = (
        1 <= item.sets <= rule.most_sets
        and (item.reps is None or 1 <= item.reps <= rule.most_reps)
        and all(one is None or 0 <= one <= rule.most_seconds for one in times)
        and (item.times_a_week is None or 1 <= item.times_a_week <= rule.most_times)
        and all(1 <= day <= rule.most_times for day in item.weekdays)
    )
    if not whole:
        raise InputError(
            message("plan error", "The dosage of “{name}” is not possible.", name=name)
        )
    if item.reps is None and not item.hold_s:
        raise InputError(message("plan error", "“{name}” needs repetitions or a time.", name=name))
    if (item.times_a_week is None) == (not item.weekdays):
        raise InputError(
            message("plan error", "“{name}” needs a number of days a week, or weekdays.", name=name)
        )
    if any(len(text) > rule.longest_text for text in (item.cue, item.note, item.load)):
        raise InputError(message("plan error", "A text of “{name}” is too long.", name=name))
