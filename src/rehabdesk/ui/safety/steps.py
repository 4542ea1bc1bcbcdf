"""The steps of asking: the age, a group of questions, and what a yes means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.safety import AgeBand, RedFlag, Urgency, UrgencyRule
from rehabdesk.domain.text import Translator
from rehabdesk.services.safety.settings import AGE_NAMES, say_step
from rehabdesk.ui.safety.tick_row import TickRow
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label


class AgeStep(Card):
    """Asks how old somebody is, as some questions depend on it."""

    chosen = Signal(object)
    put_off = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "How old are you?"))
        self.body.addWidget(
            label(tr("safety", "A few questions depend on it."), "subtitle", wrap=True)
        )
        self._group = QButtonGroup(self)
        self.choices: dict[AgeBand, QRadioButton] = {}
        for band, name in AGE_NAMES.items():
            choice = QRadioButton(tr.say(name))
            self.choices[band] = choice
            self._group.addButton(choice)
            self.body.addWidget(choice)
        self._group.buttonToggled.connect(lambda *_: self._update())
        self.later = button(tr("safety", "Later"), "quiet")
        self.later.clicked.connect(self.put_off)
        self.go_on = button(tr("safety", "Continue"), "primary")
        self.go_on.clicked.connect(self._take)
        self.body.addSpacing(4)
        self.body.addLayout(_buttons(self.later, self.go_on))
        _enter(self, self._take)
        self._why = tr("safety", "Choose one first")
        self._update()

    @property
    def age(self) -> AgeBand | None:
        """What is chosen, or None."""
        return next((band for band, one in self.choices.items() if one.isChecked()), None)

    def focus_main(self) -> None:
        """Put the keyboard on the choices."""
        chosen = self.age or AgeBand.UNDER_16
        self.choices[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def _update(self) -> None:
        _allow(self.go_on, "" if self.age is not None else self._why)

    def _take(self) -> None:
        focused = next((one for one in self.choices.values() if one.hasFocus()), None)
        if self.age is None and focused is not None:
            # Before one is chosen the arrow keys move the focus alone; Enter then means that one.
            focused.setChecked(True)
        if self.age is not None:
            self.chosen.emit(self.age)


class GroupStep(Card):
    """A group of questions of one urgency, with "none of these"."""

    #: What is ticked (`RedFlag.ticks`); empty for none of these.
    answered = Signal(object)
    put_off = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("safety", "Safety questions"))
        self._tr = tr
        self.rows: dict[str, TickRow] = {}
        self._questions = QVBoxLayout()
        self._questions.setSpacing(8)
        self.none = TickRow(tr("safety", "None of these"), strong=True)
        self.none.box.setAccessibleDescription(tr("safety", "Alt+N"))
        self.none.toggled.connect(self._none_toggled)
        key = QShortcut("Alt+N", self)
        key.activated.connect(lambda: self.none.box.setChecked(True))
        self.later = button(tr("safety", "Later"), "quiet")
        self.later.clicked.connect(self.put_off)
        self.go_on = button(tr("safety", "Continue"), "primary")
        self.go_on.clicked.connect(self._take)
        self._hint = label(tr("safety", "Keys: Alt+N for none of these, then Enter"), "hint")
        line = QFrame()
        dress(line, "line")
        self.body.addLayout(self._questions)
        self.body.addWidget(line)
        self.body.addWidget(self.none)
        self.body.addWidget(self._hint)
        self.body.addLayout(_buttons(self.later, self.go_on))
        _enter(self, self._take)

    def show_group(
        self, rule: UrgencyRule, flags: Sequence[RedFlag], place: int, count: int
    ) -> None:
        """Ask the questions of a group; nothing is ticked.

        Args:
            rule: What goes with the urgency.
            flags: The questions.
            place: The group's place, from 1.
            count: How many groups there are.
        """
        tr = self._tr
        self.title.setText(tr.say(rule.lead))
        self.setAccessibleName(tr.say(rule.lead))
        words = {"place": place, "count": count}
        self.meta.setText(tr("safety", "{place} of {count}", **words) if count > 1 else "")
        clear_layout(self._questions)
        self.rows.clear()
        for flag in flags:
            if flag.symptoms:
                self._questions.addWidget(label(tr.say(flag.question), "meta", wrap=True))
                for sign in flag.symptoms:
                    row = self._add(f"{flag.id}.{sign.id}", tr.say(sign.text), indent=20)
                    row.box.setAccessibleDescription(tr.say(flag.question))
            else:
                self._add(flag.id, tr.say(flag.question))
        self.none.tick(ticked=False)
        self._update()

    def set_skippable(self, *, skippable: bool) -> None:
        """Say whether the group may be left out, or the whole put off."""
        tr = self._tr
        self.later.setText(tr("safety", "Skip these") if skippable else tr("safety", "Later"))

    def focus_main(self) -> None:
        """Put the keyboard on the first question."""
        first = next(iter(self.rows.values()), self.none)
        first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def ticked(self) -> tuple[str, ...]:
        """What is ticked of the questions."""
        return tuple(name for name, row in self.rows.items() if row.is_ticked)

    def _add(self, name: str, text: str, indent: int = 0) -> TickRow:
        row = TickRow(text)
        layout = row.layout()
        if layout is not None:
            layout.setContentsMargins(indent, 0, 0, 0)
        row.toggled.connect(self._row_toggled)
        self.rows[name] = row
        self._questions.addWidget(row)
        return row

    def _row_toggled(self, ticked: bool) -> None:
        if ticked:
            self.none.tick(ticked=False)
        self._update()

    def _none_toggled(self, ticked: bool) -> None:
        if ticked:
            for row in self.rows.values():
                row.tick(ticked=False)
        self._update()

    def _update(self) -> None:
        answered = self.none.is_ticked or bool(self.ticked)
        why = self._tr("safety", "Tick what applies, or “None of these”")
        _allow(self.go_on, "" if answered else why)

    def _take(self) -> None:
        if self.go_on.isEnabled():
            _allow(self.go_on, self._tr("safety", "Being saved"))
            self.answered.emit(self.ticked)


class ResultStep(QFrame):
    """What a yes means: how soon, and one clear next step each."""

    went_on = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        dress(self, "stop")
        self.headline = label("", "card_title", wrap=True)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(12)
        self.go_on = button(tr("safety", "I have read this"), "primary")
        self.go_on.clicked.connect(self.went_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.headline)
        column.addLayout(self._steps)
        column.addLayout(_buttons(self.go_on))
        _enter(self, self.go_on.click)

    def show_result(
        self, rule: UrgencyRule, flags: Sequence[RedFlag], number: str, *, more: bool
    ) -> None:
        """Say what to do about some questions that were answered with yes.

        Args:
            rule: What goes with their urgency.
            flags: The questions.
            number: The emergency number, or "".
            more: Whether other questions follow.
        """
        tr = self._tr
        redress(self, look_of(rule.urgency))
        headline = tr.say(rule.headline)
        self.headline.setText(headline)
        clear_layout(self._steps)
        steps = []
        for flag in flags:
            step = say_step(tr, flag.next_step, number)
            steps.append(step)
            self._steps.addWidget(_step(tr, step, flag))
        if rule.stops:
            words = tr(
                "safety",
                "Sessions wait until a health professional has seen it. You can write down pain as"
                " always.",
            )
            self._steps.addWidget(label(words, "", wrap=True))
        self.setAccessibleName(f"{headline} {' '.join(steps)}")
        self.go_on.setText(
            tr("safety", "I have read this, go on") if more else tr("safety", "I have read this")
        )

    def focus_main(self) -> None:
        """Put the keyboard on the button."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)


