"""Results of self-tests in the diary file."""

from __future__ import annotations

import json

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTestResult
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from, moment_from, moment_text

_COLUMNS = "id, day, at, test, version, side, score, tries, pain, stopped, note, backfilled"


class SelfTests:
    """What came out of self-tests, side by side."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def results(self) -> list[SelfTestResult]:
        """Return all results by day."""
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM self_test_result WHERE deleted_at IS NULL"  # noqa: S608
            " ORDER BY day, rowid"
        )
        return [_result(row) for row in rows]

    def add(self, result: SelfTestResult) -> None:
        """Add a result inside a change."""
        cells: dict[str, Cell] = {
            "day": result.day.isoformat(),
            "at": moment_text(result.at),
            "test": result.test,
            "version": result.version,
            "side": result.side.value,
            "score": result.score,
            "tries": json.dumps(list(result.tries)),
            "pain": result.pain,
            "stopped": int(result.stopped),
            "note": result.note,
            "backfilled": int(result.backfilled),
        }
        self._rows.insert(Kind.SELF_TEST_RESULT, result.id, cells)

    def delete(self, result_id: str) -> None:
        """Mark a result as deleted inside a change.

        Raises:
            DiaryError: There is no such result.
        """
        self._rows.delete(Kind.SELF_TEST_RESULT, result_id)


def _result(row: tuple[Cell, ...]) -> SelfTestResult:
    row_id, day, at, test, version, side, score, tries, pain, stopped, note, late = row
    return SelfTestResult(
        id=str(row_id),
        day=day_from(str(day)),
        at=moment_from(at),
        test=str(test),
        version=str(version),
        side=Side(str(side)),
        score=None if score is None else float(score),
        tries=tuple(float(one) for one in json.loads(str(tries))),
        pain=None if pain is None else float(pain),
        stopped=bool(stopped),
        note=str(note),
        backfilled=bool(late),
    )
