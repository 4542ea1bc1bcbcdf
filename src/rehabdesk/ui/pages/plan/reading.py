"""What the plan page reads from the diary, in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import OwnExercise, Pause, PlanVersion
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Translator
from rehabdesk.services.answers.primary import primary_region
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plans import in_force
from rehabdesk.services.progression import Suggestion, suggestions
from rehabdesk.services.safety.gate import GateReading, read_gate

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


#: What is shown of the plan itself.
PLAN_KINDS = frozenset(
    {
        Kind.PLAN_VERSION,
        Kind.PLAN_ITEM,
        Kind.OWN_EXERCISE,
        Kind.FAVOURITE,
        Kind.PAUSE,
        Kind.SESSION,
        Kind.SET_DONE,
    }
)


@dataclass(frozen=True, slots=True)
class PlanState:
    """The state of a diary's plan.

    Attributes:
        index: The library with own exercises and favourites.
        own: The diary's own exercises.
        versions: All versions by number.
        pauses: All pauses by their first day.
        safety: Whether a plan may be suggested.
        suggestions: What is suggested for the version in force; nothing while it may not.
    """

    index: LibraryIndex
    own: tuple[OwnExercise, ...]
    versions: tuple[PlanVersion, ...]
    pauses: tuple[Pause, ...]
    safety: GateReading
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def latest(self) -> PlanVersion | None:
        """The version that changes begin from: the one that is in force in the end."""
        return in_force(self.versions, dt.date.max)

    @property
    def next_number(self) -> int:
        """The number a new version gets."""
        return max((one.number for one in self.versions), default=0) + 1

    def pause_to_tell(self, today: dt.date) -> Pause | None:
        """Return the pause that goes on or comes next, or None."""
        open_ones = [one for one in self.pauses if one.last is None or one.last >= today]
        return min(open_ones, key=lambda one: one.first, default=None)


def read_plan(diary: Diary, tr: Translator, clock: Clock, regions: RegionCatalogue) -> PlanState:
    """Read everything the page shows.

    Args:
        diary: The open diary.
        tr: The translator.
        clock: Tells the present.
        regions: All regions.
    """
    own = tuple(diary.plans.own_exercises())
    index = LibraryIndex(load_library(), tr, own, diary.plan_extras.favourites())
    primary = primary_region(diary, regions)
    where = primary.where if primary is not None else None
    safety = read_gate(diary, clock)
    suggested = (
        suggestions(diary, diary_day(clock.now()), index, where)
        if safety.gate.allows_training
        else ()
    )
    return PlanState(
        index=index,
        own=own,
        versions=tuple(diary.plans.versions()),
        pauses=tuple(diary.plan_extras.pauses()),
        safety=safety,
        suggestions=tuple(suggested),
    )
