"""The steps that make a diary file what it is, each one transaction.

Steps are plain SQL and never import the program's types: a type changes, a step that has been
released never does. Importing this module imports sqlite_utils, which takes a moment, so only
making a diary or bringing an older one up to date does.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from rehabdesk.store.migrations import (
    step_0001,
    step_0002,
    step_0003,
    step_0004,
    step_0005,
    step_0006,
)

STEPS = Migrations("rehabdesk")
for _step in (step_0001, step_0002, step_0003, step_0004, step_0005, step_0006):
    STEPS(name=_step.NAME)(_step.apply)


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
