"""Exporting a diary as JSON: python probe_export.py program|read|dumped DIARY TARGET.

`program` is RehabDesk's export. `dumped` has json.dumps write the same rows, which are
dictionaries in memory already; `read` reads them from the same file first, as an export has to.
Importing modules and opening the file come before.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - what is measured is imported where it is measured.
import json
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from common import say


def program(path: str, target: str) -> None:
    """RehabDesk's export: every kind of row, in order, into a file that appears when whole."""
    from rehabdesk.domain.moments import SystemClock
    from rehabdesk.services.diaries import open_diary
    from rehabdesk.services.interchange.exporting import export_json

    diary = open_diary(Path(path), SystemClock()).diary
    began = time.perf_counter()
    export_json(diary, Path(target))
    took = time.perf_counter() - began
    lines = Path(target).read_bytes().count(b'"import_key"')
    say(seconds=took, rows=lines)


def read(path: str, target: str) -> None:
    """sqlite3 and json.dumps."""
    connection = sqlite3.connect(path)
    began = time.perf_counter()
    rows = _rows(connection)
    _write(rows, target)
    say(seconds=time.perf_counter() - began, rows=len(rows))


def dumped(path: str, target: str) -> None:
    """json.dumps alone."""
    rows = _rows(sqlite3.connect(path))
    began = time.perf_counter()
    _write(rows, target)
    say(seconds=time.perf_counter() - began, rows=len(rows))


def _rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    found = connection.execute("SELECT * FROM pain_entry ORDER BY day, at")
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _write(rows: list[dict[str, Any]], target: str) -> None:
    text = json.dumps(rows, ensure_ascii=False)
    with Path(target).open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


if __name__ == "__main__":
    {"program": program, "read": read, "dumped": dumped}[sys.argv[1]](*sys.argv[2:])
