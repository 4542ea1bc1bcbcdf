"""Codes of other systems for what a diary knows, read from the program's resources."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass

from rehabdesk.resources import resource_path
from rehabdesk.services.fhir.elements import LOINC, SNOMED, Element, coding


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes by what the diary calls it.

    Attributes:
        pain: The pain rating, in LOINC.
        regions: Regions of the body map, in SNOMED CT; not all have one.
        sides: Sides, in SNOMED CT.
    """

    pain: Element
    regions: Mapping[str, Element]
    sides: Mapping[str, Element]


@functools.cache
def load_codes() -> Codes:
    """Return the codes; the file is read once."""
    data = json.loads(resource_path("rules", "fhir_codes.json").read_text(encoding="utf-8"))
    pain = data["loinc"]["pain"]
    snomed = data["snomed"]
    return Codes(
        coding(LOINC, pain["code"], pain["display"]),
        {region: coding(SNOMED, code) for region, code in snomed["regions"].items()},
        {side: coding(SNOMED, code) for side, code in snomed["sides"].items()},
    )
