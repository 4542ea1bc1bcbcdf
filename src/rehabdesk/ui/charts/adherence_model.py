"""What an adherence panel shows, as plain data: what was prescribed and done on each day."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import cached_property

from rehabdesk.ui.charts.marks import Marker, Span
from rehabdesk.ui.charts.model import Floats

_WEEK = 7


class CellMark(enum.StrEnum):
    """What became of a day."""

    REST = "rest"
    DONE = "done"
    PARTIAL = "partial"
    NOT_DONE = "not_done"
    SKIPPED = "skipped"
    UNLOGGED = "unlogged"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday-to-Sunday week.

    Attributes:
        monday: Its first day as an ordinal.
        prescribed: Prescribed sets, counted on one side each.
        performed: Performed part of them.
    """

    monday: int
    prescribed: float
    performed: float

    @property
    def share(self) -> float | None:
        """Performed part of the prescribed dose; None if nothing was prescribed."""
        return self.performed / self.prescribed if self.prescribed > 0.0 else None


@dataclass(frozen=True, eq=False)
class AdherenceData:
    """Everything an adherence panel shows.

    Attributes:
        name: The routine's name.
        title: What is shown ("Hip strengthening: how much of it was done").
        first_day: The day of the first element of the arrays, as an ordinal.
        cells: What became of each day, T of them.
        prescribed: Prescribed sets of each day, shape (T,).
        performed: Performed part of them, shape (T,).
        score: The smoothed score 0 to 1, shape (T,), NaN before it begins.
        score_text: What the score ends at ("smoothed 63 %").
        names: The words for the marks.
        description: The panel in words, for assistive tools.
        markers: Plan changes.
        spans: Agreed pauses.
    """

    name: str
    title: str
    first_day: int
    cells: tuple[CellMark, ...]
    prescribed: Floats
    performed: Floats
    score: Floats
    score_text: str
    names: dict[CellMark, str]
    description: str = ""
    markers: tuple[Marker, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def last_day(self) -> int:
        """The day of the last element."""
        return self.first_day + max(len(self.cells) - 1, 0)

    def index(self, day: int) -> int | None:
        """Return the place of a day in the arrays, or None outside them."""
        place = day - self.first_day
        return place if 0 <= place < len(self.cells) else None

    def share_of(self, place: int) -> float:
        """Return how much of a day's dose was done, 0 to 1, by its place; 0 without a dose."""
        wanted = float(self.prescribed[place])
        return min(1.0, float(self.performed[place]) / wanted) if wanted > 0.0 else 0.0

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks from first to last; the first and the last may be incomplete."""
        sums: dict[int, tuple[float, float]] = {}
        for place, (wanted, done) in enumerate(
            zip(self.prescribed.tolist(), self.performed.tolist(), strict=True)
        ):
            if self.cells[place] is CellMark.PAUSED:
                continue
            day = self.first_day + place
            # The ordinal 1 is a Monday.
            monday = day - (day - 1) % _WEEK
            before = sums.get(monday, (0.0, 0.0))
            sums[monday] = (before[0] + wanted, before[1] + min(done, wanted))
        return tuple(Week(monday, *both) for monday, both in sorted(sums.items()))

    @cached_property
    def marks(self) -> tuple[CellMark, ...]:
        """The marks that occur, in the order of the legend."""
        seen = set(self.cells)
        return tuple(mark for mark in _LEGEND if mark in seen)


_LEGEND = (
    CellMark.DONE,
    CellMark.PARTIAL,
    CellMark.NOT_DONE,
    CellMark.SKIPPED,
    CellMark.UNLOGGED,
    CellMark.REST,
    CellMark.PAUSED,
)
