"""Other activities, what helped and swelling in words."""

from __future__ import annotations

from collections.abc import Iterable

from rehabdesk.domain.load import ActivityLoad, Help, HelpMark, Swelling
from rehabdesk.domain.names import HELP_NAMES, YOUR_SIDE_NAMES
from rehabdesk.domain.text import Translator


def activity_text(tr: Translator, activity: ActivityLoad) -> str:
    """Return an activity in a few words."""
    return tr(
        "load",
        "{activity}, {minutes} min, effort {effort}",
        activity=activity.activity,
        minutes=tr.number(activity.minutes),
        effort=tr.number(activity.effort),
    )


def help_text(tr: Translator, mark: HelpMark) -> str:
    """Return what helped, with the person's words behind it."""
    name = tr.say(HELP_NAMES[mark.help])
    return tr("load", "{help} ({words})", help=name, words=mark.note) if mark.note else name


def helps_text(tr: Translator, marks: Iterable[HelpMark]) -> str:
    """Return everything that helped on a day, in the order of the choices."""
    order = list(Help)
    found = sorted(marks, key=lambda one: order.index(one.help))
    return tr("load", "Helped: {what}", what=tr.list_of([help_text(tr, one) for one in found]))


def swelling_text(tr: Translator, swellings: Iterable[Swelling]) -> str:
    """Return which knees are swollen."""
    sides = [tr.say(YOUR_SIDE_NAMES[one.side]) for one in swellings]
    return tr("load", "Swollen knee: {sides}", sides=tr.list_of(sides))
