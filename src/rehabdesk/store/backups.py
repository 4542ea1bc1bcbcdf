"""Copies of a diary that are known to be whole: made, checked, kept, brought back.

A copy is made by SQLite itself (`VACUUM INTO`) – copying a file in use would miss what is still
in its side file – then checked, then given its name. So a name always stands for a good copy.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import os
import re
import sqlite3
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import message
from rehabdesk.store.connection import Connections, PlainConnections, explain

#: How many daily backups are kept.
KEEP = 14

_PLAIN = PlainConnections()
_TRIES = 3


class Reason(enum.StrEnum):
    """Why a backup was made; all but the daily ones are kept for good."""

    DAILY = "daily"
    BEFORE_UPDATE = "before update"
    BEFORE_RESTORE = "before restore"
    BEFORE_MERGE = "before merge"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was found by its name.

    Attributes:
        path: The file.
        day: The day it was made.
        reason: Why it was made.
    """

    path: Path
    day: dt.date
    reason: Reason


def backup_folder(path: Path) -> Path:
    """Return the folder of a diary's backups: `NAME backups` beside it. It is not made."""
    return path.with_name(f"{path.stem} backups")


def backup_now(
    path: Path,
    folder: Path,
    clock: Clock,
    reason: Reason = Reason.DAILY,
    connections: Connections = _PLAIN,
) -> Path:
    """Make a checked copy of a diary.

    A daily backup takes the place of an earlier one of the same day, once it is known to be
    good; any other never replaces a file.

    Args:
        path: The diary; it may be open.
        folder: Where the copy goes; made if missing.
        clock: Tells the day.
        reason: Why; part of the name.
        connections: Makes connections.

    Returns:
        The copy.

    Raises:
        DiaryError: The copy cannot be written, or is not the same as the diary. Earlier
            backups are as they were.
    """
    draft = folder / f".{uuid.uuid4().hex}.new"
    with _explained(path):
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise _cannot_write(folder) from error
        try:
            diary_id = _copy(path, draft, clock, connections)
            target = _name(path, folder, clock.now().date(), reason, diary_id, connections)
            _settle(draft, target)
        except OSError as error:
            raise _cannot_write(folder) from error
        finally:
            draft.unlink(missing_ok=True)
    return target


def newest_revision(path: Path, folder: Path, connections: Connections = _PLAIN) -> int | None:
    """Return the state number of the newest good daily backup of a diary, or None.

    Args:
        path: The diary.
        folder: Where its backups are.
        connections: Makes connections.
    """
    for backup in list_backups(path, folder):
        if backup.reason is Reason.DAILY:
            stamp = _stamp_of(backup.path, connections)
            if stamp is not None:
                return stamp.revision
    return None


def list_backups(path: Path, folder: Path | None = None) -> list[Backup]:
    """Return a diary's backups, the newest first.

    Args:
        path: The diary.
        folder: Where to look; by default beside the diary.
    """
    place = folder or backup_folder(path)
    reasons = "|".join(one.value for one in Reason if one is not Reason.DAILY)
    pattern = re.compile(
        rf"{re.escape(path.stem)} (\d{{4}}-\d\d-\d\d)(?: ({reasons}))?"
        rf"(?: \d+)?{re.escape(path.suffix)}"
    )
    found = []
    for file in place.iterdir() if place.is_dir() else ():
        match = pattern.fullmatch(file.name)
        if match is None or not file.is_file():
            continue
        with contextlib.suppress(ValueError):  # a name with a day that does not exist
            day = dt.date.fromisoformat(match[1])
            found.append(Backup(file, day, Reason(match[2] or Reason.DAILY)))
    return sorted(found, key=lambda one: (one.day, one.path.stat().st_mtime_ns), reverse=True)


def rotate(
    path: Path, folder: Path, diary_id: str, keep: int = KEEP, connections: Connections = _PLAIN
) -> list[Path]:
    """Delete the oldest daily backups beyond a number.

    Only files that say inside that they are backups of this diary are ever deleted.

    Args:
        path: The diary.
        folder: Where its backups are.
        diary_id: The diary's UUID.
        keep: How many to keep.
        connections: Makes connections.

    Returns:
        What was deleted.
    """
    deleted = []
    own = []
    for backup in list_backups(path, folder):
        stamp = _stamp_of(backup.path, connections) if backup.reason is Reason.DAILY else None
        if stamp is not None and stamp.diary_id == diary_id and stamp.is_backup:
            own.append(backup.path)
    for file in own[keep:]:
        with contextlib.suppress(OSError):  # it can go another day
            file.unlink()
            deleted.append(file)
    return deleted


