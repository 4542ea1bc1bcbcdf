"""Making a new diary file: it appears complete or not at all, and never over another."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from rehabdesk import __version__
from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import message
from rehabdesk.store.connection import APPLICATION_ID, Connections, explain


def fill_new(draft: Path, clock: Clock, connections: Connections) -> None:
    """Write an empty diary with everything in its main file."""
    # Deferred: it brings sqlite_utils, which opening a diary that is up to date never needs.
    from rehabdesk.store.migrations import migrate  # noqa: PLC0415

    connection = connections.connect(draft, create=True)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made = migrate(connection)
        connection.execute(
            "INSERT INTO diary (one, id, format, created_at, app_version) VALUES (1, ?, ?, ?, ?)",
            [str(uuid.uuid4()), made, clock.now().isoformat(), __version__],
        )
        connection.execute(f"PRAGMA user_version = {made}")
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def refuse_place(path: Path) -> None:
    """Make sure that a new file can have this name."""
    try:
        if not path.parent.is_dir():
            raise DiaryError(
                message("diary error", "There is no folder “{name}”.", name=str(path.parent))
            )
        if path.exists():
            raise _exists(path)
    except OSError as error:
        raise DiaryError(
            message("diary error", "No diary can be made at “{name}”.", name=str(path))
        ) from error


def place_new(draft: Path, path: Path) -> None:
    """Give a finished file its name without ever replacing another."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        # Some file systems have no links.
        if path.exists():
            raise _exists(path) from None
        draft.rename(path)


def _exists(path: Path) -> DiaryError:
    return DiaryError(
        message("diary error", "“{name}” exists already and was not replaced.", name=str(path))
    )


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about a file into a sentence for the person.

    Raises:
        DiaryError: SQLite reported something.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise DiaryError(explain(error, path)) from error
