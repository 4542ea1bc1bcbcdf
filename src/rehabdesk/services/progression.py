"""Suggestions to do more or less of an exercise, each with its reason.

They are never applied by themselves: whoever takes one puts it into a draft and saves that as a new
plan version. What is looked at first decides: pain during the exercise, then the next morning, then
a break, then effort and repetitions. What was not rated is unknown and never counts as good.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import PlanItem, PlanVersion, SetUnit
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Message, message
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import Zone
from rehabdesk.services.plans import current_version
from rehabdesk.services.progression_history import Go, History, pain_rises
from rehabdesk.services.progression_rule import ProgressionRule, load_progression_rule
from rehabdesk.services.progression_steps import (
    Step,
    after_break,
    easier_steps,
    harder_steps,
)

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class Direction(enum.Enum):
    """What is suggested."""

    EASIER = "easier"
    RESTART = "restart"
    SAME = "same"
    WAIT = "wait"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested for one exercise of the plan.

    Attributes:
        item: The plan item as it is.
        direction: More, less or the same.
        reason: Why.
        steps: The ways to do it, the best first; each changes one thing. None for the same dose.
        sessions: For how many sessions, or None for until further notice.
    """

    item: PlanItem
    direction: Direction
    reason: Message
    steps: tuple[Step, ...] = ()
    sessions: int | None = None


def suggestions(
    diary: Diary, day: dt.date, index: LibraryIndex, primary: SidedRegion | None = None
) -> list[Suggestion]:
    """Return what is suggested for the plan in force on a day, in the plan's order.

    At most as many exercises are suggested to be made harder as the rule allows for one session.

    Args:
        diary: The open diary.
        day: The day.
        index: The library with the diary's own exercises.
        primary: The region whose weekly averages are watched: while they climb, nothing is made
            harder. None to leave that out.
    """
    version = current_version(diary, day)
    if version is None:
        return []
    rule = load_progression_rule()
    found = []
    harder = 0
    history = History.read(diary, version, day, index)
    rising = primary is not None and pain_rises(diary, primary, day)
    for item in version.items:
        one = _suggest(item, version, history, rule, day)
        if one is None:
            continue
        if one.direction is Direction.HARDER:
            if rising:
                found.append(Suggestion(item, Direction.SAME, _rising_text()))
                continue
            harder += 1
            if harder > rule.harder_per_session:
                continue
        found.append(one)
    return found


def _rising_text() -> Message:
    return message(
        "progression",
        "Pain has climbed a little from week to week. Stay at this dose until it has settled.",
    )


def _suggest(
    item: PlanItem, version: PlanVersion, history: History, rule: ProgressionRule, day: dt.date
) -> Suggestion | None:
    goes = history.gone[item.id]
    if goes:
        found = _less_by_pain(item, version, goes[-1], history, rule)
        if found is not None:
            return found
    last = history.last_day.get(item.exercise)
    if last is not None and (day - last).days >= rule.break_days:
        return _restart(item, (day - last).days, history, rule)
    if not goes:
        return None
    return _same_or_more(item, version, goes, history, rule)


def _less_by_pain(
    item: PlanItem, version: PlanVersion, last: Go, history: History, rule: ProgressionRule
) -> Suggestion | None:
    """Red during the exercise, or a worse next morning: one step back for some sessions."""
    zone = _zone(last.pain, version, history)
    if zone is Zone.RED:
        reason = message(
            "progression",
            "Pain went up to {pain} during it. The easier version will do for now.",
            pain=last.pain or 0,
        )
    elif last.morning_worse:
        reason = history.light.morning_worse
    else:
        return None
    steps = easier_steps(item, history.index, rule)
    if zone is not Zone.RED:
        # After a bad morning a little less of the same is enough.
        steps = tuple(reversed(steps))
    return Suggestion(item, Direction.EASIER, reason, steps, rule.back_sessions)


def _restart(
    item: PlanItem, days: int, history: History, rule: ProgressionRule
) -> Suggestion | None:
    """After a break: a part of the last dose, or the first dose anew."""
    first = history.first_dose[item.exercise]
    if days > rule.long_break_days and _dose(first) < _dose(item):
        text = message("progression", "{sets} × {reps}, as at the start", sets=first.sets,
                       reps=first.reps or first.hold_s or 0)  # fmt: skip
        steps: tuple[Step, ...] = (Step(text, _with_dose(item, first)),)
    else:
        step = after_break(item, rule)
        steps = (step,) if step is not None else ()
    if not steps:
        return None
    reason = message(
        "progression",
        "The last time was {count} days ago. A little less makes it easier to get back.",
        count=days,
    )
    return Suggestion(item, Direction.RESTART, reason, steps)


