"""Where an exercise goes in the plan when it is moved within its group."""

from __future__ import annotations

from collections.abc import Sequence

from rehabdesk.domain.plan import PlanItem
from rehabdesk.services.plan_drafts import PlanDraft


def moved_in_group(draft: PlanDraft, group: Sequence[str], item_id: str, slot: int) -> PlanDraft:
    """Return a draft with an item at another place among those of its group.

    The plan is shown by body position, so an item moves among those it is shown with; where all
    others stand in the plan stays as it is.

    Args:
        draft: The plan.
        group: Ids of the items of the group as they are shown; the moving one may be among them.
        item_id: The item.
        slot: The place among the others of the group, counted from 0.
    """
    others = [one for one in group if one != item_id]
    if not others:
        return draft
    rest = [item.id for item in draft.items if item.id != item_id]
    slot = max(0, min(slot, len(others)))
    place = rest.index(others[slot]) if slot < len(others) else rest.index(others[-1]) + 1
    return draft.moved(item_id, place)


def split_by_side(draft: PlanDraft, both: PlanItem, sides: Sequence[PlanItem]) -> PlanDraft:
    """Return a draft with an item replaced by those for each side, in the same place."""
    items: list[PlanItem] = []
    for item in draft.items:
        items += sides if item.id == both.id else [item]
    return draft.with_items(items)
