"""The safety checks of the demo diary: monthly, and once because of the flare."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from rehabdesk.domain.safety import (
    AgeBand,
    Cause,
    Clearance,
    SafetyAnswer,
    SafetyCheck,
)
from rehabdesk.domain.text import Message, message
from rehabdesk.services.safety.rules import load_safety_rules

SEED = 20260619
AGE = AgeBand.FROM_50_TO_65
_EVERY = 28
_HOUR = 18
#: The last check is so long ago: short enough for what was entered since to count as known.
_AGO = dt.timedelta(minutes=20)
#: What was answered with yes when the flare came; a surgery saw it the day after.
_AT_FLARE = ("hot_swollen", "sleep")
_SEEN_BY = message("demo note", "Dr Okafor at the surgery")
_SEEN_NOTE = message("demo note", "Some fluid, no infection. Carry on gently.")


@dataclass(slots=True)
class SafetyTeller:
    """Tells the checks; it has chances of its own, so that the rest of the story stays.

    Attributes:
        now: The present; its offset is used throughout.
        say: Says notes in the person's language.
        checks: The checks told so far.
        answers: Their answers.
        clearances: What was seen.
        age_id: The id of the row that holds the age.
    """

    now: dt.datetime
    say: Callable[[Message], str]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    checks: list[SafetyCheck] = field(default_factory=list)
    answers: list[SafetyAnswer] = field(default_factory=list)
    clearances: list[Clearance] = field(default_factory=list)

    age_id: str = ""

    def tell(self, first: dt.date, last: dt.date, flare: dt.date) -> None:
        """Tell all checks from the first day to the last, on which nothing is due."""
        self.age_id = self._id()
        days = [first + dt.timedelta(n) for n in range(0, (last - first).days, _EVERY)]
        flares = [flare] if first <= flare < last else []
        for day in sorted({*days, *flares}):
            self._check(day, first, flare if flares else None)
        self._check(last, first, None)

    def _check(self, day: dt.date, first: dt.date, flare: dt.date | None) -> None:
        cause = Cause.FIRST_USE if day == first else Cause.MONTHLY
        cause = Cause.FLARE if day == flare else cause
        at = dt.datetime.combine(day, dt.time(_HOUR), self.now.tzinfo)
        at = min(at, self.now - _AGO)
        check = SafetyCheck(self._id(), day, at, cause, AGE)
        self.checks.append(check)
        for flag in load_safety_rules().flags:
            # At a flare everything was gone through.
            asked = cause in flag.causes or cause is Cause.FLARE
            if not (asked and flag.is_for(AGE)):
                continue
            yes = cause is Cause.FLARE and flag.id in _AT_FLARE
            answer = SafetyAnswer(self._id(), check.id, flag.id, flag.urgency, yes, (), check.at)
            self.answers.append(answer)
            if yes:
                seen = day + dt.timedelta(1)
                who, note = self.say(_SEEN_BY), self.say(_SEEN_NOTE)
                self.clearances.append(Clearance(self._id(), answer.id, seen, who, note))

    def _id(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
