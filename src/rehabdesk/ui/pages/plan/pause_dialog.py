"""Agreed breaks from the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import Pause
from rehabdesk.domain.text import Translator
from rehabdesk.services.plans import delete_pause, end_pause, start_pause
from rehabdesk.store.diary import Diary
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label
from rehabdesk.ui.widgets.date_field import DateField


def pause_words(tr: Translator, pause: Pause) -> str:
    """Return when a pause is and why."""
    first = tr.date(pause.first, "weekday_short") + " " + tr.date(pause.first, "day_month")
    if pause.last is None:
        words = tr("pause", "From {first} on", first=first)
    else:
        last = tr.date(pause.last, "weekday_short") + " " + tr.date(pause.last, "day_month")
        words = tr("pause", "{first} to {last}", first=first, last=last)
    if pause.reason:
        return tr("pause", "{days}: {reason}", days=words, reason=pause.reason)
    return words


class PauseDialog(FramedDialog):
    """Lists the pauses and adds one."""

    def __init__(
        self, context: UiContext, pauses: Sequence[Pause], parent: QWidget | None = None
    ) -> None:
        tr = context.tr
        super().__init__(tr("pause", "Pauses"), parent)
        self._context = context
        self.add_text(
            tr(
                "pause",
                "On the days of a pause nothing is planned, so nothing counts as not done.",
            ),
            "subtitle",
        )
        for pause in reversed(pauses):
            self.body.addWidget(self._row(pause))
        self.body.addWidget(label(tr("pause", "A new pause"), "row"))
        self._build_fields()
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        cancel = self.add_button(tr("dialog", "Close"))
        cancel.clicked.connect(self.reject)
        self.save_button = self.add_button(tr("pause", "Save the pause"), "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.finished.connect(self.deleteLater)

    def save(self) -> None:
        """Save the new pause; if that is refused, say why and keep everything."""
        first, reason = self.first.day, self.reason.text().strip()
        last = None if self.open_end.isChecked() else self.last.day
        self._do(lambda diary: start_pause(diary, first, last, reason))

    def _build_fields(self) -> None:
        tr, today = self._context.tr, diary_day(self._context.clock.now())
        self.first = DateField(tr, tr("pause", "First day"))
        self.last = DateField(tr, tr("pause", "Last day"))
        self.first.show_day(today)
        self.last.show_day(today + dt.timedelta(days=6))
        self.open_end = QCheckBox(tr("pause", "No last day yet"))
        self.open_end.toggled.connect(self.last.setDisabled)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setAccessibleName(tr("pause", "Why, if you like"))
        self.reason.setPlaceholderText(tr("pause", "such as travel, a cold, a flare"))
        days = QHBoxLayout()
        days.setSpacing(12)
        for name, field in (
            (tr("pause", "First day"), self.first),
            (tr("pause", "Last day"), self.last),
        ):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(name, "meta"))
            part.addWidget(field)
            days.addLayout(part)
        days.addWidget(self.open_end, 0, Qt.AlignmentFlag.AlignBottom)
        days.addStretch(1)
        self.body.addLayout(days)
        self.body.addWidget(label(tr("pause", "Why, if you like"), "meta"))
        self.body.addWidget(self.reason)

    def _row(self, pause: Pause) -> QFrame:
        tr, today = self._context.tr, diary_day(self._context.clock.now())
        words = pause_words(tr, pause)
        box = QFrame()
        dress(box, "panel")
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(label(words, "", wrap=True), 1)
        if pause.first < today and (pause.last is None or pause.last >= today):
            end = button(tr("pause", "End it"), "", tr("pause", "End {pause}", pause=words))
            yesterday = today - dt.timedelta(days=1)
            end.clicked.connect(
                lambda: self._do(lambda diary: end_pause(diary, pause.id, yesterday))
            )
            row.addWidget(end)
        delete = button(tr("pause", "Delete"), "quiet", tr("pause", "Delete {pause}", pause=words))
        delete.clicked.connect(lambda: self._do(lambda diary: delete_pause(diary, pause.id)))
        row.addWidget(delete)
        return box

    def _do(self, work: Callable[[Diary], Changes]) -> None:
        def refused(error: KnownError) -> None:
            if isValid(self):
                self.problem.say(self._context.tr.say(error.message))

        def done(_changes: Changes) -> None:
            if isValid(self):
                self.accept()

        self._context.workbench.change(work, done, refused)
