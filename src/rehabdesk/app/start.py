"""The staged start of the window."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from rehabdesk.app.composition import Desktop
from rehabdesk.cli.main import LaunchOptions
from rehabdesk.services.language import translator_for
from rehabdesk.ui.icons import icon
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.theme.theme import Theme


def open_window(options: LaunchOptions) -> int:
    """Show the main window and run until it is closed.

    Args:
        options: What the command line asked for.

    Returns:
        The exit code of the event loop.
    """
    app = application()
    desktop = make_desktop(app, options, Preferences(settings_file()))
    sys.excepthook = desktop.report_bug
    desktop.window.show()
    return app.exec()


def application() -> QApplication:
    """Return the one QApplication, made if there is none yet."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("rehabdesk")
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("RehabDesk")
    app.setDesktopFileName("rehabdesk")
    return app


def make_desktop(app: QApplication, options: LaunchOptions, preferences: Preferences) -> Desktop:
    """Make everything that is needed to paint the frame, and nothing more.

    Args:
        app: The application.
        options: What the command line asked for.
        preferences: This computer's choices.
    """
    tr = translator_for(options.language or preferences.language or system_language())
    theme = Theme(app, preferences.theme, preferences.text_percent / 100)
    theme.apply()
    app.setWindowIcon(icon("rehabdesk", theme.tokens.colours["text"], 64))
    return Desktop(app, options, tr, theme, preferences)


def settings_file() -> Path:
    """Return where this computer's choices are kept: the platform's usual configuration folder."""
    return Path(platformdirs.user_config_dir("rehabdesk", appauthor=False)) / "settings.ini"


def system_language() -> str:
    """Return the language the system is set to."""
    return QLocale.system().name()
