"""What the Safety page reads from the diary, in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.moments import Clock
from rehabdesk.domain.safety import Cause, FlagState, Gate, RaisedFlag, SafetyRules
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.gate import training_gate
from rehabdesk.services.safety.settings import emergency_number

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One time the questions were answered.

    Attributes:
        id: The check's id.
        day: The day.
        cause: Why they were asked.
        answers: How many were answered.
        yes: Those answered with yes.
    """

    id: str
    day: dt.date
    cause: Cause
    answers: int
    yes: tuple[RaisedFlag, ...]


@dataclass(frozen=True, slots=True)
class SafetyState:
    """Everything the page shows.

    Attributes:
        gate: Whether training may go on.
        open: What was answered with yes and not seen or answered with no since, stops first.
        checks: What was answered, the latest first.
        number: The emergency number, or "".
    """

    gate: Gate
    open: tuple[RaisedFlag, ...]
    checks: tuple[CheckLine, ...]
    number: str

    @property
    def last_day(self) -> dt.date | None:
        """The day something was answered last, or None."""
        return self.checks[0].day if self.checks else None


def read_safety(diary: Diary, clock: Clock, rules: SafetyRules) -> SafetyState:
    """Read everything the page shows."""
    raised = raised_flags(diary, rules=rules)
    advised = [one for one in raised if one.state is FlagState.OPEN and not one.stops]
    counts: dict[str, int] = {}
    for answer in diary.safety.answers():
        counts[answer.check_id] = counts.get(answer.check_id, 0) + 1
    checks = [
        CheckLine(
            id=check.id,
            day=check.day,
            cause=check.cause,
            answers=counts[check.id],
            yes=tuple(one for one in raised if one.answer.check_id == check.id),
        )
        for check in reversed(diary.safety.checks())
        if check.id in counts
    ]
    gate = training_gate(diary, clock, rules)
    return SafetyState(gate, (*gate.stops, *advised), tuple(checks), emergency_number(diary))
