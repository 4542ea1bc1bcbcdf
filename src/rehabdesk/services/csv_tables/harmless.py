"""Cells that a spreadsheet would run as a formula, made harmless so that they can be read back.

A cell that begins with one of = + - @ or with a tab or a line break can be run as a formula
(OWASP, CSV Injection). An apostrophe before it makes it text. The same is done after each
semicolon, tab and line break inside a cell: where the semicolon separates the cells of a system's
spreadsheets, whatever follows one begins a cell there.

Every text has exactly one form in a file and the other way round: texts that begin with
apostrophes before such a sign get one more.
"""

from __future__ import annotations

import re

#: What formulas begin with; spreadsheets take the full-width forms of Asian keyboards too.
_SIGNS = r"=+\-@\t\r\n＝＋－＠﹦﹢﹣﹫−"
#: What spreadsheets pass over before it: spaces, signs without width, quotation marks.
_PASSED = (
    '[ \u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufeff"\x0b\x0c]'
)
_BEGIN = r"(?:\A|(?<=[;\t\r\n]))"
_DANGER = f"{_PASSED}*[{_SIGNS}]"

_TO_ESCAPE = re.compile(f"{_BEGIN}(?='*{_DANGER})")
_ESCAPED = re.compile(f"{_BEGIN}'(?='*{_DANGER})")


def harmless(text: str) -> str:
    """Return a text as it stands in a file."""
    return _TO_ESCAPE.sub("'", text)


def as_typed(cell: str) -> str:
    """Return the text of a cell that `harmless` made."""
    return _ESCAPED.sub("", cell)
