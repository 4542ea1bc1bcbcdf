"""Sentences that can be translated later, and the one thing that translates them.

Every visible sentence of every layer is either said through a `Translator` or carried as a
`Message` until somebody who has a translator says it. The first argument is always the context
that keeps equal words apart for translators ("button", "region", "import error", ...).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Value = str | int | float | dt.date | dt.datetime

DateStyle = Literal[
    "short", "medium", "long", "weekday", "weekday_short", "day_month", "month", "month_year"
]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its context and values, not yet translated.

    Attributes:
        context: What the sentence is for; part of its identity in the catalogue.
        text: The English sentence with `{name}` fields.
        values: What goes into the fields. Dates and numbers are formatted by the translator.
        plural: The English plural sentence, or None if the sentence has no count.
        count: The number that chooses between `text` and `plural`.
    """

    context: str
    text: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None


def message(context: str, text: str, /, **values: Value) -> Message:
    """Return a message; the extraction of strings for translation knows this name."""
    return Message(context, text, values)


def message_n(context: str, text: str, plural: str, count: int, /, **values: Value) -> Message:
    """Return a message that depends on a count; `{count}` is available as a field."""
    return Message(context, text, {"count": count, **values}, plural, count)


class Translator(Protocol):
    """Says texts, dates and numbers in one language."""

    @property
    def language(self) -> str:
        """The language tag, such as `en_GB`."""

    def __call__(self, context: str, text: str, /, **values: Value) -> str:
        """Translate `text` and fill its fields."""

    def n(self, context: str, text: str, plural: str, count: int, /, **values: Value) -> str:
        """Translate the form of a sentence that fits `count`; `{count}` is a field."""

    def say(self, message: Message) -> str:
        """Translate a message made elsewhere."""

    def date(self, day: dt.date, style: DateStyle = "medium") -> str:
        """Format a day."""

    def time(self, time: dt.time | dt.datetime) -> str:
        """Format hours and minutes."""

    def number(self, value: float, decimals: int | None = None) -> str:
        """Format a number; `decimals=None` keeps what is there (up to three)."""

    def list_of(self, items: list[str]) -> str:
        """Join items as a sentence would ("a, b and c")."""
