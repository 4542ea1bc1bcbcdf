"""Sessions in the diary file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import Session, SessionStatus
from rehabdesk.store.bulk import insert_many
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from, moment_from, moment_text

#: One row of a bulk import: day, time, plan version id, routine, status, skip reason, note,
#: backfilled, import key.
SessionRow = tuple[str, str | None, str, str, str, str, str, int, str | None]
_ROW_COLUMNS = (
    "day", "at", "plan_version_id", "routine", "status", "skip_reason", "note", "backfilled",
    "import_key",
)  # fmt: skip

_COLUMNS = (
    "id, day, at, plan_version_id, routine, status, skip_reason, note, backfilled, running,"
    " finished_at, effort, pain_before, pain_after, pain_next_morning, place"
)


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
            f"SELECT {_COLUMNS} FROM session"  # noqa: S608
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ?"
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

    def get(self, session_id: str) -> Session | None:
        """Return a session, or None if there is none or it was deleted."""
        return self._first("id = ?", session_id)

    def running(self) -> Session | None:
        """Return the session that is going on, or None; there is at most one."""
        return self._first("running = ?", 1)

    def _first(self, condition: str, value: Cell) -> Session | None:
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM session WHERE deleted_at IS NULL AND {condition}",  # noqa: S608
            [value],
        )
        return _session(rows[0]) if rows else None

    def highest_pain(self, first: dt.date, last: dt.date) -> list[tuple[dt.date, str, float]]:
        """Return day, plan version id and the highest pain in or after each session, by day.

        Sessions without a rating are left out.
        """
        rows = self._rows.query(
            "SELECT day, plan_version_id, pain FROM (SELECT s.day, s.plan_version_id, s.rowid AS n,"
            " max(coalesce(s.pain_after, -1), coalesce((SELECT max(d.pain) FROM set_done AS d"
            " WHERE d.session_id = s.id AND d.deleted_at IS NULL), -1)) AS pain"
            " FROM session AS s WHERE s.deleted_at IS NULL AND s.day BETWEEN ? AND ?)"
            " WHERE pain >= 0 ORDER BY day, n",
            [first.isoformat(), last.isoformat()],
        )
        return [(day_from(str(day)), str(version), float(pain)) for day, version, pain in rows]

    def add(self, session: Session) -> None:
        """Add a session inside a change."""
        self._rows.insert(Kind.SESSION, session.id, _cells(session))

    def update(self, session: Session) -> None:
        """Change a session inside a change.

        Raises:
            DiaryError: There is no such session.
        """
        self._rows.update(Kind.SESSION, session.id, _cells(session))

    def delete(self, session_id: str) -> None:
        """Mark a session and its sets as deleted inside a change.

        Raises:
            DiaryError: There is no such session.
        """
        rows = self._rows.query(
            "SELECT id FROM set_done WHERE deleted_at IS NULL AND session_id = ?", [session_id]
        )
        for (set_id,) in rows:
            self._rows.delete(Kind.SET_DONE, str(set_id))
        self._rows.delete(Kind.SESSION, session_id)

    def insert_many(self, rows: Iterable[SessionRow]) -> int:
        """Add many checked sessions inside a change that cannot be undone row by row.

        Args:
            rows: See `SessionRow`; a row whose import key is already there is passed over.

        Returns:
            How many were added.
        """
        return insert_many(self._rows, Kind.SESSION, _ROW_COLUMNS, rows)


def _cells(session: Session) -> dict[str, Cell]:
    return {
        "day": session.day.isoformat(),
        "at": moment_text(session.at),
        "plan_version_id": session.plan_version_id,
        "routine": session.routine,
        "status": session.status.value,
        "skip_reason": session.skip_reason,
        "note": session.note,
        "backfilled": int(session.backfilled),
        "running": int(session.running),
        "finished_at": moment_text(session.finished_at),
        "effort": session.effort,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "pain_next_morning": session.pain_next_morning,
        "place": session.place,
    }


def _session(row: tuple[Cell, ...]) -> Session:
    row_id, day, at, version, routine, status, reason, note, backfilled, *more = row
    running, finished_at, effort, before, after, next_morning, place = more
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
        running=bool(running),
        finished_at=moment_from(finished_at),
        effort=None if effort is None else int(str(effort)),
        pain_before=_rating(before),
        pain_after=_rating(after),
        pain_next_morning=_rating(next_morning),
        place=str(place),
    )


def _rating(cell: Cell) -> float | None:
    return None if cell is None else float(str(cell))
