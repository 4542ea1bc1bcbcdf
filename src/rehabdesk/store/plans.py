"""Plan versions and own exercises in the diary file."""

from __future__ import annotations

import json

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import ExerciseSide, OwnExercise, PlanItem, PlanVersion
from rehabdesk.store.rows import Rows
from rehabdesk.store.values import Cell, day_from


class Plans:
    """What was prescribed when. Versions are added, never rewritten."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def versions(self) -> list[PlanVersion]:
        """Return all versions by number, with their items in order."""
        items: dict[str, list[PlanItem]] = {}
        for version_id, *rest in self._rows.query(
            "SELECT plan_version_id, id, position, exercise, routine, side, sets, reps, hold_s,"
            " rest_s, times_a_week, weekdays, cue FROM plan_item WHERE deleted_at IS NULL"
            " ORDER BY plan_version_id, position"
        ):
            items.setdefault(str(version_id), []).append(_item(rest))
        rows = self._rows.query(
            "SELECT id, number, from_day, title, note FROM plan_version"
            " WHERE deleted_at IS NULL ORDER BY number"
        )
        return [
            PlanVersion(
                id=str(row_id),
                number=int(str(number)),
                from_day=day_from(str(day)),
                title=str(title),
                note=str(note),
                items=tuple(items.get(str(row_id), ())),
            )
            for row_id, number, day, title, note in rows
        ]

    def add_version(self, version: PlanVersion) -> None:
        """Add a version with its items inside a change."""
        self._rows.insert(
            Kind.PLAN_VERSION,
            version.id,
            {
                "number": version.number,
                "from_day": version.from_day.isoformat(),
                "title": version.title,
                "note": version.note,
            },
        )
        for item in version.items:
            self._rows.insert(Kind.PLAN_ITEM, item.id, _item_cells(version.id, item))

    def own_exercises(self) -> list[OwnExercise]:
        """Return the exercises that are not in the library, in the order they came."""
        rows = self._rows.query(
            "SELECT id, name, routine, counts_as_hip_strength FROM own_exercise"
            " WHERE deleted_at IS NULL ORDER BY created_at, rowid"
        )
        return [
            OwnExercise(str(row_id), str(name), str(routine), bool(counts))
            for row_id, name, routine, counts in rows
        ]

    def add_own_exercise(self, exercise: OwnExercise) -> None:
        """Add an exercise inside a change."""
        self._rows.insert(
            Kind.OWN_EXERCISE,
            exercise.id,
            {
                "name": exercise.name,
                "routine": exercise.routine,
                "counts_as_hip_strength": int(exercise.counts_as_hip_strength),
            },
        )


def _item_cells(version_id: str, item: PlanItem) -> dict[str, Cell]:
    return {
        "plan_version_id": version_id,
        "position": item.position,
        "exercise": item.exercise,
        "routine": item.routine,
        "side": item.side.value,
        "sets": item.sets,
        "reps": item.reps,
        "hold_s": item.hold_s,
        "rest_s": item.rest_s,
        "times_a_week": item.times_a_week,
        "weekdays": json.dumps(list(item.weekdays)),
        "cue": item.cue,
    }


def _item(row: list[Cell]) -> PlanItem:
    row_id, position, exercise, routine, side, sets, *rest = row
    reps, hold_s, rest_s, times_a_week, weekdays, cue = rest
    return PlanItem(
        id=str(row_id),
        position=int(str(position)),
        exercise=str(exercise),
        routine=str(routine),
        side=ExerciseSide(str(side)),
        sets=int(str(sets)),
        reps=_number(reps),
        hold_s=_number(hold_s),
        rest_s=_number(rest_s),
        times_a_week=_number(times_a_week),
        weekdays=tuple(int(day) for day in json.loads(str(weekdays))),
        cue=str(cue),
    )


def _number(cell: Cell) -> int | None:
    return None if cell is None else int(str(cell))
