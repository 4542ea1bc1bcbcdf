"""Between the records of a diary and the cells of a table, losing nothing."""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Struct, inspect

from rehabdesk.services.csv_tables.harmless import as_typed, harmless

#: Between the values of a list. A space: the values are names and numbers without any.
LIST_SIGN = " "
#: No whole number of a diary is longer.
_DIGITS_MAX = 18
_TIMES = ("created_at", "changed_at", "deleted_at")
_LEFT_OUT = frozenset({"picture"})


class CellKind(enum.StrEnum):
    """What the cells of a column hold; the names stand in the data dictionary."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "date"
    NUMBER = "number"
    WHOLE = "whole number"
    FLAG = "true or false"
    CHOICES = "list of choices"
    WHOLES = "list of whole numbers"
    NUMBERS = "list of numbers"
    WORDS = "list of names"
    OTHER = "JSON"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name in the first line.
        path: The attribute of the record, and the attribute of that one where it has parts.
        kind: What its cells hold.
        choices: The values it can have, where there are few.
        needed: Whether every row has a value.
    """

    name: str
    path: tuple[str, ...]
    kind: CellKind
    choices: tuple[str, ...] = ()
    needed: bool = False

    def cell(self, value: Any) -> str:  # noqa: ANN401 - a value of any record
        """Return the cell for a value."""
        return "" if value is None else _WRITERS[self.kind](value)

    def value(self, cell: str) -> Any:  # noqa: ANN401 - as above
        """Return what a cell that is not empty says.

        Raises:
            ValueError: It says nothing of this kind.
        """
        return _READERS[self.kind](cell)


def columns_of(record: type[Struct], *, deleted: bool) -> tuple[Column, ...]:
    """Return the columns of a kind of records: their own attributes first, then those of all rows.

    Lists of records are left out: they are tables of their own. So are pictures, which no cell of
    a spreadsheet can hold.

    Args:
        record: The kind.
        deleted: Whether deleted rows are in the table, so that it has to say which they are.
    """
    kind = inspect.type_info(record)
    if not isinstance(kind, inspect.StructType):
        raise TypeError("records are structs")
    fields = [one for one in kind.fields if one.name not in {"id", *_TIMES, *_LEFT_OUT}]
    columns = [column for one in fields for column in _columns(one)]
    ends = [Column(name, (name,), CellKind.TEXT) for name in _TIMES[: 3 if deleted else 2]]
    return (Column("id", ("id",), CellKind.TEXT), *columns, *ends)


def child_records(record: type[Struct]) -> Iterator[tuple[str, type[Struct]]]:
    """Go through the attributes of records that are lists of records."""
    for field in msgspec.structs.fields(record):
        item = _item(inspect.type_info(field.type))
        if isinstance(item, inspect.StructType):
            yield field.name, item.cls


def cells_of(record: Struct, columns: Sequence[Column]) -> list[str]:
    """Return the cells of a record."""
    return [column.cell(_follow(record, column.path)) for column in columns]


def plain_record(cells: Mapping[str, str], columns: Sequence[Column]) -> dict[str, Any]:
    """Return what a row says, ready to be made a record; empty cells are left out.

    Raises:
        CellError: A cell says nothing of its kind.
    """
    plain: dict[str, Any] = {}
    for column in columns:
        cell = cells.get(column.name, "")
        if not cell and not (column.needed and column.kind is CellKind.TEXT):
            continue
        try:
            value = column.value(cell)
        except ValueError:
            raise CellError(column.name) from None
        inside = plain
        for part in column.path[:-1]:
            inside = inside.setdefault(part, {})
        inside[column.path[-1]] = value
    return plain


class CellError(ValueError):
    """A cell says nothing of the kind of its column; the text is the column's name."""


def _columns(field: inspect.Field, before: tuple[str, ...] = ()) -> Iterator[Column]:
    kind = _without_none(field.type)
    path = (*before, field.name)
    if isinstance(_item(kind), inspect.StructType):
        return
    if isinstance(kind, inspect.StructType) and not before:
        for part in kind.fields:
            yield from _columns(part, path)
        return
    cell = _cell_kind(kind)
    yield Column("_".join(path), path, cell, _choices(kind), needed=field.required and not before)


