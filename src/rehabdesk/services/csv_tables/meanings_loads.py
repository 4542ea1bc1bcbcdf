"""What the columns of the tables of other activities and of what helped mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rehabdesk.domain.text import Message, message

#: By table and column.
OF_LOADS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "activity_loads": {
            "activity": message("data dictionary", "What was done, in the person's words."),
            "minutes": message("data dictionary", "How long, in minutes."),
            "effort": message("data dictionary", "How hard it felt, 0 to 10. Self-reported."),
        },
        "help_marks": {
            "help": message("data dictionary", "What the person did against pain on the day."),
            "note": message("data dictionary", "What exactly, in the person's words."),
        },
        "swellings": {
            "side": message("data dictionary", "The side of the swollen knee."),
        },
    }
)
