"""From plans, sessions and pauses of a diary to the doses the analysis works with.

A session with sets counts by them. Of one without, `done` stands for everything its version
prescribes of its routine, `partial` for half of it, `not_done` for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.doses import (
    DayDose,
    ItemDose,
    Pause,
    Prescription,
    SessionDose,
    daily_doses,
)
from rehabdesk.domain.exercise import OWN_PREFIX
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import (
    ExerciseSide,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
)
from rehabdesk.services.library import load_library
from rehabdesk.services.plan_rules import sides_of
from rehabdesk.services.plans import in_force

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: What a session counts for that was saved as partly done without its sets.
PARTIAL_SHARE = 0.5

Counts = Callable[[PlanItem], bool]


@dataclass(frozen=True, slots=True)
class RoutineBook:
    """Everything adherence is made of, read once.

    Attributes:
        versions: Plan versions by number.
        sessions: Sessions by day, those that are going on included.
        sets: Their sets by session id.
        pauses: Agreed breaks.
        hip: Ids of the exercises that count as hip strengthening.
    """

    versions: tuple[PlanVersion, ...]
    sessions: tuple[Session, ...]
    sets: dict[str, list[SetDone]]
    pauses: tuple[Pause, ...]
    hip: frozenset[str]

    @property
    def first_day(self) -> dt.date | None:
        """The first day anything was prescribed, or None."""
        return min((version.from_day for version in self.versions), default=None)

    def counts_as_hip(self, item: PlanItem) -> bool:
        """Tell whether an item's dose counts as hip strengthening."""
        return item.exercise in self.hip


def read_book(diary: Diary) -> RoutineBook:
    """Read plans, sessions, sets and pauses of a diary."""
    own = {OWN_PREFIX + one.id for one in diary.plans.own_exercises() if one.counts_as_hip_strength}
    library = {one.id for one in load_library() if one.counts_as_hip_strength}
    return RoutineBook(
        versions=tuple(diary.plans.versions()),
        sessions=tuple(diary.sessions.between(None, None)),
        sets=diary.sets.between(None, None),
        pauses=tuple(Pause(one.first, one.last) for one in diary.plan_extras.pauses()),
        hip=frozenset(own | library),
    )


def last_day_that_counts(book: RoutineBook, clock: Clock) -> dt.date:
    """Return the present day if it has a session that is over, else the day before.

    What has no session yet counts as not done only when its day is over.
    """
    today = diary_day(clock.now())
    recorded = any(one.day == today and not one.running for one in book.sessions)
    return today if recorded else today - dt.timedelta(days=1)


def doses_of(
    book: RoutineBook,
    last: dt.date,
    counts: Counts,
    side: ExerciseSide | None = None,
    first: dt.date | None = None,
) -> tuple[DayDose, ...]:
    """Return the dose of each day.

    Weeks are whole where the plan was in force all week, whatever part of them is looked at.

    Args:
        book: What is in the diary.
        last: The last day.
        counts: Which items belong to the dose.
        side: `LEFT` or `RIGHT`: what is to be done on that side; `NONE`: what both legs do at
            once; or None for everything.
        first: The first day, or None for the first on which anything was prescribed.

    Returns:
        One dose per day; none if nothing was prescribed by the last day.
    """
    begin = book.first_day
    if begin is None or begin > last:
        return ()
    doses = daily_doses(
        [_prescription(version, counts, side) for version in book.versions],
        list(_session_doses(book, counts, side)),
        book.pauses,
        begin,
        last,
    )
    if first is None or first == begin:
        return doses
    if first > begin:
        return doses[(first - begin).days :]
    before = [first + dt.timedelta(days=number) for number in range((begin - first).days)]
    return (*(DayDose(day, 0.0, 0.0) for day in before if day <= last), *doses)


