"""A row of buttons with two ends, which becomes two rows where the words need more room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget


class TwoEnds(QWidget):
    """Some widgets at the left end, some at the right; below each other if both do not fit."""

    def __init__(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._ends = tuple(_row(widgets) for widgets in (left, right))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self._ends[0], 1, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self._ends[1], 0, Qt.AlignmentFlag.AlignRight)

    @property
    def is_one_row(self) -> bool:
        """Whether both ends are beside each other."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one row or two."""
        super().resizeEvent(event)
        needed = sum(end.sizeHint().width() for end in self._ends) + self._box.spacing()
        direction = QBoxLayout.Direction
        self._box.setDirection(
            direction.LeftToRight if needed <= self.width() else direction.TopToBottom
        )


def _row(widgets: Sequence[QWidget]) -> QWidget:
    end = QWidget()
    row = QHBoxLayout(end)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    return end
