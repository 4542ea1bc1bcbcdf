"""Red flags: the questions, what was answered, and whether training has to wait.

A question that was not answered is not a "no". What is asked, how urgent it is and when it is due
are data (`resources/rules/red_flags.json`), read by `services.safety.rules`.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

from rehabdesk.domain.text import Message


class Urgency(enum.StrEnum):
    """How soon somebody has to look at it, the most urgent first."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    NOT_SUITABLE = "not_suitable"
    SOON = "soon"
    ROUTINE = "routine"


class Cause(enum.StrEnum):
    """Why the questions are asked."""

    FIRST_USE = "first_use"
    NEW_REGION = "new_region"
    HIGH_PAIN = "high_pain"
    NIGHT_PAIN = "night_pain"
    FLARE = "flare"
    MONTHLY = "monthly"
    CHOSEN = "chosen"


class AgeBand(enum.StrEnum):
    """How old somebody is, as far as questions depend on it."""

    UNDER_16 = "under_16"
    FROM_16_TO_24 = "16_to_24"
    FROM_25_TO_49 = "25_to_49"
    FROM_50_TO_65 = "50_to_65"
    OVER_65 = "over_65"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One of several signs of a question.

    Attributes:
        id: Stable name within the question.
        text: The sign.
    """

    id: str
    text: Message


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One question.

    Attributes:
        id: Stable name.
        urgency: How soon somebody has to look at it.
        question: What is asked, to be ticked if it is so.
        symptoms: Signs that are ticked one by one; empty if the question is ticked itself.
        at_least: How many of the signs make it a yes.
        why: Why it is asked; never a diagnosis.
        next_step: The one thing to do after a yes.
        source: Author or organisation, year and title, or "General clinical knowledge".
        certain: Whether the source says so; general knowledge is marked as less sure.
        causes: When it is asked.
        ages: The ages it is asked at; empty for everybody.
    """

    id: str
    urgency: Urgency
    question: Message
    symptoms: tuple[Symptom, ...]
    at_least: int
    why: Message
    next_step: Message
    source: str
    certain: bool
    causes: frozenset[Cause]
    ages: frozenset[AgeBand]

    def is_for(self, age: AgeBand) -> bool:
        """Tell whether it is asked at an age; of those who do not say theirs, all is asked."""
        return not self.ages or age in self.ages or age is AgeBand.NOT_SAID

    def ticks(self) -> tuple[str, ...]:
        """Return the names of what can be ticked: its signs, or the question itself."""
        return tuple(f"{self.id}.{one.id}" for one in self.symptoms) or (self.id,)

    def is_yes(self, ticked: frozenset[str]) -> bool:
        """Tell whether what was ticked makes it a yes."""
        return len(ticked.intersection(self.ticks())) >= self.at_least


@dataclass(frozen=True, slots=True)
class UrgencyRule:
    """What goes with an urgency.

    Attributes:
        urgency: Which.
        title: Its name.
        lead: What is asked of all its questions together.
        headline: What is said first after a yes; it may have a field `number`.
        stops: A yes stops sessions until a professional has seen it.
        needed: No plan is suggested and no session begun before it is answered.
        seen_after: Being seen counts from the day of the answer on, not before.
    """

    urgency: Urgency
    title: Message
    lead: Message
    headline: Message
    stops: bool
    needed: bool
    seen_after: bool


@dataclass(frozen=True, slots=True)
class DueRule:
    """When the questions are asked again.

    Attributes:
        high_pain_from: Ratings from this on count as high.
        high_pain_days: On so many different days.
        high_pain_within: Within so many days.
        high_pain_quiet: Days for which that is not asked about again.
        night_new_after: Nights without pain, in days, after which a painful one is new.
        monthly_days: Days after which all is asked again.
        monthly_together: Questions answered within so many days are not asked again with them.
        covers_minutes: What is entered so soon after an answer is taken as known when answering.
    """

    high_pain_from: float
    high_pain_days: int
    high_pain_within: int
    high_pain_quiet: int
    night_new_after: int
    monthly_days: int
    monthly_together: int
    covers_minutes: int


@dataclass(frozen=True, slots=True)
class SafetyRules:
    """Everything of the rule file.

    Attributes:
        flags: All questions, the most urgent first.
        urgencies: What goes with each urgency.
        due: When the questions are asked again.
    """

    flags: tuple[RedFlag, ...]
    urgencies: Mapping[Urgency, UrgencyRule]
    due: DueRule

    def flag(self, flag_id: str) -> RedFlag | None:
        """Return a question, or None if this program does not know it (any more)."""
        return next((one for one in self.flags if one.id == flag_id), None)

    def is_needed(self, flag: RedFlag) -> bool:
        """Tell whether training waits for the answer to a question."""
        return self.urgencies[flag.urgency].needed


