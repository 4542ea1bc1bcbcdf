"""Which tables a diary has, and which attributes they hold."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msgspec import Struct

from rehabdesk.services.csv_tables.columns import CellKind, Column, child_records, columns_of
from rehabdesk.services.interchange.schema import Document

#: The ending of the files' names.
SUFFIX = ".csv"
#: Lists of a file that are no tables: what rows were before is in the JSON file alone.
_NO_TABLES = frozenset({"history"})
#: What a list inside another is called as a table, and the column that says what it belongs to.
_CHILDREN = MappingProxyType(
    {
        ("plan_versions", "items"): ("plan_items", "plan_version_id"),
        ("sessions", "sets"): ("sets_done", "session_id"),
    }
)
#: Other rows refer to these, which is why those that were deleted are in their tables.
_REFERRED_TO = frozenset(
    {"own_activities", "own_exercises", "plan_versions", "safety_answers", "safety_checks"}
)


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table of a diary.

    Attributes:
        name: The file's name without its ending.
        part: The list of the document its rows are in, or in whose records they are.
        child: The attribute of those records that holds the rows, or "" if they are the rows.
        record: What a row is.
        columns: The columns in order, `parent` included.
        parent: The column that says which record a row belongs to, or "".
        deleted: Whether deleted rows are in it.
    """

    name: str
    part: str
    child: str
    record: type[Struct]
    columns: tuple[Column, ...]
    parent: str = ""
    deleted: bool = False

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that are attributes of a row itself."""
        return tuple(column for column in self.columns if column.path)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.columns)


@functools.cache
def layouts() -> Mapping[str, TableLayout]:
    """Return the tables by name, those first that others refer to."""
    found: dict[str, TableLayout] = {}
    for part, record in child_records(Document):
        if part in _NO_TABLES:
            continue
        deleted = part in _REFERRED_TO
        columns = columns_of(record, deleted=deleted)
        found[part] = TableLayout(part, part, "", record, columns, deleted=deleted)
        for child, inner in child_records(record):
            name, parent = _CHILDREN.get((part, child), (f"{part}_{child}", "parent_id"))
            column = Column(parent, (), CellKind.TEXT, needed=True)
            own = columns_of(inner, deleted=deleted)
            columns = (own[0], column, *own[1:])
            found[name] = TableLayout(name, part, child, inner, columns, parent, deleted)
    return MappingProxyType(found)
