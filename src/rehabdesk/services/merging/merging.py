"""Merging another copy of a diary into it: looked at first, then done as one change."""

from __future__ import annotations

import contextlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.text import message
from rehabdesk.services.merging.rows import Choices, Conflict, KindMerge, Side, merge_kind
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.store.backups import Reason, backup_folder, backup_now
from rehabdesk.store.connection import PlainConnections
from rehabdesk.store.diary import FORMAT, Diary
from rehabdesk.store.merge_rows import fitting
from rehabdesk.store.whole_rows import PastRow

#: Steps of progress for each kind: reading and comparing it, and writing it.
_STEPS = 2


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging another diary would do; nothing is changed by asking.

    Attributes:
        same_diary: Both are copies of one diary; else somebody has to say that they belong to one
            person.
        added: How many rows would be added, by kind.
        updated: How many rows would get another state, by kind.
        conflicts: Where somebody has to choose.
        seen: The state numbers of both diaries when this was found out.
    """

    same_diary: bool
    added: Mapping[Kind, int]
    updated: Mapping[Kind, int]
    conflicts: tuple[Conflict, ...]
    seen: tuple[int, int] = (0, 0)

    @property
    def is_nothing(self) -> bool:
        """Whether the other diary has nothing that is not here."""
        return not self.added and not self.updated and not self.conflicts


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What merging did.

    Attributes:
        changes: What was touched.
        added: How many rows were added, by kind.
        updated: How many rows got another state, by kind.
        conflicts: Where one of two versions was kept.
        backup: What the diary was before; None if nothing was changed.
    """

    changes: Changes
    added: Mapping[Kind, int] = field(default_factory=dict)
    updated: Mapping[Kind, int] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    backup: Path | None = None


@contextlib.contextmanager
def other_diary(path: Path, clock: Clock) -> Iterator[Diary]:
    """Open another diary to be merged, for the time of a `with`; its file is never changed.

    One of an older format is brought up to date in a copy that is thrown away.

    Args:
        path: The other diary.
        clock: Tells the present.

    Raises:
        DiaryError: It is not a good diary, or of a newer program.
        InputError: It is a shared copy.
    """
    with contextlib.ExitStack() as stack:
        read = path
        if PlainConnections().format_of(path) < FORMAT:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="rehabdesk-"))
            read = backup_now(path, Path(folder), clock)
            Diary.open(read, clock).close()
        diary = stack.enter_context(Diary.open(read, clock, read_only=True))
        if diary.shared is not None:
            raise InputError(
                message(
                    "merge error",
                    "“{name}” is a shared copy: what is in it is in the diary it was made of.",
                    name=path.name,
                )
            )
        wrong = diary.problems()
        if wrong:
            raise InputError(
                message("merge error", "“{name}” is damaged and was not merged.", name=path.name)
            )
        yield diary


