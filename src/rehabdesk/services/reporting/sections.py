"""The pages after the first: region by region, sessions, self-tests, plan versions, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rehabdesk.domain.names import STATUS_NAMES
from rehabdesk.domain.plan import Session, SessionStatus
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.time_chart import draw_time_chart
from rehabdesk.reports.report import WIDTHS, Part, Row, Section, Table, Titled
from rehabdesk.services.answers.answers import ChangeAnswer, LinkAnswer, TrendAnswer
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_limits import load_traffic_light
from rehabdesk.services.plan_texts import dosage_text, plan_changes
from rehabdesk.services.reporting.charts import chart_figure
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.exercises_part import done_text, pain_text
from rehabdesk.services.reporting.extras_part import extras_parts
from rehabdesk.services.reporting.flags import flag_parts
from rehabdesk.services.reporting.maps import all_looks, body_figure
from rehabdesk.services.reporting.notes_part import Note, notes_parts
from rehabdesk.services.reporting.options import (
    SECTION_TITLES,
    ReportOptions,
    SectionName,
    Span,
)
from rehabdesk.services.reporting.regions_part import ON_FIRST_PAGE, regions_table, values_in
from rehabdesk.services.reporting.self_test_parts import self_test_parts
from rehabdesk.services.reporting.timeline import share_of, steps, time_chart
from rehabdesk.services.reporting.words import DASH, region_short, sides_note, span_text

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: More sessions than this are shown by week (or by month, in a long period).
_SESSIONS_SHOWN = 90
_REGIONS_SHOWN = 12
_SMALL_HEIGHT = 118.0
_VIEW = (98.0, 190.0)
#: More numbers on a view need a higher one.
_CROWDED = 8
_CROWDED_VIEW = (125.0, 290.0)

Answers = tuple[
    Mapping[SidedRegion, LinkAnswer],
    Mapping[SidedRegion, TrendAnswer],
    Mapping[SidedRegion, ChangeAnswer],
]


def sections(
    diary: Diary,
    data: ReportData,
    answers: Answers,
    notes: tuple[Note, ...],
    index: LibraryIndex,
    exercises: Table | None,
    flags: Titled,
    options: ReportOptions,
    tr: Translator,
) -> tuple[Section, ...]:
    """Return the sections somebody wants, in their order.

    Args:
        diary: The open diary.
        data: What the report is made from.
        answers: Link, trend and change by region.
        notes: The notes that are shared.
        index: The library, for names.
        exercises: All exercises.
        flags: What a reader should not miss.
        options: What is wanted.
        tr: Says everything.
    """
    makers: dict[SectionName, Callable[[], tuple[Part, ...]]] = {
        SectionName.REGIONS: lambda: region_parts(data, answers, options, tr),
        SectionName.SESSIONS: lambda: session_parts(data, exercises, tr),
        SectionName.SELF_TESTS: lambda: self_test_parts(diary, data.span, tr),
        SectionName.ACTIVITY: lambda: extras_parts(diary, data, tr),
        SectionName.PLAN: lambda: plan_parts(data, index, tr),
        SectionName.NOTES: lambda: notes_parts(notes, tr),
    }
    looked_at = flag_parts(diary, data, flags, tr)
    found = [Section(flags.title, looked_at)] if looked_at else []
    for name, make in makers.items():
        parts = make() if name in options.sections else ()
        if parts:
            found.append(Section(tr.say(SECTION_TITLES[name]), parts))
    return tuple(found)


# ---------------------------------------------------------------- regions


def region_parts(
    data: ReportData, answers: Answers, options: ReportOptions, tr: Translator
) -> tuple[Part, ...]:
    """Return the body in every view, and a small chart of each region with its answers."""
    if not data.where:
        return ()
    links, trends, changes = answers
    parts: list[Part] = []
    if len(data.where) > ON_FIRST_PAGE:
        table = regions_table(data, trends, changes, tr, most=_REGIONS_SHOWN)
        parts += [table] if table is not None else []
    parts += _views(data, tr)
    shown = data.where[:_REGIONS_SHOWN]
    width = (WIDTHS[options.paper] - 12) / 2
    figures = [
        chart_figure(
            data,
            draw_time_chart(
                time_chart(data, [where], data.span, tr, narrow=True, with_routine=False),
                width, _SMALL_HEIGHT, labels=0.0,
            ),
            [where], data.span, region_short(tr, data.regions, where), tr,
        )
        for where in shown
    ]  # fmt: skip
    parts += [Row(tuple(figures[at : at + 2])) for at in range(0, len(figures), 2)]
    for where in shown:
        lines = tuple(
            tr.say(one)
            for one in (trends[where].physio, changes[where].physio, links[where].physio,
                        *links[where].notes)
        )  # fmt: skip
        parts.append(Titled(region_short(tr, data.regions, where), lines))
    return tuple(parts)


def _views(data: ReportData, tr: Translator) -> list[Part]:
    """Return every view that shows a region which hurts now (or did, if none does)."""
    values = values_in(data, data.now) or values_in(data, data.span)
    where = [one for one in data.where if one in values]
    looks = all_looks(where, data.regions)
    size, in_a_row = (_VIEW, 5) if len(values) <= _CROWDED else (_CROWDED_VIEW, 4)
    figures = [body_figure(look, values, data.regions, tr, size, tall=True) for look in looks]
    caption = tr(
        "report",
        "Every view, means of {days}. {sides}",
        days=span_text(tr, data.now),
        sides=sides_note(tr),
    )
    return [
        Row(tuple(figures[at : at + in_a_row]), caption if at == 0 else "")
        for at in range(0, len(figures), in_a_row)
    ]


# ---------------------------------------------------------------- sessions


def session_parts(data: ReportData, exercises: Table | None, tr: Translator) -> tuple[Part, ...]:
    """Return all exercises, and the sessions one by one or by week or month."""
    parts: list[Part] = [exercises] if exercises is not None else []
    if not data.sessions:
        return tuple(parts)
    if len(data.sessions) <= _SESSIONS_SHOWN:
        parts.append(_one_by_one(data, tr))
    else:
        parts.append(_by_step(data, tr))
    return tuple(parts)


def _one_by_one(data: ReportData, tr: Translator) -> Table:
    rows = []
    for one in data.sessions:
        sets = data.sets_of(one)
        rows.append(
            (
                tr.date(one.day, "medium"),
                tr.say(STATUS_NAMES[one.status]),
                done_text(sum(a_set.share for a_set in sets), float(len(sets)), tr),
                pain_text([a_set.pain for a_set in sets if a_set.pain is not None], tr),
                _before_after(one, tr),
                DASH if one.effort is None else str(one.effort),
                tr("report", "later") if one.backfilled else tr("report", "same day"),
            )
        )
    head = (
        tr("report", "Day"),
        tr("report", "Session"),
        tr("report", "Sets done"),
        tr("report", "Pain during"),
        tr("report", "Before → after → next morning"),
        tr("report", "Effort"),
        tr("report", "Entered"),
    )
    note = tr("report", "Pain during: median (highest) of the sets; all ratings 0–10.")
    caption = tr("report", "Session by session")
    return Table(caption, head, tuple(rows), (1.1, 0.9, 1.4, 1.0, 1.6, 0.6, 0.8), note=note)


def _before_after(one: Session, tr: Translator) -> str:
    ratings = (one.pain_before, one.pain_after, one.pain_next_morning)
    if all(rating is None for rating in ratings):
        return DASH
    return " → ".join(DASH if rating is None else tr.number(rating) for rating in ratings)


def _by_step(data: ReportData, tr: Translator) -> Table:
    rows = tuple(_step_row(data, step, tr) for step in steps(data.span))
    head = (
        tr("report", "Days"),
        tr("report", "Done"),
        tr("report", "Part done"),
        tr("report", "Skipped"),
        tr("report", "Hip sets done"),
        tr("report", "Pain during"),
        tr("report", "Morning after worse"),
    )
    note = tr("report", "Pain during: median (highest) of the sessions; ratings 0–10.")
    caption = tr("report", "Sessions taken together")
    return Table(caption, head, rows, (1.8, 0.6, 0.8, 0.8, 1.5, 1.0, 1.2), note=note)


def _step_row(data: ReportData, step: Span, tr: Translator) -> tuple[str, ...]:
    sessions = [one for one in data.sessions if step.first <= one.day <= step.last]
    status = [one.status for one in sessions]
    pain = [
        max(rated)
        for one in sessions
        if (rated := [a_set.pain for a_set in data.sets_of(one) if a_set.pain is not None])
    ]
    light = load_traffic_light()
    worse = [
        found
        for one in sessions
        if (found := light.morning_is_worse(one.pain_before, one.pain_next_morning)) is not None
    ]
    doses = [one for one in data.doses if step.first <= one.day <= step.last]
    return (
        span_text(tr, step),
        *(str(status.count(one)) for one in (SessionStatus.DONE, SessionStatus.PARTIAL,
                                             SessionStatus.SKIPPED)),
        done_text(*share_of(doses), tr),
        pain_text(pain, tr),
        tr("report", "{worse} of {known}", worse=sum(worse), known=len(worse)) if worse else DASH,
    )  # fmt: skip


# ---------------------------------------------------------------- plan versions


def plan_parts(data: ReportData, index: LibraryIndex, tr: Translator) -> tuple[Part, ...]:
    """Return each plan version of the period: the first in full, later ones by what changed."""
    parts: list[Part] = []
    before = None
    for version in data.versions:
        title = tr(
            "report",
            "Version {number}, from {day}",
            number=version.number,
            day=tr.date(version.from_day, "long"),
        )
        if version.title:
            title = f"{title}: {version.title}"
        if before is None:
            lines = [
                f"{index.name(item.exercise)}: {dosage_text(item, tr)}" for item in version.items
            ]
        else:
            lines = [tr.say(one.text) for one in plan_changes(before, version, index, tr)]
        if version.author:
            lines.append(tr("report", "Made by {author}.", author=version.author))
        parts.append(Titled(title, tuple(lines)))
        before = version
    return tuple(parts)
