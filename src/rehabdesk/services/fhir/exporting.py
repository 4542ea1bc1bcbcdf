"""Writes a diary as a FHIR R4 bundle: the same diary at the same moment gives the same bytes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from rehabdesk import __version__
from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import Translator
from rehabdesk.services.catalogue import load_regions
from rehabdesk.services.fhir.desk import Desk, FhirOptions
from rehabdesk.services.fhir.elements import Element, clean, concept, references, whole
from rehabdesk.services.fhir.measures import MEASURES
from rehabdesk.services.fhir.names import Names, address
from rehabdesk.services.fhir.pain import check_in_observation, pain_observation
from rehabdesk.services.fhir.plans import plan_resources
from rehabdesk.services.fhir.sessions import session_resources
from rehabdesk.services.interchange.exporting import document_parts
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.services.library import library_index
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.writing import write_whole
from rehabdesk.store.diary import Diary

#: Resources between two looks whether to go on.
_CHUNK = 1_000
_PARTICIPANTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"

#: The rows of a diary that were not deleted, by the list of the JSON file they are in. What
#: is in a list depends on its name, which mypy cannot follow.
Parts = Mapping[str, list[Any]]


def export_fhir(
    diary: Diary,
    target: Path,
    clock: Clock,
    tr: Translator,
    options: FhirOptions | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a diary as a bundle, which appears complete or not at all; a file there is replaced.

    Args:
        diary: The diary.
        target: The file.
        clock: When it is written; plans that begin later are drafts.
        tr: The language of its texts.
        options: What the person wants in it.
        progress: Told in resources; asked whether to go on.

    Raises:
        InputError: The file cannot be written there.
        CancelledError: The person asked to stop; nothing was written.
        DiaryError: The diary cannot be read.
    """
    bundle = fhir_bundle(diary, clock, tr, options, progress)
    write_whole(target, _lines(bundle))


def _lines(bundle: Element) -> bytes:
    """Return a bundle as JSON with each of its entries on a line of its own."""
    encode = msgspec.json.encode
    entries = bundle.pop("entry", [])
    head = encode(bundle)
    if not entries:
        return head + b"\n"
    return head[:-1] + b',"entry":[\n' + b",\n".join(map(encode, entries)) + b"\n]}\n"


def fhir_bundle(
    diary: Diary,
    clock: Clock,
    tr: Translator,
    options: FhirOptions | None = None,
    progress: Progress | None = None,
) -> Element:
    """Return a diary as a FHIR R4 Bundle; see `export_fhir`.

    Raises:
        CancelledError: The person asked to stop.
        DiaryError: The diary cannot be read.
    """
    options, progress = options or FhirOptions(), progress or NoProgress()
    names = Names()
    patient = _patient(diary, options, names)
    subject = _subject(diary, patient, tr)
    now = clock.now()
    desk = Desk(options, tr, load_regions(), subject, now.date(), names)
    parts: Parts = {
        name: [one for one in records if isinstance(one, Record)]
        for name, records in document_parts(diary)
    }
    total = sum(map(len, parts.values()))
    entries = [_entry(patient)] if patient is not None else []
    for number, resource in enumerate(_resources(diary, parts, desk)):
        if number % _CHUNK == 0:
            stop_if_cancelled(progress)
            progress.report(min(number, total), total)
        entries.append(_entry(resource))
    stamp = now.isoformat(timespec="seconds")
    if entries:
        targets = [entry["fullUrl"] for entry in entries]
        entries.append(_entry(_provenance(diary, targets, stamp, desk)))
    progress.report(total, total)
    return whole(
        {"resourceType": "Bundle", "type": "collection", "timestamp": stamp, "entry": entries}
    )


def _entry(resource: Element) -> Element:
    return {"fullUrl": address(resource["id"]), "resource": resource}


def _patient(diary: Diary, options: FhirOptions, names: Names) -> Element | None:
    name = clean(options.name)
    if not name and options.born is None:
        return None
    return whole(
        {
            "resourceType": "Patient",
            "id": names.give("patient", diary.id),
            "name": [{"text": name}] if name else [],
            "birthDate": options.born.isoformat() if options.born else "",
        }
    )


def _subject(diary: Diary, patient: Element | None, tr: Translator) -> Element:
    """Return whom it is about: the Patient, or nobody by name but always the same one."""
    if patient is not None:
        return {"reference": address(patient["id"])}
    return {
        "type": "Patient",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{diary.id}"},
        "display": tr("fhir", "The person who keeps this diary"),
    }


def _resources(diary: Diary, parts: Parts, desk: Desk) -> Iterator[Element]:
    exercises = _exercise_names(diary, parts, desk)
    live = {name: [one for one in records if not one.deleted_at] for name, records in parts.items()}
    yield from plan_resources(live["plan_versions"], exercises, desk)
    for session in live["sessions"]:
        yield from session_resources(session, exercises, desk)
    makers: Iterable[tuple[str, Callable[[Any, Desk], Element]]] = itertools.chain(
        (("check_ins", check_in_observation), ("pain_entries", pain_observation)),
    )
    for name, make in makers:
        for record in live[name]:
            yield make(record, desk)
    for name, measure in MEASURES.items():
        for record in live.get(name, ()):
            yield measure(record, desk, parts)


def _exercise_names(diary: Diary, parts: Parts, desk: Desk) -> dict[str, str]:
    index = library_index(diary, desk.tr)
    ids = {item.exercise for one in parts["plan_versions"] for item in one.items}
    ids |= {one.exercise for session in parts["sessions"] for one in session.sets}
    names = {one: index.name(one) for one in ids if one in index}
    return names | {OWN_PREFIX + one.id: one.name for one in parts["own_exercises"]}


def _provenance(diary: Diary, targets: list[str], stamp: str, desk: Desk) -> Element:
    author = concept("", {"system": _PARTICIPANTS, "code": "author", "display": "Author"})
    assembler = concept("", {"system": _PARTICIPANTS, "code": "assembler", "display": "Assembler"})
    program = {"display": f"RehabDesk {__version__}"}
    return {
        "resourceType": "Provenance",
        "id": desk.names.give("provenance", diary.id),
        "target": references(targets),
        "recorded": stamp,
        "activity": concept(
            desk.tr("fhir", "Kept by the person themselves; not a clinical measurement")
        ),
        "agent": [
            {"type": author, "who": desk.subject},
            {"type": assembler, "who": program},
        ],
    }
