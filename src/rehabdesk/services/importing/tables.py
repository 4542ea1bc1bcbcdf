"""Reading delimited text into named columns, without yet knowing what they mean."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Message, message
from rehabdesk.services.importing.text import LINE_MAX, decode

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 200
_DATE_LIKE = re.compile(r"\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})")

#: Rows read at a time: fewer than make Python look for garbage.
_CHUNK = 500


class _Reader(Protocol):
    """What `csv.reader` returns."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be taken.

    Attributes:
        line: Its line in the file, from 1; a row over several lines is named by its last.
        reason: One sentence.
    """

    line: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Table:
    """A file of rows and named columns.

    Attributes:
        names: The column names in file order; unnamed columns have the name "".
        cells: Per column the cells of all complete rows, shape (columns, rows).
        lines: The line of each row, shape (rows,).
        rejected: Rows with too few or too many cells.
        delimiter: What separates the cells.
        encoding: How the bytes were read.
        notices: What the person should know about how it was read.
    """

    names: tuple[str, ...]
    cells: tuple[Sequence[str], ...]
    lines: Sequence[int]
    rejected: tuple[RejectedRow, ...]
    delimiter: str
    encoding: str
    notices: tuple[Message, ...] = ()

    @property
    def rows(self) -> int:
        """How many complete rows there are."""
        return len(self.lines)

    def column(self, name: str) -> Sequence[str]:
        """Return the cells of a column.

        Raises:
            InputError: There is no such column.
        """
        if name and name in self.names:
            return self.cells[self.names.index(name)]
        raise InputError(
            message(
                "import error",
                "The file has no column “{name}”; it has: {columns}.",
                name=name[:60],
                columns=", ".join(name[:60] for name in self.names[:20] if name),
            )
        )


def read_table(data: bytes, name: str) -> Table:
    """Return the table in a file's bytes.

    Encoding and delimiter are recognised. The first line names the columns.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.

    Raises:
        InputError: It is not a table with named columns and at least one row.
    """
    decoded = decode(data, name)
    lines = _lines(decoded.text)
    delimiter = _delimiter(lines)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        names = tuple(cell.strip() for cell in next(filter(None, reader), ()))
        _check_names(names)
        columns = _Columns(len(names))
        if '"' in decoded.text:
            columns.add_slowly(reader)
        else:
            columns.add_all(reader, len(lines) - reader.line_num)
    except csv.Error:
        raise InputError(
            message(
                "import error",
                "Line {line} cannot be read as a row of a table.",
                line=max(reader.line_num, 1),
            )
        ) from None
    cells: list[list[str]] = columns.cells
    if not names[-1] and not any(cells[-1]):
        # Some programs end every line with the delimiter.
        names, cells = names[:-1], cells[:-1]
    if not columns.lines and not columns.rejected:
        raise InputError(
            message("import error", "The file “{name}” has column names but no rows.", name=name)
        )
    return Table(
        names,
        tuple(cells),
        columns.lines,
        tuple(columns.rejected),
        delimiter,
        decoded.encoding,
        decoded.notices,
    )


class _Columns:
    """Collects rows into columns."""

    def __init__(self, width: int) -> None:
        self.cells: list[list[str]] = [[] for _ in range(width)]
        self.lines: list[int] = []
        self.rejected: list[RejectedRow] = []

    def add_all(self, reader: _Reader, rows: int) -> None:
        """Add rows of one line each, some at a time.

        Rows are let go before Python's memory manager looks through them, which would take
        longer than reading them.
        """
        width = len(self.cells)
        line = reader.line_num
        for _ in range(0, rows, _CHUNK):
            chunk = list(islice(reader, _CHUNK))
            if set(map(len, chunk)) != {width}:
                for offset, row in enumerate(chunk, 1):
                    self.add(row, line + offset)
            else:
                for index, column in enumerate(self.cells):
                    column.extend([row[index] for row in chunk])
                self.lines.extend(range(line + 1, line + 1 + len(chunk)))
            line += len(chunk)

    def add_slowly(self, reader: _Reader) -> None:
        """Add rows that may have line breaks in their cells."""
        for row in reader:
            self.add(row, reader.line_num)

    def add(self, row: list[str], line: int) -> None:
        """Add one row; a blank one is passed over, one that does not fit is noted."""
        if not row:
            return
        if len(row) != len(self.cells):
            self.rejected.append(RejectedRow(line, _wrong_width(len(row), len(self.cells))))
            return
        for column, cell in zip(self.cells, row, strict=True):
            column.append(cell)
        self.lines.append(line)


def _lines(text: str) -> list[str]:
    # Not str.splitlines: that also breaks at characters people may have in a note.
    lines = list(io.StringIO(text, newline=""))
    if len(text) > LINE_MAX:
        longest = max(range(len(lines)), key=lambda number: len(lines[number]))
        if len(lines[longest]) > LINE_MAX:
            raise InputError(
                message(
                    "import error",
                    "Line {line} is longer than {limit} characters; this is not a diary table.",
                    line=longest + 1,
                    limit=LINE_MAX,
                )
            )
    return lines


def _delimiter(lines: Sequence[str]) -> str:
    """Return the delimiter with which most rows have as many cells as the first line."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        fitting = Counter(widths)[widths[0]] / len(widths)
        if (fitting, widths[0]) > best_score:
            best, best_score = delimiter, (fitting, widths[0])
    return best


def _check_names(names: Sequence[str]) -> None:
    if any(_DATE_LIKE.match(name) for name in names):
        raise InputError(
            message(
                "import error",
                "The first line should name the columns, but it has a date in it.",
            )
        )
    twice = [name for name, count in Counter(names).items() if name and count > 1]
    if twice:
        raise InputError(
            message(
                "import error",
                "The column “{name}” is there more than once.",
                name=twice[0][:60],
            )
        )
    if not any(names):
        raise InputError(message("import error", "The first line names no columns."))


def _wrong_width(cells: int, width: int) -> Message:
    return message(
        "import row",
        "the number of cells is {cells}, but {width} in the first line",
        cells=cells,
        width=width,
    )
