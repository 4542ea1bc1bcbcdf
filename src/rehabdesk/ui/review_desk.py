"""The review that is being written about a shared copy, whichever page it is written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehabdesk.domain.moments import Clock

if TYPE_CHECKING:
    # For types alone: services come after the first paint.
    from rehabdesk.services.reviews import ReviewDraft


class ReviewDesk(QObject):
    """Holds the review while a shared copy is open.

    Attributes:
        clock: Tells when a comment is written; the pages themselves show the copy at its own time.
    """

    changed = Signal()
    #: The review was written to a file to be sent.
    written = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self._draft: ReviewDraft | None = None
        self._saved: ReviewDraft | None = None

    @property
    def draft(self) -> ReviewDraft | None:
        """The review so far, or None if no shared copy is open."""
        return self._draft

    @property
    def is_unsaved(self) -> bool:
        """Whether something in it would be lost."""
        return self._draft is not None and not self._draft.is_empty and self._draft != self._saved

    def begin(self, draft: ReviewDraft | None) -> None:
        """Begin the review of another copy, or none."""
        self._draft, self._saved = draft, None
        self.changed.emit()

    def show(self, draft: ReviewDraft) -> None:
        """Go on with a changed review."""
        if draft != self._draft:
            self._draft = draft
            self.changed.emit()

    def saved(self, draft: ReviewDraft) -> None:
        """Take note that a review was written to a file."""
        self._saved = draft
        self.changed.emit()
        self.written.emit()
