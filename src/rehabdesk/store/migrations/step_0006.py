"""Format 6: comments of a review."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0006 comments of a review"

_TABLES = ""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ())
    set_format(db, 6)
