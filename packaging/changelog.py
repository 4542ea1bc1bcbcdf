"""Gathers the fragments of `changes/` into CHANGELOG.md.

usage: python packaging/changelog.py [release VERSION DAY]

Each change brings a file of its own, so that two changes never meet in one place:
`changes/WHAT.md`, one or more lines of the form `KIND: sentence`, with a KIND of `KINDS`. Without
arguments what is new is printed; `release` writes it into CHANGELOG.md and removes the fragments.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRAGMENTS = ROOT / "changes"
CHANGELOG = ROOT / "CHANGELOG.md"
KINDS = ("added", "changed", "fixed", "removed")
TITLE = "# Changes\n"


def fragments(folder: Path = FRAGMENTS) -> dict[str, list[str]]:
    """Return the sentences of all fragments by kind.

    Raises:
        ValueError: A line is not `KIND: sentence`; the text names file and line.
    """
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            kind, colon, sentence = line.partition(": ")
            if line and (kind not in KINDS or not colon or not sentence.endswith(".")):
                raise ValueError(f"{path.name}, line {number}: not “{'|'.join(KINDS)}: sentence.”")
            if line:
                found[kind].append(sentence)
    return {kind: sentences for kind, sentences in found.items() if sentences}


def section(version: str, day: str, found: dict[str, list[str]]) -> str:
    """Return the part of the changelog about one version."""
    lines = [f"## {version} ({day})"]
    for kind, sentences in found.items():
        lines += ["", f"### {kind.capitalize()}", "", *(f"- {one}" for one in sentences)]
    return "\n".join(lines) + "\n"


def release(version: str, day: str) -> None:
    """Write what is new above what was, and remove the fragments."""
    new = section(version, day, fragments())
    before = CHANGELOG.read_text(encoding="utf-8") if CHANGELOG.exists() else TITLE
    CHANGELOG.write_text(before.replace(TITLE, f"{TITLE}\n{new}", 1), encoding="utf-8")
    for path in FRAGMENTS.glob("*.md"):
        path.unlink()


def main(arguments: Sequence[str]) -> int:
    """Print what is new, or make it a release."""
    if not arguments:
        print(section("unreleased", dt.datetime.now(tz=dt.UTC).date().isoformat(), fragments()))
        return 0
    if len(arguments) != 3 or arguments[0] != "release":
        print((__doc__ or "").strip())
        return 2
    release(arguments[1], arguments[2])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
