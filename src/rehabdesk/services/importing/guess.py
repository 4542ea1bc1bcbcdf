"""A first idea of what the columns of a table mean, for the person to correct.

Only what the cells show is proposed. A region is proposed where a column is named like one; a side
that the name does not say is left open.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.services.importing.dates import read_dates
from rehabdesk.services.importing.tables import Table
from rehabdesk.services.importing.values import read_pain

#: Rows looked at; a guess need not read everything.
_SAMPLE_ROWS = 2_000
_MOSTLY = 0.8
_SEPARATORS = re.compile(r"[\W_]+")


class ColumnRole(enum.StrEnum):
    """What a column seems to be."""

    DATE = "date"
    PAIN = "pain"
    YES_NO = "yes_no"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What one column seems to be.

    Attributes:
        name: The column.
        role: What its cells look like; the first column of dates is the one proposed as `DATE`.
        where: The region and side its name says, or None.
        kind: Which pain its name says, else average.
        examples: Its first different cells that are not empty, for the preview.
    """

    name: str
    role: ColumnRole
    where: SidedRegion | None
    kind: PainKind
    examples: tuple[str, ...]


def guess_columns(
    table: Table, catalogue: RegionCatalogue, today: dt.date
) -> tuple[ColumnGuess, ...]:
    """Return what each named column of a table seems to be, in file order."""
    guesses: list[ColumnGuess] = []
    dated = False
    for name, cells in zip(table.names, table.cells, strict=True):
        if not name:
            continue
        sample = cells[:_SAMPLE_ROWS]
        role = ColumnRole.DATE if not dated and _is_date(sample, today) else _number_role(sample)
        dated |= role is ColumnRole.DATE
        examples = tuple(dict.fromkeys(cell.strip() for cell in sample if cell.strip()))[:5]
        words = _SEPARATORS.sub(" ", name.lower())
        kind = next((kind for kind in PainKind if kind.value in words.split()), PainKind.AVERAGE)
        guesses.append(ColumnGuess(name, role, _where(words, catalogue), kind, examples))
    return tuple(guesses)


def _is_date(cells: Sequence[str], today: dt.date) -> bool:
    texts = [cell for cell in cells if cell.strip()]
    read = read_dates(texts, today, None).days
    return bool(texts) and sum(text in read for text in texts) >= _MOSTLY * len(texts)


def _number_role(cells: Sequence[str]) -> ColumnRole:
    read = read_pain(cells)
    numbers = {value for value in read.values.values() if value is not None}
    if not numbers or len(read.problems) > len(numbers):
        return ColumnRole.OTHER
    return ColumnRole.YES_NO if numbers <= {0.0, 1.0} else ColumnRole.PAIN


def _where(words: str, catalogue: RegionCatalogue) -> SidedRegion | None:
    """Return the region a column name says in full, such as `Knee inner (left)`."""
    for where in catalogue.sided():
        name = _SEPARATORS.sub(" ", str(where)).removesuffix(" none")
        if words.strip() == name or words.strip().startswith(f"{name} "):
            return where
    return None
