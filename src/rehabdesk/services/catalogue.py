"""The regions of the body map, read from the program's resources."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any

from rehabdesk.domain.regions import Joint, Region, RegionCatalogue, View
from rehabdesk.domain.text import Message
from rehabdesk.resources import resource_path

#: Translation contexts of the texts in `regions.json`.
NAME_CONTEXT = "region"
SHORT_CONTEXT = "region short"
CLINICAL_CONTEXT = "region clinical"
STRUCTURES_CONTEXT = "region structures"


@functools.cache
def load_regions() -> RegionCatalogue:
    """Return all regions in the order of the body map's list: knees, hips, then the rest.

    The file is read once; the catalogue cannot be changed.
    """
    text = resource_path("regions.json").read_text(encoding="utf-8")
    return RegionCatalogue(tuple(_region(item) for item in json.loads(text)["regions"]))


def _region(item: Mapping[str, Any]) -> Region:
    joint = item["joint"]
    return Region(
        id=item["id"],
        name=Message(NAME_CONTEXT, item["name"]),
        short_name=Message(SHORT_CONTEXT, item.get("short_name", item["name"])),
        clinical_name=Message(CLINICAL_CONTEXT, item["clinical_name"]),
        views=tuple(View(view) for view in item["views"]),
        sided=item["sided"],
        joint=None if joint is None else Joint(joint),
        main=item["main"],
        structures=Message(STRUCTURES_CONTEXT, item["structures"]),
        source=item["source"],
    )
