"""Format 5: the load of other activities, flares, and what helped."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0005 activity load and what helped"

_TABLES = ""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ())
    set_format(db, 5)
