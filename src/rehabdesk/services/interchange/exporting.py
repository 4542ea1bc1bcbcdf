"""Writes a whole diary as JSON: the same diary always gives the same bytes.

Each row is a line of its own, in an order that follows from the content, so that two exports can be
compared line by line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message
from rehabdesk.services.interchange.load_rows import load_parts
from rehabdesk.services.interchange.measures_rows import measure_parts
from rehabdesk.services.interchange.plan_rows import (
    favourite_record,
    own_exercise_record,
    pause_record,
    plan_item_record,
    plan_version_record,
    reminder_record,
    session_record,
    set_done_record,
)
from rehabdesk.services.interchange.review_rows import comment_record
from rehabdesk.services.interchange.rows import (
    check_in_record,
    pain_entry_record,
    region_setting_record,
    setting_record,
)
from rehabdesk.services.interchange.safety_rows import safety_parts
from rehabdesk.services.interchange.schema import (
    FORMAT,
    VERSION,
    CheckInRecord,
    FavouriteRecord,
    PainEntryRecord,
    PastRecord,
    PauseRecord,
    PlanItemRecord,
    PlanVersionRecord,
    RegionSettingRecord,
    ReminderRecord,
    SessionRecord,
    SetDoneRecord,
    SettingRecord,
)
from rehabdesk.services.interchange.schema_review import CommentRecord
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.writing import write_whole
from rehabdesk.store.diary import Diary
from rehabdesk.store.whole_rows import PastRow

Parts = Iterator[tuple[str, Iterable[msgspec.Struct]]]


def export_json(diary: Diary, target: Path, progress: Progress | None = None) -> None:
    """Write a whole diary to a file, which appears complete or not at all.

    A file of that name is replaced.

    Args:
        diary: The diary.
        target: The file.
        progress: Told part by part; asked whether to go on.

    Raises:
        InputError: The file cannot be written there.
        CancelledError: The person asked to stop; nothing was written.
        DiaryError: The diary cannot be read.
    """
    if target.exists() and target.samefile(diary.path):
        raise InputError(message("export error", "The diary itself cannot be the file to write."))
    data = diary_json(diary, progress)
    write_whole(target, data)


def diary_json(diary: Diary, progress: Progress | None = None) -> bytes:
    """Return a whole diary as JSON in UTF-8.

    Raises:
        CancelledError: The person asked to stop.
        DiaryError: The diary cannot be read.
    """
    progress = progress or NoProgress()
    encode = msgspec.json.Encoder().encode
    pieces = [b'{"format":"', FORMAT.encode(), b'",\n"version":', str(VERSION).encode()]
    parts = list(_parts(diary))
    for number, (name, records) in enumerate(parts, 1):
        stop_if_cancelled(progress)
        lines = b",\n".join(map(encode, records))
        pieces += [b',\n"', name.encode(), b'":[', b"\n" + lines + b"\n" if lines else b"", b"]"]
        progress.report(number, len(parts))
    return b"".join((*pieces, b"}\n"))


def _parts(diary: Diary) -> Parts:
    """Go through the parts of a file; sorting keeps the order of rows that are equal in it."""
    rows = diary.whole_rows
    settings = sorted(map(setting_record, rows.all(Kind.DIARY_SETTING)), key=_named)
    yield "settings", settings
    kinds = sorted(map(region_setting_record, rows.all(Kind.REGION_SETTING)), key=_placed)
    yield "region_settings", kinds
    # In the order they came: the app lists them like that.
    yield "own_exercises", map(own_exercise_record, rows.all(Kind.OWN_EXERCISE))
    yield "plan_versions", _plan_versions(diary)
    pauses = sorted(map(pause_record, rows.all(Kind.PAUSE)), key=_begun)
    yield "pauses", pauses
    favourites = sorted(map(favourite_record, rows.all(Kind.FAVOURITE)), key=_about)
    yield "favourites", favourites
    reminders = sorted(map(reminder_record, rows.all(Kind.REMINDER)), key=_told)
    yield "reminders", reminders
    yield "sessions", _sessions(diary)
    check_ins = sorted(map(check_in_record, rows.all(Kind.CHECK_IN)), key=_daily)
    yield "check_ins", check_ins
    entries = sorted(map(pain_entry_record, rows.all(Kind.PAIN_ENTRY)), key=_timed)
    yield "pain_entries", entries
    yield from measure_parts(rows)
    comments = sorted(map(comment_record, rows.all(Kind.COMMENT)), key=_written)
    yield "comments", comments
    yield from safety_parts(rows)
    yield from load_parts(rows)
    yield "history", map(_past_record, rows.past())


def _named(record: SettingRecord) -> str:
    return record.name


def _placed(record: RegionSettingRecord) -> tuple[str, str]:
    return record.region, record.side.value


def _begun(record: PauseRecord) -> dt.date:
    return record.first


def _about(record: FavouriteRecord) -> str:
    return record.exercise


def _told(record: ReminderRecord) -> str:
    return record.time


def _written(record: CommentRecord) -> str:
    return record.made_at


def _timed(record: PainEntryRecord | SessionRecord) -> tuple[dt.date, str]:
    return record.day, record.at or ""


def _daily(record: CheckInRecord) -> dt.date:
    return record.day


def _past_record(past: PastRow) -> PastRecord:
    before = {name: cell for name, cell in past.before.items() if not isinstance(cell, bytes)}
    return PastRecord(kind=past.kind, id=past.id, changed_at=past.changed_at, before=before)


def _plan_versions(diary: Diary) -> list[PlanVersionRecord]:
    items: dict[str, list[PlanItemRecord]] = {}
    for row in diary.whole_rows.all(Kind.PLAN_ITEM):
        items.setdefault(str(row["plan_version_id"]), []).append(plan_item_record(row))
    versions = [
        msgspec.structs.replace(
            plan_version_record(row),
            items=tuple(sorted(items.get(str(row["id"]), ()), key=lambda item: item.position or 0)),
        )
        for row in diary.whole_rows.all(Kind.PLAN_VERSION)
    ]
    return sorted(versions, key=lambda one: one.number)


def _sessions(diary: Diary) -> list[SessionRecord]:
    sets: dict[str, list[SetDoneRecord]] = {}
    for row in diary.whole_rows.all(Kind.SET_DONE):
        sets.setdefault(str(row["session_id"]), []).append(set_done_record(row))
    records = []
    for row in diary.whole_rows.all(Kind.SESSION):
        # In the order they came, which is the order they are to be done.
        session = session_record(row)
        records.append(msgspec.structs.replace(session, sets=tuple(sets.get(session.id or "", ()))))
    return sorted(records, key=_timed)


def document_parts(diary: Diary) -> Parts:
    """Go through all rows of a diary as records, list by list, in the order of a file.

    Raises:
        DiaryError: The diary cannot be read.
    """
    return _parts(diary)
