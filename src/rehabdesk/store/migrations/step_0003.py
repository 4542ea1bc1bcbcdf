"""Format 3: red-flag answers and what a professional said about them."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0003 safety answers and clearances"

_TABLES = ""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ())
    set_format(db, 3)
