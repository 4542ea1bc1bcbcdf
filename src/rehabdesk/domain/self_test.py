"""Tests a person does at home, each side by itself, and what came out of them."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Message


class Unit(enum.StrEnum):
    """What a self-test is counted in."""

    REPS = "reps"
    SECONDS = "seconds"
    DEGREES = "degrees"
    CENTIMETRES = "centimetres"
    FAULTS = "faults"


class Better(enum.StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Take(enum.StrEnum):
    """Which try counts."""

    BEST = "best"
    SECOND = "second"


class Comparing(enum.StrEnum):
    """How the sides are compared.

    `INDEX`: as a share of one in the other. `DIFFERENCE`: by subtracting, where a share means
    nothing (degrees below and above level, faults). `NONE`: both legs work together, or the sides
    are not to be compared.
    """

    INDEX = "index"
    DIFFERENCE = "difference"
    NONE = "none"


class Timing(enum.StrEnum):
    """What the clock does during a try."""

    COUNT_UP = "count_up"
    COUNT_DOWN = "count_down"
    NONE = "none"


class AffectedSide(enum.StrEnum):
    """Which side has the problem; not said is `UNKNOWN`."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Version:
    """A way of doing a test; results of different versions are not compared.

    Attributes:
        id: Stable name.
        name: Plain words.
        figure: The figure of this version, or "" for that of the test.
    """

    id: str
    name: Message
    figure: str = ""


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """By how much a result moves by itself.

    Attributes:
        value: The smallest change, in the unit of the test, that is more than the usual error.
        side_gap_percent: By how much of the better side the sides have to differ as well, or None.
        about: Who it was measured in and how.
        source: Author or organisation, year, title; or "general clinical knowledge".
    """

    value: float
    side_gap_percent: float | None
    about: Message
    source: str


@dataclass(frozen=True, slots=True)
class After:
    """Another test that has to have gone well enough on a side before.

    Attributes:
        test: Its id.
        at_most: The highest of its scores that is well enough.
    """

    test: str
    at_most: float


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A self-test.

    Attributes:
        id: Stable name.
        name: Plain name.
        measures: What it says something about, in one sentence.
        needs: What has to be there, in one sentence.
        steps: What to do, step by step.
        stop_when: When a try is over.
        cautions: When to take care or leave it out.
        unit: What is counted.
        better: Which way is better.
        low: The lowest possible score.
        cap: The highest possible score; a hold ends there.
        by_side: Whether each side is tested by itself.
        comparing: How sides are compared.
        tries: How many tries there are.
        take: Which of them counts.
        timing: What the clock does.
        countdown_s: From how many seconds it counts down, or None.
        versions: Ways of doing it; empty if there is one.
        figure: Name of the drawing.
        error: How much a result moves by itself, or None where that is not known.
        usual: What was found in other people, with whom, or None where no sound number is known.
        usual_source: Where that comes from.
        after: A test that has to have gone well enough before, or None.
    """

    id: str
    name: Message
    measures: Message
    needs: Message
    steps: tuple[Message, ...]
    stop_when: Message
    cautions: tuple[Message, ...]
    unit: Unit
    better: Better
    low: float
    cap: float
    by_side: bool
    comparing: Comparing
    tries: int
    take: Take
    timing: Timing
    countdown_s: int | None
    versions: tuple[Version, ...]
    figure: str
    error: MeasurementError | None
    usual: Message | None
    usual_source: str
    after: After | None = None

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides it is done with."""
        return (Side.LEFT, Side.RIGHT) if self.by_side else (Side.NONE,)

    @property
    def whole_numbers(self) -> bool:
        """Whether scores are counted in whole numbers."""
        return self.unit in {Unit.REPS, Unit.FAULTS}

    def version(self, version_id: str) -> Version | None:
        """Return a version by its id."""
        return next((one for one in self.versions if one.id == version_id), None)


@dataclass(frozen=True, slots=True)
class SelfTestResult:
    """What came out of a self-test on one side.

    Attributes:
        id: UUID.
        day: The day the person meant.
        at: Local time with offset, or None where only the day is known.
        test: The test's id.
        version: The version's id, or "" where there is one way of doing it.
        side: The side, or `NONE` where both legs work together.
        score: The try that counts, or None if there is none: it was stopped before.
        tries: All tries in the order they were done.
        pain: Pain during it, 0 to 10, or None: unknown.
        stopped: It was stopped because of pain. Such a result is kept and never compared.
        note: Plain text.
        backfilled: Entered after its day.
    """

    id: str
    day: dt.date
    at: dt.datetime | None
    test: str
    version: str
    side: Side
    score: float | None
    tries: tuple[float, ...] = ()
    pain: float | None = None
    stopped: bool = False
    note: str = ""
    backfilled: bool = False

    @property
    def counts(self) -> bool:
        """Whether it can be compared with others."""
        return self.score is not None and not self.stopped
