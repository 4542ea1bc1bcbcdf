"""Choices about this computer (window, theme, language), kept apart from the diary."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from rehabdesk.ui.theme.theme import Preference

TEXT_SCALES = (100, 115, 130, 150, 200)
RECENT_LIMIT = 8


class Preferences:
    """Reads and writes the settings file; a damaged value counts as not set."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Preference:
        """Theme choice; follows the system until chosen."""
        value = self._settings.value("theme", "system")
        return next((one for one in get_args(Preference) if one == value), "system")

    @theme.setter
    def theme(self, value: Preference) -> None:
        self._settings.setValue("theme", value)

    @property
    def text_percent(self) -> int:
        """Text size in percent, one of `TEXT_SCALES`."""
        value = self._text("text_percent")
        return int(value) if value.isdigit() and int(value) in TEXT_SCALES else 100

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._settings.setValue("text_percent", str(value))

    @property
    def language(self) -> str:
        """Language tag, or "" for the system's."""
        return self._text("language")

    @language.setter
    def language(self, value: str) -> None:
        self._settings.setValue("language", value)

    @property
    def letter_keys(self) -> bool:
        """Whether single letters and digits act as shortcuts (WCAG 2.1.4)."""
        return self._text("letter_keys") != "off"

    @letter_keys.setter
    def letter_keys(self, value: bool) -> None:
        self._settings.setValue("letter_keys", "on" if value else "off")

    @property
    def window_geometry(self) -> QByteArray:
        """The main window's place and size, empty if never saved."""
        value = self._settings.value("window/geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @window_geometry.setter
    def window_geometry(self, value: QByteArray) -> None:
        self._settings.setValue("window/geometry", value)

    @property
    def last_page(self) -> str:
        """The page that was open last, or ""."""
        return self._text("window/page")

    @last_page.setter
    def last_page(self, value: str) -> None:
        self._settings.setValue("window/page", value)

    @property
    def recent_diaries(self) -> list[Path]:
        """Diaries opened before, newest first."""
        value = self._settings.value("recent")
        texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        return [Path(text) for text in texts if text]

    def remember_diary(self, path: Path) -> None:
        """Put a diary at the top of the recent ones."""
        others = [one for one in self.recent_diaries if one != path]
        self._settings.setValue("recent", [str(one) for one in [path, *others][:RECENT_LIMIT]])

    def get(self, name: str) -> str:
        """Return a page's own remembered choice, or ""."""
        return self._text(f"pages/{name}")

    def set(self, name: str, value: str) -> None:
        """Remember a page's own choice."""
        self._settings.setValue(f"pages/{name}", value)

    def save(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def _text(self, key: str) -> str:
        value = self._settings.value(key, "")
        return value if isinstance(value, str) else ""
