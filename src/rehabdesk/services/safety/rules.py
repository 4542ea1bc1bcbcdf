"""The red-flag questions, read from `resources/rules/red_flags.json`."""

from __future__ import annotations

import functools
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from rehabdesk.domain.safety import (
    AgeBand,
    Cause,
    DueRule,
    RedFlag,
    SafetyRules,
    Symptom,
    Urgency,
    UrgencyRule,
)
from rehabdesk.domain.text import Message
from rehabdesk.resources import resource_path

#: Translation context of everything in the file.
CONTEXT = "red flag"
#: The source of what no page was found for.
GENERAL = "General clinical knowledge"

_Id = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{1,39}$")]
_Text = Annotated[str, Meta(min_length=1, max_length=300)]
_Days = Annotated[int, Meta(ge=1, le=400)]


class _SymptomData(Struct, forbid_unknown_fields=True):
    id: _Id
    text: _Text


class _FlagData(Struct, forbid_unknown_fields=True):
    id: _Id
    urgency: Urgency
    question: _Text
    symptoms: tuple[_SymptomData, ...]
    at_least: Annotated[int, Meta(ge=1, le=10)]
    why: _Text
    next_step: _Text
    source: _Text
    certain: bool
    triggers: Annotated[tuple[Cause, ...], Meta(min_length=1)]
    ages: tuple[AgeBand, ...]


class _UrgencyData(Struct, forbid_unknown_fields=True):
    id: Urgency
    title: _Text
    lead: _Text
    headline: _Text
    stops: bool
    needed: bool
    seen_after: bool


class _DueData(Struct, forbid_unknown_fields=True):
    high_pain_from: Annotated[float, Meta(ge=0, le=10)]
    high_pain_days: _Days
    high_pain_within: _Days
    high_pain_quiet: _Days
    night_new_after: _Days
    monthly_days: _Days
    monthly_together: _Days
    covers_minutes: Annotated[int, Meta(ge=0, le=1440)]
    sources: Annotated[tuple[_Text, ...], Meta(min_length=1)]


class RedFlagFile(Struct, forbid_unknown_fields=True):
    """What the file holds; anything else in it is a mistake."""

    about: _Text
    format: Literal[1]
    urgencies: tuple[_UrgencyData, ...]
    due: _DueData
    flags: Annotated[tuple[_FlagData, ...], Meta(min_length=1)]


@functools.cache
def load_safety_rules() -> SafetyRules:
    """Return the questions and their rules; the file is read once."""
    return parse_safety_rules(resource_path("rules", "red_flags.json").read_bytes())


def parse_safety_rules(data: bytes) -> SafetyRules:
    """Return the questions and rules of a file.

    Raises:
        msgspec.ValidationError: It is not as it has to be.
    """
    file = msgspec.json.decode(data, type=RedFlagFile)
    order = list(Urgency)
    due = file.due
    return SafetyRules(
        flags=tuple(sorted(map(_flag, file.flags), key=lambda one: order.index(one.urgency))),
        urgencies={one.id: _urgency(one) for one in file.urgencies},
        due=DueRule(
            high_pain_from=due.high_pain_from,
            high_pain_days=due.high_pain_days,
            high_pain_within=due.high_pain_within,
            high_pain_quiet=due.high_pain_quiet,
            night_new_after=due.night_new_after,
            monthly_days=due.monthly_days,
            monthly_together=due.monthly_together,
            covers_minutes=due.covers_minutes,
        ),
    )


def _flag(data: _FlagData) -> RedFlag:
    return RedFlag(
        id=data.id,
        urgency=data.urgency,
        question=Message(CONTEXT, data.question),
        symptoms=tuple(Symptom(one.id, Message(CONTEXT, one.text)) for one in data.symptoms),
        at_least=data.at_least,
        why=Message(CONTEXT, data.why),
        next_step=Message(CONTEXT, data.next_step),
        source=data.source,
        certain=data.certain,
        causes=frozenset(data.triggers),
        ages=frozenset(data.ages),
    )


def _urgency(data: _UrgencyData) -> UrgencyRule:
    return UrgencyRule(
        urgency=data.id,
        title=Message(CONTEXT, data.title),
        lead=Message(CONTEXT, data.lead),
        headline=Message(CONTEXT, data.headline),
        stops=data.stops,
        needed=data.needed,
        seen_after=data.seen_after,
    )
