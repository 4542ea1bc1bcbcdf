"""Carries progress from the worker to the window, and the wish to stop back."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal


class ProgressRelay(QObject):
    """A `Progress` whose reports arrive as a queued signal.

    `report` and `cancelled` are called on the worker, `cancel` on the GUI thread.
    """

    reported = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def report(self, done: int, total: int) -> None:
        """Tell the window."""
        self.reported.emit(done, total)

    def cancelled(self) -> bool:
        """Tell the worker whether to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the worker to stop."""
        self._stop.set()
