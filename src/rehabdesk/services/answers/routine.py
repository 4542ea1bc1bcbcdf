"""Which routine an answer is about, and what of it was prescribed and done on each day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.doses import DayDose
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.exercise import plain
from rehabdesk.domain.plan import PlanItem
from rehabdesk.domain.text import Message, message
from rehabdesk.services.doses import Counts, RoutineBook, doses_of
from rehabdesk.services.library import load_library

if TYPE_CHECKING:
    from rehabdesk.domain.text import Translator

#: The routine an answer is about unless somebody asks for another.
HIP_STRENGTH = "hip_strength"


@dataclass(frozen=True, slots=True, eq=False)
class Routine:
    """A routine whose dose an answer is about.

    Attributes:
        key: Its name in the diary.
        name: Its name in words.
        counts: Which plan items belong to its dose.
    """

    key: str
    name: Message
    counts: Counts

    @property
    def is_hip(self) -> bool:
        """Whether it is hip strengthening."""
        return self.key == HIP_STRENGTH


def hip_strength(book: RoutineBook) -> Routine:
    """Return hip strengthening: every exercise that counts as it, whatever routine it is in."""
    return Routine(HIP_STRENGTH, routine_name(HIP_STRENGTH), book.counts_as_hip)


def find_routine(book: RoutineBook, wanted: str, tr: Translator) -> Routine:
    """Return the routine somebody named.

    Args:
        book: What is in the diary.
        wanted: The routine's name in the diary or in words, without regard to capitals.
        tr: Says the names in words.

    Raises:
        InputError: Neither a plan of the diary nor the library has this routine.
    """
    keys = [HIP_STRENGTH, *_keys(book)]
    asked = wanted.strip().casefold()
    for key in (*keys, *load_library().routines):
        if asked in {key.casefold(), tr.say(routine_name(key)).casefold()}:
            if key == HIP_STRENGTH:
                return hip_strength(book)
            return Routine(key, routine_name(key), _of_routine(key))
    raise InputError(
        message(
            "routine error",
            "There is no routine called “{name}”. The plans have: {routines}.",
            name=wanted[:60],
            routines=", ".join(dict.fromkeys(keys)),
        )
    )


def routine_name(key: str) -> Message:
    """Return a routine's name in words; one of the person's own is what they call it."""
    return load_library().routines.get(key) or plain(key)


def routine_doses(book: RoutineBook, routine: Routine, last: dt.date) -> tuple[DayDose, ...]:
    """Return the dose of each day from the first plan on; empty without a plan."""
    return doses_of(book, last, routine.counts)


def _of_routine(key: str) -> Counts:
    def counts(item: PlanItem) -> bool:
        return item.routine == key

    return counts


def _keys(book: RoutineBook) -> list[str]:
    """Return the routines of all plans, those of the first plan first."""
    return list(dict.fromkeys(item.routine for one in book.versions for item in one.items))
