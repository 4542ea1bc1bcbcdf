"""Entry point.

What happens at start, in order:

1. `main` reads the arguments, if there are any, with argparse alone; a command of the command line
   ends here.
2. `start` makes the application, reads the theme, and shows the window, which paints the fields of
   its frame. Nothing heavier than Qt's widgets is imported up to here.
3. The window is furnished: sidebar, room for pages, status bar.
4. The composition makes the menus, opens the diary on the worker thread (which imports the store
   and its libraries) and makes the first page.
5. A page's own libraries (pyqtgraph for Trends) are imported when that page is first shown.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from rehabdesk.cli.launch import LaunchOptions


def main(argv: Sequence[str] | None = None) -> int:
    """Run RehabDesk.

    Args:
        argv: The arguments without the program's name; those of the process by default.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:
        # As from a desktop's menu: there is nothing to read.
        return _open_window(LaunchOptions())
    from rehabdesk.cli.main import run  # noqa: PLC0415

    return run(arguments, _open_window)


def _open_window(options: LaunchOptions) -> int:
    if options.self_test:
        from rehabdesk.app.self_test import self_test  # noqa: PLC0415 - as below

        return self_test(options.language or "")
    # What is made while starting stays: looking through it for garbage only delays the window.
    # `start` switches collecting on again.
    gc.disable()
    try:
        # Qt is imported here, so that commands of the command line run without it.
        from rehabdesk.app.start import open_window  # noqa: PLC0415

        return open_window(options)
    finally:
        gc.enable()
