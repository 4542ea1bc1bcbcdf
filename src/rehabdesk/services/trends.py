"""What the Trends page shows: each region's daily values, their line, and how they compare."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rehabdesk.analysis.daily import DailySeries, daily_values
from rehabdesk.analysis.smooth import SmoothedLine, smooth_series
from rehabdesk.analysis.together import DaysTogether, count_together
from rehabdesk.analysis.worthwhile import WorthwhileChange, WorthwhileLines, worthwhile_lines
from rehabdesk.domain.pain import PainEntry, PainKind
from rehabdesk.domain.regions import Joint, RegionCatalogue, Side, SidedRegion
from rehabdesk.resources import resource_path
from rehabdesk.store.pain_entries import RegionUse

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

#: How many regions are shown until somebody chooses.
DEFAULT_REGIONS = 2


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """When two averages are put side by side, and what a worthwhile change is.

    The values in use, with their sources, are in `resources/rules/`.

    Attributes:
        window_days: Days in each of the two windows.
        least_logged: Fewest logged days in each window.
        worthwhile: What makes a change a worthwhile one.
        current_within: Days after its last entry in which a region's last value still counts as
            its present one.
    """

    window_days: int
    least_logged: int
    worthwhile: WorthwhileChange
    current_within: int


@dataclass(frozen=True, slots=True)
class Window:
    """The average of some days.

    Attributes:
        first: First day.
        last: Last day.
        mean: Mean of the daily values; NaN if nothing was logged.
        logged: Logged days.
    """

    first: dt.date
    last: dt.date
    mean: float
    logged: int

    @property
    def days(self) -> int:
        """Days in the window, logged or not."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class SinceStart:
    """The first and the last two weeks of a region side by side.

    Attributes:
        start: The first window.
        latest: The window that ends with the last logged day.
        comparable: Whether the windows do not overlap and have enough logged days each.
    """

    start: Window
    latest: Window
    comparable: bool

    @property
    def difference(self) -> float:
        """Latest less start in points; negative is less pain."""
        return self.latest.mean - self.start.mean


