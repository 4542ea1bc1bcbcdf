"""What a shared copy holds and what was left out of it, in words."""

from __future__ import annotations

from rehabdesk.domain.review import SharedCopy
from rehabdesk.domain.text import Translator


def period_words(stamp: SharedCopy, tr: Translator) -> str:
    """Return the period of a shared copy."""
    last = tr.date(stamp.last, "medium")
    if stamp.first is None:
        return tr("share", "Everything up to {last}", last=last)
    return tr("share", "{first} to {last}", first=tr.date(stamp.first, "medium"), last=last)


def left_out_words(stamp: SharedCopy, tr: Translator) -> str:
    """Return what was left out of a shared copy, or "" if nothing was."""
    if not stamp.notes and not stamp.name:
        return tr("share", "Notes and the name were left out.")
    if not stamp.notes:
        return tr("share", "Notes were left out.")
    if not stamp.name:
        return tr("share", "The name was left out.")
    return ""


def contents_words(stamp: SharedCopy, tr: Translator) -> list[str]:
    """Return the sentences that say what is in a shared copy."""
    lines = [period_words(stamp, tr) + "."]
    left_out = left_out_words(stamp, tr)
    return [*lines, left_out] if left_out else lines