def preview_merge(
    diary: Diary,
    other: Path,
    clock: Clock,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> MergePreview:
    """Return what merging another diary would do.

    Args:
        diary: The open diary.
        other: The other diary's file.
        clock: Tells the present.
        choices: What was chosen so far.
        progress: Told kind by kind; asked whether to go on.

    Raises:
        InputError: It is the diary itself, or a shared copy.
        DiaryError: It is not a good diary.
        CancelledError: The person asked to stop.
    """
    _refuse_itself(diary, other)
    with other_diary(other, clock) as theirs:
        parts = list(_compare(diary, theirs, choices or {}, progress or NoProgress()))
        return MergePreview(
            same_diary=theirs.id == diary.id,
            added=_count(parts, "added"),
            updated=_count(parts, "updated"),
            conflicts=tuple(one for part in parts for one in part.conflicts),
            seen=(diary.revision, theirs.revision),
        )


def merge_diary(
    diary: Diary,
    other: Path,
    clock: Clock,
    choices: Choices | None = None,
    progress: Progress | None = None,
    *,
    same_person: bool = False,
) -> MergeResult:
    """Put everything that another diary has into a diary, as one change, after a backup.

    Args:
        diary: The open diary.
        other: The other diary's file; it stays as it is.
        clock: Tells the present.
        choices: Which version of each conflict is kept; the newest if nothing is said.
        progress: Told kind by kind; asked whether to go on.
        same_person: Somebody said that both diaries belong to one person, although they are not
            copies of one diary.

    Returns:
        What was done. It cannot be undone step by step: the backup is the way back.

    Raises:
        InputError: It is the diary itself, a shared copy, or the diary of somebody else.
        DiaryError: It is not a good diary, or the diary cannot be written; nothing was changed.
        CancelledError: The person asked to stop; nothing was changed.
    """
    progress = progress or NoProgress()
    diary.refuse_if_shared()
    _refuse_itself(diary, other)
    label = message("change", "Diaries merged")
    with other_diary(other, clock) as theirs:
        if theirs.id != diary.id and not same_person:
            raise InputError(
                message(
                    "merge error",
                    "“{name}” is another diary. Merge it only if it is the same person's.",
                    name=other.name,
                )
            )
        parts = list(_compare(diary, theirs, choices or {}, progress))
        if not any(part.added or part.updated or part.stamped or part.past for part in parts):
            with diary.change(label, undoable=False) as recorder:
                pass
            return MergeResult(recorder.changes)
        backup = backup_now(diary.path, backup_folder(diary.path), clock, Reason.BEFORE_MERGE)
        try:
            with fitting(other.name), diary.change(label, undoable=False) as recorder:
                _write(diary, parts, progress)
        except BaseException:
            _forget(backup)
            raise
    return MergeResult(
        recorder.changes,
        _count(parts, "added"),
        _count(parts, "updated"),
        tuple(one for part in parts for one in part.conflicts),
        backup,
    )


def _forget(backup: Path) -> None:
    """Take a backup away again, and its folder if there is nothing else in it."""
    backup.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        backup.parent.rmdir()


def _write(diary: Diary, parts: Sequence[KindMerge], progress: Progress) -> None:
    diary.merging.loosen_references()
    total = _STEPS * len(parts)
    for number, part in enumerate(parts, 1):
        stop_if_cancelled(progress)
        diary.merging.put(part.kind, part.added, [*part.updated, *part.stamped])
        diary.whole_rows.insert_past(part.past)
        progress.report(len(parts) + number, total)
    stop_if_cancelled(progress)


def _compare(
    ours: Diary, theirs: Diary, choices: Choices, progress: Progress
) -> Iterator[KindMerge]:
    our_past, their_past = _past_of(ours), _past_of(theirs)
    kinds = list(Kind)
    for number, kind in enumerate(kinds, 1):
        stop_if_cancelled(progress)
        yield merge_kind(
            kind,
            Side({str(row["id"]): row for row in ours.whole_rows.all(kind)}, our_past[kind]),
            Side({str(row["id"]): row for row in theirs.whole_rows.all(kind)}, their_past[kind]),
            ours.merging.slots(kind),
            choices,
        )
        progress.report(number, _STEPS * len(kinds))


def _past_of(diary: Diary) -> defaultdict[Kind, dict[str, list[PastRow]]]:
    found: defaultdict[Kind, dict[str, list[PastRow]]] = defaultdict(dict)
    for past in diary.whole_rows.past():
        found[past.kind].setdefault(past.id, []).append(past)
    return found


def _count(parts: Sequence[KindMerge], what: str) -> dict[Kind, int]:
    counts = {part.kind: len(getattr(part, what)) for part in parts}
    return {kind: count for kind, count in counts.items() if count}


def _refuse_itself(diary: Diary, other: Path) -> None:
    try:
        same = other.samefile(diary.path)
    except OSError:
        return  # opening it says what is wrong
    if same:
        raise InputError(
            message("merge error", "“{name}” is the diary that is open.", name=other.name)
        )