@dataclass(frozen=True, slots=True)
class SafetyCheck:
    """One time the questions were asked; without answers, they are still to be given.

    Attributes:
        id: UUID.
        day: The diary's day.
        at: Local time with offset.
        cause: Why they were asked.
        age: The age that was said.
    """

    id: str
    day: dt.date
    at: dt.datetime
    cause: Cause
    age: AgeBand = AgeBand.NOT_SAID


@dataclass(frozen=True, slots=True)
class SafetyAnswer:
    """A yes or a no.

    Attributes:
        id: UUID.
        check_id: The check it belongs to.
        flag: The id of the question.
        urgency: How urgent a yes was when it was answered.
        yes: The answer.
        symptoms: The ids of the signs that were ticked.
        at: Local time with offset.
    """

    id: str
    check_id: str
    flag: str
    urgency: Urgency
    yes: bool
    symptoms: tuple[str, ...]
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Clearance:
    """A professional has seen what was answered with yes.

    Attributes:
        id: UUID.
        answer_id: The answer.
        day: When it was seen.
        who: By whom, in the person's words.
        note: What was said, in the person's words; may be empty.
    """

    id: str
    answer_id: str
    day: dt.date
    who: str
    note: str = ""


class FlagState(enum.StrEnum):
    """What became of a yes."""

    OPEN = "open"
    SEEN = "seen"
    NO_LATER = "no_later"


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A question that was answered with yes, and what became of it.

    Attributes:
        answer: The answer.
        day: The day of the diary it was given on.
        cause: Why it was asked.
        flag: The question, or None if this program does not know it (any more).
        clearance: Who saw it and when, or None.
        no_since: The day a later answer to the same question was no, or None. That lifts no stop.
        stops: Sessions wait until it was seen.
    """

    answer: SafetyAnswer
    day: dt.date
    cause: Cause
    flag: RedFlag | None
    clearance: Clearance | None
    no_since: dt.date | None
    stops: bool

    @property
    def state(self) -> FlagState:
        """What became of it."""
        if self.clearance is not None:
            return FlagState.SEEN
        return FlagState.OPEN if self.no_since is None else FlagState.NO_LATER

    @property
    def in_force(self) -> bool:
        """Whether it stops sessions now."""
        return self.stops and self.clearance is None


@dataclass(frozen=True, slots=True)
class Due:
    """The questions that are to be asked now.

    Attributes:
        causes: Why, the weightiest first; empty if none are due.
        flags: The questions, the most urgent first.
        needed: Those of them that training waits for.
        age_needed: The age has to be asked first.
    """

    causes: tuple[Cause, ...]
    flags: tuple[RedFlag, ...]
    needed: tuple[RedFlag, ...]
    age_needed: bool

    @property
    def urgencies(self) -> tuple[Urgency, ...]:
        """The groups that have questions to ask, the most urgent first."""
        present = {one.urgency for one in self.flags}
        return tuple(one for one in Urgency if one in present)

    def of(self, urgency: Urgency) -> tuple[RedFlag, ...]:
        """Return the questions of a group."""
        return tuple(one for one in self.flags if one.urgency is urgency)

    @property
    def waits(self) -> bool:
        """Whether training waits for answers."""
        return self.age_needed or bool(self.needed)


class GateState(enum.StrEnum):
    """Whether a plan may be suggested and a session begun."""

    OPEN = "open"
    ASK = "ask"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether training may go on, and what it waits for.

    Attributes:
        stops: The yes-answers that stop sessions until a professional has seen them.
        due: The questions that are to be asked.
    """

    stops: tuple[RaisedFlag, ...]
    due: Due

    @property
    def state(self) -> GateState:
        """What it says: a stop goes before questions."""
        if self.stops:
            return GateState.STOP
        return GateState.ASK if self.due.waits else GateState.OPEN

    @property
    def allows_training(self) -> bool:
        """Whether a plan may be suggested and a session begun."""
        return self.state is GateState.OPEN

    @property
    def most_urgent(self) -> Urgency | None:
        """The most urgent of the stops, or None."""
        present = {one.answer.urgency for one in self.stops}
        return next((one for one in Urgency if one in present), None)
