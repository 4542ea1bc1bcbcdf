"""Changing a pain entry: everything that can be said about it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.errors import InputError, KnownError
from rehabdesk.domain.names import (
    ACTIVITY_NAMES,
    KIND_NAMES,
    QUALITY_NAMES,
    SPREAD_NAMES,
    full_name,
)
from rehabdesk.domain.pain import Activity, PainEntry, PainKind, Quality, Spread
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.body_day import at_time
from rehabdesk.services.pain_entries import check_day, check_time, edit_pain, moved_to
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import Chips, Segments, label
from rehabdesk.ui.widgets.date_field import DateField, TimeField
from rehabdesk.ui.widgets.intensity_pad import IntensityPad

NOTE_LINES = 3


class RegionBox(QComboBox):
    """Chooses a region with its side; typing searches."""

    def __init__(self, tr: Translator, regions: RegionCatalogue, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(tr("entry editor", "Type to search."))
        self._choices = regions.sided()
        for where in self._choices:
            self.addItem(full_name(tr, regions[where.region], where), str(where))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def where(self) -> SidedRegion | None:
        """The region that is written in the box, or None if there is none of that name."""
        row = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return self._choices[row] if row >= 0 else None

    def choose(self, where: SidedRegion) -> None:
        """Choose a region."""
        self.setCurrentIndex(self.findData(str(where)))


class EntryEditor(FramedDialog):
    """Edits an entry. A refused save says why and keeps everything that was typed."""

    def __init__(self, context: UiContext, entry: PainEntry, parent: QWidget | None = None) -> None:
        tr = context.tr
        super().__init__(tr("entry editor", "Edit pain entry"), parent)
        self._context, self._entry, self._tr = context, entry, tr
        self._build_region_and_pad()
        self._build_choices()
        self._build_day_and_note()
        self.body.addStretch(1)
        self._build_problem()
        cancel = self.add_button(tr("dialog", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = self.add_button(tr("dialog", "Save"), "primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.finished.connect(self.deleteLater)
        self._show_entry()
        self.pad.setFocus()

    @property
    def entry(self) -> PainEntry:
        """The entry as the fields say.

        Raises:
            InputError: The fields do not make an entry.
        """
        where = self.region.where
        if where is None:
            raise InputError(message("entry editor", "Choose a region from the list."))
        old = self._entry
        rating = self.pad.rating
        new = dataclasses.replace(
            old,
            where=where,
            spot=old.spot if where == old.where else None,
            value=old.value if rating is None or not self._pad_touched else float(rating),
            kind=PainKind(self.kind.current),
            spread=next((Spread(key) for key in self.spread.chosen), None),
            qualities=tuple(Quality(key) for key in self.qualities.chosen),
            activities=tuple(Activity(key) for key in self.activities.chosen),
            note=self.note.toPlainText().strip() if self._note_touched else old.note,
        )
        if self.day.day != old.day:
            new = moved_to(new, self.day.day, self._context.clock)
        return dataclasses.replace(new, at=self._at())

    def save(self) -> None:
        """Save and close, or say what is in the way."""
        try:
            entry = self.entry
            now = self._context.clock.now()
            check_day(entry.day, now)
            if entry.at != self._entry.at or entry.day != self._entry.day:
                check_time(entry.at, entry.day, now)
        except InputError as error:
            self._tell(error.message)
            return
        if entry == self._entry:
            self.accept()
            return
        self.save_button.setEnabled(False)
        self._context.workbench.change(
            lambda diary: edit_pain(diary, entry), self._saved, self._refused
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter from anywhere, the note included."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the fields the height they need at this width, and no more.

        A scroll area would take the height that chips have when there is one in each row.
        """
        super().resizeEvent(event)
        layout = self._inner.layout()
        if layout is not None:
            width = self._scroll.viewport().width()
            self._inner.setMinimumHeight(layout.totalHeightForWidth(width))

    def _saved(self, _changes: Changes) -> None:
        if isValid(self):
            self.accept()

    def _refused(self, error: KnownError) -> None:
        if isValid(self):
            self.save_button.setEnabled(True)
            self._tell(error.message)

    def _tell(self, text: Message) -> None:
        self.problem.setText(self._tr.say(text))
        self._warning.show()
        self.save_button.setAccessibleDescription(self.problem.text())

    def _build_problem(self) -> None:
        """Make the place for what is in the way; it stays in sight above the buttons."""
        self._warning = QFrame()
        dress(self._warning, "warning")
        self.problem = label("", wrap=True)
        inner = QVBoxLayout(self._warning)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self.problem)
        self._warning.hide()
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, self._warning)

    def _build_region_and_pad(self) -> None:
        tr = self._tr
        self.region = RegionBox(tr, self._context.regions, tr("entry editor", "Region and side"))
        self._field(self.region)
        self.pad = IntensityPad(tr, self._context.theme)
        self.pad.setAccessibleName(tr("entry editor", "Pain"))
        self.pad.rated.connect(self._rated)
        self.pad.committed.connect(self.save)
        self._pad_touched = False
        self._field(self.pad)
        self.kept = label("", "meta", wrap=True)
        self.body.addWidget(self.kept)

    def _build_choices(self) -> None:
        tr = self._tr
        self.kind = Segments(
            tr("entry editor", "Which pain"), [(k.value, tr.say(n)) for k, n in KIND_NAMES.items()]
        )
        self.qualities = Chips(
            tr("entry editor", "What does it feel like?"),
            [(k.value, tr.say(n)) for k, n in QUALITY_NAMES.items()],
            several=True,
        )
        self.spread = Chips(
            tr("entry editor", "How wide is it?"),
            [(k.value, tr.say(n)) for k, n in SPREAD_NAMES.items()],
        )
        self.activities = Chips(
            tr("entry editor", "What brought it on?"),
            [(k.value, tr.say(n)) for k, n in ACTIVITY_NAMES.items()],
            several=True,
        )
        self._field(self.kind, stretch=False)
        for part in (self.qualities, self.spread, self.activities):
            self._field(part)

    def _build_day_and_note(self) -> None:
        tr = self._tr
        self.day = DateField(tr, tr("entry editor", "Day"))
        self.timed = QCheckBox(tr("entry editor", "Time:"))
        self.time = TimeField(tr, tr("entry editor", "Time of this pain"))
        self.timed.toggled.connect(self.time.setEnabled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addSpacing(12)
        row.addWidget(self.timed)
        row.addWidget(self.time)
        row.addStretch(1)
        caption = label(self.day.accessibleName(), "row")
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row)
        self.body.addLayout(column)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(tr("entry editor", "Note"))
        self.note.setTabChangesFocus(True)
        self.note.setProperty("verbatim", True)
        height = self.note.fontMetrics().lineSpacing() * NOTE_LINES + 24
        self.note.setFixedHeight(max(height, self._context.theme.tokens.scaled(76)))
        self._note_touched = False
        self._field(self.note)

    def _field(self, field: QWidget, *, stretch: bool = True) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(field.accessibleName(), "row"))
        column.addWidget(field, 0, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column)

    def _show_entry(self) -> None:
        entry, tr = self._entry, self._tr
        self.region.choose(entry.where)
        if entry.value == round(entry.value):
            self.pad.show_rating(round(entry.value))
            self.kept.hide()
        else:
            number = tr.number(entry.value, None)
            self.pad.show_before(entry.value, number)
            self.kept.setText(
                tr(
                    "entry editor",
                    "The entry says {value}. It stays so unless you choose a number.",
                    value=number,
                )
            )
        self.kind.choose(entry.kind.value)
        self.spread.choose(_values([entry.spread] if entry.spread else []))
        self.qualities.choose(_values(entry.qualities))
        self.activities.choose(_values(entry.activities))
        latest = max(self._context.clock.now().date(), entry.day)
        self.day.set_latest(latest)
        self.day.show_day(entry.day)
        self.timed.setChecked(entry.at is not None)
        self.time.setEnabled(entry.at is not None)
        self.time.show_time(_clock_time(entry.at or self._context.clock.now()))
        self.note.setPlainText(entry.note)
        self.note.textChanged.connect(self._note_changed)

    def _rated(self) -> None:
        self._pad_touched = True
        self.kept.hide()

    def _note_changed(self) -> None:
        self._note_touched = True

    def _at(self) -> dt.datetime | None:
        """Return the moment; one that was not touched stays to the second and the zone."""
        if not self.timed.isChecked():
            return None
        old, time, day = self._entry.at, self.time.clock_time, self.day.day
        if old is not None and day == self._entry.day and time == _clock_time(old):
            return old
        return at_time(self._context.clock, day, time)


def _values(choices: Sequence[Quality | Activity | Spread]) -> list[str]:
    return [one.value for one in choices]


def _clock_time(moment: dt.datetime) -> dt.time:
    return dt.time(moment.hour, moment.minute)
