"""The free software RehabDesk is made of, with the licence of each part.

A package that ships everything brings the list that was collected when it was made. Elsewhere the
parts are what is installed beside the program, and the list is read from there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import PurePosixPath

from rehabdesk.resources import resource_path

#: Where a package has the list, in the resources.
COLLECTED = ("shipped", "licences.json")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|ofl)", re.IGNORECASE)
_LONGEST_NAME = 90
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of software that ships with RehabDesk.

    Attributes:
        name: Its name.
        version: Its version, or "".
        licence: The licence in short, such as `MIT`.
        text: The whole licence, or "" where it is not at hand.
    """

    name: str
    version: str
    licence: str
    text: str


def parts() -> tuple[Part, ...]:
    """Return what ships with this program, RehabDesk first, then by name."""
    try:
        listed = json.loads(resource_path(*COLLECTED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return installed_parts()
    return tuple(Part(**one) for one in listed)


def as_json(found: Iterable[Part]) -> str:
    """Return parts as the collected list holds them."""
    return json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False) + "\n"


def installed_parts(root: str = "rehabdesk", without: Iterable[str] = ()) -> tuple[Part, ...]:
    """Return a package and all it needs, as far as installed.

    Args:
        root: The package.
        without: Packages that do not count, nor what only they need.
    """
    found: dict[str, Part] = {}
    seen = {_normal(name) for name in without}
    waiting = [root]
    while waiting:
        name = _normal(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            one = distribution(name)
        except PackageNotFoundError:
            # Needed on another system only.
            continue
        found[name] = _part(one)
        waiting += _needed(one)
    first = _normal(root)
    return tuple(found[name] for name in sorted(found, key=lambda name: (name != first, name)))


def _needed(one: Distribution) -> list[str]:
    """Return the names of what a package always needs, its extras apart."""
    lines = [line for line in one.requires or () if "extra ==" not in line]
    return [match[0] for line in lines if (match := _NAME.match(line))]


def _part(one: Distribution) -> Part:
    return Part(one.metadata["Name"], one.version, _licence(one), _text(one))


def _licence(one: Distribution) -> str:
    metadata = one.metadata
    said = [*metadata.get_all("License-Expression", []), *metadata.get_all("License", [])]
    short = next((text for text in said if _is_short(text)), "")
    classifiers = metadata.get_all("Classifier") or ()
    classified = [one.removeprefix(_CLASSIFIER) for one in classifiers if _CLASSIFIER in one]
    return short or ", ".join(classified)


def _is_short(text: str) -> bool:
    """Tell whether a licence is named; some packages put the whole text in its place."""
    return 0 < len(text) <= _LONGEST_NAME and not text.startswith("Copyright")


def _text(one: Distribution) -> str:
    files = [
        file
        for file in one.files or ()
        if _LICENCE_FILE.search(PurePosixPath(file).name)
        and PurePosixPath(file).suffix in {"", ".txt", ".md", ".rst", ".APACHE", ".BSD"}
        and ".dist-info" in str(file)
    ]
    texts = [file.read_text(encoding="utf-8").strip() for file in sorted(files, key=str)]
    return "\n\n".join(texts)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