def hip_doses(diary: Diary, first: dt.date, last: dt.date) -> tuple[DayDose, ...]:
    """Return the hip-strengthening dose of each day of a period, for the link.

    The unit is a prescribed set on one side. Pass `done_shares` of the result to the estimate.

    Args:
        diary: The open diary.
        first: The first day.
        last: The last day; the present day belongs in it only once it is over.
    """
    book = read_book(diary)
    days = doses_of(book, last, book.counts_as_hip, first=first)
    if days:
        return days
    count = (last - first).days + 1
    return tuple(DayDose(first + dt.timedelta(days=number), 0.0, 0.0) for number in range(count))


def _prescription(version: PlanVersion, counts: Counts, side: ExerciseSide | None) -> Prescription:
    items = []
    for item in version.items:
        sides = [one for one in sides_of(item.side) if side in {None, one}]
        if sides and counts(item):
            dose = float(item.sets * len(sides))
            items.append(ItemDose(item.id, dose, frozenset(item.weekdays), item.times_a_week))
    return Prescription(version.from_day, tuple(items))


def _session_doses(
    book: RoutineBook, counts: Counts, side: ExerciseSide | None
) -> Iterator[SessionDose]:
    """Go through what sessions add to their days; those about other things are left out."""
    versions = {version.id: version for version in book.versions}
    for session in book.sessions:
        own = versions.get(session.plan_version_id)
        now = in_force(book.versions, session.day)
        if own is None or now is None:
            continue
        targets = _targets(own, now)
        sets = book.sets.get(session.id, [])
        dose = (
            _of_sets(session, sets, targets, counts, side)
            if sets
            else _of_whole(session, own, targets, counts, side)
        )
        if dose is not None:
            yield dose


def _targets(own: PlanVersion, now: PlanVersion) -> dict[str, PlanItem]:
    """Return by item id of a session's version the item of the version in force on its day.

    They differ where the plan was changed later on the same day: what had been done until then
    counts for the same exercise of the new plan, best on the same side.
    """
    found = {}
    for item in own.items:
        same = [one for one in now.items if one.exercise == item.exercise]
        exact = [one for one in same if one.id == item.id or one.side is item.side]
        if same:
            found[item.id] = (exact or same)[0]
    return found


def _of_sets(
    session: Session,
    sets: Sequence[SetDone],
    targets: Mapping[str, PlanItem],
    counts: Counts,
    side: ExerciseSide | None,
) -> SessionDose | None:
    """Return what the sets of a session add.

    An item is attempted if any of its sets belongs to the session, on whichever side: so both
    sides of an exercise are due on the same days.
    """
    about = [
        (targets[one.plan_item_id].id, one)
        for one in sets
        if one.plan_item_id in targets and counts(targets[one.plan_item_id])
    ]
    if not about:
        return None
    if all(one.skipped and not one.done for _, one in about):
        return SessionDose(session.day, {}, skipped=True)
    performed: dict[str, float] = {}
    for item_id, one in about:
        share = one.share if side in {None, one.side} else 0.0
        performed[item_id] = performed.get(item_id, 0.0) + share
    return SessionDose(session.day, performed, attempted=frozenset(performed))


def _of_whole(
    session: Session,
    own: PlanVersion,
    targets: Mapping[str, PlanItem],
    counts: Counts,
    side: ExerciseSide | None,
) -> SessionDose | None:
    """Return what a session without sets adds."""
    about = [
        targets[item.id]
        for item in own.items
        if item.id in targets and session.routine in {"", item.routine} and counts(targets[item.id])
    ]
    if not about:
        return None
    if session.status is SessionStatus.SKIPPED:
        return SessionDose(session.day, {}, skipped=True)
    if session.status is SessionStatus.NOT_DONE:
        # Saying that nothing was done is a record, yet no session that would make its day due.
        return SessionDose(session.day, {})
    share = 1.0 if session.status is SessionStatus.DONE else PARTIAL_SHARE
    performed = {
        item.id: share * item.sets * sum(side in {None, one} for one in sides_of(item.side))
        for item in about
    }
    return SessionDose(session.day, performed, attempted=frozenset(performed))
