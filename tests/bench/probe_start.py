"""Starting: python probe_start.py bare|frame|words|today. `at` is the wall clock."""

from __future__ import annotations

# ruff: noqa: ANN204, PLC0415 - what is measured is imported where it is measured.
import sys
import time


def bare() -> None:
    """A QMainWindow with nothing in it, until it has painted itself."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])

    class Window(QMainWindow):
        def paintEvent(self, event):
            super().paintEvent(event)
            QTimer.singleShot(0, _now)

    window = Window()
    window.resize(1366, 768)
    window.show()
    app.exec()


def frame() -> None:
    """RehabDesk until its window has painted itself for the first time."""
    from rehabdesk.app import main as entry

    real = entry._open_window

    def watched(options):
        import gc

        # As `real` begins.
        gc.disable()
        from rehabdesk.app import start

        class Watched(start.MainWindow):
            def __init__(self, *arguments):
                super().__init__(*arguments)
                # Before anybody else hears of it.
                self.painted.connect(_now)

        start.MainWindow = Watched
        real(options)

    entry._open_window = watched
    entry.main([])


def words() -> None:
    """RehabDesk until the names of its pages are painted."""
    from common import open_program

    # Heard before the program goes on.
    open_program(lambda start: start.window.furnished.connect(_now))


def today() -> None:
    """RehabDesk until Today asks about the diary's regions, painted and ready for a click."""
    from common import open_program

    def opened(_start):
        from PySide6.QtCore import QTimer

        from rehabdesk.app import composition

        make = composition.make_page

        def make_and_watch(page_id, context):
            page = make(page_id, context)
            pad = sys.modules["rehabdesk.ui.widgets.intensity_pad"].IntensityPad
            paint = pad.paintEvent

            def painted(self, event):
                paint(self, event)
                QTimer.singleShot(0, _now)

            pad.paintEvent = painted
            return page

        composition.make_page = make_and_watch

    open_program(opened)


def _now() -> None:
    at = time.time()
    from common import say

    say(at=at)


if __name__ == "__main__":
    {"bare": bare, "frame": frame, "words": words, "today": today}[sys.argv[1]]()
