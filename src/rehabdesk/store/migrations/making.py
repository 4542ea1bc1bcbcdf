"""What the steps of the diary's format have in common."""

from __future__ import annotations

from sqlite_utils import Database

#: The columns of every row of a person's.
PERSONAL = """
    id TEXT PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    deleted_at TEXT"""


def set_format(db: Database, format_number: int) -> None:
    """Write the format into the file, in the step's own transaction."""
    db.conn.execute(f"PRAGMA user_version = {format_number:d}")
    db.conn.execute("UPDATE diary SET format = ?", [format_number])


def run(db: Database, script: str) -> None:
    """Run statements one by one: `executescript` would commit the step's transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


def make_tables(db: Database, script: str, tables: tuple[str, ...]) -> None:
    """Make new tables of a person's rows, each with the trigger that keeps what rows were.

    Args:
        db: The diary.
        script: CREATE statements, in which PERSONAL stands for the columns of every row.
        tables: The names of the tables, which are the names of their kinds of rows as well.
    """
    run(db, script.replace("PERSONAL", PERSONAL))
    for table in tables:
        db.conn.execute(revision_trigger(db, table, table))


def revision_trigger(db: Database, kind: str, table: str) -> str:
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
