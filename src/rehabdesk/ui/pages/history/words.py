"""What the history page says about days and entries."""

from __future__ import annotations

import datetime as dt

from rehabdesk.domain.names import ACTIVITY_NAMES, KIND_NAMES, QUALITY_NAMES, full_name
from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services.history import DaySummary
from rehabdesk.ui.pages.history.reading import ListedEntry


def region_name(tr: Translator, regions: RegionCatalogue, where: SidedRegion) -> str:
    """Return a region with its side in words."""
    return full_name(tr, regions[where.region], where)


def day_words(tr: Translator, regions: RegionCatalogue, summary: DaySummary, *, today: bool) -> str:
    """Return all that a day of the calendar shows, as a sentence."""
    name = tr.date(summary.day, "weekday")
    parts = [tr("calendar", "{day}, today", day=name) if today else name]
    if summary.worst is not None and summary.worst_where is not None:
        parts.append(
            tr.n(
                "calendar",
                "{count} pain entry, {value} of 10, {region}",
                "{count} pain entries, the highest {value} of 10, {region}",
                summary.entries,
                value=tr.number(summary.worst, None),
                region=region_name(tr, regions, summary.worst_where),
            )
        )
    else:
        parts.append(tr("calendar", "no pain entries"))
    if summary.check_in:
        parts.append(tr("calendar", "check-in"))
    if summary.session:
        parts.append(tr("calendar", "session"))
    if summary.comments:
        parts.append(tr.n("calendar", "{count} comment", "{count} comments", summary.comments))
    return "; ".join(parts)


def heading_words(tr: Translator, day: dt.date) -> str:
    """Return a day with its weekday and year."""
    return tr("history", "{weekday} {day}", weekday=tr.date(day, "weekday_short"), day=tr.date(day))


def time_words(tr: Translator, entry: PainEntry) -> str:
    """Return the time of an entry."""
    return tr("history", "no time") if entry.at is None else tr.time(entry.at)


def detail_words(tr: Translator, entry: PainEntry) -> str:
    """Return what a pain feels like and what brought it on."""
    words = [tr.say(QUALITY_NAMES[one]) for one in entry.qualities]
    words += [tr.say(ACTIVITY_NAMES[one]) for one in entry.activities]
    return " · ".join(words)


def entry_words(tr: Translator, regions: RegionCatalogue, row: ListedEntry) -> str:
    """Return all that a row of the list shows, as a sentence."""
    entry = row.entry
    parts = [
        heading_words(tr, entry.day),
        time_words(tr, entry),
        region_name(tr, regions, entry.where),
        tr("history", "{value} of 10", value=tr.number(entry.value, None)),
        tr.say(KIND_NAMES[entry.kind]),
        detail_words(tr, entry),
        entry.note,
    ]
    if entry.backfilled:
        parts.append(tr("history", "entered later"))
    if row.deleted:
        parts.append(tr("history", "deleted"))
    return "; ".join(part for part in parts if part)
