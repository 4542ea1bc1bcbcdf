"""The page that stands alone, and is read in a minute."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.time_chart import draw_time_chart
from rehabdesk.reports.report import WIDTHS, Fact, Figure, FirstPage, Table, Titled
from rehabdesk.services.adherence import DayMark
from rehabdesk.services.answers.page import day_mark
from rehabdesk.services.reporting.charts import chart_figure
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.exercises_part import first_exercises
from rehabdesk.services.reporting.flags import flags
from rehabdesk.services.reporting.notes_part import Note, first_notes
from rehabdesk.services.reporting.options import ReportOptions
from rehabdesk.services.reporting.regions_part import (
    first_answered,
    first_regions,
    link_figure,
    link_part,
    maps,
    start_to_now,
    worthwhile_words,
)
from rehabdesk.services.reporting.sections import Answers
from rehabdesk.services.reporting.timeline import share_of, time_chart
from rehabdesk.services.reporting.words import DASH, interval_text, region_short
from rehabdesk.services.trend_texts import percent

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Regions on the chart of the first page.
_ON_CHART = 2
_CHART_HEIGHTS = (205.0, 176.0, 146.0, 112.0)
_FACT_REGIONS = 2
_LINK_WIDTH = 180.0


def first_page(
    diary: Diary,
    data: ReportData,
    answers: Answers,
    notes: tuple[Note, ...],
    exercises: Table | None,
    options: ReportOptions,
    tr: Translator,
) -> FirstPage:
    """Return the first page; `exercises` are all of them, see `sections` for the others."""
    links, trends, changes = answers
    link = first_answered(data.where, links)
    shown_exercises, exercise_notes = first_exercises(exercises, tr)
    regions, region_notes = first_regions(data, trends, changes, tr)
    shown_flags, more_flags = flags(diary, data, tr)
    shown_notes, more_notes = first_notes(notes, data, tr)
    return FirstPage(
        facts=_facts(data, answers, tr),
        timelines=_timelines(data, options, tr),
        nothing=tr("report", "There are no pain entries in these days, so there is no chart."),
        maps=maps(data, tr),
        regions=regions,
        region_notes=region_notes,
        link=None if link is None else link_part(data, link, tr),
        link_figure=None if link is None else link_figure(link, _LINK_WIDTH, tr),
        exercises=shown_exercises,
        exercise_notes=exercise_notes,
        flags=shown_flags,
        more_flags=more_flags,
        notes=shown_notes,
        more_notes=more_notes,
        method=_method(tr),
    )


def _facts(data: ReportData, answers: Answers, tr: Translator) -> tuple[Fact, ...]:
    shown = data.where[:_FACT_REGIONS]
    return (
        *(_region_fact(data, where, answers, tr) for where in shown),
        _routine_fact(data, tr),
        _diary_fact(data, tr),
    )


def _region_fact(data: ReportData, where: SidedRegion, answers: Answers, tr: Translator) -> Fact:
    change = answers[2][where]
    lines = []
    if change.estimate.effect is not None:
        numbers = interval_text(tr, change.estimate)
        lines.append(tr("report", "{numbers}, 95 % interval", numbers=numbers))
    words = worthwhile_words(change.outcome, tr)
    lines.append(tr("report", "worthwhile change: {words}", words=words))
    name = region_short(tr, data.regions, where)
    return Fact(name, start_to_now(data, where, tr), tuple(lines))


def _routine_fact(data: ReportData, tr: Translator) -> Fact:
    performed, prescribed = share_of(data.doses)
    label = tr("report", "Hip strengthening done")
    if prescribed <= 0.0:
        return Fact(label, DASH, (tr("report", "nothing prescribed in these days"),))
    marks = [day_mark(one) for one in data.doses]
    sets = tr(
        "report",
        "{done} of {planned} sets",
        done=tr.number(performed, 0),
        planned=tr.number(prescribed, 0),
    )
    days = tr(
        "report",
        "days: {done} done, {part} part, {skipped} skipped, {missing} without entry",
        done=marks.count(DayMark.DONE),
        part=marks.count(DayMark.PARTIAL),
        skipped=marks.count(DayMark.SKIPPED) + marks.count(DayMark.NOT_DONE),
        missing=marks.count(DayMark.UNLOGGED),
    )
    return Fact(label, percent(tr, performed / prescribed), (sets, days))


def _diary_fact(data: ReportData, tr: Translator) -> Fact:
    logged = data.logged
    value = tr("report", "{logged} of {days}", logged=logged.days, days=data.span.days)
    lines = [tr("report", "{share} of the days", share=percent(tr, logged.days / data.span.days))]
    if logged.entries:
        share = percent(tr, logged.backfilled / logged.entries)
        lines.append(tr("report", "{share} entered after the day", share=share))
    return Fact(tr("report", "Days with an entry"), value, tuple(lines))


def _timelines(data: ReportData, options: ReportOptions, tr: Translator) -> tuple[Figure, ...]:
    """Return the same chart in several heights."""
    if not data.where:
        return ()
    shown = data.where[:_ON_CHART]
    chart = time_chart(data, shown, data.span, tr)
    width = WIDTHS[options.paper]
    caption = tr("report", "Pain, hip strengthening and plan changes")
    first = chart_figure(
        data, draw_time_chart(chart, width, _CHART_HEIGHTS[0]), shown, data.span, caption, tr
    )
    lower = (draw_time_chart(chart, width, height) for height in _CHART_HEIGHTS[1:])
    return (first, *(replace(first, picture=picture) for picture in lower))


def _method(tr: Translator) -> Titled:
    return Titled(
        tr("report", "Self-reported by the patient, not a clinical measurement."),
        (
            tr(
                "report",
                "Line: kernel mean of the daily means (σ 4 days) with 95 % band.",
            ),
            tr(
                "report",
                "Change, trend, link: generalised least squares, AR(1)+noise errors, 95 % "
                "intervals; a change is not just the difference of two means. Worthwhile: 2 points "
                "less.",
            ),
        ),
    )
