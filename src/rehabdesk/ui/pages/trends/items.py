"""Turns what was read from the diary into charts with their texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from rehabdesk.domain.regions import RegionCatalogue, SidedRegion
from rehabdesk.domain.text import Translator
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.trends import KneeAndHip, RegionTrend, Trends, load_change_rule
from rehabdesk.ui.charts.board import BoardItem
from rehabdesk.ui.charts.marks import Marker, Span
from rehabdesk.ui.charts.model import Level, PainChartData, PainSeries

#: Up to this many regions share one chart; more get a chart each.
OVERLAID = 2


class ItemMaker:
    """Makes the charts of a board."""

    def __init__(self, tr: Translator, regions: RegionCatalogue) -> None:
        self._tr = tr
        self._regions = regions
        self._markers: tuple[Marker, ...] = ()
        self._spans: tuple[Span, ...] = ()

    def mark(self, markers: tuple[Marker, ...], spans: tuple[Span, ...]) -> bool:
        """Put plan changes and pauses on all charts made from now on; tell whether they differ."""
        differ = (markers, spans) != (self._markers, self._spans)
        self._markers, self._spans = markers, spans
        return differ

    def for_regions(self, trends: Trends) -> tuple[BoardItem, ...]:
        """Return one chart of one or two regions, or a small one for each of more."""
        chosen = [trends.of(where) for where in trends.chosen]
        if len(chosen) <= OVERLAID:
            return (BoardItem(self._chart(chosen)),) if chosen else ()
        return tuple(BoardItem(self._chart([one], compact=True)) for one in chosen)

    def for_pairs(self, trends: Trends) -> tuple[BoardItem, ...]:
        """Return a chart for each knee-and-hip pair."""
        return tuple(self._pair(trends, pair) for pair in trends.pairs)

    def _pair(self, trends: Trends, pair: KneeAndHip) -> BoardItem:
        both = [trends.of(pair.knee), trends.of(pair.hip)]
        heading = texts.pair_title(self._tr, self._regions, pair)
        return BoardItem(self._chart(both, levels=False), heading)

    def _chart(
        self, trends: Sequence[RegionTrend], *, compact: bool = False, levels: bool = True
    ) -> PainChartData:
        kinds = [one.kind for one in trends]
        name_kind = compact or len(set(kinds)) > 1
        several = len(trends) > 1
        return PainChartData(
            title=texts.chart_title(self._tr, kinds),
            series=tuple(
                self._series(one, name_kind=name_kind, several=several, levels=levels)
                for one in trends
            ),
            gap_text=self._tr("chart label", "no entries"),
            description=" ".join(self._summary(one) for one in trends),
            markers=self._markers,
            spans=self._spans,
        )

    def _series(
        self, trend: RegionTrend, *, name_kind: bool, several: bool, levels: bool
    ) -> PainSeries:
        return PainSeries(
            key=str(trend.where),
            name=self._tr.say(self._regions[trend.where.region].name),
            detail=texts.line_detail(self._tr, trend, name_kind=name_kind),
            ending=self._ending(trend),
            first_day=trend.series.first_day.toordinal(),
            values=trend.series.values,
            mean=trend.line.mean,
            low=trend.line.low,
            high=trend.line.high,
            level=self._level(trend, several=several) if levels else None,
        )

    def _ending(self, trend: RegionTrend) -> str:
        for source, decimals in ((trend.line.mean, 1), (trend.series.values, None)):
            drawn = source[np.isfinite(source)]
            if drawn.size:
                value = self._tr.number(float(drawn[-1]), decimals)
                return texts.line_value(self._tr, value, is_current=trend.is_current)
        return ""

    def _level(self, trend: RegionTrend, *, several: bool) -> Level | None:
        if trend.worthwhile is None:
            return None
        rule = load_change_rule()
        name = self.name(trend.where) if several else ""
        return Level(
            value=trend.worthwhile.both,
            first_day=trend.series.first_day.toordinal() + rule.window_days,
            text=texts.worthwhile_label(self._tr, rule, name),
            short=texts.worthwhile_short(self._tr),
        )

    def _summary(self, trend: RegionTrend) -> str:
        first, last = trend.series.first_day, trend.series.last_day
        return texts.summary_sentence(
            self._tr,
            self.name(trend.where),
            trend.kind,
            self._ending(trend),
            texts.period(self._tr, first, last),
        )

    def name(self, where: SidedRegion) -> str:
        """Return a region's name with its side."""
        return texts.region_name(self._tr, self._regions, where)


def day_of(place: float) -> dt.date:
    """Return the day at a place on the time axis; the nearest day there is."""
    return dt.date.fromordinal(min(max(round(place), 1), dt.date.max.toordinal()))
