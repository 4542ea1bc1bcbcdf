"""Drafts of the plan for a flare and for the time after it; they are read when they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from rehabdesk.domain.moments import diary_day
from rehabdesk.services.flare_plan import earlier_draft, gentler_draft
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.ui.context import UiContext

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
    day, tr, make = diary_day(context.clock.now()), context.tr, _MAKES[which]

    def show(draft: PlanDraft | None) -> None:
        if draft is not None:
            begin(draft)

    context.workbench.read(lambda diary: make(diary, day, tr), show, key="plan flare")
