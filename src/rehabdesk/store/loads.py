"""Other activities, what helped and swelling in the diary file."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.load import ActivityLoad, Help, HelpMark, Swelling
from rehabdesk.domain.regions import Side
from rehabdesk.store.rows import Row, Rows
from rehabdesk.store.values import Cell, day_from


class Loads:
    """What else a body did and got, day by day; None leaves an end of a period open."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def activities(self, first: dt.date | None, last: dt.date | None) -> list[ActivityLoad]:
        """Return other activities by day, in the order they were entered."""
        rows = self._rows.query(
            "SELECT id, day, activity, minutes, effort, backfilled FROM activity_load"
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, created_at, rowid",
            _period(first, last),
        )
        return [
            ActivityLoad(
                str(row_id),
                day_from(str(day)),
                str(activity),
                int(minutes),
                int(effort),
                bool(late),
            )
            for row_id, day, activity, minutes, effort, late in rows
        ]

    def usual_activities(self, most: int) -> list[ActivityLoad]:
        """Return the latest entry of each activity, those entered last first.

        Args:
            most: How many.
        """
        rows = self._rows.query(
            "SELECT id, day, activity, minutes, effort, backfilled, max(created_at)"
            " FROM activity_load WHERE deleted_at IS NULL GROUP BY lower(activity)"
            " ORDER BY max(created_at) DESC, max(rowid) DESC LIMIT ?",
            [most],
        )
        return [
            ActivityLoad(
                str(row_id),
                day_from(str(day)),
                str(activity),
                int(minutes),
                int(effort),
                bool(late),
            )
            for row_id, day, activity, minutes, effort, late, _ in rows
        ]

    def add_activity(self, activity: ActivityLoad) -> None:
        """Add an activity inside a change."""
        self._rows.insert(Kind.ACTIVITY_LOAD, activity.id, _cells(activity))

    def delete_activity(self, row_id: str) -> None:
        """Mark an activity as deleted inside a change.

        Raises:
            DiaryError: There is no such activity.
        """
        self._rows.delete(Kind.ACTIVITY_LOAD, row_id)

    def help_marks(self, first: dt.date | None, last: dt.date | None) -> list[HelpMark]:
        """Return what helped, by day."""
        rows = self._rows.query(
            "SELECT id, day, help, note, backfilled FROM help_mark"
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, created_at, rowid",
            _period(first, last),
        )
        return [
            HelpMark(str(row_id), day_from(str(day)), Help(str(kind)), str(note), bool(late))
            for row_id, day, kind, note, late in rows
        ]

    def save_help(self, mark: HelpMark) -> None:
        """Add a mark, or change the one of its kind and day, inside a change."""
        cells: dict[str, Cell] = {
            "day": mark.day.isoformat(),
            "help": mark.help.value,
            "note": mark.note,
            "backfilled": int(mark.backfilled),
        }
        present = [one for one in self.help_marks(mark.day, mark.day) if one.help is mark.help]
        if present:
            self._rows.update(Kind.HELP_MARK, present[0].id, cells)
        else:
            self._rows.insert(Kind.HELP_MARK, mark.id, cells)

    def delete_help(self, row_id: str) -> None:
        """Mark what helped as deleted inside a change.

        Raises:
            DiaryError: There is no such mark.
        """
        self._rows.delete(Kind.HELP_MARK, row_id)

    def swellings(self, first: dt.date | None, last: dt.date | None) -> list[Swelling]:
        """Return swollen knees by day."""
        rows = self._rows.query(
            "SELECT id, day, side, backfilled FROM swelling"
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, side",
            _period(first, last),
        )
        return [
            Swelling(str(row_id), day_from(str(day)), Side(str(side)), bool(late))
            for row_id, day, side, late in rows
        ]

    def add_swelling(self, swelling: Swelling) -> None:
        """Add a swollen knee inside a change."""
        cells: dict[str, Cell] = {
            "day": swelling.day.isoformat(),
            "side": swelling.side.value,
            "backfilled": int(swelling.backfilled),
        }
        self._rows.insert(Kind.SWELLING, swelling.id, cells)

    def delete_swelling(self, row_id: str) -> None:
        """Mark a swelling as deleted inside a change.

        Raises:
            DiaryError: There is no such swelling.
        """
        self._rows.delete(Kind.SWELLING, row_id)


def _period(first: dt.date | None, last: dt.date | None) -> list[str]:
    return [(first or dt.date.min).isoformat(), (last or dt.date.max).isoformat()]


def _activity(row: Row) -> ActivityLoad:
    row_id, day, activity, minutes, effort, late = row
    return ActivityLoad(
        id=str(row_id),
        day=day_from(str(day)),
        activity=str(activity),
        minutes=int(minutes),
        effort=int(effort),
        backfilled=bool(late),
    )


def _cells(activity: ActivityLoad) -> dict[str, Cell]:
    return {
        "day": activity.day.isoformat(),
        "activity": activity.activity,
        "minutes": activity.minutes,
        "effort": activity.effort,
        "backfilled": int(activity.backfilled),
    }
