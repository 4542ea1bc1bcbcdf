"""Tells what was written down on the day that is pointed at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Slot
from shiboken6 import isValid

from rehabdesk.domain.pain import PainEntry
from rehabdesk.domain.regions import SidedRegion
from rehabdesk.services import trend_texts as texts
from rehabdesk.services.trends import entries_of_day
from rehabdesk.ui.charts.adherence_model import AdherenceData
from rehabdesk.ui.charts.board import ChartBoard
from rehabdesk.ui.charts.day_panel import DayLine
from rehabdesk.ui.context import UiContext
from rehabdesk.ui.pages.trends.adherence_items import day_line

#: How long the mouse rests on a day before its entries are read.
REST_MS = 70
ENTRIES_SHOWN = 4


class DayTeller(QObject):
    """Reads the entries of a day in the background and lets the board show them."""

    def __init__(self, context: UiContext, board: ChartBoard) -> None:
        super().__init__(board)
        self._context = context
        self._board = board
        self._day: int | None = None
        self._shown: tuple[SidedRegion, ...] = ()
        self._adherence: AdherenceData | None = None
        self._notes: Mapping[int, tuple[DayLine, ...]] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._read_day)
        board.day_wanted.connect(self._point)

    def show_regions(self, shown: tuple[SidedRegion, ...]) -> None:
        """Take note of the regions on the charts; their entries come first."""
        self._shown = shown

    def show_adherence(self, data: AdherenceData | None) -> None:
        """Take note of the adherence on the page."""
        self._adherence = data

    def show_notes(self, notes: Mapping[int, tuple[DayLine, ...]]) -> None:
        """Take note of flares and of what helped, by day."""
        self._notes = notes

    @Slot(object)
    def _point(self, day: int | None) -> None:
        self._day = day
        if day is None:
            self._rest.stop()
        else:
            self._rest.start()

    @Slot()
    def _read_day(self) -> None:
        day = self._day
        if day is None or not self._shown:
            return
        shown = self._shown
        self._context.workbench.read(
            lambda diary: entries_of_day(diary, dt.date.fromordinal(day), shown),
            lambda entries: self._tell_day(day, entries),
            key="trends/day",
        )

    def _tell_day(self, day: int, entries: tuple[PainEntry, ...]) -> None:
        if not isValid(self):
            # The page was taken down meanwhile.
            return
        tr, regions = self._context.tr, self._context.regions
        lines = [
            DayLine(texts.entry_head(tr, regions, one), texts.entry_detail(tr, one))
            for one in entries[:ENTRIES_SHOWN]
        ]
        more = len(entries) - ENTRIES_SHOWN
        if more > 0:
            lines.append(DayLine("", tr.n("trends", "and {count} more", "and {count} more", more)))
        lines = lines or [DayLine(tr("trends", "No entries"))]
        lines += self._notes.get(day, ())
        done = day_line(tr, self._adherence, day) if self._adherence is not None else ""
        if done and self._adherence is not None:
            lines.append(DayLine(self._adherence.name, done))
        self._board.tell_day(day, lines)
