"""Keeps a review that is being written, so that a crash or a closed window does not lose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from rehabdesk.domain.text import Translator
from rehabdesk.ui.review_desk import ReviewDesk
from rehabdesk.ui.workbench import Workbench

# ruff: noqa: PLC0415 - services are imported when a shared copy is opened.
if TYPE_CHECKING:
    from rehabdesk.services.reviews import ReviewDraft


class ReviewKeeper(QObject):
    """Writes each change of the review beside the copy, and takes it up again."""

    def __init__(self, workbench: Workbench, desk: ReviewDesk, tr: Translator) -> None:
        super().__init__(workbench)
        self._workbench, self._desk, self._tr = workbench, desk, tr
        self._kept: ReviewDraft | None = None
        desk.changed.connect(self._keep)
        desk.written.connect(self._forget)

    def begin(self) -> None:
        """Begin the review of the shared copy that is open, or go on with the one before."""
        from rehabdesk.services.review_keeping import kept_review

        tr = self._tr
        self._workbench.read(lambda diary: kept_review(diary, tr), self._begin)

    def _begin(self, draft: ReviewDraft) -> None:
        self._kept = draft
        self._desk.begin(draft)

    @Slot()
    def _keep(self) -> None:
        draft = self._desk.draft
        if draft is None or draft == self._kept or self._workbench.shared is None:
            return
        from rehabdesk.services.review_keeping import keep_review

        self._kept = draft
        self._workbench.read(lambda diary: keep_review(diary, draft), lambda _: None)

    @Slot()
    def _forget(self) -> None:
        """Take away what was kept: the review was saved for sending."""
        from rehabdesk.services.review_keeping import forget_review

        self._workbench.read(forget_review, lambda _: None)
