"""The open diary as the pages see it: read it, change it, undo, and hear what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.review import SharedCopy
from rehabdesk.domain.text import Message
from rehabdesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    # Imported for types alone: the store and its libraries come after the first paint.
    from rehabdesk.services.undo import UndoStack
    from rehabdesk.store.diary import Diary

T = TypeVar("T")


class Workbench(QObject):
    """Owns the open diary; every page reads and changes it through here.

    All work with the diary runs on one worker thread. `data_changed` is the one signal that
    tells the whole window what was touched.
    """

    data_changed = Signal(object)  # Changes
    diary_opened = Signal()
    diary_closed = Signal()
    failed = Signal(object)  # Message
    saved = Signal(object)  # Message: what was done
    undone = Signal(object)  # Message: what was taken back; after `saved`
    redone = Signal(object)  # Message: what was done again; after `saved`

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._diary: Diary | None = None
        self._undo: UndoStack | None = None

    @property
    def is_open(self) -> bool:
        """Whether a diary is open."""
        return self._diary is not None

    @property
    def diary_name(self) -> str:
        """The open diary's file name without its ending, or ""."""
        return self._diary.path.stem if self._diary is not None else ""

    @property
    def diary_path(self) -> Path | None:
        """The open diary's file, or None."""
        return self._diary.path if self._diary is not None else None

    @property
    def shared(self) -> SharedCopy | None:
        """What the open file says about itself if it is a shared copy, or None."""
        return self._diary.shared if self._diary is not None else None

    @property
    def read_only(self) -> bool:
        """Whether the open diary can only be looked at."""
        return self._diary is not None and self._diary.read_only

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back, or None."""
        return self._undo.undo_label if self._undo is not None else None

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again, or None."""
        return self._undo.redo_label if self._undo is not None else None

    @property
    def runner(self) -> TaskRunner:
        """The worker that all diary work runs on."""
        return self._runner

    def attach(self, diary: Diary, undo: UndoStack) -> None:
        """Show another diary; the previous one must have been closed."""
        self._diary, self._undo = diary, undo
        self.diary_opened.emit()

    def detach(self) -> Diary | None:
        """Let go of the diary and return it, so that it can be closed on the worker."""
        diary, self._diary, self._undo = self._diary, None, None
        if diary is not None:
            self.diary_closed.emit()
        return diary

    def read(
        self, work: Callable[[Diary], T], done: Callable[[T], None], *, key: str | None = None
    ) -> None:
        """Read something from the diary in the background.

        Args:
            work: Called with the diary on the worker thread.
            done: Called with the result on the GUI thread, unless newer work with the same
                key was asked for or another diary was opened meanwhile.
            key: What the result is for.
        """
        diary = self._diary
        if diary is None:
            return

        owner = getattr(done, "__self__", None)

        def deliver(result: T) -> None:
            # Whoever asked may have been taken down meanwhile.
            gone = isinstance(owner, QObject) and not isValid(owner)
            if self._diary is diary and not gone:
                done(result)

        self._runner.run(lambda: work(diary), deliver, self._tell, key=key)

    def change(
        self,
        work: Callable[[Diary], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Change the diary in the background; committed before anybody hears of it.

        Args:
            work: Called with the diary on the worker thread; one committed transaction.
            done: Called on the GUI thread after `data_changed`.
            failed: Called instead of the general notice if the change was refused.
            quiet: Not to be told as something the person did: nobody asked for it.
        """
        diary, stack = self._diary, self._undo
        if diary is None or stack is None:
            return

        def job() -> Changes:
            # The stack is touched on the worker alone, so that undo cannot overtake a change.
            changes = work(diary)
            if changes.rows and changes.undoable:
                stack.push(changes)
            return changes

        def deliver(changes: Changes) -> None:
            if self._diary is not diary:
                return
            self._announce(changes, quiet=quiet)
            if done is not None:
                done(changes)

        self._runner.run(job, deliver, failed or self._tell)

    def undo(self) -> None:
        """Take back the last change, if there is one."""
        self._step(lambda stack, diary: stack.undo(diary), self.undone.emit)

    def redo(self) -> None:
        """Do the last undone change again, if there is one."""
        self._step(lambda stack, diary: stack.redo(diary), self.redone.emit)

    def _step(
        self,
        step: Callable[[UndoStack, Diary], Changes | None],
        tell: Callable[[Message], None],
    ) -> None:
        diary, stack = self._diary, self._undo
        if diary is None or stack is None:
            return

        def deliver(changes: Changes | None) -> None:
            if changes is not None and self._diary is diary:
                self._announce(changes)
                tell(changes.label)

        self._runner.run(lambda: step(stack, diary), deliver, self._tell)

    def _announce(self, changes: Changes, *, quiet: bool = False) -> None:
        if changes.kinds:
            self.data_changed.emit(changes)
        if not quiet:
            self.saved.emit(changes.label)

    def _tell(self, error: KnownError) -> None:
        self.failed.emit(error.message)
