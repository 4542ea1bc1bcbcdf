"""The primary region: the one whose link is answered as it is, while all others are adjusted.

A person chooses it before looking at a link. Until somebody does, it is the region that had the
most entries in the first 14 days of the diary, written down once those days are over, so that it
can never follow a result. Every change of it stays in the diary's memory.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes, Kind
from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import message

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: The name of the diary setting.
SETTING = "primary_region"
#: The days from the first pain entry on that decide when nobody does.
FIRST_DAYS = 14
_PERSON, _RULE = "person", "rule"


@dataclass(frozen=True, slots=True)
class EarlierChoice:
    """What the primary region was before.

    Attributes:
        where: The region.
        by_person: Whether a person had chosen it.
        until: The day it was replaced (UTC).
    """

    where: SidedRegion
    by_person: bool
    until: dt.date


@dataclass(frozen=True, slots=True)
class PrimaryRegion:
    """The primary region of a diary.

    Attributes:
        where: The region.
        by_person: Whether a person chose it; else the rule did.
        recorded: Whether it is written down in the diary.
        earlier: What it was before, the latest first.
    """

    where: SidedRegion
    by_person: bool
    recorded: bool
    earlier: tuple[EarlierChoice, ...] = ()


def primary_region(diary: Diary, regions: RegionCatalogue) -> PrimaryRegion | None:
    """Return the primary region, or None while there are no pain entries and no choice."""
    value = diary.settings.get(SETTING)
    chosen = _parse(value, regions) if value is not None else None
    earlier = _earlier(diary, regions, value)
    if chosen is not None:
        where, by_person = chosen
        return PrimaryRegion(where, by_person, recorded=True, earlier=earlier)
    where_by_rule = region_by_rule(diary, regions)
    if where_by_rule is None:
        return None
    return PrimaryRegion(where_by_rule, by_person=False, recorded=False, earlier=earlier)


def region_by_rule(diary: Diary, regions: RegionCatalogue) -> SidedRegion | None:
    """Return the region with the most entries in the first 14 days; of equals the first listed.

    The days are counted from the first pain entry of the diary; entries of every kind count.
    """
    first = _first_day(diary)
    if first is None:
        return None
    last = first + dt.timedelta(days=FIRST_DAYS - 1)
    counts = Counter(entry.where for entry in diary.pain.between(first, last))
    known = [where for where in regions.sided() if where in counts]
    return max(known, key=lambda where: counts[where], default=None)


def primary_by_rule_text(diary: Diary, regions: RegionCatalogue) -> str | None:
    """Return what the setting would say if the rule were written down now, or None."""
    where = region_by_rule(diary, regions)
    return None if where is None else _text(where, _RULE)


def rule_is_due(diary: Diary, regions: RegionCatalogue, today: dt.date) -> bool:
    """Tell whether the rule's region is to be written down: nobody chose and 14 days are over."""
    first = _first_day(diary)
    if diary.read_only or first is None or today < first + dt.timedelta(days=FIRST_DAYS):
        return False
    value = diary.settings.get(SETTING)
    nothing = value is None or _parse(value, regions) is None
    return nothing and region_by_rule(diary, regions) is not None


def record_rule(diary: Diary, regions: RegionCatalogue, today: dt.date) -> Changes:
    """Write the rule's region down if that is due; changes nothing otherwise.

    Raises:
        DiaryError: The diary cannot be written.
    """
    due = rule_is_due(diary, regions, today)
    where = region_by_rule(diary, regions) if due else None
    label = message("change", "Primary region written down")
    with diary.change(label, undoable=False) as recorder:
        if where is not None:
            diary.settings.set(SETTING, _text(where, _RULE))
    return recorder.changes


def choose_primary_region(diary: Diary, regions: RegionCatalogue, where: SidedRegion) -> Changes:
    """Make a region the primary one; what it was before stays in the diary's memory.

    Raises:
        InputError: There is no such region.
        DiaryError: The diary cannot be written.
    """
    if where not in regions.sided():
        raise InputError(
            message("region error", "There is no region called “{name}”.", name=str(where))
        )
    label = message("change", "Primary region chosen")
    with diary.change(label, undoable=False) as recorder:
        before = region_by_rule(diary, regions)
        if diary.settings.get(SETTING) is None and before is not None and before != where:
            # What the rule had shown until now is part of the memory too.
            diary.settings.set(SETTING, _text(before, _RULE))
        diary.settings.set(SETTING, _text(where, _PERSON))
    return recorder.changes


def _first_day(diary: Diary) -> dt.date | None:
    return min(diary.pain.first_days().values(), default=None)


def _earlier(diary: Diary, regions: RegionCatalogue, now: str | None) -> tuple[EarlierChoice, ...]:
    found = [
        (revision.changed_at, str(revision.before["value"]))
        for row_id in diary.settings.ids_of(SETTING)
        for revision in diary.history.of(Kind.DIARY_SETTING, row_id)
    ]
    values = [value for _, value in found] + [now]
    return tuple(
        EarlierChoice(*parsed, dt.datetime.fromisoformat(until).date())
        for (until, value), after in reversed(list(zip(found, values[1:], strict=True)))
        if value != after and (parsed := _parse(value, regions)) is not None
    )


def _text(where: SidedRegion, by: str) -> str:
    return json.dumps({"region": str(where), "by": by})


def _parse(value: str, regions: RegionCatalogue) -> tuple[SidedRegion, bool] | None:
    """Return the region and whether a person chose it, or None if it cannot be understood."""
    try:
        data = json.loads(value)
        return regions.parse(str(data["region"])), data["by"] == _PERSON
    except (ValueError, TypeError, KeyError, InputError):
        return None
