"""What was done of each exercise of the plan at its present dose, and how it felt."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import PlanItem, PlanVersion, Session, SetDone
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import TrafficLight, load_traffic_light
from rehabdesk.services.progression_rule import load_progression_rule

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class Go:
    """One exercise in one session, as far as it is known.

    Attributes:
        day: The day.
        sets: Its sets that were done at least in part.
        effort: Effort of the session, or None.
        morning_worse: Whether the next morning was worse; None is unknown.
        switched: A part of it was done with another exercise, such as the easier version.
    """

    day: dt.date
    sets: tuple[SetDone, ...]
    effort: int | None
    morning_worse: bool | None
    switched: bool = False

    @property
    def pain(self) -> float | None:
        """The highest pain that was rated during it, or None if nothing was rated."""
        return max((one.pain for one in self.sets if one.pain is not None), default=None)

    @property
    def clean(self) -> bool:
        """Whether no set was said to be other than clean."""
        return all(one.clean is not False for one in self.sets)


def pain_rises(diary: Diary, where: SidedRegion, day: dt.date) -> bool:
    """Tell whether the weekly averages of a region have climbed week after week up to a day."""
    rule = load_progression_rule()
    means = {on: mean for on, mean, _ in diary.pain.daily_means(
        where, diary.settings.value_kind(where))}  # fmt: skip
    weeks = []
    for number in range(rule.rising_weeks + 1):
        days = [day - dt.timedelta(days=7 * number + back) for back in range(7)]
        values = [means[on] for on in days if on in means]
        if len(values) < rule.rising_logged:
            return False
        weeks.append(sum(values) / len(values))
    return all(later > earlier for later, earlier in itertools.pairwise(weeks))


@dataclass(frozen=True, slots=True)
class History:
    """What was done of the plan so far.

    Attributes:
        gone: By item id of the plan in force, its goes at the same dose, the oldest first.
        last_day: By exercise, the last day it was done at any dose.
        first_dose: By exercise, its item in the first version that had it.
        before: By item id, the item of the version before with another dose, if any.
        index: The library.
        light: The traffic light.
    """

    gone: dict[str, list[Go]]
    last_day: dict[str, dt.date]
    first_dose: dict[str, PlanItem]
    before: dict[str, PlanItem]
    index: LibraryIndex
    light: TrafficLight

    @classmethod
    def read(cls, diary: Diary, version: PlanVersion, day: dt.date, index: LibraryIndex) -> History:
        """Read it from a diary, up to and with a day."""
        light = load_traffic_light()
        versions = [one for one in diary.plans.versions() if one.from_day <= day]
        items = {item.id: item for one in versions for item in one.items}
        sets = diary.sets.between(None, day)
        gone: dict[str, list[Go]] = {item.id: [] for item in version.items}
        last_day: dict[str, dt.date] = {}
        for session in diary.sessions.between(None, day):
            if session.running:
                continue
            for item_id, done in _by_item(sets.get(session.id, [])).items():
                planned = items.get(item_id)
                if planned is None:
                    continue
                last_day[planned.exercise] = session.day
                now = same_dose(planned, version)
                if now is not None and any(one.exercise == now.exercise for one in done):
                    gone[now.id].append(_go(session, done, now, light))
        first: dict[str, PlanItem] = {}
        for one in sorted(versions, key=lambda one: (one.from_day, one.number)):
            for item in one.items:
                first.setdefault(item.exercise, item)
        before = {item.id: found for item in version.items
                  if (found := dose_before(item, version, versions)) is not None}  # fmt: skip
        return cls(gone, last_day, first, before, index, light)


def _by_item(sets: Sequence[SetDone]) -> dict[str, list[SetDone]]:
    """Return the sets by plan item; an item of which nothing was tried is absent."""
    found: dict[str, list[SetDone]] = {}
    for one in sets:
        found.setdefault(one.plan_item_id, []).append(one)
    return {item: rows for item, rows in found.items() if any(one.done is not None for one in rows)}


def _go(session: Session, sets: Sequence[SetDone], item: PlanItem, light: TrafficLight) -> Go:
    worse = light.morning_is_worse(session.pain_before, session.pain_next_morning)
    same = [one for one in sets if one.exercise == item.exercise]
    ordered = tuple(sorted(same, key=lambda one: (one.side, one.number)))
    return Go(session.day, ordered, session.effort, worse, switched=len(same) < len(sets))


def same_dose(planned: PlanItem, version: PlanVersion) -> PlanItem | None:
    """Return the item of a version that has the same exercise, side and dose as another."""
    for item in version.items:
        if dose_signature(item) == dose_signature(planned):
            return item
    return None


def dose_signature(item: PlanItem) -> tuple[object, ...]:
    """Return what makes two items the same exercise at the same dose."""
    return (
        item.exercise, item.side, item.sets, item.reps, item.hold_s, item.lift_s, item.lower_s,
        item.load, item.band,
    )  # fmt: skip


def dose_before(
    item: PlanItem, version: PlanVersion, versions: Sequence[PlanVersion]
) -> PlanItem | None:
    """Return the latest item of an earlier version with the same exercise and another dose."""
    earlier = [one for one in versions if one.number < version.number]
    for one in sorted(earlier, key=lambda one: (one.from_day, one.number), reverse=True):
        for old in one.items:
            if (old.exercise, old.side) == (item.exercise, item.side):
                if dose_signature(old) != dose_signature(item):
                    return old
                break
    return None
