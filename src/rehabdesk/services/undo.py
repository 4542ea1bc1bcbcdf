"""Undo and redo across the whole app."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.text import Message
from rehabdesk.store.rows import ConflictError

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How many changes can be undone.
CAPACITY = 200


class UndoStack:
    """The changes that can be undone, and those that were and can be done again."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._done: deque[Changes] = deque(maxlen=capacity)
        self._undone: list[Changes] = []

    @property
    def undo_label(self) -> Message | None:
        """What would be undone next, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Message | None:
        """What would be done again next, or None."""
        return self._undone[-1].label if self._undone else None

    def push(self, changes: Changes) -> None:
        """Remember what a person did; what was undone before cannot be done again then.

        A change of nothing, or one that cannot be undone, is passed over.
        """
        if changes.undoable and changes.rows:
            self._done.append(changes)
            self._undone.clear()

    def undo(self, diary: Diary) -> Changes | None:
        """Undo the last change.

        Returns:
            What that touched, or None if there is nothing to undo.

        Raises:
            ConflictError: It was changed again since. It is forgotten, so that the one before
                can be undone next.
            DiaryError: The diary cannot be written; it can be tried again.
        """
        if not self._done:
            return None
        changes = self._done[-1]
        try:
            undone = diary.apply(changes.label, changes.rows, forward=False)
        except ConflictError:
            self._done.pop()
            raise
        self._undone.append(self._done.pop())
        return undone

    def redo(self, diary: Diary) -> Changes | None:
        """Do the last undone change again.

        Returns:
            What that touched, or None if there is nothing to do again.

        Raises:
            ConflictError: It was changed again since. It and what followed it are forgotten.
            DiaryError: The diary cannot be written; it can be tried again.
        """
        if not self._undone:
            return None
        changes = self._undone[-1]
        try:
            redone = diary.apply(changes.label, changes.rows, forward=True)
        except ConflictError:
            self._undone.clear()
            raise
        self._done.append(self._undone.pop())
        return redone

    def clear(self) -> None:
        """Forget everything: another diary was opened."""
        self._done.clear()
        self._undone.clear()
