"""Flares of a diary: when they were, whether one is on, and what to say about it.

Thresholds and words are in `resources/rules/flare.json`.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehabdesk.analysis.flares import (
    CallReason,
    DayPain,
    Flare,
    FlareFacts,
    FlareReason,
    FlareRule,
    call_reasons,
    find_flares,
    recent_flares,
)
from rehabdesk.domain.names import full_name
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Message, Translator, Value
from rehabdesk.resources import resource_path
from rehabdesk.services.pain_limits import Zone, load_traffic_light

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

CONTEXT = "flare"
#: How far back a flare that is on is looked for.
LOOK_BACK_DAYS = 120
#: For so many days after a flare it is said that it has settled.
SETTLED_SHOWN_DAYS = 3


@dataclass(frozen=True, slots=True)
class FlarePlan:
    """The rule, and what to say and do.

    Attributes:
        rule: The thresholds.
        share_of_sets: How much of the sets is suggested meanwhile.
        gentle_days: From how many to how many gentler days are fine.
        title: What a flare is called.
        what: What it is.
        reasons: What made it one.
        steps: What to do, in order.
        advice: When to talk to the physio.
        calls: Why it is time to.
        mornings: How far it is from being over.
        settled: That it is over.
        sources: Where all this comes from.
    """

    rule: FlareRule
    share_of_sets: float
    gentle_days: tuple[int, int]
    title: Message
    what: Message
    reasons: Mapping[FlareReason, Message]
    steps: tuple[Message, ...]
    advice: Message
    calls: Mapping[CallReason, Message]
    mornings: Message
    settled: Message
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlareState:
    """A flare as Today tells about it.

    Attributes:
        flare: The flare.
        over: It is over; only that is said.
        calls: Why it is time to talk to the physio.
        count: How many flares there were within the days that count for calling.
    """

    flare: Flare
    over: bool = False
    calls: tuple[CallReason, ...] = ()
    count: int = 1


@functools.cache
def load_flare_plan() -> FlarePlan:
    """Return the rule with its words; the file is read once."""
    text = resource_path("rules", "flare.json").read_text(encoding="utf-8")
    return parse_flare_plan(text)


def parse_flare_plan(text: str) -> FlarePlan:
    """Return the rule with its words from the text of its file.

    Raises:
        KeyError: Something is missing in it.
    """
    data = json.loads(text)
    texts = data["texts"]
    rule = FlareRule(
        usual_days=int(data["usual_days"]),
        least_rated=int(data["least_rated"]),
        points_above_usual=float(data["points_above_usual"]),
        least_pain=float(data["least_pain"]),
        red_zone_sessions=int(data["red_zone_sessions"]),
        red_zone_days=int(data["red_zone_days"]),
        swelling_free_days=int(data["swelling_free_days"]),
        settled_within_points=float(data["settled_within_points"]),
        calm_mornings=int(data["calm_mornings"]),
        forgotten_after_days=int(data["forgotten_after_days"]),
        call_after_days=int(data["call_after_days"]),
        call_flares=int(data["call_flares"]),
        call_within_days=int(data["call_within_days"]),
    )
    gentle = (int(data["gentle_days_from"]), int(data["gentle_days_to"]))
    share = float(data["share_of_sets"])
    values: dict[str, int] = {
        "from": gentle[0],
        "to": gentle[1],
        "percent": round(100 * share),
        "mornings": rule.calm_mornings,
        "needed": rule.calm_mornings,
        "days": rule.call_after_days,
        "within": rule.call_within_days,
    }

    def said(text: str) -> Message:
        used = {name: value for name, value in values.items() if "{" + name + "}" in text}
        return Message(CONTEXT, text, used)

    return FlarePlan(
        rule=rule,
        share_of_sets=share,
        gentle_days=gentle,
        title=said(texts["title"]),
        what=said(texts["what"]),
        reasons={one: Message(CONTEXT, texts["reasons"][one.value]) for one in FlareReason},
        steps=tuple(map(said, texts["steps"].values())),
        advice=said(texts["call"]["advice"]),
        calls={one: said(texts["call"][one.value]) for one in CallReason},
        mornings=said(texts["mornings"]),
        settled=said(texts["settled"]),
        sources=tuple(data["sources"]),
    )


def flares_between(
    diary: Diary, first: dt.date, last: dt.date, plan: FlarePlan | None = None
) -> tuple[Flare, ...]:
    """Return the flares that began in a period.

    Args:
        diary: The open diary.
        first: The first day.
        last: The last day.
        plan: Another rule than the program's.
    """
    rule = (plan or load_flare_plan()).rule
    facts = read_facts(diary, first - dt.timedelta(days=rule.usual_days), last)
    return find_flares(facts, first, last, rule)


def flare_state(diary: Diary, day: dt.date, plan: FlarePlan | None = None) -> FlareState | None:
    """Return what there is to say about a flare on a day, or None.

    A flare that is on is told about; one that has just settled is said to be over.
    """
    used = plan or load_flare_plan()
    found = flares_between(diary, day - dt.timedelta(days=LOOK_BACK_DAYS), day, used)
    if not found:
        return None
    newest = found[-1]
    count = len(recent_flares(found, day, used.rule))
    if newest.last is None:
        return FlareState(newest, calls=call_reasons(found, day, used.rule), count=count)
    shown = newest.settled and (day - newest.last).days < SETTLED_SHOWN_DAYS
    return FlareState(newest, over=True, count=count) if shown else None


def flare_days(diary: Diary, first: dt.date, last: dt.date) -> frozenset[dt.date]:
    """Return the days of a period that were in a flare."""
    found = flares_between(diary, first - dt.timedelta(days=LOOK_BACK_DAYS), last)
    days = set()
    for one in found:
        end = one.last or last
        days |= {one.first + dt.timedelta(days=n) for n in range((end - one.first).days + 1)}
    return frozenset(one for one in days if first <= one <= last)


def read_facts(diary: Diary, first: dt.date, last: dt.date) -> dict[dt.date, FlareFacts]:
    """Return what is known of each day: pain of the kind that counts, red range, swelling."""
    pain: dict[dt.date, dict[SidedRegion, DayPain]] = {}
    for where in diary.pain.used():
        kind = diary.settings.value_kind(where)
        mornings = diary.pain.mornings(where, kind, first, last)
        for one in diary.pain.daily_values(where, kind, first, last):
            rated = pain.setdefault(one.day, {})
            rated[where] = DayPain(mornings[one.day], one.mean, one.highest)
    facts = {day: FlareFacts(found) for day, found in pain.items()}
    for day, count in _red_sessions(diary, first, last).items():
        facts[day] = replace(facts.get(day, FlareFacts()), red_sessions=count)
    for swelling in diary.loads.swellings(first, last):
        facts[swelling.day] = replace(facts.get(swelling.day, FlareFacts()), swollen=True)
    return facts


def reason_texts(
    flare: Flare, catalogue: RegionCatalogue, tr: Translator, plan: FlarePlan | None = None
) -> list[str]:
    """Return what made it a flare, a sentence each."""
    used = plan or load_flare_plan()
    found = []
    for reason in flare.reasons:
        values: dict[str, Value] = {}
        if reason is FlareReason.PAIN and flare.where is not None:
            where = flare.where
            values = {
                "region": full_name(tr, catalogue[where.region], where),
                "value": tr.number(flare.value, None),
                "day": tr.date(flare.first, "day_month"),
                "usual": tr.number(round(flare.usual[where], 1), None),
            }
        elif reason is FlareReason.RED_ZONE:
            values = {"count": used.rule.red_zone_sessions}
        text = used.reasons[reason]
        found.append(tr.say(replace(text, values=values)))
    return found


def call_texts(state: FlareState, tr: Translator, plan: FlarePlan | None = None) -> list[str]:
    """Return why it is time to talk to the physio, a sentence each."""
    used = plan or load_flare_plan()
    found = []
    for reason in state.calls:
        text = used.calls[reason]
        values = {**text.values, "count": state.count} if "{count}" in text.text else text.values
        found.append(tr.say(replace(text, values=values)))
    return found


def mornings_text(flare: Flare, tr: Translator, plan: FlarePlan | None = None) -> str:
    """Return how many mornings are back to the usual."""
    text = (plan or load_flare_plan()).mornings
    return tr.say(replace(text, values={**text.values, "count": flare.mornings}))


def _red_sessions(diary: Diary, first: dt.date, last: dt.date) -> dict[dt.date, int]:
    light = load_traffic_light()
    limits = {one.id: one.limits for one in diary.plans.versions()}
    found: dict[dt.date, int] = {}
    for day, version, pain in diary.sessions.highest_pain(first, last):
        if light.zone(pain, limits.get(version)) is Zone.RED:
            found[day] = found.get(day, 0) + 1
    return found
