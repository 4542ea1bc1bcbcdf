"""Finds the files that ship with the program: drawings, texts, icons, translations.

They live in `resources/` at the top of a clone and inside the package in an installed wheel or a
frozen bundle. This module is the only place that knows.
"""

from __future__ import annotations

from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a resource, such as `resource_path("body", "front.json")`.

    Raises:
        FileNotFoundError: No such file or folder ships with the program.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "resources", package.parents[1] / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(("resources", *parts)))
