"""Self-tests, own activities, overall change and questionnaires of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from rehabdesk.domain.measures import CHANGE_NAMES
from rehabdesk.domain.regions import Side
from rehabdesk.domain.text import Translator
from rehabdesk.reports.report import Part, Table
from rehabdesk.services.measures.recording import affected_side
from rehabdesk.services.measures.results import TestSummary, name_of_test, summarise
from rehabdesk.services.measures.rules import load_self_tests
from rehabdesk.services.measures.series import own_activity_series, total_series
from rehabdesk.services.measures.words import amount, error_text, verdict
from rehabdesk.services.reporting.options import Span
from rehabdesk.services.reporting.words import DASH, clipped
from rehabdesk.services.trend_texts import percent

if TYPE_CHECKING:
    from rehabdesk.store.diary import Diary

_NAME_LETTERS = 80


class _OfADay(Protocol):
    @property
    def day(self) -> dt.date:
        """Its day."""


def self_test_parts(diary: Diary, span: Span, tr: Translator) -> tuple[Part, ...]:
    """Return everything that was measured beside pain in a period; nothing if nothing was."""
    tables = (
        _tests(diary, span, tr),
        _activities(diary, span, tr),
        _overall(diary, span, tr),
        _totals(diary, span, tr),
    )
    return tuple(table for table in tables if table is not None)


def _inside(one: _OfADay, span: Span) -> bool:
    return span.first <= one.day <= span.last


# ---------------------------------------------------------------- tests by side


def _tests(diary: Diary, span: Span, tr: Translator) -> Table | None:
    results = [one for one in diary.self_tests.results() if _inside(one, span)]
    summaries = summarise(results, affected_side(diary), load_self_tests())
    if not summaries:
        return None
    head = (
        tr("report tests", "Test"),
        tr("report tests", "L, or both: first → latest"),
        tr("report tests", "R: first → latest"),
        tr("report tests", "L as % of R"),
        tr("report tests", "Difference of the sides"),
    )
    rows = tuple(_test_row(one, tr) for one in summaries)
    note = tr(
        "report tests",
        "A difference counts only if it is larger than the usual error of its test. Done at home "
        "by the patient alone.",
    )
    caption = tr("report tests", "Self-tests by side")
    return Table(caption, head, rows, (2.4, 1.3, 1.3, 0.8, 1.7), note=note)


def _test_row(one: TestSummary, tr: Translator) -> tuple[str, ...]:
    name = tr(
        "report tests",
        "{test}. {error}",
        test=name_of_test(tr, one.test, one.version),
        error=error_text(tr, one.test),
    )
    together = _first_to_latest(one, Side.NONE, tr)
    left = _first_to_latest(one, Side.LEFT, tr)
    if one.side(Side.NONE) is not None:
        return (name, together, "", DASH, DASH)
    ratio = one.left_of_right
    share = DASH if ratio is None else percent(tr, ratio.percent / 100)
    both = one.score(Side.LEFT) is not None and one.score(Side.RIGHT) is not None
    differ = tr.say(verdict(one.differ)) if both else DASH
    return (name, left, _first_to_latest(one, Side.RIGHT, tr), share, differ)


def _first_to_latest(summary: TestSummary, side: Side, tr: Translator) -> str:
    one = summary.side(side)
    if one is None or one.latest is None or one.latest.score is None:
        return DASH
    latest = amount(tr, one.latest.score, summary.test.unit)
    if one.first is None or one.first.score is None:
        return latest
    first = amount(tr, one.first.score, summary.test.unit)
    return tr("report", "{start} → {now}", start=first, now=latest)


# ---------------------------------------------------------------- other measures


def _activities(diary: Diary, span: Span, tr: Translator) -> Table | None:
    rows = []
    for one in own_activity_series(diary):
        points = [point for point in one.points if _inside(point, span)]
        if points:
            first, last = points[0].value, points[-1].value
            larger = abs(last - first) >= one.error if len(points) > 1 else None
            rows.append((clipped(one.activity.name, _NAME_LETTERS),
                         *_course([point.value for point in points], tr),
                         DASH if larger is None else tr.say(verdict(larger))))  # fmt: skip
    if not rows:
        return None
    head = (
        tr("report tests", "Own activity, 0 cannot do it, 10 as before"),
        tr("report tests", "First → latest"),
        tr("report tests", "Ratings"),
        tr("report tests", "Change"),
    )
    caption = tr("report tests", "Own activities")
    return Table(caption, head, tuple(rows), (3.0, 1.2, 0.8, 1.8))


def _course(values: Sequence[float], tr: Translator) -> tuple[str, str]:
    """Return the first and the latest of some numbers, and how many there are."""
    first, last = tr.number(values[0]), tr.number(values[-1])
    course = last if len(values) == 1 else tr("report", "{start} → {now}", start=first, now=last)
    return course, str(len(values))


def _overall(diary: Diary, span: Span, tr: Translator) -> Table | None:
    ratings = [one for one in diary.measures.change_ratings() if _inside(one, span)]
    if not ratings:
        return None
    rows = tuple(
        (tr.date(one.day, "medium"), tr.say(CHANGE_NAMES[one.value])) for one in ratings[-12:]
    )
    head = (tr("report tests", "Day"), tr("report tests", "Overall, compared with the start"))
    return Table(tr("report tests", "Overall change"), head, rows, (1.0, 5.0))


def _totals(diary: Diary, span: Span, tr: Translator) -> Table | None:
    rows = []
    for one in total_series(diary):
        totals = [total for total in one.totals if _inside(total, span)]
        if totals:
            name = clipped(one.name, _NAME_LETTERS)
            rows.append((name, *_course([total.score for total in totals], tr)))
    if not rows:
        return None
    head = (
        tr("report tests", "Questionnaire"),
        tr("report tests", "First → latest"),
        tr("report tests", "Times"),
    )
    caption = tr("report tests", "Totals of questionnaires")
    return Table(caption, head, tuple(rows), (3.0, 1.4, 0.8))
