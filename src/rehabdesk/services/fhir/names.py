"""What the resources of a bundle are called, so that they can refer to each other."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("5a0e7ad2-3d5e-4c55-9a53-0f8a4d1d7f6a")


class Names:
    """Gives each thing an id of its own: that of its row, unless another has it already.

    In a diary ids are unique within a kind alone, in a bundle among all resources.
    """

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()

    def give(self, kind: str, row_id: str) -> str:
        """Return the id of a thing; the same one each time."""
        key = (kind, row_id)
        if key not in self._given:
            name = row_id
            if name in self._taken or not _is_uuid(row_id):
                name = str(uuid.uuid5(_NAMESPACE, f"{kind}/{row_id}"))
            self._taken.add(name)
            self._given[key] = name
        return self._given[key]

    def known(self, kind: str, row_id: str) -> str:
        """Return the address of a thing that is in the bundle, or "" if it is not."""
        name = self._given.get((kind, row_id))
        return "" if name is None else address(name)


def address(name: str) -> str:
    """Return the address of a resource inside its bundle."""
    return f"urn:uuid:{name}"


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
