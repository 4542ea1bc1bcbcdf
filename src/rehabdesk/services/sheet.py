"""The paper sheet on the screen: which exercise was done on which day, several days at once.

The grid has the same rows and columns as the printed home plan: the exercises by the position
they begin in, and an exercise for both sides as a row for the left and a row for the right.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.moments import Clock, diary_day
from rehabdesk.domain.plan import (
    ExerciseSide,
    PlanItem,
    PlanVersion,
    Session,
    SessionStatus,
    SetDone,
)
from rehabdesk.domain.text import message
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_entries import check_day
from rehabdesk.services.plan_rules import group_by_position, sides_of
from rehabdesk.services.plans import in_force, is_paused
from rehabdesk.services.session_state import planned_sets, status_of

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Days on the printed sheet.
SHEET_DAYS = 14
#: A box of the sheet: day, plan item id, side.
Box = tuple[dt.date, str, ExerciseSide]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One side of one exercise on one day.

    Attributes:
        item: The plan item in force, or None if the exercise is not in the plan of that day.
        due: Whether its weekday is prescribed; always so for items due n times a week.
        share: How much of this side was done, 0 to 1; None if nothing was recorded.
        paused: Whether the day is in an agreed break.
    """

    item: PlanItem | None
    due: bool
    share: float | None
    paused: bool


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One side of one exercise over all days.

    Attributes:
        exercise: Its id.
        side: The side that is ticked: left, right, or none where both legs work at once.
        cells: One per day.
    """

    exercise: str
    side: ExerciseSide
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The grid.

    Attributes:
        days: The columns.
        rows: The exercises in the order of the printed plan; those of an older version last.
    """

    days: tuple[dt.date, ...]
    rows: tuple[SheetRow, ...]


def sheet(
    diary: Diary,
    index: LibraryIndex,
    first: dt.date,
    days: int = SHEET_DAYS,
    printed: PlanVersion | None = None,
) -> Sheet:
    """Return the grid of some days.

    Args:
        diary: The open diary.
        index: The library with own exercises; it knows the positions exercises begin in.
        first: The first column.
        days: How many columns.
        printed: The version that was printed: the grid has its rows, and from its first day on what
            is ticked was done as that version says, even where a newer one is in force by then.
            None for the version in force on each day.
    """
    columns = tuple(first + dt.timedelta(days=number) for number in range(days))
    versions = diary.plans.versions()
    by_day = {day: in_force(versions, day) for day in columns}
    pauses = diary.plan_extras.pauses()
    shares = _shares(diary, columns, versions)
    keys: dict[tuple[str, ExerciseSide], None] = {}
    shown = {one.number: one for one in by_day.values() if one} if printed is None else {0: printed}
    for _, version in sorted(shown.items(), reverse=True):
        for _, items in group_by_position(version.items, index):
            for one in items:
                keys.update(dict.fromkeys((one.exercise, side) for side in sides_of(one.side)))
    rows = []
    for exercise, side in keys:
        cells = []
        for day in columns:
            item = _find(by_day[day], exercise, side)
            if printed is not None and day >= printed.from_day:
                # What is in the diary by another version already is not entered twice.
                known = item is not None and (day, item.id, side) in shares
                item = item if known else _find(printed, exercise, side)
            due = item is not None and (not item.weekdays or day.isoweekday() in item.weekdays)
            share = shares.get((day, item.id, side)) if item else None
            cells.append(SheetCell(item, due, share, is_paused(pauses, day)))
        rows.append(SheetRow(exercise, side, tuple(cells)))
    return Sheet(columns, tuple(rows))


def tick(diary: Diary, clock: Clock, ticks: Mapping[Box, bool]) -> Changes:
    """Save ticks of the sheet as one change.

    A tick says that all of one side of an exercise was done on a day; taking one away says that
    nothing was recorded. Days that have passed are marked as backfilled.

    Args:
        diary: The open diary.
        clock: Tells the present.
        ticks: Ticked or not, by day, plan item id and side; what is not named stays as it is.

    Raises:
        InputError: A day is to come.
        DiaryError: The diary cannot be written.
    """
    now = clock.now()
    versions = {version.number: version for version in diary.plans.versions()}
    owner = {item.id: one.number for one in versions.values() for item in one.items}
    by_day: dict[tuple[dt.date, int], dict[tuple[str, ExerciseSide], bool]] = {}
    for (day, item_id, side), ticked in ticks.items():
        check_day(day, now)
        if item_id in owner:
            by_day.setdefault((day, owner[item_id]), {})[item_id, side] = ticked
    with diary.change(message("change", "Sheet saved")) as recorder:
        for day, number in sorted(by_day):
            boxes, past = by_day[day, number], day < diary_day(now)
            _tick_day(diary, versions[number], day, boxes, backfilled=past)
    return recorder.changes


def tick_day(diary: Diary, clock: Clock, day: dt.date, items: Sequence[PlanItem]) -> Changes:
    """Save that some exercises were done on a day, all of their sets.

    Raises:
        InputError: The day is to come.
        DiaryError: The diary cannot be written.
    """
    boxes = {(day, item.id, side): True for item in items for side in sides_of(item.side)}
    return tick(diary, clock, boxes)


