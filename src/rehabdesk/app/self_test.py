"""`rehabdesk --self-test`: whether this installation is whole, tried off screen.

What needs no window is in `services.self_test`; here come Qt's plugins, its texts, the icons, and
the real window with every page on a demo diary. It ends with exit code 0, or with 1 and a sentence
for each thing that does not work. Nothing of a person's is read or written.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QLibraryInfo, QPluginLoader
from PySide6.QtGui import QImage

from rehabdesk.app.offscreen import OffscreenDesktop
from rehabdesk.app.pages import PAGE_ENTRIES
from rehabdesk.app.start import application
from rehabdesk.cli.launch import LaunchOptions
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.language import translator_for
from rehabdesk.services.self_test import (
    Check,
    SelfTestError,
    checks,
    outcomes,
    packed_languages,
    unexpected,
)
from rehabdesk.ui.icons import icon_pixmap
from rehabdesk.ui.qt_language import install_qt_translations

#: What shows windows on each system.
_WINDOWS: Final = {"win32": "qwindows", "darwin": "qcocoa"}
_ON_X11: Final = "qxcb"
_SIZE: Final = 32


def self_test(language: str = "") -> int:
    """Try everything and say how it came out.

    Args:
        language: The language to say it in.

    Returns:
        0 if all is well, else 1.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    tr = translator_for(language)
    failed = _told(_qt_plugins(), tr)
    if failed:
        # Qt itself would end the program at once.
        return 1
    failed = _told((*checks(), *_with_window()), tr)
    if failed:
        _say(tr.n("self-test", "{count} check failed.", "{count} checks failed.", failed))
        return 1
    _say(tr("self-test", "RehabDesk is complete."))
    return 0


def plugins() -> tuple[tuple[str, str], ...]:
    """Return kind and name of the plugins of Qt the program cannot do without."""
    shows = _WINDOWS.get(sys.platform, _ON_X11)
    kinds = (("platforms", "qoffscreen"), ("platforms", shows), ("imageformats", "qsvg"))
    return (*kinds, ("imageformats", "qjpeg"), ("iconengines", "qsvgicon"))


def check_plugins() -> None:
    """Load the plugins of Qt, with the libraries of the system behind them.

    Raises:
        SelfTestError: One is missing or cannot be loaded.
    """
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for kind, name in plugins():
        found = [file for file in (folder / kind).glob(f"*{name}.*") if file.suffix != ".debug"]
        if not found:
            raise SelfTestError(
                message("self-test", "Qt's plugin “{name}” is missing.", name=f"{kind}/{name}")
            )
        loader = QPluginLoader(str(found[0]))
        if not loader.load():
            raise SelfTestError(
                message(
                    "self-test",
                    "Qt's plugin “{name}” cannot be loaded: {why}",
                    name=f"{kind}/{name}",
                    why=loader.errorString(),
                )
            )


def check_qt_texts() -> None:
    """Let Qt speak each language the program speaks.

    Raises:
        SelfTestError: It does not.
    """
    app = application()
    for language in packed_languages():
        if not install_qt_translations(app, language):
            raise SelfTestError(
                message(
                    "self-test", "Qt's own texts in “{language}” are missing.", language=language
                )
            )


def check_icons() -> None:
    """Draw the program's icon and that of each page.

    Raises:
        SelfTestError: One is empty.
    """
    application()
    for name in ("rehabdesk", *(entry.icon for entry in PAGE_ENTRIES)):
        picture = icon_pixmap(name, "#1D5C63", _SIZE).toImage()
        if _is_empty(picture):
            raise SelfTestError(
                message("self-test", "The icon “{name}” cannot be drawn.", name=name)
            )


def check_window() -> None:
    """Open the real window on a demo diary and show every page.

    Raises:
        SelfTestError: Something went wrong while doing so.
    """
    with _heard() as errors:
        try:
            _show_every_page()
        except TimeoutError:
            if not errors:
                raise
    if errors:
        raise SelfTestError(errors[0])


def _show_every_page() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="rehabdesk-self-test-") as name,
        OffscreenDesktop(LaunchOptions(demo=True), Path(name)) as desktop,
    ):
        for page in desktop.window.page_ids:
            desktop.window.show_page(page)
            desktop.settle()
            if _is_empty(desktop.window.grab().toImage()):
                raise SelfTestError(
                    message("self-test", "The page “{name}” stays empty.", name=page)
                )


def _qt_plugins() -> tuple[Check, ...]:
    return (Check(message("self-test", "Qt's plugins"), check_plugins),)


def _with_window() -> tuple[Check, ...]:
    return (
        Check(message("self-test", "Icons"), check_icons),
        Check(message("self-test", "Qt's own texts"), check_qt_texts),
        Check(message("self-test", "Window and pages"), check_window),
    )


def _told(wanted: tuple[Check, ...], tr: Translator) -> int:
    """Run checks, say how each came out, and return how many failed."""
    failed = 0
    for check, wrong in outcomes(wanted):
        name = tr.say(check.name)
        if wrong is None:
            _say(tr("self-test", "{name}: in order", name=name))
        else:
            failed += 1
            _say(tr("self-test", "{name}: FAILED. {what}", name=name, what=tr.say(wrong)))
    return failed


@contextmanager
def _heard() -> Iterator[list[Message]]:
    """Collect errors that Qt's event loop would only print."""
    errors: list[Message] = []
    before = sys.excepthook

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        errors.append(unexpected(error))
        before(kind, error, trace)

    sys.excepthook = hear
    try:
        yield errors
    finally:
        sys.excepthook = before


def _is_empty(picture: QImage) -> bool:
    """Tell whether a picture has only one colour."""
    first = picture.pixel(0, 0)
    return all(
        picture.pixel(x, y) == first
        for x in range(0, picture.width(), 4)
        for y in range(0, picture.height(), 4)
    )


def _say(text: str) -> None:
    if sys.stdout is not None:
        print(text, flush=True)  # noqa: T201 - the answer of this command
