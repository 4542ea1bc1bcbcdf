"""What can be done to the draft; the widgets only say that it is wanted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.regions import Side
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import item_of, with_new_ids
from rehabdesk.services.plan_rules import load_plan_rule
from rehabdesk.ui.pages.plan.draft_desk import DraftDesk
from rehabdesk.ui.pages.plan.ordering import moved_in_group, split_by_side


class Planner:
    """Changes the draft on the desk."""

    def __init__(self, desk: DraftDesk) -> None:
        self._desk = desk
        #: Whether somebody said that this draft may be long.
        self.long_is_fine = False

    def item_with(self, exercise_id: str) -> PlanItem | None:
        """Return the first item of an exercise, or None."""
        items = self._desk.plan.items
        return next((item for item in items if item.exercise == exercise_id), None)

    def is_planned(self, exercise_id: str) -> bool:
        """Tell whether an exercise is in the plan."""
        return self.item_with(exercise_id) is not None

    def has(self, item_id: str) -> bool:
        """Tell whether there is an item of this id."""
        return any(item.id == item_id for item in self._desk.plan.items)

    def would_be_long(self) -> bool:
        """Tell whether one more is to be asked about."""
        many = load_plan_rule().many_exercises
        return len(self._desk.plan.items) >= many and not self.long_is_fine

    def add(self, exercise: Exercise, group: Sequence[str], slot: int | None) -> PlanItem:
        """Add an exercise with its usual dosage.

        Args:
            exercise: The exercise.
            group: Ids of the items it will be shown with.
            slot: Its place among them, or None for the end.
        """
        item = item_of(exercise, self._side_for(exercise))
        plan = self._desk.plan
        plan = plan.with_items((*plan.items, item))
        if slot is not None and group:
            plan = moved_in_group(plan, group, item.id, slot)
        self._desk.change(plan)
        return item

    def move(self, group: Sequence[str], item_id: str, slot: int) -> None:
        """Move an item among those it is shown with."""
        self._desk.change(moved_in_group(self._desk.plan, group, item_id, slot))

    def swap(self, item_id: str, exercise: Exercise) -> PlanItem:
        """Put an exercise in an item's place, with its usual dosage; return what was there."""
        old = self._desk.plan.item(item_id)
        one_sided = exercise.side.prescribed is ExerciseSide.BOTH
        side = old.side if one_sided and old.side is not ExerciseSide.NONE else None
        new = dataclasses.replace(item_of(exercise, side), id=old.id)
        self._desk.change(self._desk.plan.with_changed(new))
        return old

    def split(self, item_id: str) -> None:
        """Make one item for each side of one for both."""
        both = self._desk.plan.item(item_id)
        (other,) = with_new_ids([both])
        left = dataclasses.replace(both, side=ExerciseSide.LEFT)
        right = dataclasses.replace(other, side=ExerciseSide.RIGHT)
        self._desk.change(split_by_side(self._desk.plan, both, [left, right]))

    def usual_side(self) -> Side:
        """Return the side figures are drawn for: the one the plan is for, else the right."""
        sides = [item.side for item in self._desk.plan.items]
        lefts, rights = sides.count(ExerciseSide.LEFT), sides.count(ExerciseSide.RIGHT)
        return Side.LEFT if lefts > rights else Side.RIGHT

    def swaps_for(self, exercise: Exercise, index: LibraryIndex) -> list[tuple[str, bool]]:
        """Return exercises that can take the place of one, and whether they are easier."""
        easier = [one.exercise for one in exercise.easier]
        harder = [one.exercise for one in exercise.harder]
        return [
            (target, target in easier)
            for target in dict.fromkeys((*easier, *harder))
            if target is not None and target in index and not self.is_planned(target)
        ]

    def _side_for(self, exercise: Exercise) -> ExerciseSide | None:
        """Return the side one-sided exercises of this plan are for, if they agree."""
        if exercise.side.prescribed is not ExerciseSide.BOTH:
            return None
        sides = {item.side for item in self._desk.plan.items} - {ExerciseSide.NONE}
        return next(iter(sides)) if len(sides) == 1 else None
