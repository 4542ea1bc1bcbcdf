"""The application object: it hears which files the system wants opened."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Remembers files until somebody can open them.

    macOS does not name a double-clicked file on the command line; it sends an event, which may
    come before the window is there, or at any time later.
    """

    #: There is a file to take.
    file_asked = Signal()

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))
        self._asked: deque[Path] = deque()

    def take_asked(self) -> Path | None:
        """Return the next file the system wants opened, or None."""
        return self._asked.popleft() if self._asked else None

    def event(self, event: QEvent) -> bool:
        """Hear about a file; everything else goes its usual way."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self._asked.append(Path(event.file()))
            self.file_asked.emit()
            return True
        return super().event(event)
