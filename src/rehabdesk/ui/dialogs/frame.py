"""What dialogs share: a title, a column that scrolls when it must, and buttons below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import button, label

#: The width of the column in average letters, so that it grows with the text.
LETTERS_WIDE = 76
_ROOM = 0.92


class FramedDialog(QDialog):
    """A dialog that fits its window at any text size.

    Subclasses put their widgets into `body` and add buttons with `add_button`, the most likely
    one last.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        heading = label(title, "page_title", wrap=True)
        inner = QWidget()
        dress(inner, "clear")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self._inner = inner
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self._scroll, 1)
        column.addLayout(self._buttons)

    def add_text(self, text: str, look: str = "") -> None:
        """Add a paragraph of plain text."""
        self.body.addWidget(label(text, look, wrap=True))

    def add_button(self, text: str, look: str = "") -> QPushButton:
        """Add a button at the right end of the row below."""
        one = button(text, look)
        self._buttons.addWidget(one)
        return one

    def add_close_button(self, text: str) -> QPushButton:
        """Add the button that ends a dialog which only tells something."""
        one = self.add_button(text, "primary")
        one.setDefault(True)
        one.clicked.connect(self.accept)
        return one

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size the text needs, within the window."""
        if not event.spontaneous():
            self._fit()
        super().showEvent(event)

    def fit_soon(self) -> None:
        """Take the size of what was just put in or taken out, once it is laid out."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.ensurePolished()
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        width = self.fontMetrics().averageCharWidth() * LETTERS_WIDE
        width = min(max(width, self.minimumSizeHint().width()), round(room.width() * _ROOM))
        margins = self.contentsMargins()
        column = self.layout()
        inner_width = width - 2 * 24 - self._scroll.verticalScrollBar().sizeHint().width()
        layout = self._inner.layout()
        if column is None or layout is None:
            return
        wanted = layout.totalHeightForWidth(inner_width)
        wanted = wanted if wanted > 0 else self._inner.sizeHint().height()
        frame = column.sizeHint().height() - self._scroll.sizeHint().height()
        height = wanted + frame + margins.top() + margins.bottom() + 8
        self.resize(width, min(height, round(room.height() * _ROOM)))
