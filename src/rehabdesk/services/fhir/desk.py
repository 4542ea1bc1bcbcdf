"""What every part of a bundle needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.fhir.elements import Element, annotation, own_coding
from rehabdesk.services.fhir.names import Names


@dataclass(frozen=True, slots=True)
class FhirOptions:
    """What the person wants in a bundle.

    Attributes:
        name: Their name; without name and birth date there is no Patient.
        born: Their day of birth, or None.
        snomed: They may use SNOMED CT, so its codes are written too.
        notes: Their notes are written too.
    """

    name: str = ""
    born: dt.date | None = None
    snomed: bool = False
    notes: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """What the parts of a bundle are made with.

    Attributes:
        options: What the person wants.
        tr: Says texts.
        regions: The regions of the body map.
        subject: The Reference to whom it is about.
        today: The present day.
        names: What the resources are called.
    """

    options: FhirOptions
    tr: Translator
    regions: RegionCatalogue
    subject: Element
    today: dt.date
    names: Names = field(default_factory=Names)

    def note(self, text: str) -> list[Element]:
        """Return a note as a resource has it, if notes are wanted."""
        return annotation(text) if self.options.notes else []

    def observation(self, kind: str, row_id: str, code: Element, effective: str) -> Element:
        """Return the beginning of an Observation, which the person made themselves."""
        return {
            "resourceType": "Observation",
            "id": self.names.give(kind, row_id),
            "status": "final",
            "category": [{"coding": [SURVEY]}],
            "code": code,
            "subject": self.subject,
            "effectiveDateTime": effective,
            "performer": [self.subject],
        }


SURVEY: Element = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "survey",
    "display": "Survey",
}


def part(word: str, text: str) -> Element:
    """Return the code of a component.

    Args:
        word: What the diary calls it.
        text: What it is called in words.
    """
    return {"coding": [own_coding("component", word)], "text": text}
