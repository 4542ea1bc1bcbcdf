"""Reads a diary in JSON and merges it into a diary, wholly or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from rehabdesk.domain.changes import Changes, Kind, RowState
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import Message, message
from rehabdesk.services.interchange import plan_rows, review_rows
from rehabdesk.services.interchange import rows as to_rows
from rehabdesk.services.interchange.checking import check_document
from rehabdesk.services.interchange.completing import Completer
from rehabdesk.services.interchange.load_rows import load_rows
from rehabdesk.services.interchange.measures_rows import measure_rows
from rehabdesk.services.interchange.row_parts import Row
from rehabdesk.services.interchange.safety_rows import safety_rows
from rehabdesk.services.interchange.schema import (
    FORMAT,
    VERSION,
    Document,
    Head,
    PastRecord,
)
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.store.diary import Diary
from rehabdesk.store.whole_rows import PastRow

#: Rows between two reports of progress.
CHUNK = 5_000

_PATH = re.compile(r"at `\$\.?(?P<path>[^`]*)`")
_FIELD = re.compile(r"field `(?P<field>[^`]*)`")


@dataclass(frozen=True, slots=True)
class DiaryFile:
    """A diary in JSON that has been read and checked.

    Attributes:
        document: Everything, with ids and times filled in.
        rows: How many rows it has.
    """

    document: Document
    rows: int


@dataclass(frozen=True, slots=True)
class DiaryImportResult:
    """What importing a diary did.

    Attributes:
        changes: What was touched.
        added: Rows added.
        already_there: Rows of the file that were in the diary; they stay as they are there.
        later: How many of those the file has in a later state.
    """

    changes: Changes
    added: int
    already_there: int
    later: int


def read_diary_file(
    data: bytes, name: str, catalogue: RegionCatalogue, today: dt.date
) -> DiaryFile:
    """Read a diary in JSON.

    Args:
        data: The whole file.
        name: The file's name, for the sentences.
        catalogue: The regions there are.
        today: Later days are refused.

    Raises:
        InputError: It is not a diary, is of a newer version, or something in it is wrong.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    _check_head(data, name)
    try:
        document = msgspec.json.decode(data, type=Document)
    except msgspec.ValidationError as error:
        raise InputError(_invalid(str(error), name)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise InputError(_not_json(name)) from None
    return checked_diary(document, catalogue, today)


def checked_diary(document: Document, catalogue: RegionCatalogue, today: dt.date) -> DiaryFile:
    """Return a diary with what was left out filled in.

    Args:
        document: The diary as a file says it.
        catalogue: The regions there are.
        today: Later days are refused.

    Raises:
        InputError: Something in it makes no sense.
    """
    document = Completer().document(document)
    check_document(document, catalogue, today)
    return DiaryFile(document, sum(len(one) for _, one in _rows(document)))


def _check_head(data: bytes, name: str) -> None:
    try:
        head = msgspec.json.decode(data, type=Head)
    except msgspec.ValidationError:
        head = Head()
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise InputError(_not_json(name)) from None
    if head.format != FORMAT:
        raise InputError(
            message(
                "diary file error",
                "“{name}” is JSON, but not a diary of RehabDesk (see docs/formats.md).",
                name=name,
            )
        )
    if head.version != VERSION:
        raise InputError(
            message(
                "diary file error",
                "“{name}” is a diary in version {version} of the format; this RehabDesk reads"
                " version {known}.",
                name=name,
                version=head.version,
                known=VERSION,
            )
        )


def _not_json(name: str) -> Message:
    return message("diary file error", "“{name}” is not whole or is not JSON.", name=name)


def _invalid(detail: str, name: str) -> Message:
    """Return a sentence for what msgspec found; it names the place as `pain_entries[3].value`."""
    place = _PATH.search(detail)
    field = _FIELD.search(detail)
    path = ".".join(part for part in (place and place["path"], field and field["field"]) if part)
    if "unknown field" in detail:
        return message(
            "diary file error",
            "“{name}” has something this RehabDesk does not know: {path}.",
            name=name,
            path=path[:120],
        )
    if "missing required field" in detail:
        return message("diary file error", "In “{name}”, {path} is missing.", name=name, path=path)
    return message(
        "diary file error", "In “{name}”, {path} is not as it should be.", name=name, path=path
    )


def add_diary_file(
    diary: Diary, file: DiaryFile, progress: Progress | None = None
) -> DiaryImportResult:
    """Merge a diary in JSON into a diary.

    Rows are the same if they have the same id; what the diary has stays as it is there. So does
    what there is only one of (the check-in of a day, an imported row). Plan versions whose number
    is taken get the next free one.

    Raises:
        InputError: The file refers to something that is neither in it nor in the diary.
        CancelledError: The person asked to stop; nothing was changed.
        DiaryError: The diary cannot be written; nothing was changed.
    """
    progress = progress or NoProgress()
    label = message("change", "Imported")
    added = later = done = 0
    with diary.change(label, undoable=False) as recorder:
        for kind, given in _rows(file.document):
            present = {str(row["id"]): row for row in diary.whole_rows.all(kind)}
            new = [row for row in given if row["id"] not in present]
            if kind is Kind.PLAN_VERSION:
                new = _renumbered(new, list(present.values()))
            _check_references(diary, kind, new)
            for chunk in _chunks(new):
                stop_if_cancelled(progress)
                added += diary.whole_rows.insert(kind, chunk)
                progress.report(done + len(chunk), file.rows)
            later += sum(map(_is_later, given, (present.get(row["id"]) for row in given)))
            done += len(given)
            progress.report(done, file.rows)
        diary.whole_rows.insert_past(_new_past(diary, file.document.history))
        stop_if_cancelled(progress)
    return DiaryImportResult(recorder.changes, added, file.rows - added, later)


def _rows(document: Document) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    """Go through the rows of a file, those first that others refer to."""
    yield Kind.DIARY_SETTING, list(map(to_rows.setting_row, document.settings))
    yield Kind.REGION_SETTING, list(map(to_rows.region_setting_row, document.region_settings))
    yield Kind.OWN_EXERCISE, list(map(plan_rows.own_exercise_row, document.own_exercises))
    yield Kind.PLAN_VERSION, list(map(plan_rows.plan_version_row, document.plan_versions))
    yield (
        Kind.PLAN_ITEM,
        [
            plan_rows.plan_item_row(item, version.id or "")
            for version in document.plan_versions
            for item in version.items
        ],
    )
    yield Kind.PAUSE, list(map(plan_rows.pause_row, document.pauses))
    yield Kind.FAVOURITE, list(map(plan_rows.favourite_row, document.favourites))
    yield Kind.REMINDER, list(map(plan_rows.reminder_row, document.reminders))
    yield Kind.SESSION, list(map(plan_rows.session_row, document.sessions))
    yield (
        Kind.SET_DONE,
        [
            plan_rows.set_done_row(one, session.id or "")
            for session in document.sessions
            for one in session.sets
        ],
    )
    yield Kind.CHECK_IN, list(map(to_rows.check_in_row, document.check_ins))
    yield Kind.PAIN_ENTRY, list(map(to_rows.pain_entry_row, document.pain_entries))
    yield from measure_rows(document)
    yield Kind.COMMENT, list(map(review_rows.comment_row, document.comments))
    yield from safety_rows(document)
    yield from load_rows(document)


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _renumbered(new: list[dict[str, Any]], present: Sequence[Row]) -> list[dict[str, Any]]:
    taken = {row["number"] for row in present if row["deleted_at"] is None}
    highest = max((row["number"] for row in (*present, *new)), default=0)
    result = []
    for row in new:
        numbered = row
        if row["deleted_at"] is None and row["number"] in taken:
            highest += 1
            numbered = {**row, "number": highest}
        result.append(numbered)
    return result


def _check_references(diary: Diary, kind: Kind, new: Sequence[Row]) -> None:
    """Make sure that what rows refer to is in the diary by now."""
    if kind is Kind.SESSION:
        known = {str(row["id"]) for row in diary.whole_rows.all(Kind.PLAN_VERSION)}
        referred = {row["plan_version_id"] for row in new}
    elif kind is Kind.PLAN_ITEM:
        known = {"own:" + str(row["id"]) for row in diary.whole_rows.all(Kind.OWN_EXERCISE)}
        referred = {row["exercise"] for row in new if row["exercise"].startswith("own:")}
    elif kind is Kind.SET_DONE:
        known = {str(row["id"]) for row in diary.whole_rows.all(Kind.PLAN_ITEM)}
        referred = {row["plan_item_id"] for row in new}
    elif kind is Kind.ACTIVITY_RATING:
        known = {str(row["id"]) for row in diary.whole_rows.all(Kind.OWN_ACTIVITY)}
        referred = {row["own_activity_id"] for row in new}
    elif kind is Kind.SAFETY_ANSWER:
        known = {str(row["id"]) for row in diary.whole_rows.all(Kind.SAFETY_CHECK)}
        referred = {row["safety_check_id"] for row in new}
    elif kind is Kind.CLEARANCE:
        known = {str(row["id"]) for row in diary.whole_rows.all(Kind.SAFETY_ANSWER)}
        referred = {row["safety_answer_id"] for row in new}
    else:
        return
    for missing in sorted(referred - known):
        raise InputError(
            message(
                "diary file error",
                "The file refers to “{id}”, which is neither in it nor in the diary.",
                id=missing,
            )
        )


def _new_past(diary: Diary, given: Sequence[PastRecord]) -> list[PastRow]:
    """Return what the diary does not know yet of what rows were before."""
    # Compared as values: the same number can be written in several ways.
    known: dict[tuple[str, str], list[RowState]] = {}
    if given:
        for past in diary.whole_rows.past():
            known.setdefault((past.id, past.changed_at), []).append(past.before)
    return [
        PastRow(past.kind, past.id, past.changed_at, past.before)
        for past in given
        if past.before not in known.get((past.id, past.changed_at), [])
    ]


def _is_later(given: Row, present: Row | None) -> bool:
    """Tell whether the file has a later state of a row of the diary."""
    if present is None:
        return False
    return _instant(given["changed_at"]) > _instant(present["changed_at"])


def _instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
