"""Names of the program that every kind of package needs: one place for each.

The version is not here: it is `rehabdesk.__version__` (`version` reads it without importing).

usage: python packaging/names.py [--expect VERSION]     say the version, or fail if it is another
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PACKAGE = "rehabdesk"
TITLE = "RehabDesk"
SUMMARY = "private diary for knee pain and the hips behind it"
#: The name of the component for software centres, Flatpak and macOS. The program has no address of
#: its own yet: example.org is nobody's, and has to be replaced here before anything is published.
COMPONENT = "org.example.rehabdesk"
MAINTAINER = "The RehabDesk authors <rehabdesk@example.org>"
MIME_DIARY = "application/x-rehabdesk-diary"
MIME_PLAN = "application/x-rehabdesk-plan"


def homepage() -> str:
    """Return the address of the project; whoever builds for others gives it."""
    return os.environ.get("REHABDESK_HOMEPAGE", "https://example.org/rehabdesk")


def version() -> str:
    """Return the version of this clone."""
    text = (ROOT / "src" / PACKAGE / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("src/rehabdesk/__init__.py names no version")
    return found[1]


def main(arguments: Sequence[str]) -> int:
    """Say the version, or compare it."""
    found = version()
    if len(arguments) == 2 and arguments[0] == "--expect" and arguments[1] != found:
        print(f"The version is {found}, not {arguments[1]}.")
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
