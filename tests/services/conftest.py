"""What tests of plans and sessions begin with: a diary and a calendar.

Day 0 is Monday 1 June 2026.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from rehabdesk.domain.moments import Clock, FixedClock
from rehabdesk.domain.plan import ExerciseSide, PlanItem, PlanVersion, Session, SessionStatus
from rehabdesk.domain.text import Translator, message
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.library import LibraryIndex, library_index
from rehabdesk.services.session_state import planned_sets, status_of
from rehabdesk.store.diary import Diary

MONDAY = dt.date(2026, 6, 1)
ZONE = dt.timezone(dt.timedelta(hours=2))
LABEL = message("change", "Something done")
STRETCHES = {"figure4", "knee_to_chest"}


@dataclass(frozen=True)
class Book:
    """A diary with plans and sessions that are quick to write down."""

    diary: Diary
    tr: Translator

    @property
    def index(self) -> LibraryIndex:
        return library_index(self.diary, self.tr)

    def day(self, number: int) -> dt.date:
        return MONDAY + dt.timedelta(days=number)

    def at(self, number: int, hour: int = 20) -> FixedClock:
        return FixedClock(dt.datetime.combine(self.day(number), dt.time(hour), ZONE))

    def item(self, name: str, side: ExerciseSide = ExerciseSide.NONE, **more: object) -> PlanItem:
        """Return 2 × 10 of an exercise, three times a week unless said otherwise."""
        routine = "stretching" if name in STRETCHES else "hip_strength"
        often = {} if "weekdays" in more else {"times_a_week": 3}
        often.update(more)  # type: ignore[arg-type]
        start = PlanItem(name, 0, name, routine, side, 2, 10)
        return dataclasses.replace(start, **often)  # type: ignore[arg-type]

    def plan(self, number: int, from_day: int, *items: PlanItem, **more: object) -> PlanVersion:
        """Add a version; the id of an item is its exercise and the number."""
        placed = tuple(
            dataclasses.replace(one, position=place, id=f"{one.exercise}-{number}")
            for place, one in enumerate(items)
        )
        made = PlanVersion(f"v{number}", number, self.day(from_day), f"Plan {number}", "", placed)
        made = dataclasses.replace(made, **more)  # type: ignore[arg-type]
        with self.diary.change(LABEL):
            self.diary.plans.add_version(made)
        return made

    def done(
        self,
        plan: PlanVersion,
        number: int,
        sets: Mapping[str, Sequence[int | None]],
        **more: object,
    ) -> Session:
        """Add a finished session.

        Args:
            plan: The version it is a go at.
            number: Its day.
            sets: Repetitions of each set by exercise: all of the left side, then the right.
            more: Other attributes of the session.
        """
        session_id = f"s{number}-{len(self.diary.sessions.between(None, None))}"
        rows = []
        for one in plan.items:
            if one.exercise in sets:
                planned = planned_sets(session_id, [one])
                rows += [
                    dataclasses.replace(row, done=reps)
                    for row, reps in zip(planned, sets[one.exercise], strict=True)
                ]
        made = Session(session_id, self.day(number), None, plan.id, "", status_of(rows))
        made = dataclasses.replace(made, **more)  # type: ignore[arg-type]
        with self.diary.change(LABEL):
            self.diary.sessions.add(made)
            self.diary.sets.add(rows)
        return made

    def whole(
        self, plan: PlanVersion, number: int, status: SessionStatus, **more: object
    ) -> Session:
        """Add a session of which single sets are not known."""
        made = Session(f"w{number}", self.day(number), None, plan.id, "", status)
        made = dataclasses.replace(made, **more)  # type: ignore[arg-type]
        with self.diary.change(LABEL):
            self.diary.sessions.add(made)
        return made


@pytest.fixture
def book(
    tmp_path: Path, clock: FixedClock, no_red_flags: Callable[[Diary, Clock], None]
) -> Iterator[Book]:
    with Diary.create(tmp_path / "book.rehab", clock) as diary:
        no_red_flags(diary, clock)
        yield Book(diary, translator_for(ENGLISH))
