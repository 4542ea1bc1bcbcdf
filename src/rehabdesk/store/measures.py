"""Own activities, pain on activities, overall change and totals in the diary file."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.measures import (
    ActivityPain,
    ActivityRating,
    ChangeRating,
    OwnActivity,
    QuestionnaireTotal,
)
from rehabdesk.domain.pain import Activity
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from, moment_from, moment_text


class Measures:
    """What is measured beside pain, but for self-tests."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def own_activities(self) -> list[OwnActivity]:
        """Return all own activities in their order, those that are not asked any more too."""
        rows = self._rows.query(
            "SELECT id, name, position, ended FROM own_activity WHERE deleted_at IS NULL"
            " ORDER BY position, created_at, rowid"
        )
        return [
            OwnActivity(str(row_id), str(name), int(position), day_from(ended) if ended else None)
            for row_id, name, position, ended in rows
        ]

    def save_own_activity(self, activity: OwnActivity) -> None:
        """Add an own activity, or change the one of this id, inside a change."""
        cells: dict[str, Cell] = {
            "name": activity.name,
            "position": activity.position,
            "ended": activity.ended.isoformat() if activity.ended else None,
        }
        self._save(Kind.OWN_ACTIVITY, activity.id, cells)

    def ratings(self) -> list[ActivityRating]:
        """Return all ratings of own activities by day."""
        rows = self._rows.query(
            "SELECT id, day, at, own_activity_id, value, backfilled FROM activity_rating"
            " WHERE deleted_at IS NULL ORDER BY day, rowid"
        )
        return [
            ActivityRating(
                str(row_id), day_from(day), moment_from(at), str(activity), value, bool(late)
            )
            for row_id, day, at, activity, value, late in rows
        ]

    def save_rating(self, rating: ActivityRating) -> None:
        """Rate an own activity inside a change; a later rating of a day takes its place."""
        row_id = self._of_day("activity_rating", "own_activity_id", rating.own_activity_id, rating)
        cells: dict[str, Cell] = {"own_activity_id": rating.own_activity_id, "value": rating.value}
        self._save(Kind.ACTIVITY_RATING, row_id, cells | _when(rating))

    def activity_pain(self) -> list[ActivityPain]:
        """Return all ratings of pain on activities by day."""
        rows = self._rows.query(
            "SELECT id, day, at, activity, value, backfilled FROM activity_pain"
            " WHERE deleted_at IS NULL ORDER BY day, rowid"
        )
        return [
            ActivityPain(
                str(row_id), day_from(day), moment_from(at), Activity(activity), value, bool(late)
            )
            for row_id, day, at, activity, value, late in rows
        ]

    def save_activity_pain(self, pain: ActivityPain) -> None:
        """Rate pain on an activity inside a change; a later rating of a day takes its place."""
        row_id = self._of_day("activity_pain", "activity", pain.activity.value, pain)
        cells: dict[str, Cell] = {"activity": pain.activity.value, "value": pain.value}
        self._save(Kind.ACTIVITY_PAIN, row_id, cells | _when(pain))

    def change_ratings(self) -> list[ChangeRating]:
        """Return all ratings of overall change by day."""
        rows = self._rows.query(
            "SELECT id, day, at, value, note, backfilled FROM change_rating"
            " WHERE deleted_at IS NULL ORDER BY day"
        )
        return [
            ChangeRating(
                str(row_id), day_from(day), moment_from(at), int(value), str(note), bool(late)
            )
            for row_id, day, at, value, note, late in rows
        ]

    def save_change_rating(self, rating: ChangeRating) -> None:
        """Rate overall change inside a change; a later rating of a day takes its place."""
        rows = self._rows.query(
            "SELECT id FROM change_rating WHERE deleted_at IS NULL AND day = ?",
            [rating.day.isoformat()],
        )
        row_id = str(rows[0][0]) if rows else rating.id
        cells: dict[str, Cell] = {"value": rating.value, "note": rating.note}
        self._save(Kind.CHANGE_RATING, row_id, cells | _when(rating))

    def totals(self) -> list[QuestionnaireTotal]:
        """Return the totals of questionnaires by day."""
        rows = self._rows.query(
            "SELECT id, day, name, score, note, backfilled FROM questionnaire_total"
            " WHERE deleted_at IS NULL ORDER BY day, rowid"
        )
        return [
            QuestionnaireTotal(str(row_id), day_from(day), str(name), score, str(note), bool(late))
            for row_id, day, name, score, note, late in rows
        ]

    def save_total(self, total: QuestionnaireTotal) -> None:
        """Add the total of a questionnaire, or change the one of this id, inside a change."""
        cells: dict[str, Cell] = {
            "day": total.day.isoformat(),
            "name": total.name,
            "score": total.score,
            "note": total.note,
            "backfilled": int(total.backfilled),
        }
        self._save(Kind.QUESTIONNAIRE_TOTAL, total.id, cells)

    def delete(self, kind: Kind, row_id: str) -> None:
        """Mark a row of one of these kinds as deleted inside a change.

        Raises:
            DiaryError: There is no such row.
        """
        self._rows.delete(kind, row_id)

    def first_pain_day(self) -> dt.date | None:
        """Return the first day with a pain entry, or None."""
        day = self._rows.query("SELECT min(day) FROM pain_entry WHERE deleted_at IS NULL")[0][0]
        return day_from(day) if day else None

    def _of_day(
        self, table: str, column: str, value: str, one: ActivityRating | ActivityPain
    ) -> str:
        """Return the id of what was rated on this day already, or the new one's own."""
        rows = self._rows.query(
            f"SELECT id FROM {table} WHERE deleted_at IS NULL AND {column} = ? AND day = ?",  # noqa: S608
            [value, one.day.isoformat()],
        )
        return str(rows[0][0]) if rows else one.id

    def _save(self, kind: Kind, row_id: str, cells: dict[str, Cell]) -> None:
        if self._rows.state(kind, row_id) is None:
            self._rows.insert(kind, row_id, cells)
        else:
            self._rows.update(kind, row_id, cells)


def _when(one: ActivityRating | ActivityPain | ChangeRating) -> dict[str, Cell]:
    return {
        "day": one.day.isoformat(),
        "at": moment_text(one.at),
        "backfilled": int(one.backfilled),
    }