def look_of(urgency: Urgency) -> str:
    """Return the look of a panel about a yes; the colours of a stop are for red flags alone."""
    if urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY):
        return "stop"
    return "warning" if urgency is Urgency.NOT_SUITABLE else "panel"


def redress(frame: QFrame, look: str) -> None:
    """Change the look of a frame and of the words in it."""
    dress(frame, look)
    for one in frame.findChildren(QLabel):
        # The colour of words follows from the frame around them, which Qt does not look up again.
        one.style().unpolish(one)
        one.style().polish(one)


def _step(tr: Translator, step: str, flag: RedFlag) -> QWidget:
    """Return the next step with the reason below it."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(step, "row", wrap=True))
    column.addWidget(label(tr.say(flag.why), "", wrap=True))
    return part


def _buttons(*buttons: QWidget) -> QHBoxLayout:
    """Return a row of buttons, the most likely one at the right end."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addStretch(1)
    for one in buttons:
        row.addWidget(one)
    return row


def _allow(one: QWidget, why_not: str) -> None:
    """Let a button be pressed, or say why not."""
    one.setEnabled(not why_not)
    one.setToolTip(why_not)
    one.setAccessibleDescription(why_not)


def _enter(step: QWidget, act: Callable[[], object]) -> None:
    """Let Enter do what the main button does, wherever in the step the focus is."""

    def pressed() -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            act()

    for keys in ("Return", "Enter"):
        shortcut = QShortcut(keys, step)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(pressed)
