"""Sessions in the diary file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import Session, SessionStatus
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import UUID_SQL, Cell, day_from, moment_from, moment_text

#: One row of a bulk import: day, time, plan version id, routine, status, skip reason, note,
#: backfilled, import key.
SessionRow = tuple[str, str | None, str, str, str, str, str, int, str | None]


class Sessions:
    """Goes at the plan."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def between(
        self, first: dt.date | None, last: dt.date | None, routine: str | None = None
    ) -> list[Session]:
        """Return sessions by day and time.

        Args:
            first: The first day, or None for all before `last`.
            last: The last day, or None for all after `first`.
            routine: Only this routine, or None for all.
        """
        sql = (
            "SELECT id, day, at, plan_version_id, routine, status, skip_reason, note, backfilled"
            " FROM session WHERE deleted_at IS NULL AND day BETWEEN ? AND ?"
        )
        values: list[Cell] = [
            (first or dt.date.min).isoformat(),
            (last or dt.date.max).isoformat(),
        ]
        if routine is not None:
            sql += " AND routine = ?"
            values.append(routine)
        rows = self._rows.query(f"{sql} ORDER BY day, julianday(at), created_at, rowid", values)
        return [_session(row) for row in rows]

    def add(self, session: Session) -> None:
        """Add a session inside a change."""
        self._rows.insert(
            Kind.SESSION,
            session.id,
            {
                "day": session.day.isoformat(),
                "at": moment_text(session.at),
                "plan_version_id": session.plan_version_id,
                "routine": session.routine,
                "status": session.status.value,
                "skip_reason": session.skip_reason,
                "note": session.note,
                "backfilled": int(session.backfilled),
            },
        )

    def insert_many(self, rows: Iterable[SessionRow]) -> int:
        """Add many checked sessions inside a change that cannot be undone row by row.

        Args:
            rows: See `SessionRow`; a row whose import key is already there is passed over.

        Returns:
            How many were added.
        """
        moment = self._rows.stamp()
        sql = (
            "INSERT INTO session (id, created_at, changed_at, day, at, plan_version_id, routine,"  # noqa: S608
            " status, skip_reason, note, backfilled, import_key)"
            f" VALUES ({UUID_SQL}, '{moment}', '{moment}', ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (import_key) DO NOTHING"
        )
        return self._rows.insert_bulk(Kind.SESSION, sql, rows)


def _session(row: tuple[Cell, ...]) -> Session:
    row_id, day, at, version, routine, status, reason, note, backfilled = row
    return Session(
        id=str(row_id),
        day=day_from(str(day)),
        at=moment_from(at),
        plan_version_id=str(version),
        routine=str(routine),
        status=SessionStatus(str(status)),
        skip_reason=str(reason),
        note=str(note),
        backfilled=bool(backfilled),
    )
