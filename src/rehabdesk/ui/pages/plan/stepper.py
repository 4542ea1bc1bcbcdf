"""A number with a button for less and one for more; it can be typed as well."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabdesk.domain.text import Translator
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import label


class _Number(QSpinBox):
    """The field in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # Under a style sheet `NoButtons` leaves the text no room; buttons without a width do not.
        self.setStyleSheet(
            "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button"
            " { width: 0; height: 0; border: none; background: transparent; }"
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change a dosage."""
        event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Let the buttons beside it decide how narrow this can be."""
        return QSize(self.fontMetrics().averageCharWidth() * 5, super().minimumSizeHint().height())


class Stepper(QWidget):
    """A label above, and below it: less, the number with its unit, more."""

    changed = Signal(int)

    def __init__(
        self,
        tr: Translator,
        name: str,
        least: int,
        most: int,
        *,
        unit: str = "",
        none: str = "",
        step: int = 1,
    ) -> None:
        """Make a stepper.

        Args:
            tr: The translator.
            name: The label above.
            least: The smallest number.
            most: The largest number.
            unit: What stands after the number.
            none: What stands for the smallest number where that means "not given".
            step: What the buttons add and take.
        """
        super().__init__()
        self._name = label(name, "meta")
        self._number = _Number()
        self._number.setLocale(QLocale(tr.language))
        self._number.setRange(least, most)
        self._number.setSingleStep(step)
        self._number.setSuffix(f" {unit}" if unit else "")
        self._number.setSpecialValueText(none)
        self._number.setAccessibleName(name)
        self._number.valueChanged.connect(self._number_changed)
        self._less = _button("−", tr("stepper", "{name}: less", name=name))
        self._more = _button("+", tr("stepper", "{name}: more", name=name))
        self._less.clicked.connect(self._number.stepDown)
        self._more.clicked.connect(self._number.stepUp)
        frame = QFrame()
        dress(frame, "stepper")
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._less)
        row.addWidget(self._number, 1)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addWidget(frame)
        self._show_ends()

    @property
    def value(self) -> int:
        """The number."""
        return self._number.value()

    def show_value(self, value: int) -> None:
        """Show a number without a signal."""
        self._number.blockSignals(True)
        self._number.setValue(value)
        self._number.blockSignals(False)
        self._show_ends()

    def focus_number(self) -> None:
        """Put the keyboard into the field."""
        self._number.setFocus()
        self._number.selectAll()

    @Slot(int)
    def _number_changed(self, value: int) -> None:
        self._show_ends()
        self.changed.emit(value)

    def _show_ends(self) -> None:
        self._less.setEnabled(self.value > self._number.minimum())
        self._more.setEnabled(self.value < self._number.maximum())


def _button(sign: str, name: str) -> QToolButton:
    one = QToolButton()
    one.setText(sign)
    one.setAccessibleName(name)
    one.setAutoRepeat(True)
    # The number itself is reached with the tab key and its arrow keys do the same.
    one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dress(one, "step")
    return one
