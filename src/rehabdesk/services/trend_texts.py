"""The sentences of the Trends page.

They say what the averages are and how far apart they lie; never why, and never how sure it is.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rehabdesk.analysis.together import DaysTogether
from rehabdesk.domain.names import ACTIVITY_NAMES, QUALITY_NAMES, full_name
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import RegionCatalogue, Side, SidedRegion
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.trends import (
    ChangeRule,
    KneeAndHip,
    RegionTrend,
    Window,
)

#: The most characters of a note that are shown beside a chart.
NOTE_EXCERPT = 140

#: What the value of a chart is, in the chart's own title.
CHART_TITLES: Mapping[PainKind, Message] = MappingProxyType(
    {
        PainKind.NOW: message("chart title", "Pain now, 0–10"),
        PainKind.WORST: message("chart title", "Worst pain, 0–10"),
        PainKind.AVERAGE: message("chart title", "Average pain, 0–10"),
    }
)
_SIDES: Mapping[Side, Message] = MappingProxyType(
    {
        Side.LEFT: message("chart label", "left"),
        Side.RIGHT: message("chart label", "right"),
        Side.NONE: message("chart label", "middle"),
    }
)
_KINDS: Mapping[PainKind, Message] = MappingProxyType(
    {
        PainKind.NOW: message("chart label", "pain now"),
        PainKind.WORST: message("chart label", "worst pain"),
        PainKind.AVERAGE: message("chart label", "average pain"),
    }
)


def region_name(tr: Translator, regions: RegionCatalogue, where: SidedRegion) -> str:
    """Return "Inner knee, your left"; a region this program does not know keeps its id."""
    if where.region not in regions:
        return str(where)
    return full_name(tr, regions[where.region], where)


def chart_title(tr: Translator, kinds: Sequence[PainKind]) -> str:
    """Return a chart's title; it names the kind if all of its regions share one."""
    if len(set(kinds)) == 1:
        return tr.say(CHART_TITLES[kinds[0]])
    return tr("chart title", "Pain, 0–10")


def kind_name(tr: Translator, kind: PainKind) -> str:
    """Return a kind of pain inside a sentence: "worst pain"."""
    return tr.say(_KINDS[kind])


def line_detail(tr: Translator, trend: RegionTrend, *, name_kind: bool) -> str:
    """Return the second line of a label: "left", or "left, worst pain"."""
    side = tr.say(_SIDES[trend.where.side]) if trend.where.side is not Side.NONE else ""
    kind = tr.say(_KINDS[trend.kind]) if name_kind else ""
    return (
        tr("chart label", "{side}, {kind}", side=side, kind=kind)
        if side and kind
        else (side or kind)
    )


def line_value(tr: Translator, value: str, *, is_current: bool) -> str:
    """Return what a line ends at: "now 3.4", or "last 3.4" where that was long ago."""
    if is_current:
        return tr("chart label", "now {value}", value=value)
    return tr("chart label", "last {value}", value=value)


def percent(tr: Translator, share: float) -> str:
    """Return a share as "30 %"; the space does not break."""
    return tr("number", "{percent}\u00a0%", percent=tr.number(share * 100, 0))


def worthwhile_label(tr: Translator, rule: ChangeRule, region: str = "") -> str:
    """Return the label of the worthwhile-change line.

    Args:
        tr: The translator.
        rule: The points and the share it names.
        region: The region with its side, where there are lines of several.
    """
    if region:
        return tr("chart label", "{region}: worthwhile change", region=region)
    return tr(
        "chart label",
        "worthwhile change: {points} points and {share} below your first two weeks",
        points=tr.number(rule.worthwhile.points),
        share=percent(tr, rule.worthwhile.share),
    )


def worthwhile_short(tr: Translator) -> str:
    """Return the label of the worthwhile-change line where there is little room."""
    return tr("chart label", "worthwhile change")


def period(tr: Translator, first: dt.date, last: dt.date) -> str:
    """Return "31 Aug – 20 Nov 2026", with both years where they differ."""
    if first == last:
        return tr.date(first, "medium")
    start = tr.date(first, "day_month" if first.year == last.year else "medium")
    return tr("period", "{first} – {last}", first=start, last=tr.date(last, "medium"))


def window_line(tr: Translator, window: Window) -> str:
    """Return where an average comes from: "31 Aug – 13 Sep 2026, 12 of 14 days"."""
    return tr(
        "trends",
        "{period}, {logged} of {days} days",
        period=period(tr, window.first, window.last),
        logged=window.logged,
        days=window.days,
    )


def signed(tr: Translator, value: float) -> str:
    """Return a difference with its sign: "−2.2", "+0.4", "0.0"."""
    text = tr.number(abs(value), 1)
    if round(abs(value), 1) == 0.0:
        return text
    return ("−" if value < 0 else "+") + text


def pair_title(tr: Translator, regions: RegionCatalogue, pair: KneeAndHip) -> str:
    """Return the heading of a knee-and-hip chart."""
    knee, hip = (region_name(tr, regions, where) for where in (pair.knee, pair.hip))
    if pair.same_side:
        return tr("trends", "Same side: {knee}; {hip}", knee=knee, hip=hip)
    return tr("trends", "Opposite sides: {knee}; {hip}", knee=knee, hip=hip)


def together_sentence(tr: Translator, days: DaysTogether) -> str:
    """Return the counts of a pair's days; nothing is inferred from them."""
    if days.both_logged == 0:
        return tr("trends", "No day in this period has an entry for both.")
    return tr.n(
        "trends",
        "{count} day in this period has an entry for both: both hurt on {both}, only the knee "
        "on {knee}, only the hip on {hip}, neither on {neither}.",
        "{count} days in this period have an entry for both: both hurt on {both}, only the knee "
        "on {knee}, only the hip on {hip}, neither on {neither}.",
        days.both_logged,
        both=days.both_hurt,
        knee=days.only_first,
        hip=days.only_second,
        neither=days.neither,
    )


def entry_head(tr: Translator, regions: RegionCatalogue, entry: PainEntry) -> str:
    """Return "Inner knee, your left: 6, worst pain"."""
    return tr(
        "trends",
        "{region}: {value}, {kind}",
        region=region_name(tr, regions, entry.where),
        value=tr.number(entry.value),
        kind=tr.say(_KINDS[entry.kind]),
    )


def entry_detail(tr: Translator, entry: PainEntry) -> str:
    """Return the rest of an entry in one line: time, qualities, activities, note; or ""."""
    parts = [tr.time(entry.at)] if entry.at is not None else []
    parts += [tr.say(QUALITY_NAMES[one]) for one in entry.qualities]
    parts += [tr.say(ACTIVITY_NAMES[one]) for one in entry.activities]
    note = " ".join(entry.note.split())
    if note:
        short = note if len(note) <= NOTE_EXCERPT else note[: NOTE_EXCERPT - 1].rstrip() + "…"
        parts.append(tr("trends", "“{note}”", note=short))
    return " · ".join(parts)


def summary_sentence(tr: Translator, name: str, kind: PainKind, value: str, since: str) -> str:
    """Return what a chart shows in one sentence, for those who do not see it.

    Args:
        tr: The translator.
        name: The region with its side.
        kind: The kind of pain.
        value: What the line ends at.
        since: The period.
    """
    return tr(
        "trends",
        "{region}, {kind}, {value}, entries {period}.",
        region=name,
        kind=tr.say(_KINDS[kind]),
        value=value,
        period=since,
    )


def day_value(tr: Translator, value: float) -> str:
    """Return a daily value for a table; "" where nothing was logged."""
    return tr.number(value, 1) if math.isfinite(value) else ""
