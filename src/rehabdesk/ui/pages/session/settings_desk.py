"""Opens the settings of sessions and says what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

from rehabdesk.domain.plan import Reminder
from rehabdesk.ui.pages.page import Page
from rehabdesk.ui.pages.session.choices import SessionPreferences
from rehabdesk.ui.pages.session.settings_dialog import SessionSettingsDialog


class SettingsDesk(QObject):
    """The way from a button of the page to its settings and back."""

    #: The reminders that were changed; the choices have taken the rest.
    taken = Signal(object)

    def __init__(self, page: Page, choices: SessionPreferences) -> None:
        super().__init__(page)
        self._page, self._choices = page, choices

    @Slot()
    def choose(self) -> None:
        """Read the reminders and open the settings."""
        self._page.context.workbench.read(
            lambda diary: diary.plan_extras.reminders(), self._open, key="session settings"
        )

    def _open(self, reminders: list[Reminder]) -> None:
        dialog = SessionSettingsDialog(
            self._page.context.tr, self._choices, reminders, self._page.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.taken.emit(dialog.changed))
        dialog.open()
