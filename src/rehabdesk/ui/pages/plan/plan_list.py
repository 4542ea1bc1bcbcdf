"""The exercises of the plan, grouped by the position they begin in."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from rehabdesk.domain.exercise import Position
from rehabdesk.domain.plan import PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.plan_drafts import PlanDraft
from rehabdesk.services.plan_rules import group_by_position
from rehabdesk.ui.pages.plan.card_grid import EXERCISE_MIME
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf
from rehabdesk.ui.pages.plan.plan_row import ITEM_MIME, PlanRow
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import label

_GAP = 8
_LINE = 3

Groups = list[tuple[Position | None, list[PlanItem]]]


class _Column(QWidget):
    """The rows; paints the line that shows where something would be dropped."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line: int | None = None
        dress(self, "clear")

    def show_line(self, y: int | None) -> None:
        """Show the line at a height, or hide it."""
        if y != self._line:
            self._line = y
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        if self._line is not None:
            painter = QPainter(self)
            colour = QColor(self._theme.tokens.colours["primary"])
            painter.fillRect(0, self._line, self.width(), _LINE, colour)


class PlanList(QScrollArea):
    """The rows of a plan. Exercises and rows can be dropped on it."""

    edit_wanted = Signal(str)
    remove_wanted = Signal(str)
    #: Item id and place within its group, counted from 0.
    move_wanted = Signal(str, int)
    #: Exercise id and place within the group it belongs to.
    exercise_dropped = Signal(str, int)

    def __init__(self, tr: Translator, theme: Theme, shelf: FigureShelf) -> None:
        super().__init__()
        self._tr, self._theme, self._shelf = tr, theme, shelf
        self._rows: dict[str, PlanRow] = {}
        self._groups: Groups = []
        self._index: LibraryIndex | None = None
        self._panel: QWidget | None = None
        self._panel_at = ""
        self._narrow = False
        self._top: tuple[QWidget, ...] = ()
        self.setAccessibleName(tr("plan", "Exercises of your plan"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        self.setMinimumHeight(120)
        self._column = _Column(theme)
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(0, 0, 4, 4)
        self._layout.setSpacing(_GAP)
        self.setWidget(self._column)

    @property
    def groups(self) -> list[tuple[Position | None, list[str]]]:
        """The groups with the ids of their items, as shown."""
        return [(position, [item.id for item in items]) for position, items in self._groups]

    def row(self, item_id: str) -> PlanRow | None:
        """Return the row of an item, or None."""
        return self._rows.get(item_id)

    def group_of(self, item_id: str) -> list[str]:
        """Return the ids of the items an item is shown with."""
        return next((ids for _, ids in self.groups if item_id in ids), [])

    def set_top(self, *parts: QWidget) -> None:
        """Put something above the rows that scrolls with them."""
        self._top = parts
        for place, part in enumerate(parts):
            self._layout.insertWidget(place, part)

    def set_narrow(self, *, narrow: bool) -> None:
        """Arrange the rows for little room."""
        self._narrow = narrow
        for row in self._rows.values():
            row.set_narrow(narrow=narrow)

    def group_at(self, position: Position | None) -> list[str]:
        """Return the ids of the items that begin in a position."""
        return next((ids for one, ids in self.groups if one is position), [])

    def show_item(self, item_id: str) -> None:
        """Bring a row into sight."""
        row = self._rows.get(item_id)
        if row is not None:
            # Only then has the row its place.
            QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row, 0, _GAP))

    def show_plan(self, plan: PlanDraft, index: LibraryIndex) -> None:
        """Show a plan; rows that stay keep the focus."""
        before = self.groups
        self._index = index
        self._groups = group_by_position(plan.items, index)
        self._update_rows(plan)
        if before != self.groups:
            self._lay_out()

    def show_panel(self, panel: QWidget | None, item_id: str = "") -> None:
        """Show a widget below a row, or none."""
        if panel is None and self._panel is not None:
            self._layout.removeWidget(self._panel)
            self._panel.hide()
        self._panel, self._panel_at = panel, item_id
        for row_id, row in self._rows.items():
            row.show_edited(edited=row_id == item_id)
        self._lay_out()
        if panel is not None:
            panel.show()
            QTimer.singleShot(0, self, self._bring_panel_into_sight)

    def focus_item(self, item_id: str) -> None:
        """Put the focus on a row and bring it into sight."""
        row = self._rows.get(item_id)
        if row is not None:
            row.setFocus()
            self.show_item(item_id)

    def step(self, item_id: str, step: int) -> None:
        """Ask to move an item up (-1) or down (1), if there is room in its group."""
        group = self.group_of(item_id)
        slot = group.index(item_id) + step
        if 0 <= slot < len(group):
            self.move_wanted.emit(item_id, slot)

    def neighbour(self, item_id: str) -> str:
        """Return the row after an item, or the one before it, or ""."""
        order = [one for _, ids in self.groups for one in ids]
        if item_id not in order:
            return ""
        place = order.index(item_id)
        rest = [*order[place + 1 :], *reversed(order[:place])]
        return rest[0] if rest else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take exercises and rows of this plan."""
        if self._dragged(event) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would go."""
        group = self._dragged(event)
        if group is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self._column.show_line(self._line_at(group, self._slot(group, event)))

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._column.show_line(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it there."""
        self._column.show_line(None)
        group = self._dragged(event)
        if group is None:
            return
        slot = self._slot(group, event)
        data = event.mimeData()
        event.acceptProposedAction()
        if data.hasFormat(ITEM_MIME):
            item_id = bytes(data.data(ITEM_MIME).data()).decode()
            self.move_wanted.emit(item_id, slot)
        else:
            exercise = bytes(data.data(EXERCISE_MIME).data()).decode()
            self.exercise_dropped.emit(exercise, slot)

    def _dragged(self, event: QDropEvent) -> list[str] | None:
        """Return the group what is dragged belongs to, without itself; None if it is not ours."""
        data = event.mimeData()
        if data.hasFormat(ITEM_MIME):
            item_id = bytes(data.data(ITEM_MIME).data()).decode()
            if item_id not in self._rows:
                return None
            return [one for one in self.group_of(item_id) if one != item_id]
        if not data.hasFormat(EXERCISE_MIME) or self._index is None:
            return None
        exercise = self._index.get(bytes(data.data(EXERCISE_MIME).data()).decode())
        if exercise is None:
            return None
        return self.group_at(exercise.position)

    def _slot(self, group: list[str], event: QDropEvent) -> int:
        y = self._column.mapFrom(self, event.position().toPoint()).y()
        middles = [self._rows[one].geometry().center().y() for one in group]
        return sum(y > middle for middle in middles)

    def _line_at(self, group: list[str], slot: int) -> int:
        if not group:
            last = self._layout.itemAt(self._layout.count() - 2)
            return last.geometry().bottom() + 3 if last is not None else 0
        if slot < len(group):
            return self._rows[group[slot]].geometry().top() - _GAP // 2 - 1
        last_id = group[-1]
        shown = self._panel if self._panel is not None and last_id == self._panel_at else None
        below = shown or self._rows[last_id]
        return below.geometry().bottom() + _GAP // 2 - 1

    def _update_rows(self, plan: PlanDraft) -> None:
        index = self._index
        if index is None:
            return
        for item_id in self._rows.keys() - {item.id for item in plan.items}:
            row = self._rows.pop(item_id)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for item in plan.items:
            row = self._rows.get(item.id) or self._new_row(item.id)
            row.show_item(item, index.get(item.exercise), index.name(item.exercise))

    def _new_row(self, item_id: str) -> PlanRow:
        row = PlanRow(self._tr, self._theme, self._shelf)
        row.set_narrow(narrow=self._narrow)
        row.edit_wanted.connect(lambda: self.edit_wanted.emit(item_id))
        row.remove_wanted.connect(lambda: self.remove_wanted.emit(item_id))
        row.step_wanted.connect(lambda step: self.step(item_id, step))
        row.focus_step_wanted.connect(lambda step: self._focus_step(item_id, step))
        self._rows[item_id] = row
        return row

    def _focus_step(self, item_id: str, step: int) -> None:
        order = [one for _, ids in self.groups for one in ids]
        place = order.index(item_id) + step
        if 0 <= place < len(order):
            self.focus_item(order[place])

    def _lay_out(self) -> None:
        index = self._index
        if index is None:
            return
        kept = {*self._rows.values(), *self._top, self._panel}
        while self._layout.count():
            taken = self._layout.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()
        for part in self._top:
            self._layout.addWidget(part)
        for position, items in self._groups:
            self._layout.addWidget(self._heading(position, index))
            for item in items:
                self._layout.addWidget(self._rows[item.id])
                self._rows[item.id].show()
                if self._panel is not None and item.id == self._panel_at:
                    self._layout.addWidget(self._panel)
        self._layout.addStretch(1)
        self._fix_tab_order()

    def _heading(self, position: Position | None, index: LibraryIndex) -> QWidget:
        text = (
            self._tr("plan", "Your own")
            if position is None
            else self._tr.say(index.library.positions[position])
        )
        return label(text, "meta")

    def _fix_tab_order(self) -> None:
        order = [self._rows[one] for _, ids in self.groups for one in ids]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _bring_panel_into_sight(self) -> None:
        if self._panel is None:
            return
        row = self._rows.get(self._panel_at)
        self._column.updateGeometry()
        bottom = self._panel.geometry().bottom() + _GAP
        top = row.geometry().top() - _GAP if row is not None else self._panel.geometry().top()
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        wanted = bar.value()
        wanted = max(wanted, bottom - height)
        bar.setValue(min(wanted, top))
