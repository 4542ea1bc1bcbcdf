"""Importing a table: python probe_import.py program|equal|plain TABLE DIARY.

Each reads the file and commits its rows in one transaction; importing modules and opening the
database come before. The diary is empty.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import csv
import sqlite3
import sys
import time
from pathlib import Path

from common import say

INSERT = (
    "INSERT INTO pain_entry (id, created_at, changed_at, day, region, side, kind, value,"
    " import_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
PLAIN = """CREATE TABLE pain_entry (id TEXT, created_at TEXT, changed_at TEXT, day TEXT,
    region TEXT, side TEXT, kind TEXT, value REAL, import_key TEXT)"""


def program(table: str, path: str) -> None:
    """RehabDesk's import: recognised, checked row by row, then added."""
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.domain.pain import PainKind
    from rehabdesk.domain.regions import Side, SidedRegion
    from rehabdesk.services.diaries import open_diary
    from rehabdesk.services.importing.adding import add_import
    from rehabdesk.services.importing.mapping import ImportMapping, PainColumn
    from rehabdesk.services.importing.recognise import open_source
    from rehabdesk.services.importing.table_preview import preview_table

    clock = SystemClock()
    diary = open_diary(Path(path), clock).diary
    where = SidedRegion("knee_inner", Side.LEFT)
    mapping = ImportMapping("date", (PainColumn("pain", where, PainKind.AVERAGE),))
    began = time.perf_counter()
    source = open_source(Path(table), clock.now().date())
    preview = preview_table(source.table, mapping, clock)
    result = add_import(diary, preview)
    took = time.perf_counter() - began
    say(seconds=took, rows=result.entries)


def equal(table: str, path: str) -> None:
    """csv and executemany into the diary's own table: columns, checks, indexes, pragmas."""
    _raw(table, sqlite3.connect(path, isolation_level=None))


def plain(table: str, path: str) -> None:
    """The same into a table without checks and indexes."""
    connection = sqlite3.connect(Path(path).with_suffix(".plain"), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(PLAIN)
    _raw(table, connection)


def _raw(table: str, connection: sqlite3.Connection) -> None:
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}")
    moment = "2026-06-17T12:00:00+00:00"
    began = time.perf_counter()
    with Path(table).open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            INSERT,
            (
                # Ids and keys that cost next to nothing and come in order.
                (f"{number:036d}", moment, moment, day, "knee_inner", "left", "average",
                 float(value), f"{number:012d}")
                for number, (day, value) in enumerate(reader)
            ),
        )  # fmt: skip
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    (rows,) = connection.execute("SELECT count(*) FROM pain_entry").fetchone()
    say(seconds=took, rows=rows)


if __name__ == "__main__":
    {"program": program, "equal": equal, "plain": plain}[sys.argv[1]](*sys.argv[2:])
