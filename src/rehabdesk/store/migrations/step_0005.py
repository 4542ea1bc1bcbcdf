"""Format 5: other activities, what helped, and swelling."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0005 activity load and what helped"

_TABLES = """
CREATE TABLE activity_load (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    activity TEXT NOT NULL CHECK (activity <> ''),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    effort INTEGER NOT NULL CHECK (effort BETWEEN 0 AND 10),
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE INDEX activity_load_by_day ON activity_load (day);
CREATE TABLE help_mark (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    help TEXT NOT NULL CHECK (help IN
        ('heat', 'cold', 'medication', 'rest', 'taping', 'sleep', 'walking_aid', 'other')),
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX help_mark_of_day ON help_mark (day, help) WHERE deleted_at IS NULL;
CREATE TABLE swelling (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    side TEXT NOT NULL CHECK (side IN ('left', 'right')),
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX swelling_of_day ON swelling (day, side) WHERE deleted_at IS NULL;
"""


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, ("activity_load", "help_mark", "swelling"))
    set_format(db, 5)
