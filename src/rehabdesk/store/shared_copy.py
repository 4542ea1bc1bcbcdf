"""Writes a copy of a diary that is to be given away, and tells such a copy from a diary.

A copy is a new file into which nothing is put but what may be given away: what is left out was
never in it, so it cannot be found in its bytes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.review import SharedCopy
from rehabdesk.domain.text import message
from rehabdesk.store.connection import Connections, PlainConnections
from rehabdesk.store.new_file import explained, fill_new, place_new, refuse_place
from rehabdesk.store.rows import TABLES, Value
from rehabdesk.store.values import moment_text
from rehabdesk.store.whole_rows import PastRow

#: The format that first had shared copies.
_FIRST_FORMAT = 6

_PLAIN = PlainConnections()

#: What is put into a copy, those rows first that others refer to.
Parts = Iterable[tuple[Kind, Iterable[Mapping[str, Value]]]]


def write_shared_copy(
    target: Path,
    clock: Clock,
    diary_id: str,
    stamp: SharedCopy,
    parts: Parts,
    past: Iterable[PastRow] = (),
    connections: Connections = _PLAIN,
) -> None:
    """Write a shared copy, which appears complete or not at all and replaces nothing.

    Args:
        target: The new file.
        clock: Tells the present.
        diary_id: The UUID of the diary it is a copy of.
        stamp: What it says about itself.
        parts: Whole rows.
        past: What rows were before.
        connections: Makes connections.

    Raises:
        DiaryError: Something is there already, or it cannot be written there.
    """
    refuse_place(target)
    draft = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        with explained(target):
            fill_new(draft, clock, connections)
            with contextlib.closing(connections.connect(draft)) as connection:
                _put(connection, diary_id, stamp, parts, past)
                # One file without side files: it is sent by mail, opened from a stick.
                connection.execute("VACUUM")
                connection.execute("PRAGMA journal_mode = DELETE")
        place_new(draft, target)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _put(
    connection: sqlite3.Connection,
    diary_id: str,
    stamp: SharedCopy,
    parts: Parts,
    past: Iterable[PastRow],
) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for kind, rows in parts:
        for row in rows:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            sql = f"INSERT INTO {TABLES[kind]} ({names}) VALUES ({marks})"  # noqa: S608
            connection.execute(sql, tuple(row.values()))
    connection.executemany(
        "INSERT INTO revision (kind, row_id, changed_at, before) VALUES (?, ?, ?, ?)",
        [
            (one.kind.value, one.id, one.changed_at, json.dumps(one.before, ensure_ascii=False))
            for one in past
        ],
    )
    connection.execute("UPDATE diary SET id = ?, shared = ?", [diary_id, _text(stamp)])
    connection.execute("UPDATE revision_counter SET number = 1")
    connection.execute("COMMIT")


def is_shared(path: Path, found_format: int, connections: Connections = _PLAIN) -> bool:
    """Tell whether a diary file is a shared copy.

    Args:
        path: A file that is known to be a diary.
        found_format: Its format.
        connections: Makes connections.

    Raises:
        sqlite3.Error: The file is damaged.
    """
    if found_format < _FIRST_FORMAT:
        return False
    with contextlib.closing(connections.connect(path, read_only=True)) as connection:
        # A damaged file may lack the table; that is said by whoever opens it.
        if not connection.execute(
            "SELECT 1 FROM pragma_table_info('diary') WHERE name = 'shared'"
        ).fetchone():
            return False
        row = connection.execute("SELECT shared FROM diary").fetchone()
    return row is not None and row[0] is not None


def stamp_from(text: str | None, path: Path) -> SharedCopy | None:
    """Return what a file says about itself, or None if it is no shared copy.

    Raises:
        DiaryError: It says something that makes no sense.
    """
    if text is None:
        return None
    try:
        data = json.loads(text)
        made_at = dt.datetime.fromisoformat(data["made_at"])
        first = data["first"]
        return SharedCopy(
            made_at if made_at.tzinfo else made_at.replace(tzinfo=dt.UTC),
            dt.date.fromisoformat(first) if first is not None else None,
            dt.date.fromisoformat(data["last"]),
            notes=bool(data["notes"]),
            name=bool(data["name"]),
        )
    except (KeyError, TypeError, ValueError):
        raise DiaryError(
            message(
                "diary error",
                "“{name}” is a shared copy that was changed by another program; it cannot be read.",
                name=str(path),
            )
        ) from None


def _text(stamp: SharedCopy) -> str:
    return json.dumps(
        {
            "made_at": moment_text(stamp.made_at),
            "first": stamp.first.isoformat() if stamp.first else None,
            "last": stamp.last.isoformat(),
            "notes": stamp.notes,
            "name": stamp.name,
        }
    )
