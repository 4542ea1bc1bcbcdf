"""Answers to the red-flag questions in a report: every yes, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehabdesk.domain.safety import FlagState, RaisedFlag, Urgency
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.reports.report import Part, Table
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.reporting.words import clipped, day_short
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.rules import load_safety_rules

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Answers the first page has room for; all of them follow where there are more.
ON_FIRST_PAGE = 3
_LETTERS = 96
_STATES: dict[FlagState, Message] = {
    FlagState.OPEN: message("report flag", "nobody has seen it yet"),
    FlagState.NO_LATER: message("report flag", "answered with no on {day}"),
    FlagState.SEEN: message("report flag", "seen by a professional on {day}"),
}


def safety_lines(diary: Diary, span: Span, tr: Translator) -> list[str]:
    """Return the most urgent answers of a period in short, or that there was none."""
    found = _by_urgency(raised_flags(diary, span.first, span.last))
    lines = [_line(one, span, tr) for one in found[:ON_FIRST_PAGE]]
    more = len(found) - len(lines)
    if more:
        lines.append(
            tr.n(
                "report flag",
                "{count} more red-flag question answered with yes: see the next page.",
                "{count} more red-flag questions answered with yes: see the next page.",
                more,
            )
        )
    return lines or [_none(diary, span, tr)]


def safety_parts(diary: Diary, span: Span, tr: Translator) -> tuple[Part, ...]:
    """Return all answers of a period as a table; nothing if none was a yes."""
    found = _by_urgency(raised_flags(diary, span.first, span.last))
    if not found:
        return ()
    rows = tuple(
        (tr.date(one.day, "medium"), _urgency(one, tr), _question(one, tr), _state(one, span, tr))
        for one in found
    )
    head = (
        tr("report flag", "Day"),
        tr("report flag", "Urgency"),
        tr("report flag", "Answered with yes"),
        tr("report flag", "Since then"),
    )
    return (Table("", head, rows, (1.0, 1.2, 4.0, 1.8)),)


def _by_urgency(found: tuple[RaisedFlag, ...]) -> list[RaisedFlag]:
    """Return what nobody has seen first, then the most urgent, then the latest."""
    order = list(Urgency)
    return sorted(
        found,
        key=lambda one: (one.state is not FlagState.OPEN, order.index(one.answer.urgency)),
    )


def _line(one: RaisedFlag, span: Span, tr: Translator) -> str:
    return tr(
        "report flag",
        "Red flag, {urgency}, {day}: {question} Yes; {state}.",
        urgency=_urgency(one, tr),
        day=day_short(tr, one.day, span),
        question=clipped(_question(one, tr), _LETTERS),
        state=_state(one, span, tr),
    )


def _urgency(one: RaisedFlag, tr: Translator) -> str:
    return tr.say(load_safety_rules().urgencies[one.answer.urgency].title)


def _question(one: RaisedFlag, tr: Translator) -> str:
    """Return what was answered: the signs that were ticked, or the question."""
    flag = one.flag
    if flag is None:
        return one.answer.flag
    ticked = [tr.say(sign.text) for sign in flag.symptoms if sign.id in one.answer.symptoms]
    return "; ".join(ticked) or tr.say(flag.question)


def _state(one: RaisedFlag, span: Span, tr: Translator) -> str:
    day = one.clearance.day if one.clearance is not None else one.no_since
    sentence = _STATES[one.state]
    values = {"day": day_short(tr, day, span)} if day is not None else {}
    return tr.say(Message(sentence.context, sentence.text, values))


def _none(diary: Diary, span: Span, tr: Translator) -> str:
    """Return that no question was answered with yes, and when they were asked last."""
    answered = {one.check_id for one in diary.safety.answers()}
    days = [one.day for one in diary.safety.checks()
            if one.id in answered and span.first <= one.day <= span.last]  # fmt: skip
    if not days:
        return tr("report flag", "The red-flag questions were not answered in these days.")
    return tr(
        "report flag",
        "No red-flag question was answered with yes in these days; last asked on {day}.",
        day=day_short(tr, max(days), span),
    )
