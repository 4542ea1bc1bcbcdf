"""What all probes need: saying their figures, waiting for paint, memory, the running program."""

from __future__ import annotations

# ruff: noqa: ANN401, PLC0415 - what is measured is imported where it is measured.
import faulthandler
import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: The size of both windows, everywhere.
SIZE = (1366, 768)

#: A probe that takes longer has failed; it then says where it stands.
PATIENCE_S = 60


def say(**figures: object) -> None:
    """Print the figures and end at once: closing a diary is not measured."""
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    os._exit(0)


def memory_mb() -> float:
    """Return the memory that is in use now (resident set), in MB; 0 where nothing tells it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def when_painted(widget: Any, then: Callable[[], None]) -> None:
    """Call `then` when a widget that is yet to be painted has been, with the whole window."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Filter(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                # The painting of the window ends with this event; the timer comes after it.
                QTimer.singleShot(0, then)
            return False

    watching = Filter(widget)
    widget.installEventFilter(watching)
    widget.update()


class Frames:
    """Makes one frame after the other and counts that each was painted."""

    def __init__(self, app: Any, widget: Any) -> None:
        from PySide6.QtCore import QEvent, QObject

        outer = self

        class Filter(QObject):
            def eventFilter(self, _watched, event):
                if event.type() == QEvent.Type.Paint:
                    outer.painted += 1
                return False

        self.painted = 0
        self._app = app
        self._filter = Filter(widget)
        widget.installEventFilter(self._filter)

    def one(self, change: Callable[[], None]) -> None:
        """Change something and return when it has been painted."""
        before = self.painted
        change()
        while self.painted == before:
            self._app.processEvents()


def open_program(opened: Callable[[Any], None]) -> None:
    """Start RehabDesk as from a desktop's menu and hand over its `Start`, before it is shown.

    The settings that the environment points to name the diary.
    """
    import gc

    from rehabdesk.app import main as entry

    faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
    real = entry._open_window

    def watched(options: Any) -> int:
        # As `real` begins.
        gc.disable()
        from rehabdesk.app import start

        class Watched(start.Start):
            def __init__(self, *arguments: Any) -> None:
                super().__init__(*arguments)
                # A mistake ends the probe instead of being told in a dialog.
                self.ready.connect(lambda: setattr(self.desktop, "report_bug", _fail))
                opened(self)

        start.Start = Watched
        return real(options)

    entry._open_window = watched
    entry.main([])


def _fail(kind: Any, error: BaseException, trace: Any) -> None:
    traceback.print_exception(kind, error, trace)
    os._exit(1)


def on_page(page_id: str, then: Callable[[Any, Any], None]) -> None:
    """Start RehabDesk, wait until it is idle on a page, and call `then(start, page)`."""

    def opened(start: Any) -> None:
        from PySide6.QtCore import QTimer

        timer = QTimer(start)
        quiet = 0

        def look() -> None:
            nonlocal quiet
            window = start.window
            if start.desktop is None or window.current_page is None or start.desktop.runner.busy:
                quiet = 0
                return
            if window.current_id != page_id:
                window.show_page(page_id)
                return
            quiet += 1
            if quiet == 20:
                timer.stop()
                then(start, window.current_page)

        timer.timeout.connect(look)
        timer.start(10)

    open_program(opened)
