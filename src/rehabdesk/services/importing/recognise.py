"""Says what a file is, by what is in it and not by its name."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import message
from rehabdesk.services.csv_tables.importing import (
    TableFiles,
    document_of,
    table_named,
    tables_in_archive,
    tables_in_folder,
)
from rehabdesk.services.importing.batch import ImportPreview
from rehabdesk.services.importing.habits import preview_habits
from rehabdesk.services.importing.loop_csv import (
    HabitFile,
    is_checkmarks,
    is_habit_list,
    read_checkmarks,
)
from rehabdesk.services.importing.tables import Table, read_table
from rehabdesk.services.importing.text import SQLITE_MAGIC, ZIP_MAGIC, read_bytes
from rehabdesk.services.interchange.importing import DiaryFile, checked_diary, read_diary_file
from rehabdesk.store.loop_backup import ForeignFile, read_loop_backup, recognise_sqlite


class SourceKind(enum.StrEnum):
    """What can be imported."""

    TABLE = "table"
    HABITS = "habits"
    DIARY_JSON = "json"
    DIARY_TABLES = "tables"


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file that can be imported.

    Attributes:
        path: The file.
        kind: What it is; decides which of the others is there.
        table: A table whose columns still need a meaning (`guess_columns`, `preview_table`).
        habits: What importing a habit app's file would add.
        data: The bytes of a diary in JSON (`rehabdesk.services.interchange`).
        tables: The tables of a diary (`rehabdesk.services.csv_tables`).
    """

    path: Path
    kind: SourceKind
    table: Table | None = None
    habits: ImportPreview | None = None
    data: bytes | None = None
    tables: TableFiles | None = None

    def diary(self, catalogue: RegionCatalogue, today: dt.date) -> DiaryFile | None:
        """Return the diary in it, read and checked, or None if it is no diary.

        Raises:
            InputError: Something in it is wrong.
        """
        if self.data is not None:
            return read_diary_file(self.data, self.path.name, catalogue, today)
        if self.tables is not None:
            document = document_of(self.tables, self.path.name)
            return checked_diary(document, catalogue, today)
        return None


def open_source(path: Path, today: dt.date) -> ImportSource:
    """Read a file and say what it is.

    Args:
        path: The file.
        today: Later days are refused.

    Raises:
        InputError: It cannot be read or is nothing that can be imported.
    """
    if path.is_dir() and (tables := tables_in_folder(path)):
        return ImportSource(path, SourceKind.DIARY_TABLES, tables=tables)
    data = read_bytes(path)
    if data.startswith(SQLITE_MAGIC):
        return _sqlite(path)
    if data.startswith(ZIP_MAGIC):
        return _archive(path, data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return ImportSource(path, SourceKind.DIARY_JSON, data=data)
    if known := table_named(data, path):
        return ImportSource(path, SourceKind.DIARY_TABLES, tables={known: data})
    table = read_table(data, path.name)
    if is_habit_list(table):
        raise InputError(
            message(
                "import error",
                "“{name}” lists habits without their days: import Checkmarks.csv beside it.",
                name=path.name,
            )
        )
    if is_checkmarks(table):
        return _habits(path, read_checkmarks(table, path, today))
    return ImportSource(path, SourceKind.TABLE, table=table)


def _archive(path: Path, data: bytes) -> ImportSource:
    if tables := tables_in_archive(data, path.name):
        return ImportSource(path, SourceKind.DIARY_TABLES, tables=tables)
    raise InputError(
        message(
            "import error",
            "“{name}” is a spreadsheet or an archive: save it as CSV or unpack it first.",
            name=path.name,
        )
    )


def _sqlite(path: Path) -> ImportSource:
    found = recognise_sqlite(path)
    if found is ForeignFile.LOOP_BACKUP:
        return _habits(path, HabitFile(read_loop_backup(path)))
    if found is ForeignFile.DIARY:
        raise InputError(
            message(
                "import error",
                "“{name}” is a diary itself: export it to JSON and import that.",
                name=path.name,
            )
        )
    raise InputError(
        message(
            "import error",
            "“{name}” is a database that RehabDesk does not know.",
            name=path.name,
        )
    )


def _habits(path: Path, file: HabitFile) -> ImportSource:
    return ImportSource(path, SourceKind.HABITS, habits=preview_habits(file))
