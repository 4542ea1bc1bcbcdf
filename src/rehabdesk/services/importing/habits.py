"""From habits to routines and their sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from rehabdesk.domain.plan import SessionStatus
from rehabdesk.domain.text import Message, message
from rehabdesk.services.importing.batch import ImportBatch, ImportPreview, RoutineBatch, key_tail
from rehabdesk.services.importing.loop_csv import HabitFile
from rehabdesk.services.importing.mapping import TIMES_A_WEEK_MAX
from rehabdesk.store.loop_backup import Habit, HabitMark

#: Implied and unknown days say nothing about what was done.
_STATUSES: Mapping[HabitMark, SessionStatus] = {
    HabitMark.DONE: SessionStatus.DONE,
    HabitMark.SKIPPED: SessionStatus.SKIPPED,
    HabitMark.NOT_DONE: SessionStatus.NOT_DONE,
}
NAME_MAX = 120


def preview_habits(file: HabitFile) -> ImportPreview:
    """Return what importing habits would add."""
    notices: list[Message] = []
    routines = []
    taken: Counter[str] = Counter()
    for habit in file.habits:
        name = _name(habit, taken)
        if habit.measured:
            notices.append(
                message(
                    "import notice",
                    "“{name}” measures an amount instead of sessions; it is left out.",
                    name=name,
                )
            )
            continue
        routine = _routine(habit, name)
        if not routine.days:
            notices.append(message("import notice", "“{name}” has no days to import.", name=name))
            continue
        times, exact = times_a_week(habit.times, habit.in_days)
        if not exact:
            notices.append(_inexact(habit, name, times))
        routines.append(routine)
    if file.daily and routines:
        notices.append(
            message(
                "import notice",
                "No list of habits lies beside the file, so every habit is taken to be daily.",
            )
        )
    return ImportPreview(ImportBatch(routines=tuple(routines)), file.rejected, tuple(notices))


def times_a_week(times: int, in_days: int) -> tuple[int, bool]:
    """Return how often a week a habit comes, 1 to 7, and whether that is exact.

    Args:
        times: So often …
        in_days: … in so many days.
    """
    rounded = (2 * 7 * times + in_days) // (2 * in_days)
    result = min(max(rounded, 1), TIMES_A_WEEK_MAX)
    return result, result * in_days == 7 * times


def _name(habit: Habit, taken: Counter[str]) -> str:
    """Return a name that no habit before has."""
    name = " ".join(habit.name.split())[:NAME_MAX] or "?"
    taken[name] += 1
    return name if taken[name] == 1 else f"{name} ({taken[name]})"


def _routine(habit: Habit, name: str) -> RoutineBatch:
    days = [day for day in habit.days if day.mark in _STATUSES]
    statuses = [_STATUSES[day.mark] for day in days]
    texts = [day.day.isoformat() for day in days]
    return RoutineBatch(
        name,
        times_a_week(habit.times, habit.in_days)[0],
        texts,
        statuses,
        [day.note for day in days],
        [
            day + key_tail(name, status.value, "1")
            for day, status in zip(texts, statuses, strict=True)
        ],
    )


def _inexact(habit: Habit, name: str, times: int) -> Message:
    return message(
        "import notice",
        "“{name}” is meant to be done {done} times in {days} days; the plan says {times} a week.",
        name=name,
        done=habit.times,
        days=habit.in_days,
        times=times,
    )
