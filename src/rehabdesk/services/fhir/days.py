"""Answers about red flags, other activities, what helped and swelling as Observations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rehabdesk.domain.names import HELP_NAMES
from rehabdesk.domain.regions import Side
from rehabdesk.services.fhir.desk import Desk, part
from rehabdesk.services.fhir.elements import (
    Element,
    component,
    concept,
    moment,
    own_coding,
    quantity,
    score,
    whole,
)
from rehabdesk.services.fhir.pain import day_parts, side_part
from rehabdesk.services.interchange.schema_loads import (
    ActivityLoadRecord,
    HelpMarkRecord,
    SwellingRecord,
)
from rehabdesk.services.interchange.schema_safety import SafetyAnswerRecord
from rehabdesk.services.safety.rules import load_safety_rules

#: All rows of a diary, for what a record refers to; see `exporting.Parts`.
Parts = Mapping[str, list[Any]]


def safety_answer(record: SafetyAnswerRecord, desk: Desk, parts: Parts) -> Element:
    """Return a yes or a no to a red-flag question as an Observation."""
    known = load_safety_rules().flag(record.flag)
    text = desk.tr.say(known.question) if known is not None else record.flag
    code = concept(text, own_coding("kind", "safety_answer"), own_coding("red-flag", record.flag))
    made = desk.observation("safety_answer", record.id or "", code, moment(record.at))
    signs = [
        component(part("sign", desk.tr("fhir", "Sign")), valueString=one) for one in record.symptoms
    ]
    seen = [one for one in parts.get("clearances", ()) if one.safety_answer_id == record.id]
    cleared = [
        component(part("seen", desk.tr("fhir", "Seen by a professional")),
                  valueDateTime=one.day.isoformat())
        for one in seen if not one.deleted_at
    ]  # fmt: skip
    made |= {"valueBoolean": record.yes, "component": [*signs, *cleared]}
    return whole(made)


def activity_load(record: ActivityLoadRecord, desk: Desk, _: Parts) -> Element:
    """Return another activity of a day as an Observation."""
    tr = desk.tr
    code = concept(
        tr("fhir", "Other activity: {activity}", activity=record.activity),
        own_coding("kind", "activity_load"),
    )
    day = record.day.isoformat()
    made = desk.observation("activity_load", record.id or "", code, day)
    effort = component(part("effort", tr("fhir", "Effort, 0 to 10")),
                       valueQuantity=score(record.effort))  # fmt: skip
    made["valueQuantity"] = quantity(record.minutes, "min", "min")
    days = day_parts(record.day, None, desk, backfilled=record.backfilled)
    return whole(made | {"component": [effort, *days]})


def help_mark(record: HelpMarkRecord, desk: Desk, _: Parts) -> Element:
    """Return something that helped on a day as an Observation."""
    tr = desk.tr
    code = concept(tr("fhir", "What helped"), own_coding("kind", "help_mark"))
    day = record.day.isoformat()
    made = desk.observation("help_mark", record.id or "", code, day)
    value = concept(tr.say(HELP_NAMES[record.help]), own_coding("help", record.help))
    made |= {
        "valueCodeableConcept": value,
        "note": desk.note(record.note),
        "component": list(day_parts(record.day, None, desk, backfilled=record.backfilled)),
    }
    return whole(made)


def swelling(record: SwellingRecord, desk: Desk, _: Parts) -> Element:
    """Return a swollen knee as an Observation."""
    code = concept(desk.tr("fhir", "Swollen knee"), own_coding("kind", "swelling"))
    day = record.day.isoformat()
    made = desk.observation("swelling", record.id or "", code, day)
    days = day_parts(record.day, None, desk, backfilled=record.backfilled)
    side = side_part(Side(record.side), desk)
    return whole(made | {"valueBoolean": True, "component": [side, *days]})
