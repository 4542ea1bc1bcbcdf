"""The guided session on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.exercise import Variant
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import Zone, load_traffic_light
from rehabdesk.services.plan_texts import dose_message
from rehabdesk.services.player import Player, Stage
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.session.counter_card import CounterCard
from rehabdesk.ui.pages.session.pain_card import PainCard
from rehabdesk.ui.pages.session.stage_card import StageCard
from rehabdesk.ui.pages.session.steps_bar import StepPart, StepsBar
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.pages.session.transport import Transport
from rehabdesk.ui.pages.session.words import figure_of, spoken_name
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, label

NARROW, WIDE, WIDEST = 400, 466, 520
#: From this width on there is room for the widest controls.
ROOMY = 1400
#: The part of the width that the controls may take.
_MOST_CONTROLS = 0.5
_ANY_WIDTH = 16_777_215


@dataclass(frozen=True, slots=True)
class PlayerChoices:
    """What a person chose about guided sessions.

    Attributes:
        letters: Single letters and digits act as keys.
        reduced: Only the start and the end of a movement are shown.
        sound: A soft sound where a part begins.
    """

    letters: bool = True
    reduced: bool = False
    sound: bool = False


class UpNext(Card):
    """What comes after this exercise or side."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._shown = ""
        self._name = label("", "row", wrap=True)
        self._figure = FigureView(theme, "", still="list")
        self._figure.setFixedSize(104, 60)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(tr("player", "Up next"), "meta"))
        words.addWidget(self._name)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(self._figure)
        self.body.setContentsMargins(20, 8, 20, 8)
        self.body.addLayout(row)

    def show_player(self, player: Player, index: LibraryIndex) -> None:
        """Show it, or that nothing follows."""
        following = player.up_next
        if following is None:
            self._name.setText(self._tr("player", "That was the last one"))
            self._figure.hide()
            return
        self._figure.show()
        name = spoken_name(self._tr, index, following.exercise, following.side)
        item = next(one for one in player.items if one.id == following.plan_item_id)
        self._name.setText(f"{name} · {self._tr.say(dose_message(item))}")
        if name != self._shown:
            self._shown = name
            self._figure.show_figure(figure_of(following.exercise, following.side), name)


