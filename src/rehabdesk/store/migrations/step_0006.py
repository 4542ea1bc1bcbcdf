"""Format 6: comments of a review, and copies of a diary that were made to be shared."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, run, set_format

NAME = "0006 comments of a review"

_COLUMNS = """
ALTER TABLE diary ADD COLUMN shared TEXT;
"""

_TABLES = """
CREATE TABLE comment (PERSONAL,
    day TEXT CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    exercise TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL,
    author TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1)),
    CHECK (day IS NULL OR exercise = '')
) STRICT;
CREATE INDEX comment_of_day ON comment (day) WHERE deleted_at IS NULL;
"""


def apply(db: Database) -> None:
    """Add their table, and the column that tells a shared copy from a diary."""
    run(db, _COLUMNS)
    make_tables(db, _TABLES, ("comment",))
    set_format(db, 6)
