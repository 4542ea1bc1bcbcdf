"""Fills in what a file written by hand leaves out, always in the same way."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import message
from rehabdesk.services.interchange.schema import (
    Document,
    PlanItemRecord,
    PlanVersionRecord,
    SessionRecord,
)
from rehabdesk.services.interchange.schema_parts import Record

R = TypeVar("R", bound=Record)

_NAMESPACE = uuid.UUID("0c7c7d60-7a0f-4b8e-8a25-0a3c5f8f4b11")
#: When something was written down that says no day: before everything else.
_LONG_AGO = "1970-01-01T00:00:00.000Z"


class Completer:
    """Makes ids and times from content. Equal rows are told apart by their number."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def document(self, document: Document) -> Document:
        """Return a file in which nothing is left out.

        Raises:
            InputError: A session says no plan version and none is in force on its day.
        """
        versions = [self._version(version) for version in document.plan_versions]
        sessions = [_with_version(session, versions) for session in document.sessions]
        return msgspec.structs.replace(
            document,
            settings=self._all("setting", document.settings),
            region_settings=self._all("region_setting", document.region_settings),
            own_exercises=self._all("own_exercise", document.own_exercises),
            plan_versions=versions,
            pauses=self._all("pause", document.pauses),
            favourites=self._all("favourite", document.favourites),
            reminders=self._all("reminder", document.reminders),
            sessions=[self._session(session) for session in sessions],
            check_ins=self._all("check_in", document.check_ins),
            pain_entries=self._all("pain_entry", document.pain_entries),
            own_activities=self._all("own_activity", document.own_activities),
            activity_ratings=self._all("activity_rating", document.activity_ratings),
            activity_pain=self._all("activity_pain", document.activity_pain),
            change_ratings=self._all("change_rating", document.change_ratings),
            questionnaire_totals=self._all("questionnaire_total", document.questionnaire_totals),
            self_test_results=self._all("self_test_result", document.self_test_results),
            comments=self._all("comment", document.comments),
            safety_checks=self._all("safety_check", document.safety_checks),
            safety_answers=self._all("safety_answer", document.safety_answers),
            clearances=self._all("clearance", document.clearances),
            activity_loads=self._all("activity_load", document.activity_loads),
            help_marks=self._all("help_mark", document.help_marks),
            swellings=self._all("swelling", document.swellings),
        )

    def _all(self, kind: str, records: Sequence[R]) -> list[R]:
        return [self._completed(kind, record) for record in records]

    def _version(self, version: PlanVersionRecord) -> PlanVersionRecord:
        whole = self._completed("plan_version", version)
        items: list[PlanItemRecord] = []
        for index, item in enumerate(whole.items):
            position = index if item.position is None else item.position
            placed = msgspec.structs.replace(item, position=position)
            items.append(self._completed(f"plan_item of {whole.id}", placed, whole.created_at))
        return msgspec.structs.replace(whole, items=tuple(items))

    def _session(self, session: SessionRecord) -> SessionRecord:
        whole = self._completed("session", session)
        kind = f"set_done of {whole.id}"
        sets = tuple(self._completed(kind, one, whole.created_at) for one in whole.sets)
        return msgspec.structs.replace(whole, sets=sets)

    def _completed(self, kind: str, record: R, moment: str | None = None) -> R:
        if (
            record.id is not None
            and record.created_at is not None
            and record.changed_at is not None
        ):
            return record
        created = record.created_at or moment or _moment(record)
        return msgspec.structs.replace(
            record,
            id=record.id or self._id(kind, record),
            created_at=created,
            changed_at=record.changed_at or created,
        )

    def _id(self, kind: str, record: Record) -> str:
        content = kind.encode() + msgspec.json.encode(record)
        number = self._seen[content] = self._seen.get(content, 0) + 1
        return str(uuid.uuid5(_NAMESPACE, f"{content.decode()}{number}"))


def _moment(record: Record) -> str:
    day = getattr(record, "day", None) or getattr(record, "from_day", None)
    day = day or getattr(record, "first", None)
    return f"{day.isoformat()}T12:00:00.000Z" if isinstance(day, dt.date) else _LONG_AGO


def _with_version(session: SessionRecord, versions: Sequence[PlanVersionRecord]) -> SessionRecord:
    if session.plan_version_id is not None:
        return session
    begun = [
        version
        for version in versions
        if version.deleted_at is None and version.from_day <= session.day
    ]
    if not begun:
        raise InputError(
            message(
                "diary file error",
                "The session of {day} has no plan version, and none is in force on that day.",
                day=session.day.isoformat(),
            )
        )
    in_force = max(begun, key=lambda version: (version.from_day, version.number))
    return msgspec.structs.replace(session, plan_version_id=in_force.id)