def restore(
    path: Path, backup: Path, clock: Clock, connections: Connections = _PLAIN
) -> Path | None:
    """Put a backup in a diary's place. The diary must not be open anywhere.

    Args:
        path: The diary; it may be damaged or missing.
        backup: The backup; it stays where it is.
        clock: Tells the day.
        connections: Makes connections.

    Returns:
        Where the replaced state is kept, or None if there was none.

    Raises:
        DiaryError: The backup is not a good diary, or the diary is open elsewhere or cannot be
            written; nothing was changed.
    """
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.new")
    try:
        with _explained(backup):
            _copy(backup, draft, clock, connections)
        kept = _set_aside(path, clock, connections)
        with _explained(path):
            _unmark(draft, path, connections)
            for ending in ("-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            _settle(draft, path)
    except OSError as error:
        raise _cannot_write(path.parent) from error
    finally:
        draft.unlink(missing_ok=True)
    return kept


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What a file says about itself."""

    diary_id: str
    revision: int
    is_backup: bool


def _stamp_of(path: Path, connections: Connections) -> _Stamp | None:
    """Return what a file says about itself, or None if it is not a readable diary."""
    try:
        with contextlib.closing(connections.connect(path, read_only=True)) as connection:
            row = connection.execute(
                "SELECT diary.id, number, backup_of IS NOT NULL FROM diary, revision_counter"
            ).fetchone()
    except (DiaryError, sqlite3.Error):
        return None
    return None if row is None else _Stamp(str(row[0]), int(row[1]), bool(row[2]))


def _copy(path: Path, draft: Path, clock: Clock, connections: Connections) -> str:
    """Copy a diary, check the copy, mark it as a backup; return the diary's UUID."""
    with contextlib.closing(connections.connect(path, read_only=True)) as source:
        # The copy is made on a connection that may only read from the diary.
        source.execute("PRAGMA query_only = OFF")
        for attempt in range(_TRIES):
            before = _content(source)
            draft.unlink(missing_ok=True)
            source.execute("VACUUM INTO ?", [str(draft)])
            if _content(source) == before or attempt == _TRIES - 1:
                break
    with contextlib.closing(connections.connect(draft)) as copy:
        if problems(copy) or _content(copy) != before:
            raise DiaryError(
                message(
                    "diary error",
                    "No backup was made: the copy of “{name}” is not whole.",
                    name=str(path),
                )
            )
        copy.execute("UPDATE diary SET backup_of = ?", [clock.now().isoformat()])
        return str(copy.execute("SELECT id FROM diary").fetchone()[0])


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what SQLite finds wrong with a file, in its own words; empty if all is well.

    Raises:
        sqlite3.Error: The file is too damaged to be checked.
    """
    lines = [str(line) for (line,) in connection.execute("PRAGMA integrity_check").fetchall()]
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    found = [] if lines == ["ok"] else lines
    return found + [
        f"{table} refers to a row of {parent} that is missing" for table, _, parent, _ in loose
    ]


def _content(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of each table, and the state number."""
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%'"
    ).fetchall()
    counts = {
        str(name): int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for (name,) in names
    }
    number = connection.execute("SELECT number FROM revision_counter").fetchone()[0]
    return {**counts, "state number": int(number)}


def _name(
    path: Path,
    folder: Path,
    day: dt.date,
    reason: Reason,
    diary_id: str,
    connections: Connections,
) -> Path:
    """Return the name of a backup; it never is that of a file the backup may not replace."""
    words = f"{path.stem} {day.isoformat()}"
    if reason is not Reason.DAILY:
        words = f"{words} {reason.value}"
    target = folder / f"{words}{path.suffix}"
    number = 1
    while target.exists():
        stamp = _stamp_of(target, connections)
        own = stamp is not None and stamp.is_backup and stamp.diary_id == diary_id
        if reason is Reason.DAILY and own:
            break
        number += 1
        target = folder / f"{words} {number}{path.suffix}"
    return target


def _settle(draft: Path, target: Path) -> None:
    """Give a finished file its name so that a power cut leaves the old or the new, whole."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _set_aside(path: Path, clock: Clock, connections: Connections) -> Path | None:
    """Keep the present state of a diary before it is replaced."""
    if not path.exists():
        return None
    _require_alone(path, connections)
    folder = backup_folder(path)
    try:
        return backup_now(path, folder, clock, Reason.BEFORE_RESTORE, connections)
    except DiaryError:
        # Too damaged to be copied by SQLite: keep the bytes for whoever can read them.
        folder.mkdir(exist_ok=True)
        kept = folder / f"{path.stem} {clock.now():%Y-%m-%d %H%M%S} damaged{path.suffix}"
        kept.write_bytes(path.read_bytes())
        return kept


def _require_alone(path: Path, connections: Connections) -> None:
    """Make sure that nobody has the diary open, and leave nothing in its side file.

    Raises:
        DiaryError: Somebody has.
    """
    try:
        with contextlib.closing(connections.connect(path)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
            raise DiaryError(
                message(
                    "diary error",
                    "“{name}” is open in another window. Close it there first.",
                    name=str(path),
                )
            ) from error
    except DiaryError:
        # What is there is no diary any more; restoring is the way back.
        return


def _unmark(draft: Path, path: Path, connections: Connections) -> None:
    """Make a copied backup a diary again, newer than any state of the one it replaces."""
    replaced = _stamp_of(path, connections) if path.exists() else None
    with contextlib.closing(connections.connect(draft)) as connection:
        connection.execute("UPDATE diary SET backup_of = NULL")
        connection.execute(
            "UPDATE revision_counter SET number = max(number, ?) + 1",
            [replaced.revision if replaced else 0],
        )


def _cannot_write(folder: Path) -> DiaryError:
    return DiaryError(
        message("diary error", "Nothing can be written in the folder “{name}”.", name=str(folder))
    )


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise DiaryError(explain(error, path)) from error
