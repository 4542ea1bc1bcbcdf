"""Whether a plan may be suggested and a session begun. Writing down pain never asks this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.safety import Due, Gate, GateState, SafetyRules
from rehabdesk.domain.text import Message, message
from rehabdesk.services.safety.due import questions_due
from rehabdesk.services.safety.flags import raised_flags
from rehabdesk.services.safety.settings import emergency_number

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class SafetyFirstError(InputError):
    """A session cannot begin before the safety questions are answered, or while one stops it."""


def training_gate(diary: Diary, clock: Clock, rules: SafetyRules | None = None) -> Gate:
    """Return whether training may go on, and what it waits for.

    It waits for answers to the questions of the urgencies that need one, and for a professional
    after a yes that stops. A later no lifts no stop. A shared copy waits for nothing: nobody trains
    with it, and whoever looks at it is not the one who is asked.

    Args:
        diary: The open diary.
        clock: Tells the present.
        rules: Other rules than the program's.

    Raises:
        DiaryError: The diary cannot be read.
    """
    if diary.shared is not None:
        return Gate((), Due((), (), (), age_needed=False))
    return Gate(
        stops=tuple(one for one in raised_flags(diary, rules=rules) if one.in_force),
        due=questions_due(diary, clock, rules=rules),
    )


@dataclass(frozen=True, slots=True)
class GateReading:
    """What pages need to say whether training may go on.

    Attributes:
        gate: Whether it may, and what it waits for.
        number: The emergency number, or "".
    """

    gate: Gate
    number: str


def read_gate(diary: Diary, clock: Clock) -> GateReading:
    """Return what pages need to say whether training may go on.

    Raises:
        DiaryError: The diary cannot be read.
    """
    return GateReading(training_gate(diary, clock), emergency_number(diary))


def refuse_training(diary: Diary, clock: Clock) -> None:
    """Make sure that a session may begin.

    Raises:
        SafetyFirstError: It may not, for now.
        DiaryError: The diary cannot be read.
    """
    sentence = gate_sentence(training_gate(diary, clock))
    if sentence is not None:
        raise SafetyFirstError(sentence)


def gate_sentence(gate: Gate) -> Message | None:
    """Return the sentence that says why training waits, or None if it does not."""
    if gate.state is GateState.STOP:
        return message(
            "safety",
            "Sessions wait until a health professional has looked at what you answered.",
        )
    if gate.state is GateState.ASK:
        return message("safety", "A few safety questions come before plans and sessions.")
    return None
