"""Sessions as Procedures; their sets, effort and pain as Observations that are part of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from rehabdesk.domain.names import STATUS_NAMES
from rehabdesk.domain.plan import ExerciseSide, SessionStatus, SetUnit
from rehabdesk.services.fhir.desk import Desk, part
from rehabdesk.services.fhir.elements import (
    Element,
    component,
    concept,
    moment,
    own_coding,
    quantity,
    references,
    score,
    when,
    whole,
)
from rehabdesk.services.fhir.names import address
from rehabdesk.services.fhir.pain import day_parts
from rehabdesk.services.interchange.schema import SessionRecord, SetDoneRecord
from rehabdesk.services.plan_texts import SIDE_TEXTS

_DONE = {SessionStatus.DONE, SessionStatus.PARTIAL}
#: Why a set has no number.
_NO_NUMBER: Element = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "not-performed",
    "display": "Not Performed",
}
_UNKNOWN: Element = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "unknown",
    "display": "Unknown",
}


def session_resources(
    record: SessionRecord, exercises: Mapping[str, str], desk: Desk
) -> Iterator[Element]:
    """Return a session and what was noted of it.

    Args:
        record: The session.
        exercises: The names of exercises by their ids.
        desk: What is needed for it.
    """
    yield _procedure(record, desk)
    if (noted := _noted(record, desk)) is not None:
        yield noted
    yield from _sets(record, exercises, desk)


def _procedure(record: SessionRecord, desk: Desk) -> Element:
    tr = desk.tr
    done = record.status in _DONE or record.running
    plan = desk.names.known("plan", record.plan_version_id or "")
    reason = record.skip_reason if desk.options.notes else ""
    made: Element = {
        "resourceType": "Procedure",
        "id": desk.names.give("session", record.id or ""),
        "basedOn": references([plan] if plan else []),
        "status": "in-progress" if record.running else "completed" if done else "not-done",
        "statusReason": concept(reason) if not done else None,
        "code": concept(_title(record, desk), own_coding("kind", "session")),
        "subject": desk.subject,
        "outcome": concept(
            tr.say(STATUS_NAMES[record.status]), own_coding("session-status", record.status)
        ),
        "note": desk.note(record.note),
    }
    return whole(made | _performed(record))


def _title(record: SessionRecord, desk: Desk) -> str:
    if record.routine:
        return desk.tr("fhir", "Exercise session: {routine}", routine=record.routine)
    return desk.tr("fhir", "Exercise session")


def _performed(record: SessionRecord) -> Element:
    if record.at and record.finished_at:
        start, end = map(dt.datetime.fromisoformat, (record.at, record.finished_at))
        if start <= end:
            period = {"start": moment(record.at), "end": moment(record.finished_at)}
            return {"performedPeriod": period}
    return {"performedDateTime": when(record.day, record.at)}


def _noted(record: SessionRecord, desk: Desk) -> Element | None:
    """Return what the person said of a session as a whole, or None if they said nothing."""
    tr = desk.tr
    ratings = (
        ("effort", tr("fhir", "Effort, 0 to 10"), record.effort),
        ("pain_before", tr("fhir", "Pain before, 0 to 10"), record.pain_before),
        ("pain_after", tr("fhir", "Pain after, 0 to 10"), record.pain_after),
        ("pain_next_morning", tr("fhir", "Pain next morning, 0 to 10"), record.pain_next_morning),
    )
    parts = [
        component(part(word, text), valueQuantity=score(value))
        for word, text, value in ratings
        if value is not None
    ]
    if not parts:
        return None
    parts += day_parts(record.day, record.at, desk, backfilled=record.backfilled)
    code = concept(tr("fhir", "How the session was"), own_coding("kind", "session_ratings"))
    made = desk.observation("ratings", record.id or "", code, when(record.day, record.at))
    return whole(made | {"partOf": _part_of(record, desk), "component": parts})


def _part_of(record: SessionRecord, desk: Desk) -> list[Element]:
    return references([address(desk.names.give("session", record.id or ""))])


def _sets(record: SessionRecord, exercises: Mapping[str, str], desk: Desk) -> Iterator[Element]:
    """Return an Observation for each item and side, with a component for each set."""
    groups: dict[tuple[str, str, ExerciseSide], list[SetDoneRecord]] = {}
    for one in record.sets:
        if one.deleted_at is None:
            groups.setdefault((one.plan_item_id, one.exercise, one.side), []).append(one)
    for (item, exercise, side), sets in groups.items():
        name = exercises.get(exercise, exercise)
        code = concept(
            desk.tr("fhir", "Sets done: {exercise}", exercise=name),
            own_coding("kind", "sets_done"),
            own_coding("exercise", exercise),
        )
        row = f"{record.id}/{item}/{exercise}/{side.value}"
        made = desk.observation("sets", row, code, when(record.day, record.at))
        request = desk.names.known("item", item)
        sided = side is not ExerciseSide.NONE
        site = concept(desk.tr.say(SIDE_TEXTS[side]), own_coding("side", side)) if sided else None
        made |= {
            "basedOn": references([request] if request else []),
            "partOf": _part_of(record, desk),
            "bodySite": site,
            "component": [made_of for one in sets for made_of in _set_parts(one, desk)],
        }
        yield whole(made)


def _set_parts(one: SetDoneRecord, desk: Desk) -> Iterator[Element]:
    tr = desk.tr
    code = part("set", tr("fhir", "Set {number}", number=one.number))
    if one.done is None:
        absent = concept("", _NO_NUMBER if one.skipped else _UNKNOWN)
        yield component(code, dataAbsentReason=absent)
    elif one.unit is SetUnit.SECONDS:
        yield component(code, valueQuantity=quantity(one.done, "s", "s"))
    else:
        unit = tr("fhir", "repetitions")
        yield component(code, valueQuantity=quantity(one.done, unit, "{repetition}"))
    if one.pain is not None:
        told = part("set_pain", tr("fhir", "Pain during set {number}", number=one.number))
        yield component(told, valueQuantity=score(one.pain))
