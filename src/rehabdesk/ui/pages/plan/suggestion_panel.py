"""Suggestions to do more or less, one at a time; nothing happens unless somebody says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from rehabdesk.domain.plan import PlanItem
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.progression import Suggestion
from rehabdesk.services.progression_steps import Step
from rehabdesk.ui.pages.plan.words import breakable
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.widgets.basic import FlowLayout, button, clear_layout, label


class SuggestionPanel(QFrame):
    """An exercise, the reason, the ways to go on, and "not now"."""

    #: The item as it would be (`PlanItem`); its id is that of the version in force.
    apply_wanted = Signal(object)

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self._index: LibraryIndex | None = None
        self._waiting: list[Suggestion] = []
        self._put_off: set[str] = set()
        dress(self, "panel")
        self._title = label("", "row", wrap=True)
        self._count = label("", "meta")
        self._reason = label("", "", wrap=True)
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._ways.setSizePolicy(policy)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._reason)
        column.addWidget(self._ways)
        self.hide()

    @property
    def shown(self) -> Suggestion | None:
        """The suggestion in sight, or None."""
        return self._waiting[0] if self._waiting else None

    def show_suggestions(self, suggestions: Sequence[Suggestion], index: LibraryIndex) -> None:
        """Show the suggestions that offer something to do and were not put off."""
        waiting = [one for one in suggestions if one.steps and one.item.id not in self._put_off]
        if waiting == self._waiting and index is self._index:
            return
        self._waiting, self._index = waiting, index
        self._show()

    def put_off(self) -> None:
        """Leave the suggestion in sight for another time."""
        if self._waiting:
            self._put_off.add(self._waiting.pop(0).item.id)
            self._show()

    def forget(self) -> None:
        """Begin anew: another diary."""
        self._put_off.clear()
        self._waiting.clear()
        self._show()

    def _show(self) -> None:
        shown, index = self.shown, self._index
        clear_layout(self._flow)
        self.setVisible(shown is not None)
        if shown is None or index is None:
            return
        tr = self._tr
        name = index.name(shown.item.exercise)
        self._title.setText(breakable(tr("plan", "Suggestion: {name}", name=name)))
        count = len(self._waiting)
        self._count.setText(tr.n("plan", "{count} more", "{count} more", count - 1))
        self._count.setVisible(count > 1)
        reason = tr.say(shown.reason)
        if shown.sessions is not None:
            how_long = tr.n("plan", "For {count} session.", "For {count} sessions.", shown.sessions)
            reason = f"{reason} {how_long}"
        self._reason.setText(reason)
        self.setAccessibleName(f"{self._title.text()}. {reason}")
        self._flow.addWidget(self._way(shown.steps[0], name))
        if len(shown.steps) > 1:
            self._flow.addWidget(self._other_ways(shown.steps[1:], name))
        later = button(tr("plan", "Not now"), "quiet", tr("plan", "{name}: not now", name=name))
        later.clicked.connect(self.put_off)
        self._flow.addWidget(later)
        for number in range(self._flow.count()):
            added = self._flow.itemAt(number)
            widget = added.widget() if added is not None else None
            if widget is not None:
                # What is added to something visible would be shown only later.
                widget.show()

    def _way(self, step: Step, name: str) -> QWidget:
        tr = self._tr
        text = tr.say(step.text)
        one = button(
            text, "", tr("plan", "{name}: put into the draft: {change}", name=name, change=text)
        )
        one.setToolTip(tr("plan", "Puts it into the draft"))
        one.clicked.connect(lambda: self._apply(step.item))
        return one

    def _other_ways(self, steps: Sequence[Step], name: str) -> QWidget:
        tr = self._tr
        others = button(
            tr("plan", "Other ways") + "  ▾", "", tr("plan", "{name}: other ways", name=name)
        )
        others.setStyleSheet("QPushButton::menu-indicator { image: none; width: 0; }")
        menu = QMenu(others)
        for step in steps:
            action = menu.addAction(tr.say(step.text).replace("&", "&&"))
            action.triggered.connect(lambda _=False, item=step.item: self._apply(item))
        others.setMenu(menu)
        return others

    def _apply(self, item: PlanItem) -> None:
        self.put_off()
        self.apply_wanted.emit(item)
