"""The pain chart as a file without a window: as SVG, or as PNG by the typesetter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.moments import Clock
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.domain.text import Translator, message
from rehabdesk.reports.drawing.file import picture_file
from rehabdesk.reports.drawing.time_chart import draw_time_chart
from rehabdesk.reports.typesetting import Document, png_pages
from rehabdesk.services.progress import NoProgress, Progress, stop_if_cancelled
from rehabdesk.services.reporting.charts import chart_figure
from rehabdesk.services.reporting.data import ReportData, read_data
from rehabdesk.services.reporting.options import ReportOptions
from rehabdesk.services.reporting.timeline import time_chart
from rehabdesk.services.reporting.words import region_short, span_text
from rehabdesk.services.writing import write_whole
from rehabdesk.store.diary import Diary

#: Regions that one chart can tell apart.
MOST_REGIONS = 2
_SIZE = (660.0, 300.0)
#: Pixels per inch: two for each pixel of the SVG file.
_PNG_PPI = 192.0


@dataclass(frozen=True, slots=True)
class ChartFile:
    """A pain chart as files have it.

    Attributes:
        svg: The chart as SVG, in the light theme.
        document: The same for the typesetter, which makes pixels of it.
    """

    svg: bytes
    document: Document

    def png(self) -> bytes:
        """Return the chart as PNG."""
        return png_pages(self.document, _PNG_PPI).pages[0]


def pain_chart(
    diary: Diary,
    clock: Clock,
    tr: Translator,
    where: Sequence[SidedRegion] = (),
    options: ReportOptions | None = None,
) -> ChartFile:
    """Return pain and adherence over time.

    Args:
        diary: The diary.
        clock: Tells the present.
        tr: Says names, days and numbers.
        where: Up to two regions; without any, those most is written about.
        options: The first and the last day; the present episode by default.

    Raises:
        InputError: There is nothing to draw, or more than two regions are asked for.
        DiaryError: The diary cannot be read.
    """
    data = read_data(diary, clock, options or ReportOptions())
    shown = _shown(data, where, tr)
    chart = time_chart(data, shown, data.span, tr)
    names = tr.list_of([region_short(tr, data.regions, one) for one in shown])
    title = tr("picture", "Pain from 0 to 10: {regions}", regions=names)
    under = f"{span_text(tr, data.span)} · {diary.path.stem}"
    picture = draw_time_chart(chart, *_SIZE)
    told = chart_figure(data, picture, shown, data.span, title, tr).alternative
    svg = picture_file(picture, title, under, told)
    made = clock.now().replace(microsecond=0)
    return ChartFile(svg, Document("picture.typ", {}, made, {"picture.svg": svg}))


def export_chart(
    chart: ChartFile, target: Path, *, as_png: bool, progress: Progress | None = None
) -> None:
    """Write a chart, which appears complete or not at all; a file of that name is replaced.

    Raises:
        InputError: It cannot be written there.
        CancelledError: The person asked to stop; nothing was written.
    """
    progress = progress or NoProgress()
    stop_if_cancelled(progress)
    content = chart.png() if as_png else chart.svg
    stop_if_cancelled(progress)
    write_whole(target, content)
    progress.report(1, 1)


def _shown(
    data: ReportData, where: Sequence[SidedRegion], tr: Translator
) -> tuple[SidedRegion, ...]:
    if len(where) > MOST_REGIONS:
        raise InputError(
            message("export error", "A chart shows up to {most} regions.", most=MOST_REGIONS)
        )
    for one in where:
        if one not in data.series:
            raise InputError(
                message(
                    "export error",
                    "There are no entries of {region} in this period.",
                    region=region_short(tr, data.regions, one),
                )
            )
    shown = tuple(dict.fromkeys(where)) or data.where[:MOST_REGIONS]
    if not shown:
        raise InputError(message("export error", "There are no pain entries to draw."))
    return shown
