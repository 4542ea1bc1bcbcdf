"""Reminders as notifications of the desktop, while the program runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from rehabdesk.domain.moments import diary_day
from rehabdesk.domain.plan import Reminder
from rehabdesk.services.reminding import QuietHours, Reminding, is_something_left
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.preferences import Preferences

LOOK_EVERY_MS = 20_000
_QUIET = "reminders/quiet"
_USUAL_QUIET = QuietHours(dt.time(21, 30), dt.time(7, 0))


def quiet_hours(preferences: Preferences) -> QuietHours:
    """Return the chosen quiet hours; what cannot be read counts as not chosen."""
    try:
        first, last = preferences.get(_QUIET).split("-")
        return QuietHours(dt.time.fromisoformat(first), dt.time.fromisoformat(last))
    except ValueError:
        return _USUAL_QUIET


def choose_quiet_hours(preferences: Preferences, quiet: QuietHours) -> None:
    """Keep quiet hours."""
    preferences.set(_QUIET, f"{quiet.first:%H:%M}-{quiet.last:%H:%M}")


class Reminders(QObject):
    """Looks at the clock now and then, and speaks up when a reminder is due."""

    #: It is time; also where the desktop has no room for notifications.
    due = Signal(str)
    #: The person wants to go to their session.
    session_wanted = Signal()

    def __init__(self, context: UiContext, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self.reminding = Reminding(context.clock.now())
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Read the reminders and remind if one is due and something is left to do."""
        day = diary_day(self._context.clock.now())
        self._context.workbench.read(
            lambda diary: (diary.plan_extras.reminders(), is_something_left(diary, day)),
            lambda found: self._compare(*found),
            key="reminders",
        )

    @Slot()
    def snooze(self) -> None:
        """Remind again in a quarter of an hour."""
        self.reminding.snooze(self._context.clock.now())

    @Slot()
    def quiet_today(self) -> None:
        """Say nothing more today."""
        self.reminding.quiet_today(self._context.clock.now())

    def stop(self) -> None:
        """Look no more: the program ends."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()

    def _compare(self, reminders: Sequence[Reminder], left: bool) -> None:
        self._show_tray(any(one.enabled for one in reminders))
        quiet = quiet_hours(self._context.preferences)
        if self.reminding.check(self._context.clock.now(), reminders, quiet) and left:
            tr = self._context.tr
            text = tr("reminder", "Time for your exercises, if it suits you now.")
            self.due.emit(text)
            if self._tray is not None:
                self._tray.showMessage(tr("reminder", "RehabDesk"), text, self._icon)

    def _show_tray(self, wanted: bool) -> None:
        """Have an icon on the desktop while there are reminders, where the desktop has them."""
        if self._tray is None and wanted and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.messageClicked.connect(self.session_wanted)
            self._tray.setContextMenu(self._make_menu())
            self._tray.setToolTip(self._context.tr("reminder", "RehabDesk reminds you"))
        if self._tray is not None:
            self._tray.setVisible(wanted)

    def _make_menu(self) -> QMenu:
        tr = self._context.tr
        self._menu = QMenu()
        self._menu.addAction(tr("reminder", "Open the session")).triggered.connect(
            self.session_wanted
        )
        self._menu.addAction(tr("reminder", "Again in 15 minutes")).triggered.connect(self.snooze)
        self._menu.addAction(tr("reminder", "Quiet for today")).triggered.connect(self.quiet_today)
        return self._menu
