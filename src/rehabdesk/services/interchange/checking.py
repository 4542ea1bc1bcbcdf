"""Checks what types cannot: that days, regions and references of a file make sense together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.plan import ExerciseSide
from rehabdesk.domain.regions import RegionCatalogue
from rehabdesk.domain.text import message
from rehabdesk.services.interchange.load_rows import load_lists
from rehabdesk.services.interchange.measures_rows import measure_lists
from rehabdesk.services.interchange.rows import RECORD_OF
from rehabdesk.services.interchange.safety_rows import safety_lists
from rehabdesk.services.interchange.schema import Document, PastRecord
from rehabdesk.services.interchange.schema_loads import HelpMarkRecord, SwellingRecord
from rehabdesk.services.interchange.schema_measures import (
    ActivityPainRecord,
    ActivityRatingRecord,
    ChangeRatingRecord,
)
from rehabdesk.services.interchange.schema_parts import Record
from rehabdesk.services.interchange.schema_safety import SafetyAnswerRecord
from rehabdesk.services.picture_size import is_too_large

EARLIEST = dt.date(1900, 1, 1)
#: The lists of which there is one row of a day, a name and so on.
_SLOTTED = (
    "settings",
    "region_settings",
    "plan_versions",
    "check_ins",
    "favourites",
    "activity_ratings",
    "activity_pain",
    "change_ratings",
    "safety_answers",
    "help_marks",
    "swellings",
)
#: What tells rows of such a list apart, for those that are not told by their names.
_SLOT_OF: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        ActivityRatingRecord: ("own_activity_id", "day"),
        ActivityPainRecord: ("activity", "day"),
        ChangeRatingRecord: ("day",),
        SafetyAnswerRecord: ("safety_check_id", "flag"),
        HelpMarkRecord: ("day", "help"),
        SwellingRecord: ("day", "side"),
    }
)
#: A plan may begin later than today, but not in another century.
PLAN_AHEAD = dt.timedelta(days=3660)


def check_document(document: Document, catalogue: RegionCatalogue, today: dt.date) -> None:
    """Make sure that a completed file makes sense.

    Args:
        document: The file.
        catalogue: The regions there are.
        today: Later days are refused (but for one, for people who travel).

    Raises:
        InputError: It does not.
    """
    regions = {(entry.region, entry.side) for entry in document.pain_entries}
    regions |= {(setting.region, setting.side) for setting in document.region_settings}
    for region, side in sorted(regions):
        catalogue.parse(f"{region}:{side.value}")
    _check_days(document, today)
    _check_moments(document)
    for name, records in _lists(document):
        _check_once(name, (record.id for record in records))
    _check_slots(document)
    _check_pictures(document)
    _check_pauses(document)
    _check_sets(document)
    _check_comments(document)
    for past in document.history:
        _check_past(past)


def _lists(document: Document) -> Iterator[tuple[str, list[Record]]]:
    yield "settings", list(document.settings)
    yield "region_settings", list(document.region_settings)
    yield "own_exercises", list(document.own_exercises)
    yield "plan_versions", list(document.plan_versions)
    yield "items", [item for version in document.plan_versions for item in version.items]
    yield "pauses", list(document.pauses)
    yield "favourites", list(document.favourites)
    yield "reminders", list(document.reminders)
    yield "sessions", list(document.sessions)
    yield "sets", [one for session in document.sessions for one in session.sets]
    yield "check_ins", list(document.check_ins)
    yield "pain_entries", list(document.pain_entries)
    yield from measure_lists(document)
    yield "comments", list(document.comments)
    yield from safety_lists(document)
    yield from load_lists(document)


def _check_days(document: Document, today: dt.date) -> None:
    days = {entry.day for entry in document.pain_entries}
    days |= {check_in.day for check_in in document.check_ins}
    days |= {session.day for session in document.sessions}
    measured = [record for _, records in measure_lists(document) for record in records]
    days |= {day for record in measured if (day := getattr(record, "day", None)) is not None}
    days |= {own.ended for own in document.own_activities if own.ended is not None}
    days |= {comment.day for comment in document.comments if comment.day is not None}
    days |= {record.day for record in document.activity_loads}
    days |= {record.day for record in document.help_marks}
    days |= {record.day for record in document.swellings}
    days |= {check.day for check in document.safety_checks}
    days |= {clearance.day for clearance in document.clearances}
    planned = {version.from_day for version in document.plan_versions}
    planned |= {pause.first for pause in document.pauses}
    planned |= {pause.last for pause in document.pauses if pause.last is not None}
    late = today + dt.timedelta(days=1)
    for day in sorted(days | planned):
        if day < EARLIEST or day > (late if day in days else today + PLAN_AHEAD):
            raise InputError(
                message("diary file error", "The day {day} cannot be right.", day=day.isoformat())
            )


def _check_moments(document: Document) -> None:
    moments = {past.changed_at for past in document.history}
    for _, records in _lists(document):
        for record in records:
            moments |= {record.created_at or "", record.changed_at or "", record.deleted_at or ""}
            moments.add(getattr(record, "at", None) or "")
    moments |= {entry.at or "" for entry in document.pain_entries}
    moments |= {comment.made_at for comment in document.comments}
    moments |= {session.at or "" for session in document.sessions}
    moments |= {session.finished_at or "" for session in document.sessions}
    for moment in sorted(moments - {""}):
        try:
            dt.datetime.fromisoformat(moment)
        except ValueError:
            raise InputError(
                message("diary file error", "The time {moment} does not exist.", moment=moment)
            ) from None


def _check_slots(document: Document) -> None:
    """There is one check-in a day, one plan version of a number and so on."""
    live = {
        name: [record for record in records if record.deleted_at is None]
        for name, records in _lists(document)
    }
    for name in _SLOTTED:
        _check_once(name, (slot_of(record) for record in live[name]))
    for name, records in _lists(document):
        if name in {"sessions", "pain_entries"}:
            keys = (getattr(record, "import_key", None) for record in records)
            _check_once(name, (key for key in keys if key is not None))


def _check_pictures(document: Document) -> None:
    """A small file can claim to be a picture that no memory holds."""
    for own in document.own_exercises:
        if is_too_large(own.picture):
            raise InputError(
                message(
                    "diary file error",
                    "The picture of “{name}” has far too many pixels.",
                    name=own.name[:60],
                )
            )


def _check_pauses(document: Document) -> None:
    for pause in document.pauses:
        if pause.last is not None and pause.last < pause.first:
            raise InputError(
                message(
                    "diary file error",
                    "The pause from {first} ends before it begins.",
                    first=pause.first.isoformat(),
                )
            )


def _check_sets(document: Document) -> None:
    """A session has one first set of an exercise on a side, one second set and so on."""
    for session in document.sessions:
        live = [one for one in session.sets if one.deleted_at is None]
        _check_once("sets", ((one.plan_item_id, one.side, str(one.number)) for one in live))
        if any(one.side is ExerciseSide.BOTH for one in session.sets):
            raise InputError(
                message(
                    "diary file error",
                    "In the session of {day}, a set needs one side: left, right or none.",
                    day=session.day.isoformat(),
                )
            )


def _check_comments(document: Document) -> None:
    for comment in document.comments:
        if comment.day is not None and comment.exercise is not None:
            raise InputError(
                message(
                    "diary file error",
                    "The comment of {moment} is about a day or an exercise, not both.",
                    moment=comment.made_at,
                )
            )


def slot_of(record: Record) -> Hashable:
    """Return what there can be only one present row of (the day of a check-in, …), or None."""
    names = _SLOT_OF.get(type(record))
    if names is not None:
        return tuple(str(getattr(record, name)) for name in names)
    fields = {name: getattr(record, name) for name in record.__struct_fields__}
    if "sleep" in fields:
        return str(fields["day"])
    if "value_kind" in fields:
        return (fields["region"], str(fields["side"]))
    if "from_day" in fields:
        return str(fields["number"])
    if set(fields) == {*Record.__struct_fields__, "exercise"}:
        return str(fields["exercise"])
    return str(fields["name"]) if "value" in fields and "name" in fields else None


def _check_once(name: str, values: Iterable[Hashable]) -> None:
    seen: set[Hashable] = set()
    for value in values:
        if value in seen:
            shown = "/".join(value) if isinstance(value, tuple) else value
            raise InputError(
                message(
                    "diary file error",
                    "“{value}” is there more than once in {part}.",
                    value=str(shown)[:80],
                    part=name,
                )
            )
        seen.add(value)


def _check_past(past: PastRecord) -> None:
    """Make sure that what a row was before can be shown."""
    try:
        record = RECORD_OF[past.kind](past.before)
        msgspec.convert(msgspec.to_builtins(record), type(record))
        whole = record.id == past.id
    except (KeyError, ValueError, TypeError, msgspec.ValidationError):
        whole = False
    if not whole:
        raise InputError(
            message(
                "diary file error",
                "What {id} was before {moment} cannot be understood.",
                id=past.id,
                moment=past.changed_at,
            )
        )
