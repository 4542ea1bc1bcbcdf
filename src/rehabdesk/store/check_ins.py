"""Check-ins in the diary file: at most one per day."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import CheckIn, Sleep, Stiffness
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from

_SELECT = (
    "SELECT id, day, sleep, stiffness, note, backfilled FROM check_in WHERE deleted_at IS NULL"
)


class CheckIns:
    """The daily answers beside pain."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def for_day(self, day: dt.date) -> CheckIn | None:
        """Return the check-in of a day, or None."""
        found = self.between(day, day)
        return found[0] if found else None

    def between(self, first: dt.date | None, last: dt.date | None) -> list[CheckIn]:
        """Return check-ins by day; None leaves that end open."""
        rows = self._rows.query(
            f"{_SELECT} AND day BETWEEN ? AND ? ORDER BY day",
            [(first or dt.date.min).isoformat(), (last or dt.date.max).isoformat()],
        )
        return [_check_in(row) for row in rows]

    def save(self, check_in: CheckIn) -> None:
        """Add or change the check-in of its day inside a change.

        The day's present check-in keeps its id, whatever id the given one has.
        """
        present = self.for_day(check_in.day)
        cells: dict[str, Cell] = {
            "day": check_in.day.isoformat(),
            "sleep": check_in.sleep.value if check_in.sleep else None,
            "stiffness": check_in.stiffness.value if check_in.stiffness else None,
            "note": check_in.note,
            "backfilled": int(check_in.backfilled),
        }
        if present is None:
            self._rows.insert(Kind.CHECK_IN, check_in.id, cells)
        else:
            self._rows.update(Kind.CHECK_IN, present.id, cells)

    def delete(self, check_in_id: str) -> None:
        """Mark a check-in as deleted inside a change.

        Raises:
            DiaryError: There is no such check-in.
        """
        self._rows.delete(Kind.CHECK_IN, check_in_id)


def _check_in(row: tuple[Cell, ...]) -> CheckIn:
    row_id, day, sleep, stiffness, note, backfilled = row
    return CheckIn(
        id=str(row_id),
        day=day_from(str(day)),
        sleep=None if sleep is None else Sleep(str(sleep)),
        stiffness=None if stiffness is None else Stiffness(str(stiffness)),
        note=str(note),
        backfilled=bool(backfilled),
    )
