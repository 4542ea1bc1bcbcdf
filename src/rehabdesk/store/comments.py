"""Comments of a review in the diary file."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.review import Comment
from rehabdesk.store.rows import Row, Rows
from rehabdesk.store.values import day_from, moment_text

_COLUMNS = "id, text, author, made_at, day, exercise, seen"


class Comments:
    """What those who looked at a shared copy wrote."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> list[Comment]:
        """Return all comments, the oldest first."""
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM comment WHERE deleted_at IS NULL"  # noqa: S608
            " ORDER BY created_at, rowid"
        )
        return [_comment(row) for row in rows]

    def between(self, first: dt.date, last: dt.date) -> list[Comment]:
        """Return the comments on the days from `first` to `last`, by day."""
        rows = self._rows.query(
            f"SELECT {_COLUMNS} FROM comment"  # noqa: S608
            " WHERE deleted_at IS NULL AND day BETWEEN ? AND ? ORDER BY day, created_at, rowid",
            [first.isoformat(), last.isoformat()],
        )
        return [_comment(row) for row in rows]

    def known(self) -> frozenset[str]:
        """Return the ids of all comments there ever were, deleted ones too."""
        return frozenset(str(row_id) for (row_id,) in self._rows.query("SELECT id FROM comment"))

    def unseen(self) -> int:
        """Return how many comments the person has not looked at."""
        rows = self._rows.query(
            "SELECT count(*) FROM comment WHERE deleted_at IS NULL AND seen = 0"
        )
        return int(rows[0][0])

    def add(self, comment: Comment) -> None:
        """Add a comment inside a change."""
        self._rows.insert(
            Kind.COMMENT,
            comment.id,
            {
                "day": comment.day.isoformat() if comment.day else None,
                "exercise": comment.exercise,
                "text": comment.text,
                "author": comment.author,
                "made_at": moment_text(comment.made_at),
                "seen": int(comment.seen),
            },
        )

    def restore(self, comment_id: str) -> None:
        """Bring a deleted comment back inside a change; one that is there stays as it is."""
        self._rows.update(Kind.COMMENT, comment_id, {"deleted_at": None})

    def set_seen(self, comment_id: str, *, seen: bool) -> None:
        """Say whether the person has looked at a comment, inside a change.

        Raises:
            DiaryError: There is no such comment.
        """
        self._rows.update(Kind.COMMENT, comment_id, {"seen": int(seen)})

    def delete(self, comment_id: str) -> None:
        """Mark a comment as deleted inside a change.

        Raises:
            DiaryError: There is no such comment.
        """
        self._rows.delete(Kind.COMMENT, comment_id)


def _comment(row: Row) -> Comment:
    row_id, text, author, made_at, day, exercise, seen = row
    return Comment(
        id=str(row_id),
        text=str(text),
        author=str(author),
        made_at=dt.datetime.fromisoformat(str(made_at)),
        day=day_from(str(day)) if day is not None else None,
        exercise=str(exercise),
        seen=bool(seen),
    )
