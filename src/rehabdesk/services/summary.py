"""The diary in a few numbers, for the command line and for checking by other means."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


class RegionSummary(TypedDict):
    """One region in numbers.

    Keys: `region`, `side`; `value_kind`: the kind of pain the numbers are about; `entries`: how
    many ratings of that kind there are; `mean`: their mean; `first`, `last`: the days of the
    first and last of them. Without any of that kind, entries is 0, the mean null and the days
    are those of the other kinds.
    """

    region: str
    side: str
    value_kind: str
    entries: int
    mean: float | None
    first: str
    last: str


class Summary(TypedDict):
    """The diary in numbers.

    Keys: `days`: days on which anything was logged (pain, check-in, session); `first`, `last`:
    the first and last of them, or null; `regions`: those with pain entries, by id and side.
    """

    days: int
    first: str | None
    last: str | None
    regions: list[RegionSummary]


def summary(diary: Diary) -> Summary:
    """Return the diary in numbers."""
    days = diary.pain.days()
    return {
        "days": len(days),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
        "regions": [
            {
                "region": use.where.region,
                "side": use.where.side.value,
                "value_kind": use.value_kind.value,
                "entries": use.entries,
                "mean": use.mean,
                "first": use.first.isoformat(),
                "last": use.last.isoformat(),
            }
            for use in diary.pain.regions()
        ],
    }
