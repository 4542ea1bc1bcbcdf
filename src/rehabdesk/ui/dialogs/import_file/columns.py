"""The table in which a person says what the columns of a file mean."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.names import KIND_NAMES
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.importing.dates import DateOrder
from rehabdesk.services.importing.guess import ColumnGuess, ColumnRole
from rehabdesk.services.importing.mapping import (
    TIMES_A_WEEK_MAX,
    ImportMapping,
    PainColumn,
    RoutineColumn,
)
from rehabdesk.ui.dialogs.entry_editor import RegionBox
from rehabdesk.ui.widgets.basic import label

#: A routine is meant to be done on non-consecutive days unless the person says otherwise.
USUAL_TIMES = 3
_NAME_SHOWN = 40
_EXAMPLES_SHOWN = 48


class Meaning(enum.StrEnum):
    """What a column can be."""

    LEFT_OUT = "left_out"
    DAY = "day"
    PAIN = "pain"
    ROUTINE = "routine"


class SteadyBox(QComboBox):
    """A box that the wheel does not change while the dialog is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the dialog."""
        event.ignore()


class ColumnRow(QWidget):
    """One column: its name, some of its cells, and what it is."""

    changed = Signal()

    def __init__(self, tr: Translator, regions: RegionCatalogue, guess: ColumnGuess) -> None:
        super().__init__()
        self._tr, self._regions, self.guess = tr, regions, guess
        self.region: RegionBox | None = None
        self.kind: SteadyBox | None = None
        self.times: SteadyBox | None = None
        self.meaning = SteadyBox()
        self.meaning.setAccessibleName(tr("import", "Meaning of “{column}”", column=guess.name))
        self.meaning.setProperty("column", guess.name)
        for key, text in (
            (Meaning.LEFT_OUT, tr("import", "Leave out")),
            (Meaning.DAY, tr("import", "Day")),
            (Meaning.PAIN, tr("import", "Pain")),
            (Meaning.ROUTINE, tr("import", "Routine")),
        ):
            self.meaning.addItem(text, key.value)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(self._texts(), 2)
        self._row.addWidget(self.meaning, 1)
        self._details = QWidget()
        self._detail_row = QHBoxLayout(self._details)
        self._detail_row.setContentsMargins(0, 0, 0, 0)
        self._detail_row.setSpacing(8)
        self._row.addWidget(self._details, 4)
        self.choose(_first_meaning(guess))
        self.meaning.currentIndexChanged.connect(self._meaning_changed)

    @property
    def chosen(self) -> Meaning:
        """What the column is."""
        return Meaning(self.meaning.currentData())

    def choose(self, meaning: Meaning) -> None:
        """Say what the column is, without a signal."""
        self.meaning.blockSignals(True)
        self.meaning.setCurrentIndex(self.meaning.findData(meaning.value))
        self.meaning.blockSignals(False)
        self._show_details()

    def pain(self) -> PainColumn | Message:
        """Return the column as ratings, or what is still to be said."""
        where = self.region.where if self.region is not None else None
        if where is None or self.kind is None:
            return message(
                "import", "Say which region “{column}” is about.", column=self.guess.name[:60]
            )
        return PainColumn(self.guess.name, where, PainKind(self.kind.currentData()))

    def routine(self) -> RoutineColumn:
        """Return the column as a routine."""
        times = self.times.currentData() if self.times is not None else USUAL_TIMES
        return RoutineColumn(self.guess.name, int(times))

    def _texts(self) -> QVBoxLayout:
        name, examples = self.guess.name, ", ".join(self.guess.examples[:3])
        column = QVBoxLayout()
        column.setSpacing(0)
        for text, look, most in ((name, "row", _NAME_SHOWN), (examples, "meta", _EXAMPLES_SHOWN)):
            shown = text if len(text) <= most else text[: most - 1] + "…"
            one = label(shown, look, wrap=True)
            one.setProperty("verbatim", True)
            one.setMinimumWidth(80)
            column.addWidget(one)
        return column

    def _meaning_changed(self) -> None:
        self._show_details()
        self.changed.emit()

    def _show_details(self) -> None:
        if self.chosen is Meaning.PAIN and self.region is None:
            self._make_pain()
        if self.chosen is Meaning.ROUTINE and self.times is None:
            self._make_times()
        for part in (self.region, self.kind):
            if part is not None:
                part.setVisible(self.chosen is Meaning.PAIN)
        if self.times is not None:
            self.times.setVisible(self.chosen is Meaning.ROUTINE)

    def _make_pain(self) -> None:
        tr, name = self._tr, self.guess.name
        self.region = RegionBox(
            tr, self._regions, tr("import", "Region of “{column}”", column=name)
        )
        edit = self.region.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(tr("import", "Which region?"))
        if self.guess.where is not None:
            self.region.choose(self.guess.where)
        else:
            self.region.setCurrentIndex(-1)
        self.kind = SteadyBox()
        self.kind.setAccessibleName(tr("import", "Which pain in “{column}”", column=name))
        for kind, text in KIND_NAMES.items():
            self.kind.addItem(tr.say(text), kind.value)
        self.kind.setCurrentIndex(self.kind.findData(self.guess.kind.value))
        self._detail_row.addWidget(self.region, 1)
        self._detail_row.addWidget(self.kind)
        self.region.currentTextChanged.connect(lambda _: self.changed.emit())
        self.kind.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _make_times(self) -> None:
        tr = self._tr
        self.times = SteadyBox()
        for times in range(1, TIMES_A_WEEK_MAX + 1):
            text = tr.n("import", "{count} time a week", "{count} times a week", times)
            self.times.addItem(text, times)
        self.times.setCurrentIndex(self.times.findData(USUAL_TIMES))
        self.times.setAccessibleName(
            tr("import", "How often “{column}” is meant to be done", column=self.guess.name)
        )
        self._detail_row.addWidget(self.times, 0, Qt.AlignmentFlag.AlignLeft)
        self.times.currentIndexChanged.connect(lambda _: self.changed.emit())


class ColumnTable(QWidget):
    """All columns of a file."""

    changed = Signal()

    def __init__(
        self, tr: Translator, regions: RegionCatalogue, guesses: Sequence[ColumnGuess]
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("import", "What the columns mean"))
        self.rows = [ColumnRow(tr, regions, guess) for guess in guesses]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for row in self.rows:
            column.addWidget(row)
            row.changed.connect(lambda row=row: self._row_changed(row))

    def mapping(self, order: DateOrder | None) -> ImportMapping | Message:
        """Return what the columns mean, or what is still to be said."""
        days = [row for row in self.rows if row.chosen is Meaning.DAY]
        if not days:
            return message("import", "Say which column has the day.")
        pain = []
        for row in self.rows:
            if row.chosen is Meaning.PAIN:
                said = row.pain()
                if isinstance(said, Message):
                    return said
                pain.append(said)
        routines = [row.routine() for row in self.rows if row.chosen is Meaning.ROUTINE]
        return ImportMapping(days[0].guess.name, tuple(pain), tuple(routines), order)

    def _row_changed(self, changed: ColumnRow) -> None:
        if changed.chosen is Meaning.DAY:
            for row in self.rows:
                if row is not changed and row.chosen is Meaning.DAY:
                    row.choose(Meaning.LEFT_OUT)
        self.changed.emit()


def _first_meaning(guess: ColumnGuess) -> Meaning:
    """Return what a column seems to be; only what its name or cells say is proposed."""
    if guess.role is ColumnRole.DATE:
        return Meaning.DAY
    ratings = guess.role in (ColumnRole.PAIN, ColumnRole.YES_NO)
    if ratings and (guess.where is not None or "pain" in guess.name.casefold()):
        return Meaning.PAIN
    return Meaning.LEFT_OUT
