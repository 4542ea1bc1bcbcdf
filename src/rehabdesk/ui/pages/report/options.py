"""What can be chosen of a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.reports.home_plan import Paper
from rehabdesk.services.reporting.options import (
    ALL_SECTIONS,
    SECTION_TITLES,
    NotesShown,
    ReportOptions,
    SectionName,
    Span,
)
from rehabdesk.ui.widgets.basic import Card, Chips, Segments, button, choice_box, label
from rehabdesk.ui.widgets.date_field import DateField

#: Where sheets of 8½ × 11 inches are the usual ones.
_LETTER_LANGUAGES = frozenset({"en_US", "en_CA"})
#: Two groups stand beside each other from so many average letters on.
_TWO_FROM_LETTERS = 84
_EPISODE, _CHOSEN = "episode", "chosen"
_LENGTHS = {"4w": 28, "12w": 84, "6m": 182, "1y": 365}


@dataclass(frozen=True, slots=True)
class Change:
    """A plan change whose weeks before and after can be compared.

    Attributes:
        name: It in words.
        spans: The weeks before and after.
    """

    name: str
    spans: tuple[Span, Span]


class OptionsCard(Card):
    """The choices, in a column or in rows."""

    changed = Signal()
    notes_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, tr: Translator, today: dt.date) -> None:
        super().__init__()
        self._tr, self._today = tr, today
        self._changes: tuple[Change, ...] = ()
        self._groups: list[QWidget] = []
        self._build_period()
        self._build_content()
        self._build_person()
        self.body.setSpacing(12)
        self._rows_host = QWidget()
        self._rows = QGridLayout(self._rows_host)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(16)
        self._rows_host.hide()
        for group in self._groups:
            self.body.addWidget(group)
        self.body.addWidget(self._rows_host)
        self.body.addStretch(1)
        self._columns = 0

    # ------------------------------------------------------------ parts

    def _group(self, title: str, *widgets: QWidget) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "row"))
        for one in widgets:
            column.addWidget(one)
        self._groups.append(group)
        return group

    def _build_period(self) -> None:
        tr = self._tr
        self.period = choice_box()
        self.period.setAccessibleName(tr("report page", "Days"))
        for key, name in (
            (_EPISODE, tr("report page", "All, since the last long break")),
            ("4w", tr("report page", "Last 4 weeks")),
            ("12w", tr("report page", "Last 12 weeks")),
            ("6m", tr("report page", "Last 6 months")),
            ("1y", tr("report page", "Last year")),
            (_CHOSEN, tr("report page", "Days you choose")),
        ):
            self.period.addItem(name, key)
        self.first = DateField(tr, tr("report page", "First day"))
        self.last = DateField(tr, tr("report page", "Last day"))
        self.first.show_day(self._today - dt.timedelta(days=83))
        self.last.show_day(self._today)
        self.days = QWidget()
        row = QHBoxLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.first)
        row.addWidget(self.last)
        self.days.hide()
        self.period.currentIndexChanged.connect(self._period_changed)
        self.first.dateChanged.connect(self.changed)
        self.last.dateChanged.connect(self.changed)
        self._group(tr("report page", "Days"), self.period, self.days)
        self.compare = choice_box()
        self.compare.setAccessibleName(tr("report page", "Two periods side by side"))
        self.compare.addItem(tr("report page", "No comparison"))
        self.compare.currentIndexChanged.connect(self.changed)
        self._group(tr("report page", "Two periods side by side"), self.compare)

    def _build_content(self) -> None:
        tr = self._tr
        title = tr("report page", "After the first page")
        names = [(one.value, tr.say(SECTION_TITLES[one])) for one in SectionName]
        self.sections = Chips(title, names, several=True)
        self.sections.choose([one.value for one in SectionName])
        self.sections.changed.connect(self.changed)
        self._group(title, self.sections)
        notes = tr("report page", "Your notes on it")
        self.notes = Segments(
            notes,
            [
                (NotesShown.NONE.value, tr("report page", "None")),
                (NotesShown.CHOSEN.value, tr("report page", "Chosen")),
                (NotesShown.ALL.value, tr("report page", "All")),
            ],
        )
        self.notes.choose(NotesShown.CHOSEN.value)
        self.notes.chosen.connect(lambda _: self.changed.emit())
        self.choose_notes = button(tr("report page", "Choose notes…"))
        self.choose_notes.clicked.connect(self.notes_wanted)
        self._group(notes, self.notes, self.choose_notes)

    def _build_person(self) -> None:
        tr = self._tr
        self.with_name = QCheckBox(tr("report page", "Name and birth date on it"))
        self.with_name.setChecked(True)
        self.with_name.toggled.connect(self.changed)
        self.person = button(tr("report page", "Enter name…"))
        self.person.clicked.connect(self.person_wanted)
        self._group(tr("report page", "Name"), self.with_name, self.person)
        paper = tr("report page", "Paper")
        self.paper = Segments(
            paper, [("a4", tr("report page", "A4")), ("letter", tr("report page", "Letter"))]
        )
        self.paper.choose("letter" if tr.language in _LETTER_LANGUAGES else "a4")
        self.paper.chosen.connect(lambda _: self.changed.emit())
        self._group(paper, self.paper)

    # ------------------------------------------------------------ what is chosen

    def options(self) -> ReportOptions:
        """Return what is chosen."""
        first, last = self._days()
        paper: Paper = "letter" if self.paper.current == "letter" else "a4"
        place = self.compare.currentIndex() - 1
        return ReportOptions(
            first=first,
            last=last,
            sections=frozenset(map(SectionName, self.sections.chosen)) & ALL_SECTIONS,
            paper=paper,
            notes=NotesShown(self.notes.current or NotesShown.CHOSEN),
            with_name=self.with_name.isChecked(),
            compare=self._changes[place].spans if 0 <= place < len(self._changes) else None,
        )

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        key = str(self.period.currentData())
        if key == _CHOSEN:
            return self.first.day, self.last.day
        if key in _LENGTHS:
            return self._today - dt.timedelta(days=_LENGTHS[key] - 1), self._today
        return None, None

    def set_today(self, today: dt.date) -> None:
        """Follow the calendar."""
        self._today = today

    def offer_changes(self, changes: Sequence[Change]) -> None:
        """Offer plan changes to compare around; a choice that is still there stays."""
        if tuple(changes) == self._changes:
            return
        chosen = self.compare.currentText()
        self._changes = tuple(changes)
        self.compare.blockSignals(True)
        while self.compare.count() > 1:
            self.compare.removeItem(1)
        for one in changes:
            self.compare.addItem(one.name)
        self.compare.setCurrentIndex(max(0, self.compare.findText(chosen)))
        self.compare.blockSignals(False)

    def set_read_only(self) -> None:
        """Offer nothing that is written into the diary: it is only looked at."""
        self.choose_notes.hide()
        self.person.hide()

    def name_person(self, *, entered: bool) -> None:
        """Say whether there is a name to change or one to enter."""
        tr = self._tr
        self.person.setText(
            tr("report page", "Change name…") if entered else tr("report page", "Enter name…")
        )
        self.with_name.setEnabled(entered)

    def _period_changed(self) -> None:
        self.days.setVisible(self.period.currentData() == _CHOSEN)
        self.changed.emit()

    # ------------------------------------------------------------ where it stands

    def set_beside(self, *, beside: bool, room: int) -> None:
        """Arrange as a column beside the pages, or as rows above them.

        Args:
            beside: Whether there is room beside the pages.
            room: The width above the pages, in pixels.
        """
        letters = room // max(1, self.fontMetrics().averageCharWidth())
        columns = 0 if beside else (2 if letters >= _TWO_FROM_LETTERS else 1)
        if columns == self._columns:
            return
        self._columns = columns
        for place, group in enumerate(self._groups):
            if beside:
                self.body.insertWidget(place, group)
            else:
                row, column = divmod(place, columns)
                self._rows.addWidget(group, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._rows.setColumnStretch(column, 1 if column < columns else 0)
        self._rows_host.setVisible(not beside)
        policy = QSizePolicy.Policy.Fixed if beside else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
