"""What is said about the questions and their answers: on Today, on the page, in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rehabdesk.domain.safety import (
    Cause,
    Due,
    FlagState,
    Gate,
    GateState,
    RaisedFlag,
    Urgency,
)
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.safety.settings import number_words

#: Why the questions are asked, as a sentence.
CAUSE_SENTENCES: Mapping[Cause, Message] = MappingProxyType(
    {
        Cause.FIRST_USE: message("safety", "They come once before the first plan and session."),
        Cause.NEW_REGION: message("safety", "A new place hurts."),
        Cause.HIGH_PAIN: message("safety", "Pain was 7 or more on two days."),
        Cause.NIGHT_PAIN: message("safety", "Pain woke you, or came at night, for the first time."),
        Cause.FLARE: message("safety", "Your pain has flared up."),
        Cause.MONTHLY: message("safety", "A month has gone by."),
        Cause.CHOSEN: message("safety", "You asked for them."),
    }
)
#: The same in a word or two, for lists and the report.
CAUSE_NAMES: Mapping[Cause, Message] = MappingProxyType(
    {
        Cause.FIRST_USE: message("safety cause", "First use"),
        Cause.NEW_REGION: message("safety cause", "New region"),
        Cause.HIGH_PAIN: message("safety cause", "High pain on two days"),
        Cause.NIGHT_PAIN: message("safety cause", "New night pain"),
        Cause.FLARE: message("safety cause", "Flare"),
        Cause.MONTHLY: message("safety cause", "Monthly"),
        Cause.CHOSEN: message("safety cause", "By choice"),
    }
)
URGENCY_NAMES: Mapping[Urgency, Message] = MappingProxyType(
    {
        Urgency.EMERGENCY: message("urgency", "Emergency"),
        Urgency.SAME_DAY: message("urgency", "Same day"),
        Urgency.NOT_SUITABLE: message("urgency", "Before you exercise"),
        Urgency.SOON: message("urgency", "Within one to two weeks"),
        Urgency.ROUTINE: message("urgency", "In the next weeks"),
    }
)


def question_words(tr: Translator, raised: RaisedFlag) -> str:
    """Return what was answered with yes: the question, or the signs that were ticked."""
    flag = raised.flag
    if flag is None:
        return tr("safety", "A question this version does not know: {id}", id=raised.answer.flag)
    signs = [tr.say(one.text) for one in flag.symptoms if one.id in raised.answer.symptoms]
    return "; ".join(signs) if signs else tr.say(flag.question)


def step_words(tr: Translator, raised: RaisedFlag, number: str) -> str:
    """Return the next step after a yes, or "" of a question this program does not know."""
    flag = raised.flag
    if flag is None:
        return ""
    step = flag.next_step
    return tr.say(Message(step.context, step.text, {"number": number_words(tr, number)}))


def state_words(tr: Translator, raised: RaisedFlag) -> str:
    """Return what became of a yes: "Seen on 3 May 2026 by Dr A."."""
    if raised.state is FlagState.SEEN and raised.clearance is not None:
        seen = raised.clearance
        return tr("safety", "Seen on {day} by {who}.", day=seen.day, who=seen.who)
    if raised.in_force:
        return tr("safety", "Not seen by a professional yet. Sessions wait.")
    if raised.no_since is not None:
        return tr("safety", "Answered with no on {day}.", day=raised.no_since)
    return tr("safety", "Not seen by a professional yet.")


def due_words(tr: Translator, due: Due) -> str:
    """Return why questions are to be answered, or "" if none are."""
    if not due.flags and not due.age_needed:
        return ""
    if not due.waits:
        return tr("safety", "Some questions are left. Nothing waits for them.")
    reasons = [tr.say(CAUSE_SENTENCES[one]) for one in due.causes]
    return " ".join([*reasons, tr("safety", "They take about a minute.")])


def gate_title(tr: Translator, gate: Gate) -> str:
    """Return the first words of what Today and the pages say, or "" if nothing is to be said."""
    if gate.state is GateState.STOP:
        urgency = gate.most_urgent
        if urgency is Urgency.EMERGENCY:
            return tr("safety", "This needs help now")
        if urgency is Urgency.SAME_DAY:
            return tr("safety", "This should be looked at today")
        return tr("safety", "Ask a professional before you exercise")
    if gate.due.flags or gate.due.age_needed:
        return tr("safety", "Safety questions")
    return ""


def stop_words(tr: Translator, stops: Sequence[RaisedFlag], number: str) -> str:
    """Return the next steps of the stops, each once, the most urgent first."""
    order = list(Urgency)
    ranked = sorted(stops, key=lambda one: order.index(one.answer.urgency))
    steps = [step_words(tr, one, number) for one in ranked]
    return " ".join(dict.fromkeys(step for step in steps if step))
