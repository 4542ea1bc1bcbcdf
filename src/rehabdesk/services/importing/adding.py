"""Writing what was previewed into a diary: one change, wholly or not at all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, repeat
from operator import itemgetter
from typing import TypeVar

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.plan import ExerciseSide, OwnExercise, PlanItem, PlanVersion
from rehabdesk.domain.text import message
from rehabdesk.services.importing.batch import (
    ImportBatch,
    ImportPreview,
    PainBatch,
    RoutineBatch,
)
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.store.diary import Diary
from rehabdesk.store.pain_entries import PainRow
from rehabdesk.store.sessions import SessionRow

#: The title of plan versions that imports make. Data, not a sentence: the same in all languages.
IMPORTED_TITLE = "imported"
#: Rows between two reports of progress.
CHUNK = 10_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    Attributes:
        changes: What was touched. Rows added in bulk are not listed one by one.
        entries: Pain entries added.
        sessions: Sessions added.
        already_there: Rows of the file that were in the diary from an earlier import.
    """

    changes: Changes
    entries: int
    sessions: int
    already_there: int


def add_import(
    diary: Diary, preview: ImportPreview, progress: Progress | None = None
) -> ImportResult:
    """Write what was previewed into the diary.

    A region that has no entries yet gets the kind of its first imported column as the kind that
    counts. Routines become a plan version called "imported", unless one says the same already.

    Args:
        diary: The diary.
        preview: What to add.
        progress: Told in rows; asked between chunks whether to go on.

    Raises:
        InputError: The preview is not ready; see `ImportPreview.check`.
        CancelledError: The person asked to stop; nothing was changed.
        DiaryError: The diary cannot be written; nothing was changed.
    """
    preview.check()
    batch = preview.batch
    steps = _Steps(progress or NoProgress(), batch.entries + batch.sessions)
    label = message("change", "Imported")
    with diary.change(label, undoable=False) as recorder:
        _set_kinds(diary, batch)
        entries = sum(
            diary.pain.insert_many(rows)
            for one in batch.pain
            for rows in steps.chunks(_pain_rows(one))
        )
        sessions = 0
        if batch.sessions:
            version = _version_for(diary, batch)
            sessions = sum(
                diary.sessions.insert_many(rows)
                for one in batch.routines
                for rows in steps.chunks(_session_rows(one, version))
            )
        stop_if_cancelled(steps.progress)
    return ImportResult(recorder.changes, entries, sessions, steps.total - entries - sessions)


@dataclass(slots=True)
class _Steps:
    """Cuts rows into chunks and tells how far the work is."""

    progress: Progress
    total: int
    done: int = 0

    def chunks(self, rows: Iterator[Row]) -> Iterator[list[Row]]:
        while chunk := list(islice(rows, CHUNK)):
            stop_if_cancelled(self.progress)
            yield chunk
            self.done += len(chunk)
            self.progress.report(self.done, self.total)


def _pain_rows(batch: PainBatch) -> Iterator[PainRow]:
    """Return the rows by day, those of one day in the order of the file.

    Days in disorder would fetch the pages of the diary's indexes again and again, and a file may
    begin with the newest day. The diary itself shows entries by day in any case.
    """
    rows = zip(
        batch.days,
        batch.times,
        repeat(batch.where.region),
        repeat(batch.where.side.value),
        repeat(batch.kind.value),
        batch.values,
        repeat(""),
        repeat(0),
        batch.keys,
        strict=False,  # what is repeated has no end
    )
    return iter(sorted(rows, key=itemgetter(0)))


def _session_rows(batch: RoutineBatch, version: str) -> Iterator[SessionRow]:
    for day, status, note, key in zip(
        batch.days, batch.statuses, batch.notes, batch.keys, strict=True
    ):
        yield (day, None, version, batch.name, status.value, "", note, 0, key)


def _set_kinds(diary: Diary, batch: ImportBatch) -> None:
    """The first entries of a region set its kind."""
    known = {use.where for use in diary.pain.regions()}
    for one in batch.pain:
        if one.days and one.where not in known:
            known.add(one.where)
            diary.settings.set_value_kind(one.where, one.kind)


def _version_for(diary: Diary, batch: ImportBatch) -> str:
    """Return the plan version the sessions are goes at, made if there is none that fits."""
    wanted = {one.name: one.times_a_week for one in batch.routines}
    first = min(dt.date.fromisoformat(min(one.days)) for one in batch.routines if one.days)
    versions = diary.plans.versions()
    for version in reversed(versions):
        prescribed = {item.routine: item.times_a_week for item in version.items}
        begun = version.title == IMPORTED_TITLE and version.from_day <= first
        if begun and wanted.items() <= prescribed.items():
            return version.id
    # What was prescribed on that day stays prescribed beside it.
    carried = [item for item in _in_force(versions, first) if item.routine not in wanted]
    items = enumerate((*carried, *_own_items(diary, wanted)))
    made = PlanVersion(
        id=str(uuid.uuid4()),
        number=max((version.number for version in versions), default=0) + 1,
        from_day=first,
        title=IMPORTED_TITLE,
        note="",
        items=tuple(replace(item, id=str(uuid.uuid4()), position=n) for n, item in items),
    )
    diary.plans.add_version(made)
    return made.id


def _in_force(versions: Sequence[PlanVersion], day: dt.date) -> tuple[PlanItem, ...]:
    begun = [version for version in versions if version.from_day <= day]
    if not begun:
        return ()
    return max(begun, key=lambda version: (version.from_day, version.number)).items


def _own_items(diary: Diary, wanted: dict[str, int]) -> list[PlanItem]:
    """Return an item for each routine, with its exercise made if it is not there."""
    present = {own.routine: own for own in diary.plans.own_exercises()}
    items = []
    for name, times in wanted.items():
        own = present.get(name)
        if own is None:
            own = OwnExercise(id=str(uuid.uuid4()), name=name, routine=name)
            diary.plans.add_own_exercise(own)
        items.append(
            PlanItem(
                id="",
                position=0,
                exercise=f"own:{own.id}",
                routine=name,
                side=ExerciseSide.NONE,
                times_a_week=times,
            )
        )
    return items