class PlayerView(QWidget):
    """Shows a player, passes on what the person does, and lets its time go by."""

    #: Something happened that is to be saved: a list of steps.
    stepped = Signal(object)
    #: Everything is done or passed by, or the person stops for today.
    over = Signal()

    def __init__(
        self, theme: Theme, tr: Translator, ticker: Ticker, choices: PlayerChoices
    ) -> None:
        super().__init__()
        self._theme, self._tr, self._choices = theme, tr, choices
        self._light = load_traffic_light()
        self._player: Player | None = None
        self._index: LibraryIndex | None = None
        self._phase = ""
        self.ticker = ticker
        ticker.passed.connect(self.advance)
        ticker.interrupted.connect(self._interrupted)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("player", "Guided session"))
        self.steps = StepsBar(theme, tr("player", "How far the session is"))
        self.stop = button(tr("player", "Stop for today…"))
        self.stop.clicked.connect(self._stop)
        self.stage = StageCard(theme, tr)
        self.counter = CounterCard(theme, tr)
        self.pain = PainCard(theme, tr, self._light)
        self.transport = Transport(theme, tr, letters=choices.letters)
        self._up_next = UpNext(theme, tr)
        self._narrow = False
        self._arrange()
        self._connect()
        self.choose(choices)

    @property
    def player(self) -> Player | None:
        """The session that is shown."""
        return self._player

    def choose(self, choices: PlayerChoices) -> None:
        """Use other choices from now on."""
        self._choices = choices
        self.stage.set_reduced_motion(choices.reduced)

    def show_player(self, player: Player, index: LibraryIndex) -> None:
        """Show a session where it is."""
        self._player, self._index = player, index
        self.stage.set_index(index)
        self.transport.close_choices()
        self._update()

    def set_narrow(self, narrow: bool) -> None:
        """Arrange for a small window or a large one."""
        self._narrow = narrow
        self._share_width()
        self.counter.set_narrow(narrow)
        self.transport.buttons.set_narrow(narrow)

    def focus_main(self) -> None:
        """Put the keyboard where Space begins the set."""
        self.transport.buttons.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_session(self) -> None:
        """Let go of the session that is shown; it stays as it is saved."""
        self.ticker.stop()
        self._player = None

    def reopen(self) -> None:
        """Go back to the last set of a session in which all are done."""
        self._back()

    def pause(self) -> None:
        """Let the time stand still, because nobody looks."""
        if self._player is not None and self._player.runs:
            self._player.pause()
            self._after()

    @Slot(float)
    def advance(self, seconds: float) -> None:
        """Let time go by."""
        if self._player is not None:
            self._player.advance(seconds)
            self._after()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between figure and controls."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the keys of the player do, from anywhere in it."""
        key, plain = event.key(), event.modifiers() in _PLAIN
        always: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: self._toggle,
            Qt.Key.Key_Left: self._back,
            Qt.Key.Key_Right: self._next,
        }
        letters: dict[int, Callable[[], None]] = {
            Qt.Key.Key_E: self.transport.ask_easier,
            Qt.Key.Key_S: self.transport.ask_skip,
            Qt.Key.Key_R: self.stage.repeat,
        }
        stopped = self._player is None or self._player.stage is Stage.STOPPED
        if key == Qt.Key.Key_Escape and self.transport.asks and not stopped:
            self.transport.close_choices()
        elif plain and key in always:
            always[key]()
        elif self._choices.letters and plain and key in letters:
            if not stopped or key == Qt.Key.Key_R:
                letters[key]()
        elif not (self._choices.letters and self.pain.type_digit(event)):
            super().keyPressEvent(event)

    def _share_width(self) -> None:
        """Put the controls beside the figure, or below it where both do not fit."""
        tokens = self._theme.tokens
        roomy = self.width() >= tokens.scaled(ROOMY)
        wanted = tokens.scaled(NARROW if self._narrow else WIDEST if roomy else WIDE)
        inner = self._controls.layout()
        needed = inner.minimumSize().width() if inner is not None else 0
        # A little more than wanted is better than below the figure.
        share = min(max(wanted, needed), round(self.width() * _MOST_CONTROLS))
        stacked = share < needed
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._controls.setMinimumWidth(0 if stacked else share)
        self._controls.setMaximumWidth(_ANY_WIDTH if stacked else share)
        self.stage.figure.setMinimumHeight(tokens.scaled(200) if stacked else 0)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.steps, 1)
        top.addWidget(self.stop)
        self._controls = QWidget()
        controls = QVBoxLayout(self._controls)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(12)
        for part in (self.counter, self.pain, self.transport, self._up_next):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            controls.addWidget(part)
        controls.addStretch(1)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(16)
        self._columns.addWidget(self.stage, 1)
        self._columns.addWidget(self._controls)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(top)
        outer.addLayout(self._columns, 1)

    def _connect(self) -> None:
        transport = self.transport
        transport.toggled.connect(self._toggle)
        transport.went_back.connect(self._back)
        transport.went_on.connect(self._next)
        transport.asked_how.connect(self.stage.repeat)
        transport.skipped.connect(self._skip)
        transport.easier_chosen.connect(self._easier)
        transport.ended.connect(self._end_exercise)
        transport.turned.connect(self._make_room)
        self.pain.rated.connect(self._rate)
        self.counter.correction.changed.connect(self._correct)

    # ------------------------------------------------------------ what is done

    @Slot()
    def _toggle(self) -> None:
        if self._player is not None:
            self._player.toggle()
            self._after()

    @Slot()
    def _back(self) -> None:
        if self._player is not None:
            self._player.back()
            self._after()

    @Slot()
    def _next(self) -> None:
        if self._player is not None:
            self._player.next()
            self._after()

    @Slot(int)
    def _rate(self, pain: int) -> None:
        if self._player is not None:
            self._player.rate(pain)
            self._after()

    @Slot(int)
    def _correct(self, done: int) -> None:
        if self._player is not None:
            self._player.correct(done)
            self._after()

    @Slot(str)
    def _skip(self, reason: str) -> None:
        if self._player is not None:
            self._player.skip(reason)
            self._after()

    @Slot()
    def _end_exercise(self) -> None:
        if self._player is not None:
            pain = self._player.pain or 0.0
            self._player.skip(self._tr("skip reason", "Pain of {pain}", pain=pain))
            self._after()

    @Slot(object)
    def _easier(self, variant: Variant) -> None:
        if self._player is not None:
            if variant.exercise is None:
                self.stage.say_instead(self._tr.say(variant.text))
            self._player.take_easier(variant.exercise)
            self._after()

    @Slot()
    def _stop(self) -> None:
        if self._player is not None:
            self._player.leave()
            self._after()

    @Slot()
    def _interrupted(self) -> None:
        self.pause()

    # ------------------------------------------------------------ what is shown

    def _after(self) -> None:
        """Save and show what became of an action or of time."""
        player = self._player
        if player is None:
            return
        steps = player.take_steps()
        if steps:
            self.stepped.emit(steps)
        if player.stage is Stage.OVER:
            self.ticker.stop()
            self.over.emit()
        else:
            self._update()

    def _update(self) -> None:
        player, index = self._player, self._index
        if player is None or index is None or player.stage is Stage.OVER:
            return
        if player.runs:
            self.ticker.start()
        else:
            self.ticker.stop()
        self._tick_sound(player)
        self.stage.show_set(player)
        self.stage.show_time(player)
        self.counter.show_player(player)
        self.pain.show_player(player)
        red = self._tr.say(self._light.words[Zone.RED])
        self.transport.show_player(player, index, red)
        self._up_next.show_player(player, index)
        self._make_room()
        self._show_steps(player, index)

    def _show_steps(self, player: Player, index: LibraryIndex) -> None:
        tr = self._tr
        parts = [
            StepPart(
                f"{tr.number(number)}  {index.name(item.exercise)}",
                player.item_share(item.id),
                item.id == player.item.id,
            )
            for number, item in enumerate(player.items, 1)
        ]
        number = player.items.index(player.item) + 1
        spoken = tr("player", "Exercise {number} of {count}", number=number, count=len(parts))
        self.steps.show_parts(parts, spoken)

    @Slot()
    def _make_room(self) -> None:
        """Leave out what comes next while choices are asked, and in a small window."""
        self._up_next.setVisible(not self._narrow and not self.transport.asks)

    def _tick_sound(self, player: Player) -> None:
        phase = f"{player.stage.value} {player.phase}"
        if phase != self._phase and self._choices.sound and player.runs:
            QApplication.beep()
        self._phase = phase


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
