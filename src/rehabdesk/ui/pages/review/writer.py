"""Where a comment is written: about what, and what is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.widgets.basic import Card, Segments, button, choice_box, label
from rehabdesk.ui.widgets.date_field import DateField

DAY, EXERCISE, ALL = "day", "exercise", "all"
_LINES_SHOWN = 4


class CommentWriter(Card):
    """One comment at a time; nothing typed is lost when it cannot be taken."""

    add_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr("review", "Write a comment"))
        self._tr = tr
        self._offered = False
        self.about = Segments(
            tr("review", "About"),
            [
                (DAY, tr("review", "A day")),
                (EXERCISE, tr("review", "An exercise")),
                (ALL, tr("review", "In general")),
            ],
        )
        self.about.choose(DAY)
        self.about.chosen.connect(lambda _: self._show_about())
        self.day = DateField(tr, tr("review", "Day"))
        self.exercise = choice_box()
        self.exercise.setAccessibleName(tr("review", "Exercise"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("review", "Comment"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES_SHOWN + 24)
        self.text.textChanged.connect(self._update)
        self.problem = ProblemPanel()
        self.add = button(tr("review", "Add the comment"))
        self.add.clicked.connect(self.add_wanted)
        self.body.setSpacing(12)
        self._about_place = QWidget()
        place = QVBoxLayout(self._about_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.day)
        place.addWidget(self.exercise)
        for part in (self.about, self._about_place):
            self.body.addWidget(part)
        self.body.addWidget(label(tr("review", "Comment"), "meta"))
        for part in (self.text, self.problem, self.add):
            self.body.addWidget(part)
        self._show_about()
        self._update()

    def offer(self, exercises: Sequence[tuple[str, str]], last: dt.date) -> None:
        """Offer exercises as (id, name), and days up to the last of the copy."""
        chosen = self.exercise.currentData()
        self.exercise.clear()
        for exercise, name in exercises:
            self.exercise.addItem(name, exercise)
        self.exercise.setCurrentIndex(max(0, self.exercise.findData(chosen)))
        self.day.set_latest(last)
        if not self._offered:
            self._offered = True
            self.day.show_day(last)

    def begin_about(self, argument: str) -> None:
        """Begin a comment on a day (ISO text) or an exercise."""
        self._offered = True
        try:
            self.day.show_day(dt.date.fromisoformat(argument))
            self.about.choose(DAY)
        except ValueError:
            found = self.exercise.findData(argument)
            if found >= 0:
                self.exercise.setCurrentIndex(found)
                self.about.choose(EXERCISE)
        self._show_about()
        self.text.setFocus()

    def clear(self) -> None:
        """Be ready for the next comment."""
        self.text.clear()
        self.problem.say("")

    @property
    def typed(self) -> str:
        """What is in the field."""
        return self.text.toPlainText().strip()

    def _show_about(self) -> None:
        about = self.about.current
        self.day.setVisible(about == DAY)
        self.exercise.setVisible(about == EXERCISE)
        self._about_place.setVisible(about != ALL)
        self._update()

    def _update(self) -> None:
        tr = self._tr
        reason = "" if self.typed else tr("review", "Write something first.")
        if self.about.current == EXERCISE and self.exercise.count() == 0:
            reason = tr("review", "There is no exercise in the plan.")
        self.add.setEnabled(not reason)
        self.add.setToolTip(reason)
        self.add.setAccessibleDescription(reason)
