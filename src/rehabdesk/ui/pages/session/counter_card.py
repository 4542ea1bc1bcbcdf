"""The ring with the seconds, the repetition, and the sets."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.services.player import Player, Stage
from rehabdesk.ui.pages.session.big_button import BigButton
from rehabdesk.ui.pages.session.set_boxes import SetBoxes
from rehabdesk.ui.pages.session.sized import SizedLabel
from rehabdesk.ui.pages.session.timer_ring import TimerRing
from rehabdesk.ui.pages.session.words import amount
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, label

_MOST = 3600


class _Count(QSpinBox):
    """The number between less and more."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self.setLocale(QLocale(tr.language))
        self.setRange(0, _MOST)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class Correction(QWidget):
    """How much of the last set was done, with less and more."""

    changed = Signal(int)

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._text = label("", "meta", wrap=True)
        self.count = _Count(tr)
        self._less = BigButton(theme, "−", low=True)
        self._more = BigButton(theme, "+", low=True)
        self._less.setAccessibleName(tr("player", "One less done"))
        self._more.setAccessibleName(tr("player", "One more done"))
        for one in (self._less, self._more):
            one.setFixedWidth(theme.tokens.target["nav"])
        self._less.clicked.connect(self.count.stepDown)
        self._more.clicked.connect(self.count.stepUp)
        self.count.valueChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._less)
        row.addWidget(self.count)
        row.addWidget(self._more)

    def show_last(self, player: Player) -> None:
        """Show the last set while it makes sense to correct it."""
        last = player.last
        wanted = last is not None and player.stage in {Stage.RESTING, Stage.READY}
        self.setVisible(wanted)
        if last is None or not wanted:
            return
        done = last.done or 0
        text = self._tr("player", "Last set: {amount} done", amount=amount(self._tr, last, done))
        self._text.setText(text)
        self.count.setAccessibleName(self._tr("player", "Done in the last set"))
        if self.count.value() != done:
            self.count.blockSignals(True)
            self.count.setValue(done)
            self.count.blockSignals(False)


class CounterCard(Card):
    """What is counted and timed."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.ring = TimerRing(theme, tr("player", "Time left"))
        self._what = label("", "subtitle")
        self._number = SizedLabel(theme, "digits")
        self._of = SizedLabel(theme, "page_title")
        self._of.setContentsMargins(0, 0, 0, 4)
        self._sets = SetBoxes(theme, tr)
        self._rest = label("", "meta")
        self.correction = Correction(theme, tr)
        count = QHBoxLayout()
        count.setSpacing(8)
        count.addWidget(self._number)
        count.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._what)
        column.addLayout(count)
        column.addSpacing(4)
        column.addWidget(label(tr("player", "Set"), "meta"))
        column.addSpacing(4)
        column.addWidget(self._sets, 0, Qt.AlignmentFlag.AlignLeft)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.addWidget(self.ring, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(column, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self._rest)
        self.body.addWidget(self.correction)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room."""
        self.ring.set_narrow(narrow)

    @property
    def text(self) -> str:
        """The count as shown."""
        return f"{self._what.text()} {self._number.text()} {self._of.text()}"

    def show_player(self, player: Player) -> None:
        """Show the numbers of a moment."""
        tr, one = self._tr, player.current
        if player.is_timed:
            what, number = tr("player", "Seconds"), player.done_so_far
        else:
            what, number = tr("player", "Repetition"), player.repetition
        self._what.setText(what)
        self._number.setText(tr.number(number))
        self._of.setText(tr("player", "of {count}", count=one.planned))
        self._sets.show_sets(player.row, one)
        self._show_rest(player)
        self.correction.show_last(player)
        self._show_ring(player)

    def _show_rest(self, player: Player) -> None:
        rest = player.item.rest_s
        further = [one for one in player.sets if one.plan_item_id == player.item.id][-1]
        shown = (
            bool(rest) and player.current.id != further.id and self.correction.isHidden()
        ) or player.stage is Stage.MOVING
        self._rest.setVisible(shown and bool(rest))
        self._rest.setText(self._tr("player", "then rest {seconds} s", seconds=rest or 0))

    def _show_ring(self, player: Player) -> None:
        tr = self._tr
        left, below = tr.number(player.seconds_left), tr("player", "seconds left")
        word = {
            "lift": tr("player", "Get ready") if player.is_timed else tr("player", "Lift"),
            "hold": tr("player", "Keep going") if player.moves_on else tr("player", "Hold"),
            "lower": tr("player", "Lower"),
            "rest": tr("player", "Rest"),
        }[player.phase]
        if player.stage is Stage.READY:
            below = tr("player", "seconds") if player.is_timed else tr("player", "repetitions")
            planned = tr.number(player.current.planned)
            self.ring.show_time(tr("player", "Get ready"), planned, below, None)
            return
        if player.stage is Stage.STOPPED:
            word = tr("player", "Stopped")
        elif player.paused:
            word = tr("player", "Paused")
        self.ring.show_time(word, left, below, player.part)
