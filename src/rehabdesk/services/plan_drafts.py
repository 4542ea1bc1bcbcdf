"""A plan while it is being put together. Each step gives a new draft, so steps can be undone."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide, PainLimits, PlanItem, PlanVersion
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_templates import PlanTemplate

#: Dosage of an own exercise until somebody says otherwise.
_OWN_SETS, _OWN_REPS, _OWN_REST, _OWN_TIMES = 2, 10, 45, 3


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan that is not saved yet.

    Attributes:
        title: Plain text.
        note: Plain text: why it changed.
        items: The exercises; their positions are their places.
        limits: Pain limits for this plan, or None for the usual ones.
        author: Who made it, if somebody else did.
    """

    title: str = ""
    note: str = ""
    items: tuple[PlanItem, ...] = ()
    limits: PainLimits | None = None
    author: str = ""

    def with_items(self, items: Iterable[PlanItem]) -> PlanDraft:
        """Return the draft with other items, in the order given."""
        placed = tuple(
            dataclasses.replace(item, position=place) for place, item in enumerate(items)
        )
        return dataclasses.replace(self, items=placed)

    def with_exercise(self, exercise: Exercise, side: ExerciseSide | None = None) -> PlanDraft:
        """Return the draft with an exercise added at its end, with its usual dosage."""
        return self.with_items((*self.items, item_of(exercise, side)))

    def without(self, item_id: str) -> PlanDraft:
        """Return the draft without an item."""
        return self.with_items(item for item in self.items if item.id != item_id)

    def moved(self, item_id: str, place: int) -> PlanDraft:
        """Return the draft with an item at another place, counted from 0.

        Raises:
            KeyError: There is no such item.
        """
        moving = self.item(item_id)
        others = [item for item in self.items if item.id != item_id]
        return self.with_items((*others[:place], moving, *others[place:]))

    def with_changed(self, changed: PlanItem) -> PlanDraft:
        """Return the draft with the item of this id as given."""
        return self.with_items(changed if item.id == changed.id else item for item in self.items)

    def item(self, item_id: str) -> PlanItem:
        """Return an item.

        Raises:
            KeyError: There is no such item.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


def draft_of(version: PlanVersion) -> PlanDraft:
    """Return a saved version as a draft; what is changed in it leaves the version as it is."""
    return PlanDraft(version.title, "", version.items, version.limits, version.author)


def draft_from_template(
    template: PlanTemplate,
    index: LibraryIndex,
    tr: Translator,
    side: ExerciseSide = ExerciseSide.BOTH,
) -> PlanDraft:
    """Return a template as a draft.

    Args:
        template: The template.
        index: The library.
        tr: Says the title in the person's language; it is theirs to change from then on.
        side: The side of exercises that are done one side at a time.
    """
    items = []
    for one in template.items:
        exercise = index.library[one.exercise]
        item = item_of(exercise, side if _one_sided(exercise) else None)
        items.append(
            dataclasses.replace(
                item,
                sets=one.sets,
                reps=one.reps,
                hold_s=one.hold_s,
                times_a_week=one.times_a_week,
            )
        )
    return PlanDraft(title=tr.say(template.title)).with_items(items)


def item_of(exercise: Exercise, side: ExerciseSide | None = None) -> PlanItem:
    """Return an exercise as a plan item with its usual dosage.

    Args:
        exercise: The exercise.
        side: The side, or None for what the exercise is made for.
    """
    usual = exercise.dosage
    return PlanItem(
        id=str(uuid.uuid4()),
        position=0,
        exercise=exercise.id,
        routine=exercise.routine,
        side=side or exercise.side.prescribed,
        sets=usual.sets if usual else _OWN_SETS,
        reps=usual.reps if usual else _OWN_REPS,
        hold_s=usual.hold_s if usual else None,
        rest_s=usual.rest_s if usual else _OWN_REST,
        times_a_week=usual.times_a_week if usual else _OWN_TIMES,
        lift_s=usual.lift_s if usual else None,
        lower_s=usual.lower_s if usual else None,
    )


def with_new_ids(
    items: Sequence[PlanItem], make_id: Callable[[], str] | None = None
) -> tuple[PlanItem, ...]:
    """Return items for another version: the same in all but their ids."""
    new = make_id or (lambda: str(uuid.uuid4()))
    return tuple(dataclasses.replace(item, id=new()) for item in items)


def _one_sided(exercise: Exercise) -> bool:
    return exercise.side.prescribed is ExerciseSide.BOTH
