"""One exercise in the plan."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.ui.pages.plan.drag_label import drag_label
from rehabdesk.ui.pages.plan.figure_shelf import FigureShelf, FigureWish
from rehabdesk.ui.pages.plan.words import SIDE_PILLS, breakable, dosage_line, figure_side
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import label

#: What is dragged within the plan: the id of an item.
ITEM_MIME = "application/x-rehabdesk-plan-item"
FIGURE = QSize(62, 40)
_GRIP_WIDTH = 12


class RowFigure(QWidget):
    """The small figure of a row; it takes no room where there is none."""

    def __init__(self, theme: Theme, shelf: FigureShelf) -> None:
        super().__init__()
        self._theme, self._shelf = theme, shelf
        self._exercise: Exercise | None = None
        self._side = ExerciseSide.NONE
        self.setFixedSize(FIGURE)
        shelf.drawn.connect(self._drawn)
        theme.changed.connect(self.update)

    def show_figure(self, exercise: Exercise | None, side: ExerciseSide) -> None:
        """Show an exercise with the side it is done on."""
        self._exercise, self._side = exercise, side
        self.setVisible(exercise is not None and self._shelf.has(exercise))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure if it is drawn already."""
        if self._exercise is None:
            return
        wish = FigureWish(
            self._exercise.id,
            figure_side(self._side),
            FIGURE.width(),
            FIGURE.height(),
            self.devicePixelRatioF(),
            ground="surface2",
            moving=False,
        )
        picture = self._shelf.picture(self._exercise, wish)
        if picture is not None:
            size = picture.deviceIndependentSize()
            painter = QPainter(self)
            painter.drawPixmap(
                QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2),
                picture,
            )

    @Slot(str)
    def _drawn(self, exercise: str) -> None:
        if self._exercise is not None and exercise == self._exercise.id:
            self.update()


class _Grip(QWidget):
    """Six dots: this can be dragged."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedWidth(_GRIP_WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.colours["control"]))
        middle = self.height() / 2
        for row in (-1, 0, 1):
            for column in (-1, 1):
                at = QPointF(self.width() / 2 + 2.5 * column, middle + 5 * row)
                painter.drawEllipse(at, 1.4, 1.4)


class PlanRow(QFrame):
    """Grip, figure, name, side and dosage. Enter edits, Delete removes, Alt with arrows moves."""

    edit_wanted = Signal()
    remove_wanted = Signal()
    #: -1 for up, 1 for down.
    step_wanted = Signal(int)
    #: The same for the focus.
    focus_step_wanted = Signal(int)

    def __init__(self, tr: Translator, theme: Theme, shelf: FigureShelf) -> None:
        super().__init__()
        self._tr, self._theme, self._shelf = tr, theme, shelf
        self.item: PlanItem | None = None
        self._exercise: Exercise | None = None
        self._shown_name = ""
        self._pressed_at: QPoint | None = None
        dress(self, "plan_row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(
            tr(
                "plan",
                "Enter edits the dosage, Delete removes the exercise,"
                " Alt with the up and down arrows moves it.",
            )
        )
        self._figure = RowFigure(theme, shelf)
        self._name = label("", "row", wrap=True)
        self._side = QLabel()
        self._side.setTextFormat(Qt.TextFormat.PlainText)
        dress(self._side, "side_small")
        self._dosage = label("", "meta", wrap=True)
        self._cue = label("", "hint", wrap=True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addWidget(self._name, 1)
        self._head.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(self._head)
        texts.addWidget(self._dosage)
        texts.addWidget(self._cue)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(_Grip(theme))
        row.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(texts, 1)

    def show_item(self, item: PlanItem, exercise: Exercise | None, name: str) -> None:
        """Show an item.

        Args:
            item: The item.
            exercise: Its exercise, or None where it is gone.
            name: The exercise's name.
        """
        self.item, self._exercise = item, exercise
        self._shown_name = name
        tr = self._tr
        self._name.setText(breakable(name))
        pill = SIDE_PILLS.get(item.side)
        self._side.setText(tr.say(pill) if pill else "")
        self._side.setVisible(pill is not None)
        dosage = dosage_line(item, tr, tempo=False)
        self._dosage.setText(breakable(dosage))
        self._cue.setText(breakable(item.cue))
        self._cue.setVisible(bool(item.cue))
        self._figure.show_figure(exercise, item.side)
        parts = [name, self._side.text(), dosage, item.cue]
        self.setAccessibleName("; ".join(part for part in parts if part))

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the side below the name where they do not fit beside each other."""
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._head.setSpacing(2 if narrow else 8)

    def show_edited(self, *, edited: bool) -> None:
        """Show whether this is the row that is edited."""
        dress(self, "plan_row_open" if edited else "plan_row")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, remove, move, or go to the next row."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and alt:
            self.step_wanted.emit(steps[Qt.Key(key)])
        elif key in steps:
            self.focus_step_wanted.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a drag might begin."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the row once the pointer went far enough."""
        if self._pressed_at is None or self.item is None:
            return
        way = event.position().toPoint() - self._pressed_at
        if way.manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed_at = None
        drag = QDrag(self)
        data = QMimeData()
        data.setData(ITEM_MIME, self.item.id.encode())
        drag.setMimeData(data)
        drag.setPixmap(drag_label(self._theme.tokens, self._shown_name, None))
        drag.setHotSpot(QPoint(24, 24))
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Edit what was clicked."""
        if self._pressed_at is not None:
            self._pressed_at = None
            self.edit_wanted.emit()
