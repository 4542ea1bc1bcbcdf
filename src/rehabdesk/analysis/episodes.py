"""Episodes of a diary, and many regions looked at together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: A new episode starts after more than this many days with neither pain entries nor sessions.
LONGEST_SILENCE = 28


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of a diary, first and last day included."""

    first: dt.date
    last: dt.date


def episodes(pain_days: Iterable[dt.date], session_days: Iterable[dt.date]) -> tuple[Episode, ...]:
    """Cut a diary into episodes, oldest first.

    Args:
        pain_days: Days with a pain entry of any region, in any order.
        session_days: Days with a session, in any order.
    """
    found: list[Episode] = []
    for day in sorted({*pain_days, *session_days}):
        if found and (day - found[-1].last).days - 1 <= LONGEST_SILENCE:
            found[-1] = Episode(found[-1].first, day)
        else:
            found.append(Episode(day, day))
    return tuple(found)


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return Holm's adjusted p values, in the given order.

    For the regions beside the primary one, whose own p value stays as it is.

    Args:
        p_values: One per region; None for a refusal, which does not count as a look.

    Source:
        Holm S 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    places = [place for place, p in enumerate(p_values) if p is not None]
    places.sort(key=lambda place: p_values[place] or 0.0)
    adjusted: list[float | None] = [None] * len(p_values)
    so_far = 0.0
    for rank, place in enumerate(places):
        so_far = max(so_far, min(1.0, (len(places) - rank) * (p_values[place] or 0.0)))
        adjusted[place] = so_far
    return tuple(adjusted)
