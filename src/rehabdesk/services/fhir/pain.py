"""Pain entries and check-ins as Observations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rehabdesk.domain.names import (
    ACTIVITY_NAMES,
    KIND_NAMES,
    QUALITY_NAMES,
    SIDE_NAMES,
    SLEEP_NAMES,
    SPREAD_NAMES,
    STIFFNESS_NAMES,
    VIEW_NAMES,
    full_name,
)
from rehabdesk.domain.regions import Side, SidedRegion
from rehabdesk.services.fhir.codes import load_codes
from rehabdesk.services.fhir.desk import Desk, part
from rehabdesk.services.fhir.elements import (
    Element,
    component,
    concept,
    moment,
    own_coding,
    quantity,
    score,
    when,
    whole,
)
from rehabdesk.services.interchange.schema import CheckInRecord, PainEntryRecord


def pain_observation(record: PainEntryRecord, desk: Desk) -> Element:
    """Return a pain entry as an Observation (LOINC 72514-3)."""
    tr = desk.tr
    kind = tr.say(KIND_NAMES[record.kind])
    text = tr("fhir", "Pain from 0 to 10: {kind}", kind=kind)
    codes = load_codes()
    code = concept(text, codes.pain, own_coding("pain-kind", record.kind.value))
    made = desk.observation("pain", record.id or "", code, when(record.day, record.at))
    made |= {
        "issued": moment(record.created_at) if record.created_at else None,
        "valueQuantity": score(record.value),
        "bodySite": body_site(SidedRegion(record.region, record.side), desk),
        "note": desk.note(record.note),
        "component": list(_pain_parts(record, desk)),
    }
    return whole(made)


def body_site(where: SidedRegion, desk: Desk) -> Element:
    """Return a region in words, with its own id and, if the person may use them, its code."""
    codings = [own_coding("region", where.region)]
    if desk.options.snomed and (code := load_codes().regions.get(where.region)):
        codings.append(code)
    name = full_name(desk.tr, desk.regions[where.region], where)
    return concept(name, *codings)


def side_part(side: Side, desk: Desk) -> Element:
    """Return the side of something as a component."""
    codings = [own_coding("side", side.value)]
    if desk.options.snomed and (code := load_codes().sides.get(side.value)):
        codings.append(code)
    value = concept(desk.tr.say(SIDE_NAMES[side]), *codings)
    return component(part("side", desk.tr("fhir", "Side")), valueCodeableConcept=value)


def day_parts(day: dt.date, at: str | None, desk: Desk, *, backfilled: bool) -> Iterator[Element]:
    """Return the day that was meant, where the time tells another, and what came later."""
    if at and dt.datetime.fromisoformat(at).date() != day:
        code = part("day", desk.tr("fhir", "Day it was meant for"))
        yield component(code, valueDateTime=day.isoformat())
    if backfilled:
        code = part("backfilled", desk.tr("fhir", "Entered after its day"))
        yield component(code, valueBoolean=True)


def _pain_parts(record: PainEntryRecord, desk: Desk) -> Iterator[Element]:
    tr = desk.tr
    yield side_part(record.side, desk)
    yield from day_parts(record.day, record.at, desk, backfilled=record.backfilled)
    if record.spread is not None:
        value = concept(tr.say(SPREAD_NAMES[record.spread]), own_coding("spread", record.spread))
        yield component(part("spread", tr("fhir", "Spread")), valueCodeableConcept=value)
    for quality in record.qualities:
        value = concept(tr.say(QUALITY_NAMES[quality]), own_coding("quality", quality))
        yield component(part("quality", tr("fhir", "Feels like")), valueCodeableConcept=value)
    for activity in record.activities:
        value = concept(tr.say(ACTIVITY_NAMES[activity]), own_coding("activity", activity))
        yield component(part("activity", tr("fhir", "Brought on by")), valueCodeableConcept=value)
    if record.spot is not None:
        view = record.spot.view
        value = concept(tr.say(VIEW_NAMES[view]), own_coding("view", view))
        code = part("spot_view", tr("fhir", "Exact point: drawing"))
        yield component(code, valueCodeableConcept=value)
        for name, text, number in (
            ("spot_x", tr("fhir", "Exact point: across"), record.spot.x),
            ("spot_y", tr("fhir", "Exact point: down from the waist"), record.spot.y),
        ):
            yield component(part(name, text), valueQuantity=quantity(number, "cm", "cm"))


def check_in_observation(record: CheckInRecord, desk: Desk) -> Element:
    """Return a check-in as an Observation with a component for each answer."""
    tr = desk.tr
    code = concept(tr("fhir", "Daily check-in"), own_coding("kind", "check_in"))
    made = desk.observation("check_in", record.id or "", code, record.day.isoformat())
    parts = list(day_parts(record.day, None, desk, backfilled=record.backfilled))
    if record.sleep is not None:
        value = concept(tr.say(SLEEP_NAMES[record.sleep]), own_coding("sleep", record.sleep))
        parts.append(component(part("sleep", tr("fhir", "Sleep")), valueCodeableConcept=value))
    if record.stiffness is not None:
        name = tr.say(STIFFNESS_NAMES[record.stiffness])
        value = concept(name, own_coding("stiffness", record.stiffness))
        told = part("stiffness", tr("fhir", "Morning stiffness"))
        parts.append(component(told, valueCodeableConcept=value))
    return whole(made | {"note": desk.note(record.note), "component": parts})
