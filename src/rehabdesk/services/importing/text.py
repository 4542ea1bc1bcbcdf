"""From the bytes of somebody's file to text, or to one sentence that says why not."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Message, message

#: A file larger than this is not a diary table (100,000 rows of pain take about 3 MB).
FILE_MAX = 100_000_000
#: A longer line is a damaged file or something that is not a table.
LINE_MAX = 100_000

SQLITE_MAGIC = b"SQLite format 3\x00"
ZIP_MAGIC = b"PK\x03\x04"

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Control characters no spreadsheet writes; their presence means that this is not text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file.

    Attributes:
        text: Everything, without a byte order mark; line ends as they came.
        encoding: The encoding it was read with, such as `utf-8`.
        notices: What the person should know about how it was read.
    """

    text: str
    encoding: str
    notices: tuple[Message, ...] = ()


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    Raises:
        InputError: There is no such file, it cannot be read, is empty or far too large.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise InputError(message("import error", "“{name}” is a folder.", name=name))
        if path.exists() and not path.is_file():
            # Reading a device or a pipe may never end.
            raise InputError(
                message("import error", "The file “{name}” cannot be read.", name=name)
            )
        if path.stat().st_size > FILE_MAX:
            raise InputError(
                message("import error", "“{name}” is too large to be a diary table.", name=name)
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            message("import error", "There is no file “{name}”.", name=str(path))
        ) from None
    except (OSError, ValueError):
        raise InputError(
            message("import error", "The file “{name}” cannot be read.", name=str(path))
        ) from None
    if not data.strip():
        raise InputError(message("import error", "The file “{name}” is empty.", name=name))
    return data


def decode(data: bytes, name: str) -> DecodedText:
    """Return the text of a file's bytes: by its byte order mark, as UTF-8, or else as cp1252.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.

    Raises:
        InputError: It is not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), encoding, name)
    if b"\x00" in data:
        raise InputError(_nul(data, name))
    try:
        return _checked(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError:
        text = _checked(_strict(data, "cp1252", name), "cp1252", name)
    notice = message(
        "import notice",
        "The file is not in UTF-8; it was read as Western European (Windows) text.",
    )
    return DecodedText(text.text, text.encoding, (notice,))


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise InputError(_not_text(name)) from None


def _checked(text: str, encoding: str, name: str) -> DecodedText:
    odd = _CONTROL.search(text)
    if odd is None:
        return DecodedText(text, encoding)
    raise InputError(_not_text(name))


def _nul(data: bytes, name: str) -> Message:
    """Tell a table with a few NUL bytes, as a crash leaves them, from a binary file."""
    if data.count(b"\x00") > 64 or _CONTROL.search(data.replace(b"\x00", b"").decode("latin-1")):
        return _not_text(name)
    line = data.count(b"\n", 0, data.index(b"\x00")) + 1
    return message(
        "import error",
        "The file “{name}” is damaged: line {line} has NUL bytes in it.",
        name=name,
        line=line,
    )


def _not_text(name: str) -> Message:
    return message("import error", "The file “{name}” is not a text table.", name=name)
