"""The regions on the first page: where it hurts, how much, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehabdesk.analysis.outcome import ChangeOutcome
from rehabdesk.analysis.trend import TrendEstimate
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.reports.drawing.interval import Interval, draw_interval
from rehabdesk.reports.report import Figure, Maps, Row, Table, Titled
from rehabdesk.services.answers.answers import ChangeAnswer, LinkAnswer, TrendAnswer
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.maps import body_figure, looks_of, short_looks
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.reporting.words import (
    KINDS,
    interval_text,
    mean_text,
    region_short,
    sides_note,
    span_text,
)
from rehabdesk.services.trend_texts import chart_title, signed
from rehabdesk.services.trends import load_change_rule

#: Regions the first page has room for.
ON_FIRST_PAGE = 4
#: Points a week; below it two decimals would say nothing.
_SMALL_TREND = 0.05
#: Regions and views the maps of the first page have room for.
_ON_MAP = 8
_LOOKS = 2
_TWO_VIEWS = (100.0, 158.0)
_MORE_VIEWS = (76.0, 140.0)
_WORTHWHILE: Mapping[ChangeOutcome, Message] = {
    ChangeOutcome.VERY_LIKELY: message("report", "very likely reached"),
    ChangeOutcome.PROBABLY: message("report", "probably reached"),
    ChangeOutcome.NOT_SHOWN: message("report", "not shown"),
    ChangeOutcome.TOO_LITTLE_DATA: message("report", "too early to say"),
}


def worthwhile_words(outcome: ChangeOutcome, tr: Translator) -> str:
    """Return whether a worthwhile change was reached, in a word or two."""
    return tr.say(_WORTHWHILE[outcome])


def maps(data: ReportData, tr: Translator) -> Maps | None:
    """Return the body at the start and now; None without any entries."""
    if not data.where:
        return None
    if data.now.first > data.start.last:
        spans = [(tr("report", "Start"), data.start), (tr("report", "Now"), data.now)]
    else:
        spans = [(tr("report", "All days"), data.span)]
    shown = data.where[:_ON_MAP]
    looks = short_looks(shown, data.regions, _LOOKS)
    few = len(looks) * len(spans) <= 2
    size = _TWO_VIEWS if few else _MORE_VIEWS
    tall = any(side is not None for _, side in looks)
    pairs = []
    for name, span in spans:
        values = {one: mean for one, mean in values_in(data, span).items() if one in shown}
        figures = tuple(
            body_figure(look, values, data.regions, tr, size, tall=tall) for look in looks
        )
        caption = tr("report", "{name}: {days}", name=name, days=span_text(tr, span))
        pairs.append(Row(figures, caption))
    drawn = {one for one in shown if any(look in looks for look in looks_of(one, data.regions))}
    note = tr("report", "Means of the logged days.") + " " + sides_note(tr)
    missing = len(data.where) - len(drawn)
    if missing:
        note += " " + tr.n(
            "report", "{count} more region is not drawn here.",
            "{count} more regions are not drawn here.", missing,
        )  # fmt: skip
    return Maps(tr("report", "Where it hurts"), tuple(pairs), note, few)


def values_in(data: ReportData, span: Span) -> dict[SidedRegion, float]:
    """Return the mean of each region that was written down on some days."""
    found = {where: data.window_mean(where, span) for where in data.where}
    return {where: mean[0] for where, mean in found.items() if mean is not None}


def first_regions(
    data: ReportData,
    trends: Mapping[SidedRegion, TrendAnswer],
    changes: Mapping[SidedRegion, ChangeAnswer],
    tr: Translator,
) -> tuple[Table | None, tuple[str, ...]]:
    """Return the regions for the first page, and the line below them.

    The page may have to leave out the last ones: the line comes for none, one, two … left out.
    """
    table = regions_table(data, trends, changes, tr, most=ON_FIRST_PAGE)
    if table is None:
        return None, ()
    hidden = len(data.where) - len(table.rows)
    notes = tuple(_more(hidden + out, tr) for out in range(len(table.rows) + 1))
    return table, notes


def _more(count: int, tr: Translator) -> str:
    if not count:
        return ""
    return tr.n("report", "{count} more region follows.", "{count} more regions follow.", count)


def regions_table(
    data: ReportData,
    trends: Mapping[SidedRegion, TrendAnswer],
    changes: Mapping[SidedRegion, ChangeAnswer],
    tr: Translator,
    *,
    most: int,
) -> Table | None:
    """Return start, now, change and trend of each region, the first ones; None without any."""
    shown = data.where[:most]
    if not shown:
        return None
    return Table(
        caption=chart_title(tr, [data.material.kinds[one] for one in data.where]),
        head=(
            tr("report", "Region"),
            tr("report", "Start → now"),
            tr("report", "Change"),
            tr("report", "Worthwhile change"),
            tr("report", "Trend a week"),
        ),
        rows=tuple(_row(data, where, trends[where], changes[where], tr) for where in shown),
        widths=(1.25, 0.85, 1.0, 1.0, 1.1),
        note=_more(len(data.where) - len(shown), tr),
    )


def _row(
    data: ReportData, where: SidedRegion, trend: TrendAnswer, change: ChangeAnswer, tr: Translator
) -> tuple[str, ...]:
    start, now = (data.window_mean(where, span) for span in (data.start, data.now))
    both = start is not None and now is not None and data.now.first > data.start.last
    return (
        _name(data, where, tr),
        start_to_now(data, where, tr),
        interval_text(tr, change.estimate) if both else mean_text(tr, None),
        worthwhile_words(change.outcome, tr),
        interval_text(tr, trend.estimate, _trend_decimals(trend.estimate)),
    )


def _trend_decimals(estimate: TrendEstimate) -> int:
    """Return how many decimals a trend needs to say anything at all."""
    ends = (abs(estimate.low or 0.0), abs(estimate.high or 0.0))
    return 2 if max(ends) >= _SMALL_TREND else 3


def _name(data: ReportData, where: SidedRegion, tr: Translator) -> str:
    """Return a region's name, with its kind where not all regions share one."""
    name = region_short(tr, data.regions, where)
    kinds = {data.material.kinds[one] for one in data.where}
    if len(kinds) == 1:
        return name
    kind = tr.say(KINDS[data.material.kinds[where]])
    return tr("report", "{region}, {kind}", region=name, kind=kind)


