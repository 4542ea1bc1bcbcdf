"""Opens connections to diary files: the only place that does.

An encrypted diary would be another class with the same `connect`; nobody else would notice.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rehabdesk.domain.errors import DiaryError
from rehabdesk.domain.text import Message, message

#: "RHDB" in the file's header (PRAGMA application_id): tells a diary from other SQLite files.
APPLICATION_ID = 0x52484442

#: How long a write waits for another program that is writing, in milliseconds.
BUSY_TIMEOUT_MS = 5000

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_VERSION_AT = 60
_APPLICATION_AT = 68

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")


class Connections(Protocol):
    """Makes connections to diary files."""

    def connect(
        self, path: Path, *, read_only: bool = False, create: bool = False
    ) -> sqlite3.Connection:
        """Return a connection in autocommit mode with foreign keys on.

        Args:
            path: The diary file.
            read_only: Nothing can be written through the connection.
            create: Make an empty file; otherwise the file must be a diary.

        Raises:
            DiaryError: The file is missing or not a diary.
            sqlite3.Error: The file cannot be opened for another reason.
        """

    def format_of(self, path: Path) -> int:
        """Return the number of the newest migration the file has had.

        Raises:
            DiaryError: The file is missing or not a diary.
        """


@dataclass(frozen=True, slots=True)
class PlainConnections:
    """Connections to unencrypted diaries.

    Attributes:
        busy_timeout_ms: How long a write waits for another program, in milliseconds.
    """

    busy_timeout_ms: int = BUSY_TIMEOUT_MS

    def connect(
        self, path: Path, *, read_only: bool = False, create: bool = False
    ) -> sqlite3.Connection:
        """Return a connection in autocommit mode with foreign keys on."""
        if not create:
            _read_header(path)
        how = _how_to_read(path) if read_only else "mode=rwc" if create else "mode=rw"
        address = f"{path.resolve().as_uri()}?{how}"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA busy_timeout = {int(self.busy_timeout_ms)}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def format_of(self, path: Path) -> int:
        """Return the number of the newest migration, read from the file's header."""
        header = _read_header(path)
        return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big", signed=True)


def _how_to_read(path: Path) -> str:
    """Return the part of the address that opens a diary for reading alone.

    Reading needs SQLite's two files beside the diary. Where they can be written, a connection
    that may write takes them away again at the end; where they cannot, the file is read as one
    that nobody changes, unless something is left in them.
    """
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "mode=rw"
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"


def _read_header(path: Path) -> bytes:
    """Return a diary's first bytes, without SQLite, so that no other file is ever touched.

    Raises:
        DiaryError: The file is missing, unreadable or not a diary.
    """
    try:
        if path.is_dir():
            raise DiaryError(
                message("diary error", "“{name}” is a folder, not a diary.", name=str(path))
            )
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        raise DiaryError(
            message("diary error", "There is no diary at “{name}”.", name=str(path))
        ) from None
    except OSError as error:
        raise DiaryError(
            message("diary error", "The diary “{name}” cannot be read.", name=str(path))
        ) from error
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not header.startswith(_MAGIC) or application != APPLICATION_ID:
        raise DiaryError(
            message("diary error", "“{name}” is not a RehabDesk diary.", name=str(path))
        )
    return header


def explain(error: sqlite3.Error, path: Path) -> Message:
    """Return the sentence that tells a person what a database error means for them.

    Args:
        error: What SQLite reported.
        path: The diary it was about.
    """
    # Errors that Python itself makes ("closed database") have no code.
    code = str(getattr(error, "sqlite_errorname", ""))
    name = str(path)
    if code.startswith(_LOCKED):
        return message(
            "diary error",
            "The diary “{name}” is being written by another program. Try again in a moment.",
            name=name,
        )
    if code.startswith(_NOT_WRITABLE):
        return message(
            "diary error",
            "The diary “{name}” cannot be written: the file or its folder is read-only or missing.",
            name=name,
        )
    if code.startswith(_DAMAGED):
        return message(
            "diary error",
            "The diary “{name}” is damaged. It can be restored from a backup.",
            name=name,
        )
    if code.startswith("SQLITE_FULL"):
        return message(
            "diary error", "The disk is full. Nothing was changed in “{name}”.", name=name
        )
    return message("diary error", "The diary “{name}” could not be read or written.", name=name)
