"""The worthwhile-change lines of a chart: how low pain would have to get to matter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rehabdesk.analysis.daily import DailySeries

#: The start is the mean of the first two weeks, if at least five of their days were logged.
BASELINE_DAYS = 14
LEAST_LOGGED = 5


@dataclass(frozen=True, slots=True)
class WorthwhileChange:
    """What counts as a worthwhile fall in pain; both conditions have to be met.

    The values in use, with their sources, are in `resources/rules/worthwhile_change.json`.

    Attributes:
        points: Fall in points of the 0 to 10 scale.
        share: Fall as a share of the pain at the start.
    """

    points: float = 2.0
    share: float = 0.3


@dataclass(frozen=True, slots=True)
class WorthwhileLines:
    """Where the lines lie, in points of the 0 to 10 scale.

    Attributes:
        baseline: Mean of the daily values of the first two weeks.
        points_line: Baseline minus the points; may be below 0.
        share_line: Baseline less the share.
        logged: Logged days behind the baseline.
    """

    baseline: float
    points_line: float
    share_line: float
    logged: int

    @property
    def both(self) -> float:
        """The level at or below which both conditions are met."""
        return min(self.points_line, self.share_line)

    @property
    def reachable(self) -> bool:
        """Whether pain can get that low: a start below the points needed leaves no room."""
        return self.both >= 0.0


def worthwhile_lines(series: DailySeries, rule: WorthwhileChange) -> WorthwhileLines | None:
    """Return the worthwhile-change lines of a series.

    Args:
        series: Daily values from the first logged day of the region on.
        rule: What counts as worthwhile.

    Returns:
        The lines, or None if fewer than five of the first 14 days were logged.
    """
    first_weeks = series.values[:BASELINE_DAYS]
    logged = first_weeks[np.isfinite(first_weeks)]
    if logged.size < LEAST_LOGGED:
        return None
    baseline = float(logged.mean())
    return WorthwhileLines(
        baseline, baseline - rule.points, baseline * (1.0 - rule.share), int(logged.size)
    )
