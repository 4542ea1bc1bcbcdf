"""Cards, labels, chips and segments: the plain parts every page is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress


class Card(QFrame):
    """A surface with one question or answer: title left, meta right, then the body."""

    def __init__(self, title: str = "", meta: str = "") -> None:
        super().__init__()
        dress(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(8)
        self.title = QLabel(title)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        dress(self.title, "card_title")
        self.meta = QLabel(meta)
        self.meta.setTextFormat(Qt.TextFormat.PlainText)
        dress(self.meta, "meta")
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.meta)
        if title:
            self.setAccessibleName(title)
            self.body.addLayout(self.head)
        else:
            self.title.hide()
            self.meta.hide()


class SideLabel(QLabel):
    """`YOUR LEFT` or `YOUR RIGHT` as a pill; never a button."""

    def __init__(self, tr: Translator, side: Side = Side.NONE) -> None:
        super().__init__()
        self._tr = tr
        dress(self, "side")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_side(side)

    def set_side(self, side: Side) -> None:
        """Show a side; the middle shows nothing."""
        texts = {
            Side.LEFT: self._tr("side label", "YOUR LEFT"),
            Side.RIGHT: self._tr("side label", "YOUR RIGHT"),
        }
        self.setText(texts.get(side, ""))
        if side is Side.NONE:
            self.hide()
        elif self.parentWidget() is not None:
            # Without a parent it would be shown as a window of its own, which takes the focus.
            self.show()


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """Return a plain-text label with a look of the style sheet."""
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setWordWrap(wrap)
    if look:
        dress(widget, look)
    return widget


def choice_box() -> QComboBox:
    """Return a field to choose one of a list, whose rows are as high as the style sheet says."""
    box = QComboBox()
    # The rows of the style's own delegate are as low as their text.
    box.setItemDelegate(QStyledItemDelegate(box))
    return box


def button(text: str, look: str = "", name: str = "") -> QPushButton:
    """Return a button; `name` is its accessible name where the text alone does not say it."""
    widget = QPushButton(text)
    widget.setAutoDefault(False)
    if look:
        dress(widget, look)
    if name:
        widget.setAccessibleName(name)
    return widget


def clear_layout(layout: QLayout) -> None:
    """Remove all widgets of a layout and delete them."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Segments(QFrame):
    """A row of buttons of which exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Args: name for assistive tools; choices as (key, text)."""
        super().__init__()
        dress(self, "segments")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(0)
        for key, text in choices:
            one = button(text, "segment", f"{name}: {text}")
            one.setCheckable(True)
            one.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(one)
            self._buttons[key] = one
            row.addWidget(one)

    @property
    def current(self) -> str:
        """The key of the chosen segment, or ""."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Mark a segment as chosen, without a signal; "" for none."""
        self._group.setExclusive(False)
        for other, one in self._buttons.items():
            one.setChecked(other == key)
        self._group.setExclusive(True)


class Chips(QWidget):
    """Chips that can be chosen: any number of them, or at most one."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        several: bool = False,
        flat: bool = False,
    ) -> None:
        """Make chips.

        Args:
            name: For assistive tools.
            choices: As (key, text).
            several: Several at once, or at most one.
            flat: See `FlowLayout`.
        """
        super().__init__()
        self.setAccessibleName(name)
        self._several = several
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(self, flat=flat)
        for key, text in choices:
            one = button(text, "chip", f"{name}: {text}")
            one.setCheckable(True)
            one.clicked.connect(lambda checked, key=key: self._clicked(key, checked))
            self._buttons[key] = one
            flow.addWidget(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of the chosen chips."""
        return tuple(key for key, one in self._buttons.items() if one.isChecked())

    def choose(self, keys: Sequence[str]) -> None:
        """Choose exactly these, without a signal."""
        for key, one in self._buttons.items():
            one.setChecked(key in keys)

    def _clicked(self, key: str, checked: bool) -> None:
        if checked and not self._several:
            self.choose([key])
        self.changed.emit()


class FlowLayout(QLayout):
    """Lays widgets out in rows, as words in a text."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, flat: bool = False) -> None:
        """Make a layout.

        Args:
            parent: Whose layout it is.
            gap: Pixels between items.
            flat: Ask for one row's height where the height for a width is left aside, as grids
                do for what spans rows, instead of that of a column one item wide.
        """
        super().__init__(parent)
        self._flat = flat
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of the widest item's row, or of all items in one row."""
        if not self._flat:
            return self.minimumSize()
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not sizes:
            return QSize()
        width = sum(size.width() for size in sizes) + self._gap * (len(sizes) - 1)
        return QSize(width, max(size.height() for size in sizes))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, row = rect.x(), rect.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, row = rect.x(), y + row + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._gap
            row = max(row, size.height())
        return y + row - rect.y()
