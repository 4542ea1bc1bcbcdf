"""Reads the tables of a diary again: a folder, a zip file, or one table alone."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Message, message
from rehabdesk.services.csv_tables.columns import CellError, plain_record
from rehabdesk.services.csv_tables.layout import SUFFIX, TableLayout, layouts
from rehabdesk.services.importing.text import FILE_MAX, decode, read_bytes
from rehabdesk.services.interchange.schema import FORMAT, VERSION, Document

#: The longest cell: a text of 100,000 signs, each of which may have got an apostrophe.
_CELL_MAX = 250_000
_PLACE = "$."

#: What the tables of a diary hold, by their names.
TableFiles = Mapping[str, bytes]


def tables_in_folder(folder: Path) -> TableFiles:
    """Return the tables of a diary that lie in a folder; none if there are none.

    Raises:
        InputError: One cannot be read.
    """
    files = {name: folder / (name + SUFFIX) for name in layouts()}
    return {name: read_bytes(file) for name, file in files.items() if file.is_file()}


def tables_in_archive(data: bytes, name: str) -> TableFiles:
    """Return the tables of a diary that are in a zip file; none if there are none.

    Nothing is unpacked to the disk, and names in the archive are only compared, never used.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.

    Raises:
        InputError: It is damaged, or what is in it is far too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = {_stem(one.filename): one for one in archive.infolist()}
            wanted = {stem: found[stem] for stem in layouts() if stem in found}
            if sum(one.file_size for one in wanted.values()) > FILE_MAX:
                raise InputError(_too_large(name))
            return {stem: _unpacked(archive, one, name) for stem, one in wanted.items()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise InputError(
            message("import error", "“{name}” is damaged and cannot be unpacked.", name=name)
        ) from None


def _stem(file: str) -> str:
    """Return the name of a table in an archive, or "" for whatever is no table there."""
    name = file.rpartition("/")[2]
    return name.removesuffix(SUFFIX) if name.endswith(SUFFIX) and ".." not in file else ""


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with archive.open(info) as file:
        # What an archive says about its size need not be true.
        data = file.read(FILE_MAX + 1)
    if len(data) > FILE_MAX:
        raise InputError(_too_large(name))
    return data


def _too_large(name: str) -> Message:
    return message("import error", "What is in “{name}” is too large to be a diary.", name=name)


def table_named(data: bytes, path: Path) -> str:
    """Return which table of a diary a file is, by its columns, or "" if it is none of them.

    It is one if it has all of its columns, or its name and those columns that are needed; a table
    of pain entries needs no name.
    """
    first = data[:20_000].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    try:
        names = next(csv.reader([first.decode("utf-8").strip()], delimiter=_sign(first)), [])
    except (UnicodeDecodeError, csv.Error):
        return ""
    columns = {name.strip() for name in names}
    for name, layout in layouts().items():
        needed = {column.name for column in layout.columns if column.needed}
        known = needed <= columns <= set(layout.names)
        by_name = path.stem.lower() == name or name == "pain_entries"
        if columns == set(layout.names) or (known and by_name):
            return name
    return ""


def _sign(line: bytes) -> str:
    return max((",", ";", "\t"), key=lambda sign: line.count(sign.encode()))


def document_of(files: TableFiles, name: str) -> Document:
    """Return the diary that tables say, not checked yet.

    Args:
        files: The tables.
        name: The name of what they are in, for the sentences.

    Raises:
        InputError: Something in them is wrong; the sentence says in which line.
    """
    with _long_cells():
        rows = {
            table: list(_rows(files[table], layout))
            for table, layout in layouts().items()
            if table in files
        }
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    owners: dict[tuple[str, str], dict[str, Any]] = {}
    for table, layout in layouts().items():
        for line, parent, plain in rows.get(table, ()):
            _check(plain, layout, line)
            if not layout.child:
                document.setdefault(layout.part, []).append(plain)
                owners[layout.part, plain.get("id", "")] = plain
                continue
            owner = owners.get((layout.part, parent))
            if owner is None:
                raise InputError(_no_owner(layout, line, parent, name))
            owner.setdefault(layout.child, []).append(plain)
    return msgspec.convert(document, Document)


def _rows(data: bytes, layout: TableLayout) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Go through the rows of a table: line, what it belongs to, and what it says."""
    text = _text(data, layout.name + SUFFIX)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=_sign(data[:20_000].partition(b"\n")[0]))
    columns = layout.own_columns
    try:
        names = [name.strip() for name in next(reader, [])]
        _check_names(names, layout)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(names):
                raise InputError(_wrong_row(layout, reader.line_num))
            row = dict(zip(names, cells, strict=True))
            yield reader.line_num, row.get(layout.parent, ""), plain_record(row, columns)
    except CellError as error:
        raise InputError(_wrong(layout, reader.line_num, str(error))) from None
    except csv.Error:
        raise InputError(_wrong_row(layout, reader.line_num)) from None


def _text(data: bytes, name: str) -> str:
    try:
        # Texts may hold signs that would say of any other table that it is none.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data, name).text


def _check_names(names: Sequence[str], layout: TableLayout) -> None:
    for name in names:
        if name not in layout.names or names.count(name) > 1:
            raise InputError(
                message(
                    "import error",
                    "“{file}” has a column that does not belong there: “{column}”.",
                    file=layout.name + SUFFIX,
                    column=name[:60],
                )
            )
    for column in layout.columns:
        if column.needed and column.name not in names:
            raise InputError(
                message(
                    "import error",
                    "“{file}” lacks the column “{column}”.",
                    file=layout.name + SUFFIX,
                    column=column.name,
                )
            )


def _check(plain: dict[str, Any], layout: TableLayout, line: int) -> None:
    try:
        msgspec.convert(plain, layout.record)
    except msgspec.ValidationError as error:
        _, _, place = str(error).partition(_PLACE)
        column = place.rstrip("`").replace(".", "_").partition("[")[0]
        raise InputError(_wrong(layout, line, column)) from None


def _wrong(layout: TableLayout, line: int, column: str) -> Message:
    if not column:
        return _wrong_row(layout, line)
    return message(
        "import error",
        "In “{file}”, line {line}: {column} is not as it should be.",
        file=layout.name + SUFFIX,
        line=line,
        column=column,
    )


def _wrong_row(layout: TableLayout, line: int) -> Message:
    return message(
        "import error",
        "In “{file}”, line {line} cannot be read as a row of the table.",
        file=layout.name + SUFFIX,
        line=line,
    )


def _no_owner(layout: TableLayout, line: int, parent: str, name: str) -> Message:
    return message(
        "import error",
        "In “{file}”, line {line}: “{id}” is not in {other} of “{name}”.",
        file=layout.name + SUFFIX,
        line=line,
        id=parent[:60],
        other=layout.part + SUFFIX,
        name=name,
    )


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(_CELL_MAX)
    try:
        yield
    finally:
        csv.field_size_limit(before)