def _tick_day(
    diary: Diary,
    version: PlanVersion,
    day: dt.date,
    ticks: Mapping[tuple[str, ExerciseSide], bool],
    *,
    backfilled: bool,
) -> None:
    sessions = [
        one
        for one in diary.sessions.between(day, day)
        if one.plan_version_id == version.id and not one.running
    ]
    present = {one.id: _sets(diary, one, version) for one in sessions}
    touched = {session_id for session_id, sets in present.items() if sets}
    for item in version.items:
        sides = {side: ticks[item.id, side] for side in sides_of(item.side)
                 if (item.id, side) in ticks}  # fmt: skip
        if not sides:
            continue
        rows = [one for sets in present.values() for one in sets if one.plan_item_id == item.id]
        if any(sides.values()):
            session = _session_for(diary, version, day, sessions, backfilled=backfilled)
            touched.add(session.id)
            _tick_item(diary, session, item, rows, sides)
        else:
            _untick_item(diary, rows, sides)
    for session in sessions:
        if session.id in touched:
            _settle(diary, session)


def _sets(diary: Diary, session: Session, version: PlanVersion) -> list[SetDone]:
    """Return a session's sets; one that was saved as done as a whole gets its sets written out."""
    sets = diary.sets.of(session.id)
    if sets or session.status is not SessionStatus.DONE:
        return sets
    written = _all_done(session, version)
    diary.sets.add(written)
    return written


def _all_done(session: Session, version: PlanVersion) -> list[SetDone]:
    """Return the sets that a session saved as done as a whole stands for."""
    items = [item for item in version.items if session.routine in {"", item.routine}]
    return [dataclasses.replace(one, done=one.planned) for one in planned_sets(session.id, items)]


def _session_for(
    diary: Diary, version: PlanVersion, day: dt.date, sessions: list[Session], *, backfilled: bool
) -> Session:
    """Return the day's session to put ticks in, made if there is none."""
    if sessions:
        return sessions[0]
    routines = {item.routine for item in version.items}
    session = Session(
        id=str(uuid.uuid4()),
        day=day,
        at=None,
        plan_version_id=version.id,
        routine=routines.pop() if len(routines) == 1 else "",
        status=SessionStatus.DONE,
        backfilled=backfilled,
    )
    diary.sessions.add(session)
    sessions.append(session)
    return session


def _tick_item(
    diary: Diary,
    session: Session,
    item: PlanItem,
    present: Sequence[SetDone],
    ticks: Mapping[ExerciseSide, bool],
) -> None:
    """Set each side as ticked; the sets of a side nothing is known of are there, not done.

    Otherwise a session with one side ticked would look like one that is complete.
    """
    known = {(one.side, one.number): one for one in present}
    for planned in planned_sets(session.id, [item]):
        one = known.get((planned.side, planned.number))
        ticked = ticks.get(planned.side)
        if one is None:
            done = planned.planned if ticked else None
            diary.sets.add([dataclasses.replace(planned, done=done)])
        elif ticked and one.share < 1.0:
            done_now = dataclasses.replace(one, done=one.planned, skipped=False, skip_reason="")
            diary.sets.update(done_now)
        elif ticked is False:
            diary.sets.update(_nothing_recorded(one))


def _untick_item(
    diary: Diary, present: Sequence[SetDone], ticks: Mapping[ExerciseSide, bool]
) -> None:
    """Take ticks away; an item of which nothing is recorded any more goes from the session."""
    others = [one for one in present if one.side not in ticks]
    if any(one.done or one.skipped for one in others):
        for one in present:
            if one.side in ticks:
                diary.sets.update(_nothing_recorded(one))
        return
    for one in present:
        diary.sets.delete(one.id)


def _nothing_recorded(one: SetDone) -> SetDone:
    return dataclasses.replace(one, done=None, skipped=False, skip_reason="", pain=None, clean=None)


def _settle(diary: Diary, session: Session) -> None:
    """Bring a session's status in step with its sets; one that has lost all of them goes."""
    sets = diary.sets.of(session.id)
    if sets:
        diary.sessions.update(dataclasses.replace(session, status=status_of(sets)))
    else:
        diary.sessions.delete(session.id)


def _find(version: PlanVersion | None, exercise: str, side: ExerciseSide) -> PlanItem | None:
    for one in version.items if version else ():
        if one.exercise == exercise and side in sides_of(one.side):
            return one
    return None


def _shares(
    diary: Diary, days: Sequence[dt.date], versions: Sequence[PlanVersion]
) -> dict[Box, float]:
    """Return how much of each box was done; absent if nothing was recorded."""
    sets = diary.sets.between(days[0], days[-1])
    by_id = {version.id: version for version in versions}
    found: dict[Box, dict[int, float]] = {}
    for session in diary.sessions.between(days[0], days[-1]):
        rows = sets.get(session.id, [])
        if not rows and session.status is SessionStatus.DONE:
            rows = _all_done(session, by_id[session.plan_version_id])
        for one in rows:
            if one.done is None and not one.skipped:
                continue
            best = found.setdefault((session.day, one.plan_item_id, one.side), {})
            best[one.number] = max(one.share, best.get(one.number, 0.0))
    return {
        box: sum(best.values()) / max(len(best), _planned(by_id, box))
        for box, best in found.items()
    }


def _planned(versions: Mapping[str, PlanVersion], box: Box) -> int:
    """Return how many sets a box stands for; 0 if its item is of no version."""
    return next(
        (item.sets for one in versions.values() for item in one.items if item.id == box[1]), 0
    )
