"""Sharing a copy of the diary: which days, with or without notes and name, and where it goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from rehabdesk.domain.errors import KnownError
from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.review import SharedCopy
from rehabdesk.services.diaries import SUFFIX
from rehabdesk.services.sharing import ShareWish, share_copy
from rehabdesk.services.sharing_texts import contents_words
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.dialogs.working import WorkingPart
from rehabdesk.ui.pages.plan.problem import ProblemPanel
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.widgets.basic import Segments, label
from rehabdesk.ui.widgets.date_field import DateField

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

ALL, MONTHS, CHOSEN = "all", "months", "chosen"
#: Days of "the last three months".
_MONTHS_DAYS = 91


class ShareDialog(FramedDialog):
    """Says what a copy would hold, and writes it."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("share", "Share a copy"), parent)
        self._context = context
        self._today = diary_day(context.clock.now())
        self.add_text(
            tr(
                "share",
                "Makes a file for your physio: a copy to look at. Your own diary stays as it is. "
                "What you leave out is not in the file at all.",
            )
        )
        self._options = QWidget()
        self._build_period()
        self._build_choices()
        self.body.addWidget(self._options)
        self.working = WorkingPart(tr)
        self.body.addWidget(self.working)
        self.outcome = label("", "row", wrap=True)
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.problem = ProblemPanel()
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.cancel = self.add_button(tr("dialog", "Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.save = self.add_button(tr("share", "Save the copy…"), "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.ask_and_save)
        self.finished.connect(self.deleteLater)
        self._show_period()

    @property
    def wish(self) -> ShareWish:
        """What is to be in the copy."""
        period = self.period.current
        first: dt.date | None = None
        last = self._today
        if period == MONTHS:
            first = self._today - dt.timedelta(days=_MONTHS_DAYS - 1)
        elif period == CHOSEN:
            first, last = self.first.day, self.last.day
        return ShareWish(first, last, notes=self.notes.isChecked(), name=self.with_name.isChecked())

    def ask_and_save(self) -> None:
        """Ask where the copy goes, and write it."""
        tr, path = self._context.tr, self._context.workbench.diary_path
        suggested = tr(
            "share", "{name} shared {day}", name=self._context.workbench.diary_name,
            day=self._today.isoformat(),
        )  # fmt: skip
        folder = path.parent if path is not None else Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self,
            tr("share", "Save the copy"),
            str(folder / f"{suggested}{SUFFIX}"),
            tr("file dialog", "RehabDesk diaries") + f" (*{SUFFIX})",
            # Nothing is ever replaced, so there is nothing to confirm.
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            target = Path(name)
            self.save_to(target if target.suffix else target.with_suffix(SUFFIX))

    def save_to(self, target: Path) -> None:
        """Write the copy."""
        context, wish = self._context, self.wish
        relay = self.working.begin(context.tr("share", "Writing the copy…"))
        self._allow(working=True)

        def work(diary: Diary) -> SharedCopy | KnownError:
            try:
                return share_copy(diary, context.clock, target, wish, relay)
            except KnownError as error:
                return error

        def done(result: SharedCopy | KnownError) -> None:
            if not isValid(self):
                return
            self.working.end()
            self._allow(working=False)
            if isinstance(result, KnownError):
                self.problem.say(context.tr.say(result.message))
            else:
                self._written(result, target)

        context.workbench.read(work, done)

    def reject(self) -> None:
        """Close; while the copy is being written, stop that first."""
        if not self.working.stop():
            super().reject()

    def _written(self, stamp: SharedCopy, target: Path) -> None:
        tr = self._context.tr
        self._options.hide()
        self.save.hide()
        lines = [tr("share", "The copy is in “{name}”.", name=target.name)]
        lines += contents_words(stamp, tr)
        lines.append(
            tr(
                "share",
                "What comes back you take in under View > Comments, or drop it on the window.",
            )
        )
        self.outcome.setText(breakable("\n".join(lines)))
        self.outcome.show()
        self.cancel.setText(tr("dialog", "Close"))
        self.fit_soon()

    def _allow(self, *, working: bool) -> None:
        self._options.setEnabled(not working)
        self.save.setEnabled(not working)
        self.problem.say("")

    def _build_period(self) -> None:
        tr = self._context.tr
        name = tr("share", "Which days")
        self.period = Segments(
            name,
            [
                (ALL, tr("share", "All")),
                (MONTHS, tr("share", "Last 3 months")),
                (CHOSEN, tr("share", "From … to …")),
            ],
        )
        self.period.choose(MONTHS)
        self.period.chosen.connect(lambda _: self._show_period())
        self.first = DateField(tr, tr("share", "From"))
        self.last = DateField(tr, tr("share", "To"))
        self.first.show_day(self._today - dt.timedelta(days=_MONTHS_DAYS - 1))
        self.last.show_day(self._today)
        for field in (self.first, self.last):
            field.set_latest(self._today)
            field.dateChanged.connect(lambda _: self._show_period())
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(name, "row"))
        column.addWidget(self.period)
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for text, field in ((tr("share", "From"), self.first), (tr("share", "To"), self.last)):
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(label(text, "meta"))
            part.addWidget(field)
            row.addLayout(part, 1)
        column.addWidget(self._days)
        self.said = label("", "meta", wrap=True)
        column.addWidget(self.said)

    def _build_choices(self) -> None:
        tr = self._context.tr
        column = self._options.layout()
        self.notes = QCheckBox(tr("share", "With my notes"))
        self.notes.setChecked(True)
        self.with_name = QCheckBox(tr("share", "With my name, if I entered it"))
        self.with_name.setChecked(True)
        hint = tr(
            "share",
            "Never in it: what was deleted, what entries were before they were changed, favourites "
            "and reminders.",
        )
        if column is not None:
            column.addWidget(label(tr("share", "What is in it"), "row"))
            for box in (self.notes, self.with_name):
                box.toggled.connect(lambda _: self._show_period())
                column.addWidget(box)
            column.addWidget(label(hint, "meta", wrap=True))

    def _show_period(self) -> None:
        """Say in words which days the copy would have."""
        tr, wish = self._context.tr, self.wish
        if self._days.isHidden() is (self.period.current == CHOSEN):
            self._days.setVisible(self.period.current == CHOSEN)
            self.fit_soon()
        wrong = wish.first is not None and wish.last is not None and wish.first > wish.last
        if wrong:
            text = tr("share", "The period ends before it begins.")
        else:
            last = wish.last or self._today
            moment = self._context.clock.now()
            stamp = SharedCopy(moment, wish.first, last, notes=True, name=True)
            text = contents_words(stamp, tr)[0]
        self.said.setText(text)
        self.save.setEnabled(not wrong)
        self.save.setToolTip(text if wrong else "")
        self.save.setAccessibleDescription(text if wrong else "")
        self.problem.say("")
