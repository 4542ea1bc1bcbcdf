"""What goes with the plan in the diary file: pauses, favourite exercises, reminders."""

from __future__ import annotations

import datetime as dt
import json
import uuid

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import Pause, Reminder
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from


class PlanExtras:
    """Pauses, favourite exercises and reminders."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def pauses(self) -> list[Pause]:
        """Return all pauses by their first day."""
        rows = self._rows.query(
            "SELECT id, first, last, reason FROM pause WHERE deleted_at IS NULL"
            " ORDER BY first, created_at, rowid"
        )
        return [
            Pause(str(row_id), day_from(str(first)), day_from(last) if last else None, str(reason))
            for row_id, first, last, reason in rows
        ]

    def save_pause(self, pause: Pause) -> None:
        """Add a pause, or change the one of this id, inside a change."""
        cells: dict[str, Cell] = {
            "first": pause.first.isoformat(),
            "last": pause.last.isoformat() if pause.last else None,
            "reason": pause.reason,
        }
        self._save(Kind.PAUSE, pause.id, cells)

    def delete_pause(self, pause_id: str) -> None:
        """Mark a pause as deleted inside a change.

        Raises:
            DiaryError: There is no such pause.
        """
        self._rows.delete(Kind.PAUSE, pause_id)

    def favourites(self) -> frozenset[str]:
        """Return the ids of the favourite exercises."""
        rows = self._rows.query("SELECT exercise FROM favourite WHERE deleted_at IS NULL")
        return frozenset(str(exercise) for (exercise,) in rows)

    def set_favourite(self, exercise: str, favourite: bool) -> None:
        """Make an exercise a favourite, or not, inside a change."""
        rows = self._rows.query(
            "SELECT id FROM favourite WHERE deleted_at IS NULL AND exercise = ?", [exercise]
        )
        if favourite and not rows:
            self._rows.insert(Kind.FAVOURITE, str(uuid.uuid4()), {"exercise": exercise})
        elif rows and not favourite:
            self._rows.delete(Kind.FAVOURITE, str(rows[0][0]))

    def reminders(self) -> list[Reminder]:
        """Return all reminders by their time of day."""
        rows = self._rows.query(
            "SELECT id, time, weekdays, enabled FROM reminder WHERE deleted_at IS NULL"
            " ORDER BY time, created_at, rowid"
        )
        return [
            Reminder(
                str(row_id),
                dt.time.fromisoformat(str(time)),
                tuple(int(day) for day in json.loads(str(weekdays))),
                bool(enabled),
            )
            for row_id, time, weekdays, enabled in rows
        ]

    def save_reminder(self, reminder: Reminder) -> None:
        """Add a reminder, or change the one of this id, inside a change."""
        cells: dict[str, Cell] = {
            "time": reminder.time.strftime("%H:%M"),
            "weekdays": json.dumps(list(reminder.weekdays)),
            "enabled": int(reminder.enabled),
        }
        self._save(Kind.REMINDER, reminder.id, cells)

    def delete_reminder(self, reminder_id: str) -> None:
        """Mark a reminder as deleted inside a change.

        Raises:
            DiaryError: There is no such reminder.
        """
        self._rows.delete(Kind.REMINDER, reminder_id)

    def _save(self, kind: Kind, row_id: str, cells: dict[str, Cell]) -> None:
        if self._rows.state(kind, row_id) is None:
            self._rows.insert(kind, row_id, cells)
        else:
            self._rows.update(kind, row_id, cells)
