"""The buttons at the top of the plan page."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from rehabdesk.domain.text import Translator
from rehabdesk.ui.widgets.basic import button


class PlanHeader(QWidget):
    """Ready-made plans, a menu of everything else, and the one that saves."""

    templates_wanted = Signal()
    save_wanted = Signal()
    versions_wanted = Signal()
    pauses_wanted = Signal()
    own_wanted = Signal()
    print_wanted = Signal()
    send_wanted = Signal()
    receive_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.templates = button(tr("plan", "Ready-made plans…"))
        self.templates.clicked.connect(self.templates_wanted)
        self.more = button(tr("plan", "More") + "  ▾")
        self.more.setAccessibleName(tr("plan", "More"))
        self.more.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(self)
        self._action(menu, tr("plan", "Versions of your plan…"), self.versions_wanted)
        pauses = self._action(menu, tr("plan", "Pauses…"), self.pauses_wanted)
        own = self._action(menu, tr("plan", "An exercise of your own…"), self.own_wanted)
        menu.addSeparator()
        self._action(menu, tr("plan", "Print the home plan…"), self.print_wanted)
        self.send = self._action(menu, tr("plan", "Send the plan as a file…"), self.send_wanted)
        receive = self._action(menu, tr("plan", "Take in a plan file…"), self.receive_wanted)
        self._writing = (pauses, own, receive)
        self._looking = False
        menu.addSeparator()
        self.discard = self._action(menu, tr("plan", "Throw the draft away"), self.discard_wanted)
        self.more.setMenu(menu)
        self.save = button("", "primary")
        self.save.clicked.connect(self.save_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for one in (self.templates, self.more, self.save):
            row.addWidget(one)

    def _action(self, menu: QMenu, text: str, wanted: SignalInstance) -> QAction:
        """Add an action that belongs to this widget: those a menu makes can go while it stays."""
        action = QAction(text, self)
        action.triggered.connect(lambda _=False: wanted.emit())
        menu.addAction(action)
        return action

    def set_read_only(self) -> None:
        """Offer a place for the draft in the review, and nothing that changes the diary."""
        self._looking = True
        for action in self._writing:
            action.setVisible(False)

    def show_state(self, number: int, *, there: bool, changed: bool) -> None:
        """Show what can be done.

        Args:
            number: The number a new version gets.
            there: There is a plan or a draft; without one, the card offers how to begin.
            changed: There is something to save.
        """
        tr = self._tr
        self.save.setText(
            tr("plan", "Put it into the review")
            if self._looking
            else tr("plan", "Save as version {number}…", number=number)
        )
        reason = "" if changed else tr("plan", "Nothing has changed yet.")
        self.save.setEnabled(changed)
        self.save.setToolTip(reason)
        self.save.setAccessibleDescription(reason)
        self.save.setVisible(there)
        self.templates.setVisible(there)
        self.discard.setEnabled(changed)
        self.send.setEnabled(there)
