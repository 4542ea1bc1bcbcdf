"""Writes the bill of materials of a package: CycloneDX 1.6 as JSON.

The same parts, version and moment give the same file.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable

from rehabdesk.services.licences import Part

_NAMESPACE = uuid.UUID("6f1f8f6e-8f53-5d5c-9a57-0f0c8f6d2c11")
#: A licence as SPDX writes it; whatever else a package calls its licence is only a name.
_WORDS = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_SPDX = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "GPL-2.0-only"),
        *("GPL-3.0-only", "LGPL-3.0-only", "MIT", "OFL-1.1", "PSF-2.0", "Zlib", "blessing"),
    }
)
_JOINTS = frozenset({"AND", "OR", "WITH"})


def bill(
    program: Part, parts: Iterable[Part], moment: dt.datetime, python_packages: frozenset[str]
) -> str:
    """Return the bill of materials.

    Args:
        program: What ships.
        parts: What it is made of.
        moment: When it was made; in UTC.
        python_packages: Names of the parts that come from the Python package index.
    """
    components = [_component(part, part.name in python_packages) for part in parts]
    main = _component(program, True) | {"type": "application"}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, json.dumps([main, components]))}",
        "version": 1,
        "metadata": {"timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": main},
        "components": components,
        "dependencies": [
            {"ref": main["bom-ref"], "dependsOn": [one["bom-ref"] for one in components]}
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _component(part: Part, from_index: bool) -> dict[str, object]:
    kind = "pypi" if from_index else "generic"
    name = re.sub(r"[-_.]+", "-", part.name).lower() if from_index else part.name.replace(" ", "-")
    address = f"pkg:{kind}/{name}" + (f"@{part.version}" if part.version else "")
    component: dict[str, object] = {"type": "library", "bom-ref": address, "name": part.name}
    if part.version:
        component["version"] = part.version
    if part.licence:
        component["licenses"] = [_licence(part.licence)]
    component["purl"] = address
    return component


def _licence(text: str) -> dict[str, object]:
    words = text.split()
    if text in _SPDX:
        return {"license": {"id": text}}
    if _WORDS.fullmatch(text) and all(word in _SPDX or word in _JOINTS for word in words):
        return {"expression": text}
    return {"license": {"name": text}}