@dataclass(frozen=True, slots=True, eq=False)
class RegionTrend:
    """One region over time.

    Attributes:
        where: Region and side.
        kind: The kind of pain the daily values are of.
        series: Daily values from the first to the last logged day.
        line: The smoothed line and its band.
        worthwhile: Where the worthwhile-change lines lie; None if the first two weeks have too
            few entries or pain cannot get that low.
        is_current: Whether the last value is recent enough to be called the present one.
    """

    where: SidedRegion
    kind: PainKind
    series: DailySeries
    line: SmoothedLine
    worthwhile: WorthwhileLines | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class KneeAndHip:
    """A knee region and a hip region that are looked at on one axis.

    Attributes:
        knee: The knee region.
        hip: The hip region, on the same side or the opposite one.
    """

    knee: SidedRegion
    hip: SidedRegion

    @property
    def same_side(self) -> bool:
        """Whether both are on the same side of the body."""
        return self.knee.side is self.hip.side


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything the Trends page shows, as of one state of the diary.

    Attributes:
        revision: The diary's state number.
        uses: The regions with daily values, most used first.
        uncounted: Regions with entries, none of them of the kind that counts.
        chosen: The regions that are to be shown when regions are shown.
        pairs: The knee-and-hip pairs there are, same sides first.
        trends: The trends that were read: those of `chosen`, or those of `pairs`.
    """

    revision: int
    uses: tuple[RegionUse, ...]
    uncounted: tuple[RegionUse, ...]
    chosen: tuple[SidedRegion, ...]
    pairs: tuple[KneeAndHip, ...]
    trends: tuple[RegionTrend, ...]

    def of(self, where: SidedRegion) -> RegionTrend:
        """Return the trend of a region.

        Raises:
            KeyError: It was not read.
        """
        for trend in self.trends:
            if trend.where == where:
                return trend
        raise KeyError(str(where))


@functools.cache
def load_change_rule() -> ChangeRule:
    """Read the rule from `resources/rules/`; it is read once."""
    words = json.loads(resource_path("rules", "change_words.json").read_text(encoding="utf-8"))
    change = json.loads(resource_path("rules", "worthwhile_change.json").read_text("utf-8"))
    return ChangeRule(
        window_days=int(words["window_days"]),
        least_logged=int(words["least_logged"]),
        worthwhile=WorthwhileChange(float(change["points"]), float(change["share"])),
        current_within=int(words["current_within_days"]),
    )


def read_trends(
    diary: Diary,
    regions: RegionCatalogue,
    wanted: Sequence[SidedRegion],
    today: dt.date,
    *,
    with_pairs: bool = False,
) -> Trends:
    """Read what the Trends page shows.

    Args:
        diary: The open diary.
        regions: All regions.
        wanted: The regions somebody chose; those without daily values are passed over, and if
            none is left the one or two most used ones are shown.
        today: The present day.
        with_pairs: Read the regions of the knee-and-hip pairs instead of the chosen ones.
    """
    revision = diary.revision
    known = [use for use in diary.pain.regions() if use.where.region in regions]
    uses = tuple(sorted((u for u in known if u.entries), key=lambda use: (-use.entries, use.where)))
    chosen = choose_regions(uses, wanted)
    pairs = knee_and_hip_pairs(uses, regions)
    shown = [where for pair in pairs for where in (pair.knee, pair.hip)] if with_pairs else chosen
    needed = dict.fromkeys(shown)
    by_where = {use.where: use for use in uses}
    trends = (_read_one(diary, by_where[where], today) for where in needed)
    return Trends(
        revision=revision,
        uses=uses,
        uncounted=tuple(use for use in known if not use.entries),
        chosen=chosen,
        pairs=pairs,
        trends=tuple(trend for trend in trends if trend is not None),
    )


def choose_regions(
    uses: Sequence[RegionUse], wanted: Iterable[SidedRegion]
) -> tuple[SidedRegion, ...]:
    """Return the regions to show, most used first.

    Args:
        uses: The regions with daily values, most used first.
        wanted: What somebody chose.
    """
    asked = set(wanted)
    chosen = tuple(use.where for use in uses if use.where in asked)
    return chosen or tuple(use.where for use in uses[:DEFAULT_REGIONS])


def knee_and_hip_pairs(
    uses: Sequence[RegionUse], regions: RegionCatalogue
) -> tuple[KneeAndHip, ...]:
    """Pair the most used knee region of each side with the most used hip region of each side.

    Args:
        uses: The regions with daily values, most used first.
        regions: All regions; they say which belong to a knee or a hip.

    Returns:
        Up to four pairs: same sides first, then opposite ones.
    """
    most_used: dict[tuple[Joint | None, Side], SidedRegion] = {}
    for use in uses:
        most_used.setdefault((regions[use.where.region].joint, use.where.side), use.where)
    sides = (Side.LEFT, Side.RIGHT)
    corners = [(one, one) for one in sides] + [(one, one.other) for one in sides]
    return tuple(
        KneeAndHip(most_used[Joint.KNEE, knee], most_used[Joint.HIP, hip])
        for knee, hip in corners
        if (Joint.KNEE, knee) in most_used and (Joint.HIP, hip) in most_used
    )


def together(
    trends: Trends, pair: KneeAndHip, first: dt.date | None, last: dt.date | None
) -> DaysTogether:
    """Count the days of a period on which both, one or neither of a pair hurt.

    Args:
        trends: What was read.
        pair: One of its pairs.
        first: First day of the period, or None for the beginning.
        last: Last day of the period, or None for the end.
    """
    knee = trends.of(pair.knee).series.between(first, last)
    hip = trends.of(pair.hip).series.between(first, last)
    if knee is None or hip is None:
        return DaysTogether(0, 0, 0, 0, 0)
    return count_together(knee, hip)


def entries_of_day(
    diary: Diary, day: dt.date, first_of_all: Sequence[SidedRegion]
) -> tuple[PainEntry, ...]:
    """Return a day's entries by time, those of some regions first.

    Args:
        diary: The open diary.
        day: The day.
        first_of_all: The regions whose entries come first, such as those on the chart.
    """
    shown = frozenset(first_of_all)
    # Sorting keeps the order of time within each group.
    return tuple(sorted(diary.pain.on_day(day), key=lambda entry: entry.where not in shown))


def compare_with_start(series: DailySeries, rule: ChangeRule) -> SinceStart:
    """Put the first and the last two weeks of a region side by side.

    The windows lie at the ends of the series, logged or not. What their difference is worth is
    the estimate's to say (`rehabdesk.analysis.trend.estimate_change`).

    Args:
        series: Daily values from the first to the last logged day.
        rule: The windows.
    """
    start = _window(series, 0, rule.window_days)
    latest = _window(series, series.values.size - rule.window_days, series.values.size)
    enough = min(start.logged, latest.logged) >= rule.least_logged
    apart = series.values.size >= 2 * rule.window_days
    return SinceStart(start, latest, comparable=enough and apart)


def _window(series: DailySeries, start: int, stop: int) -> Window:
    start, stop = max(start, 0), min(stop, series.values.size)
    values = series.values[start:stop]
    logged = values[np.isfinite(values)]
    mean = float(logged.mean()) if logged.size else float("nan")
    return Window(series.day_at(start), series.day_at(stop - 1), mean, int(logged.size))


def _read_one(diary: Diary, use: RegionUse, today: dt.date) -> RegionTrend | None:
    rule = load_change_rule()
    means = diary.pain.daily_means(use.where, use.value_kind)
    series = daily_values(((day, use.value_kind, mean) for day, mean, _ in means), use.value_kind)
    if series is None:
        return None
    lines = worthwhile_lines(series, rule.worthwhile)
    return RegionTrend(
        where=use.where,
        kind=use.value_kind,
        series=series,
        line=smooth_series(series),
        worthwhile=lines if lines is not None and lines.reachable else None,
        is_current=(today - series.last_day).days <= rule.current_within,
    )
