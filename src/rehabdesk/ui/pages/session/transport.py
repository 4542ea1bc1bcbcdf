"""The buttons of the player, and the choices that take their place for a moment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.player import Player, Stage
from rehabdesk.ui.icons import icon
from rehabdesk.ui.pages.session.big_button import BigButton, WrappingButton
from rehabdesk.ui.pages.session.words import SKIP_REASONS
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

#: Easier ways that are offered at once.
_MOST_EASIER = 3


class Buttons(QWidget):
    """Back, begin or pause, next; easier, how, skip."""

    def __init__(self, theme: Theme, tr: Translator, *, letters: bool) -> None:
        super().__init__()
        self._theme, self._tr = theme, tr
        self.back = BigButton(theme, tr("player", "Back"))
        self.main = BigButton(theme, "", "primary")
        self.next = BigButton(theme, tr("player", "Next"))
        self.easier = BigButton(theme, tr("player", "Easier…"), low=True)
        self.how = BigButton(theme, tr("player", "How to"), low=True)
        self.how.setAccessibleName(tr("player", "How to do it, in words"))
        self.skip = BigButton(theme, tr("player", "Skip…"), low=True)
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        grid = QVBoxLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for row in ((self.back, self.main, self.next), (self.easier, self.how, self.skip)):
            line = QHBoxLayout()
            line.setSpacing(8)
            for one in row:
                line.addWidget(one, 2 if one is self.main else 1)
            grid.addLayout(line)
        keys = tr("player", "Space: begin, pause   ← →: back, next")
        if letters:
            keys += tr("player", "   E: easier   R: how to   S: skip")
        self._keys = label(keys, "hint", wrap=True)
        grid.addWidget(self._keys)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the keys to the help in a small window."""
        self._keys.setVisible(not narrow)

    def show_player(self, player: Player) -> None:
        """Name the main button after what it does now."""
        tr = self._tr
        if player.stage is Stage.READY:
            text = tr("player", "Start the set")
        elif player.paused:
            text = tr("player", "Go on")
        else:
            text = tr("player", "Pause")
        self.main.setText(text)
        resting = player.stage is Stage.RESTING
        self.next.setAccessibleName(
            tr("player", "End the rest") if resting else tr("player", "Next")
        )

    def _restyle(self) -> None:
        ink = self._theme.tokens.colours["text"]
        self.back.setIcon(icon("left", ink))
        self.next.setIcon(icon("right", ink))


