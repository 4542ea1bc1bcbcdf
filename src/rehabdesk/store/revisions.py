"""What rows were before they were changed; written by triggers inside the file."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rehabdesk.domain.changes import Kind, RowState
from rehabdesk.store.rows import Rows


@dataclass(frozen=True, slots=True)
class Revision:
    """A row as it was before one change.

    Attributes:
        changed_at: When it was changed: UTC, as text.
        before: The whole row before that.
    """

    changed_at: str
    before: RowState


class Revisions:
    """The memory of changed rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, kind: Kind, row_id: str) -> list[Revision]:
        """Return what a row was before each of its changes, the oldest first.

        After two diaries were merged, what was written down last need not be what happened last.
        """
        rows = self._rows.query(
            "SELECT changed_at, before FROM revision WHERE kind = ? AND row_id = ?"
            " ORDER BY changed_at, number",
            [kind.value, row_id],
        )
        return [Revision(str(changed_at), json.loads(str(before))) for changed_at, before in rows]
