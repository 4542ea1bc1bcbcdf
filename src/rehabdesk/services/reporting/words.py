"""How a report for a physio names and numbers things; left and right are the patient's own."""

from __future__ import annotations

import datetime as dt
import math

from rehabdesk.analysis.estimate import Estimate
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import RegionCatalogue, Side, SidedRegion
from rehabdesk.domain.text import Message, Translator, message
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.trend_texts import period, signed

_SIDES: dict[Side, Message] = {
    Side.LEFT: message("report side", "L"),
    Side.RIGHT: message("report side", "R"),
}
KINDS: dict[PainKind, Message] = {
    PainKind.NOW: message("report", "pain now"),
    PainKind.WORST: message("report", "worst pain"),
    PainKind.AVERAGE: message("report", "average pain"),
}
DASH = "–"


def side_letter(tr: Translator, side: Side) -> str:
    """Return "L" or "R", or "" for the middle."""
    return tr.say(_SIDES[side]) if side in _SIDES else ""


def region_short(tr: Translator, regions: RegionCatalogue, where: SidedRegion) -> str:
    """Return "Inner knee L"; a region this program does not know keeps its id."""
    if where.region not in regions:
        return str(where)
    name, side = tr.say(regions[where.region].name), side_letter(tr, where.side)
    return tr("report", "{region} {side}", region=name, side=side) if side else name


def sides_note(tr: Translator) -> str:
    """Return what the letters mean."""
    return tr("report", "L / R: the patient’s own left / right.")


def mean_text(tr: Translator, value: float | None) -> str:
    """Return a mean with one decimal, or a dash."""
    return DASH if value is None or not math.isfinite(value) else tr.number(value, 1)


def interval_text(tr: Translator, estimate: Estimate, decimals: int = 1) -> str:
    """Return "−2.4 (−3.0 to −1.7)", or a dash where there is no answer."""
    numbers = (estimate.effect, estimate.low, estimate.high)
    if any(one is None for one in numbers):
        return DASH
    effect, low, high = (_signed(tr, one or 0.0, decimals) for one in numbers)
    return tr("report", "{effect} ({low} to {high})", effect=effect, low=low, high=high)


def span_text(tr: Translator, span: Span) -> str:
    """Return "31 Aug – 20 Nov 2026"."""
    return period(tr, span.first, span.last)


def day_short(tr: Translator, day: dt.date, span: Span) -> str:
    """Return a day with its year only where the span has several."""
    return tr.date(day, "day_month" if span.first.year == span.last.year else "medium")


def clipped(text: str, most: int) -> str:
    """Return a text in one line and at most so many letters; "…" says that there was more."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _signed(tr: Translator, value: float, decimals: int) -> str:
    if decimals == 1:
        return signed(tr, value)
    text = tr.number(abs(value), decimals)
    if round(abs(value), decimals) == 0.0:
        return text
    return ("−" if value < 0 else "+") + text
