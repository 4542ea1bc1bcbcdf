"""Plan versions and own exercises in the diary file."""

from __future__ import annotations

import json

from rehabdesk.domain.changes import Kind
from rehabdesk.domain.plan import (
    Band,
    ExerciseSide,
    OwnExercise,
    PainLimits,
    PlanItem,
    PlanVersion,
)
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
            " rest_s, times_a_week, weekdays, cue, lift_s, lower_s, load, band, note, fixed"
            " FROM plan_item WHERE deleted_at IS NULL"
            " ORDER BY plan_version_id, position"
        ):
            items.setdefault(str(version_id), []).append(_item(rest))
        rows = self._rows.query(
            "SELECT id, number, from_day, title, note, pain_green, pain_amber, author"
            " FROM plan_version WHERE deleted_at IS NULL ORDER BY number"
        )
        return [
            PlanVersion(
                id=str(row_id),
                number=int(str(number)),
                from_day=day_from(str(day)),
                title=str(title),
                note=str(note),
                items=tuple(items.get(str(row_id), ())),
                limits=_limits(green, amber),
                author=str(author),
            )
            for row_id, number, day, title, note, green, amber, author in rows
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
                "pain_green": version.limits.green if version.limits else None,
                "pain_amber": version.limits.amber if version.limits else None,
                "author": version.author,
            },
        )
        for item in version.items:
            self._rows.insert(Kind.PLAN_ITEM, item.id, _item_cells(version.id, item))

    def own_exercises(self) -> list[OwnExercise]:
        """Return the exercises that are not in the library, in the order they came."""
        rows = self._rows.query(
            "SELECT id, name, routine, counts_as_hip_strength, instructions, position, picture"
            " FROM own_exercise"
            " WHERE deleted_at IS NULL ORDER BY created_at, rowid"
        )
        return [
            OwnExercise(str(row_id), str(name), str(routine), bool(counts), *map(str, texts))
            for row_id, name, routine, counts, *texts in rows
        ]

    def add_own_exercise(self, exercise: OwnExercise) -> None:
        """Add an exercise inside a change."""
        self._rows.insert(Kind.OWN_EXERCISE, exercise.id, _own_cells(exercise))

    def update_own_exercise(self, exercise: OwnExercise) -> None:
        """Change an exercise inside a change.

        Raises:
            DiaryError: There is no such exercise.
        """
        self._rows.update(Kind.OWN_EXERCISE, exercise.id, _own_cells(exercise))

    def delete_version(self, version_id: str) -> None:
        """Mark a version and its items as deleted inside a change.

        Raises:
            DiaryError: There is no such version.
        """
        rows = self._rows.query(
            "SELECT id FROM plan_item WHERE deleted_at IS NULL AND plan_version_id = ?",
            [version_id],
        )
        for (item_id,) in rows:
            self._rows.delete(Kind.PLAN_ITEM, str(item_id))
        self._rows.delete(Kind.PLAN_VERSION, version_id)


def _own_cells(exercise: OwnExercise) -> dict[str, Cell]:
    return {
        "name": exercise.name,
        "routine": exercise.routine,
        "counts_as_hip_strength": int(exercise.counts_as_hip_strength),
        "instructions": exercise.instructions,
        "position": exercise.position,
        "picture": exercise.picture,
    }


def _limits(green: Cell, amber: Cell) -> PainLimits | None:
    if green is None or amber is None:
        return None
    return PainLimits(int(str(green)), int(str(amber)))


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
        "lift_s": item.lift_s,
        "lower_s": item.lower_s,
        "load": item.load,
        "band": item.band.value if item.band else None,
        "note": item.note,
        "fixed": int(item.fixed),
    }


def _item(row: list[Cell]) -> PlanItem:
    row_id, position, exercise, routine, side, sets, *rest = row
    reps, hold_s, rest_s, times_a_week, weekdays, cue, *more = rest
    lift_s, lower_s, load, band, note, fixed = more
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
        lift_s=_number(lift_s),
        lower_s=_number(lower_s),
        load=str(load),
        band=None if band is None else Band(str(band)),
        note=str(note),
        fixed=bool(fixed),
    )


def _number(cell: Cell) -> int | None:
    return None if cell is None else int(str(cell))