def start_to_now(data: ReportData, where: SidedRegion, tr: Translator) -> str:
    """Return "5.5 → 3.2"; one number where start and now are the same days."""
    start = data.window_mean(where, data.start)
    if data.now.first <= data.start.last:
        whole = data.window_mean(where, data.span)
        return mean_text(tr, None if whole is None else whole[0])
    now = data.window_mean(where, data.now)
    first, last = (mean_text(tr, None if one is None else one[0]) for one in (start, now))
    return tr("report", "{start} → {now}", start=first, now=last)


# ---------------------------------------------------------------- the link


def link_part(data: ReportData, answer: LinkAnswer, tr: Translator) -> Titled:
    """Return the link in the words of a physio."""
    name = region_short(tr, data.regions, answer.basis.where)
    lines = [
        tr("report", "{region}: {words}", region=name, words=tr.say(answer.physio)),
        *(tr.say(note) for note in answer.notes),
    ]
    if answer.basis.exploratory:
        lines.append(tr("report", "Chosen period: exploratory, so never called clear."))
    return Titled(tr("report", "Does the routine go together with less pain?"), tuple(lines))


def link_figure(answer: LinkAnswer, width: float, tr: Translator) -> Figure | None:
    """Return the link as an interval; None where there is no answer."""
    estimate = answer.estimate
    if estimate.effect is None or estimate.low is None or estimate.high is None:
        return None
    line = -load_change_rule().worthwhile.points
    interval = Interval(
        effect=estimate.effect,
        low=estimate.low,
        high=estimate.high,
        line=line,
        line_name=tr("report", "worthwhile {points}", points=signed(tr, line)),
        zero_name=tr("report", "no link"),
        effect_text=signed(tr, estimate.effect),
        less=tr("report", "less pain"),
        more=tr("report", "more pain"),
    )
    alternative = tr(
        "report",
        "Estimated difference between keeping the routine up fully and not at all: {numbers} "
        "points; 0 means no link.",
        numbers=interval_text(tr, estimate),
    )
    return Figure(draw_interval(interval, width), alternative)


def first_answered(
    where: Sequence[SidedRegion], links: Mapping[SidedRegion, LinkAnswer]
) -> LinkAnswer | None:
    """Return the link of the first region, which is the primary one where it has entries."""
    return links[where[0]] if where else None
