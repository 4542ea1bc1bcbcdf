"""Today's session in short, and the way to it."""

from __future__ import annotations

import enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from rehabdesk.domain.text import Translator
from rehabdesk.services.today_session import TodaySession
from rehabdesk.ui.pages.session.item_row import ItemRow
from rehabdesk.ui.theme.stylesheet import dress
from rehabdesk.ui.theme.theme import Theme
from rehabdesk.ui.widgets.basic import Card, button, clear_layout, label

#: The figure of a list (DESIGN: list 62 x 40).
FIGURE = (62, 40)
#: Exercises that are shown; how many more there are is said.
SHOWN = 4


class Leads(enum.Enum):
    """Where the card's button leads."""

    PLAN = "plan"
    SESSION = "session"
    TICKS = "ticks"


class SessionCard(Card):
    """The exercises that are due with their dosage, and one button."""

    wanted = Signal(object)  # Leads

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(tr("today", "Today’s session"))
        self._theme, self._tr = theme, tr
        self._leads = Leads.PLAN
        #: Whether a session is what the day wants next.
        self._wants = False
        self._sentence = label("", "subtitle", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.go = button("")
        self.go.clicked.connect(lambda: self.wanted.emit(self._leads))
        self.body.addWidget(self._sentence)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def leads(self) -> Leads:
        """Where the button leads."""
        return self._leads

    @property
    def sentence(self) -> str:
        """What is said above the exercises."""
        return self._sentence.text()

    def show_session(self, found: TodaySession, *, today: bool) -> None:
        """Show the session of a day.

        Args:
            found: What there is to say.
            today: Whether it is the present day; others are ticked off.
        """
        tr = self._tr
        asked = found.has_plan and not found.running and not found.done
        items = found.due if asked and not found.paused else ()
        self.title.setText(tr("today", "Today’s session") if today else tr("today", "Session"))
        self.setAccessibleName(self.title.text())
        self._wants = bool(items) or found.running
        self._show_items(found, len(items))
        self._sentence.setText(self._say(found, today=today))
        self._sentence.setVisible(bool(self._sentence.text()))
        self._leads = Leads.PLAN if not found.has_plan else Leads.SESSION if today else Leads.TICKS
        self.go.setText(self._button_text(found))
        self.show()

    def set_main(self, main: bool) -> bool:
        """Make the button the main one of the page, or one of several.

        Returns:
            Whether it is the main one now: what is done, not due or not there yet never is.
        """
        taken = main and self._leads is Leads.SESSION and self._wants
        dress(self.go, "primary" if taken else "")
        return taken

    def _show_items(self, found: TodaySession, count: int) -> None:
        tr = self._tr
        clear_layout(self._rows)
        for item in found.due[: min(count, SHOWN)]:
            self._rows.addWidget(ItemRow(self._theme, tr, found.index, item, FIGURE))
        if count > SHOWN:
            more = tr.n("today", "and {count} more", "and {count} more", count - SHOWN)
            self._rows.addWidget(label(more, "meta"))
        self.meta.setText(
            tr(
                "today",
                "{exercises} · about {minutes} min",
                exercises=tr.n("today", "{count} exercise", "{count} exercises", count),
                minutes=tr.number(found.minutes),
            )
            if count
            else ""
        )

    def _say(self, found: TodaySession, *, today: bool) -> str:
        tr = self._tr
        if not found.has_plan:
            return tr("today", "Once you have a plan, the exercises of the day stand here.")
        if today and found.running:
            return tr("today", "A session is going on. Everything so far is saved.")
        if found.done:
            return tr("today", "Done for the day.") if today else tr("today", "Done on this day.")
        if found.paused:
            return tr("today", "You agreed on a break. A session counts all the same.")
        if not found.due:
            return tr("today", "Nothing is due: rest is part of the plan.")
        return ""

    def _button_text(self, found: TodaySession) -> str:
        tr = self._tr
        if self._leads is Leads.PLAN:
            return tr("today", "Put a plan together…")
        if self._leads is Leads.TICKS:
            return tr("today", "Tick it off…")
        if found.running:
            return tr("today", "Go on with it")
        if found.done:
            return tr("today", "Another session")
        return tr("today", "Start session")
