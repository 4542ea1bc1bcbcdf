"""Settings that belong to the diary, not to the computer."""

from __future__ import annotations

import uuid

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.store.rows import Rows


class Settings:
    """Which pain counts for a region, and named values."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def value_kind(self, where: SidedRegion) -> PainKind:
        """Return the kind of pain that counts as a region's daily value; `NOW` unless set."""
        rows = self._rows.query(
            "SELECT value_kind FROM region_setting"
            " WHERE deleted_at IS NULL AND region = ? AND side = ?",
            [where.region, where.side.value],
        )
        return PainKind(str(rows[0][0])) if rows else PainKind.NOW

    def set_value_kind(self, where: SidedRegion, kind: PainKind) -> None:
        """Choose a region's kind inside a change."""
        rows = self._rows.query(
            "SELECT id FROM region_setting WHERE deleted_at IS NULL AND region = ? AND side = ?",
            [where.region, where.side.value],
        )
        if rows:
            self._rows.update(Kind.REGION_SETTING, str(rows[0][0]), {"value_kind": kind.value})
            return
        self._rows.insert(
            Kind.REGION_SETTING,
            str(uuid.uuid4()),
            {"region": where.region, "side": where.side.value, "value_kind": kind.value},
        )

    def get(self, name: str) -> str | None:
        """Return a named value, or None if it was never set."""
        rows = self._rows.query(
            "SELECT value FROM setting WHERE deleted_at IS NULL AND name = ?", [name]
        )
        return str(rows[0][0]) if rows else None

    def ids_of(self, name: str) -> list[str]:
        """Return the ids of all rows that ever held a named value, the oldest first.

        With them the diary's memory tells what the value was before.
        """
        rows = self._rows.query("SELECT id FROM setting WHERE name = ? ORDER BY rowid", [name])
        return [str(row_id) for (row_id,) in rows]

    def set(self, name: str, value: str, row_id: str | None = None) -> None:
        """Set a named value inside a change.

        Args:
            name: The name.
            value: The value.
            row_id: The id of the row if there is none yet; a new UUID by default.
        """
        rows = self._rows.query(
            "SELECT id FROM setting WHERE deleted_at IS NULL AND name = ?", [name]
        )
        if rows:
            self._rows.update(Kind.DIARY_SETTING, str(rows[0][0]), {"value": value})
        else:
            cells = {"name": name, "value": value}
            self._rows.insert(Kind.DIARY_SETTING, row_id or str(uuid.uuid4()), cells)
