"""The editor of one exercise with what else can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout

from rehabdesk.domain.exercise import Exercise
from rehabdesk.domain.plan import PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.ui.icons import icon
from rehabdesk.ui.pages.plan.dosage_editor import DosageEditor
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import button, label


class ItemPanel(QFrame):
    """Move, swap, read about, remove; below it the dosage."""

    done = Signal()
    remove_wanted = Signal()
    step_wanted = Signal(int)
    details_wanted = Signal()
    #: The exercise that takes the place.
    swap_wanted = Signal(str)

    def __init__(self, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr, self._theme = tr, theme
        dress(self, "plan_editor")
        self.editor = DosageEditor(tr)
        self._name = label("", "row", wrap=True)
        self.up = self._tool(tr("plan", "Move up"))
        self.down = self._tool(tr("plan", "Move down"))
        self.swap = self._tool(tr("plan", "Swap for an easier or harder one"))
        self.about = self._tool(tr("plan", "About this exercise"))
        self.remove = self._tool(tr("plan", "Remove from the plan"))
        self._icons = {
            "up": self.up,
            "down": self.down,
            "swap": self.swap,
            "info": self.about,
            "delete": self.remove,
        }
        self.up.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.step_wanted.emit(1))
        self.about.clicked.connect(self.details_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        self._swaps = QMenu(self)
        self.swap.setMenu(self._swaps)
        self.swap.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.close_button = button(tr("plan", "Done"))
        self.close_button.clicked.connect(self.done)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for one in self._icons.values():
            tools.addWidget(one)
        tools.addStretch(1)
        tools.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addLayout(tools)
        column.addWidget(self.editor)
        column.addStretch(0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_item(
        self,
        item: PlanItem,
        exercise: Exercise | None,
        index: LibraryIndex,
        *,
        group: list[str],
        swaps: Sequence[tuple[str, bool]],
    ) -> None:
        """Show an item.

        Args:
            item: The item.
            exercise: Its exercise, or None where it is gone.
            index: The library.
            group: Ids of the items it is shown with, in order.
            swaps: Ids of exercises that can take its place, and whether they are easier.
        """
        self.editor.show_item(item, exercise)
        self._name.setText(breakable(index.name(item.exercise)))
        place = group.index(item.id) if item.id in group else 0
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < len(group) - 1)
        reason = self._tr("plan", "It moves among the exercises in the same position.")
        for one in (self.up, self.down):
            one.setAccessibleDescription("" if one.isEnabled() else reason)
        self._fill_swaps(index, swaps)
        self.about.setEnabled(exercise is not None)

    def set_over_the_list(self, *, over: bool, narrow: bool) -> None:
        """Arrange as a sheet that covers the list, or as a part of it.

        Args:
            over: It covers the list: its row is not in sight, so the name is said here.
            narrow: There is little room.
        """
        self._name.setVisible(over)
        dress(self, "clear" if over else "plan_editor")
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*((0, 0, 8, 0) if over else (12, 10, 12, 12)))
        self.editor.set_narrow(narrow=narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; move with Alt and the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        elif event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_wanted.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _fill_swaps(self, index: LibraryIndex, swaps: Sequence[tuple[str, bool]]) -> None:
        self._swaps.clear()
        tr = self._tr
        for target, easier in swaps:
            name = index.name(target)
            words = (
                tr("plan", "Easier: {name}", name=name)
                if easier
                else tr("plan", "Harder: {name}", name=name)
            )
            action = self._swaps.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _=False, target=target: self.swap_wanted.emit(target))
        usable = bool(self._swaps.actions())
        self.swap.setEnabled(usable)
        self.swap.setAccessibleDescription(
            "" if usable else tr("plan", "The library has no other one in this row.")
        )

    def _tool(self, name: str) -> QToolButton:
        one = QToolButton()
        one.setAccessibleName(name)
        one.setToolTip(name)
        dress(one, "icon")
        return one

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        for name, one in self._icons.items():
            one.setIcon(icon(name, tokens.colours["text"], tokens.scaled(20)))
            one.setIconSize(QSize(tokens.scaled(20), tokens.scaled(20)))
