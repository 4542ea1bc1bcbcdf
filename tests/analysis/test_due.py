"""Due dates and flare days agree with tables calculated by hand; each row has a name."""

from __future__ import annotations

import datetime as dt

import pytest

from rehabdesk.analysis.due import DueState, due
from rehabdesk.analysis.flare_day import is_flare_day, usual_pain


def june(day: int) -> dt.date:
    return dt.date(2026, 6, day)


WAIT, MAY, DUE = DueState
# name: last, today, begun, not before, due after, first after; state, not before day, due day
TABLE = {
    "tested yesterday": (june(1), june(2), june(1), 14, 28, 3, WAIT, june(15), june(29)),
    "day 13": (june(1), june(14), june(1), 14, 28, 3, WAIT, june(15), june(29)),
    "day 14": (june(1), june(15), june(1), 14, 28, 3, MAY, june(15), june(29)),
    "day 27": (june(1), june(28), june(1), 14, 28, 3, MAY, june(15), june(29)),
    "day 28": (june(1), june(29), june(1), 14, 28, 3, DUE, june(15), june(29)),
    "own activities, day 13": (june(1), june(14), june(1), 1, 14, 3, MAY, june(2), june(15)),
    "own activities, day 14": (june(1), june(15), june(1), 1, 14, 3, DUE, june(2), june(15)),
    "the same day again": (june(1), june(1), june(1), 1, 14, 3, WAIT, june(2), june(15)),
    "never, diary of today": (None, june(1), june(1), 14, 28, 3, MAY, june(1), june(4)),
    "never, diary of two days": (None, june(3), june(1), 14, 28, 3, MAY, june(3), june(4)),
    "never, diary of three days": (None, june(4), june(1), 14, 28, 3, DUE, june(4), june(4)),
    "never, nothing in the diary": (None, june(4), None, 14, 28, 3, MAY, june(4), june(7)),
    "never, at once, nothing in it": (None, june(4), None, 14, 28, 0, MAY, june(4), june(4)),
    "overall change, never, day 27": (None, june(28), june(1), 1, 28, 28, MAY, june(28), june(29)),
    "overall change, never, day 28": (None, june(29), june(1), 1, 28, 28, DUE, june(29), june(29)),
    "a result of tomorrow": (june(2), june(1), june(1), 14, 28, 3, WAIT, june(16), june(30)),
    "a result without pain entries": (june(1), june(29), None, 14, 28, 3, DUE, june(15), june(29)),
}  # fmt: skip


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)
def test_due(row: tuple[dt.date | None, dt.date, dt.date | None, int, int, int, DueState,
                        dt.date, dt.date]) -> None:  # fmt: skip
    last, today, begun, before, after, first, state, not_before, day = row
    found = due(
        last, today, begun, not_before_days=before, due_after_days=after, first_after_days=first
    )
    assert (found.state, found.not_before, found.day, found.last) == (state, not_before, day, last)


# name: pain now, usual, answer
FLARE = {
    "2 above": (5, 3, True),
    "2.0 above, decimals": (4.5, 2.5, True),
    "1.9 above": (4.9, 3, False),
    "as usual": (3, 3, False),
    "below": (1, 5, False),
    "from no pain": (2, 0, True),
    "no pain now": (0, 0, False),
    "not rated today": (None, 3, False),
    "usual not known": (9, None, False),
}


@pytest.mark.parametrize("row", FLARE.values(), ids=FLARE)
def test_flare_day(row: tuple[float | None, float | None, bool]) -> None:
    now, usual, answer = row
    assert is_flare_day(now, usual, 2) is answer


def test_the_usual_is_the_median_of_enough_days() -> None:
    assert usual_pain([], 3) is None
    assert usual_pain([4, 4], 3) is None
    assert usual_pain([2, 9, 3], 3) == 3
    assert usual_pain([2, 3, 4, 9], 3) == 3.5
    assert usual_pain([], 0) is None
