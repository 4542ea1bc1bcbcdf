"""The small panel beside the cursor that tells what was written down on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label

#: Width at 100 % text.
WIDTH = 260
OFFSET = 14


@dataclass(frozen=True, slots=True)
class DayLine:
    """One thing about a day.

    Attributes:
        text: What counts most, such as region and value.
        detail: The rest, or "".
    """

    text: str
    detail: str = ""


class DayPanel(QFrame):
    """Shows a day beside a place without getting in the way of the mouse or the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self._column.setSpacing(4)
        self._text = ""
        self.hide()

    @property
    def text(self) -> str:
        """Everything the panel says, as plain text."""
        return self._text

    def tell(self, title: str, lines: Sequence[DayLine], width: int) -> None:
        """Say something else.

        Args:
            title: The day.
            lines: What there is about it.
            width: Width of the panel.
        """
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setFixedWidth(width)
        self._add(title, "row")
        for line in lines:
            self._add(line.text, "")
            self._add(line.detail, "meta")
        parts = [title, *(part for line in lines for part in (line.text, line.detail) if part)]
        self._text = ". ".join(part.rstrip(".") for part in parts) + "."
        self.setFixedHeight(self._column.totalHeightForWidth(width) + 2 * self.frameWidth() + 2)

    def _add(self, text: str, look: str) -> None:
        if text:
            line = label(text, look, wrap=True)
            self._column.addWidget(line)
            # What is not shown has no height yet.
            line.show()

    def stand_beside(self, place: QPoint, within: QRect) -> None:
        """Stand right of a place, or left of it where there is no room.

        Args:
            place: The place, in coordinates of the parent.
            within: Where the panel may be.
        """
        left = place.x() + OFFSET
        if left + self.width() > within.right():
            left = place.x() - OFFSET - self.width()
        top = min(place.y(), within.bottom() - self.height())
        self.move(max(left, within.left()), max(top, within.top()))
        self.show()
        self.raise_()
