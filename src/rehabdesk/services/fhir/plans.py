"""Plan versions as CarePlans, their items as ServiceRequests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rehabdesk.domain.plan import ExerciseSide, PlanItem
from rehabdesk.services.fhir.desk import Desk
from rehabdesk.services.fhir.elements import (
    Element,
    clean,
    concept,
    moment,
    own_coding,
    references,
    texts,
    whole,
)
from rehabdesk.services.fhir.names import address
from rehabdesk.services.interchange.schema import PlanItemRecord, PlanVersionRecord
from rehabdesk.services.plan_texts import SIDE_TEXTS, dosage_messages, dosage_text

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = dt.timedelta(days=1)


def plan_resources(
    versions: Sequence[PlanVersionRecord], exercises: Mapping[str, str], desk: Desk
) -> Iterator[Element]:
    """Return all plan versions and what they prescribe, the oldest first.

    Args:
        versions: The versions that were not deleted.
        exercises: The names of exercises by their ids.
        desk: What is needed for it.
    """
    ordered = sorted(versions, key=lambda one: (one.from_day, one.number))
    for version in ordered:
        desk.names.give("plan", version.id or "")
        for item in _items(version):
            desk.names.give("item", item.id or "")
    for place, version in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        before = ordered[place - 1] if place else None
        status = _status(version, following, desk.today)
        yield _care_plan(version, before, following, status, desk)
        for item in _items(version):
            yield _request(item, version, status, exercises, desk)


def _items(version: PlanVersionRecord) -> list[PlanItemRecord]:
    return [item for item in version.items if item.deleted_at is None]


def _status(version: PlanVersionRecord, following: PlanVersionRecord | None, today: dt.date) -> str:
    if version.from_day > today:
        return "draft"
    return "active" if following is None or following.from_day > today else "completed"


def _care_plan(
    version: PlanVersionRecord,
    before: PlanVersionRecord | None,
    following: PlanVersionRecord | None,
    status: str,
    desk: Desk,
) -> Element:
    period = {"start": version.from_day.isoformat()}
    if following is not None and following.from_day > version.from_day:
        period["end"] = (following.from_day - _DAY).isoformat()
    requests = [address(desk.names.give("item", item.id or "")) for item in _items(version)]
    replaced = [address(desk.names.give("plan", before.id or ""))] if before is not None else []
    return whole(
        {
            "resourceType": "CarePlan",
            "id": desk.names.give("plan", version.id or ""),
            "replaces": references(replaced),
            "status": status,
            "intent": "plan",
            "title": clean(version.title)
            or desk.tr("fhir", "Plan, version {number}", number=version.number),
            "subject": desk.subject,
            "period": period,
            "created": moment(version.created_at) if version.created_at else None,
            "author": _author(version),
            "activity": [{"reference": one} for one in references(requests)],
            "note": desk.note(version.note),
        }
    )


def _author(version: PlanVersionRecord) -> Element:
    return {"display": clean(version.author)} if clean(version.author) else {}


def _request(
    record: PlanItemRecord,
    version: PlanVersionRecord,
    status: str,
    exercises: Mapping[str, str],
    desk: Desk,
) -> Element:
    item = _item(record)
    tr = desk.tr
    name = exercises.get(record.exercise, record.exercise)
    sided = item.side is not ExerciseSide.NONE
    instruction = dosage_text(item, tr)
    if clean(item.cue):
        instruction = f"{instruction}. {item.cue}"
    return whole(
        {
            "resourceType": "ServiceRequest",
            "id": desk.names.give("item", record.id or ""),
            "status": status,
            "intent": "plan",
            "code": concept(name, own_coding("exercise", record.exercise)),
            "orderDetail": texts(map(tr.say, dosage_messages(item, tr))),
            "subject": desk.subject,
            "occurrenceTiming": _timing(item),
            "requester": _author(version),
            "bodySite": texts([tr.say(SIDE_TEXTS[item.side])] if sided else []),
            "note": desk.note(item.note),
            "patientInstruction": clean(instruction),
        }
    )


def _timing(item: PlanItem) -> Element:
    if item.weekdays:
        return {"repeat": {"dayOfWeek": [_WEEKDAYS[day - 1] for day in item.weekdays]}}
    if item.times_a_week is not None:
        return {"repeat": {"frequency": item.times_a_week, "period": 1, "periodUnit": "wk"}}
    return {}


def _item(record: PlanItemRecord) -> PlanItem:
    return PlanItem(
        id=record.id or "",
        position=record.position or 0,
        exercise=record.exercise,
        routine=record.routine,
        side=record.side,
        sets=record.sets,
        reps=record.reps,
        hold_s=record.hold_s,
        rest_s=record.rest_s,
        times_a_week=record.times_a_week,
        weekdays=tuple(sorted(set(record.weekdays))),
        cue=record.cue,
        lift_s=record.lift_s,
        lower_s=record.lower_s,
        load=record.load,
        band=record.band,
        note=record.note,
        fixed=record.fixed,
    )
