"""Between the rows of a diary file and the records of a JSON file, losing nothing."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.check_in import Sleep, Stiffness
from rehabdesk.domain.pain import Activity, PainKind, Quality, Spread
from rehabdesk.domain.plan import Band, ExerciseSide, SessionStatus, SetUnit
from rehabdesk.domain.regions import Side, View
from rehabdesk.services.interchange.schema import (
    CheckInRecord,
    FavouriteRecord,
    OwnExerciseRecord,
    PainEntryRecord,
    PauseRecord,
    PlanItemRecord,
    PlanVersionRecord,
    Record,
    RegionSettingRecord,
    ReminderRecord,
    SessionRecord,
    SetDoneRecord,
    SettingRecord,
    SpotRecord,
)

#: A row as the store gives and takes it. Its values are what STRICT tables hold, which mypy
#: cannot know column by column.
Row = Mapping[str, Any]

_EMPTY = "[]"


@functools.lru_cache(maxsize=8192)
def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@functools.lru_cache(maxsize=8192)
def _day_text(day: dt.date) -> str:
    return day.isoformat()


def _of_row(row: Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "created_at": row["created_at"],
        "changed_at": row["changed_at"],
        "deleted_at": row["deleted_at"],
    }


def _row_of(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "created_at": record.created_at,
        "changed_at": record.changed_at,
        "deleted_at": record.deleted_at,
    }


def pain_entry_record(row: Row) -> PainEntryRecord:
    """Return the record of a row of `pain_entry`."""
    view, spread = row["spot_view"], row["spread"]
    qualities, activities = row["qualities"], row["activities"]
    return PainEntryRecord(
        id=row["id"],
        created_at=row["created_at"],
        changed_at=row["changed_at"],
        deleted_at=row["deleted_at"],
        day=_day(row["day"]),
        at=row["at"],
        region=row["region"],
        side=Side(row["side"]),
        kind=PainKind(row["kind"]),
        value=row["value"],
        spot=None if view is None else SpotRecord(View(view), row["spot_x"], row["spot_y"]),
        spread=None if spread is None else Spread(spread),
        qualities=() if qualities == _EMPTY else tuple(map(Quality, json.loads(qualities))),
        activities=() if activities == _EMPTY else tuple(map(Activity, json.loads(activities))),
        note=row["note"],
        backfilled=bool(row["backfilled"]),
        import_key=row["import_key"],
    )


def pain_entry_row(record: PainEntryRecord) -> dict[str, Any]:
    """Return the row of `pain_entry` for a record."""
    spot = record.spot
    return {
        "id": record.id,
        "created_at": record.created_at,
        "changed_at": record.changed_at,
        "deleted_at": record.deleted_at,
        "day": _day_text(record.day),
        "at": record.at,
        "region": record.region,
        "side": record.side.value,
        "kind": record.kind.value,
        "value": float(record.value),
        "spot_view": spot.view.value if spot else None,
        "spot_x": float(spot.x) if spot else None,
        "spot_y": float(spot.y) if spot else None,
        "spread": record.spread.value if record.spread else None,
        "qualities": json.dumps(record.qualities) if record.qualities else _EMPTY,
        "activities": json.dumps(record.activities) if record.activities else _EMPTY,
        "note": record.note,
        "backfilled": int(record.backfilled),
        "import_key": record.import_key,
    }


def check_in_record(row: Row) -> CheckInRecord:
    """Return the record of a row of `check_in`."""
    sleep, stiffness = row["sleep"], row["stiffness"]
    return CheckInRecord(
        **_of_row(row),
        day=_day(row["day"]),
        sleep=None if sleep is None else Sleep(sleep),
        stiffness=None if stiffness is None else Stiffness(stiffness),
        note=row["note"],
        backfilled=bool(row["backfilled"]),
    )


def check_in_row(record: CheckInRecord) -> dict[str, Any]:
    """Return the row of `check_in` for a record."""
    return {
        **_row_of(record),
        "day": _day_text(record.day),
        "sleep": record.sleep.value if record.sleep else None,
        "stiffness": record.stiffness.value if record.stiffness else None,
        "note": record.note,
        "backfilled": int(record.backfilled),
    }


def region_setting_record(row: Row) -> RegionSettingRecord:
    """Return the record of a row of `region_setting`."""
    return RegionSettingRecord(
        **_of_row(row),
        region=row["region"],
        side=Side(row["side"]),
        value_kind=PainKind(row["value_kind"]),
    )


def region_setting_row(record: RegionSettingRecord) -> dict[str, Any]:
    """Return the row of `region_setting` for a record."""
    return {
        **_row_of(record),
        "region": record.region,
        "side": record.side.value,
        "value_kind": record.value_kind.value,
    }


def setting_record(row: Row) -> SettingRecord:
    """Return the record of a row of `setting`."""
    return SettingRecord(**_of_row(row), name=row["name"], value=row["value"])


def setting_row(record: SettingRecord) -> dict[str, Any]:
    """Return the row of `setting` for a record."""
    return {**_row_of(record), "name": record.name, "value": record.value}


def own_exercise_record(row: Row) -> OwnExerciseRecord:
    """Return the record of a row of `own_exercise`."""
    return OwnExerciseRecord(
        **_of_row(row),
        name=row["name"],
        routine=row["routine"],
        counts_as_hip_strength=bool(row["counts_as_hip_strength"]),
        # What rows were before the diary had these columns lacks them.
        instructions=row.get("instructions", ""),
        position=row.get("position", ""),
        picture=row.get("picture", ""),
    )


def own_exercise_row(record: OwnExerciseRecord) -> dict[str, Any]:
    """Return the row of `own_exercise` for a record."""
    return {
        **_row_of(record),
        "name": record.name,
        "routine": record.routine,
        "counts_as_hip_strength": int(record.counts_as_hip_strength),
        "instructions": record.instructions,
        "position": record.position,
        "picture": record.picture,
    }


def plan_item_record(row: Row) -> PlanItemRecord:
    """Return the record of a row of `plan_item`; its version is told by where it stands."""
    return PlanItemRecord(
        **_of_row(row),
        position=row["position"],
        exercise=row["exercise"],
        routine=row["routine"],
        side=ExerciseSide(row["side"]),
        sets=row["sets"],
        reps=row["reps"],
        hold_s=row["hold_s"],
        rest_s=row["rest_s"],
        times_a_week=row["times_a_week"],
        weekdays=tuple(json.loads(row["weekdays"])),
        cue=row["cue"],
        lift_s=row.get("lift_s"),
        lower_s=row.get("lower_s"),
        load=row.get("load", ""),
        band=None if row.get("band") is None else Band(row["band"]),
        note=row.get("note", ""),
        fixed=bool(row.get("fixed", 0)),
    )


def plan_item_row(record: PlanItemRecord, version_id: str) -> dict[str, Any]:
    """Return the row of `plan_item` for a record of a version."""
    return {
        **_row_of(record),
        "plan_version_id": version_id,
        "position": record.position,
        "exercise": record.exercise,
        "routine": record.routine,
        "side": record.side.value,
        "sets": record.sets,
        "reps": record.reps,
        "hold_s": record.hold_s,
        "rest_s": record.rest_s,
        "times_a_week": record.times_a_week,
        "weekdays": json.dumps(record.weekdays),
        "cue": record.cue,
        "lift_s": record.lift_s,
        "lower_s": record.lower_s,
        "load": record.load,
        "band": record.band.value if record.band else None,
        "note": record.note,
        "fixed": int(record.fixed),
    }


def plan_version_record(row: Row) -> PlanVersionRecord:
    """Return the record of a row of `plan_version`, without items."""
    return PlanVersionRecord(
        **_of_row(row),
        number=row["number"],
        from_day=_day(row["from_day"]),
        title=row["title"],
        note=row["note"],
        pain_green=row.get("pain_green"),
        pain_amber=row.get("pain_amber"),
        author=row.get("author", ""),
    )


def plan_version_row(record: PlanVersionRecord) -> dict[str, Any]:
    """Return the row of `plan_version` for a record."""
    return {
        **_row_of(record),
        "number": record.number,
        "from_day": _day_text(record.from_day),
        "title": record.title,
        "note": record.note,
        "pain_green": record.pain_green,
        "pain_amber": record.pain_amber,
        "author": record.author,
    }


def session_record(row: Row) -> SessionRecord:
    """Return the record of a row of `session`, without its sets."""
    return SessionRecord(
        **_of_row(row),
        day=_day(row["day"]),
        at=row["at"],
        plan_version_id=row["plan_version_id"],
        routine=row["routine"],
        status=SessionStatus(row["status"]),
        skip_reason=row["skip_reason"],
        note=row["note"],
        backfilled=bool(row["backfilled"]),
        import_key=row["import_key"],
        running=bool(row.get("running", 0)),
        finished_at=row.get("finished_at"),
        effort=row.get("effort"),
        pain_before=row.get("pain_before"),
        pain_after=row.get("pain_after"),
        pain_next_morning=row.get("pain_next_morning"),
        place=row.get("place", ""),
    )


def session_row(record: SessionRecord) -> dict[str, Any]:
    """Return the row of `session` for a record."""
    return {
        **_row_of(record),
        "day": _day_text(record.day),
        "at": record.at,
        "plan_version_id": record.plan_version_id,
        "routine": record.routine,
        "status": record.status.value,
        "skip_reason": record.skip_reason,
        "note": record.note,
        "backfilled": int(record.backfilled),
        "import_key": record.import_key,
        "running": int(record.running),
        "finished_at": record.finished_at,
        "effort": record.effort,
        "pain_before": _real(record.pain_before),
        "pain_after": _real(record.pain_after),
        "pain_next_morning": _real(record.pain_next_morning),
        "place": record.place,
    }


def set_done_record(row: Row) -> SetDoneRecord:
    """Return the record of a row of `set_done`; its session is told by where it stands."""
    clean = row["clean"]
    return SetDoneRecord(
        **_of_row(row),
        plan_item_id=row["plan_item_id"],
        exercise=row["exercise"],
        side=ExerciseSide(row["side"]),
        number=row["number"],
        unit=SetUnit(row["unit"]),
        planned=row["planned"],
        done=row["done"],
        skip_reason=row["skip_reason"],
        skipped=bool(row["skipped"]),
        pain=row["pain"],
        clean=None if clean is None else bool(clean),
    )


def set_done_row(record: SetDoneRecord, session_id: str) -> dict[str, Any]:
    """Return the row of `set_done` for a record of a session."""
    return {
        **_row_of(record),
        "session_id": session_id,
        "plan_item_id": record.plan_item_id,
        "exercise": record.exercise,
        "side": record.side.value,
        "number": record.number,
        "unit": record.unit.value,
        "planned": record.planned,
        "done": record.done,
        "skip_reason": record.skip_reason,
        "skipped": int(record.skipped),
        "pain": _real(record.pain),
        "clean": None if record.clean is None else int(record.clean),
    }


def pause_record(row: Row) -> PauseRecord:
    """Return the record of a row of `pause`."""
    last = row["last"]
    return PauseRecord(
        **_of_row(row),
        first=_day(row["first"]),
        last=None if last is None else _day(last),
        reason=row["reason"],
    )


def pause_row(record: PauseRecord) -> dict[str, Any]:
    """Return the row of `pause` for a record."""
    return {
        **_row_of(record),
        "first": _day_text(record.first),
        "last": None if record.last is None else _day_text(record.last),
        "reason": record.reason,
    }


def favourite_record(row: Row) -> FavouriteRecord:
    """Return the record of a row of `favourite`."""
    return FavouriteRecord(**_of_row(row), exercise=row["exercise"])


def favourite_row(record: FavouriteRecord) -> dict[str, Any]:
    """Return the row of `favourite` for a record."""
    return {**_row_of(record), "exercise": record.exercise}


def reminder_record(row: Row) -> ReminderRecord:
    """Return the record of a row of `reminder`."""
    return ReminderRecord(
        **_of_row(row),
        time=row["time"],
        weekdays=tuple(json.loads(row["weekdays"])),
        enabled=bool(row["enabled"]),
    )


def reminder_row(record: ReminderRecord) -> dict[str, Any]:
    """Return the row of `reminder` for a record."""
    return {
        **_row_of(record),
        "time": record.time,
        "weekdays": json.dumps(record.weekdays),
        "enabled": int(record.enabled),
    }


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)


#: What reads a row of each kind.
RECORD_OF: Mapping[Kind, Callable[[Row], Record]] = {
    Kind.PAIN_ENTRY: pain_entry_record,
    Kind.CHECK_IN: check_in_record,
    Kind.REGION_SETTING: region_setting_record,
    Kind.DIARY_SETTING: setting_record,
    Kind.OWN_EXERCISE: own_exercise_record,
    Kind.PLAN_VERSION: plan_version_record,
    Kind.PLAN_ITEM: plan_item_record,
    Kind.SESSION: session_record,
    Kind.SET_DONE: set_done_record,
    Kind.PAUSE: pause_record,
    Kind.FAVOURITE: favourite_record,
    Kind.REMINDER: reminder_record,
}
