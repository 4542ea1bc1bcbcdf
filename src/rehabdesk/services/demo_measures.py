"""Self-tests and ratings of the demo diary: the affected left side catches up, slowly."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rehabdesk.domain.measures import (
    ActivityPain,
    ActivityRating,
    ChangeRating,
    OwnActivity,
    QuestionnaireTotal,
)
from rehabdesk.domain.pain import Activity
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import SelfTestResult
from rehabdesk.domain.text import Message, message

_SPACE = uuid.UUID("5e1f7e57-0000-4000-8000-000000000000")

#: Days before the last one. The weeks away and the flare are left out, as a person would.
_RATED = (168, 154, 140, 126, 112, 88, 74, 60, 44, 30, 16)
_TESTED = (161, 133, 94, 52, 24)
_ASKED = (133, 94, 46)

_OWN: tuple[tuple[Message, tuple[int | None, ...]], ...] = (
    (message("demo activity", "Stairs to the flat"), (3, 3, 4, 4, 5, 5, 6, 5, 6, 7, 7)),
    (message("demo activity", "An hour’s walk"), (4, 4, 4, 5, 5, 6, 6, 5, 7, 7, 8)),
    (message("demo activity", "Kneeling in the garden"), (2, 2, 3, 2, 3, 3, 3, 2, 4, 4, 4)),
    (message("demo activity", "Playing with the grandchildren on the floor"),
     (None, None, None, None, None, 4, 4, 4, 5, 5, 6)),
)  # fmt: skip
#: Pain on activities on the first and the latest day; None: did not do it.
_PAIN: tuple[tuple[Activity, int | None, int | None], ...] = (
    (Activity.STAIRS_UP, 5, 3),
    (Activity.STAIRS_DOWN, 6, 3),
    (Activity.SITTING, 3, 2),
    (Activity.SQUATTING, 6, 4),
    (Activity.KNEELING, 7, 5),
    (Activity.WALKING, 4, 2),
    (Activity.RUNNING, None, None),
    (Activity.RISING, 4, 2),
    (Activity.LYING_ON_SIDE, 4, 3),
    (Activity.FIRST_STEPS, 3, 2),
)
#: Test, version, side, tries on each day of testing, pain on each.
_Row = tuple[str, str, Side, tuple[tuple[float, ...], ...], tuple[float | None, ...]]
_TESTS: tuple[_Row, ...] = (
    ("chair30", "arms_crossed", Side.NONE,
     ((10, 11), (11, 12), (12, 12), (12, 13), (13, 14)), (3, 3, 2, 2, 1)),
    ("sl_stance", "", Side.LEFT,
     ((8.2, 11.5, 9.9), (12.0, 14.1, 13.0), (15.5, 18.2, 17.0), (20.2, 24.6, 21.0),
      (26.0, 28.3, 27.1)), (2, 2, 2, 1, 1)),
    ("sl_stance", "", Side.RIGHT,
     ((24.0, 31.2, 30.0), (28.5, 33.0, 31.1), (33.5, 30.0, 32.0), (34.0, 36.2, 31.5),
      (38.4, 35.0, 36.6)), (0, 0, 0, 0, 0)),
    ("hip_abd_hold", "", Side.LEFT,
     ((21.4,), (28.0,), (36.6,), (47.2,), (58.1,)), (4, 4, 3, 2, 2)),
    ("hip_abd_hold", "", Side.RIGHT,
     ((66.0,), (63.5,), (70.2,), (74.8,), (72.4,)), (1, 0, 1, 0, 0)),
    ("step_down", "", Side.LEFT, ((4,), (4,), (3,), (3,), (2,)), (4, 3, 3, 2, 2)),
    ("step_down", "", Side.RIGHT, ((2,), (2,), (1,), (2,), (1,)), (1, 1, None, 0, 0)),
    ("ankle_lunge", "", Side.LEFT,
     ((7.5, 8.0, 8.0), (8.0, 8.5, 8.5), (8.5, 9.0, 9.0)), (1, 0, 0)),
    ("ankle_lunge", "", Side.RIGHT,
     ((10.0, 10.5, 10.0), (10.0, 10.0, 10.5), (10.5, 10.5, 10.0)), (0, 0, 0)),
)  # fmt: skip
_CHANGES = (1, 0, 2)
_TOTALS = ((161, 44.0), (52, 57.0))


@dataclass(frozen=True, slots=True)
class MeasuresStory:
    """What is measured in the demo diary."""

    own: tuple[OwnActivity, ...] = ()
    ratings: tuple[ActivityRating, ...] = ()
    pain: tuple[ActivityPain, ...] = ()
    changes: tuple[ChangeRating, ...] = ()
    totals: tuple[QuestionnaireTotal, ...] = ()
    results: tuple[SelfTestResult, ...] = ()


def tell_measures(
    now: dt.datetime, last: dt.date, days: int, say: Callable[[Message], str]
) -> MeasuresStory:
    """Return what was measured in the days up to `last`; nothing in a diary begun lately.

    Args:
        now: The present; its offset is used throughout.
        last: The present day.
        days: How many days the diary has.
        say: Says names in the person's language.
    """
    if days <= _RATED[0]:
        return MeasuresStory()
    own = tuple(
        OwnActivity(_id(f"own {place}"), say(name), place) for place, (name, _) in enumerate(_OWN)
    )
    when = _When(now, last)
    ends = (_RATED[0], _RATED[-1])
    return MeasuresStory(
        own=own,
        ratings=tuple(_ratings(own, when)),
        pain=tuple(
            ActivityPain(_id(f"pain {one} {before}"), when.day(before), when.at(before), one, value)
            for one, *values in _PAIN
            for before, value in zip(ends, values, strict=True)
        ),
        changes=tuple(
            ChangeRating(_id(f"change {before}"), when.day(before), when.at(before), value)
            for before, value in zip(_ASKED, _CHANGES, strict=True)
        ),
        totals=tuple(
            QuestionnaireTotal(_id(f"total {before}"), when.day(before), "LEFS", score)
            for before, score in _TOTALS
        ),
        results=tuple(_results(when)),
    )


@dataclass(frozen=True, slots=True)
class _When:
    now: dt.datetime
    last: dt.date

    def day(self, before: int) -> dt.date:
        return self.last - dt.timedelta(before)

    def at(self, before: int) -> dt.datetime:
        evening = dt.time(18, 30, tzinfo=self.now.tzinfo)
        return dt.datetime.combine(self.day(before), evening)


def _ratings(own: Sequence[OwnActivity], when: _When) -> Iterator[ActivityRating]:
    for place, before in enumerate(_RATED):
        for one, (_, values) in zip(own, _OWN, strict=True):
            value = values[place]
            if value is not None:
                row_id = _id(f"rating {one.position} {before}")
                yield ActivityRating(row_id, when.day(before), when.at(before), one.id, value)


def _results(when: _When) -> Iterator[SelfTestResult]:
    for test, version, side, tries, pains in _TESTS:
        for before, done, pain in zip(_TESTED[-len(tries) :], tries, pains, strict=True):
            # The chair stand counts the second try, the others the best.
            score = done[1] if test == "chair30" else max(done)
            yield SelfTestResult(
                id=_id(f"{test} {side} {before}"),
                day=when.day(before),
                at=when.at(before),
                test=test,
                version=version,
                side=side,
                score=float(score),
                tries=tuple(map(float, done)),
                pain=None if pain is None else float(pain),
            )


def _id(name: str) -> str:
    return str(uuid.uuid5(_SPACE, name))
