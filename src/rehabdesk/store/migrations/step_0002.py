"""Format 2: dosage, sets, pauses, favourites and reminders."""

from __future__ import annotations

from sqlite_utils import Database

from rehabdesk.store.migrations.making import make_tables, revision_trigger, run, set_format

NAME = "0002 dosage, sets, pauses, favourites and reminders"

_ROUTINE_COLUMNS = """
ALTER TABLE plan_item ADD COLUMN lift_s INTEGER;
ALTER TABLE plan_item ADD COLUMN lower_s INTEGER;
ALTER TABLE plan_item ADD COLUMN load TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_item ADD COLUMN band TEXT;
ALTER TABLE plan_item ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE plan_item ADD COLUMN fixed INTEGER NOT NULL DEFAULT 0 CHECK (fixed IN (0, 1));
ALTER TABLE plan_version ADD COLUMN pain_green INTEGER CHECK (pain_green BETWEEN 0 AND 10);
ALTER TABLE plan_version ADD COLUMN pain_amber INTEGER CHECK (pain_amber BETWEEN 0 AND 10);
ALTER TABLE plan_version ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN running INTEGER NOT NULL DEFAULT 0 CHECK (running IN (0, 1));
ALTER TABLE session ADD COLUMN finished_at TEXT;
ALTER TABLE session ADD COLUMN effort INTEGER CHECK (effort BETWEEN 0 AND 10);
ALTER TABLE session ADD COLUMN pain_before REAL CHECK (pain_before BETWEEN 0 AND 10);
ALTER TABLE session ADD COLUMN pain_after REAL CHECK (pain_after BETWEEN 0 AND 10);
ALTER TABLE session ADD COLUMN pain_next_morning REAL CHECK (pain_next_morning BETWEEN 0 AND 10);
ALTER TABLE session ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE own_exercise ADD COLUMN instructions TEXT NOT NULL DEFAULT '';
ALTER TABLE own_exercise ADD COLUMN position TEXT NOT NULL DEFAULT '';
ALTER TABLE own_exercise ADD COLUMN picture TEXT NOT NULL DEFAULT '';
"""

_ROUTINE_TABLES = """
CREATE TABLE set_done (PERSONAL,
    session_id TEXT NOT NULL REFERENCES session (id),
    plan_item_id TEXT NOT NULL REFERENCES plan_item (id),
    exercise TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'none')),
    number INTEGER NOT NULL CHECK (number >= 1),
    unit TEXT NOT NULL CHECK (unit IN ('reps', 'seconds')),
    planned INTEGER NOT NULL CHECK (planned >= 1),
    done INTEGER CHECK (done >= 0),
    skip_reason TEXT NOT NULL DEFAULT '',
    skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
    pain REAL CHECK (pain BETWEEN 0 AND 10),
    clean INTEGER CHECK (clean IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX set_done_of_session ON set_done (session_id, plan_item_id, side, number)
    WHERE deleted_at IS NULL;
CREATE INDEX set_done_of_item ON set_done (plan_item_id);
CREATE TABLE pause (PERSONAL,
    first TEXT NOT NULL CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    last TEXT CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND last >= first),
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE favourite (PERSONAL,
    exercise TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX favourite_of_exercise ON favourite (exercise) WHERE deleted_at IS NULL;
CREATE TABLE reminder (PERSONAL,
    time TEXT NOT NULL CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]'),
    weekdays TEXT NOT NULL DEFAULT '[]',
    enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1))
) STRICT;
CREATE INDEX session_running ON session (running) WHERE running = 1 AND deleted_at IS NULL;
"""


def apply(db: Database) -> None:
    """Add what plans and sessions need."""
    run(db, _ROUTINE_COLUMNS)
    make_tables(db, _ROUTINE_TABLES, ("set_done", "pause", "favourite", "reminder"))
    # A trigger knows the columns there were when it was made.
    for table in ("plan_item", "plan_version", "session", "own_exercise"):
        db.conn.execute(f"DROP TRIGGER {table}_revision")
        db.conn.execute(revision_trigger(db, table, table))
    set_format(db, 2)
