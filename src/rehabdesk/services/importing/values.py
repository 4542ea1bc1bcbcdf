"""Reading a column of numbers: pain ratings, and how often something was done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rehabdesk.domain.pain import PAIN_MAX, PAIN_MIN
from rehabdesk.domain.text import Message, message

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})", re.ASCII)
_COMMA = re.compile(r"[+-]?(\d{1,15},\d{0,20}|,\d{1,20})", re.ASCII)

#: More goes at a routine in a day are a damaged file.
COUNT_MAX = 1_000_000.0


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers that has been read.

    Attributes:
        values: Per different cell text its number; None where the cell is empty.
        problems: Per different cell text why it is refused.
        decimal_comma: Whether decimals are written with a comma.
    """

    values: Mapping[str, float | None]
    problems: Mapping[str, Message]
    decimal_comma: bool


def read_pain(cells: Sequence[str]) -> NumberColumn:
    """Return the ratings of a column: 0 to 10, decimals kept as they are, empty cells left out."""
    return _read(cells, PAIN_MIN, PAIN_MAX, _not_pain)


def read_counts(cells: Sequence[str]) -> NumberColumn:
    """Return how often something was done: 0 or more; empty cells left out."""
    return _read(cells, 0.0, COUNT_MAX, _not_a_count)


def _not_pain(text: str) -> Message:
    return message("import row", "pain goes from 0 to 10, but the cell says {cell}", cell=text)


def _not_a_count(text: str) -> Message:
    return message("import row", "“{cell}” does not say how often something was done", cell=text)


def _read(
    cells: Sequence[str], lowest: float, highest: float, refuse: Callable[[str], Message]
) -> NumberColumn:
    texts = set(cells)
    # One column, one way of writing decimals: a comma beside points is a typing error.
    decimal_comma = not any("." in text for text in texts) and any(
        _COMMA.fullmatch(text.strip()) for text in texts
    )
    values: dict[str, float | None] = {}
    problems: dict[str, Message] = {}
    for text in texts:
        trimmed = text.strip()
        if not trimmed:
            values[text] = None
            continue
        digits = trimmed.replace(",", ".") if decimal_comma else trimmed
        if not _NUMBER.fullmatch(digits):
            problems[text] = message("import row", "“{cell}” is not a number", cell=trimmed[:40])
            continue
        value = float(digits)
        if not lowest <= value <= highest:
            problems[text] = refuse(trimmed[:40])
            continue
        values[text] = value + 0.0  # -0 becomes 0
    return NumberColumn(values, problems, decimal_comma)
