"""Red-flag checks, their answers and clearances in the diary file."""

from __future__ import annotations

import datetime as dt
import json

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.safety import (
    AgeBand,
    Cause,
    Clearance,
    SafetyAnswer,
    SafetyCheck,
    Urgency,
)
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import day_from


class Safety:
    """What was asked and answered about red flags."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def checks(self) -> list[SafetyCheck]:
        """Return all checks in the order they were made."""
        rows = self._rows.query(
            "SELECT id, day, at, cause, age FROM safety_check WHERE deleted_at IS NULL"
            " ORDER BY julianday(at), created_at, rowid"
        )
        return [
            SafetyCheck(
                str(row_id),
                day_from(str(day)),
                dt.datetime.fromisoformat(str(at)),
                Cause(str(cause)),
                AgeBand(str(age)),
            )
            for row_id, day, at, cause, age in rows
        ]

    def last_answered(self) -> dict[str, dt.datetime]:
        """Return when each question was last answered."""
        rows = self._rows.query(
            "SELECT flag, at, max(julianday(at)) FROM safety_answer"
            " WHERE deleted_at IS NULL GROUP BY flag"
        )
        return {str(flag): dt.datetime.fromisoformat(str(at)) for flag, at, _ in rows}

    def answers(self, *, ever_yes: bool = False) -> list[SafetyAnswer]:
        """Return all answers in the order they were given.

        Args:
            ever_yes: Only those to questions that were answered with yes at least once.
        """
        only = (
            " AND flag IN (SELECT flag FROM safety_answer WHERE deleted_at IS NULL AND yes = 1)"
            if ever_yes
            else ""
        )
        rows = self._rows.query(
            "SELECT id, safety_check_id, flag, urgency, yes, symptoms, at FROM safety_answer"  # noqa: S608
            f" WHERE deleted_at IS NULL{only} ORDER BY julianday(at), created_at, rowid"
        )
        return [
            SafetyAnswer(
                str(row_id),
                str(check_id),
                str(flag),
                Urgency(str(urgency)),
                bool(yes),
                tuple(str(one) for one in json.loads(str(symptoms))),
                dt.datetime.fromisoformat(str(at)),
            )
            for row_id, check_id, flag, urgency, yes, symptoms, at in rows
        ]

    def clearances(self) -> list[Clearance]:
        """Return all clearances by the day something was seen."""
        rows = self._rows.query(
            "SELECT id, safety_answer_id, day, who, note FROM clearance"
            " WHERE deleted_at IS NULL ORDER BY day, created_at, rowid"
        )
        return [
            Clearance(str(row_id), str(answer_id), day_from(str(day)), str(who), str(note))
            for row_id, answer_id, day, who, note in rows
        ]

    def add_check(self, check: SafetyCheck) -> None:
        """Add a check inside a change."""
        cells = {
            "day": check.day.isoformat(),
            "at": check.at.isoformat(),
            "cause": check.cause.value,
            "age": check.age.value,
        }
        self._rows.insert(Kind.SAFETY_CHECK, check.id, cells)

    def add_answer(self, answer: SafetyAnswer) -> None:
        """Add an answer inside a change."""
        self._rows.insert(Kind.SAFETY_ANSWER, answer.id, _answer_cells(answer))

    def update_answer(self, answer: SafetyAnswer) -> None:
        """Correct an answer inside a change; what it was is kept.

        Raises:
            DiaryError: There is no such answer.
        """
        self._rows.update(Kind.SAFETY_ANSWER, answer.id, _answer_cells(answer))

    def delete_answer(self, answer_id: str) -> None:
        """Mark an answer as deleted inside a change: the question counts as not answered.

        Raises:
            DiaryError: There is no such answer.
        """
        self._rows.delete(Kind.SAFETY_ANSWER, answer_id)

    def add_clearance(self, clearance: Clearance) -> None:
        """Add a clearance inside a change."""
        cells = {
            "safety_answer_id": clearance.answer_id,
            "day": clearance.day.isoformat(),
            "who": clearance.who,
            "note": clearance.note,
        }
        self._rows.insert(Kind.CLEARANCE, clearance.id, cells)


def _answer_cells(answer: SafetyAnswer) -> dict[str, str | int]:
    return {
        "safety_check_id": answer.check_id,
        "flag": answer.flag,
        "urgency": answer.urgency.value,
        "yes": int(answer.yes),
        "symptoms": json.dumps(list(answer.symptoms)),
        "at": answer.at.isoformat(),
    }
