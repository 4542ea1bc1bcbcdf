"""Adds to the wheel a list of the resources in it, so that `--self-test` can miss one.

The list is `rehabdesk/resources/contents.json`: the path of each file, relative to the folder of
resources, with its SHA-256. A clone has none: there git knows what belongs to it.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Sources of something that ships, as the `exclude` of the wheel says too.
LEFT_OUT = frozenset({".po"})


def contents(folder: Path) -> dict[str, str]:
    """Return path and SHA-256 of each file of a folder of resources that ships."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in LEFT_OUT and "__pycache__" not in path.parts
    }


class ContentsHook(BuildHookInterface[Any]):
    """Runs when a wheel is built, not when a clone is installed for developing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the list and have it included."""
        self._folder = tempfile.TemporaryDirectory(prefix="rehabdesk-wheel-")
        if version == "editable":
            return
        listed = Path(self._folder.name) / "contents.json"
        found = contents(Path(self.root) / "resources")
        listed.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        build_data["force_include"][str(listed)] = "rehabdesk/resources/contents.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was only needed while building."""
        self._folder.cleanup()
