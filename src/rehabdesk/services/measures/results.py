"""What self-tests show: latest results by test and side, with their error and symmetry.

`self_test_summaries` is what pages and the report read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabdesk.analysis.symmetry import (
    LeftOfRight,
    Symmetry,
    changed,
    left_of_right,
    sides_differ,
    symmetry,
)
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import AffectedSide, Comparing, SelfTest, SelfTestResult
from rehabdesk.domain.text import Translator
from rehabdesk.services.measures import words
from rehabdesk.services.measures.recording import affected_side
from rehabdesk.services.measures.rules import load_self_tests

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary


@dataclass(frozen=True, slots=True)
class SideSummary:
    """One side of a test.

    Attributes:
        side: The side, or `NONE` where both legs work together.
        results: All results of the version shown, by day.
        latest: The latest that counts, or None.
        first: The first that counts, if it is another one than the latest.
        changed: Whether the latest differs from the first by more than the usual error, or None.
    """

    side: Side
    results: tuple[SelfTestResult, ...]
    latest: SelfTestResult | None
    first: SelfTestResult | None
    changed: bool | None


@dataclass(frozen=True, slots=True)
class TestSummary:
    """Everything there is to say about a test in one version.

    Attributes:
        test: The test.
        version: The version, or "".
        sides: Its sides: left and right, or both legs together.
        symmetry: The symmetry of the latest results, or None where sides are not compared so.
        differ: Whether the sides differ by more than the usual error; None: not known.
        left_of_right: The left side as a share of the right, for the picture, or None.
        last_day: The day of the latest result, whether it counts or not.
    """

    __test__ = False

    test: SelfTest
    version: str
    sides: tuple[SideSummary, ...]
    symmetry: Symmetry | None
    differ: bool | None
    left_of_right: LeftOfRight | None
    last_day: dt.date

    def side(self, side: Side) -> SideSummary | None:
        """Return one side."""
        return next((one for one in self.sides if one.side is side), None)

    def score(self, side: Side) -> float | None:
        """Return the latest score of a side, or None."""
        found = self.side(side)
        return found.latest.score if found is not None and found.latest is not None else None


@dataclass(frozen=True, slots=True)
class SummaryTexts:
    """A summary in words; raw numbers always come first.

    Attributes:
        name: The test, with its version where it has several.
        numbers: The latest number of each side with its day: `(side, number, day)`.
        error: The usual error of the test.
        symmetry: The symmetry with its formula, or "" where sides are not compared so.
        sides: How the sides compare, or "".
        changes: How each side changed since the first time; empty without an earlier result.
    """

    name: str
    numbers: tuple[tuple[Side, str, str], ...]
    error: str
    symmetry: str
    sides: str
    changes: tuple[str, ...]


def self_test_summaries(diary: Diary) -> list[TestSummary]:
    """Return a summary of every test that has results, in each version that was done.

    Raises:
        DiaryError: The diary cannot be read.
    """
    return summarise(diary.self_tests.results(), affected_side(diary), load_self_tests())


def summarise(
    results: Iterable[SelfTestResult], affected: AffectedSide, tests: Mapping[str, SelfTest]
) -> list[TestSummary]:
    """Return summaries of results, by the order of the tests.

    Results of tests that are not known any more are left aside; they stay in the diary.

    Args:
        results: All results by day.
        affected: Which side has the problem.
        tests: The self-tests.
    """
    groups: dict[tuple[str, str], list[SelfTestResult]] = {}
    for one in results:
        groups.setdefault((one.test, one.version), []).append(one)
    order = {test_id: place for place, test_id in enumerate(tests)}
    known = sorted((key for key in groups if key[0] in tests), key=lambda key: order[key[0]])
    return [_summary(tests[key[0]], key[1], groups[key], affected) for key in known]


def not_yet(test: SelfTest, summaries: Iterable[TestSummary]) -> tuple[Side, ...]:
    """Return the sides that should leave a test out: what comes before it did not go well enough.

    A side on which that was never done is among them; nothing is blocked by this.

    Args:
        test: The test.
        summaries: The summaries of all tests.
    """
    if test.after is None:
        return ()
    before = test.after
    found = max(
        (one for one in summaries if one.test.id == before.test),
        key=lambda one: one.last_day,
        default=None,
    )
    scores = {side: found.score(side) if found is not None else None for side in test.sides}
    return tuple(side for side, score in scores.items() if score is None or score > before.at_most)


def not_yet_text(tr: Translator, test: SelfTest, sides: Sequence[Side]) -> str:
    """Return what to say of sides that should leave a test out, or ""."""
    if test.after is None or not sides:
        return ""
    before = load_self_tests()[test.after.test]
    if len(sides) == len(test.sides):
        return tr(
            "self-tests",
            "Do “{test}” first. This one comes when that has {most} faults or fewer.",
            test=tr.say(before.name),
            most=round(test.after.at_most),
        )
    return tr(
        "self-tests",
        "{side} side: leave this one out until “{test}” has {most} faults or fewer.",
        side=tr.say(words.your_side(sides[0])),
        test=tr.say(before.name),
        most=round(test.after.at_most),
    )


def summary_texts(tr: Translator, summary: TestSummary) -> SummaryTexts:
    """Say a summary in words, for the page and the report."""
    test = summary.test
    left, right = summary.score(Side.LEFT), summary.score(Side.RIGHT)
    compared = test.comparing is not Comparing.NONE and left is not None and right is not None
    return SummaryTexts(
        name=name_of_test(tr, test, summary.version),
        numbers=tuple(
            (one.side, words.amount(tr, one.latest.score, test.unit), tr.date(one.latest.day))
            for one in summary.sides
            if one.latest is not None and one.latest.score is not None
        ),
        error=words.error_text(tr, test),
        symmetry=words.symmetry_text(tr, summary.symmetry) if summary.symmetry else "",
        sides=words.sides_text(tr, test, left or 0.0, right or 0.0, summary.differ)
        if compared
        else "",
        changes=tuple(_change(tr, test, one) for one in summary.sides if one.first is not None),
    )


def name_of_test(tr: Translator, test: SelfTest, version: str) -> str:
    """Return a test's name with its version."""
    found = test.version(version)
    if found is None:
        return tr.say(test.name)
    return tr(
        "self-test name",
        "{test} ({version})",
        test=tr.say(test.name),
        version=tr.say(found.name),
    )


