"""Reading a table again with a separator or an encoding that the person chose."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message
from rehabdesk.services.importing.tables import Table, read_table

DELIMITERS = (",", ";", "\t", "|")
#: Encodings of tables that are still met with, beside those that are recognised.
ENCODINGS = ("utf-8", "utf-16", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac-roman")
_MARK = b"\xef\xbb\xbf"
#: Stand in for delimiters that are not meant; private characters that no text has.
_STAND_INS = ("\uf8f1", "\uf8f2", "\uf8f3", "\uf8f4")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read; "" where it is to be recognised.

    Attributes:
        delimiter: What separates the cells.
        encoding: One of `ENCODINGS`.
    """

    delimiter: str = ""
    encoding: str = ""


#: Everything is recognised.
AS_FOUND = Reading()


def read_again(data: bytes, name: str, found: Table, reading: Reading) -> Table:
    """Return a table as it is with another separator or encoding.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.
        found: The table as it was recognised.
        reading: What the person chose.

    Raises:
        InputError: It is no table like this.
    """
    encoding = reading.encoding or found.encoding
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise InputError(
            message(
                "import error",
                "“{name}” cannot be read as {encoding}.",
                name=name,
                encoding=encoding.upper(),
            )
        ) from None
    # The recogniser can only find the separator that is left.
    others = [one for one in DELIMITERS if reading.delimiter not in ("", one)]
    stand_ins = "".join(_STAND_INS[: len(others)])
    hidden = str.maketrans("".join(others), stand_ins)
    shown = str.maketrans(stand_ins, "".join(others))
    table = read_table(_MARK + text.translate(hidden).encode(), name)
    return dataclasses.replace(
        table,
        names=tuple(one.translate(shown) for one in table.names),
        cells=tuple([cell.translate(shown) for cell in column] for column in table.cells),
        encoding=encoding,
        notices=() if reading.encoding else found.notices,
    )
