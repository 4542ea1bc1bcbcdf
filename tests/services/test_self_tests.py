"""The twelve self-tests: every file's rules, which try counts, and what may be said of results."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from rehabdesk.domain.errors import InputError
from rehabdesk.domain.regions import Side
from rehabdesk.domain.self_test import (
    AffectedSide,
    Better,
    Comparing,
    SelfTestResult,
    Take,
    Timing,
    Unit,
)
from rehabdesk.figures.mannequin.figure import load_figure
from rehabdesk.resources import resource_path
from rehabdesk.services.language import ENGLISH, translator_for
from rehabdesk.services.measures.recording import check_score, score_of
from rehabdesk.services.measures.results import (
    not_yet,
    not_yet_text,
    summarise,
    summary_texts,
)
from rehabdesk.services.measures.rules import load_rules, load_self_tests
from rehabdesk.services.measures.words import amount

TESTS = load_self_tests()
REPS, SECONDS, DEGREES, CM, FAULTS = Unit
HIGHER, LOWER = Better
BEST, SECOND = Take
INDEX, DIFFERENCE, NOTHING = Comparing
UP, DOWN, NONE = Timing

# id: unit, better, highest, by side, comparing, tries, which counts, timing, error, side gap
ROWS = {
    "slb_reps": (REPS, HIGHER, 100, True, INDEX, 1, BEST, NONE, None, None),
    "slb_hold": (SECONDS, HIGHER, 60, True, INDEX, 1, BEST, UP, None, None),
    "hip_abd_hold": (SECONDS, HIGHER, 120, True, INDEX, 1, BEST, UP, 32.8, 30),
    "chair30": (REPS, HIGHER, 60, False, NOTHING, 2, SECOND, DOWN, 2.5, None),
    "sl_stance": (SECONDS, HIGHER, 45, True, INDEX, 3, BEST, UP, None, None),
    "step_down": (FAULTS, LOWER, 6, True, DIFFERENCE, 1, BEST, NONE, 2, None),
    "sls_count": (REPS, HIGHER, 60, True, INDEX, 1, BEST, NONE, None, None),
    "thomas": (DEGREES, HIGHER, 60, True, NOTHING, 1, BEST, NONE, 4.17, None),
    "hip_ir": (DEGREES, HIGHER, 90, True, INDEX, 3, BEST, NONE, 10, None),
    "ankle_lunge": (CM, HIGHER, 30, True, INDEX, 3, BEST, NONE, 1.5, None),
    "side_plank": (SECONDS, HIGHER, 180, True, INDEX, 1, BEST, UP, None, None),
    "stairs": (SECONDS, LOWER, 300, False, NOTHING, 1, BEST, UP, None, None),
}
VERSIONS = {
    "slb_reps": ["floor", "box"],
    "chair30": ["arms_crossed", "adapted"],
    "side_plank": ["knees", "feet"],
    "stairs": ["free", "rail"],
}


def test_there_are_twelve() -> None:
    assert set(TESTS) == set(ROWS)


@pytest.mark.parametrize("test_id", ROWS)
def test_the_rules_of_each(test_id: str) -> None:
    one = TESTS[test_id]
    error = one.error
    assert ROWS[test_id] == (
        one.unit, one.better, one.cap, one.by_side, one.comparing, one.tries, one.take, one.timing,
        error.value if error else None, error.side_gap_percent if error else None,
    )  # fmt: skip
    assert [version.id for version in one.versions] == VERSIONS.get(test_id, [])
    assert (one.countdown_s == 30) is (test_id == "chair30")
    assert len(one.sides) == (2 if one.by_side else 1)


def test_the_foot_swings_outwards_where_the_hip_turns_in() -> None:
    leg = load_figure(TESTS["hip_ir"].figure, Side.RIGHT).skeleton(1.0).right_leg
    assert leg.ankle[0] > leg.knee[0] + 0.05


@pytest.mark.parametrize("test_id", ROWS)
def test_every_number_names_its_source_and_no_mirror(test_id: str) -> None:
    one = TESTS[test_id]
    sources = [one.error.source] if one.error else []
    sources += [one.usual_source] if one.usual else []
    assert all(sources)
    for source in sources:
        assert not re.search(r"\.(com|org|net|de|be)\b|https?:|www\.|pmc|scribd", source.lower())


def test_reference_values_that_were_not_checked_are_left_out() -> None:
    # The table of the chair stand by age was seen on copies only.
    assert TESTS["chair30"].usual is None
    text = resource_path("self_tests", "chair30.json").read_text(encoding="utf-8")
    assert "STEADI" not in text
    assert "below average" not in text


def test_standing_on_one_leg_says_which_average_is_shown() -> None:
    usual = TESTS["sl_stance"].usual
    assert usual is not None
    assert usual.text.startswith("Best of three tries")


# name: test, tries, score
COUNTS = {
    "stance: best of three": ("sl_stance", (12.0, 30.5, 22.0), 30.5),
    "stance: best of two so far": ("sl_stance", (12.0, 8.0), 12.0),
    "stance: no try": ("sl_stance", (), None),
    "chair stand: the second, although the first was better": ("chair30", (14.0, 12.0), 12.0),
    "chair stand: the second, although it is 0": ("chair30", (14.0, 0.0), 0.0),
    "chair stand: the first alone is practice": ("chair30", (14.0,), None),
    "stairs: less is better": ("stairs", (21.5, 19.0), 19.0),
    "step-down: no fault": ("step_down", (0.0,), 0.0),
    "rotation: best of three": ("hip_ir", (28.0, 31.0, 30.0), 31.0),
    "thigh above level": ("thomas", (-5.0,), -5.0),
}


@pytest.mark.parametrize("row", COUNTS.values(), ids=COUNTS)
def test_which_try_counts(row: tuple[str, tuple[float, ...], float | None]) -> None:
    test_id, tries, score = row
    assert score_of(TESTS[test_id], tries) == score


def test_scores_end_at_the_cap_and_not_below_the_least() -> None:
    assert check_score(TESTS["sl_stance"], 52.3) == 45.0
    assert check_score(TESTS["hip_abd_hold"], 120.1) == 120.0
    assert check_score(TESTS["thomas"], -12.5) == -12.5
    with pytest.raises(InputError, match="goes from 0 to 45"):
        check_score(TESTS["sl_stance"], -1)
    with pytest.raises(InputError, match="goes from 0 to 45"):
        check_score(TESTS["sl_stance"], float("nan"))
    with pytest.raises(InputError, match="goes from 0 to 6"):
        check_score(TESTS["step_down"], 7)
    with pytest.raises(InputError, match="whole numbers"):
        check_score(TESTS["chair30"], 12.5)


def test_days_and_limits_of_the_rules() -> None:
    rules = load_rules()
    assert rules.self_tests.not_before_days == 14
    assert rules.self_tests.due_after_days == 28
    assert rules.self_tests.stop_pain_above == 5
    assert rules.self_tests.lead_in_s == 5
    assert rules.own_activities.most == 5
    assert rules.own_activities.due_after_days == 14
    assert rules.own_activities.error_one == 3
    assert rules.own_activities.error_average == 2
    assert rules.activity_pain.error == 2
    assert rules.overall_change.due_after_days == 28
    assert rules.flare_day.points_above_usual == 2
    assert rules.flare_day.usual_days == 28
    known = rules.questionnaire("lefs")
    assert known is not None
    assert (known.low, known.high, known.error) == (0, 80, 9)


counter = itertools.count()


def result(
    test: str, day: int, side: Side, score: float | None, *, version: str = "",
    stopped: bool = False,
) -> SelfTestResult:  # fmt: skip
    when = dt.date(2026, 5, 1) + dt.timedelta(days=day)
    return SelfTestResult(
        str(next(counter)), when, None, test, version, side, score, stopped=stopped
    )


def both(test: str, day: int, left: float | None, right: float | None) -> list[SelfTestResult]:
    sides = ((Side.LEFT, left), (Side.RIGHT, right))
    return [result(test, day, side, score) for side, score in sides if score is not None]


def said(*results: SelfTestResult, affected: AffectedSide = AffectedSide.UNKNOWN) -> list[str]:
    """Return everything that is said of the one test of some results."""
    (summary,) = summarise(results, affected, TESTS)
    texts = summary_texts(translator_for(ENGLISH), summary)
    numbers = [f"{side.value}: {number}" for side, number, _ in texts.numbers]
    return [*numbers, texts.symmetry, texts.sides, *texts.changes]


def test_a_gap_larger_than_the_error_is_said_with_raw_numbers_and_formula() -> None:
    assert said(*both("hip_abd_hold", 0, 36, 76), affected=AffectedSide.LEFT) == [
        "left: 36 s",
        "right: 76 s",
        "Symmetry 47 % (100 × affected side ÷ other side, higher is better; the affected side is"
        " your left).",
        "Your left side held 53 % less time than the other; larger than this test’s usual error.",
    ]


def test_a_gap_within_the_error_is_no_clear_difference() -> None:
    assert said(*both("hip_abd_hold", 0, 50, 36)) == [
        "left: 50 s",
        "right: 36 s",
        "Symmetry 72 % (100 × weaker side ÷ stronger side, higher is better; the weaker side is"
        " your right).",
        "Your right side held 28 % less time than the other; no clear difference.",
    ]


def test_without_a_known_error_nothing_is_said_of_a_gap() -> None:
    assert said(*both("sl_stance", 0, 10, 40))[-1] == (
        "Your left side held 75 % less time than the other;"
        " the usual error of this test is not known."
    )


@pytest.mark.parametrize(("left", "right"), [(0, 0), (12, None), (None, 12)])
def test_zero_and_missing_cannot_be_calculated(left: float | None, right: float | None) -> None:
    lines = said(*both("sl_stance", 0, left, right))
    assert (
        "Symmetry cannot be calculated (100 × weaker side ÷ stronger side, higher is better)."
        in lines
    )


def test_the_other_side_at_zero_is_not_divided_by() -> None:
    lines = said(*both("sl_stance", 0, 12, 0), affected=AffectedSide.LEFT)
    assert lines[2] == (
        "Symmetry cannot be calculated (100 × affected side ÷ other side, higher is better)."
    )


def test_faults_are_subtracted_and_the_thigh_is_not_compared_between_sides() -> None:
    assert said(*both("step_down", 0, 1, 3)) == [
        "left: 1 fault",
        "right: 3 faults",
        "",
        "Your right side is higher by 2 faults; larger than this test’s usual error.",
    ]
    assert said(*both("step_down", 0, 2, 3))[-1] == (
        "Your right side is higher by 1 fault; no clear difference."
    )
    assert said(*both("thomas", 0, -5, 10)) == ["left: −5°", "right: 10°", "", ""]


def test_changes_since_the_first_time() -> None:
    first, last = result("chair30", 0, Side.NONE, 10), result("chair30", 28, Side.NONE, 13)
    assert said(first, last)[-1] == (
        "Both legs: 3 times more than on 1 May 2026; larger than this test’s usual error."
    )
    less = result("chair30", 56, Side.NONE, 8)
    assert said(first, last, less)[-1] == (
        "Both legs: 2 times less than on 1 May 2026; no clear difference."
    )
    same = result("chair30", 56, Side.NONE, 10)
    assert said(first, same)[-1] == "Both legs: As on 1 May 2026; no clear difference."


def test_versions_are_never_compared_with_each_other() -> None:
    knees = result("side_plank", 0, Side.LEFT, 50, version="knees")
    feet = result("side_plank", 28, Side.LEFT, 20, version="feet")
    found = summarise([knees, feet], AffectedSide.UNKNOWN, TESTS)
    assert [one.version for one in found] == ["knees", "feet"]
    assert all(one.sides[0].first is None for one in found)


def test_a_stopped_test_is_kept_and_never_compared() -> None:
    good = both("hip_abd_hold", 0, 60, 60)
    stopped = result("hip_abd_hold", 28, Side.LEFT, 5, stopped=True)
    (summary,) = summarise([*good, stopped], AffectedSide.UNKNOWN, TESTS)
    assert summary.score(Side.LEFT) == 60
    assert summary.sides[0].results[-1] is stopped
    assert summary.last_day == stopped.day


def test_results_of_a_test_that_is_gone_are_left_aside() -> None:
    assert summarise([result("long_gone", 0, Side.LEFT, 5)], AffectedSide.LEFT, TESTS) == []


L, R = Side.LEFT, Side.RIGHT
# name: faults of the step-down on the left and the right; sides that leave the squat out
FIRST = {
    "never done": (None, None, (L, R)),
    "3 faults is medium": (3, 3, ()),
    "4 faults is poor": (4, 3, (L,)),
    "the right alone": (0, 6, (R,)),
    "none on the left, left out on the right": (0, None, (R,)),
}


@pytest.mark.parametrize("row", FIRST.values(), ids=FIRST)
def test_the_squat_comes_after_a_medium_step_down(
    row: tuple[float | None, float | None, tuple[Side, ...]],
) -> None:
    left, right, sides = row
    # An earlier result does not count.
    results = both("step_down", 0, 6, 6) if left is not None and right is not None else []
    found = summarise([*results, *both("step_down", 28, left, right)], AffectedSide.LEFT, TESTS)
    assert not_yet(TESTS["sls_count"], found) == sides
    assert not_yet(TESTS["slb_hold"], found) == ()


def test_what_is_said_before_the_squat() -> None:
    tr, squat = translator_for(ENGLISH), TESTS["sls_count"]
    name = "“Step-down, faults counted from a video”"
    assert not_yet_text(tr, squat, ()) == ""
    assert not_yet_text(tr, squat, (L, R)).startswith(f"Do {name} first.")
    assert not_yet_text(tr, squat, (R,)) == (
        f"Your right side: leave this one out until {name} has 3 faults or fewer."
    )


FORBIDDEN = re.compile(r"\bweak\b|you have|diagnos|injur|normal|poor|\bbad\b|fail|!", re.IGNORECASE)


@pytest.mark.parametrize("test_id", ROWS)
@pytest.mark.parametrize("scores", [(1, 6), (5, 5), (0, 3), (0, 0)])
def test_no_word_more_than_is_known(test_id: str, scores: tuple[float, float]) -> None:
    one = TESTS[test_id]
    earlier = [result(test_id, 0, side, 3) for side in one.sides]
    now = [result(test_id, 28, side, score) for side, score in zip(one.sides, scores, strict=False)]
    for line in said(*earlier, *now):
        assert not FORBIDDEN.search(line), line


def test_units() -> None:
    tr = translator_for(ENGLISH)
    found = [amount(tr, value, unit) for value, unit in (
        (31.25, SECONDS), (31.0, SECONDS), (-4.0, DEGREES), (9.5, CM), (1, FAULTS), (0, FAULTS),
        (1, REPS), (2.5, REPS),
    )]  # fmt: skip
    assert found == [
        "31.2 s",
        "31 s",
        "−4°",
        "9.5 cm",
        "1 fault",
        "0 faults",
        "1 time",
        "2.5 times",
    ]