def _cell_kind(kind: inspect.Type) -> CellKind:
    item = _item(kind)
    if isinstance(item, inspect.EnumType):
        return CellKind.CHOICES
    if isinstance(item, inspect.IntType):
        return CellKind.WHOLES
    if isinstance(item, inspect.FloatType):
        return CellKind.NUMBERS
    if isinstance(item, inspect.StrType) and item.pattern is not None:
        # Names, which have no spaces.
        return CellKind.WORDS
    return next(
        (cell for one, cell in _CELL_KINDS.items() if isinstance(kind, one)), CellKind.OTHER
    )


def _choices(kind: inspect.Type) -> tuple[str, ...]:
    one = _item(kind) or kind
    if isinstance(one, inspect.EnumType):
        return tuple(str(member.value) for member in one.cls)
    return tuple(map(str, one.values)) if isinstance(one, inspect.LiteralType) else ()


def _item(kind: inspect.Type) -> inspect.Type | None:
    lists = (inspect.VarTupleType, inspect.ListType)
    return kind.item_type if isinstance(kind, lists) else None


def _without_none(kind: inspect.Type) -> inspect.Type:
    if isinstance(kind, inspect.UnionType):
        rest = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
        return rest[0] if len(rest) == 1 else kind
    return kind


def _follow(record: Struct, path: Sequence[str]) -> object:
    value: object = record
    for part in path:
        if value is None:
            return None
        value = getattr(value, part)
    return value


_CELL_KINDS: Mapping[type[inspect.Type], CellKind] = {
    inspect.StrType: CellKind.TEXT,
    inspect.LiteralType: CellKind.TEXT,
    inspect.EnumType: CellKind.CHOICE,
    inspect.DateType: CellKind.DAY,
    inspect.FloatType: CellKind.NUMBER,
    inspect.IntType: CellKind.WHOLE,
    inspect.BoolType: CellKind.FLAG,
}


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _flag(cell: str) -> bool:
    # Spreadsheets write them in capitals.
    return {"true": True, "false": False}[cell.lower()]


def _wholes(cell: str) -> list[int]:
    return [int(part) for part in cell.split()]


def _json(value: object) -> str:
    return harmless(msgspec.json.encode(value).decode())


def _from_json(cell: str) -> object:
    return msgspec.json.decode(as_typed(cell))


def _read_flag(cell: str) -> bool:
    try:
        return _flag(cell)
    except KeyError:
        raise ValueError from None


def _whole(cell: str) -> int:
    if len(cell) > _DIGITS_MAX:
        raise ValueError
    return int(cell)


def _finite(cell: str) -> float:
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError
    return value


_WRITERS: Mapping[CellKind, Callable[[Any], str]] = {
    CellKind.TEXT: harmless,
    CellKind.CHOICE: lambda value: str(value.value),
    CellKind.DAY: dt.date.isoformat,
    CellKind.NUMBER: _number,
    CellKind.WHOLE: str,
    CellKind.FLAG: lambda value: "true" if value else "false",
    CellKind.CHOICES: lambda values: LIST_SIGN.join(str(one.value) for one in values),
    CellKind.WHOLES: lambda values: LIST_SIGN.join(map(str, values)),
    CellKind.NUMBERS: lambda values: LIST_SIGN.join(map(_number, values)),
    CellKind.WORDS: LIST_SIGN.join,
    CellKind.OTHER: _json,
}
_READERS: Mapping[CellKind, Callable[[str], Any]] = {
    CellKind.TEXT: as_typed,
    CellKind.CHOICE: str,
    CellKind.DAY: str,
    CellKind.NUMBER: _finite,
    CellKind.WHOLE: _whole,
    CellKind.FLAG: _read_flag,
    CellKind.CHOICES: str.split,
    CellKind.WHOLES: _wholes,
    CellKind.NUMBERS: lambda cell: [_finite(part) for part in cell.split()],
    CellKind.WORDS: str.split,
    CellKind.OTHER: _from_json,
}
