"""Whole rows of every kind, deleted ones too, for carrying a diary over without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rehabdesk.domain.changes import Kind, RowState
from rehabdesk.store.rows import TABLES, Rows, Value


@dataclass(frozen=True, slots=True)
class PastRow:
    """A row as it was before one change, with what it belongs to.

    Attributes:
        kind: The kind of row.
        id: The row's UUID.
        changed_at: When it was changed: UTC, as text.
        before: The whole row before that.
    """

    kind: Kind
    id: str
    changed_at: str
    before: RowState


class WholeRows:
    """Rows as the file holds them: names of columns to values."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self, kind: Kind) -> Iterator[dict[str, Value]]:
        """Go through all rows of a kind, deleted ones too, in the order they came in."""
        columns = self._rows.columns(kind)
        for row in self._rows.query(f"SELECT * FROM {TABLES[kind]} ORDER BY rowid"):  # noqa: S608
            yield dict(zip(columns, row, strict=True))

    def insert(self, kind: Kind, rows: Iterable[Mapping[str, Value]]) -> int:
        """Add whole rows inside a change that cannot be undone row by row.

        A row that is there already (the same id, import key or, for what there is one of, the
        same day or name) is passed over.

        Args:
            kind: The kind of rows. Plan versions come before their items and sessions.
            rows: Rows with every column of the kind.

        Returns:
            How many were added.

        Raises:
            KeyError: A row lacks a column.
            sqlite3.IntegrityError: A value is not what its column may hold.
        """
        columns = self._rows.columns(kind)
        marks = ", ".join("?" * len(columns))
        sql = (
            f"INSERT INTO {TABLES[kind]} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
            " ON CONFLICT DO NOTHING"
        )
        return self._rows.insert_bulk(kind, sql, ([row[c] for c in columns] for row in rows))

    def past(self) -> Iterator[PastRow]:
        """Go through everything that rows were before they were changed, the oldest first."""
        for kind, row_id, changed_at, before in self._rows.query(
            "SELECT kind, row_id, changed_at, before FROM revision ORDER BY number"
        ):
            yield PastRow(Kind(str(kind)), str(row_id), str(changed_at), json.loads(str(before)))

    def insert_past(self, rows: Iterable[PastRow]) -> int:
        """Add what rows were before, inside a change; what is there already is passed over.

        Returns:
            How many were added.
        """
        added = 0
        for row in rows:
            before = json.dumps(row.before, ensure_ascii=False, separators=(",", ":"))
            values = [row.kind.value, row.id, row.changed_at, before]
            added += self._rows.insert_bulk(
                row.kind,
                "INSERT INTO revision (kind, row_id, changed_at, before) SELECT ?1, ?2, ?3, ?4"
                " WHERE NOT EXISTS (SELECT 1 FROM revision WHERE kind = ?1 AND row_id = ?2"
                " AND changed_at = ?3 AND before = ?4)",
                [values],
            )
        return added
