"""What the plan page reads from the diary, in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import OwnExercise, Pause, PlanVersion
from rehabdesk.domain.text import Translator
from rehabdesk.services.library import LibraryIndex, load_library
from rehabdesk.services.plans import in_force

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class PlanState:
    """The state of a diary's plan.

    Attributes:
        index: The library with own exercises and favourites.
        own: The diary's own exercises.
        versions: All versions by number.
        pauses: All pauses by their first day.
    """

    index: LibraryIndex
    own: tuple[OwnExercise, ...]
    versions: tuple[PlanVersion, ...]
    pauses: tuple[Pause, ...]

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


def read_plan(diary: Diary, tr: Translator) -> PlanState:
    """Read everything the page shows."""
    own = tuple(diary.plans.own_exercises())
    return PlanState(
        index=LibraryIndex(load_library(), tr, own, diary.plan_extras.favourites()),
        own=own,
        versions=tuple(diary.plans.versions()),
        pauses=tuple(diary.plan_extras.pauses()),
    )