def _same_or_more(
    item: PlanItem,
    version: PlanVersion,
    goes: Sequence[Go],
    history: History,
    rule: ProgressionRule,
) -> Suggestion | None:
    last = goes[-1]
    if _zone(last.pain, version, history) is Zone.AMBER:
        reason = message(
            "progression",
            "Pain was {pain} during it. Repeat the same dose until it stays lower.",
            pain=last.pain or 0,
        )
        return Suggestion(item, Direction.SAME, reason)
    if last.effort is not None and last.effort >= rule.hard_from:
        reason = message(
            "progression",
            "The last session felt very hard ({effort} out of 10). Stay at this dose.",
            effort=last.effort,
        )
        return Suggestion(item, Direction.SAME, reason)
    recent = goes[-rule.sessions :]
    if item.fixed or len(recent) < rule.sessions:
        return None
    return _more(item, version, recent, history, rule)


def _more(
    item: PlanItem,
    version: PlanVersion,
    recent: Sequence[Go],
    history: History,
    rule: ProgressionRule,
) -> Suggestion | None:
    reason, steps = _reason_for_more(item, recent, history, rule)
    if reason is None or not steps:
        return None
    green = all(_zone(go.pain, version, history) is Zone.GREEN for go in recent)
    if not green or not all(go.clean for go in recent) or any(go.morning_worse for go in recent):
        return None
    if any(go.morning_worse is None for go in recent):
        reason = message(
            "progression",
            "This is going well. Once the next morning is rated, more can be suggested.",
        )
        return Suggestion(item, Direction.WAIT, reason)
    return Suggestion(item, Direction.HARDER, reason, steps)


def _reason_for_more(
    item: PlanItem, recent: Sequence[Go], history: History, rule: ProgressionRule
) -> tuple[Message | None, tuple[Step, ...]]:
    steps = harder_steps(item, history.index, rule)
    if all(_beyond(go, rule) for go in recent):
        text = message(
            "progression",
            "In {count} sessions in a row you did more than planned in the last set, with little"
            " pain.",
            count=len(recent),
        )
        return text, steps
    if all(go.effort is not None and go.effort <= rule.easy_to for go in recent):
        text = message(
            "progression",
            "{count} sessions in a row felt easy, with little pain.",
            count=len(recent),
        )
        return text, steps
    earlier = history.before.get(item.id)
    if earlier is not None and _dose(earlier) > _dose(item) and all(map(_complete, recent)):
        text = message(
            "progression",
            "{count} sessions at the smaller dose went well. The dose before can be tried again.",
            count=len(recent),
        )
        again = message("progression", "{sets} × {reps}, as before", sets=earlier.sets,
                        reps=earlier.reps or earlier.hold_s or 0)  # fmt: skip
        return text, (Step(again, _with_dose(item, earlier)),)
    return None, ()


def _beyond(go: Go, rule: ProgressionRule) -> bool:
    """Tell whether the last set of each side went beyond the plan by enough."""
    if not _complete(go):
        return False
    last = {one.side: one for one in go.sets}
    for one in last.values():
        extra = rule.extra_seconds if one.unit is SetUnit.SECONDS else rule.extra_reps
        if (one.done or 0) < one.planned + extra:
            return False
    return True


def _complete(go: Go) -> bool:
    return not go.switched and all(one.share >= 1.0 for one in go.sets)


def _zone(pain: float | None, version: PlanVersion, history: History) -> Zone | None:
    return None if pain is None else history.light.zone(pain, version.limits)


def _dose(item: PlanItem) -> float:
    """Return a number to compare doses of one exercise by: repetitions or seconds in all."""
    return item.sets * (item.hold_s or 1 if item.reps is None else item.reps)


def _with_dose(item: PlanItem, dose: PlanItem) -> PlanItem:
    return dataclasses.replace(item, sets=dose.sets, reps=dose.reps, hold_s=dose.hold_s)
