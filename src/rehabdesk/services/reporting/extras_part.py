"""Flares, swelling, what helped and other activities of a period."""

from __future__ import annotations

import statistics
from collections import Counter
from typing import TYPE_CHECKING

from rehabdesk.domain.load import ActivityLoad
from rehabdesk.domain.names import HELP_NAMES
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Translator
from rehabdesk.reports.report import Part, Table
from rehabdesk.services.flares import flares_between
from rehabdesk.services.reporting.data import ReportData
from rehabdesk.services.reporting.words import clipped, day_short, side_letter

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_ACTIVITIES = 12
_NAME_LETTERS = 60


def flare_lines(diary: Diary, data: ReportData, tr: Translator) -> list[str]:
    """Return how many flares began in a period, and on how many days a knee was swollen."""
    lines = []
    flares = flares_between(diary, data.span.first, data.span.last)
    if flares:
        lines.append(
            tr.n(
                "report",
                "{count} flare, the last from {day}.",
                "{count} flares, the last from {day}.",
                len(flares),
                day=day_short(tr, max(one.first for one in flares), data.span),
            )
        )
    swollen = Counter(one.side for one in diary.loads.swellings(data.span.first, data.span.last))
    lines += [
        tr.n(
            "report",
            "Swollen knee {side} on {count} day.",
            "Swollen knee {side} on {count} days.",
            swollen[side],
            side=side_letter(tr, side),
        )
        for side in (Side.LEFT, Side.RIGHT)
        if swollen[side]
    ]
    return [" ".join(lines)] if lines else []


def extras_parts(diary: Diary, data: ReportData, tr: Translator) -> tuple[Part, ...]:
    """Return what helped and other activities; nothing if nothing was written down."""
    tables = (_helps(diary, data, tr), _activities(diary, data, tr))
    return tuple(table for table in tables if table is not None)


def _helps(diary: Diary, data: ReportData, tr: Translator) -> Table | None:
    marks = Counter(one.help for one in diary.loads.help_marks(data.span.first, data.span.last))
    if not marks:
        return None
    rows = tuple(
        (tr.say(HELP_NAMES[one]), tr.n("report", "{count} day", "{count} days", number))
        for one, number in sorted(marks.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    head = (tr("report", "What helped"), tr("report", "On"))
    return Table(tr("report", "What helped"), head, rows, (3.0, 1.0))


def _activities(diary: Diary, data: ReportData, tr: Translator) -> Table | None:
    by_name: dict[str, list[ActivityLoad]] = {}
    for one in diary.loads.activities(data.span.first, data.span.last):
        by_name.setdefault(one.activity.strip().casefold(), []).append(one)
    if not by_name:
        return None
    ordered = sorted(by_name.values(), key=lambda some: (-len(some), some[-1].activity))
    rows = tuple(
        (
            clipped(some[-1].activity, _NAME_LETTERS),
            str(len(some)),
            tr("report", "{minutes} min", minutes=tr.number(_median([x.minutes for x in some]))),
            tr.number(_median([x.effort for x in some])),
        )
        for some in ordered[:_ACTIVITIES]
    )
    head = (
        tr("report", "Other activity"),
        tr("report", "Times"),
        tr("report", "Median length"),
        tr("report", "Median effort, 0–10"),
    )
    more = len(ordered) - len(rows)
    note = ""
    if more:
        note = tr.n("report", "{count} more activity.", "{count} more activities.", more)
    return Table(tr("report", "Other activities"), head, rows, (3.0, 0.8, 1.2, 1.4), note=note)


def _median(values: list[int]) -> float:
    return float(statistics.median(values))
