"""The staged start of the window.

Each step ends with something to see: the fields of the frame in the theme's colours, then its
words, then the diary. What a step imports, the steps before it do not wait for.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from rehabdesk.app.application import Application
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.shell.window import MainWindow
from rehabdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from rehabdesk.app.composition import Desktop
    from rehabdesk.domain.text import Translator

NAME = "rehabdesk"


class Start(QObject):
    """The window alone until it has painted itself; then the program behind it.

    The constructor makes what the very first paint needs and nothing more.
    """

    #: The program is complete: `desktop` is there.
    ready = Signal()

    def __init__(self, app: QApplication, options: LaunchOptions, preferences: Preferences) -> None:
        """Make the window; it is not shown yet.

        Args:
            app: The application.
            options: What the command line asked for.
            preferences: This computer's choices.
        """
        super().__init__(app)
        self._app, self._options, self._preferences = app, options, preferences
        self._theme = Theme(app, preferences.theme, preferences.text_percent / 100)
        self._desktop: Desktop | None = None
        self.window = MainWindow(self._theme)
        self.window.restore_place(preferences.window_geometry)
        self.window.painted.connect(self._furnish)
        # Until there is a diary to be closed.
        self.window.closing.connect(self.window.close_for_good)

    @property
    def desktop(self) -> Desktop | None:
        """The running program, once the window has painted."""
        return self._desktop

    @Slot()
    def _furnish(self) -> None:
        from rehabdesk.app.pages import PAGE_ENTRIES  # noqa: PLC0415
        from rehabdesk.services.language import translator_for  # noqa: PLC0415
        from rehabdesk.ui.shell.sidebar import Sidebar  # noqa: PLC0415

        chosen = self._options.language or self._preferences.language
        tr = translator_for(chosen or system_language())
        self._theme.apply()
        self.window.furnish(tr, Sidebar(tr, self._theme, PAGE_ENTRIES))
        self.window.furnished.connect(partial(self._complete, tr))

    def _complete(self, tr: Translator) -> None:
        from rehabdesk.app.composition import Desktop  # noqa: PLC0415

        self.window.closing.disconnect(self.window.close_for_good)
        self._desktop = Desktop(
            self._app, self._options, tr, self._theme, self._preferences, self.window
        )
        # What was made while starting stays: later collections need not look at it again.
        gc.freeze()
        gc.enable()
        self.ready.emit()


def open_window(options: LaunchOptions) -> int:
    """Show the main window and run until it is closed.

    Args:
        options: What the command line asked for.

    Returns:
        The exit code of the event loop.
    """
    app = application()
    start = Start(app, options, Preferences(settings_file()))

    def watch() -> None:
        if start.desktop is not None:
            sys.excepthook = start.desktop.report_bug

    start.ready.connect(watch)
    start.window.show()
    return app.exec()


def application() -> QApplication:
    """Return the one QApplication, made if there is none yet."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName(NAME)
    app = Application(sys.argv[:1])
    app.setApplicationDisplayName("RehabDesk")
    app.setDesktopFileName(NAME)
    return app


def settings_file() -> Path:
    """Return where this computer's choices are kept: the platform's usual configuration folder."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "settings.ini"


def system_language() -> str:
    """Return the language the system is set to."""
    return QLocale.system().name()
