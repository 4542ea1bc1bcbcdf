"""Pain on usual activities: ten of them, each rated, not done, or left open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from rehabdesk.analysis.symmetry import changed
from rehabdesk.domain.measures import RATED_ACTIVITIES
from rehabdesk.domain.names import ACTIVITY_NAMES
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.text import Translator
from rehabdesk.services.measures.series import ActivityPainSeries
from rehabdesk.ui.pages.measures.reading import MeasuresReading
from rehabdesk.ui.pages.measures.table import TextTable
from rehabdesk.ui.pages.measures.words import due_text, short_verdict
from rehabdesk.ui.widgets.basic import Card, button, label

LOWEST, HIGHEST = 0, 10
#: What the choices before the numbers stand for.
OPEN, NOT_DONE = 0, 1
FIRST_NUMBER = 2


class PainBox(QComboBox):
    """A rating, “did not do it”, or nothing said; digits can be typed."""

    def __init__(self, tr: Translator, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItem(tr("activity pain", "not answered"))
        self.addItem(tr("activity pain", "did not do it"))
        for value in range(LOWEST, HIGHEST + 1):
            self.addItem(self._text(tr, value))

    @property
    def answered(self) -> bool:
        """Whether something was chosen."""
        return self.currentIndex() != OPEN

    @property
    def value(self) -> float | None:
        """The rating, or None: did not do it."""
        index = self.currentIndex()
        return None if index < FIRST_NUMBER else float(index - FIRST_NUMBER)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a rating."""
        event.ignore()

    @staticmethod
    def _text(tr: Translator, value: int) -> str:
        if value == LOWEST:
            return tr("activity pain", "{value} no pain", value=value)
        if value == HIGHEST:
            return tr("activity pain", "{value} worst I can imagine", value=value)
        return tr.number(value)


class PainSection(QWidget):
    """Two cards: rating, and the first and the latest ratings beside each other."""

    #: Ratings by activity; None is "did not do it".
    rate_wanted = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.boxes: dict[Activity, PainBox] = {}
        self.card = Card(tr("activity pain", "How much do these hurt at the moment?"), " ")
        hint = tr(
            "activity pain",
            "Think of the last week. What you did not do is not the same as no pain.",
        )
        self.card.body.addWidget(label(hint, "subtitle", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, activity in enumerate(RATED_ACTIVITIES):
            name = tr.say(ACTIVITY_NAMES[activity])
            box = PainBox(tr, name)
            box.currentIndexChanged.connect(self._update)
            self.boxes[activity] = box
            grid.addWidget(label(name, "row", wrap=True), row, 0)
            grid.addWidget(box, row, 1)
        self.card.body.addLayout(grid)
        self.save = button(tr("activity pain", "Save ratings"), "primary")
        self.save.clicked.connect(self._save)
        self.card.body.addSpacing(4)
        self.card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        title = tr("activity pain", "First and latest")
        self.over_time = Card(title, tr("activity pain", "0 to 10"))
        self.table = TextTable(title)
        self.over_time.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.card)
        column.addWidget(self.over_time)
        self._update()

    @property
    def ratings(self) -> dict[Activity, float | None]:
        """What was answered."""
        return {one: box.value for one, box in self.boxes.items() if box.answered}

    @property
    def is_dirty(self) -> bool:
        """Whether something was answered and is not saved yet."""
        return bool(self.ratings)

    def set_read_only(self) -> None:
        """Show what was entered, and ask nothing: this is somebody's copy."""
        self.card.hide()

    @property
    def has_results(self) -> bool:
        """Whether there is anything to look at."""
        return not self.over_time.isHidden()

    def forget(self) -> None:
        """Drop what was answered: it is saved, or for another diary."""
        for box in self.boxes.values():
            box.setCurrentIndex(OPEN)

    def show_reading(self, reading: MeasuresReading) -> None:
        """Show a diary; what was answered and is not saved stays."""
        tr = self._tr
        self.card.meta.setText(due_text(tr, reading.due.activity_pain, reading.day))
        self.over_time.setVisible(bool(reading.pain))
        self.table.show_rows(
            (
                tr("measures table", "Activity"),
                tr("measures table", "First"),
                tr("measures table", "Latest"),
                tr("measures table", "Difference"),
            ),
            [self._row(one) for one in reading.pain],
        )

    def _row(self, one: ActivityPainSeries) -> tuple[str, str, str, str]:
        tr = self._tr
        name = tr.say(one.name)
        if not one.points:
            return name, "", tr("activity pain", "did not do it"), ""
        first, last = one.points[0], one.points[-1]
        latest = f"{tr.number(last.value)} ({tr.date(last.day, 'day_month')})"
        if one.not_done and one.not_done[-1] > last.day:
            latest = tr("activity pain", "did not do it")
        if len(one.points) == 1:
            return name, "", latest, ""
        before = f"{tr.number(first.value)} ({tr.date(first.day, 'day_month')})"
        moved = changed(first.value, last.value, one.error)
        return name, before, latest, short_verdict(tr, moved)

    def _update(self) -> None:
        self.save.setEnabled(self.is_dirty)
        why = "" if self.is_dirty else self._tr("activity pain", "Answer one of them first")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)

    def _save(self) -> None:
        if self.is_dirty:
            self.rate_wanted.emit(self.ratings)
