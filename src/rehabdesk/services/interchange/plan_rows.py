"""Between rows and records of plans, sessions and what goes with them, losing nothing.

What rows were before the diary had a column lacks it; then the column's default is taken.
"""

from __future__ import annotations

import json
from typing import Any

from rehabdesk.domain.plan import Band, ExerciseSide, SessionStatus, SetUnit
from rehabdesk.services.interchange.row_parts import Row, day_from, day_text, of_row, real, row_of
from rehabdesk.services.interchange.schema import (
    FavouriteRecord,
    OwnExerciseRecord,
    PauseRecord,
    PlanItemRecord,
    PlanVersionRecord,
    ReminderRecord,
    SessionRecord,
    SetDoneRecord,
)


def own_exercise_record(row: Row) -> OwnExerciseRecord:
    """Return the record of a row of `own_exercise`."""
    return OwnExerciseRecord(
        **of_row(row),
        name=row["name"],
        routine=row["routine"],
        counts_as_hip_strength=bool(row["counts_as_hip_strength"]),
        instructions=row.get("instructions", ""),
        position=row.get("position", ""),
        picture=row.get("picture", ""),
    )


def own_exercise_row(record: OwnExerciseRecord) -> dict[str, Any]:
    """Return the row of `own_exercise` for a record."""
    return {
        **row_of(record),
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
        **of_row(row),
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
        **row_of(record),
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
        **of_row(row),
        number=row["number"],
        from_day=day_from(row["from_day"]),
        title=row["title"],
        note=row["note"],
        pain_green=row.get("pain_green"),
        pain_amber=row.get("pain_amber"),
        author=row.get("author", ""),
    )


def plan_version_row(record: PlanVersionRecord) -> dict[str, Any]:
    """Return the row of `plan_version` for a record."""
    return {
        **row_of(record),
        "number": record.number,
        "from_day": day_text(record.from_day),
        "title": record.title,
        "note": record.note,
        "pain_green": record.pain_green,
        "pain_amber": record.pain_amber,
        "author": record.author,
    }


def session_record(row: Row) -> SessionRecord:
    """Return the record of a row of `session`, without its sets."""
    return SessionRecord(
        **of_row(row),
        day=day_from(row["day"]),
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
        **row_of(record),
        "day": day_text(record.day),
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
        "pain_before": real(record.pain_before),
        "pain_after": real(record.pain_after),
        "pain_next_morning": real(record.pain_next_morning),
        "place": record.place,
    }


def set_done_record(row: Row) -> SetDoneRecord:
    """Return the record of a row of `set_done`; its session is told by where it stands."""
    clean = row["clean"]
    return SetDoneRecord(
        **of_row(row),
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
        **row_of(record),
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
        "pain": real(record.pain),
        "clean": None if record.clean is None else int(record.clean),
    }


def pause_record(row: Row) -> PauseRecord:
    """Return the record of a row of `pause`."""
    last = row["last"]
    return PauseRecord(
        **of_row(row),
        first=day_from(row["first"]),
        last=None if last is None else day_from(last),
        reason=row["reason"],
    )


def pause_row(record: PauseRecord) -> dict[str, Any]:
    """Return the row of `pause` for a record."""
    return {
        **row_of(record),
        "first": day_text(record.first),
        "last": None if record.last is None else day_text(record.last),
        "reason": record.reason,
    }


def favourite_record(row: Row) -> FavouriteRecord:
    """Return the record of a row of `favourite`."""
    return FavouriteRecord(**of_row(row), exercise=row["exercise"])


def favourite_row(record: FavouriteRecord) -> dict[str, Any]:
    """Return the row of `favourite` for a record."""
    return {**row_of(record), "exercise": record.exercise}


def reminder_record(row: Row) -> ReminderRecord:
    """Return the record of a row of `reminder`."""
    return ReminderRecord(
        **of_row(row),
        time=row["time"],
        weekdays=tuple(json.loads(row["weekdays"])),
        enabled=bool(row["enabled"]),
    )


def reminder_row(record: ReminderRecord) -> dict[str, Any]:
    """Return the row of `reminder` for a record."""
    return {
        **row_of(record),
        "time": record.time,
        "weekdays": json.dumps(record.weekdays),
        "enabled": int(record.enabled),
    }
