"""Finds words in texts without regard to accents, capitals and order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

#: From this length on, part of a word is looked for inside words as well: "Bein" in "Beinheben".
_INSIDE_FROM = 3


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(
        sign if sign.isalnum() else " " for sign in parts if not unicodedata.combining(sign)
    )
    return tuple(kept.split())


def has_word(words: Sequence[str], asked: str) -> bool:
    """Tell whether a word begins one of these words or, from three letters on, is inside one."""
    inside = len(asked) >= _INSIDE_FROM
    return any(word.startswith(asked) or (inside and asked in word) for word in words)


def words_missing(asked: Sequence[str], first: Sequence[str], all_: Sequence[str]) -> int | None:
    """Return how many asked words are not in `first`, or None if one is in neither.

    Args:
        asked: Words that all have to be found.
        first: The words that count most, of a name or title.
        all_: The other words.
    """
    missing = 0
    for word in asked:
        if has_word(first, word):
            continue
        if not has_word(all_, word):
            return None
        missing += 1
    return missing
