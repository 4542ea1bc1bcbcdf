"""The ring with the seconds, the repetition, and the sets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.services.player import Player, Stage
from rehabdesk.ui.pages.plan.stepper import Stepper
from rehabdesk.ui.pages.session.set_boxes import SetBoxes
from rehabdesk.ui.pages.session.sized import SizedLabel
from rehabdesk.ui.pages.session.timer_ring import TimerRing
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, label

_MOST = 3600


class CounterCard(Card):
    """What is counted and timed."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._narrow = False
        self.ring = TimerRing(theme, tr("player", "Time left"))
        self._what = label("", "subtitle")
        self._number = SizedLabel(theme, "digits")
        self._of = SizedLabel(theme, "player_cue")
        self._of.setContentsMargins(0, 0, 0, 8)
        self._set = label("", "meta")
        self._sets = SetBoxes(theme, tr)
        self._rest = label("", "meta")
        self.correction = Stepper(tr, tr("player", "Done in the last set"), 0, _MOST)
        self.correction.setFixedWidth(theme.tokens.scaled(160))
        self._count = QWidget()
        count = QGridLayout(self._count)
        count.setContentsMargins(0, 0, 0, 0)
        count.setSpacing(0)
        count.setHorizontalSpacing(8)
        count.addWidget(self._what, 0, 0, 1, 2)
        count.addWidget(self._number, 1, 0)
        count.addWidget(self._of, 1, 1, Qt.AlignmentFlag.AlignBottom)
        count.setColumnStretch(1, 1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(self._count)
        column.addWidget(self.correction, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._set)
        column.addWidget(self._sets, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)
        self.body.addLayout(row)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room."""
        self._narrow = narrow
        self.ring.set_narrow(narrow)

    @property
    def text(self) -> str:
        """The count as shown."""
        return f"{self._what.text()} {self._number.text()} {self._of.text()}"

    def show_player(self, player: Player) -> None:
        """Show the numbers of a moment."""
        tr, one = self._tr, player.current
        if player.timing.timed:
            what, number = tr("player", "Seconds"), player.done_so_far
        else:
            what, number = tr("player", "Repetition"), player.repetition
        self._what.setText(what)
        self._number.setText(tr.number(number))
        self._of.setText(tr("player", "of {count}", count=one.planned))
        self._set.setText(self._sets.show_sets(player.row, one))
        self._show_rest(player)
        self._show_correction(player)
        self._show_ring(player)

    def _show_correction(self, player: Player) -> None:
        """Put what was done of the last set in place of the count while nothing is counted."""
        last = player.last
        shown = last is not None and player.stage in {Stage.RESTING, Stage.READY}
        self.correction.setVisible(shown)
        self._count.setVisible(not shown)
        if last is not None and self.correction.value != last.done:
            self.correction.show_value(last.done or 0)

    def _show_rest(self, player: Player) -> None:
        rest = player.item.rest_s
        final = [one for one in player.sets if one.plan_item_id == player.item.id][-1]
        shown = bool(rest) and player.current.id != final.id
        self._rest.setVisible(shown and player.stage is not Stage.RESTING)
        self._rest.setText(self._tr("player", "then rest {seconds} s", seconds=rest or 0))

    def _show_ring(self, player: Player) -> None:
        tr = self._tr
        left = tr.number(player.seconds_left)
        below = tr("player", "s left") if self._narrow else tr("player", "seconds left")
        word = {
            "lift": tr("player", "Get ready") if player.timing.timed else tr("player", "Lift"),
            "hold": tr("player", "Keep going") if player.timing.moves_on else tr("player", "Hold"),
            "lower": tr("player", "Lower"),
            "rest": tr("player", "Rest"),
        }[player.phase]
        if player.stage is Stage.READY:
            below = tr("player", "seconds") if player.timing.timed else tr("player", "times")
            planned = tr.number(player.current.planned)
            self.ring.show_time(tr("player", "Get ready"), planned, below, None)
            return
        if player.stage is Stage.STOPPED:
            self.ring.show_time(tr("player", "Stopped"), "–", "", None)
            return
        if player.paused:
            word = tr("player", "Paused")
        self.ring.show_time(word, left, below, player.part)
