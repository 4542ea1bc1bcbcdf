"""Something to tick whose text may take several lines, which a check box alone cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from rehabdesk.ui.widgets.basic import label


class TickRow(QFrame):
    """A check box with its text beside it; a click anywhere on the row ticks it."""

    toggled = Signal(bool)

    def __init__(self, text: str, *, strong: bool = False, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            text: What is ticked.
            strong: Write it as a row's title.
            parent: Its parent.
        """
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.toggled.connect(self.toggled)
        self._text = label(text, "row" if strong else "", wrap=True)
        self._text.setBuddy(self.box)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)

    @property
    def text(self) -> str:
        """What is ticked."""
        return self._text.text()

    @property
    def is_ticked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def tick(self, *, ticked: bool) -> None:
        """Tick it or not, without a signal."""
        self.box.blockSignals(True)
        self.box.setChecked(ticked)
        self.box.blockSignals(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the text, which is a larger target than the box."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.toggle()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mouseReleaseEvent(event)
