"""Ticking off what was done, today or on a day before."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_rules import sides_of
from rehabdesk.services.plan_texts import SIDE_TEXTS, dose_message
from rehabdesk.services.sheet import Box, Sheet, SheetCell
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label
from rehabdesk.ui.widgets.day_bar import DayBar

COLUMN = 640


class TickView(QWidget):
    """One box per exercise of the day's plan."""

    day_changed = Signal(object)
    #: Ticked or not, by day, plan item id and side: what differs from the diary.
    saved = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, tr: Translator, clock: Clock) -> None:
        super().__init__()
        self._tr = tr
        self._items: dict[str, PlanItem] = {}
        self._before: dict[str, bool] = {}
        self._boxes: dict[str, QCheckBox] = {}
        self.days = DayBar(tr, theme, clock)
        self.days.day_changed.connect(self.day_changed)
        self._card = Card(tr("session", "What did you do?"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._hint = label("", "meta", wrap=True)
        self._card.body.addWidget(self.days)
        self._card.body.addLayout(self._rows)
        self._card.body.addWidget(self._hint)
        self._card.setMaximumWidth(theme.tokens.scaled(COLUMN))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        outer.addStretch(1)
        self.footer = self._make_footer()

    @property
    def day(self) -> dt.date:
        """The day that is shown."""
        return self.days.day

    @property
    def boxes(self) -> tuple[QCheckBox, ...]:
        """The boxes from top to bottom."""
        return tuple(self._boxes.values())

    @property
    def is_dirty(self) -> bool:
        """Whether a tick differs from the diary."""
        return bool(self._changed())

    def show_sheet(self, sheet: Sheet, index: LibraryIndex) -> None:
        """Show the exercises of one day, ticked as they are in the diary."""
        clear_layout(self._rows)
        self._items, self._boxes, self._before = {}, {}, {}
        for item, cells in _by_item(sheet):
            parts = [index.name(item.exercise), self._tr.say(dose_message(item))]
            if item.side is not ExerciseSide.NONE:
                parts.append(self._tr.say(SIDE_TEXTS[item.side]))
            box = QCheckBox(" · ".join(parts))
            ticked = all((cell.share or 0.0) >= 1.0 for cell in cells)
            box.setChecked(ticked)
            if any(cell.share for cell in cells) and not ticked:
                box.setText(self._tr("session", "{exercise} (a part is done)", exercise=box.text()))
            box.toggled.connect(self._update)
            self._items[item.id] = item
            self._boxes[item.id], self._before[item.id] = box, ticked
            self._rows.addWidget(box)
        self._hint.setText(
            self._tr("session", "A tick says: all sets as planned.")
            if self._boxes
            else self._tr("session", "There was no plan on this day.")
        )
        self._update()

    def focus_main(self) -> None:
        """Put the keyboard on the first box."""
        for box in self.boxes[:1]:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_footer(self) -> QWidget:
        tr = self._tr
        back = button(tr("session", "Back"), "quiet")
        back.clicked.connect(self.given_up)
        self.all = button(tr("session", "Everything done"))
        self.all.clicked.connect(self._tick_all)
        self.save = button(tr("session", "Save"), "primary")
        self.save.clicked.connect(self._save)
        footer = QWidget()
        row = QHBoxLayout(footer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(self.all)
        row.addWidget(self.save)
        return footer

    def _changed(self) -> dict[Box, bool]:
        return {
            (self.day, item_id, side): box.isChecked()
            for item_id, box in self._boxes.items()
            if box.isChecked() != self._before[item_id]
            for side in sides_of(self._items[item_id].side)
        }

    def _tick_all(self) -> None:
        for box in self.boxes:
            box.setChecked(True)

    def _update(self) -> None:
        changed = bool(self._changed())
        self.save.setEnabled(changed)
        why = "" if changed else self._tr("session", "Nothing new to save")
        self.save.setToolTip(why)
        self.save.setAccessibleDescription(why)
        self.all.setEnabled(not all(box.isChecked() for box in self.boxes))

    def _save(self) -> None:
        self.saved.emit(self._changed())


def _by_item(sheet: Sheet) -> list[tuple[PlanItem, list[SheetCell]]]:
    """Return the items of a sheet of one day, each with the cells of its sides."""
    found: dict[str, tuple[PlanItem, list[SheetCell]]] = {}
    for row in sheet.rows:
        cell = row.cells[0]
        if cell.item is not None:
            found.setdefault(cell.item.id, (cell.item, []))[1].append(cell)
    return list(found.values())
