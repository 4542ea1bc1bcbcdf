"""Self-tests, own activities and other measures as Observations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rehabdesk.domain.measures import CHANGE_NAMES
from rehabdesk.domain.names import ACTIVITY_NAMES
from rehabdesk.domain.self_test import Unit
from rehabdesk.services.fhir import days
from rehabdesk.services.fhir.desk import Desk, part
from rehabdesk.services.fhir.elements import (
    Element,
    component,
    concept,
    own_coding,
    quantity,
    score,
    when,
    whole,
)
from rehabdesk.services.fhir.pain import day_parts, side_part
from rehabdesk.services.interchange.schema_measures import (
    ActivityPainRecord,
    ActivityRatingRecord,
    ChangeRatingRecord,
    QuestionnaireTotalRecord,
    SelfTestResultRecord,
)
from rehabdesk.services.measures.results import name_of_test
from rehabdesk.services.measures.rules import load_self_tests

#: All rows of a diary, for what a record refers to; see `exporting.Parts`.
Parts = Mapping[str, list[Any]]

#: Units of self-tests as they are shown and in UCUM.
_UNITS: Mapping[Unit, tuple[str, str]] = MappingProxyType(
    {
        Unit.REPS: ("repetitions", "{repetition}"),
        Unit.SECONDS: ("s", "s"),
        Unit.DEGREES: ("deg", "deg"),
        Unit.CENTIMETRES: ("cm", "cm"),
        Unit.FAULTS: ("faults", "{fault}"),
    }
)
_NOT_DONE: Element = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "not-performed",
    "display": "Not Performed",
}


def activity_rating(record: ActivityRatingRecord, desk: Desk, parts: Parts) -> Element:
    """Return how well an own activity can be done as an Observation."""
    name = next(
        (one.name for one in parts["own_activities"] if one.id == record.own_activity_id), ""
    )
    text = desk.tr(
        "fhir", "{activity}: 0 cannot do it, 10 as before the problem", activity=name or "–"
    )
    code = concept(text, own_coding("kind", "activity_rating"))
    made = desk.observation("activity_rating", record.id or "", code, when(record.day, record.at))
    made |= {"valueQuantity": score(record.value), "component": list(_days(record, desk))}
    return whole(made)


def activity_pain(record: ActivityPainRecord, desk: Desk, _: Parts) -> Element:
    """Return pain on an activity as an Observation; "did not do it" is no number."""
    name = desk.tr.say(ACTIVITY_NAMES[record.activity])
    text = desk.tr("fhir", "Pain on an activity, 0 to 10: {activity}", activity=name)
    code = concept(
        text, own_coding("kind", "activity_pain"), own_coding("activity", record.activity)
    )
    made = desk.observation("activity_pain", record.id or "", code, when(record.day, record.at))
    if record.value is None:
        made["dataAbsentReason"] = concept("", _NOT_DONE)
    else:
        made["valueQuantity"] = score(record.value)
    return whole(made | {"component": list(_days(record, desk))})


def change_rating(record: ChangeRatingRecord, desk: Desk, _: Parts) -> Element:
    """Return how it is overall compared with the start as an Observation."""
    text = desk.tr("fhir", "Overall change since the start, -3 to 3")
    code = concept(text, own_coding("kind", "change_rating"))
    made = desk.observation("change_rating", record.id or "", code, when(record.day, record.at))
    meaning = part("change", desk.tr("fhir", "In words"))
    words = component(meaning, valueString=desk.tr.say(CHANGE_NAMES[record.value]))
    made |= {
        "valueInteger": record.value,
        "note": desk.note(record.note),
        "component": [words, *_days(record, desk)],
    }
    return whole(made)


def questionnaire_total(record: QuestionnaireTotalRecord, desk: Desk, _: Parts) -> Element:
    """Return the total of a questionnaire as an Observation."""
    code = concept(record.name, own_coding("kind", "questionnaire_total"))
    day = record.day.isoformat()
    made = desk.observation("questionnaire_total", record.id or "", code, day)
    made |= {
        "valueQuantity": score(record.score),
        "note": desk.note(record.note),
        "component": list(day_parts(record.day, None, desk, backfilled=record.backfilled)),
    }
    return whole(made)


def self_test_result(record: SelfTestResultRecord, desk: Desk, _: Parts) -> Element:
    """Return what came out of a self-test as an Observation."""
    tr = desk.tr
    name = f"{record.test}/{record.version}" if record.version else record.test
    test = load_self_tests().get(record.test)
    shown = name if test is None else name_of_test(tr, test, record.version)
    code = concept(
        tr("fhir", "Self-test: {test}", test=shown),
        own_coding("kind", "self_test_result"),
        own_coding("self-test", name),
    )
    when_it_was = when(record.day, record.at)
    made = desk.observation("self_test_result", record.id or "", code, when_it_was)
    parts = [side_part(record.side, desk), *_days(record, desk)]
    if record.pain is not None:
        told = part("pain", tr("fhir", "Pain during it, 0 to 10"))
        parts.append(component(told, valueQuantity=score(record.pain)))
    if record.stopped:
        told = part("stopped", tr("fhir", "Stopped because of pain"))
        parts.append(component(told, valueBoolean=True))
    if record.score is None:
        made["dataAbsentReason"] = concept("", _NOT_DONE)
    else:
        unit, ucum = _UNITS[test.unit] if test is not None else ("", "1")
        made["valueQuantity"] = whole(quantity(record.score, unit, ucum))
    return whole(made | {"note": desk.note(record.note), "component": parts})


def _days(
    record: ActivityRatingRecord | ActivityPainRecord | ChangeRatingRecord | SelfTestResultRecord,
    desk: Desk,
) -> Iterator[Element]:
    return day_parts(record.day, record.at, desk, backfilled=record.backfilled)


#: What makes an Observation of a row, by the list of the JSON file it is in.
MEASURES: Mapping[str, Callable[[Any, Desk, Parts], Element]] = MappingProxyType(
    {
        "activity_ratings": activity_rating,
        "activity_pain": activity_pain,
        "change_ratings": change_rating,
        "questionnaire_totals": questionnaire_total,
        "self_test_results": self_test_result,
        "safety_answers": days.safety_answer,
        "activity_loads": days.activity_load,
        "help_marks": days.help_mark,
        "swellings": days.swelling,
    }
)
