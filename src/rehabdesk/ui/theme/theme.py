"""The theme in force: follows the system unless the person chose one."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from rehabdesk.ui.theme.stylesheet import style_sheet
from rehabdesk.ui.theme.tokens import ThemeName, Tokens, load_tokens

#: What Linux falls back to where no desktop chose a font, and what reads better if installed.
_NO_DESKTOP_FONT = "DejaVu Sans"
_BETTER_FONTS = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans")

Preference = Literal["system", "light", "dark"]


class Theme(QObject):
    """Puts the tokens into force for the whole application and tells when they change."""

    changed = Signal()

    def __init__(
        self, app: QApplication, preference: Preference = "system", text_scale: float = 1.0
    ) -> None:
        super().__init__(app)
        self._app = app
        self._preference = preference
        self._text_scale = text_scale
        self._tokens = load_tokens(self._wanted(), text_scale)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    @property
    def preference(self) -> Preference:
        """What the person chose."""
        return self._preference

    def choose(self, preference: Preference, text_scale: float) -> None:
        """Change the theme or the text scale and apply it at once."""
        self._preference, self._text_scale = preference, text_scale
        self._load()

    def apply(self) -> None:
        """Dress the application in the tokens."""
        self._app.setStyle("Fusion")
        self._app.setPalette(_palette(self._tokens))
        font = QFont(self._app.font())
        if QFontInfo(font).family() == _NO_DESKTOP_FONT:
            font.setFamilies([*_BETTER_FONTS, _NO_DESKTOP_FONT])
        font.setPixelSize(self._tokens.type_px["body"])
        self._app.setFont(font)
        self._app.setStyleSheet(style_sheet(self._tokens))
        self.changed.emit()

    def _wanted(self) -> ThemeName:
        if self._preference != "system":
            return self._preference
        scheme = self._app.styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    @Slot()
    def _follow_system(self) -> None:
        if self._preference == "system" and self._wanted() != self._tokens.name:
            self._load()

    def _load(self) -> None:
        self._tokens = load_tokens(self._wanted(), self._text_scale)
        self.apply()


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = tokens.colours
    palette = QPalette()
    for target, name in (
        (role.Window, "window"),
        (role.Base, "surface"),
        (role.AlternateBase, "surface2"),
        (role.Button, "surface"),
        (role.ToolTipBase, "surface"),
        (role.Text, "text"),
        (role.WindowText, "text"),
        (role.ButtonText, "text"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "primary"),
        (role.HighlightedText, "on_primary"),
        (role.Link, "primary"),
        (role.Accent, "primary"),
    ):
        palette.setColor(target, QColor(colours[name]))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours["muted"]))
    return palette
