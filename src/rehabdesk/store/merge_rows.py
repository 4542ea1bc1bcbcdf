"""What merging two diary files needs of them: places for one row alone, and exact writes."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.text import message
from rehabdesk.store.rows import TABLES, Rows, Value

_LIVE = "deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for which there can be only one row.

    Attributes:
        columns: Rows with the same values in these want the same place.
        live_only: Deleted rows do not count.
    """

    columns: tuple[str, ...]
    live_only: bool

    def place_of(self, row: Mapping[str, Value]) -> Hashable:
        """Return the place a row takes, or None if it takes none."""
        if self.live_only and row["deleted_at"] is not None:
            return None
        values = tuple(row[name] for name in self.columns)
        return None if None in values else values


@contextlib.contextmanager
def fitting(name: str) -> Iterator[None]:
    """Turn rows that cannot be in the file into a sentence about where they come from.

    Args:
        name: The other file.

    Raises:
        DiaryError: They cannot.
    """
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise DiaryError(
            message("merge error", "“{name}” does not fit and was not merged.", name=name)
        ) from error


class MergeRows:
    """Whole rows put into the file as they are, with what they were before."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def slots(self, kind: Kind) -> tuple[Slot, ...]:
        """Return the places of a kind for which the file takes one row alone.

        Raises:
            ValueError: The file has a rule of another kind.
        """
        found = []
        for (name,) in self._rows.query(
            "SELECT name FROM pragma_index_list(?) WHERE [unique] = 1 AND origin <> 'pk'",
            [TABLES[kind]],
        ):
            columns = self._rows.query("SELECT name FROM pragma_index_info(?)", [name])
            sql = self._rows.query("SELECT sql FROM sqlite_schema WHERE name = ?", [name])
            where = re.search(r"\bWHERE\s+(.*)$", str(sql[0][0] or ""), re.DOTALL)
            condition = " ".join(where[1].split()) if where else ""
            if condition not in {"", _LIVE}:
                raise ValueError(f"{name}: {condition}")
            found.append(Slot(tuple(str(one) for (one,) in columns), condition == _LIVE))
        return tuple(found)

    def loosen_references(self) -> None:
        """Let rows come before those they refer to, until the end of the present change."""
        self._rows.query("PRAGMA defer_foreign_keys = ON")

    def put(
        self,
        kind: Kind,
        added: Sequence[Mapping[str, Value]],
        updated: Sequence[Mapping[str, Value]],
    ) -> None:
        """Add whole rows and overwrite others, inside a change that cannot be undone row by row.

        What the overwritten rows were is not noted down by itself: whoever merges knows better what
        was before what.

        Args:
            kind: The kind of rows.
            added: Rows that are not there.
            updated: Rows that are there, in their new state.

        Raises:
            sqlite3.IntegrityError: They cannot all be there.
        """
        columns = self._rows.columns(kind)
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT INTO {TABLES[kind]} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        names = ", ".join(f"{name} = ?" for name in columns)
        update = f"UPDATE {TABLES[kind]} SET {names} WHERE id = ?"  # noqa: S608
        last = self._last_number()
        pending = [(update, [*_cells(row, columns), row["id"]]) for row in updated]
        pending += [(insert, _cells(row, columns)) for row in added]
        self._write_in_any_order(kind, pending)
        forget = f"DELETE FROM revision WHERE number > {last:d} AND kind = ?"  # noqa: S608
        self._rows.insert_bulk(kind, forget, [[kind.value]])

    def _write_in_any_order(self, kind: Kind, pending: list[tuple[str, list[Value]]]) -> None:
        """Write rows; one whose place is still taken waits until it is free."""
        while pending:
            waiting = []
            for sql, cells in pending:
                try:
                    self._rows.insert_bulk(kind, sql, [cells])
                except sqlite3.IntegrityError:
                    waiting.append((sql, cells))
                    if len(waiting) == len(pending):
                        raise
            pending = waiting

    def _last_number(self) -> int:
        return int(self._rows.query("SELECT coalesce(max(number), 0) FROM revision")[0][0])


def _cells(row: Mapping[str, Value], columns: Sequence[str]) -> list[Value]:
    return [row[name] for name in columns]
