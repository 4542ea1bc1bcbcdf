"""Undo and redo across the whole app."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.text import Message

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

        A change of nothing is passed over. One that cannot be undone is not remembered, and
        what can be done again is forgotten.
        """
        if changes.undoable and changes.rows:
            self._done.append(changes)
        elif changes.undoable:
            return
        self._undone.clear()

    def undo(self, diary: Diary) -> Changes | None:
        """Undo the last change.

        Returns:
            What that touched, or None if there is nothing to undo.

        Raises:
            DiaryError: It was changed again since, so it cannot be undone. It is forgotten, so
                that the one before can be undone next.
        """
        if not self._done:
            return None
        changes = self._done.pop()
        undone = diary.apply(changes.label, changes.rows, forward=False)
        self._undone.append(changes)
        return undone

    def redo(self, diary: Diary) -> Changes | None:
        """Do the last undone change again.

        Returns:
            What that touched, or None if there is nothing to do again.

        Raises:
            DiaryError: It was changed again since. It is forgotten.
        """
        if not self._undone:
            return None
        changes = self._undone.pop()
        redone = diary.apply(changes.label, changes.rows, forward=True)
        self._done.append(changes)
        return redone

    def clear(self) -> None:
        """Forget everything: another diary was opened."""
        self._done.clear()
        self._undone.clear()
