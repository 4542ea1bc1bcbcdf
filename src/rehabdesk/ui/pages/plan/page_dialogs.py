"""The dialogs of the plan page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.plan.draft_desk import DraftDesk
from rehabdesk.ui.pages.plan.own_dialog import OwnExerciseDialog
from rehabdesk.ui.pages.plan.pause_dialog import PauseDialog
from rehabdesk.ui.pages.plan.reading import PlanState
from rehabdesk.ui.pages.plan.save_dialog import SaveDialog
from rehabdesk.ui.pages.plan.template_dialog import TemplateDialog
from rehabdesk.ui.pages.plan.versions_dialog import VersionsDialog
from rehabdesk.ui.safety.gate_dialog import GateDialog

Begin = Callable[[PlanDraft], None]


class PlanDialogs:
    """Opens dialogs over the window of a page."""

    def __init__(self, context: UiContext, desk: DraftDesk, page: Page) -> None:
        self._context, self._desk, self._page = context, desk, page

    def choose_template(self, state: PlanState, begin: Begin) -> None:
        """Offer ready-made plans, or say kindly what they wait for."""
        if not state.safety.gate.allows_training:
            GateDialog(self._context.tr, state.safety, self._page).open()
            return
        dialog = TemplateDialog(self._context.tr, state.index, self._page.window())
        dialog.chosen.connect(begin)
        dialog.open()

    @property
    def in_review(self) -> bool:
        """Whether the draft is in the review of a shared copy as it is now."""
        review = self._context.review.draft
        return review is not None and review.plan == self._desk.plan

    def save(self, state: PlanState, saved: Begin) -> None:
        """Ask from when on the draft is in force, and save it; or put it into the review."""
        desk, review = self._desk, self._context.review.draft
        if review is not None:
            self._context.review.show(dataclasses.replace(review, plan=desk.plan))
            return
        SaveDialog(
            self._context,
            state.index,
            desk.base,
            desk.plan,
            state.next_number,
            saved,
            self._page.window(),
        ).open()

    def show_versions(self, state: PlanState, begin: Begin) -> None:
        """Show all versions."""
        tr, window = self._context.tr, self._page.window()
        dialog = VersionsDialog(tr, state.index, state.versions, window)
        dialog.draft_wanted.connect(begin)
        dialog.open()

    def show_pauses(self, state: PlanState) -> None:
        """Show the pauses."""
        PauseDialog(self._context, state.pauses, self._page.window()).open()

    def edit_own(self, state: PlanState, exercise_id: str = "") -> None:
        """Change an own exercise, or add one."""
        wanted = exercise_id.removeprefix(OWN_PREFIX)
        own = next((one for one in state.own if one.id == wanted), None)
        window = self._page.window()
        OwnExerciseDialog(self._context, state.index.library, own, window).open()
