"""Prints the wall clock when the window has painted itself for the first time, then ends.

The same file is run by Python and frozen, so that both are measured alike; it is never shipped.
"""

from __future__ import annotations

import gc
import os
import sys
import time

from rehabdesk.app import main as entry
from rehabdesk.cli.launch import LaunchOptions


def now() -> None:
    """Say the time and end without tidying up."""
    sys.stdout.write(f"{time.time()}\n")
    sys.stdout.flush()
    os._exit(0)


def open_window(options: LaunchOptions) -> int:
    """Open the window as the program does, and listen before anybody else."""
    gc.disable()
    from rehabdesk.app import start  # noqa: PLC0415 - as in the program
    from rehabdesk.ui.shell.window import MainWindow  # noqa: PLC0415 - as in the program
    from rehabdesk.ui.theme.theme import Theme  # noqa: PLC0415 - as in the program

    class Watched(MainWindow):
        """The window, heard when it has painted."""

        def __init__(self, theme: Theme) -> None:
            super().__init__(theme)
            self.painted.connect(now)

    vars(start)["MainWindow"] = Watched
    return start.open_window(options)


entry._open_window = open_window  # noqa: SLF001 - as in the program
sys.exit(entry.main([]))
