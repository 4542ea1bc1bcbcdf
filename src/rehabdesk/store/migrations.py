"""The steps that make a diary file what it is, each one transaction.

Steps are plain SQL and never import the program's types: a type changes, a step that has been
released never does. Importing this module imports sqlite_utils, which takes a moment, so only
making a diary or bringing an older one up to date does.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

STEPS = Migrations("rehabdesk")

_PERSONAL = """
    id TEXT PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    deleted_at TEXT"""

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


@STEPS(name="0001 pain entries, check-ins, plans and sessions")
def _first(db: Database) -> None:
    _run(db, _TABLES.replace("PERSONAL", _PERSONAL))
    for kind, table in _PERSONAL_TABLES.items():
        db.conn.execute(_revision_trigger(db, kind, table))
    set_format(db, 1)


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


@STEPS(name="0002 dosage, sets, pauses, favourites and reminders")
def _routine(db: Database) -> None:
    _run(db, _ROUTINE_COLUMNS)
    _run(db, _ROUTINE_TABLES.replace("PERSONAL", _PERSONAL))
    # A trigger knows the columns there were when it was made.
    for table in ("plan_item", "plan_version", "session", "own_exercise"):
        db.conn.execute(f"DROP TRIGGER {table}_revision")
        db.conn.execute(_revision_trigger(db, table, table))
    for table in ("set_done", "pause", "favourite", "reminder"):
        db.conn.execute(_revision_trigger(db, table, table))
    set_format(db, 2)


def migrate(connection: sqlite3.Connection) -> int:
    """Bring a diary up to date, each step in its own transaction.

    Args:
        connection: A writable connection in autocommit mode.

    Returns:
        The format the diary has now.

    Raises:
        sqlite3.Error: A step failed; that step left no trace.
    """
    db = Database(connection, execute_plugins=False)
    STEPS.apply(db)
    return len(STEPS.applied(db))


def set_format(db: Database, format_number: int) -> None:
    """Write the format into the file, in the step's own transaction."""
    db.conn.execute(f"PRAGMA user_version = {format_number:d}")
    db.conn.execute("UPDATE diary SET format = ?", [format_number])


def _run(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the step's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


def _revision_trigger(db: Database, kind: str, table: str) -> str:
    """Return the trigger that keeps what a row was before each change of it."""
    columns = _columns(db, table)
    differs = " OR ".join(
        f'OLD."{name}" IS NOT NEW."{name}"' for _, name, _ in columns if name != "changed_at"
    )
    # json_object would round a REAL to 15 digits; 17 bring back the same number.
    fields = ", ".join(
        f"'{name}', CASE WHEN OLD.\"{name}\" IS NULL THEN NULL"
        f" ELSE json(printf('%!.17g', OLD.\"{name}\")) END"
        if kind_of_column == "REAL"
        else f"'{name}', OLD.\"{name}\""
        for _, name, kind_of_column in columns
    )
    return f"""CREATE TRIGGER {table}_revision AFTER UPDATE ON {table} WHEN {differs}
        BEGIN
            INSERT INTO revision (kind, row_id, changed_at, before)
            VALUES ('{kind}', OLD.id, NEW.changed_at, json_object({fields}));
        END"""  # noqa: S608


def _columns(db: Database, table: str) -> list[tuple[int, str, str]]:
    """Return position, name and type of a table's columns."""
    rows = db.conn.execute("SELECT cid, name, type FROM pragma_table_info(?)", [table])
    return [(int(cid), str(name), str(type_)) for cid, name, type_ in rows.fetchall()]
