"""Charts with what belongs to them: a sentence, and the numbers behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.reports.drawing.canvas import Picture
from rehabdesk.reports.report import Figure, Table
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.reporting.timeline import DAYS_SHOWN, share_of, steps
from rehabdesk.services.reporting.words import DASH, KINDS, mean_text, region_short, span_text
from rehabdesk.services.trend_texts import percent


def chart_figure(
    data: ReportData,
    picture: Picture,
    where: Sequence[SidedRegion],
    span: Span,
    caption: str,
    tr: Translator,
) -> Figure:
    """Return a chart of regions over time with its sentence and its table."""
    alternative = _alternative(data, where, span, tr)
    return Figure(picture, alternative, lambda: _table(data, where, span, tr), caption)


def _alternative(data: ReportData, where: Sequence[SidedRegion], span: Span, tr: Translator) -> str:
    parts = []
    for one in where:
        values = data.window_mean(one, span)
        if values is None:
            continue
        parts.append(
            tr.n(
                "report chart",
                "{region}, {kind}: mean {mean} on {count} logged day.",
                "{region}, {kind}: mean {mean} on {count} logged days.",
                values[1],
                region=region_short(tr, data.regions, one),
                kind=tr.say(KINDS[data.material.kinds[one]]),
                mean=mean_text(tr, values[0]),
            )
        )
    performed, prescribed = share_of([one for one in data.doses
                                      if span.first <= one.day <= span.last])  # fmt: skip
    if prescribed:
        share = percent(tr, performed / prescribed)
        parts.append(tr("report chart", "{share} of the prescribed hip sets done.", share=share))
    title = tr("report chart", "Chart of pain from 0 to 10, {days}.", days=span_text(tr, span))
    return " ".join((title, *parts))


def _table(data: ReportData, where: Sequence[SidedRegion], span: Span, tr: Translator) -> Table:
    """Return the values a chart shows: days, or weeks or months where it shows those."""
    with_routine = any(one.share is not None for one in data.doses)
    rows = _days(data, where, span, tr) if span.days <= DAYS_SHOWN else []
    if not rows:
        for step in steps(span):
            means = [data.window_mean(one, step) for one in where]
            cells = [mean_text(tr, None if one is None else one[0]) for one in means]
            rows.append((span_text(tr, step), *cells, *_done(data, step, tr, with_routine)))
    names = [region_short(tr, data.regions, one) for one in where]
    done = (tr("report", "Hip sets done"),) if with_routine else ()
    head = (tr("report", "Days"), *names, *done)
    caption = tr(
        "report chart",
        "The numbers of the chart: {regions}, {days}",
        regions=", ".join(names),
        days=span_text(tr, span),
    )
    return Table(
        caption,
        head, tuple(rows), (1.0,) * len(head), ends=frozenset(range(1, len(head))),
    )  # fmt: skip


def _days(
    data: ReportData, where: Sequence[SidedRegion], span: Span, tr: Translator
) -> list[tuple[str, ...]]:
    """Return the days that have a value."""
    doses = {one.day: one for one in data.doses}
    with_routine = any(one.share is not None for one in data.doses)
    rows = []
    for number in range(span.days):
        day = data.span.first.fromordinal(span.first.toordinal() + number)
        values = []
        for one in where:
            series = data.series.get(one)
            place = (day - series.first_day).days if series is not None else -1
            inside = series is not None and 0 <= place < series.values.size
            values.append(
                float(series.values[place]) if series is not None and inside else math.nan
            )
        dose = doses.get(day)
        if all(math.isnan(value) for value in values) and (dose is None or dose.share is None):
            continue
        share = DASH if dose is None or dose.share is None else percent(tr, dose.share)
        done = (share,) if with_routine else ()
        rows.append((tr.date(day, "medium"), *(mean_text(tr, value) for value in values), *done))
    return rows


def _done(data: ReportData, step: Span, tr: Translator, with_routine: bool) -> tuple[str, ...]:
    if not with_routine:
        return ()
    doses = [one for one in data.doses if step.first <= one.day <= step.last]
    performed, prescribed = share_of(doses)
    return (percent(tr, performed / prescribed) if prescribed else DASH,)
