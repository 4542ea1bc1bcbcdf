"""Runs the real window without anybody in front of it, for pictures and trials."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from rehabdesk.app.composition import Desktop
from rehabdesk.app.start import Start, application
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.theme.theme import Preference

QUIET_ROUNDS = 25
PATIENCE_S = 60.0


class OffscreenDesktop:
    """The program with its window shown offscreen and no choices of a person's computer.

    Use as a context manager: leaving it closes the diary and ends the worker.
    """

    def __init__(
        self,
        options: LaunchOptions,
        folder: Path,
        *,
        theme: Preference = "light",
        text_percent: int = 100,
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        """Show the window and wait until its first page is there.

        Args:
            options: What to open.
            folder: Where the settings of this run are kept.
            theme: The theme.
            text_percent: The text size.
            size: Width and height of the window in logical pixels.
        """
        preferences = Preferences(folder / "settings.ini")
        preferences.theme = theme
        preferences.text_percent = text_percent
        self.app: QApplication = application()
        self._start = Start(self.app, options, preferences)
        self.window = self._start.window
        self.window.resize(*size)
        self.window.show()
        self.wait_until(lambda: self.window.current_page is not None)
        self.settle()

    @property
    def desktop(self) -> Desktop:
        """The running program."""
        if self._start.desktop is None:
            raise TypeError("the window has not painted yet")
        return self._start.desktop

    def __enter__(self) -> OffscreenDesktop:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the window as a person would."""
        self.window.close()
        self.wait_until(lambda: not self.window.isVisible())
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Wait until nothing is running and everything is painted."""
        quiet = 0
        end = time.monotonic() + PATIENCE_S
        while quiet < QUIET_ROUNDS and time.monotonic() < end:
            self.app.processEvents()
            quiet = 0 if self.desktop.runner.busy else quiet + 1
            time.sleep(0.02)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true.

        Raises:
            TimeoutError: It did not.
        """
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError
            self.app.processEvents()
            time.sleep(0.002)

    def picture(self, file: Path) -> None:
        """Write what the window shows as PNG."""
        self.settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(file))

    def pictures(self, folder: Path) -> list[Path]:
        """Write every page as PNG; returns the files."""
        files = []
        for number, page in enumerate(self.window.page_ids, start=1):
            self.window.show_page(page)
            file = folder / f"{number}-{page}.png"
            self.picture(file)
            files.append(file)
        return files
