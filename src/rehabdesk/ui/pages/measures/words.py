"""Sentences of the Self-tests page."""

from __future__ import annotations

import datetime as dt

from rehabdesk.analysis.due import Due, DueState
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.measures.due import MeasuresDue

#: The sections of the page in their order, with what they are called.
SECTIONS: dict[str, Message] = {
    "own": message("measures section", "Own activities"),
    "pain": message("measures section", "Pain on activities"),
    "tests": message("measures section", "Self-tests"),
    "change": message("measures section", "Overall"),
    "totals": message("measures section", "Questionnaires"),
}
SIDE_WORDS: dict[Side, Message] = {
    Side.LEFT: message("measure side", "Left"),
    Side.RIGHT: message("measure side", "Right"),
    Side.NONE: message("measure side", "Both legs"),
}


def due_text(tr: Translator, one: Due, day: dt.date) -> str:
    """Return when something is due next."""
    if one.state is DueState.DUE:
        return tr("measures due", "due now")
    if one.last == day:
        return tr("measures due", "done today, next from {day}", day=tr.date(one.day, "day_month"))
    if one.state is DueState.WAIT:
        return tr("measures due", "not before {day}", day=tr.date(one.not_before, "day_month"))
    return tr("measures due", "next from {day}", day=tr.date(one.day, "day_month"))


def due_line(tr: Translator, due: MeasuresDue) -> str:
    """Return what is due today in one line, or ""."""
    names = [tr.say(SECTIONS[name]).lower() for name in due.names]
    if not names:
        return ""
    return tr("measures due", "Due now: {what}.", what=tr.list_of(names))


def verdict_of_total(tr: Translator, larger: bool) -> str:
    """Return the words for a change of a total."""
    if larger:
        return tr("measures", "larger than its usual error")
    return tr("measures", "no clear difference")


def short_verdict(tr: Translator, larger: bool | None) -> str:
    """Return the words for a change of a rating in a table."""
    if larger:
        return tr("measures", "larger than the usual error")
    return tr("measures", "no clear difference")


def verdict_of_rating(tr: Translator, larger: bool | None) -> str:
    """Return the words for a change of a rating."""
    if larger:
        return tr("measures", "larger than the usual error of such ratings")
    return tr("measures", "no clear difference")
