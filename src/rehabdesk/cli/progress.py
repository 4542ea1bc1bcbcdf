"""How far long work is, on a terminal; Ctrl+C stops it."""

from __future__ import annotations

from typing import TextIO

from rehabdesk.services.progress import NoProgress, Progress

_WIDTH = 6


class TerminalProgress:
    """Writes the percentage over and over into one line, which is empty again at the end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._shown = -1

    def report(self, done: int, total: int) -> None:
        """Show how much is done."""
        percent = 100 * done // max(total, 1)
        if percent == self._shown:
            return
        self._shown = percent
        shown = "" if done >= total else f"{percent} %"
        self._out.write("\r" + shown.ljust(_WIDTH) + ("\r" if done >= total else ""))
        self._out.flush()

    def cancelled(self) -> bool:
        """Never stop by itself: Ctrl+C interrupts, and what had begun is taken back."""
        return False


def progress_on(out: TextIO) -> Progress:
    """Return what shows progress on a stream; nothing is shown in files and pipes."""
    return TerminalProgress(out) if out.isatty() else NoProgress()
