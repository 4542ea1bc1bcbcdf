"""The few settings of sessions: motion, sound, reminders."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from rehabdesk.domain.plan import Reminder
from rehabdesk.domain.text import Translator
from rehabdesk.services.reminding import QuietHours
from rehabdesk.ui.dialogs.frame import FramedDialog
from rehabdesk.ui.pages.session.choices import SessionPreferences
from rehabdesk.ui.widgets.basic import label
from rehabdesk.ui.widgets.date_field import TimeField

#: Times that are offered; further ones of a diary stay as they are.
_OFFERED = (dt.time(8, 0), dt.time(18, 0))


class ReminderRow(QWidget):
    """One time a day, on or off."""

    def __init__(self, tr: Translator, reminder: Reminder, number: int) -> None:
        super().__init__()
        self._reminder = reminder
        text = tr("session settings", "Remind me at")
        self.wanted = QCheckBox(text)
        self.wanted.setAccessibleName(tr("session settings", "Reminder {number}", number=number))
        self.wanted.setChecked(reminder.enabled)
        self.time = TimeField(
            tr, tr("session settings", "Time of reminder {number}", number=number)
        )
        self.time.show_time(reminder.time)
        self.time.setEnabled(reminder.enabled)
        self.wanted.toggled.connect(self.time.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.wanted)
        row.addWidget(self.time)
        row.addStretch(1)

    @property
    def changed(self) -> Reminder | None:
        """The reminder as it is to be, or None if it stays as it is."""
        before = self._reminder
        now = Reminder(before.id, self.time.clock_time, before.weekdays, self.wanted.isChecked())
        return None if now == before else now


class SessionSettingsDialog(FramedDialog):
    """Motion and sound, reminders and quiet hours."""

    def __init__(
        self,
        tr: Translator,
        choices: SessionPreferences,
        reminders: Sequence[Reminder],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("session settings", "Settings of sessions"), parent)
        self._choices = choices
        self.reduced = QCheckBox(
            tr("session settings", "Figures show only start and end, without moving")
        )
        self.reduced.setChecked(choices.reduced_motion)
        self.sound = QCheckBox(tr("session settings", "A short sound when another part begins"))
        self.sound.setChecked(choices.sound)
        known = [*reminders[: len(_OFFERED)]]
        known += [Reminder(str(uuid.uuid4()), time, (), False) for time in _OFFERED[len(known) :]]
        self.rows = [ReminderRow(tr, one, number) for number, one in enumerate(known, 1)]
        quiet = choices.quiet
        self.quiet_from = TimeField(tr, tr("session settings", "Quiet from"))
        self.quiet_to = TimeField(tr, tr("session settings", "Quiet to"))
        self.quiet_from.show_time(quiet.first)
        self.quiet_to.show_time(quiet.last)
        hours = QHBoxLayout()
        hours.setSpacing(12)
        hours.addWidget(label(tr("session settings", "Quiet from")))
        hours.addWidget(self.quiet_from)
        hours.addWidget(label(tr("session settings", "to")))
        hours.addWidget(self.quiet_to)
        hours.addStretch(1)
        self.body.addWidget(self.reduced)
        self.body.addWidget(self.sound)
        self.body.addWidget(label(tr("session settings", "Reminders"), "row"))
        for row in self.rows:
            self.body.addWidget(row)
        self.body.addLayout(hours)
        self.add_text(
            tr(
                "session settings",
                "They come while RehabDesk is open, on days when something is due and not begun.",
            ),
            "meta",
        )
        self.body.addStretch(1)
        self.add_button(tr("session settings", "Cancel")).clicked.connect(self.reject)
        self.save = self.add_button(tr("session settings", "Save"), "primary")
        self.save.clicked.connect(self.accept)

    @property
    def changed(self) -> list[Reminder]:
        """The reminders that are to be saved."""
        return [row.changed for row in self.rows if row.changed is not None]

    def accept(self) -> None:
        """Keep the choices about this computer; the reminders are the diary's."""
        self._choices.reduced_motion = self.reduced.isChecked()
        self._choices.sound = self.sound.isChecked()
        self._choices.quiet = QuietHours(self.quiet_from.clock_time, self.quiet_to.clock_time)
        super().accept()
