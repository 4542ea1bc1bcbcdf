"""The named places of the body map and their sides."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.text import Message, message


class Side(enum.StrEnum):
    """The patient's own side; `NONE` is for the regions in the middle."""

    LEFT = "left"
    RIGHT = "right"
    NONE = "none"

    @property
    def other(self) -> Side:
        """The opposite side; the middle stays the middle."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.NONE)


class View(enum.StrEnum):
    """A drawing of the lower body. Inner and outer show one leg from its side."""

    FRONT = "front"
    BACK = "back"
    INNER = "inner"
    OUTER = "outer"


class Joint(enum.StrEnum):
    """The two joints that have close-ups and are compared on one axis."""

    KNEE = "knee"
    HIP = "hip"


@dataclass(frozen=True, slots=True)
class Region:
    """A named place that can hurt.

    Attributes:
        id: Stable name used in diaries and files, such as `knee_inner`.
        name: Plain name ("Inner knee").
        short_name: The name beside a close-up of its joint ("Inner").
        clinical_name: The professional's term, shown in tooltips and reports.
        views: The drawings the region is on; the first is where it is best seen.
        sided: Whether left and right exist.
        joint: The joint the region belongs to for the knee-and-hip comparison, if any.
        main: Whether it is one of the regions this program is mainly about.
        structures: What often hurts here; never a diagnosis.
        source: Where the facts come from.
    """

    id: str
    name: Message
    short_name: Message
    clinical_name: Message
    views: tuple[View, ...]
    sided: bool
    joint: Joint | None
    main: bool
    structures: Message
    source: str

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides this region can have."""
        return (Side.LEFT, Side.RIGHT) if self.sided else (Side.NONE,)


@dataclass(frozen=True, slots=True, order=True)
class SidedRegion:
    """A region on one side of the body, such as the inner knee on the left."""

    region: str
    side: Side

    def __str__(self) -> str:
        """Return the form used in files and on the command line: `knee_inner:left`."""
        return f"{self.region}:{self.side.value}"

    @property
    def mirrored(self) -> SidedRegion:
        """The same region on the other side."""
        return SidedRegion(self.region, self.side.other)


class RegionCatalogue:
    """All regions, in the order of the body map's list."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._regions: Mapping[str, Region] = {region.id: region for region in regions}

    def __iter__(self) -> Iterator[Region]:
        """Go through the regions in list order."""
        return iter(self._regions.values())

    def __contains__(self, region_id: object) -> bool:
        """Tell whether a region of this id exists."""
        return region_id in self._regions

    def __getitem__(self, region_id: str) -> Region:
        """Return a region.

        Raises:
            KeyError: No region has this id.
        """
        return self._regions[region_id]

    def sided(self) -> tuple[SidedRegion, ...]:
        """All regions with all their sides, in list order."""
        return tuple(SidedRegion(region.id, side) for region in self for side in region.sides)

    def parse(self, text: str) -> SidedRegion:
        """Read the form `knee_inner:left` (`low_back_mid` needs no side).

        Raises:
            InputError: The region does not exist or cannot have this side.
        """
        region_id, _, side_text = text.partition(":")
        if region_id not in self._regions:
            raise InputError(
                message("region error", "There is no region called “{name}”.", name=region_id[:60])
            )
        region = self._regions[region_id]
        try:
            side = Side(side_text or "none")
        except ValueError:
            side = None
        if side not in region.sides:
            raise InputError(
                message(
                    "region error",
                    "The region “{name}” needs a side: {sides}.",
                    name=region_id,
                    sides=" / ".join(f"{region_id}:{one.value}" for one in region.sides),
                )
            )
        return SidedRegion(region_id, side)
