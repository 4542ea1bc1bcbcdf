"""What a change to the diary touched, so that it can be shown and undone."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from rehabdesk.domain.text import Message

RowState = Mapping[str, str | int | float | bytes | None]


class Kind(enum.StrEnum):
    """The kinds of rows a diary has; pages refresh when one they show is touched."""

    PAIN_ENTRY = "pain_entry"
    CHECK_IN = "check_in"
    REGION_SETTING = "region_setting"
    DIARY_SETTING = "diary_setting"
    OWN_EXERCISE = "own_exercise"
    PLAN_VERSION = "plan_version"
    PLAN_ITEM = "plan_item"
    SESSION = "session"
    SET_DONE = "set_done"
    PAUSE = "pause"
    FAVOURITE = "favourite"
    REMINDER = "reminder"
    OWN_ACTIVITY = "own_activity"
    ACTIVITY_RATING = "activity_rating"
    ACTIVITY_PAIN = "activity_pain"
    CHANGE_RATING = "change_rating"
    QUESTIONNAIRE_TOTAL = "questionnaire_total"
    SELF_TEST_RESULT = "self_test_result"
    COMMENT = "comment"
    SAFETY_CHECK = "safety_check"
    SAFETY_ANSWER = "safety_answer"
    CLEARANCE = "clearance"
    ACTIVITY_LOAD = "activity_load"
    HELP_MARK = "help_mark"
    SWELLING = "swelling"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None means the row was not there.

    A deletion is soft: the row after it is the same row with a time of deletion.
    """

    kind: Kind
    id: str
    before: RowState | None
    after: RowState | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything one action of a person changed.

    Attributes:
        label: What was done ("Pain entry saved"), for the undo menu and the status bar.
        rows: The rows in the order they were changed; empty if nothing changed.
        undoable: Whether it goes onto the undo stack. A bulk import says False: it has its own
            way back.
        revision: The diary's state number after the change; results computed for an older
            number are not current.
        bulk: The kinds of rows that were touched in numbers too large to list.
    """

    label: Message
    rows: tuple[RowChange, ...]
    undoable: bool = True
    revision: int = 0
    bulk: frozenset[Kind] = frozenset()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of rows that were touched; empty if nothing changed."""
        return self.bulk.union(row.kind for row in self.rows)
