"""Format 4: self-tests, own activities and other measures."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, set_format

NAME = "0004 self-tests, own activities and measures"

_TABLES = """
CREATE TABLE own_activity (PERSONAL,
    name TEXT NOT NULL CHECK (name <> ''),
    position INTEGER NOT NULL CHECK (position >= 0),
    ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE TABLE activity_rating (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    own_activity_id TEXT NOT NULL REFERENCES own_activity (id),
    value REAL NOT NULL CHECK (value BETWEEN 0 AND 10),
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX activity_rating_of_day ON activity_rating (own_activity_id, day)
    WHERE deleted_at IS NULL;
CREATE TABLE activity_pain (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    activity TEXT NOT NULL,
    value REAL CHECK (value BETWEEN 0 AND 10),
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX activity_pain_of_day ON activity_pain (activity, day)
    WHERE deleted_at IS NULL;
CREATE TABLE change_rating (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    value INTEGER NOT NULL CHECK (value BETWEEN -3 AND 3),
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX change_rating_of_day ON change_rating (day) WHERE deleted_at IS NULL;
CREATE TABLE questionnaire_total (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    name TEXT NOT NULL CHECK (name <> ''),
    score REAL NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE TABLE self_test_result (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    test TEXT NOT NULL,
    version TEXT NOT NULL DEFAULT '',
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'none')),
    score REAL,
    tries TEXT NOT NULL DEFAULT '[]',
    pain REAL CHECK (pain BETWEEN 0 AND 10),
    stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE INDEX self_test_result_of_test ON self_test_result (test, day);
"""

_NAMES = (
    "own_activity",
    "activity_rating",
    "activity_pain",
    "change_rating",
    "questionnaire_total",
    "self_test_result",
)


def apply(db: Database) -> None:
    """Add their tables."""
    make_tables(db, _TABLES, _NAMES)
    set_format(db, 4)
