"""A first plan that fits, and saving it with the first pain entry at once."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.resources import resource_path
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_templates import PlanTemplate, load_templates
from rehabdesk.services.plans import save_plan
from rehabdesk.services.safety.gate import refuse_training

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class _FirstPlanData(Struct, forbid_unknown_fields=True):
    about: str
    sore: str
    by_region: dict[str, str]
    otherwise: str
    sources: tuple[str, ...]


@functools.cache
def _rule() -> _FirstPlanData:
    data = resource_path("rules", "first_plan.json").read_bytes()
    return msgspec.json.decode(data, type=_FirstPlanData)


def suggested_template(region: str, pain: int | None = None) -> PlanTemplate:
    """Return the plan to begin with for a region; see `resources/rules/first_plan.json`.

    Args:
        region: Id of the region that hurts most, or "" if that is not known.
        pain: How strong it is, 0 to 10, or None. In the red range the gentlest plan comes first.
    """
    rule = _rule()
    wanted = rule.by_region.get(region, rule.otherwise)
    if pain is not None and load_traffic_light().zone(pain) is Zone.RED:
        wanted = rule.sore
    return next(one for one in load_templates() if one.id == wanted)


def save_first_start(
    diary: Diary,
    clock: Clock,
    pain: tuple[SidedRegion, int] | None,
    plan: PlanDraft | None,
    index: LibraryIndex,
) -> Changes:
    """Save the first pain entry and the first plan as one change.

    Args:
        diary: The open diary.
        clock: Tells the present.
        pain: Where it hurts and how strong, 0 to 10, or None if that was skipped.
        plan: The plan to begin with today, or None for none.
        index: The library.

    Raises:
        SafetyFirstError: A plan is wanted before the safety questions allow one; nothing was
            saved.
        InputError: Something in it is not possible; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    if plan is not None:
        refuse_training(diary, clock)
    with diary.change(message("change", "First steps saved")) as recorder:
        if pain is not None:
            where, value = pain
            kind = diary.settings.value_kind(where)
            record_pain(diary, clock, where, value, kind=kind)
        if plan is not None:
            save_plan(diary, clock, plan, index, diary_day(clock.now()))
    return recorder.changes
