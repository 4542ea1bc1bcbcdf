"""The sets of sessions in the diary file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import ExerciseSide, SetDone, SetUnit
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell

_COLUMNS = (
    "id, session_id, plan_item_id, exercise, side, number, unit, planned, done, skip_reason,"
    " skipped, pain, clean"
)
_ORDER = "session_id, rowid"


class SetsDone:
    """What was planned and done in each session, set by set and side by side."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, session_id: str) -> list[SetDone]:
        """Return the sets of a session in the order they are to be done."""
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM set_done WHERE deleted_at IS NULL AND session_id = ?"  # noqa: S608
            f" ORDER BY {_ORDER}",
            [session_id],
        )
        return [_set(row) for row in rows]

    def between(self, first: dt.date | None, last: dt.date | None) -> dict[str, list[SetDone]]:
        """Return the sets of all sessions of some days, by session id.

        Args:
            first: The first day, or None for all before `last`.
            last: The last day, or None for all after `first`.
        """
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM set_done WHERE deleted_at IS NULL AND session_id IN"  # noqa: S608
            " (SELECT id FROM session WHERE deleted_at IS NULL AND day BETWEEN ? AND ?)"
            f" ORDER BY {_ORDER}",
            [(first or dt.date.min).isoformat(), (last or dt.date.max).isoformat()],
        )
        found: dict[str, list[SetDone]] = {}
        for row in rows:
            one = _set(row)
            found.setdefault(one.session_id, []).append(one)
        return found

    def add(self, sets: Iterable[SetDone]) -> None:
        """Add sets inside a change, in the order they are to be done."""
        for one in sets:
            self._rows.insert(Kind.SET_DONE, one.id, _cells(one))

    def update(self, one: SetDone) -> None:
        """Change a set inside a change.

        Raises:
            DiaryError: There is no such set.
        """
        self._rows.update(Kind.SET_DONE, one.id, _cells(one))

    def delete(self, set_id: str) -> None:
        """Mark a set as deleted inside a change.

        Raises:
            DiaryError: There is no such set.
        """
        self._rows.delete(Kind.SET_DONE, set_id)


def _cells(one: SetDone) -> dict[str, Cell]:
    return {
        "session_id": one.session_id,
        "plan_item_id": one.plan_item_id,
        "exercise": one.exercise,
        "side": one.side.value,
        "number": one.number,
        "unit": one.unit.value,
        "planned": one.planned,
        "done": one.done,
        "skip_reason": one.skip_reason,
        "skipped": int(one.skipped),
        "pain": one.pain,
        "clean": None if one.clean is None else int(one.clean),
    }


def _set(row: tuple[Cell, ...]) -> SetDone:
    row_id, session_id, item_id, exercise, side, number, unit, planned, *rest = row
    done, reason, skipped, pain, clean = rest
    return SetDone(
        id=str(row_id),
        session_id=str(session_id),
        plan_item_id=str(item_id),
        exercise=str(exercise),
        side=ExerciseSide(str(side)),
        number=int(str(number)),
        unit=SetUnit(str(unit)),
        planned=int(str(planned)),
        done=None if done is None else int(str(done)),
        skip_reason=str(reason),
        skipped=bool(skipped),
        pain=None if pain is None else float(str(pain)),
        clean=None if clean is None else bool(clean),
    )
