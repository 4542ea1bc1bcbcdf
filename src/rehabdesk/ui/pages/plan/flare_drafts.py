"""Drafts of the plan for a flare and for the time after it; they are read when they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rehabdesk.domain.moments import diary_day
from rehabdesk.services.flare_plan import earlier_draft, gentler_draft
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.ui.context import UiContext

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_MAKES = {"flare": gentler_draft, "before-flare": earlier_draft}
#: What the Plan page can be opened at.
FLARE_DRAFTS = frozenset(_MAKES)


def read_flare_draft(context: UiContext, which: str, begin: Callable[[PlanDraft], None]) -> None:
    """Begin with a draft, if there is one.

    Args:
        context: What pages share.
        which: One of `FLARE_DRAFTS`.
        begin: Called with the draft.
    """
    clock, tr, make = context.clock, context.tr, _MAKES[which]
    day = diary_day(clock.now())

    def read(diary: Diary) -> PlanDraft | None:
        # Nothing is suggested before the safety questions are answered.
        return make(diary, day, tr) if training_gate(diary, clock).allows_training else None

    def show(draft: PlanDraft | None) -> None:
        if draft is not None:
            begin(draft)

    context.workbench.read(read, show, key="plan flare")
