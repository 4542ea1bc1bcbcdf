"""The data types of FHIR R4 (4.0.1) as far as they are needed, as plain dictionaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

#: A resource or a part of one: what JSON can hold, which mypy cannot know element by element.
Element = dict[str, Any]

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UNITS = "http://unitsofmeasure.org"
#: The words of diaries themselves, such as the ids of regions.
OWN = "urn:rehabdesk:"

#: Control signs have no place in a string of FHIR.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: The farthest a clock can be from UTC in FHIR.
_FARTHEST = dt.timedelta(hours=14)


def clean(text: str) -> str:
    """Return a text as a string of FHIR, or "" if nothing can be seen in it."""
    text = _CONTROL.sub("", text)
    return text if text.strip() else ""


def coding(system: str, code: str, display: str = "") -> Element:
    """Return a Coding."""
    return {"system": system, "code": code} | ({"display": display} if display else {})


def own_coding(kind: str, code: str) -> Element:
    """Return a Coding of the diary's own words.

    Args:
        kind: What it is a word for, such as `region`.
        code: The word as it stands in the diary.
    """
    return coding(OWN + kind, code)


def concept(text: str, *codings: Element) -> Element:
    """Return a CodeableConcept."""
    element: Element = {"coding": list(codings)} if codings else {}
    if shown := clean(text):
        element["text"] = shown
    return element


def score(value: float) -> Element:
    """Return a Quantity of a rating from 0 to 10, decimals as they are."""
    return quantity(value, "{score}", "{score}")


def quantity(value: float, unit: str, code: str) -> Element:
    """Return a Quantity.

    Args:
        value: The number.
        unit: The unit as it is shown.
        code: Its code in UCUM.
    """
    return {"value": value, "unit": unit, "system": UNITS, "code": code}


def component(code: Element, **value: object) -> Element:
    """Return a component of an Observation; `value` is one of its value elements."""
    return {"code": code, **value}


def annotation(text: str) -> list[Element]:
    """Return the notes of a resource, or nothing if there is none."""
    return [{"text": shown}] if (shown := clean(text)) else []


def moment(text: str) -> str:
    """Return a moment of a diary as a dateTime or instant, to the second and with its offset."""
    time = dt.datetime.fromisoformat(text)
    offset = time.utcoffset()
    if offset is None or abs(offset) > _FARTHEST:
        time = time.astimezone(dt.UTC)
    return time.isoformat(timespec="milliseconds" if time.microsecond else "seconds")


def when(day: dt.date, at: str | None) -> str:
    """Return when something was: the moment if it is known, else the day."""
    return moment(at) if at else day.isoformat()


def whole(element: Element) -> Element:
    """Return a resource without what is empty: FHIR has no empty lists and texts."""
    return {name: value for name, value in element.items() if value not in ("", [], {}, None)}


def texts(parts: Iterable[str]) -> list[Element]:
    """Return a CodeableConcept for each text."""
    return [concept(part) for part in parts if clean(part)]


def references(urls: Sequence[str]) -> list[Element]:
    """Return a Reference to each resource."""
    return [{"reference": url} for url in urls]
