"""What the map, the close-up and the list show and choose together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from rehabdesk.domain.pain import Spot
from rehabdesk.domain.regions import SidedRegion


@dataclass(frozen=True, slots=True)
class RegionValue:
    """A number to show on a region.

    Attributes:
        value: 0 to 10.
        text: The number in the person's language.
        note: When it was, for earlier values ("yesterday").
        spoken: The value as assistive tools say it ("yesterday: 4 of 10").
    """

    value: float
    text: str
    note: str = ""
    spoken: str = ""


class RegionSelection(QObject):
    """One chosen region and the values of all of them; every view of the body observes it."""

    region_chosen = Signal(object)  # SidedRegion or None
    values_changed = Signal()
    hovered = Signal(object)  # SidedRegion or None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current: SidedRegion | None = None
        self._spot: Spot | None = None
        self._hover: SidedRegion | None = None
        self._values: Mapping[SidedRegion, RegionValue] = {}
        self._ghosts: Mapping[SidedRegion, RegionValue] = {}

    @property
    def current(self) -> SidedRegion | None:
        """The chosen region."""
        return self._current

    @property
    def spot(self) -> Spot | None:
        """The exact point that was clicked in it, if one was."""
        return self._spot

    @property
    def hover(self) -> SidedRegion | None:
        """The region under the pointer."""
        return self._hover

    @property
    def values(self) -> Mapping[SidedRegion, RegionValue]:
        """What was entered, by region."""
        return self._values

    @property
    def ghosts(self) -> Mapping[SidedRegion, RegionValue]:
        """What the day before had, for regions without a value."""
        return self._ghosts

    def choose(self, where: SidedRegion | None, spot: Spot | None = None) -> None:
        """Choose a region, with the point that was clicked if there is one."""
        self._current, self._spot = where, spot
        self.region_chosen.emit(where)

    def point_at(self, where: SidedRegion | None) -> None:
        """Remember which region is under the pointer."""
        if where != self._hover:
            self._hover = where
            self.hovered.emit(where)

    def show_values(
        self,
        values: Mapping[SidedRegion, RegionValue],
        ghosts: Mapping[SidedRegion, RegionValue],
    ) -> None:
        """Show other values; showing the same again changes nothing."""
        if (values, ghosts) != (self._values, self._ghosts):
            self._values, self._ghosts = values, ghosts
            self.values_changed.emit()
