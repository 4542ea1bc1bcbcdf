"""The paper sheet as a table: exercises down, days across, pain in the last row."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rehabdesk.domain.names import KIND_NAMES
from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_texts import SIDE_TEXTS
from rehabdesk.services.sheet import Box, Sheet, SheetCell
from rehabdesk.services.sheet_entry import PainRow, SheetPage

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_EMPTY = SheetPage(Sheet((), ()), None)
MOST_PAIN = 10


class Mark(enum.Enum):
    """What a cell shows."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    OFF = "off"


class SheetModel(QAbstractTableModel):
    """Holds what is in the diary and what was typed and not yet saved."""

    typed = Signal()

    def __init__(
        self, tr: Translator, today: Callable[[], dt.date], name_of: Callable[[SidedRegion], str]
    ) -> None:
        super().__init__()
        self._tr, self._today, self._name_of = tr, today, name_of
        self._page = _EMPTY
        self._index: LibraryIndex | None = None
        self._ticks: dict[Box, bool] = {}
        self._pain: dict[dt.date, int] = {}

    @property
    def ticks(self) -> dict[Box, bool]:
        """Ticks that differ from the diary, by day, plan item id and side."""
        return dict(self._ticks)

    @property
    def pain(self) -> dict[dt.date, float]:
        """Ratings that were typed, by day."""
        return {day: float(value) for day, value in self._pain.items()}

    @property
    def pain_row(self) -> PainRow | None:
        """The pain row, or None."""
        return self._page.pain

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not yet saved."""
        return bool(self._ticks or self._pain)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The columns."""
        return self._page.sheet.days

    def show_page(self, page: SheetPage, index: LibraryIndex) -> None:
        """Show two weeks, nothing typed yet."""
        self.beginResetModel()
        self._page, self._index = page, index
        self._ticks, self._pain = {}, {}
        self.endResetModel()

    def forget(self) -> None:
        """Show nothing, as before the first page."""
        self.beginResetModel()
        self._page, self._ticks, self._pain = _EMPTY, {}, {}
        self.endResetModel()

    def is_pain(self, row: int) -> bool:
        """Tell whether a row is the pain row."""
        return row == len(self._page.sheet.rows)

    def mark(self, row: int, column: int) -> Mark:
        """Return what a cell of an exercise shows."""
        cell = self._cell(row, column)
        if cell.item is None or self.is_to_come(column):
            return Mark.OFF
        typed = self._ticks.get((self.days[column], cell.item.id, self._side(row)))
        if typed is not None:
            return Mark.DONE if typed else Mark.OPEN
        if cell.share is None:
            return Mark.OPEN
        return Mark.DONE if cell.share >= 1 else Mark.PART if cell.share else Mark.OPEN

    def is_to_come(self, column: int) -> bool:
        """Tell whether a day is still to come; nothing can be typed there."""
        return self.days[column] > self._today()

    def is_due(self, row: int, column: int) -> bool:
        """Tell whether the paper has a box there that is not greyed out."""
        cell = self._cell(row, column)
        return cell.due and not cell.paused

    def toggle(self, row: int, column: int) -> None:
        """Tick or untick a cell; one that is not in the plan of its day stays empty."""
        mark = self.mark(row, column)
        item = self._cell(row, column).item
        if mark is Mark.OFF or item is None:
            return
        key, wanted = (self.days[column], item.id, self._side(row)), mark is not Mark.DONE
        share = self._cell(row, column).share
        if wanted == bool(share and share >= 1) and share in (None, 0, 1):
            self._ticks.pop(key, None)
        else:
            self._ticks[key] = wanted
        self._tell(row, column)

    def known_pain(self, column: int) -> float | None:
        """Return the day's value that is in the diary already, or None."""
        pain = self._page.pain
        return pain.known.get(self.days[column]) if pain else None

    def typed_pain(self, column: int) -> int | None:
        """Return the day's rating that was typed, or None."""
        return self._pain.get(self.days[column])

    def type_pain(self, column: int, value: int | None) -> None:
        """Type a rating; days that have one, and days to come, take none."""
        day = self.days[column]
        if self.known_pain(column) is not None or self.is_to_come(column):
            return
        if value is None:
            self._pain.pop(day, None)
        elif 0 <= value <= MOST_PAIN:
            self._pain[day] = value
        self._tell(len(self._page.sheet.rows), column)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Return the exercises and the pain row."""
        pain = 1 if self._page.pain else 0
        return 0 if parent.isValid() else len(self._page.sheet.rows) + pain

    def columnCount(self, parent: Index = _TOP) -> int:
        """Return the days."""
        return 0 if parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a cell shows, or says to who does not see it."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index.row(), index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return a day, or an exercise with its side."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            day = self.days[section]
            return f"{self._tr.date(day, 'weekday_short')}\n{self._tr.number(day.day)}"
        return self._row_name(section)

    def _row_name(self, row: int) -> str:
        tr, page = self._tr, self._page
        if self.is_pain(row) and page.pain is not None:
            name, kind = self._name_of(page.pain.where), tr.say(KIND_NAMES[page.pain.kind])
            return tr("sheet", "Pain 0–10: {region} · {kind}", region=name, kind=kind)
        one = page.sheet.rows[row]
        name = self._index.name(one.exercise) if self._index else one.exercise
        if one.side is ExerciseSide.NONE:
            return name
        return tr("sheet", "{exercise}, {side}", exercise=name, side=tr.say(SIDE_TEXTS[one.side]))

    def _shown(self, row: int, column: int) -> str:
        if self.is_pain(row):
            typed, known = self.typed_pain(column), self.known_pain(column)
            value = typed if typed is not None else known
            return "" if value is None else self._tr.number(value, None)
        signs = {Mark.DONE: "✓", Mark.PART: "½", Mark.OPEN: "", Mark.OFF: ""}
        return signs[self.mark(row, column)]

    def _said(self, row: int, column: int) -> str:
        tr = self._tr
        day = tr.date(self.days[column], "weekday")
        if self.is_pain(row):
            text = self._shown(row, column) or tr("sheet", "not rated")
            if self.known_pain(column) is not None:
                text = tr("sheet", "{value}, in the diary already", value=text)
        else:
            words = {
                Mark.DONE: tr("sheet", "done"),
                Mark.PART: tr("sheet", "a part is done"),
                Mark.OPEN: tr("sheet", "nothing recorded"),
                Mark.OFF: tr("sheet", "not in the plan"),
            }
            text = words[self.mark(row, column)]
        return tr("sheet", "{row}, {day}: {state}", row=self._row_name(row), day=day, state=text)

    def _side(self, row: int) -> ExerciseSide:
        return self._page.sheet.rows[row].side

    def _cell(self, row: int, column: int) -> SheetCell:
        return self._page.sheet.rows[row].cells[column]

    def _tell(self, row: int, column: int) -> None:
        index = self.index(row, column)
        self.dataChanged.emit(index, index)
        self.typed.emit()
