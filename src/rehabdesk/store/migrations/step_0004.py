"""Format 4: self-tests, own activities and other measures."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0004 self-tests, own activities and measures"

_TABLES = ""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ())
    set_format(db, 4)
