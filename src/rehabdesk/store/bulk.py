"""Adding very many rows: as fast as SQLite allows with every check of the file in force."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from rehabdesk.domain.changes import Kind
from rehabdesk.store.rows import TABLES, Rows, Value

#: Rows in one statement. SQLite sets up the lists behind `CHECK (side IN (…))` once for each
#: statement; with one row in each that takes a third of the whole time. More gain nothing.
STATEMENT_ROWS = 100
#: Rows whose ids are made and sorted together; at most so many are held at a time.
CHUNK_ROWS = 10_000

#: The digits a UUID's variant can begin with.
_VARIANTS = "89ab"
_HEX_DIGITS = 32


def sorted_uuids(count: int) -> list[str]:
    """Return random UUIDs (version 4, RFC 9562, section 5.4) in rising order.

    Ids that rise are inserted into an index from left to right: each of its pages is filled once
    instead of being fetched again and again.

    Args:
        count: How many.
    """
    digits = os.urandom(count * _HEX_DIGITS // 2).hex()
    return sorted(
        f"{digits[n : n + 8]}-{digits[n + 8 : n + 12]}-4{digits[n + 13 : n + 16]}"
        f"-{_VARIANTS[int(digits[n + 16], 16) & 3]}{digits[n + 17 : n + 20]}"
        f"-{digits[n + 20 : n + 32]}"
        for n in range(0, len(digits), _HEX_DIGITS)
    )


def insert_many(
    store: Rows, kind: Kind, columns: Sequence[str], rows: Iterable[Sequence[Value]]
) -> int:
    """Add checked rows, in their order, inside a change that cannot be undone row by row.

    Each gets an id of its own and the present as the moment of its making.

    Args:
        store: The diary's rows.
        kind: The kind of the rows, which has import keys.
        columns: The names of the columns that the rows have, `import_key` among them.
        rows: One value per column; a row whose import key is already there is passed over.

    Returns:
        How many were added.

    Raises:
        sqlite3.IntegrityError: A value is not what its column may hold.
    """
    moment = store.stamp()
    names = ", ".join(("created_at", "changed_at", "id", *columns))
    values = f"('{moment}', '{moment}', ?{', ?' * len(columns)})"

    def statement(count: int) -> str:
        return (
            f"INSERT INTO {TABLES[kind]} ({names}) VALUES {', '.join([values] * count)}"  # noqa: S608
            " ON CONFLICT (import_key) DO NOTHING"
        )

    added = 0
    source = iter(rows)
    while chunk := list(islice(source, CHUNK_ROWS)):
        named = zip(sorted_uuids(len(chunk)), chunk, strict=True)
        full = len(chunk) // STATEMENT_ROWS
        if full:
            batches = (_cells(islice(named, STATEMENT_ROWS)) for _ in range(full))
            added += store.insert_bulk(kind, statement(STATEMENT_ROWS), batches)
        left = len(chunk) % STATEMENT_ROWS
        if left:
            added += store.insert_bulk(kind, statement(left), [_cells(named)])
    return added


def _cells(named: Iterator[tuple[str, Sequence[Value]]]) -> list[Value]:
    """Return the cells of some rows one after the other, each row's id before it."""
    return list(chain.from_iterable((row_id, *row) for row_id, row in named))
