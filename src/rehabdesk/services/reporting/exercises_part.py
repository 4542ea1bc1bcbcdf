"""Each exercise: what was prescribed and done, pain during it, and the mornings after."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rehabdesk.analysis.doses import DayDose
from rehabdesk.domain.plan import ExerciseSide, PlanItem, SetDone
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.reports.report import Table
from rehabdesk.services.doses import doses_of
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.plan_texts import dosage_messages
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.timeline import share_of
from rehabdesk.services.reporting.words import DASH, clipped
from rehabdesk.services.trend_texts import percent

#: Exercises the first page has room for.
ON_FIRST_PAGE = 6
_NAME_LETTERS = 60
_DOSE_LETTERS = 90
_SIDES: dict[ExerciseSide, Message] = {
    ExerciseSide.LEFT: message("report side", "L"),
    ExerciseSide.RIGHT: message("report side", "R"),
    ExerciseSide.BOTH: message("report side", "L, R"),
    ExerciseSide.NONE: message("report side", "both"),
}


@dataclass(frozen=True, slots=True)
class ExerciseNumbers:
    """One exercise over a period.

    Attributes:
        item: How it is prescribed, as of the latest plan version that has it.
        still: Whether it is in the latest version.
        performed: Sets done, counted on one side each; partly done ones count as fractions.
        prescribed: Sets prescribed.
        pain: The highest pain of each session in which any was rated.
        mornings: Sessions with it after which the next morning is known.
        worse: Those of them after which the next morning was worse.
    """

    item: PlanItem
    still: bool
    performed: float
    prescribed: float
    pain: tuple[float, ...]
    mornings: int
    worse: int


def exercise_numbers(data: ReportData) -> tuple[ExerciseNumbers, ...]:
    """Return what was prescribed and done of each exercise of the period's plans.

    Those of the latest version come first, in its order.
    """
    found: dict[tuple[str, ExerciseSide], tuple[PlanItem, bool]] = {}
    for number, version in enumerate(reversed(data.versions)):
        for item in version.items:
            found.setdefault((item.exercise, item.side), (item, number == 0))
    gone = _gone(data)
    return tuple(
        _numbers(data, item, still=still, gone=gone.get(key, []))
        for key, (item, still) in found.items()
    )


@dataclass(frozen=True, slots=True)
class _Gone:
    """An exercise in one session: its highest pain, and whether the morning after was worse."""

    pain: float | None
    worse: bool | None


def _gone(data: ReportData) -> dict[tuple[str, ExerciseSide], list[_Gone]]:
    """Return the sessions in which some of an exercise was done, by exercise and side."""
    items = {item.id: item for version in data.material.book.versions for item in version.items}
    light = load_traffic_light()
    found: dict[tuple[str, ExerciseSide], list[_Gone]] = {}
    for session in data.sessions:
        by_item: dict[str, list[SetDone]] = {}
        for one in data.sets_of(session):
            if one.done and one.plan_item_id in items:
                by_item.setdefault(one.plan_item_id, []).append(one)
        worse = light.morning_is_worse(session.pain_before, session.pain_next_morning)
        for item_id, sets in by_item.items():
            item = items[item_id]
            pain = max((one.pain for one in sets if one.pain is not None), default=None)
            found.setdefault((item.exercise, item.side), []).append(_Gone(pain, worse))
    return found


def _numbers(
    data: ReportData, item: PlanItem, *, still: bool, gone: Sequence[_Gone]
) -> ExerciseNumbers:
    def counts(other: PlanItem) -> bool:
        return (other.exercise, other.side) == (item.exercise, item.side)

    days: Sequence[DayDose] = ()
    if data.doses:
        days = doses_of(data.material.book, data.doses[-1].day, counts, first=data.doses[0].day)
    performed, prescribed = share_of(days)
    return ExerciseNumbers(
        item=item,
        still=still,
        performed=performed,
        prescribed=prescribed,
        pain=tuple(one.pain for one in gone if one.pain is not None),
        mornings=sum(one.worse is not None for one in gone),
        worse=sum(one.worse is True for one in gone),
    )


def first_exercises(whole: Table | None, tr: Translator) -> tuple[Table | None, tuple[str, ...]]:
    """Return the first exercises of a table for the first page, and the line below them.

    The page may have to leave out some of the last ones: the line comes for none, one, two … of
    them left out.
    """
    if whole is None:
        return None, ()
    rows = whole.rows[:ON_FIRST_PAGE]
    hidden = len(whole.rows) - len(rows)
    notes = [_with_more(whole.note, hidden + out, tr) for out in range(len(rows) + 1)]
    return dataclasses.replace(whole, rows=rows, note=notes[0]), tuple(notes)


def _with_more(note: str, more: int, tr: Translator) -> str:
    if not more:
        return note
    words = tr.n(
        "report", "{count} more exercise is not shown here.",
        "{count} more exercises are not shown here.", more,
    )  # fmt: skip
    return f"{words} {note}"


def exercises_table(data: ReportData, index: LibraryIndex, tr: Translator) -> Table | None:
    """Return the exercises of the plan as a table; None if nothing was prescribed."""
    numbers = exercise_numbers(data)
    if not numbers:
        return None
    note = tr.n(
        "report",
        "Sets: one side each. Pain during: median (highest) of the sessions. Worse: by {count} "
        "point or more.",
        "Sets: one side each. Pain during: median (highest) of the sessions. Worse: by {count} "
        "points or more.",
        round(load_traffic_light().morning_worse_by),
    )
    return Table(
        caption=tr("report", "Exercises"),
        head=(
            tr("report", "Exercise"),
            tr("report", "Side"),
            tr("report", "Prescribed"),
            tr("report", "Sets done"),
            tr("report", "Pain during"),
            tr("report", "Morning after worse"),
        ),
        rows=tuple(_row(one, index, tr) for one in numbers),
        widths=(1.7, 0.45, 2.4, 1.3, 0.8, 1.3),
        note=note,
    )


def _row(one: ExerciseNumbers, index: LibraryIndex, tr: Translator) -> tuple[str, ...]:
    name = clipped(index.name(one.item.exercise), _NAME_LETTERS)
    if not one.still:
        name = tr("report", "{exercise} (earlier)", exercise=name)
    return (
        name,
        tr.say(_SIDES[one.item.side]),
        prescribed_text(one.item, tr),
        done_text(one.performed, one.prescribed, tr),
        pain_text(one.pain, tr),
        tr("report", "{worse} of {known}", worse=one.worse, known=one.mornings)
        if one.mornings
        else DASH,
    )


def prescribed_text(item: PlanItem, tr: Translator) -> str:
    """Return a dosage without its side and rest, which stand elsewhere or matter less."""
    bare = dataclasses.replace(item, side=ExerciseSide.NONE, rest_s=None)
    return clipped(", ".join(tr.say(part) for part in dosage_messages(bare, tr)), _DOSE_LETTERS)


def done_text(performed: float, prescribed: float, tr: Translator) -> str:
    """Return "104 of 130 (80 %)", or a dash where nothing was prescribed."""
    if prescribed <= 0.0:
        return DASH
    return tr(
        "report",
        "{done} of {planned} ({share})",
        done=tr.number(round(performed, 1)),
        planned=tr.number(round(prescribed, 1)),
        share=percent(tr, performed / prescribed),
    )


def pain_text(pain: Sequence[float], tr: Translator) -> str:
    """Return "2 (4)": the median and the highest, or a dash."""
    if not pain:
        return DASH
    median, highest = tr.number(statistics.median(pain), None), tr.number(max(pain), None)
    return tr("report", "{median} ({highest})", median=median, highest=highest)
