"""Pain during the exercise: the pad and one line on what it means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from rehabdesk.domain.text import Translator
from rehabdesk.services.pain_limits import TrafficLight, Zone
from rehabdesk.services.player import Player
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad


class PainCard(Card):
    """Rates at any time; nothing has to be rated."""

    rated = Signal(int)

    def __init__(self, theme: Theme, tr: Translator, light: TrafficLight) -> None:
        super().__init__(tr("player", "Pain now"), tr("player", "press 0–9 at any time"))
        self._tr, self._light = tr, light
        self.pad = IntensityPad(tr, theme)
        self.pad.setAccessibleName(tr("player", "Pain during this exercise"))
        self.pad.leave_out_ends()
        self.pad.rated.connect(self.rated)
        self._line = label("", "subtitle", wrap=True)
        self.body.setSpacing(4)
        self.body.addWidget(self.pad)
        self.body.addWidget(self._line)

    @property
    def line(self) -> str:
        """The sentence below the pad."""
        return self._line.text()

    def show_player(self, player: Player) -> None:
        """Show the latest rating of the exercise and what it means."""
        pain = player.pain
        if pain is None:
            self.pad.show_rating(None)
        elif self.pad.rating != round(pain):
            self.pad.show_rating(round(pain))
        zone = player.zone
        # What red means is said with its choices.
        shown = zone is not None and zone is not Zone.RED
        self._line.setText(self._tr.say(self._light.words[zone]) if zone and shown else "")
        self._line.setVisible(shown)

    def type_digit(self, event: QKeyEvent) -> bool:
        """Rate by a digit typed elsewhere in the player; tells whether it was one."""
        digit = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9
        if (digit or event.text() == ")") and event.type() == QEvent.Type.KeyPress:
            self.pad.keyPressEvent(event)
            return True
        return False
