"""Typing up the paper sheet: ticks and the pain row, saved as one change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.domain.changes import Changes
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.pain import PainKind
from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import message
from rehabdesk.services.answers.primary import primary_region
from rehabdesk.services.library import LibraryIndex
from rehabdesk.services.pain_entries import record_pain
from rehabdesk.services.sheet import SHEET_DAYS, Box, Sheet, sheet, tick

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class PainRow:
    """The pain row of the sheet.

    Attributes:
        where: The primary region.
        kind: The kind of pain that counts as its daily value.
        known: Daily values that are in the diary already.
    """

    where: SidedRegion
    kind: PainKind
    known: Mapping[dt.date, float]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The grid with its pain row, or without where no region is in use.

    Attributes:
        sheet: The grid.
        pain: The pain row.
        versions: The plan versions that may have been printed, as number and first day, the newest
            first.
        version: The number of the version whose sheet is shown, or 0 for the plan of each day.
    """

    sheet: Sheet
    pain: PainRow | None
    versions: tuple[tuple[int, dt.date], ...] = ()
    version: int = 0


def sheet_page(
    diary: Diary, regions: RegionCatalogue, index: LibraryIndex, last: dt.date, version: int = 0
) -> SheetPage:
    """Return the two weeks that end with a day, or with its week where a printed sheet is shown.

    Args:
        diary: The open diary.
        regions: The regions there are.
        index: The library with own exercises.
        last: The last day.
        version: The plan version on the sheet, or 0 for the plan of each day. One that does not
            exist counts as 0.
    """
    versions = [one for one in reversed(diary.plans.versions()) if one.items]
    printed = next((one for one in versions if one.number == version), None)
    if printed is not None:
        # As printed: two weeks from Monday to Sunday.
        last += dt.timedelta(days=DAYS_A_WEEK - last.isoweekday())
    first = last - dt.timedelta(days=SHEET_DAYS - 1)
    primary = primary_region(diary, regions)
    row = None
    if primary is not None:
        where = primary.where
        kind = diary.settings.value_kind(where)
        means = diary.pain.daily_means(where, kind)
        known = {day: mean for day, mean, _ in means if first <= day <= last}
        row = PainRow(where, kind, known)
    return SheetPage(
        sheet(diary, index, first, printed=printed),
        row,
        tuple((one.number, one.from_day) for one in versions),
        printed.number if printed is not None else 0,
    )


def save_sheet(
    diary: Diary,
    clock: Clock,
    ticks: Mapping[Box, bool],
    pain: Mapping[dt.date, float],
    row: PainRow | None,
) -> Changes:
    """Save what was typed as one change: all of it, or nothing if a part is refused.

    Args:
        diary: The open diary.
        clock: Tells the present.
        ticks: Ticked or not, by day, plan item id and side.
        pain: New ratings by day.
        row: The pain row they are in.

    Raises:
        InputError: Something in it is not possible; nothing was saved.
        DiaryError: The diary cannot be written.
    """
    with diary.change(message("change", "Sheet saved")) as recorder:
        tick(diary, clock, ticks)
        for day, value in pain.items():
            if row is not None:
                record_pain(diary, clock, row.where, value, kind=row.kind, day=day)
    return recorder.changes