class Choices(QWidget):
    """A question with buttons of equal size."""

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, columns: int, cancel: str = "") -> None:
        """Make an empty question.

        Args:
            theme: Sizes.
            columns: How many buttons stand side by side.
            cancel: The button that closes it without an answer; "" where there is none.
        """
        super().__init__()
        self._theme, self._columns = theme, columns
        self._question = label("", "row", wrap=True)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._question, 1)
        if cancel:
            close = button(cancel, "quiet")
            close.clicked.connect(self.given_up)
            head.addWidget(close)
        column_layout.addLayout(head)
        column_layout.addLayout(self._grid)

    @property
    def question(self) -> str:
        """The question as shown."""
        return self._question.text()

    @property
    def buttons(self) -> list[BigButton]:
        """The buttons in order."""
        found = [self._grid.itemAt(place) for place in range(self._grid.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [one for one in widgets if isinstance(one, BigButton)]

    def ask(self, question: str, choices: list[tuple[str, object]]) -> None:
        """Show a question; each choice is a text and what `chosen` gives for it."""
        clear_layout(self._grid)
        self._question.setText(question)
        self.setAccessibleName(question)
        for place, (text, value) in enumerate(choices):
            one = WrappingButton(self._theme, text)
            one.clicked.connect(lambda _=False, value=value: self.chosen.emit(value))
            self._grid.addWidget(one, place // self._columns, place % self._columns)

    def focus_first(self) -> None:
        """Put the keyboard on the first choice."""
        for one in self.buttons[:1]:
            one.setFocus(Qt.FocusReason.OtherFocusReason)


class Transport(Card):
    """The lower part of the controls."""

    toggled = Signal()
    went_back = Signal()
    went_on = Signal()
    asked_how = Signal()
    #: A reason as plain text, or "".
    skipped = Signal(str)
    #: A `Variant` of the library.
    easier_chosen = Signal(object)
    #: The exercise that was stopped is ended.
    ended = Signal()
    #: Choices have taken the place of the buttons, or the other way round.
    turned = Signal()

    def __init__(self, theme: Theme, tr: Translator, *, letters: bool) -> None:
        super().__init__()
        self._tr = tr
        self._exercise: Exercise | None = None
        self._stopped = False
        self.buttons = Buttons(theme, tr, letters=letters)
        keep = tr("player", "Keep it")
        self.skip_choices = Choices(theme, 3, keep)
        self.easier_choices = Choices(theme, 1, keep)
        self.stop_choices = Choices(theme, 1)
        self._parts = (self.buttons, self.skip_choices, self.easier_choices, self.stop_choices)
        for part in self._parts:
            self.body.addWidget(part)
        self._show_part(self.buttons)
        self.buttons.main.clicked.connect(self.toggled)
        self.buttons.back.clicked.connect(self.went_back)
        self.buttons.next.clicked.connect(self.went_on)
        self.buttons.how.clicked.connect(self.asked_how)
        self.buttons.skip.clicked.connect(self.ask_skip)
        self.buttons.easier.clicked.connect(self.ask_easier)
        self.skip_choices.given_up.connect(self.close_choices)
        self.easier_choices.given_up.connect(self.close_choices)
        self.skip_choices.chosen.connect(self._skip_chosen)
        self.easier_choices.chosen.connect(self._easier_chosen)
        self.stop_choices.chosen.connect(self._stop_chosen)

    @property
    def asks(self) -> bool:
        """Whether choices are shown in place of the buttons."""
        return self.buttons.isHidden()

    def show_player(self, player: Player, index: LibraryIndex, red: str) -> None:
        """Show what can be done now; `red` is what to say when pain is above the limit."""
        self._exercise = index.get(player.current.exercise)
        self.buttons.show_player(player)
        self.buttons.easier.setEnabled(bool(self._ways()))
        if player.stage is Stage.STOPPED and not self._stopped:
            choices: list[tuple[str, object]] = [
                (self._tr("player", "Easier: {way}", way=text), way) for text, way in self._ways()
            ]
            choices.append((self._tr("player", "End this exercise for today"), None))
            self.stop_choices.ask(red, choices)
            self._show_part(self.stop_choices)
            self.stop_choices.focus_first()
        elif self._stopped and player.stage is not Stage.STOPPED:
            self.close_choices()
        if self._stopped != (player.stage is Stage.STOPPED):
            self._stopped = not self._stopped
            dress(self, "warning" if self._stopped else "card")

    def ask_skip(self) -> None:
        """Ask why; no answer is an answer as well."""
        reasons: list[tuple[str, object]] = [
            (self._tr.say(one), self._tr.say(one)) for one in SKIP_REASONS
        ]
        reasons.append((self._tr("skip reason", "No reason"), ""))
        self.skip_choices.ask(self._tr("player", "Skip this exercise for today?"), reasons)
        self._show_part(self.skip_choices)
        self.skip_choices.focus_first()

    def ask_easier(self) -> None:
        """Offer the easier ways."""
        ways = self._ways()
        if ways:
            self.easier_choices.ask(self._tr("player", "Which easier way?"), ways)
            self._show_part(self.easier_choices)
            self.easier_choices.focus_first()

    def close_choices(self) -> None:
        """Show the buttons again."""
        if self.asks:
            self._show_part(self.buttons)
            self.buttons.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways(self) -> list[tuple[str, object]]:
        if self._exercise is None:
            return []
        easier = self._exercise.easier[:_MOST_EASIER]
        return [(self._tr.say(one.text), one) for one in easier]

    def _skip_chosen(self, reason: object) -> None:
        self.close_choices()
        self.skipped.emit(str(reason))

    def _easier_chosen(self, variant: object) -> None:
        self.close_choices()
        self.easier_chosen.emit(variant)

    def _stop_chosen(self, variant: object) -> None:
        if variant is None:
            self.ended.emit()
        else:
            self.easier_chosen.emit(variant)

    def _show_part(self, shown: QWidget) -> None:
        for part in self._parts:
            part.setVisible(part is shown)
        self.turned.emit()
