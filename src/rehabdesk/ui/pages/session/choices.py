"""A person's choices about guided sessions, kept with those about this computer."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rehabdesk.services.reminding import QuietHours
from rehabdesk.ui.pages.session.player_view import PlayerChoices
from rehabdesk.ui.preferences import Preferences
from rehabdesk.ui.reminders import choose_quiet_hours, quiet_hours

_REDUCED = "session/reduced_motion"
_SOUND = "session/sound"


class SessionPreferences:
    """Reads and writes the choices."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def reduced_motion(self) -> bool:
        """Whether figures show only start and end; follows the system until chosen."""
        chosen = self._preferences.get(_REDUCED)
        return chosen == "on" if chosen else system_reduces_motion()

    @reduced_motion.setter
    def reduced_motion(self, value: bool) -> None:
        self._preferences.set(_REDUCED, "on" if value else "off")

    @property
    def sound(self) -> bool:
        """Whether a soft sound goes with each new part; off until chosen."""
        return self._preferences.get(_SOUND) == "on"

    @sound.setter
    def sound(self, value: bool) -> None:
        self._preferences.set(_SOUND, "on" if value else "off")

    @property
    def quiet(self) -> QuietHours:
        """When reminders say nothing."""
        return quiet_hours(self._preferences)

    @quiet.setter
    def quiet(self, value: QuietHours) -> None:
        choose_quiet_hours(self._preferences, value)

    @property
    def player(self) -> PlayerChoices:
        """What the player needs of them."""
        return PlayerChoices(self._preferences.letter_keys, self.reduced_motion, self.sound)


def system_reduces_motion() -> bool:
    """Tell whether the system asks for less motion.

    Qt 6.11 has no such hint yet. Windows tells Qt of animations being off; elsewhere nothing is
    known, and the person's own choice decides.
    """
    platform: str = sys.platform
    return platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
