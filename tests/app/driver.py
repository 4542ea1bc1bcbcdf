"""Runs the program through `main()` and does something in its window with real events.

python driver.py mouse|keyboard|look|close|windows|refused [arguments of rehabdesk…]
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from rehabdesk.app import composition
from rehabdesk.app.main import main
from rehabdesk.app.start import application
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.ui.pages.body.page import BodyPage

INNER_LEFT = SidedRegion("knee_inner", Side.LEFT)
KEY = Qt.Key


class Driver(QObject):
    """Acts once the window shows its first page."""

    def __init__(self, desktop: composition.Desktop, act: Callable[[Driver], None]) -> None:
        super().__init__(desktop)
        self.desktop = desktop
        self.window = desktop.window
        self._act = act
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(20)
        desktop.workbench.saved.connect(lambda _: print("saved", flush=True))

    def when(self, condition: Callable[[], bool], then: Callable[[], None]) -> None:
        """Do something as soon as a condition holds."""
        timer = QTimer(self)

        def look() -> None:
            if condition():
                timer.stop()
                then()

        timer.timeout.connect(look)
        timer.start(20)

    def body(self) -> BodyPage:
        """Show the body map page."""
        QTest.keyClick(self.window, KEY.Key_2, Qt.KeyboardModifier.ControlModifier)
        page = self.window.current_page
        assert isinstance(page, BodyPage)
        return page

    def _look(self) -> None:
        ready = self.window.current_page is not None and self.window.isActiveWindow()
        if ready and not self.desktop.runner.busy:
            self._timer.stop()
            self._act(self)


def by_mouse(driver: Driver) -> None:
    """Click the inner knee, click the 6, click Save."""
    page = driver.body()

    def act() -> None:
        canvas = page.map.canvases[0]
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(canvas, left, pos=canvas.region_centre(INNER_LEFT))
        QTest.mouseClick(page.panel.pad, left, pos=page.panel.pad.cell_centre(6))
        save = page.panel.save_button
        QTest.mouseClick(save, left, pos=save.rect().center())

    driver.when(lambda: not driver.desktop.runner.busy, act)


def by_keyboard(driver: Driver) -> None:
    """Tab to the list, choose the inner knee with the arrows, type 6, press Enter."""
    page = driver.body()

    def act() -> None:
        for _ in range(60):
            focused = QApplication.focusWidget()
            if focused is page.list:
                break
            QTest.keyClick(focused or driver.window, KEY.Key_Tab)
        assert QApplication.focusWidget() is page.list
        QTest.keyClick(page.list, KEY.Key_Home)
        for _ in range(60):
            if page.selection.current == INNER_LEFT:
                break
            QTest.keyClick(page.list, KEY.Key_Down)
        QTest.keyClick(page.list, KEY.Key_6)
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)

    driver.when(lambda: not driver.desktop.runner.busy, act)


def look(driver: Driver) -> None:
    """Print what the body map shows, then close."""
    page = driver.body()

    def act() -> None:
        for where, value in page.selection.values.items():
            print(f"{where} {value.text}", flush=True)
        print("done", flush=True)
        driver.window.close()

    driver.when(lambda: bool(page.selection.values), act)


def close(driver: Driver) -> None:
    """Make an entry, then close the window."""
    by_mouse(driver)

    def act() -> None:
        print("done", flush=True)
        driver.window.close()

    driver.when(lambda: driver.desktop.workbench.undo_label is not None, act)


def windows(driver: Driver) -> None:
    """Show every page and say so; `Windows` says which windows show up meanwhile."""
    pages = list(driver.window.page_ids)

    def show_next() -> None:
        if not pages:
            print("done", flush=True)
            driver.window.close()
            return
        page = pages.pop(0)
        driver.window.show_page(page)
        print(f"page {page}", flush=True)
        driver.when(lambda: not driver.desktop.runner.busy, show_next)

    show_next()


class Windows(QObject):
    """Names every window when it is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            print(f"window {type(watched).__name__}", flush=True)
        return False


ACTS = {
    "mouse": by_mouse,
    "keyboard": by_keyboard,
    "look": look,
    "close": close,
    "windows": windows,
}


def refused(app: QApplication, desktop: composition.Desktop) -> None:
    """Print what the message box says, then end."""
    timer = QTimer(desktop)

    def look_for_box() -> None:
        box = desktop.window.findChild(QMessageBox)
        if box is not None:
            print(box.text(), flush=True)
            print("done", flush=True)
            timer.stop()
            box.close()
            desktop.window.close()

    timer.timeout.connect(look_for_box)
    timer.start(20)


def fail(kind, error, trace) -> None:
    """Print an unexpected error and end."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


class Watched(composition.Desktop):
    """The program with a driver at its side."""

    def __init__(self, app, *arguments) -> None:
        super().__init__(app, *arguments)
        if WAY == "refused":
            refused(app, self)
        else:
            self.driver = Driver(self, ACTS[WAY])


if __name__ == "__main__":
    WAY = sys.argv[1]
    composition.Desktop = Watched
    if WAY == "windows":
        names = Windows()
        application().installEventFilter(names)
    # An error ends the driver with its trace instead of a dialog nobody answers.
    Watched.report_bug = staticmethod(fail)
    sys.exit(main(sys.argv[2:]))