def _summary(
    test: SelfTest, version: str, results: Sequence[SelfTestResult], affected: AffectedSide
) -> TestSummary:
    sides = tuple(
        _side(test, side, [one for one in results if one.side is side]) for side in test.sides
    )
    scores = {one.side: one.latest.score if one.latest else None for one in sides}
    left, right = scores.get(Side.LEFT), scores.get(Side.RIGHT)
    error = test.error
    index = test.comparing is Comparing.INDEX
    compared = test.comparing is not Comparing.NONE
    return TestSummary(
        test=test,
        version=version,
        sides=sides,
        symmetry=symmetry(left, right, test.better, affected, error.value if error else None)
        if index
        else None,
        differ=sides_differ(left, right, error.value, error.side_gap_percent)
        if error is not None and compared
        else None,
        left_of_right=left_of_right(left, right, error.value if error else None) if index else None,
        last_day=max(one.day for one in results),
    )


def _side(test: SelfTest, side: Side, results: Sequence[SelfTestResult]) -> SideSummary:
    counting = [one for one in results if one.counts]
    latest = counting[-1] if counting else None
    first = counting[0] if len(counting) > 1 else None
    before = first.score if first is not None else None
    now = latest.score if latest is not None else None
    error = test.error.value if test.error is not None else None
    return SideSummary(side, tuple(results), latest, first, changed(before, now, error))


def _change(tr: Translator, test: SelfTest, one: SideSummary) -> str:
    if one.first is None or one.latest is None:
        return ""
    before, now = one.first.score or 0.0, one.latest.score or 0.0
    text = words.change_text(tr, test, before, now, tr.date(one.first.day), one.changed)
    return tr(
        "measure change",
        "{side}: {change}",
        side=tr.say(words.your_side(one.side)),
        change=text,
    )
