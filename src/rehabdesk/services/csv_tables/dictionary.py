"""Explains every column of every table, in a table of its own that goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.csv_tables.columns import CellKind, Column
from rehabdesk.services.csv_tables.layout import TableLayout, layouts
from rehabdesk.services.csv_tables.meanings import OWN, SHARED
from rehabdesk.services.csv_tables.meanings_loads import OF_LOADS
from rehabdesk.services.csv_tables.meanings_measures import OF_MEASURES, OF_REVIEWS
from rehabdesk.services.csv_tables.meanings_safety import OF_SAFETY

DICTIONARY_NAME = "data_dictionary.csv"
_COLUMNS = ("table", "column", "type", "values", "empty", "meaning")

#: What columns mean, by table.
_MEANINGS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {**OWN, **OF_MEASURES, **OF_REVIEWS, **OF_SAFETY, **OF_LOADS}
)


def meaning_of(layout: TableLayout, column: Column) -> Message | None:
    """Return what a column means, or None if nobody has said."""
    return _MEANINGS.get(layout.name, {}).get(column.name) or SHARED.get(column.name)


def dictionary_rows(tr: Translator) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the names of the columns, and a row for each column of each table."""
    return _COLUMNS, [
        [
            layout.name,
            column.name,
            tr.say(_KIND_NAMES[column.kind]),
            " ".join(column.choices),
            tr("data dictionary", "never") if column.needed else tr("data dictionary", "may be"),
            tr.say(meaning) if (meaning := meaning_of(layout, column)) else "",
        ]
        for layout in layouts().values()
        for column in layout.columns
    ]


_KIND_NAMES: Mapping[CellKind, Message] = MappingProxyType(
    {
        CellKind.TEXT: message("data dictionary", "text"),
        CellKind.CHOICE: message("data dictionary", "one of the values"),
        CellKind.DAY: message("data dictionary", "day"),
        CellKind.NUMBER: message("data dictionary", "number"),
        CellKind.WHOLE: message("data dictionary", "whole number"),
        CellKind.FLAG: message("data dictionary", "true or false"),
        CellKind.CHOICES: message("data dictionary", "any of the values, with spaces between"),
        CellKind.WHOLES: message("data dictionary", "whole numbers with spaces between"),
        CellKind.WORDS: message("data dictionary", "names with spaces between"),
        CellKind.NUMBERS: message("data dictionary", "numbers with spaces between"),
        CellKind.OTHER: message("data dictionary", "JSON"),
    }
)
