"""The draft a person works on. It stays through every refresh until it is saved or thrown away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from rehabdesk.domain.plan import PlanVersion
from rehabdesk.services.plan_drafts import PlanDraft, draft_of

#: How many steps can be taken back.
MOST_STEPS = 100


class DraftDesk(QObject):
    """Holds the latest version and, once something was changed, the draft with its past."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base: PlanVersion | None = None
        self._draft: PlanDraft | None = None
        self._earlier: list[PlanDraft | None] = []
        self._saved: PlanDraft | None = None
        self._merging = ""

    @property
    def base(self) -> PlanVersion | None:
        """The latest version in the diary, or None without a plan."""
        return self._base

    @property
    def plan(self) -> PlanDraft:
        """What is shown: the draft, or the latest version."""
        if self._draft is not None:
            return self._draft
        return draft_of(self._base) if self._base is not None else PlanDraft()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        if self._draft is None:
            return False
        base = draft_of(self._base) if self._base is not None else PlanDraft()
        return self._draft != base

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._earlier)

    def show_base(self, base: PlanVersion | None) -> None:
        """Take note of the latest version; the draft stays as it is."""
        if base == self._base:
            return
        self._base = base
        if self._saved is not None and self._draft == self._saved:
            self._draft = None
        self._saved = None
        self.changed.emit()

    def change(self, draft: PlanDraft, *, merge: str = "") -> None:
        """Go on with a changed draft.

        Args:
            draft: The new state.
            merge: Steps in a row with the same word are taken back as one (typing a number).
        """
        if draft == self.plan:
            return
        if not merge or merge != self._merging or not self._earlier:
            self._earlier = [*self._earlier[-MOST_STEPS + 1 :], self._draft]
        self._merging = merge
        self._draft = draft
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back."""
        if self._earlier:
            self._draft = self._earlier.pop()
            self._merging = ""
            self.changed.emit()

    def discard(self) -> None:
        """Throw the draft away; that can be taken back."""
        if self._draft is not None:
            self._earlier.append(self._draft)
            self._draft = None
            self._merging = ""
            self.changed.emit()

    def saved(self, draft: PlanDraft) -> None:
        """Let go of a draft that became a version, unless it was changed meanwhile.

        It is shown until the new version has been read.
        """
        self._earlier.clear()
        self._merging = ""
        self._saved = draft

    def forget(self) -> None:
        """Begin anew: another diary."""
        self._base = self._draft = None
        self._earlier.clear()
        self._merging = ""
        self.changed.emit()
