"""Format 1: pain entries, check-ins, plans and sessions."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import PERSONAL, revision_trigger, run, set_format

NAME = "0001 pain entries, check-ins, plans and sessions"

_TABLES = """
CREATE TABLE diary (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    format INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    app_version TEXT NOT NULL,
    backup_of TEXT
) STRICT;
CREATE TABLE revision_counter (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
INSERT INTO revision_counter VALUES (1, 0);
CREATE TABLE revision (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    before TEXT NOT NULL
) STRICT;
CREATE INDEX revision_of_row ON revision (kind, row_id);
CREATE TABLE pain_entry (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    region TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'none')),
    kind TEXT NOT NULL CHECK (kind IN ('now', 'worst', 'average')),
    value REAL NOT NULL CHECK (value BETWEEN 0 AND 10),
    spot_view TEXT,
    spot_x REAL,
    spot_y REAL,
    spread TEXT,
    qualities TEXT NOT NULL DEFAULT '[]',
    activities TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1)),
    import_key TEXT UNIQUE,
    CHECK ((spot_view IS NULL) = (spot_x IS NULL) AND (spot_view IS NULL) = (spot_y IS NULL))
) STRICT;
CREATE INDEX pain_entry_of_region ON pain_entry (region, side, day) WHERE deleted_at IS NULL;
CREATE INDEX pain_entry_of_day ON pain_entry (day) WHERE deleted_at IS NULL;
CREATE TABLE check_in (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    sleep TEXT,
    stiffness TEXT,
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX check_in_of_day ON check_in (day) WHERE deleted_at IS NULL;
CREATE TABLE region_setting (PERSONAL,
    region TEXT NOT NULL,
    side TEXT NOT NULL,
    value_kind TEXT NOT NULL CHECK (value_kind IN ('now', 'worst', 'average'))
) STRICT;
CREATE UNIQUE INDEX region_setting_of_region ON region_setting (region, side)
    WHERE deleted_at IS NULL;
CREATE TABLE setting (PERSONAL,
    name TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_of_name ON setting (name) WHERE deleted_at IS NULL;
CREATE TABLE own_exercise (PERSONAL,
    name TEXT NOT NULL,
    routine TEXT NOT NULL,
    counts_as_hip_strength INTEGER NOT NULL DEFAULT 0 CHECK (counts_as_hip_strength IN (0, 1))
) STRICT;
CREATE TABLE plan_version (PERSONAL,
    number INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX plan_version_of_number ON plan_version (number) WHERE deleted_at IS NULL;
CREATE TABLE plan_item (PERSONAL,
    plan_version_id TEXT NOT NULL REFERENCES plan_version (id),
    position INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    routine TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'none')),
    sets INTEGER NOT NULL,
    reps INTEGER,
    hold_s INTEGER,
    rest_s INTEGER,
    times_a_week INTEGER,
    weekdays TEXT NOT NULL DEFAULT '[]',
    cue TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX plan_item_of_version ON plan_item (plan_version_id, position);
CREATE TABLE session (PERSONAL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at TEXT,
    plan_version_id TEXT NOT NULL REFERENCES plan_version (id),
    routine TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('done', 'partial', 'skipped', 'not_done')),
    skip_reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    backfilled INTEGER NOT NULL DEFAULT 0 CHECK (backfilled IN (0, 1)),
    import_key TEXT UNIQUE
) STRICT;
CREATE INDEX session_of_day ON session (day) WHERE deleted_at IS NULL;
CREATE INDEX session_of_version ON session (plan_version_id);
"""

_PERSONAL_TABLES = {
    "pain_entry": "pain_entry",
    "check_in": "check_in",
    "region_setting": "region_setting",
    "diary_setting": "setting",
    "own_exercise": "own_exercise",
    "plan_version": "plan_version",
    "plan_item": "plan_item",
    "session": "session",
}


def apply(db: Database) -> None:
    """Make the first tables."""
    run(db, _TABLES.replace("PERSONAL", PERSONAL))
    for kind, table in _PERSONAL_TABLES.items():
        db.conn.execute(revision_trigger(db, kind, table))
    set_format(db, 1)
