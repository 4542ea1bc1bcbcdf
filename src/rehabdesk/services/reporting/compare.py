"""Two periods of one diary side by side, on the same scales. Counted and averaged, not tested."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rehabdesk.domain.plan import PlanVersion
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.time_chart import draw_time_chart
from rehabdesk.reports.report import WIDTHS, Part, Row, Section, Table, Titled
from rehabdesk.services.reporting.charts import chart_figure
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.exercises_part import done_text, pain_text
from rehabdesk.services.reporting.options import ReportOptions, Span
from rehabdesk.services.reporting.regions_part import values_in
from rehabdesk.services.reporting.timeline import share_of, time_chart
from rehabdesk.services.reporting.words import DASH, mean_text, region_short, span_text
from rehabdesk.services.trend_texts import signed

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: Weeks on either side of a plan change, if the versions are in force that long.
WEEKS_AROUND = 8
_LEAST_DAYS = 7
_CHARTS = 3
_HEIGHT = 150.0


def around_change(
    versions: Sequence[PlanVersion], version: PlanVersion, first: dt.date, last: dt.date
) -> tuple[Span, Span] | None:
    """Return the weeks before and after a plan version came into force; None if there are none.

    Both periods are equally long: up to eight weeks, as far as the version before and this one
    were in force within the given days.
    """
    start = version.from_day
    before = [one.from_day for one in versions if one.from_day < start]
    after = [one.from_day for one in versions if one.from_day > start]
    begin = max(first, max(before, default=first))
    end = min(last, min(after, default=last + dt.timedelta(days=1)) - dt.timedelta(days=1))
    days = min((start - begin).days, (end - start).days + 1, 7 * WEEKS_AROUND)
    if days < _LEAST_DAYS:
        return None
    return (
        Span(start - dt.timedelta(days=days), start - dt.timedelta(days=1)),
        Span(start, start + dt.timedelta(days=days - 1)),
    )


def latest_change(diary: Diary, today: dt.date) -> tuple[Span, Span] | None:
    """Return the weeks before and after the latest plan change that has some; else None."""
    versions = sorted(diary.plans.versions(), key=lambda one: (one.from_day, one.number))
    days = diary.pain.days()
    if not days:
        return None
    for version in reversed(versions):
        if version.from_day <= today:
            found = around_change(versions, version, days[0], today)
            if found is not None:
                return found
    return None


def compare_section(
    data: ReportData, spans: tuple[Span, Span], options: ReportOptions, tr: Translator
) -> Section:
    """Return two periods side by side.

    Args:
        data: Everything of the days from the first period's first to the second's last.
        spans: The two periods.
        options: The size of the paper.
        tr: Says everything.
    """
    most = max(span.days for span in spans)
    width = (WIDTHS[options.paper] - 12) / 2
    where = _most_used(data, spans)
    parts: list[Part] = [_table(data, where, spans, tr)]
    for one in where[:_CHARTS]:
        figures = tuple(
            chart_figure(
                data,
                draw_time_chart(
                    time_chart(data, [one], span, tr, narrow=True, most=most),
                    width, _HEIGHT, labels=0.0,
                ),
                [one], span, span_text(tr, span), tr,
            )
            for span in spans
        )  # fmt: skip
        parts.append(Row(figures, region_short(tr, data.regions, one)))
    parts.append(
        Titled(
            "",
            (
                tr(
                    "report",
                    "Means of the logged days, on the same scales. Two periods differ in more "
                    "than the plan; nothing here says what made the difference.",
                ),
            ),
        )
    )
    return Section(tr("report", "Two periods side by side"), tuple(parts))


def _most_used(data: ReportData, spans: tuple[Span, Span]) -> tuple[SidedRegion, ...]:
    shown = {one for span in spans for one in values_in(data, span)}
    return tuple(one for one in data.where if one in shown)


def _table(
    data: ReportData, where: Sequence[SidedRegion], spans: tuple[Span, Span], tr: Translator
) -> Table:
    rows = [_region_row(data, one, spans, tr) for one in where]
    rows.append(_routine_row(data, spans, tr))
    rows.append(_pain_row(data, spans, tr))
    first, second = (span_text(tr, span) for span in spans)
    head = ("", first, second, tr("report", "Difference"))
    return Table("", head, tuple(rows), (1.8, 1.6, 1.6, 1.0))


def _region_row(
    data: ReportData, where: SidedRegion, spans: tuple[Span, Span], tr: Translator
) -> tuple[str, ...]:
    means = [data.window_mean(where, span) for span in spans]
    cells = [
        DASH
        if mean is None
        else tr.n("report", "{mean} ({count} day)", "{mean} ({count} days)", mean[1],
                  mean=mean_text(tr, mean[0]))
        for mean in means
    ]  # fmt: skip
    first, second = means
    known = first is not None and second is not None
    difference = signed(tr, second[0] - first[0]) if first and second and known else DASH
    return (region_short(tr, data.regions, where), *cells, difference)


def _routine_row(data: ReportData, spans: tuple[Span, Span], tr: Translator) -> tuple[str, ...]:
    cells = []
    for span in spans:
        doses = [one for one in data.doses if span.first <= one.day <= span.last]
        cells.append(done_text(*share_of(doses), tr))
    return (tr("report", "Hip sets done"), *cells, "")


def _pain_row(data: ReportData, spans: tuple[Span, Span], tr: Translator) -> tuple[str, ...]:
    cells = []
    for span in spans:
        rated = [
            max(pain)
            for one in data.sessions
            if span.first <= one.day <= span.last
            and (pain := [a_set.pain for a_set in data.sets_of(one) if a_set.pain is not None])
        ]
        cells.append(pain_text(rated, tr))
    return (tr("report", "Pain during exercises"), *cells, "")
