"""The button that chooses which regions are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from rehabdesk.domain.text import Translator

#: The widest the button gets at 100 % text.
WIDEST = 440
ARROW = "  ▾"


class StayingMenu(QMenu):
    """A menu that stays open while things are ticked, so that several can be chosen at once."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick what was clicked."""
        if not self._tick(self.activeAction()):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar; Enter ticks and closes."""
        if event.key() != Qt.Key.Key_Space or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    @staticmethod
    def _tick(action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class RegionButton(QPushButton):
    """Names the chosen regions; its menu chooses among those that are used."""

    #: The keys of the chosen regions.
    chosen = Signal(tuple)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._names: tuple[str, ...] = ()
        self._menu = StayingMenu(self)
        # The arrow is part of the text: it grows with it.
        self.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        self.setMenu(self._menu)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def offer(self, choices: Sequence[tuple[str, str, bool]]) -> None:
        """Offer regions.

        Args:
            choices: (key, name, whether it is chosen), most used first.
        """
        if [(one.data(), one.text()) for one in self._menu.actions()] != [
            (key, _plain(name)) for key, name, _ in choices
        ]:
            self._menu.clear()
            for key, name, _ in choices:
                action = self._menu.addAction(_plain(name))
                action.setData(key)
                action.setCheckable(True)
                action.triggered.connect(self._ticked)
        for action, (_, _, is_chosen) in zip(self._menu.actions(), choices, strict=True):
            action.setChecked(is_chosen)
        self._names = tuple(name for _, name, is_chosen in choices if is_chosen)
        self.updateGeometry()
        self._say()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text, up to a limit."""
        hint = super().sizeHint()
        full = QFontMetrics(self.font()).horizontalAdvance(self._full_text() + ARROW) + 40
        return QSize(min(full, WIDEST * self.fontMetrics().height() // 17), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Let the text be shortened."""
        return QSize(160, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the room there is."""
        super().resizeEvent(event)
        self._say()

    def _full_text(self) -> str:
        if len(self._names) > 2:
            return self._tr.n(
                "trends", "Regions: {count} chosen", "Regions: {count} chosen", len(self._names)
            )
        return self._tr("trends", "Regions: {names}", names="; ".join(self._names))

    def _say(self) -> None:
        full = self._full_text()
        self.setAccessibleName(full)
        self.setToolTip("\n".join(self._names))
        metrics = self.fontMetrics()
        room = max(self.width() - 32 - metrics.horizontalAdvance(ARROW), 60)
        shown = metrics.elidedText(full, Qt.TextElideMode.ElideRight, room)
        self.setText(_plain(shown) + ARROW)

    def _ticked(self) -> None:
        keys = tuple(str(one.data()) for one in self._menu.actions() if one.isChecked())
        if keys:
            self.chosen.emit(keys)
            return
        # The last one stays: a chart of nothing answers nothing.
        sender = self.sender()
        if isinstance(sender, QAction):
            sender.setChecked(True)


def _plain(text: str) -> str:
    """Keep an ampersand in a text from becoming a shortcut."""
    return text.replace("&", "&&")
