"""A session as it stands: its sets in order, what comes next, how far it is."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import (
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
    SetUnit,
)
from rehabdesk.services.plan_rules import sides_of

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session with everything a page about it shows.

    Attributes:
        session: The session.
        version: The plan version it is a go at.
        items: The plan items it is about, in the plan's order.
        sets: Their sets in the order they are to be done.
    """

    session: Session
    version: PlanVersion
    items: tuple[PlanItem, ...]
    sets: tuple[SetDone, ...]

    def sets_of(self, item_id: str) -> tuple[SetDone, ...]:
        """Return the sets of one item."""
        return tuple(one for one in self.sets if one.plan_item_id == item_id)

    @property
    def current_item(self) -> PlanItem | None:
        """The item the session is at: where it was left, else the first with something to do."""
        for item in self.items:
            if item.id == self.session.place:
                return item
        waiting = self.next_set
        found = (item for item in self.items if waiting and item.id == waiting.plan_item_id)
        return next(found, None)

    @property
    def next_set(self) -> SetDone | None:
        """The next set to do: of the item the session is at, else of the following ones."""
        places = {item.id: place for place, item in enumerate(self.items)}
        here = places.get(self.session.place, 0)
        waiting = [one for one in self.sets if one.done is None and not one.skipped]
        ahead = [one for one in waiting if places.get(one.plan_item_id, -1) >= here]
        return next(iter(ahead or waiting), None)

    @property
    def done_share(self) -> float:
        """How much of everything planned is done, 0 to 1."""
        return sum(one.share for one in self.sets) / len(self.sets) if self.sets else 0.0


def planned_sets(session_id: str, items: Iterable[PlanItem]) -> list[SetDone]:
    """Return all sets of some items, not done yet, in the order they are to be done.

    Of an item for both sides, all sets of the left side come first, then those of the right.
    """
    return [
        SetDone(
            id=str(uuid.uuid4()),
            session_id=session_id,
            plan_item_id=item.id,
            exercise=item.exercise,
            side=side,
            number=number,
            unit=SetUnit.SECONDS if item.reps is None else SetUnit.REPS,
            planned=max(1, (item.hold_s or 1) if item.reps is None else item.reps),
        )
        for item in items
        for side in sides_of(item.side)
        for number in range(1, item.sets + 1)
    ]


def status_of(sets: Sequence[SetDone]) -> SessionStatus:
    """Return how a session went by its sets."""
    done = sum(one.share for one in sets)
    if sets and done >= len(sets):
        return SessionStatus.DONE
    if done > 0:
        return SessionStatus.PARTIAL
    skipped = bool(sets) and all(one.skipped for one in sets)
    return SessionStatus.SKIPPED if skipped else SessionStatus.NOT_DONE


def state_of(diary: Diary, session: Session) -> SessionState:
    """Return a session with its plan and sets."""
    version = next(one for one in diary.plans.versions() if one.id == session.plan_version_id)
    sets = diary.sets.of(session.id)
    about = {one.plan_item_id for one in sets}
    items = tuple(item for item in version.items if item.id in about)
    places = {item.id: place for place, item in enumerate(items)}
    ordered = sorted(sets, key=lambda one: places.get(one.plan_item_id, len(places)))
    return SessionState(session, version, items, tuple(ordered))


def running_session(diary: Diary) -> SessionState | None:
    """Return the session that is going on, also after a crash, or None."""
    session = diary.sessions.running()
    return None if session is None else state_of(diary, session)


def due_items(diary: Diary, version: PlanVersion, day: dt.date) -> tuple[PlanItem, ...]:
    """Return the items that are due on a day.

    Items with weekdays are due on those. Items due n times a week are due unless they were done
    on n other days of that Monday-to-Sunday week already.
    """
    monday = day - dt.timedelta(days=day.weekday())
    week = diary.sessions.between(monday, monday + dt.timedelta(days=6))
    sets = diary.sets.between(monday, monday + dt.timedelta(days=6))
    done_on: dict[str, set[dt.date]] = {}
    for session in week:
        if session.day == day:
            continue
        for one in sets.get(session.id, []):
            if one.done:
                done_on.setdefault(one.plan_item_id, set()).add(session.day)
    return tuple(
        item
        for item in version.items
        if day.isoweekday() in item.weekdays
        or len(done_on.get(item.id, ())) < (item.times_a_week or 0)
    )
