"""A go at a self-test: practise, the clock or the number, pain, and saving."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.pain import NOTE_MAX
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTest, Timing
from rehabdesk.domain.text import Translator
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.services.measures import words
from rehabdesk.services.measures.recording import number_from
from rehabdesk.services.measures.run import TOLERANCE, Phase, TestRun
from rehabdesk.ui.figures.widget import FigureView
from rehabdesk.ui.pages.measures import run_words
from rehabdesk.ui.pages.session.ticker import Ticker
from rehabdesk.ui.pages.session.timer_ring import TimerRing
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, FlowLayout, SideLabel, button, label
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

FIGURE_HEIGHT = 150
#: While time passes.
MOVING = (Phase.LEAD_IN, Phase.RUNNING)


class RunView(QWidget):
    """Shows a run; one thing to do at a time. The page shows `primary` at its bottom."""

    #: The trials, the version and a note.
    save_wanted = Signal(object, str, str)
    #: The texts of the buttons changed.
    changed = Signal()

    def __init__(self, tr: Translator, theme: Theme, ticker: Ticker) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        self.run: TestRun | None = None
        self.ticker = ticker
        ticker.passed.connect(self._pass)
        ticker.interrupted.connect(self._interrupted)
        self.card = Card(" ", " ")
        self.side = SideLabel(tr)
        self.figure = FigureView(theme, "", None)
        self.line = label("", "", wrap=True)
        self.ring = TimerRing(theme, tr("self-test run", "Time of this try"))
        self._make_number()
        self.tries = label("", "subtitle", wrap=True)
        self.problem = label("", "row", wrap=True)
        self.pad = IntensityPad(tr, theme)
        self.pad.setAccessibleName(tr("self-test run", "Pain during the test"))
        self.pad.committed.connect(self.act)
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_MAX)
        self.note.setAccessibleName(tr("self-test run", "A note, if you like"))
        self.note.setPlaceholderText(tr("self-test run", "A note, if you like"))
        for part in (self.side, self.figure):
            self.card.body.addWidget(part)
        # Above the words: it has to be in sight in a small window, too.
        self.card.body.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.card.body.addWidget(self.line)
        for one in (self._number, self.tries, self.problem, self.pad, self.note):
            self.card.body.addWidget(one)
        self.card.body.addWidget(self._make_others())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.primary = button("", "primary")
        self.primary.clicked.connect(self.act)

    @property
    def is_dirty(self) -> bool:
        """Whether something would be lost."""
        return self.run is not None and (self.run.begun or self.run.phase in MOVING)

    def begin(self, test: SelfTest, version: str) -> None:
        """Begin a go."""
        self.ticker.stop()
        self.run = TestRun(test, version)
        self.note.clear()
        self.problem.setText("")
        self.figure.setFixedHeight(self._theme.tokens.scaled(FIGURE_HEIGHT))
        self._shown_figure = ("", Side.NONE)
        self._refresh()
        self.focus_main()

    def end(self) -> None:
        """Forget the go: it is saved or given up."""
        self.ticker.stop()
        self.run = None

    def focus_main(self) -> None:
        """Put the keyboard where the next thing is done."""
        run = self.run
        if run is None:
            return
        if run.phase is Phase.PAIN:
            self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._asks_number:
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def act(self) -> None:
        """Do the next thing."""
        run = self.run
        if run is None:
            return
        if run.phase is Phase.DONE:
            self.save_wanted.emit(run.trials, run.version, self.note.text())
            return
        if run.phase is Phase.PRACTISE:
            run.practised()
        elif run.phase is Phase.RUNNING:
            # What passed since the last step belongs to the try.
            self.ticker.step()
            run.stop()
        elif run.phase is Phase.PAIN:
            self._rate(self.pad.rating)
        elif self._asks_number:
            self._enter()
        else:
            run.start()
        self._after()

    def hideEvent(self, event: QHideEvent) -> None:
        """A try nobody sees is none."""
        super().hideEvent(event)
        if self.run is not None and self.run.phase in MOVING:
            self.run.give_up_try()
            self._after()

    @property
    def _asks_number(self) -> bool:
        run = self.run
        if run is None:
            return False
        untimed = run.phase is Phase.READY and run.test.timing is Timing.NONE
        return untimed or run.phase is Phase.COUNT

    def _make_number(self) -> None:
        self.number = QLineEdit()
        self.number.setMaxLength(10)
        self.number.returnPressed.connect(self.act)
        self.number.textChanged.connect(lambda _: self._update_buttons())
        self._unit = label("", "row")
        self._number = QWidget()
        row = QHBoxLayout(self._number)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.number)
        row.addWidget(self._unit, 1)

    def _make_others(self) -> QWidget:
        tr = self._tr
        self.again = button(tr("self-test run", "Do the last try again"), "quiet")
        self.enough = button(tr("self-test run", "No more tries"), "quiet")
        self.hurts = button(tr("self-test run", "It hurts: stop"), "quiet")
        self.typed = button(tr("self-test run", "Type the time"), "quiet")
        self.typed.setToolTip(
            tr("self-test run", "For a time that somebody took with another clock")
        )
        self.typed.clicked.connect(lambda: self._do(TestRun.type_instead))
        self.again.clicked.connect(lambda: self._do(TestRun.take_back))
        self.enough.clicked.connect(lambda: self._do(TestRun.enough))
        self.hurts.clicked.connect(self._stop_for_pain)
        self.note.returnPressed.connect(self.act)
        others = QWidget()
        flow = FlowLayout(others)
        for one in (self.again, self.typed, self.enough, self.hurts):
            flow.addWidget(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        others.setSizePolicy(policy)
        return others

    @Slot(float)
    def _pass(self, seconds: float) -> None:
        if self.run is None:
            return
        before = self.run.phase
        self.run.pass_time(seconds)
        if self.run.phase is before:
            self._show_ring()
        else:
            self._after()

    @Slot()
    def _interrupted(self) -> None:
        self._do(TestRun.give_up_try)

    def _do(self, what: object) -> None:
        if self.run is not None and callable(what):
            what(self.run)
            self._after()

    def _stop_for_pain(self) -> None:
        if self.run is None:
            return
        self.run.give_up_try()
        self.run.enough()
        self._after()

    def _rate(self, pain: int | None) -> None:
        if self.run is not None:
            self.run.rate(pain)
            self.pad.show_rating(None)

    def _enter(self) -> None:
        try:
            if self.run is not None:
                self.run.enter(number_from(self.number.text()))
            self.problem.setText("")
            self.number.clear()
        except InputError as error:
            self.problem.setText(self._tr.say(error.message))

    def _after(self) -> None:
        """Show where the run is, and let the clock run if it is to."""
        run = self.run
        if run is None:
            return
        if run.phase in MOVING:
            self.ticker.start()
        else:
            self.ticker.stop()
        self._refresh()
        if self.isVisible():
            self.focus_main()

    def _refresh(self) -> None:
        run, tr = self.run, self._tr
        if run is None:
            return
        self.card.title.setText(run_words.title(tr, run))
        self.card.title.show()
        self.card.meta.setText(run_words.meta(tr, run))
        self.card.meta.show()
        self.card.setAccessibleName(run_words.title(tr, run))
        self.side.set_side(Side.NONE if run.phase is Phase.DONE else run.side)
        self.line.setText(run_words.line(tr, run))
        self.line.setVisible(bool(self.line.text()))
        self._show_figure(run)
        timed = run.test.timing is not Timing.NONE
        self.ring.setVisible(timed and run.phase in {Phase.READY, *MOVING})
        self._show_ring()
        self._number.setVisible(self._asks_number)
        self._unit.setText(run_words.unit_name(tr, run.test.unit))
        self.number.setAccessibleName(tr("self-test run", "Result: {unit}", unit=self._unit.text()))
        self.tries.setText(run_words.tries(tr, run))
        self.tries.setVisible(bool(self.tries.text()))
        self.pad.setVisible(run.phase is Phase.PAIN)
        self.note.setVisible(run.phase is Phase.DONE)
        self.problem.setVisible(bool(self.problem.text()))
        self._update_buttons()

    def _update_buttons(self) -> None:
        run, tr = self.run, self._tr
        if run is None:
            return
        trying = run.phase in {Phase.READY, Phase.COUNT, Phase.PRACTISE, *MOVING}
        waiting = run.phase in {Phase.READY, Phase.PAIN}
        self.again.setVisible(waiting and bool(run.tries))
        counts_up = run.test.timing is Timing.COUNT_UP
        self.typed.setVisible(run.phase is Phase.READY and counts_up)
        self.enough.setVisible(run.phase is Phase.READY)
        self.enough.setText(
            tr("self-test run", "No more tries")
            if run.tries
            else tr("self-test run", "Leave this side out")
        )
        self.hurts.setVisible(trying)
        self.primary.setText(run_words.action(tr, run, asks=self._asks_number))
        ready = not self._asks_number or bool(self.number.text().strip())
        empty = run.phase is Phase.DONE and not run.trials
        self.primary.setEnabled(ready and not empty)
        self.primary.setToolTip("" if ready else tr("self-test run", "Type the result first"))
        self.primary.setAccessibleDescription(self.primary.toolTip())
        self.problem.setVisible(bool(self.problem.text()))
        self.changed.emit()

    def _show_figure(self, run: TestRun) -> None:
        # Once practised, the clock has the place; without a clock there is room for both.
        timed = run.test.timing is not Timing.NONE
        self.figure.setVisible(
            run.phase is Phase.PRACTISE or (run.phase is Phase.READY and not timed)
        )
        version = run.test.version(run.version)
        name = version.figure if version is not None and version.figure else run.test.figure
        if (name, run.side) == self._shown_figure:
            return
        self._shown_figure = (name, run.side)
        side = Side.RIGHT if run.side is Side.NONE else run.side
        spoken = f"{self._tr.say(run.test.name)}, {self._tr.say(words.your_side(run.side))}"
        self.figure.show_figure(load_figure(name, side), spoken)

    def _show_ring(self) -> None:
        run, tr = self.run, self._tr
        if run is None or run.test.timing is Timing.NONE:
            return
        down = run.test.timing is Timing.COUNT_DOWN or run.phase is Phase.LEAD_IN
        moving = run.phase in MOVING
        seconds = run.seconds if moving else float(run.test.countdown_s or 0)
        whole = math.ceil(seconds - TOLERANCE) if down else int(seconds + TOLERANCE)
        word = tr("self-test run", "ready")
        if run.phase is Phase.RUNNING:
            word = tr("self-test run", "go")
        below = tr("self-test run", "seconds left") if down else tr("self-test run", "seconds")
        self.ring.show_time(word, tr.number(whole), below, run.part if moving else 0.0)
